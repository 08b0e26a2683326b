"""Deadlines and rhythms as an iCalendar file (RFC 5545), to be taken up by a calendar program.

All events are days, not hours: a directive says "trước ngày 15/3/2025". An event keeps its UID when the document is
read again, so a second import moves it instead of doubling it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event, Timezone, TimezoneStandard

from namro.reading.export import wording
from namro.reading.export.register import Due, Entry, Register
from namro.reading.export.rhythm_rules import Rule, rule_of
from namro.reading.model import Deadline, Recurrence

TIME_ZONE = "Asia/Ho_Chi_Minh"
_OFFSET = timedelta(hours=7)
_SUMMARY_LENGTH = 110


def render(registers: Sequence[Register], stamp: datetime) -> bytes:
    """One calendar with the events of all registers; `stamp` is the moment of writing, with its time zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Nam Ro//namro//VI")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", registers[0].title if len(registers) == 1 else "Hạn và kỳ báo cáo")
    calendar.add("x-wr-timezone", TIME_ZONE)
    left_out = sum(len(_without_day(entry)) for register in registers for entry in register.entries)
    if left_out:
        calendar.add("x-wr-caldesc", f"Không có trong lịch: {left_out} hạn hoặc định kỳ mà văn bản không nêu ngày, kỳ.")
    calendar.add_component(_time_zone())
    for event in _events(registers, stamp):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _time_zone() -> Timezone:
    zone = Timezone()
    zone.add("tzid", TIME_ZONE)
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1975, 6, 13))  # noqa: DTZ001  VTIMEZONE is written in local time
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _events(registers: Iterable[Register], stamp: datetime) -> Iterator[Event]:
    used: Counter[str] = Counter()
    for register in registers:
        document = _identity(register)
        start = wording.issue_day(register.directive.head) or stamp.date()
        for entry in register.entries:
            place = f"{document}|{entry.task.at}|{entry.task.nth}"
            for deadline, due in zip(entry.task.deadlines, entry.dues, strict=True):
                if due:
                    uid = _uid(f"{place}|deadline|{deadline.date or deadline.quote}", used)
                    yield _deadline_event(register, entry, deadline, due, uid, stamp)
            for recurrence in entry.task.recurrences:
                rule = rule_of(recurrence, start)
                if rule:
                    uid = _uid(f"{place}|rhythm|{recurrence.every}|{recurrence.day}|{recurrence.on}", used)
                    yield _rhythm_event(register, entry, recurrence, rule, uid, stamp)


def _identity(register: Register) -> str:
    """What makes a document itself, since numbers return every year: issuer, kind, number and day; else its text."""
    head = register.directive.head
    if head.issued_on and (head.number or head.issuer):
        return f"{head.issuer}|{head.kind}|{head.number}|{head.issued_on}|{head.subject}"
    return sha256(register.directive.source.text.encode("utf-8", "surrogatepass")).hexdigest()


def _uid(key: str, used: Counter[str]) -> str:
    used[key] += 1
    numbered = f"{key}|{used[key]}"
    return f"{sha256(numbered.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@namro"


def _deadline_event(register: Register, entry: Entry, deadline: Deadline, due: Due, uid: str, stamp: datetime) -> Event:
    event = _event(register, entry, uid, stamp, f"{due.why}. Nguyên văn: {deadline.quote}")
    event.add("summary", _summary("Hạn", entry))
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    return event


def _rhythm_event(
    register: Register, entry: Entry, recurrence: Recurrence, rule: Rule, uid: str, stamp: datetime
) -> Event:
    told = "" if rule.day_is_given else " (văn bản không nêu ngày: đặt vào ngày cuối kỳ)"
    event = _event(register, entry, uid, stamp, f"Định kỳ: {wording.rhythm(recurrence)}{told}")
    event.add("summary", _summary("Định kỳ", entry))
    event.add("dtstart", rule.first)
    event.add("dtend", rule.first + timedelta(days=1))
    event.add("rrule", rule.parts)
    return event


def _event(register: Register, entry: Entry, uid: str, stamp: datetime, why: str) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("transp", "TRANSPARENT")  # a due day does not make the person busy
    told = [entry.task.text, ""]
    for label, names in (
        ("Chủ trì", entry.leads),
        ("Phối hợp", entry.coordinators),
        ("Báo cáo tới", entry.reports_to),
        ("Chỉ tiêu, sản phẩm", entry.outcome),
    ):
        if names:
            told.append(f"{label}: {'; '.join(names)}")
    section = f", mục {entry.task.at}" if entry.task.at else ""
    told += [why, f"Theo: {register.title}{section}"]
    event.add("description", "\n".join(told))
    return event


def _summary(kind: str, entry: Entry) -> str:
    lead = f"{entry.leads[0]}{' và đơn vị khác' if len(entry.leads) > 1 else ''}: " if entry.leads else ""
    return wording.cut(f"{kind}: {lead}{' '.join(entry.task.text.split())}", _SUMMARY_LENGTH)


def _without_day(entry: Entry) -> list[object]:
    """The deadlines and rhythms that no day of the calendar can be given to."""
    undated = [one for one, due in zip(entry.task.deadlines, entry.dues, strict=True) if due is None]
    return [*undated, *(one for one in entry.task.recurrences if rule_of(one, date(2000, 1, 1)) is None)]
