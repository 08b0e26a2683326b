"""What the words of a table's cell hold: a number, the names of who acts, a time or work to be done."""

from __future__ import annotations

import re

from namro.reading.lexicon import pattern
from namro.reading.model import Cell, Source, Span
from namro.reading.name_ends import name_end, opens_name, opens_order

# "1", "2.1.", "II", "III.1.2", "a)", "Bước 3", "(4)", "-"
_NUMBER = re.compile(
    r"(?:bước |b)?\(?(?:\d{1,3}[a-zđ]?|[ivxl]{1,6}|[a-zđ])(?:[.,-](?:\d{1,3}[a-zđ]?|[ivxl]{1,4}|[a-zđ])){0,3}"
    r"\)?[.):/]{0,2}|[-–+*•]?"
)
_BULLET = re.compile(r"[-–+*•\s]*(?:(?:\d{1,2}|[a-zđ])[.)] |\(\d{1,2}\) )?")
_TIME = re.compile(
    r"(?:thường xuyên|h[àằ]ng (?:ngày|tuần|tháng|quý|năm)|định kỳ|liên tục|giai đoạn \d|khi có|giờ hành chính"
    r"|theo (?:quy định|lộ trình|tiến độ|kế hoạch)"
    r"|(?:(?:từ|đến|trước|trong|sau|hết|cuối|đầu|xong|hoàn thành|chậm nhất|không quá|ngay|ban hành|thực hiện) )*"
    r"(?:(?:ngày|tháng|quý|năm|giai đoạn) )*(?:\d|[ivx]+(?!\w)|thường xuyên|h[àằ]ng (?:tháng|quý|năm)))"
)
_PERIOD = re.compile(
    r"(?:trong|đến|trước|hết|giai đoạn|năm|quý|tháng|ngày) (?:giai đoạn |năm |quý |tháng |ngày )*(?:\d|[ivx]+(?!\w))"
)
_LONGEST_TIME = 160  # code points of a cell that tells a time
_SHORT_NAME = 60
_LONGEST_NAMES = 400
_ASKED = re.compile(r"(?:đề nghị|kiến nghị|đề xuất|tiếp tục|chủ trì|phối hợp|tham gia|xin)(?!\w)")
STAFF = re.compile(rf"(?:{pattern('name_words', 'staff')})(?!\w)")  # "chuyên viên", "bộ phận tiếp nhận"


def span_of(source: Source, cell: Cell) -> Span | None:
    """Where a cell's words stand; None for an empty cell."""
    if cell.first == cell.last:
        return None
    return Span(source.blocks[cell.first].start, source.blocks[cell.last - 1].end)


def words_of(source: Source, folded: str, cell: Cell) -> str:
    """The folded words of a cell in one line."""
    span = span_of(source, cell)
    return folded[span.start : span.end].replace("\n", " ").strip() if span else ""


def is_number(words: str) -> bool:
    """Whether a cell only counts its row: "3", "II.", "Bước 2"."""
    return _NUMBER.fullmatch(words) is not None


def is_time(words: str) -> bool:
    """Whether a cell opens as one that tells a time."""
    return len(words) <= _LONGEST_TIME and _TIME.match(words, _after_bullet(words)) is not None


def tells_time(words: str) -> bool:
    """Whether a date or period stands anywhere in a short cell: "Trình Chính phủ trong năm 2026"."""
    return len(words) <= _LONGEST_TIME and _PERIOD.search(words) is not None


def is_work(words: str) -> bool:
    """Whether a cell opens with a verb of doing, or with the word of a wish."""
    at = _after_bullet(words)
    return opens_order(words, at, len(words)) or _ASKED.match(words, at) is not None


def names_share(text: str, folded: str, span: Span) -> float:
    """How much a cell looks like the names of who acts: 1 nothing else, 0.7 a short cell, 0 no name opens it."""
    at = _after_bullet(folded, span.start, span.end)
    length = span.end - at
    if length > _LONGEST_NAMES:
        return 0.0
    if not opens_name(folded, at, span.end) and not STAFF.match(folded, at, span.end):
        return 0.0
    stop = name_end(text, folded, at, span.end) or at
    if folded[stop : span.end].lstrip()[:1] in ("", ";", ",", "(", "\n", ".", "/") or folded.startswith(" và ", stop):
        return 1.0
    return 0.7 if length <= _SHORT_NAME else 0.3


def _after_bullet(words: str, at: int = 0, end: int | None = None) -> int:
    found = _BULLET.match(words, at, len(words) if end is None else end)
    return found.end() if found else at
