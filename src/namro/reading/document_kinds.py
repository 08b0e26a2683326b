"""The kinds of document, by name and by the letters of a number."""

from __future__ import annotations

import re

from namro.reading.folding import without_marks
from namro.reading.lexicon import pattern, rows

_ROWS = rows("document_kinds")
KINDS = pattern("document_kinds")  # matches the name of a kind, the longest first
TITLES = frozenset(row["kind"] for row in _ROWS if row["title"])  # that stand above a document as its title
LETTER = "công văn"  # the one kind that has neither title nor letters
_KIND_OF_SIGN: dict[str, str] = {}
for _row in _ROWS:
    if _row["abbreviation"]:  # of several kinds with the same letters the first counts
        _KIND_OF_SIGN.setdefault(_row["abbreviation"].lower(), _row["kind"])


_SCANNED_TITLES = {without_marks(title): title for title in TITLES}


def title_in(words: str) -> str | None:
    """The kind that a title in folded words names, though a scan may have lost its marks: "thong bao"."""
    return words if words in TITLES else _SCANNED_TITLES.get(words)


def kind_by_sign(number: str) -> str:
    """What the letters of a number say: "12/CT-UBND" is a directive; a number without them is a letter."""
    signs = [sign.lower() for sign in re.split(r"[/\-]", number)[1:]]
    if len(signs) > 1 and signs[0].isdigit():  # "51/2024/QĐ-UBND"
        del signs[0]
    # first the kind, then who issues it: in "17986/BTC-CT" the Tax Department (CT) drafted a letter of the ministry
    return _KIND_OF_SIGN.get(signs[0], LETTER) if signs else LETTER
