"""Letters that number items mended by their place in the row: what follows "e)" and looks like "ø)" is "g)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from namro.reading.labels import LETTER, label_of
from namro.reading.sources.paged.model import Page, Word

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
# What tesseract also sees where a letter stands before a bracket. A sign that numbers nothing needs no entry here.
_ALIKE = {
    "a": "4á", "b": "6h", "c": "eo", "d": "đ", "đ": "dởờớơôổóòỏ", "e": "cé", "g": "ø89qsốồổ6", "h": "bn", "i": "1líìï",
    "k": "x", "l": "1it", "m": "n", "n": "m", "o": "0c", "p": "b", "q": "gø9", "r": "f", "s": "8ş", "t": "f1",
}  # fmt: skip
_LETTERED = re.compile(r"(?P<seen>\S{1,2})\)(?P<rest>\S*)")
_SMALL_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SMALL_ROMAN = re.compile(r"\((?P<seen>[ivxïíìịl1|!¡]{1,5})\)")
_AS_I = str.maketrans("ïíìịl1|!¡", "iiiiiiiii")
_MENDED_CONFIDENCE = 0.6


def mend_sequences(pages: Sequence[Page]) -> None:
    """Mend, in place, the letters of items and the small Roman numbers in brackets, over the turns of pages."""
    _mend_letters(pages)
    _mend_small_romans(pages)


def _mend_small_romans(pages: Sequence[Page]) -> None:
    """ "(1ii)" is "(iii)", and so is "(11)" where "(ii)" went before."""
    last = 0
    for word in (word for page in pages for word in page.words):
        found = _SMALL_ROMAN.match(word.text)
        if found is None:
            continue
        meant = found["seen"].translate(_AS_I)
        if found["seen"].isdecimal():
            if last + 1 not in (2, 3) or not last:
                continue
            meant = _SMALL_ROMANS[last]
        last = _SMALL_ROMANS.index(meant) + 1 if meant in _SMALL_ROMANS else 0
        if meant != found["seen"]:
            word.text = f"({meant}){word.text[found.end() :]}"
            word.sure = min(word.sure or 1.0, _MENDED_CONFIDENCE)


def _mend_letters(pages: Sequence[Page]) -> None:
    last: str | None = None
    for word in _first_words(pages):
        found = _LETTERED.fullmatch(word.text)
        if found is None:
            label = label_of(word.text + " x")
            if label is not None and label.rank < LETTER:  # a number: below it letters begin anew
                last = None
            continue
        seen = found["seen"].lower()
        due = _ALPHABET[(_ALPHABET.index(last) + 1) % len(_ALPHABET)] if last else "a"
        if seen != due and (seen in _ALIKE.get(due, "") or (last is not None and not _numbers(seen))):
            word.text = f"{due}){found['rest']}"
            word.sure = min(word.sure or 1.0, _MENDED_CONFIDENCE)
            seen = due
        last = seen if seen in _ALPHABET else None


def _numbers(seen: str) -> bool:
    """Whether a sign numbers items."""
    return seen in _ALPHABET or seen.isdecimal() or re.fullmatch(r"[ivx]+|f|j|[a-zđ]\d", seen) is not None


def _first_words(pages: Iterable[Page]) -> Iterator[Word]:
    """The words that begin lines, which stand lower than the words before them, or on another page."""
    for page in pages:
        bottom = float("-inf")
        for word in page.words:
            if bottom <= word.top + 0.2 * word.height:
                yield word
            bottom = word.bottom
