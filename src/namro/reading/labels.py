"""The labels that open an item: "II.", "1.1.", "a)", "Điều 3.", "-", "+", "(1)", "(ii)"."""

from __future__ import annotations

import re
from typing import NamedTuple


class Label(NamedTuple):
    """A label at the start of a paragraph."""

    rank: int  # how deep such a label stands among others: a smaller rank holds a greater one
    printed: str  # as it is told in a path: "II", "1.1", "a", "Điều 3", "-"
    length: int  # code points up to the item's own words


LETTER = 70  # "a)"; deeper than any number
BULLET = 90  # bullets hang under whatever stands before them
PLUS = 91
NO_LABEL = 99  # the rank of a paragraph or a row
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V|X))"
_LABEL = re.compile(
    rf"""(?:
      (?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:thứ\s+\w+|THỨ\s+\w+|{_ROMAN}|\d{{1,2}})\b[.:]?)
    | (?P<division>(?:Mục|MỤC)\s+(?:\d{{1,2}}|{_ROMAN})\b(?=[.:]|\s+[A-ZĐ]{{2}}|$)[.:]?)
    | (?P<article>Điều\s+\d{{1,3}}[a-zđ]?[.:])
    | (?P<roman>{_ROMAN})(?:[.)]|\s?[-/](?=\s))(?!\d|V\b)
    | (?P<numbered_roman>{_ROMAN}(?:\.\d{{1,2}}){{1,4}})(?:[.)](?!\d)|(?=\s))
    | (?P<upper>[A-HĐ])[.)](?=\s)
    | \((?P<paren>\d{{1,2}})\)
    | \((?P<lower_roman>[ivx]{{1,4}})\)
    | \((?P<paren_letter>[a-zđ])\)
    | (?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})(?:\.(?!\d)|[)/](?!\d)|\s-(?=\s)|(?<=\.\d)(?=\s)|(?<=\.\d\d)(?=\s))
    | (?P<letter>[a-zđ]\d?(?:\.\d{{1,2}}){{0,2}})(?:\)|\.(?=\s))
    | (?P<bullet>[-–—•·▪●*]|o(?=\s\S))
    | (?P<plus>\+|(?:[-–]\s+\+))
    )\s*""",
    re.VERBOSE,
)
_FIRST = frozenset("PpCcMĐđIVXABCDEFGH(0123456789abcdeghiklmnopqrstuvxy-–—•·▪●*+o")
_PARTS = ("PHẦN", "Phần", "CHƯƠNG", "Chương", "MỤC", "Mục", "Điều")
_RANKS = {
    "part": 0,
    "division": 25,
    "upper": 10,
    "roman": 20,
    "article": 30,
    "letter": LETTER,
    "paren": 72,
    "lower_roman": 75,
    "paren_letter": 71,
}


def label_of(text: str, at: int = 0) -> Label | None:
    """The label at `at`, or None. "1.1 Sở" and "1.1. Sở" give one and the same; "2025. " is no label."""
    if at >= len(text) or (first := text[at]) not in _FIRST:
        return None
    # most paragraphs open with a word: a letter with another after it is a label only as "II.", "Điều 3." or "a1)"
    if first.isalpha():
        second = text[at + 1 : at + 2]
        if first in "IVX":
            if second.isalpha() and second not in "IVX":
                return None
        elif second not in ").0123456789 " and not (first in "PCMĐ" and text.startswith(_PARTS, at)):
            return None
    found = _LABEL.match(text, at)
    if not found or found.end() == len(text):
        return None
    kind = found.lastgroup or ""
    printed = found[kind]
    if kind == "bullet":
        if found.end() == found.end(kind) and text[found.end()].isdigit():  # "-5 %"
            return None
        if text.startswith("+", found.end()):  # "- + Khu vực": a sub-item whose bullet was doubled
            return Label(PLUS, "+", found.end() + 1 + _spaces(text, found.end() + 1) - at)
        return Label(BULLET, "-", found.end() - at)
    if kind == "plus":
        return Label(PLUS, "+", found.end() - at)
    if kind == "numbered_roman":  # "I.1." stands where "1." would
        return Label(39 + printed.count("."), printed, found.end() - at)
    if kind == "number":
        depth = printed.count(".")
        if depth == 0 and found.end() == found.end(kind) + 1 and text[found.end()].isalnum() and found[0][-1] != ".":
            return None  # "1/2" is a fraction, "1)a" is nothing known
        return Label(40 + depth, printed, found.end() - at)
    if kind in ("part", "division", "article"):
        printed = printed.rstrip(".:")
    if kind == "letter" and "." in found[0][: found.end(kind) - at + 1] and found.end() == found.end(kind) + 1:
        return None
    return Label(_RANKS[kind], printed, found.end() - at)


def _spaces(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end] == " ":
        end += 1
    return end - at
