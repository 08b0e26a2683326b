"""Slips of the text itself, which a drafter mends before signing: each a place and what to do there.

No judgement of clarity is in them: a date given twice in a row, a footnote without its mark, a cited document with two
dates, a deadline that had passed on the day of signing or falls on a day off, a label used twice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from namro.reading import dates
from namro.reading.folding import fold
from namro.reading.model import Citation, Deadline, Directive, Source, Span, Unit


class WorkingDays(Protocol):
    """What is asked of a calendar, so that reading need not know one."""

    def is_working_day(self, day: date, /) -> bool: ...

    def why(self, day: date, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its kind, where it stands, and what to mend, in Vietnamese."""

    kind: str
    span: Span
    message: str


_DATE: Final = r"(?:ngày )?(?P<{n}>\d{{1,2}}(?: ?[/.-] ?| tháng )\d{{1,2}}(?: ?[/.-] ?|,? năm )\d{{4}})(?!\d)"
# "ngày 26/02/2025 ngày 26/02/2025"
_DATES_IN_A_ROW: Final = re.compile(
    rf"(?<!\d){_DATE.format(n='one')}(?P<between>[,;]? )(?=(?P<told>ngày )?){_DATE.format(n='other')}"
)
_RAISED: Final = re.compile(r"[⁰¹²³⁴-⁹]+")
_UNIT: Final = re.compile(r"(?<!\w)[ckdmh]?m$")  # before a raised figure it makes square metres, not a mark
_PLAIN_FIGURES: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_YEAR: Final = re.compile(r"\d{4}")
_HOUR: Final = re.compile(r"\d+ ?(?:giờ|h)(?!\w)")  # by an hour of the day itself
_OPENED: Final = re.compile(r"từ (?:ngày )?[\d/. -]*(?:đến |tới |-)*$")  # what a range of days opens with
_ENDS: Final = re.compile(
    r"(?:kết thúc|bế giảng)[^.;]*$"
)  # a term of school ends by the calendar, not by an office's day
_WEEKDAY: Final = re.compile(r",? ?\(?(?:thứ (?:bảy|bẩy|7)|chủ nhật)(?!\w)")
_NUMBERED: Final = ("section", "item")  # kinds of unit whose labels count on; bullets repeat


def dates_twice(directive: Directive, calendar: WorkingDays | None) -> Iterator[Slip]:
    """ "ngày 26/02/2025 ngày 26/02/2025", or two different days where one belongs."""
    text = directive.source.text
    for found in _DATES_IN_A_ROW.finditer(fold(text)):
        span = Span(*found.span())
        if _figures(found["one"]) == _figures(found["other"]):
            yield Slip("date_twice", span, f"Bỏ một lần ghi ngày: “{text[span.start : span.end]}”.")
        elif found["told"] and found["between"] == " ":  # after a comma it may be a list of days
            yield Slip("date_twice", span, f"Giữ một ngày: “{text[span.start : span.end]}” ghi hai ngày liền nhau.")


def lone_notes(directive: Directive, calendar: WorkingDays | None) -> Iterator[Slip]:
    """A mark that calls no footnote, and a footnote that no mark calls."""
    notes = {_plain(block.note): block for block in directive.source.blocks if block.note}
    source, marks = directive.source, _marks(directive)
    for mark, span in marks.items():
        if mark not in notes and not any(f"[{mark}]" in source.text[note.start : note.end] for note in notes.values()):
            yield Slip("note_missing", span, f"Bổ sung nội dung chú thích số {mark}, hoặc bỏ dấu chú thích.")
    for mark, block in notes.items():
        if mark not in marks and source.text.count(f"[{mark}]") < 2:  # in a cell it may be no mark to the source
            message = f"Đặt dấu chú thích số {mark} vào câu liên quan, hoặc bỏ chú thích."
            yield Slip("note_unmarked", Span(block.start, block.end), message)


def cited_with_two_dates(directive: Directive, calendar: WorkingDays | None) -> Iterator[Slip]:
    """One document cited with two days of issue. The same number in another year is another document, unless only the
    year differs: provinces begin at 01 each year."""
    first: dict[str, Citation] = {}
    told: set[tuple[str, str]] = set()
    for citation in directive.citations:
        if citation.issued_on is None or "trước ngày" in fold(directive.source.words(citation.span)):
            continue  # a deadline right after the number
        before = first.setdefault(fold(citation.number), citation)
        key = (fold(citation.number), citation.issued_on)
        if before.issued_on and before.issued_on != citation.issued_on and _one_document(before, citation):
            if key in told:
                continue
            told.add(key)
            message = (
                f"Thống nhất ngày của {citation.kind} số {citation.number}: "
                f"lần trước ghi {_written(before.issued_on)}, lần này ghi {_written(citation.issued_on)}."
            )
            yield Slip("cited_two_dates", citation.span, message)


def past_deadlines(directive: Directive, calendar: WorkingDays | None) -> Iterator[Slip]:
    """A deadline whose last good day lies before that of signing; those of one day, or of all tables, told together."""
    signed = directive.head.issued_on
    if not signed:
        return
    in_body: dict[str, list[Deadline]] = {}
    in_tables: list[Deadline] = []
    for one in _deadlines(directive):
        if not _is_past(one, signed):
            continue
        if _is_in_table(directive.source, one.span):
            in_tables.append(one)
        else:
            in_body.setdefault(one.date or "", []).append(one)
    told = [(group, "") for group in in_body.values()]
    if in_tables:
        told.append((in_tables, " trong bảng"))
    for (first, *others), where in told:
        more = f" và {len(others)} thời hạn khác{where}" if others else ""
        or_told_before = ", hoặc ghi rõ là nhiệm vụ giao từ trước" if others else ""
        message = f"Sửa thời hạn “{first.quote}”{more}: đã qua vào ngày ký văn bản {_written(signed)}{or_told_before}."
        yield Slip("deadline_past", first.span, message)


def deadlines_on_days_off(directive: Directive, calendar: WorkingDays | None) -> Iterator[Slip]:
    """A deadline whose stated day is a day off, each day once; nothing without a calendar. Events are left out."""
    if calendar is None:
        return
    signed = directive.head.issued_on or ""
    off: dict[tuple[date, str], list[Deadline]] = {}
    for one in _deadlines(directive):
        day = _day(one.date) if one.date else None
        if day is None or calendar.is_working_day(day):
            continue
        if one.rule == "before" and (day.month, day.day) == (1, 1):
            continue  # "trước ngày 01/01/2027": within the year, as everybody reads it
        # an earlier one is past, or comes back
        if day.isoformat() >= signed and not _is_event(directive.source, one.span):
            off.setdefault((day, one.rule), []).append(one)
    for (day, rule), (first, *others) in off.items():
        change = "Ghi ngày làm việc cuối cùng còn kịp" if rule == "before" else "Chọn ngày làm việc"
        more = f" Ngày này còn ở {len(others)} chỗ khác." if others else ""
        yield Slip("deadline_day_off", first.span, f"{change} thay cho “{first.quote}”. {calendar.why(day)}{more}")


def labels_twice(directive: Directive, calendar: WorkingDays | None) -> Iterator[Slip]:
    """Two items one after the other with the same label under one parent: a), b), b), c)."""
    last: dict[int | None, Unit] = {}
    for unit in directive.outline:
        if unit.kind not in _NUMBERED or not any(sign.isalnum() for sign in unit.label):
            continue
        if (before := last.get(unit.parent)) and before.label == unit.label and before.kind == unit.kind:
            message = f"Đánh lại số thứ tự: “{unit.label}” đứng hai lần liền nhau trong cùng một mục."
            yield Slip("label_twice", unit.span, message)
        last[unit.parent] = unit


ALL: Final[tuple[Callable[[Directive, WorkingDays | None], Iterator[Slip]], ...]] = (
    dates_twice,
    lone_notes,
    cited_with_two_dates,
    past_deadlines,
    deadlines_on_days_off,
    labels_twice,
)


def _deadlines(directive: Directive) -> Iterator[Deadline]:
    return (deadline for task in directive.tasks for deadline in task.deadlines)


def _is_past(deadline: Deadline, signed: str) -> bool:
    """Whether it can no longer be met on the day of signing. A date without a year, or a "từ ...", is let be."""
    if not deadline.date or not _YEAR.search(deadline.quote) or fold(deadline.quote).startswith("từ "):
        return False
    if deadline.rule == "before" and not _HOUR.search(deadline.quote):
        return dates.first_day(deadline.date) <= signed
    return dates.last_day(deadline.date) < signed


def _is_event(source: Source, span: Span) -> bool:
    """Whether the day is when something takes place: "ngày 12/9/2026 (thứ Bảy)", "từ ngày 11/9 đến ngày 20/9"."""
    before = fold(source.text[max(0, span.start - 30) : span.start])
    if _ENDS.search(before):
        return True
    after = fold(source.text[span.end : span.end + 16])
    return bool(_OPENED.search(before) or _WEEKDAY.match(after))


def _is_in_table(source: Source, span: Span) -> bool:
    at = bisect_right(source.blocks, span.start, key=lambda block: block.start) - 1
    return at >= 0 and source.blocks[at].table is not None


def _marks(directive: Directive) -> dict[str, Span]:
    """Where each footnote is first called: marks that the source told, and figures that the author raised by hand."""
    source = directive.source
    told = [(_plain(mark.mark), mark.span) for mark in source.marks]
    raised = [(_plain(found[0]), Span(*found.span())) for found in _RAISED.finditer(source.text)]
    marks: dict[str, Span] = {}
    for mark, span in sorted({*told, *raised}, key=lambda one: one[1]):
        if not _opens_note(source, span.start) and not _UNIT.search(source.text[max(0, span.start - 4) : span.start]):
            marks.setdefault(mark, span)
    return marks


def _opens_note(source: Source, at: int) -> bool:
    """Whether the place is the number that a footnote's own text begins with."""
    return any(block.note and block.start <= at < (block.label_end or block.start + 1) for block in source.blocks)


def _one_document(one: Citation, other: Citation) -> bool:
    issuers = {fold(issuer) for issuer in (one.issuer, other.issuer) if issuer}
    if len(issuers) == 2 and not _names_agree(*issuers):
        return False
    first, second = one.issued_on or "", other.issued_on or ""
    return first[:4] == second[:4] or first[4:] == second[4:] or f"/{first[:4]}/" in one.number


def _names_agree(one: str, other: str) -> bool:
    """ "UBND tỉnh" and "UBND tỉnh Thái Nguyên" may be one."""
    return one.startswith(other) or other.startswith(one)


def _plain(mark: str | None) -> str:
    return (mark or "").translate(_PLAIN_FIGURES)


def _figures(written: str) -> list[int]:
    return [int(figure) for figure in re.findall(r"\d+", written)]


def _day(stated: str | None) -> date | None:
    return date.fromisoformat(stated) if stated and len(stated) == len("2025-03-15") else None


def _written(day: str) -> str:
    """ "2025-03-05" as 05/3/2025 (Decree 30/2020, App. I: a zero before days below 10 and the months 1 and 2)."""
    year, month, of_month = day.split("-")
    return f"{of_month}/{month if month in ('01', '02') else int(month)}/{year}"
