#!/bin/sh
# Takes the picture in the README anew: the page of the example with a task chosen. Needs Chromium and `make setup`.
set -eu
cd "$(dirname "$0")/.."

task=10 # a task whose fields are all filled
namro="${NAMRO:-.venv/bin/namro}"
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
    echo "Cần trình duyệt Chromium; hãy cài gói chromium." >&2
    exit 1
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
$namro read examples/chi-thi-tinh-an-lam.docx --format html --out "$work/page.html" 2>/dev/null
"$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --user-data-dir="$work/profile" --hide-scrollbars \
    --window-size=1366,820 --screenshot="$work/page.png" "file://$work/page.html#n$task" >/dev/null 2>&1
mkdir -p docs/screens
cp "$work/page.png" docs/screens/register-page.png
ls -l docs/screens/register-page.png
