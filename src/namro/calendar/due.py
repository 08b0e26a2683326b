"""The last good day that a deadline leaves, and the Vietnamese sentence that explains it.

What is law and what is a setting:
- A term counted from a day does not count that day: Civil Code 2015, art. 147(2) and (3). It ends at 24:00 of its last
  day, in weeks, months and years on the corresponding day, or on the month's last where there is none: art. 148.
- "Trước ngày 15/3" is read by the letter: the 15th is late. No authority was found either way, so it is the setting
  `strict_before`.
- A last day on a day off moves to the next working day under art. 148(5). Whether an office lets its tasks move is the
  setting `roll`; by default the day stays, and only reminders use the working day before it.
Every Due carries the settings that it was computed with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple, Protocol

from namro.calendar.periods import month_day, shift_month, stated_period
from namro.calendar.wording import sentence_case, written, written_with_weekday
from namro.calendar.working import WorkingCalendar

Roll = Literal["none", "next_working_day", "previous_working_day"]

ONE_DAY: Final = timedelta(days=1)
UNITS: Final = {
    "hour": "giờ",
    "day": "ngày",
    "working_day": "ngày làm việc",
    "week": "tuần",
    "month": "tháng",
    "year": "năm",
}
ROLLED: Final = {
    "next_working_day": "tính đến hết ngày làm việc tiếp theo (khoản 5 Điều 148 Bộ luật Dân sự 2015)",
    "previous_working_day": "lấy ngày làm việc liền trước",
}


class NoStartDay(ValueError):
    """A term is counted from an event whose day is not known; the message asks for it."""


class NotATerm(ValueError):
    """A rule, number or unit that no due day can be computed from; the message shows it."""


@dataclass(frozen=True, slots=True)
class DueRules:
    """How an office reads deadlines; recorded with each due day."""

    strict_before: bool = True  # "trước ngày 15": the 15th itself is late
    roll: Roll = "none"  # where a last day that is a day off goes


DEFAULT_RULES: Final = DueRules()


class DeadlineLike(Protocol):
    """A deadline as the reader gives it: a date with a rule, or "within" so many units of a start."""

    @property
    def rule(self) -> str: ...  # before, by, within

    @property
    def date(self) -> str | None: ...  # 2025-03-15, 2025-03, 2025-Q2, 2025-H1 or 2025

    @property
    def amount(self) -> float | None: ...

    @property
    def unit(self) -> str | None: ...  # day, working_day, hour, week, month, year


class Due(NamedTuple):
    """A due day: done by the end of `day` is on time."""

    day: date
    remind_on: date  # the due day, or the last working day before it
    last_day: date  # the last day that the words leave, before rolling
    reason: str  # the rule in words: "trước ngày 15/3/2025, không tính ngày 15"
    rules: DueRules

    @property
    def explain(self) -> str:
        """One sentence: "Chậm nhất thứ Sáu, 14/3/2025: trước ngày 15/3/2025, không tính ngày 15"."""
        told = f"Chậm nhất {written_with_weekday(self.day)}: {self.reason}"
        if self.day != self.last_day:
            off = sentence_case(written_with_weekday(self.last_day))
            return f"{told}. {off} là ngày nghỉ nên {ROLLED[self.rules.roll]}"
        if self.day != self.remind_on:
            return f"{told}. Ngày này là ngày nghỉ, mốc nhắc việc là {written_with_weekday(self.remind_on)}"
        return told


def due_of(
    deadline: DeadlineLike, calendar: WorkingCalendar, *, start: date | None = None, rules: DueRules = DEFAULT_RULES
) -> Due:
    """The due day of a deadline as read.

    `start` is the day of the event that a term counts from, often the day the document was signed or received.
    Raises NoStartDay for a term without it, NotATerm or NotAPeriod where the deadline states nothing computable.
    """
    if deadline.date is not None:
        return due_on(deadline.rule, deadline.date, calendar, rules)
    if deadline.amount is None or deadline.unit is None:
        raise NotATerm("Thời hạn không nêu ngày, cũng không nêu số ngày. Nhập một trong hai.")
    if start is None:
        term = f"{_amount(deadline.amount)} {UNITS.get(deadline.unit, deadline.unit)}"
        raise NoStartDay(f"Thời hạn {term} chưa có ngày bắt đầu. Nhập ngày bắt đầu tính thời hạn.")
    return due_within(deadline.amount, deadline.unit, start, calendar, rules)


def due_on(rule: str, stated: str, calendar: WorkingCalendar, rules: DueRules = DEFAULT_RULES) -> Due:
    """The due day of "before" or "by" a stated day, month, quarter, half or year.

    "Before" a month or longer ends the day before it begins, whatever `strict_before`: it speaks of days only. "Within"
    a stated period is the same as "by" it. Raises NotATerm for another rule, NotAPeriod for another form of date.
    """
    period = stated_period(stated)
    if rule == "before":
        if period.every != "day":
            return settle(period.first - ONE_DAY, f"trước {period.label}", calendar, rules)
        last, counted = (period.last - ONE_DAY, "không tính") if rules.strict_before else (period.last, "tính cả")
        return settle(last, f"trước {period.label}, {counted} ngày {period.last.day:02}", calendar, rules)
    if rule in ("by", "within"):
        return settle(period.last, f"đến hết {period.label}", calendar, rules)
    raise NotATerm(f"Không có quy tắc thời hạn “{rule}”. Dùng: before, by, within.")


def due_within(
    amount: float, unit: str, start: date, calendar: WorkingCalendar, rules: DueRules = DEFAULT_RULES
) -> Due:
    """The due day of a term of so many units after the start, which is not counted.

    Hours from a day whose hour is unknown end on the earliest day they may: 24 hours from 10/3 end on 11/3, 12 on 10/3;
    so does a part of a day: 0.25 days from 10/3 end on 10/3.
    Example: 5 working days from Friday 25/4/2025 end on Tuesday 06/5/2025 (26/4 is worked; 30/4 to 2/5 are off).
    Raises NotATerm for an amount of nothing, a part of a month or year, or an unknown unit.
    """
    if amount <= 0 or unit not in UNITS or (unit in ("month", "year") and amount != int(amount)):
        raise NotATerm(
            f"Thời hạn “{_amount(amount)} {unit}” không tính được. Số phải lớn hơn 0, tháng và năm phải chẵn, "
            f"đơn vị là: {', '.join(UNITS)}."
        )
    match unit:
        case "hour":
            last = start + timedelta(days=int(amount // 24))
        case "day":
            last = start + timedelta(days=int(amount))
        case "working_day":
            last = calendar.add_working_days(start, int(amount))
        case "week":
            last = start + timedelta(days=int(amount * 7))
        case _:
            months = int(amount) * (12 if unit == "year" else 1)
            last = month_day(*shift_month(start.year, start.month, months), start.day)
    return settle(last, _within_reason(amount, unit, start), calendar, rules)


def settle(last_day: date, reason: str, calendar: WorkingCalendar, rules: DueRules) -> Due:
    """The due day where the words end on `last_day`: rolled if the rules say so, with the day for reminders."""
    if not calendar.covers(last_day):
        reason = f"{reason}; chưa có dữ liệu ngày nghỉ lễ, Tết của năm {last_day.year}"
    if calendar.is_working_day(last_day):
        return Due(last_day, last_day, last_day, reason, rules)
    if rules.roll == "next_working_day":
        day = calendar.next_working_day(last_day)
        return Due(day, day, last_day, reason, rules)
    before = calendar.previous_working_day(last_day)
    day = before if rules.roll == "previous_working_day" else last_day
    return Due(day, before, last_day, reason, rules)


def _amount(amount: float) -> str:
    """05; 0,25"""
    return f"{int(amount):02}" if amount == int(amount) else f"{amount:g}".replace(".", ",")


def _within_reason(amount: float, unit: str, start: date) -> str:
    term = f"trong {_amount(amount)} {UNITS[unit]} kể từ {written(start)}"
    if unit == "hour":
        return f"{term}, không nêu giờ bắt đầu nên lấy ngày sớm nhất có thể hết hạn"
    return f"{term}, không tính ngày {start.day:02}"
