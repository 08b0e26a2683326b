"""The lines of a plain text, cleaned: page furniture, drawn lines and marks of emphasis are dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DRAWN = frozenset("-_=~–—*.")  # what a drawn line begins with
_DRAWN_LINE = re.compile(r"[\s\-_=~–—*.]{3,}$")
_PAGE_HEAD = re.compile(r"(?:\d{1,3}\s+)?CÔNG BÁO ?/ ?Số .{0,60}$")  # "CÔNG BÁO/Số 12 + 13/Ngày 05-01-2012"
# the panel of a digital signature: "Ký bởi: CÔNG BÁO …", "Cơ quan: …", "Ngày ký: 2026-05-15 16:43:06"
_SIGNED = re.compile(r"(?:Ký (?:số )?bởi|Người ký|Digitally signed by)\b")
_SIGNED_MORE = re.compile(
    r"(?:Cơ quan|Ngày ký|Thời gian ký|Giờ ký|Email|E-mail|Lý do|Vị trí|Chức vụ|Đơn vị|Date|Reason):"
)
PAGE_NUMBER = re.compile(r"--- PAGE BREAK ---$|(?:- ?)?\d{1,3}(?: ?-)?$|(?:Trang|trang) \d{1,3}(?:/\d{1,3})?$")
_LONGEST_FURNITURE = 90  # code points
_LONGEST_PAGE_NUMBER = 12
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_DROPPED = ("\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\r")
_ENDS = frozenset('.;:!?…”"')


@dataclass(slots=True)
class Line:
    """A line without marks and outer spaces."""

    text: str  # "" for an empty line
    bold: bool = False  # wholly in "**"
    runs_on: bool = False  # its "**" closes in a later line
    bar: bool = False  # a "|" alone: the edge of a cell
    gap: bool = False  # page furniture or a drawn line stood before it
    page: int = 1

    @property
    def closed(self) -> bool:
        """Whether it ends with a mark that ends a sentence or a clause."""
        return self.text[-1] in _ENDS

    @property
    def small(self) -> bool:
        """Whether it opens with a small letter, as only the inside of a sentence does."""
        return self.text[0].islower()


def clean_lines(text: str) -> Iterator[Line]:
    """The lines of `text`; what is furniture leaves a gap before the next."""
    bold_open = gap = after_page_head = in_panel = False
    page = 1
    for mark in _DROPPED:
        text = text.replace(mark, "")
    for raw in text.split("\n"):
        if "\f" in raw:
            page += raw.count("\f")
            raw = raw.replace("\f", " ")
            gap = True
        words = raw.strip()
        bold = bold_open
        if "*" in words and words[0] != "|":
            words, bold, bold_open = _without_emphasis(words, bold_open)
        if "\\" in words:
            words = words.replace("\\", "")
        if not words:
            bold_open = False  # emphasis ends with its paragraph: an odd "**" in a letterhead must not reach the body
            yield Line("", False, False, False, gap)
            continue
        if words == "|":
            bold_open = False
            after_page_head = False
            yield Line("|", bar=True, page=page)
            gap = False
            continue
        if len(words) < _LONGEST_FURNITURE:
            if "CÔNG BÁO" in words and _PAGE_HEAD.match(words):
                page += 1
                gap = after_page_head = True
                continue
            if (in_panel and _SIGNED_MORE.match(words)) or (words[0] in "KND" and _SIGNED.match(words)):
                in_panel = gap = True
                continue
            if words[0] in _DRAWN and (is_drawn(words) or words == "--- PAGE BREAK ---"):
                gap = True
                continue
            if after_page_head and len(words) <= _LONGEST_PAGE_NUMBER and PAGE_NUMBER.match(words):
                gap = True
                continue
        after_page_head = in_panel = False
        if words[0] == "_" and len(words) > 1 and words[1] != "_":  # a stray stroke of a scan, or emphasis
            words = words.strip("_ ")
        if "  " in words or not words.isprintable():
            words = _SPACES.sub(" ", words)
        yield Line(words, bold, bold_open, False, gap, page)
        gap = False


def is_drawn(words: str) -> bool:
    """Whether a line only draws a rule: "-----", "____"."""
    return len(words) > 2 and _DRAWN_LINE.match(words) is not None


def _without_emphasis(words: str, bold_open: bool) -> tuple[str, bool, bool]:
    """The words without "*", whether all of them are bold, and whether "**" stays open after them."""
    odd = words.count("**") % 2 == 1
    closes_itself = odd != (not bold_open)
    bold = (bold_open or words.startswith("**")) and (not closes_itself or words.endswith("**"))
    return words.replace("*", "").strip(), bold, bold_open ^ odd
