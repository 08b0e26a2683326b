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

    A column is (head, align, weight); a weight, where one is given, is its share in millimetres of a standing page.
    """
    step = max(1, len(rows) // _MEASURED)
    seen = [*rows[::step], *rows[-1:]]
    least, wish, full_widths = [], [], []
    for at, (head, align, given) in enumerate(columns):
        texts = [row[at] for row in seen]
        word = min(_MOST_FOR_A_WORD, max([_word(head, size, bold=True), *(_word(text, size) for text in texts)]))
        full = max([0.0, *(width(line, size) for text in texts for line in text.split("\n"))])
        narrow = align != "left" or full <= _SHORT
        smallest = max(word, full if narrow and full <= _SHORT else 0.0) + PADDING
        least.append(max(smallest, given or 0.0))
        mean = sum(min(width(text, size), 1200.0) for text in texts) / max(1, len(texts))
        full_widths.append(full)
        wish.append(0.0 if narrow or given else max(1.0, mean) ** 0.7)
    spare = room - sum(least)
    reserved = sum(
        max(0.0, min(full, _ROOMY) + PADDING - one)
        for one, share, full in zip(least, wish, full_widths, strict=True)
        if share
    )
    for at, (head, _, _) in enumerate(columns):  # a head on one line, where the text needs less than there is
        more = width(head, size, bold=True) + PADDING - least[at]
        if not wish[at] and 0 < more < min(_HEAD_MORE, spare - reserved):
            least[at] += more
            spare -= more
    if spare < 0:
        return [one * room / sum(least) for one in least]
    if not any(wish):
        wish = [1.0] * len(wish)
    return [one + spare * share / sum(wish) for one, share in zip(least, wish, strict=True)]


def _word(text: str, size: float, *, bold: bool = False) -> float:
    return max((width(word, size, bold=bold) for word in text.split()), default=0.0)
