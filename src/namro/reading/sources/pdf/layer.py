"""The text layer of a page, and whether it tells all that the page shows."""

from __future__ import annotations

import re
from enum import Enum

from namro.reading.sources.old_encodings import convert
from namro.reading.sources.paged.model import Page, Word
from namro.reading.sources.pdf.drawn import Box, drawn_on
from namro.reading.sources.pdf.glyphs import words_of
from namro.reading.sources.pdf.opening import OpenPdf
from namro.reading.sources.syllables import vietnamese_share

_PICTURE_SHARE = 0.25  # of the page: a picture as large, with no text over it, may hold the document
_FEW_WORDS = 12  # inside such a picture: less than a paragraph
_GARBAGE_SHARE = 0.35  # of the words that are Vietnamese syllables; a text in English comes to 0.3
_UNKNOWN_SHARE = 0.15  # of characters that the file maps to nothing
_NUMBER_OR_DAY_MISSING = re.compile(r"(?:Số|số)\s*:\s*/|ngày\s+tháng\s+(?:\d+\s+)?năm")


class Layer(Enum):
    """How much the text layer tells."""

    WHOLE = "whole"
    MISSING = "missing"
    GARBAGE = "garbage"
    PARTIAL = "partial"  # a picture shows what the text does not have


def judge(pdf: OpenPdf, index: int) -> tuple[Page, Layer]:
    """The page with its words and rules, and what its text layer is worth."""
    opened = pdf.page(index)
    try:
        words, view = words_of(opened)
        drawn = drawn_on(opened, view)
    finally:
        opened.close()
    page = Page(index + 1, view.width, view.height, words, drawn.across, drawn.down)
    if not words:
        return page, Layer.MISSING if drawn.pictures or drawn.across or drawn.down else Layer.WHOLE
    if _is_garbage(words):
        return page, Layer.GARBAGE
    pictures = [box for box in drawn.pictures if _on_page(box, page)]
    if any(_holds_document(box, page) for box in pictures):
        return page, Layer.PARTIAL
    if index == 0 and pictures and _NUMBER_OR_DAY_MISSING.search(_head_text(page)):
        return page, Layer.PARTIAL
    return page, Layer.WHOLE


def _is_garbage(words: list[Word]) -> bool:
    text = "".join(word.text for word in words)
    strange = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" for character in text)
    if strange > _UNKNOWN_SHARE * len(text):
        return True
    share = vietnamese_share([word.text for word in words])
    if share is None or share >= _GARBAGE_SHARE:
        return False
    converted = convert(" ".join(word.text for word in words))
    return converted is None and not _is_foreign(words)


def _is_foreign(words: list[Word]) -> bool:
    """A text in English is no garbage: its words are ASCII letters, with vowels, of a usual length."""
    plain = [word.text for word in words if word.text.isascii() and word.text.isalpha()]
    if len(plain) < 0.6 * len(words):
        return False
    voiced = sum(bool(re.search(r"[aeiouy]", word, re.I)) for word in plain)
    return voiced > 0.9 * len(plain) and sum(map(len, plain)) < 8 * len(plain)


def _on_page(box: Box, page: Page) -> bool:
    return box[2] > 0 and box[3] > 0 and box[0] < page.width and box[1] < page.height


def _holds_document(box: Box, page: Page) -> bool:
    area = (min(box[2], page.width) - max(box[0], 0)) * (min(box[3], page.height) - max(box[1], 0))
    if area < _PICTURE_SHARE * page.width * page.height:
        return False
    inside = sum(box[0] < word.centre < box[2] and box[1] < word.middle < box[3] for word in page.words)
    return inside < _FEW_WORDS


def _head_text(page: Page) -> str:
    return " ".join(word.text for word in page.words if word.middle < page.height / 3)
