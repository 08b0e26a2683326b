"""The periods that reports and deadlines speak of: which days a month, quarter, half or year holds, under which rule.

Two rules are in use and must never be guessed from a period's name:
- "nd09": Decree 09/2019/NĐ-CP, art. 12. A month's data run from the 15th of the month before to its 14th; a quarter's,
  half's and year's from the 15th before their first month to the 14th of their last.
- "calendar": from the first day to the last, as finance statistics do (Circular 02/2019/TT-BTC).
Days and weeks (Monday to Sunday) are the same under both.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from namro.calendar.wording import month_figure, written

Every = Literal["day", "week", "month", "quarter", "half_year", "year"]
Rule = Literal["nd09", "calendar"]

MONTHS_IN: Final[dict[str, int]] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
ND09_FIRST_DAY: Final = 15  # data of a period begin on this day of the month before it; they close the day before
ROMAN: Final = ("I", "II", "III", "IV")
STATED: Final = re.compile(
    r"([0-9]{4})(?:-(?:([0-9]{2})(?:-([0-9]{2}))?|Q([1-4])|H([12])))?"
)  # 2025-03-15, 2025-Q2, 2025


class NotAPeriod(ValueError):
    """Words or figures that name no day, month, quarter, half or year; the message shows them and the forms known."""


class Period(NamedTuple):
    """A period by its number in its year, and the days [first, last] that it holds under its rule."""

    every: Every
    rule: Rule
    year: int
    number: int  # month 1-12, quarter 1-4, half 1-2, year 1; the day of the year; the ISO week
    first: date
    last: date  # data are cut off at the end of this day

    @property
    def label(self) -> str:
        """The period's name in Vietnamese: "tháng 3/2025", "quý I/2025", "6 tháng đầu năm 2025"."""
        match self.every:
            case "day":
                return f"ngày {written(self.first)}"
            case "week":
                return f"tuần từ {written(self.first)} đến {written(self.last)}"
            case "month":
                return f"tháng {month_figure(self.number)}/{self.year}"
            case "quarter":
                return f"quý {ROMAN[self.number - 1]}/{self.year}"
            case "half_year":
                return f"6 tháng {'đầu' if self.number == 1 else 'cuối'} năm {self.year}"
            case "year":
                return f"năm {self.year}"

    def calendar_last(self) -> date:
        """The last day of the months, week or day that the period is named after, whatever its data rule."""
        if self.every in MONTHS_IN:
            return month_day(self.year, self.number * MONTHS_IN[self.every], 31)
        return self.last


def period_of(day: date, every: Every, rule: Rule) -> Period:
    """The period that holds the day. Example: 15/3/2025, month, nd09 gives April 2025 (15/3 to 14/4)."""
    if every == "day":
        return Period(every, rule, day.year, (day - date(day.year, 1, 1)).days + 1, day, day)
    if every == "week":
        monday = day - timedelta(days=day.weekday())
        year, week, _ = day.isocalendar()
        return Period(every, rule, year, week, monday, monday + timedelta(days=6))
    # Under nd09 the 15th already belongs to the next month's period; from there on both rules count alike.
    year, month = shift_month(day.year, day.month, 1 if rule == "nd09" and day.day >= ND09_FIRST_DAY else 0)
    return _months_period(every, rule, year, (month - 1) // MONTHS_IN[every] + 1)


def period_after(period: Period) -> Period:
    return period_of(period.last + timedelta(days=1), period.every, period.rule)


def period_before(period: Period) -> Period:
    return period_of(period.first - timedelta(days=1), period.every, period.rule)


def periods_between(first: date, last: date, every: Every, rule: Rule) -> Iterator[Period]:
    """Every period that holds a day of [first, last], in order; none where `last` is before `first`."""
    if last < first:
        return
    period = period_of(first, every, rule)
    while period.first <= last:
        yield period
        period = period_after(period)


@lru_cache(maxsize=8192)
def stated_period(text: str) -> Period:
    """The calendar period that a deadline's date names: "2025-03-15", "2025-03", "2025-Q2", "2025-H1" or "2025".

    Raises NotAPeriod for any other text and for days that do not exist.
    """
    found = STATED.fullmatch(text)
    if found is None:
        raise NotAPeriod(_refusal(text))
    try:
        if found.lastindex == 3:  # most deadlines state a day
            return period_of(date.fromisoformat(text), "day", "calendar")
        year, month, _, quarter, half = found.groups()
        if quarter:
            return _months_period("quarter", "calendar", int(year), int(quarter))
        if half:
            return _months_period("half_year", "calendar", int(year), int(half))
        if month:
            return _months_period("month", "calendar", int(year), int(month))
        return _months_period("year", "calendar", int(year), 1)
    except ValueError as error:
        raise NotAPeriod(_refusal(text)) from error


def month_day(year: int, month: int, day: int) -> date:
    """That day of the month, or the month's last where it has no such day (as Civil Code 2015, art. 148(3))."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def shift_month(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month so many months later; a negative number goes back."""
    years, index = divmod(month - 1 + months, 12)
    return year + years, index + 1


def _months_period(every: Every, rule: Rule, year: int, number: int) -> Period:
    length = MONTHS_IN[every]
    first = date(year, number * length - length + 1, 1)
    last = month_day(year, number * length, 31)
    if rule == "nd09":
        before = shift_month(year, first.month, -1)
        first = date(*before, ND09_FIRST_DAY)
        last = date(year, last.month, ND09_FIRST_DAY - 1)
    return Period(every, rule, year, number, first, last)


def _refusal(text: str) -> str:
    return (
        f"“{text}” không phải là ngày, tháng, quý, nửa năm hay năm. "
        "Ghi theo một trong các dạng: 2025-03-15, 2025-03, 2025-Q2, 2025-H1, 2025."
    )
