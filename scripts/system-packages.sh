#!/bin/sh
# Installs the Debian or Ubuntu packages that Năm Rõ needs and this machine lacks.
# Needed: Python with venv. Wanted: tesseract for scans, LibreOffice for old Word files; to look at documents: pdftoppm and
# a face with every Vietnamese letter.
set -eu

needed=""
wanted=""

lacks() { ! dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

python3 - <<'PYTHON' 2>/dev/null || needed="$needed python3-venv"
import ensurepip, sys, venv
sys.exit(sys.version_info < (3, 11))
PYTHON

# For scans, and for .doc, .odt and .rtf; without them such files are refused in words.
lacks tesseract-ocr-vie && wanted="$wanted tesseract-ocr tesseract-ocr-vie"
command -v soffice >/dev/null 2>&1 || wanted="$wanted libreoffice-writer libreoffice-calc"

# For the tests of the site: a browser, and a PostgreSQL server that the tests start and remove themselves.
command -v chromium >/dev/null 2>&1 || wanted="$wanted chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted="$wanted postgresql"

if [ "${NAMRO_LOOK:-}" = 1 ]; then
    command -v pdftoppm >/dev/null 2>&1 || wanted="$wanted poppler-utils"
    lacks fonts-croscore && wanted="$wanted fonts-croscore"
fi

[ -n "$needed$wanted" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Cần các gói:$needed$wanted. Máy này không có apt-get; hãy cài bằng công cụ của hệ điều hành." >&2
    [ -z "$needed" ] && exit 0
    exit 1
fi

run=""
if [ "$(id -u)" != 0 ]; then
    if command -v sudo >/dev/null 2>&1; then
        run="sudo"
    else
        echo "Cần các gói:$needed$wanted. Không có quyền root hoặc sudo nên không cài được; hãy nhờ quản trị máy chạy:" >&2
        echo "  apt-get install$needed$wanted" >&2
        [ -z "$needed" ] && exit 0
        exit 1
    fi
fi

echo "Cài gói hệ thống:$needed$wanted" >&2
$run apt-get update -qq
# shellcheck disable=SC2086  # a list of words
DEBIAN_FRONTEND=noninteractive $run apt-get install -y -qq --no-install-recommends $needed $wanted >/dev/null
