"""Words into lines: by their height on the page, from left to right; raised note marks and spaced letters mended."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from statistics import median

from namro.reading.sources.paged.model import Line, Word

_SAME_LINE = 0.42  # of the height: how far the middles of two words on one line may lie apart
_SMALL = 0.78  # of the neighbour's height: smaller is a raised mark
_TOUCHING = 0.35  # of the height: how far a raised mark may stand from its word
_SPACED_RUN = 4  # single letters in a row; Vietnamese never has so many words of one letter
_WORD_GAP = 1.6  # times the usual gap between spaced letters
_DRAWN = re.compile(r"[_=~─━‾*]{3,}$|[-–—]{4,}$")  # a rule made of letters
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """The lines, from top to bottom."""
    rows: list[list[Word]] = []
    numbers: list[Word] = []  # a raised one stands higher than its line, so it waits until the lines are known
    for word in sorted(words, key=lambda one: one.middle):
        if _DRAWN.match(word.text):
            continue
        if len(word.text) <= 3 and word.text.strip("[]()").isdecimal():
            numbers.append(word)
        elif (row := _row_for(word, rows[:-5:-1])) is not None:
            row.append(word)
        else:
            rows.append([word])
    for word in numbers:
        row = _row_for(word, rows) or next((one for one in rows if _hangs_on(word, one)), None)
        if row is not None:
            row.append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda one: one.left)
    return sorted((Line(_unspaced(_marked(row)), page) for row in rows), key=lambda line: line.top + line.bottom)


def _row_for(word: Word, rows: Iterable[list[Word]]) -> list[Word] | None:
    """The row on which the word stands."""
    for row in rows:
        reach = max(row[0].height, word.height) * _SAME_LINE
        if abs(row[-1].middle - word.middle) < reach and abs(row[0].middle - word.middle) < reach:
            return row
    return None


def _hangs_on(word: Word, row: list[Word]) -> bool:
    """Whether a small word, raised above a row, still touches it."""
    return word.height < _SMALL * row[0].height and row[0].top - word.height / 2 < word.middle < row[0].bottom


def _marked(row: list[Word]) -> list[Word]:
    """Raised digits are joined to the word before them, as "tăng thêm¹"."""
    out: list[Word] = []
    for word in row:
        before = out[-1] if out else None
        if before is not None and is_raised(word, before) and word.left - before.right < before.height * _TOUCHING:
            before.text += word.text.translate(_RAISED)
            before.right = max(word.right, before.right)
        else:
            out.append(word)
    return out


def is_raised(word: Word, other: Word) -> bool:
    """Whether a word is a small raised number beside another one."""
    digits = word.text.strip("[]().,;")
    return (
        digits.isdecimal()
        and len(digits) <= 3
        and word.height < _SMALL * other.height
        and word.bottom < other.bottom - 0.15 * other.height
    )


def _unspaced(row: list[Word]) -> list[Word]:
    """Spaced letters, "K Ế  H O Ạ C H", are words again."""
    if sum(len(word.text) == 1 for word in row) < _SPACED_RUN:
        return row
    out: list[Word] = []
    run: list[Word] = []
    for word in [*row, None]:
        if word is not None and len(word.text) == 1 and word.text.isalpha():
            run.append(word)
            continue
        out += _words_of(run) if len(run) >= _SPACED_RUN else run
        run = []
        if word is not None:
            out.append(word)
    return out


def _words_of(letters: list[Word]) -> list[Word]:
    gaps = [after.left - before.right for before, after in itertools.pairwise(letters)]
    usual = max(median(gaps), 0.5)
    words = [letters[0]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > usual * _WORD_GAP:
            words.append(letter)
            continue
        last = words[-1]
        words[-1] = Word(
            last.text + letter.text,
            last.left,
            min(last.top, letter.top),
            letter.right,
            max(last.bottom, letter.bottom),
            last.bold,
            last.sure,
        )
    return words
