"""What a page bears besides its text: running heads, page numbers, drawn rules and the panel of a digital signature."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from namro.reading.sources.paged.model import Line, Page

_EDGE = 0.13  # of the page's height: where heads and numbers stand
_EDGE_LINES = 3
_APART = 0.6  # of its height: what stands nearer to the text is text, though another page has the same there
_SAME_PLACE = 5.0  # points

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—|]? ?(?:[Tt]rang )?\d{1,4}(?: ?/ ?\d{1,4})? ?[-–—|]?$")
_GAZETTE_WORDS = r"(?:\d{1,4} )?C[ÔO]NG B[ÁA]O ?/ ?S[ốo] .{0,60}$"
_GAZETTE = re.compile(_GAZETTE_WORDS)
_GAZETTE_BESIDE = re.compile(rf"\s{_GAZETTE_WORDS}")
_DRAWN = re.compile(r"[\s\-_=~–—*.─━‾]{3,}$")
# "Ký bởi: CÔNG BÁO …", "Cơ quan: VĂN PHÒNG CHÍNH PHỦ", "Ngày ký: 2026-05-15 16:43:06 +07:00"
_SIGNED = re.compile(
    r"(?:\W{1,3} ?)?(?:Ký bởi|Người ký|Ký số bởi|Digitally signed by|Signature Not Verified|Signature valid)\b"
)
_SIGNED_MORE = re.compile(
    r"(?:\W{1,3} ?)?"
    r"(?:Cơ quan|Ngày ký|Thời gian ký|Giờ ký|Email|E-mail|Lý do|Vị trí|Chức vụ|Đơn vị|Date|Reason|Location|DN)\s*:"
)


def drop_furniture(pages: Sequence[tuple[Page, list[Line]]]) -> list[str]:
    """Take the furniture out of the lines of each page; returns what was said by the panels of digital signatures."""
    signatures: list[str] = []
    repeated = _repeated(pages)
    for page, lines in pages:
        lines[:] = [line for line in _without_panels(lines, signatures) if not _is_drawn(line)]
        edge = _edge_lines(page, lines)
        first, last = 0, len(lines)
        # Only from the edge inwards: a title may stand at the same height on two pages.
        while first < last and id(lines[first]) in edge:
            apart = first + 1 >= last or lines[first + 1].top - lines[first].bottom > _APART * lines[first].height
            if not _is_furniture(lines[first], apart, repeated):
                break
            first += 1
        while last > first and id(lines[last - 1]) in edge:
            apart = last - 2 < first or lines[last - 1].top - lines[last - 2].bottom > _APART * lines[last - 1].height
            if not _is_furniture(lines[last - 1], apart, repeated):
                break
            last -= 1
        lines[:] = lines[first:last]
    return signatures


def _is_drawn(line: Line) -> bool:
    """A rule made of letters, or a dash alone that was seen on a picture: a speck, or the end of a rule."""
    seen = line.words[0].sure is not None
    return _DRAWN.match(line.text) is not None or (seen and line.text in ("-", "–", "—", "- -"))


def _without_panels(lines: list[Line], signatures: list[str]) -> list[Line]:
    kept: list[Line] = []
    in_panel = False
    for line in lines:
        in_panel = bool(_SIGNED.match(line.text) or (in_panel and _SIGNED_MORE.match(line.text)))
        if in_panel:
            signatures.append(_GAZETTE_BESIDE.sub("", line.text))
        else:
            kept.append(line)
    return kept


def _is_furniture(line: Line, apart: bool, repeated: Counter[tuple[str, int]]) -> bool:
    if _GAZETTE.match(line.text) or _PAGE_NUMBER.match(line.text):
        return True
    if not apart:
        return False
    key, at = _key(line), round(line.top / _SAME_PLACE)
    return max(repeated[key, at + step] for step in (-1, 0, 1)) >= 2


def _edge_lines(page: Page, lines: list[Line]) -> set[int]:
    top, bottom = page.height * _EDGE, page.height * (1 - _EDGE)
    upper = [line for line in lines[: _EDGE_LINES + 3] if line.bottom < top]
    lower = [line for line in lines[-_EDGE_LINES:] if line.top > bottom]
    return {id(line) for line in upper + lower}


def _repeated(pages: Sequence[tuple[Page, list[Line]]]) -> Counter[tuple[str, int]]:
    """How many pages bear the same line, digits apart, at the same height of an edge."""
    counts: Counter[tuple[str, int]] = Counter()
    for page, lines in pages:
        edge = _edge_lines(page, lines)
        counts.update({(_key(line), round(line.top / _SAME_PLACE)) for line in lines if id(line) in edge})
    return counts


def _key(line: Line) -> str:
    # Without marks, of which OCR reads now one and now another.
    bare = "".join(one for one in unicodedata.normalize("NFD", line.text.lower()) if not unicodedata.combining(one))
    return _DIGITS.sub("#", bare)
