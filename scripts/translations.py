"""Gathers the strings of the interface and compiles their English; `--check` only says whether all is done.

    python scripts/translations.py [--check]

Vietnamese stands in the source; English in locale/en. New strings come into the .po file without a translation.
"""

from __future__ import annotations

import argparse
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src/namro"
APPS = sorted(file.parent.name for file in PACKAGE.glob("*/apps.py"))
FOLDER = PACKAGE / "site/locale/en/LC_MESSAGES"
METHODS = [("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2"), ("**.py", "python")]
OPTIONS = {method: {"newstyle_gettext": "true"} for method, kind in METHODS if kind == "jinja2"}
NO_DAY = datetime(2025, 1, 1, tzinfo=UTC)  # a compiled file must not change with the day of its making
HEAD = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}


def main() -> int:
    """Update and compile, or check."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    faults = check() if parser.parse_args().check else update()
    print("\n".join(faults) or "Every string has its English.", file=sys.stderr)
    return 1 if faults else 0


def update() -> list[str]:
    """Bring the .po file up to the source and compile it."""
    catalog = merged()
    (FOLDER / "django.po").write_bytes(po_bytes(catalog))
    (FOLDER / "django.mo").write_bytes(mo_bytes(catalog))
    return untranslated(catalog)


def check() -> list[str]:
    """What is missing: a translation, a string in the file, or a compiled file as new as the source."""
    catalog = merged()
    faults = untranslated(catalog)
    if po_bytes(catalog) != (FOLDER / "django.po").read_bytes():
        faults.append("django.po is behind the source: python scripts/translations.py")
    if mo_bytes(catalog) != (FOLDER / "django.mo").read_bytes():
        faults.append("django.mo is behind django.po: python scripts/translations.py")
    return faults


def merged() -> Catalog:
    """The strings of the source with the English that is there."""
    file = FOLDER / "django.po"
    catalog = read_po(io.BytesIO(file.read_bytes()), locale="en") if file.exists() else Catalog(locale="en")
    template = Catalog()
    for app in APPS:
        found = extract_from_dir(PACKAGE / app, METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True)
        for _file, _line, message, _comments, _context in found:
            template.add(message)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """The strings without English, or with other places to fill in than the Vietnamese."""
    faults = []
    for message in catalog:
        if not message.id:
            continue
        told = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(told):
            faults.append(f"no English: {message.id}")
        elif any(str(error) for error in message.check(catalog)):
            faults.append(f"other places to fill in: {message.id}")
    return faults


def po_bytes(catalog: Catalog) -> bytes:
    """The .po file without dates and places in the source, which would change it with every line moved."""
    out = io.BytesIO()
    write_po(out, catalog, width=110, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return HEAD.encode() + out.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """The compiled file."""
    plain = Catalog(locale="en", charset="utf-8", creation_date=NO_DAY, revision_date=NO_DAY)
    for message in catalog:
        if message.id:
            plain.add(message.id, message.string)
    out = io.BytesIO()
    write_mo(out, plain)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
