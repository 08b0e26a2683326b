"""How wide the columns of a table are: fixed in millimetres, so that Word, LibreOffice and the PDF agree."""

from __future__ import annotations

from collections.abc import Sequence

from namro.papers.rendering.faces import width

PADDING = 3.2  # millimetres inside a cell, both sides together, with a little to spare
_MOST_FOR_A_WORD = 34.0  # a longer one is broken
_SHORT = 24.0  # a column whose fullest text is no wider stays on one line
_ROOMY = 50.0  # a text that has so much is content
_HEAD_MORE = 12.0  # that a short column may widen for its head
_MEASURED = 300  # rows; the widths of a long table follow from some of them


def fit(
    columns: Sequence[tuple[str, str, float | None]], rows: Sequence[Sequence[str]], room: float, size: float
) -> list[float]:
    """Widths that add up to `room`: no word is broken that need not be, and the rest goes where the text is.

    A column is (head, align, share); where the columns say their shares, these are kept as far as the words allow.
    """
    step = max(1, len(rows) // _MEASURED)
    seen = [*rows[::step], *rows[-1:]]
    drawn = [_Measured(head, align, [row[at] for row in seen], size) for at, (head, align, _) in enumerate(columns)]
    shares = [share or 0.0 for _, _, share in columns]
    widths = _by_shares(drawn, shares, room) if all(shares) else _by_text(drawn, room)
    return [one * room / sum(widths) for one in widths]


class _Measured:
    """What a column's head and texts take, in millimetres."""

    def __init__(self, head: str, align: str, texts: Sequence[str], size: float) -> None:
        full = max([0.0, *(width(line, size) for text in texts for line in text.split("\n"))])
        word = max([_word(head, size, bold=True), *(_word(text, size) for text in texts)])
        self.is_narrow = align != "left" or full <= _SHORT
        whole = full if self.is_narrow and full <= _SHORT else 0.0
        self.least = max(min(word, _MOST_FOR_A_WORD), whole) + PADDING
        self.head = width(head, size, bold=True) + PADDING
        self.full = min(full, _ROOMY) + PADDING
        mean = sum(min(width(text, size), 1200.0) for text in texts) / max(1, len(texts))
        self.wish = 0.0 if self.is_narrow else max(1.0, mean) ** 0.7


def _by_shares(drawn: Sequence[_Measured], shares: Sequence[float], room: float) -> list[float]:
    """The shares of the page; a column too narrow for its words takes from those that have more than they need."""
    widths = [share * room / sum(shares) for share in shares]
    lacking = sum(max(0.0, column.least - one) for column, one in zip(drawn, widths, strict=True))
    spare = sum(max(0.0, one - column.least) for column, one in zip(drawn, widths, strict=True))
    part = min(1.0, lacking / spare) if spare else 0.0
    return [
        column.least if one < column.least else one - (one - column.least) * part
        for column, one in zip(drawn, widths, strict=True)
    ]


def _by_text(drawn: Sequence[_Measured], room: float) -> list[float]:
    widths = [column.least for column in drawn]
    spare = room - sum(widths)
    reserved = sum(max(0.0, column.full - column.least) for column in drawn if column.wish)
    for at, column in enumerate(drawn):  # a head on one line, where the text needs less than there is
        more = column.head - column.least
        if column.is_narrow and 0 < more < min(_HEAD_MORE, spare - reserved):
            widths[at] += more
            spare -= more
    wishes = [column.wish for column in drawn] if any(column.wish for column in drawn) else [1.0] * len(drawn)
    return [one + max(0.0, spare) * wish / sum(wishes) for one, wish in zip(widths, wishes, strict=True)]


def _word(text: str, size: float, *, bold: bool = False) -> float:
    return max((width(word, size, bold=bold) for word in text.split()), default=0.0)
