"""The words of a page's text layer at their places, as they are looked at."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from namro.reading.errors import CannotRead
from namro.reading.sources.docx.symbols import SYMBOL_PLACE, UNKNOWN
from namro.reading.sources.paged.lines import is_raised
from namro.reading.sources.paged.model import Word

MAX_CHARACTERS = 60_000  # on one page; a page of a law in small print has 6,000

# pdfium writes U+0002 or U+FFFE for a hyphen at the end of a line, and then starts no new line.
_WORD = re.compile("[^\\s\x02\ufffe\xa0\u2000-\u200b\u202f\u3000\ufeff]+[\x02\ufffe]?|[\x02\ufffe]")
_HYPHENS = str.maketrans("\x02\ufffe", "--")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\x00-\x1f]")
_LONE_ACCENTS = {"´": "\u0301", "`": "\u0300", "˜": "\u0303", "̉": "\u0309", "ˆ": "\u0302", "˘": "\u0306"}
# "TW1", "2025”2,"; "/2025" and a raised digit after it
_MAY_BE_RAISED = re.compile(r"[^\W\d]\d{1,3}(?![\d/.\w-])|[)”\"]\d|/\d{4}\d{1,2}(?!\d)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_BY = 0.22  # of the first letter's height: how far above its foot a raised digit begins
_SAME_BASE, _SAME_SIZE = 0.12, 0.85  # of the font's size
_GAP = 0.45  # of the height: characters further apart are two words though no space parts them


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """How a page's own coordinates lie on the page as it is looked at."""

    left: float
    bottom: float
    width: float  # as looked at
    height: float
    turns: int  # quarters clockwise

    @classmethod
    def of(cls, page: pdfium.PdfPage, turns: int | None = None) -> View:
        """The view of a page, turned as its text lies, or as the page says where it has no text."""
        left, bottom, right, top = page.get_bbox()
        turns = page.get_rotation() // 90 if turns is None else turns
        width, height = right - left, top - bottom
        if turns % 2:
            width, height = height, width
        return cls(left, bottom, width, height, turns)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """(left, top, right, bottom) from the top left corner of the page as it is looked at."""
        left, right, bottom, top = left - self.left, right - self.left, bottom - self.bottom, top - self.bottom
        if self.turns == 0:
            return left, self.height - top, right, self.height - bottom
        if self.turns == 1:
            return bottom, left, top, right
        if self.turns == 2:
            return self.width - right, bottom, self.width - left, top
        return self.width - top, self.height - right, self.width - bottom, self.height - left


def words_of(page: pdfium.PdfPage) -> tuple[list[Word], View]:
    """The words of the text layer in the order of the file, and how the page is looked at."""
    text_page = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text_page)
        if count > MAX_CHARACTERS:
            raise CannotRead(
                f"Một trang của tệp PDF có {count} ký tự, không phải trang văn bản.",
                "Xin lại tệp gốc rồi đọc lại.",
            )
        view = View.of(page, _text_turns(text_page, count))
        return _Reader(text_page, count, view).words(), view
    finally:
        text_page.close()


def _text_turns(text_page: pdfium.PdfTextpage, count: int) -> int | None:
    """The quarters clockwise by which most of the text must be turned to be upright; None where there is too little.

    This and not the page's own rotation counts: a sideways table may stand on an upright page.
    """
    turns: Counter[int] = Counter()
    for index in range(0, count, max(1, count // 40)):
        angle = raw.FPDFText_GetCharAngle(text_page, index)
        if angle >= 0 and not raw.FPDFText_IsGenerated(text_page, index):
            turns[-round(angle / (math.pi / 2)) % 4] += 1
    if not turns:
        return None
    quarter, found = turns.most_common(1)[0]
    return quarter if found > 0.6 * sum(turns.values()) else None


class _Reader:
    """Reads one text page; the fonts that it met are remembered."""

    def __init__(self, text_page: pdfium.PdfTextpage, count: int, view: View) -> None:
        self._page, self._view = text_page, view
        get = raw.FPDFText_GetUnicode
        codes = [get(text_page, index) for index in range(count)]
        self._text = "".join([chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes])
        self._box = raw.FS_RECTF()
        self._box_pointer = ctypes.byref(self._box)
        self._places: dict[int, Box] = {}
        self._bold: dict[int, bool] = {}

    def words(self) -> list[Word]:
        out: list[Word] = []
        before = 0  # where the last of them begins
        for found in _WORD.finditer(self._text):
            self._places.clear()
            for start, end in self._cut(found.start(), found.end()):
                word = self._word(start, end)
                if word is None:
                    continue
                if out and word.text[0].isdecimal() and is_raised(word, out[-1]) and self._on_one_base(before, start):
                    # Another font's letters reach less high: it is small by that alone.
                    word.top, word.bottom = out[-1].top, out[-1].bottom
                before = start
                if out and unicodedata.category(word.text[0]) == "Mn" and word.left < out[-1].right + word.height:
                    out[-1].text = unicodedata.normalize("NFC", out[-1].text + word.text)
                    out[-1].right = max(out[-1].right, word.right)
                    continue
                out.append(word)
        return out

    def _cut(self, start: int, end: int) -> list[tuple[int, int]]:
        """Where words touch in the file but not on the page: two cells of a table, two lines."""
        first, last = self._place(start), self._place(end - 1)
        height = first[3] - first[1]
        length = end - start
        # A word as wide as its letters can be, on one line, is whole; only others are looked at letter by letter.
        if length == 1 or (last[2] - first[0] < length * height * 0.75 and abs(last[1] - first[1]) < 0.5 * height):
            return [(start, end)]
        pieces: list[tuple[int, int]] = []
        before = first
        for index in range(start + 1, end):
            box = self._place(index)
            if box[0] - before[2] > _GAP * height or abs(box[1] - before[1]) > 0.8 * height:
                pieces.append((start, index))
                start = index
            before = box
        return [*pieces, (start, end)]

    def _place(self, index: int) -> Box:
        """The box of a character; of the word in hand each is asked for more than once."""
        known = self._places.get(index)
        if known is None:
            box = self._box
            raw.FPDFText_GetLooseCharBox(self._page, index, self._box_pointer)
            known = self._places[index] = self._view.box(box.left, box.bottom, box.right, box.top)
        return known

    def _word(self, start: int, end: int) -> Word | None:
        text = self._text[start:end]
        if _MAY_BE_RAISED.search(text):
            text = self._with_raised(text, start)
        text = _composed(text.translate(_HYPHENS)) if not text.isascii() else text.replace("\x02", "-")
        text = _INVISIBLE.sub("", text)
        if not text:
            return None
        left, top, right, bottom = self._place(start)
        if end - start > 1:
            last = self._place(end - 1)
            right, top, bottom = max(right, last[2]), min(top, last[1]), max(bottom, last[3])
        return Word(text, left, top, right, bottom, self._is_bold(start))

    def _with_raised(self, text: str, start: int) -> str:
        """Raised digits that touch a word, "TW" and a raised "1", as raised ones: they call a note."""
        base = self._ink(start)
        height = base[1] - base[0]
        out = [text[0]]
        for index, letter in enumerate(text[1:], start + 1):
            raised = letter.isdecimal() and self._ink(index)[0] > base[0] + _RAISED_BY * height
            out.append(letter.translate(_RAISED) if raised else letter)
        return "".join(out)

    def _ink(self, index: int) -> tuple[float, float]:
        """The foot and the head of a character's own drawing, counted upwards on the page as it is looked at."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        box = self._view.box(left.value, bottom.value, right.value, top.value)
        return -box[3], -box[1]

    def _on_one_base(self, one: int, other: int) -> bool:
        """Whether two characters stand on one line and are of one size."""
        (_, first), (_, second) = self._origin(one), self._origin(other)
        sizes: list[float] = [raw.FPDFText_GetFontSize(self._page, index) for index in (one, other)]
        return abs(first - second) < _SAME_BASE * max(sizes) and min(sizes) > _SAME_SIZE * max(sizes)

    def _origin(self, index: int) -> tuple[float, float]:
        """Where a character stands, as (along, across) the line that it is written on."""
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._page, index, x, y)
        left, top, _, _ = self._view.box(x.value, y.value, x.value, y.value)
        return left, top

    def _is_bold(self, index: int) -> bool:
        thing = raw.FPDFText_GetTextObject(self._page, index)
        if not thing:
            return False
        font = raw.FPDFTextObj_GetFont(thing)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self._bold:
            self._bold[address] = _says_bold(font)
        return self._bold[address]


def _says_bold(font: object) -> bool:
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    return b"bold" in buffer.value.lower() or raw.FPDFFont_GetWeight(font) >= 600


def _composed(text: str) -> str:
    """Letters with their marks as one: marks that stand alone after a letter are set on it, symbols made letters."""
    if SYMBOL_PLACE.search(text):
        text = SYMBOL_PLACE.sub(UNKNOWN, text)
    for alone, mark in _LONE_ACCENTS.items():
        if alone in text[1:]:
            text = text[0] + text[1:].replace(alone, mark)
    return unicodedata.normalize("NFC", text)
