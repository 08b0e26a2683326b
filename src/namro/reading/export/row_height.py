"""How high a row of wrapped text must be; the workbook says it, since LibreOffice does not fit rows that it opens."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import combining, normalize

POINTS_PER_LINE = 14.4  # Times New Roman at 11 points
HIGHEST = 409.0  # Excel's limit for a row, in points
_LETTER_SIZE = 11
# Widths in Times New Roman, in thousandths of the letter size; Vietnamese marks do not widen a letter.
_WIDTHS = {
    letter: width
    for width, letters in {
        250: " ,.",
        278: "ijlt/:;",
        333: "fr()-[]'I!",
        389: "s",
        444: "acez“”",
        556: "FPS",
        611: "ELTZ",
        667: "BCR",
        722: "ADĐGHKNOQUVXYw",
        778: "m",
        889: "M%",
        944: "W",
    }.items()
    for letter in letters
}
_OTHER = 500  # digits, n, o, u, h and what else


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """Points for the fullest of the cells, each a text and its column's width in Excel's units."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(HIGHEST, POINTS_PER_LINE * lines + 4)


def _lines(text: str, width: float) -> int:
    """Lines that the text takes when it breaks between words."""
    room = width * 5.25 - 1  # a unit is 7 pixels of 0.75 points; the padding of 5 pixels lies inside
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            length = _length(word)
            if used and used + length > room:
                count += 1
                used = 0.0
            used += length + _length(" ")
    return count


def _length(text: str) -> float:
    """Points that the text takes on one line."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in _bare(text)) * _LETTER_SIZE / 1000


def _bare(text: str) -> str:
    return "".join(letter for letter in normalize("NFD", text) if not combining(letter))
