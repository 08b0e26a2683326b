"""How the register says days, periods, rhythms and numbers: in the form of Decree 30, the same in every export."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from namro.reading.export.periods import day_in_words, month_in_words, period_of
from namro.reading.model import Deadline, Head, Recurrence, Target

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_UNITS = {
    "day": "ngày",
    "working_day": "ngày làm việc",
    "hour": "giờ",
    "week": "tuần",
    "month": "tháng",
    "year": "năm",
}
_RHYTHMS = {
    "day": "Hằng ngày",
    "week": "Hằng tuần",
    "month": "Hằng tháng",
    "quarter": "Hằng quý",
    "half_year": "6 tháng một lần",
    "year": "Hằng năm",
    "unspecified": "Định kỳ, chưa nêu kỳ",
}
_COMPARATORS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "=": "="}


def day(one: date) -> str:
    return day_in_words(one)


def weekday(one: date) -> str:
    return _WEEKDAYS[one.weekday()]


def long_day(one: date) -> str:
    """ngày 05 tháng 02 năm 2025"""
    return f"ngày {one.day:02d} tháng {month_in_words(one.month)} năm {one.year}"


def period(written: str) -> str:
    """2025-03-15, 2025-03, 2025-Q2, 2025-H1 or 2025, in words: "quý II/2025"; anything else as it is."""
    found = period_of(written)
    return found.words if found else written


def deadline(one: Deadline) -> str:
    """The normal form of a deadline: "trước ngày 15/3/2025", "trong 5 ngày làm việc kể từ ngày ký"."""
    if one.rule == "within":
        since = f" kể từ {one.since}" if one.since else ""
        amount = str(one.amount).replace(".", ",")
        return f"trong {amount} {_UNITS.get(one.unit or '', one.unit or '')}{since}"
    written = period(one.date or "")
    if one.rule == "before":
        return f"trước {written}"
    return f"chậm nhất {written}" if len(one.date or "") == 10 else f"trong {written}"


def rhythm(one: Recurrence) -> str:
    """The normal form of a rhythm: "Hằng tháng, trước ngày 03"."""
    words = _RHYTHMS.get(one.every, one.every)
    when = _day_of_rhythm(one)
    if not when:
        return words
    return f"{words}, {'trước' if one.rule == 'before' else 'chậm nhất'} {when}"


def _day_of_rhythm(one: Recurrence) -> str:
    if one.on:
        month, _, number = one.on.partition("-")
        return f"ngày {number}/{month_in_words(int(month))}"
    if one.day is None:
        return ""
    if one.every == "week":
        return _WEEKDAYS[(one.day - 1) % 7]
    return f"ngày {one.day:02d}"


def target(one: Target) -> str:
    """≥ 104.100 tỷ đồng (năm 2025)"""
    unit = one.unit if one.unit == "%" else f" {one.unit}"
    when = f" ({period(one.period)})" if one.period else ""
    return f"{_COMPARATORS[one.op]} {number(one.value)}{unit.rstrip()}{when}"


def number(value: float) -> str:
    """104.100 and 10,5: points between thousands, a comma before the decimals."""
    grouped = f"{Decimal(str(value)).normalize():,f}"
    return grouped.translate(str.maketrans(",.", ".,"))


def document(head: Head, name: str | None = None) -> str:
    """Chỉ thị số 05/CT-UBND ngày 10/3/2025 của UBND tỉnh; the file's name where the document says nothing."""
    if not (head.kind or head.number or head.issued_on):
        return name or "Văn bản"
    kind = head.kind or "văn bản"
    parts = [kind[:1].upper() + kind[1:]]
    if head.number:
        parts.append(f"số {head.number}")
    if issued := issue_day(head):
        parts.append(f"ngày {day(issued)}")
    if head.issuer:
        parts.append(f"của {head.issuer}")
    return " ".join(parts)


def issue_day(head: Head) -> date | None:
    """The day of signing, where the document bears a whole and valid one."""
    try:
        return date.fromisoformat(head.issued_on or "")
    except ValueError:
        return None


def cut(text: str, length: int) -> str:
    """At most `length` characters, cut between words, with a sign that more follows."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.-–") + "…"
