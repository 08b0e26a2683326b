"""How a name is spelt: its words with and without marks, and how far two spellings lie apart.

A word has a bare form ("hoa" for hòa, Hoà, HÓA) and a toned one, its letters with the tone at the end ("hoa\u0300" for
hòa and hoà): so the place of the tone mark does not matter, and which letter bears which mark still does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, NamedTuple

# Joining words and plural marks: "NN&MT" and "Nông nghiệp và Môi trường", "các KCN" and "KCN" are to be the same.
_UNSPOKEN: Final = frozenset(("va", "cac", "cua"))
# What a plural opens with. The longer first.
_DETERMINERS: Final = (("tat", "ca"), ("toan", "the"), ("toan", "bo"), ("nhung",), ("moi",), ("tung",), ("cac",))
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")  # huyền, sắc, ngã, hỏi, nặng
_BLANK: Final = " "

_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")  # soft hyphen, zero-width blanks and marks
_LOOSE_MARK: Final = re.compile("[\u0300-\u036f]")  # a second mark on a letter that has one, from a scan
_ZERO_FOR_O: Final = re.compile(r"(?<=[a-z])0(?![0-9])|(?<![0-9])0(?=[a-z])")  # "S0 Tài chính", read from a scan
_ONE_FOR_I: Final = re.compile(r"(?<=[a-z])1(?=[a-z])|(?<=[aeouy])1(?![0-9])")  # "Sở Tài ch1nh", "Thá1 Nguyên"
_WORD: Final = re.compile(r"[a-z]+|[0-9]+")
_ROMAN: Final = re.compile(r"(?=[ivxl])(x{0,3})(ix|iv|v?i{0,3})")
_BEFORE_A_NUMBER: Final = frozenset(("vuc", "kv", "vung"))  # "khu vực VII"
_ROMAN_TENS: Final = {"": 0, "x": 10, "xx": 20, "xxx": 30}
_ROMAN_ONES: Final = {n: i for i, n in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))}

ShortForms = Mapping[str, tuple[tuple[str, str], ...]]  # bare short form -> the words (bare, toned) it stands for
_Word = tuple[str, str, int, int]  # bare, toned, where it starts, where it ends


class Phrase(NamedTuple):
    """A name taken apart. Joining words, a leading "các" and whatever is no letter or figure are left out."""

    text: str
    bare: tuple[str, ...]
    toned: tuple[str, ...]
    starts: tuple[int, ...]  # where in `text` each word begins
    ends: tuple[int, ...]
    opens_plural: bool  # "các sở, ban, ngành", "tất cả các đơn vị"
    is_plural: bool  # that, or "UBND các xã"

    @property
    def key(self) -> str:
        """The bare words as one, so that blanks and hyphens do not matter."""
        return "".join(self.bare)

    def first(self, count: int) -> Phrase:
        """The first `count` words."""
        if count >= len(self.bare):
            return self
        text = self.text[: self.ends[count - 1] if count else 0]
        bare, toned = self.bare[:count], self.toned[:count]
        return Phrase(text, bare, toned, self.starts[:count], self.ends[:count], self.opens_plural, self.is_plural)


class _ByLetter(dict[int, str]):
    """A table for str.translate that finds each letter's replacement once; always one letter for one."""

    def __init__(self, part: int) -> None:
        super().__init__()
        self._part = part

    def __missing__(self, code: int) -> str:
        found = self[code] = _apart(chr(code))[self._part]
        return found


def _apart(letter: str) -> tuple[str, str, str]:
    """A letter bare, without its tone, and its tone: "Ộ" -> "o", "ô", nặng. A blank where there is none."""
    low = letter.lower()
    base, *marks = list(unicodedata.normalize("NFD", low if len(low) == 1 else letter))
    bare = "d" if base == "đ" else base
    tone = next((mark for mark in marks if mark in _TONES), _BLANK)
    quality = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark not in _TONES))
    is_plain = bare.isascii() and bare.isalnum()
    return (bare if is_plain else _BLANK, quality if is_plain and len(quality) == 1 else _BLANK, tone)


_BARE, _LETTERS, _TONE_MARKS = _ByLetter(0), _ByLetter(1), _ByLetter(2)


def phrase(text: str, short_forms: ShortForms) -> Phrase:
    """Take a name apart into words; short forms ("UBND") are written out."""
    if not text.isascii():
        text = _LOOSE_MARK.sub("", unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))
    line = text.translate(_BARE)
    if "0" in line or "1" in line:
        line = _ONE_FOR_I.sub("i", _ZERO_FOR_O.sub("o", line))
    letters, tones = text.translate(_LETTERS), text.translate(_TONE_MARKS)
    words: list[_Word] = []
    for found in _WORD.finditer(line):
        start, end = found.span()
        if written_out := short_forms.get(found[0]):
            words += [(bare, toned, start, end) for bare, toned in written_out]
        elif number := _number(found[0], words[-1][0] if words else ""):
            words.append((number, number, start, end))
        else:
            words.append((found[0], letters[start:end] + tones[start:end].replace(_BLANK, ""), start, end))
    opening = _determiners([word[0] for word in words])
    is_plural = opening > 0 or any(word[0] == "cac" for word in words)
    words = [word for word in words[opening:] if word[0] not in _UNSPOKEN]
    bare, toned, starts, ends = zip(*words, strict=True) if words else ((), (), (), ())
    return Phrase(text, bare, toned, starts, ends, opening > 0, is_plural)


def _determiners(words: list[str]) -> int:
    """How many words at the start are "các", "tất cả các" and the like."""
    at = 0
    while opening := next((one for one in _DETERMINERS if tuple(words[at : at + len(one)]) == one), None):
        at += len(opening)
    return at


def _number(word: str, before: str) -> str | None:
    """A number in figures: "05" -> "5"; after "khu vực" a Roman one too: "VII" -> "7", and "Vll" from a scan."""
    if word.isdecimal():
        return word.lstrip("0") or "0"
    if before not in _BEFORE_A_NUMBER:
        return None
    roman = _ROMAN.fullmatch(word.replace("l", "i"))
    return str(_ROMAN_TENS[roman[1]] + _ROMAN_ONES[roman[2]]) if roman else None


def distance(one: str, other: str, most: int) -> int | None:
    """How many letters must be changed, added, dropped or swapped with their neighbour; None where above `most`.

    >>> distance("sotaichinh", "sotaihcinh", 2)
    1
    """
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = row, before, [i] + [most + 1] * len(other)
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            cost = before[j - 1] + (letter != other[j - 1])
            cost = min(cost, before[j] + 1, row[j - 1] + 1)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, above[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
