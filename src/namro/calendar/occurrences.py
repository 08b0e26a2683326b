"""When a duty that comes back falls due: for each period its cut-off, its due day, and why.

The text says how often and sometimes on which day; the rest is decided here, once, and told in each explanation:
- A day of the month falls in the last month of its period if the data have closed by then, else in the month after.
  "Trước ngày mùng 03 hằng tháng" under Decree 09/2019 is due on the 2nd for the month that closed on the 14th before.
- A month without that day is due on its last day; "trước ngày 31" in such a month leaves its last day too.
- A yearly "12-15" (for halves and quarters: that day and each 6 or 3 months on) goes with the period whose last month
  lies nearest, of two as near with the earlier; data close on the due day where it comes before the cut-off.
- A weekday closes a week of seven days.
- Without a day the duty is due on the last day of its day, week, month, quarter, half or year.
- "Daily" means every working day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol, cast

from namro.calendar.due import DEFAULT_RULES, ONE_DAY, Due, DueRules, NotATerm, settle
from namro.calendar.periods import (
    MONTHS_IN,
    ND09_FIRST_DAY,
    Every,
    Period,
    Rule,
    month_day,
    periods_between,
    shift_month,
)
from namro.calendar.wording import WEEKDAYS, month_figure, sentence_case, written
from namro.calendar.working import WorkingCalendar

LAST_DAY: Final = 31  # of a month; the shorter ones end on their own last day
LONGEST: Final = timedelta(days=366 + 31)  # from a period's cut-off to its due day, at most
RHYTHMS: Final = {
    "day": "hằng ngày",
    "week": "hằng tuần",
    "month": "hằng tháng",
    "quarter": "hằng quý",
    "half_year": "theo kỳ 6 tháng",
    "year": "hằng năm",
}


class RecurrenceLike(Protocol):
    """A rhythm as the reader gives it."""

    @property
    def every(self) -> str: ...  # day, week, month, quarter, half_year, year, unspecified

    @property
    def rule(self) -> str | None: ...  # before, by

    @property
    def day(self) -> int | None: ...  # of the month; of the week from Monday = 1

    @property
    def on(self) -> str | None: ...  # "12-15"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that the duty falls due."""

    period: Period
    cut_off: date  # data are counted up to the end of this day
    due: Due
    explain: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What a rhythm gives between two days, and a sentence on the rhythm as a whole."""

    occurrences: tuple[Occurrence, ...]
    explain: str


def expected(
    recurrence: RecurrenceLike,
    first: date,
    last: date,
    calendar: WorkingCalendar,
    *,
    period_rule: Rule = "nd09",
    rules: DueRules = DEFAULT_RULES,
) -> Expected:
    """The occurrences whose last day by the words, before any rolling, lies in [first, last].

    Consecutive ranges therefore give each occurrence once. A rhythm without a length ("định kỳ") gives none and says
    so. Raises NotATerm for a day or rhythm that cannot be.
    """
    if recurrence.every == "unspecified":
        return Expected((), "Văn bản nêu “định kỳ” nhưng không nêu chu kỳ; chưa tính được hạn.")
    _check(recurrence)
    strict = recurrence.rule == "before" and rules.strict_before
    found = tuple(
        _occurrence(recurrence, period, last_day, calendar, rules)
        for period, last_day in _dated(recurrence, first, last, calendar, period_rule, strict)
        if first <= last_day <= last
    )
    rhythm = sentence_case(RHYTHMS[recurrence.every])
    return Expected(found, f"{rhythm}: {len(found)} lần đến hạn từ {written(first)} đến {written(last)}.")


def earliest_sending_day(period: Period, calendar: WorkingCalendar) -> date:
    """The first day a report may be due: one working day after its data close (Decree 09/2019/NĐ-CP, art. 8(5)b)."""
    return calendar.add_working_days(period.last, 1)


def _dated(
    recurrence: RecurrenceLike, first: date, last: date, calendar: WorkingCalendar, rule: Rule, strict: bool
) -> Iterator[tuple[Period, date]]:
    """Periods with the last day that the words leave for each; more than are in [first, last], in order."""
    every = cast(Every, recurrence.every)
    if every == "day":
        days = periods_between(first, last, every, rule)
        return ((period, period.last) for period in days if calendar.is_working_day(period.last))
    if every == "week" and recurrence.day:
        return _weeks_closed_on(recurrence.day, first, last, rule, strict)
    periods = periods_between(first - LONGEST, last + LONGEST, every, rule)
    if every in MONTHS_IN and (recurrence.day or recurrence.on):
        months, day = _place(recurrence, MONTHS_IN[every], rule, strict)
        return ((period, _day_for(period, months, day)) for period in periods)
    return ((period, period.calendar_last()) for period in periods)


def _weeks_closed_on(weekday: int, first: date, last: date, rule: Rule, strict: bool) -> Iterator[tuple[Period, date]]:
    closing = (weekday - 1 - strict) % 7  # Monday = 0; before Monday is Sunday
    day = first + timedelta(days=(closing - first.weekday()) % 7)
    while day <= last:
        year, week, _ = day.isocalendar()
        yield Period("week", rule, year, week, day - timedelta(days=6), day), day
        day += timedelta(weeks=1)


def _place(recurrence: RecurrenceLike, length: int, rule: Rule, strict: bool) -> tuple[int, int]:
    """Where the last good day lies for a period of so many months: months after its last month, and day of the month.

    The same for every period, so that each has one due day and they come in the periods' order.
    """
    stated_month, stated_day = (int(part) for part in (recurrence.on or f"0-{recurrence.day}").split("-"))
    day = stated_day - strict or LAST_DAY  # "trước ngày 01" ends on the last day of the month before
    if recurrence.on and length > 1:
        after = (stated_month - (strict and stated_day == 1)) % length
        return (after if 2 * after <= length else after - length), day
    closes_on = ND09_FIRST_DAY - 1 if rule == "nd09" else LAST_DAY
    return (0 if day >= closes_on else 1), day


def _day_for(period: Period, months: int, day: int) -> date:
    last_month = period.calendar_last()
    return month_day(*shift_month(last_month.year, last_month.month, months), day)


def _occurrence(
    recurrence: RecurrenceLike, period: Period, last_day: date, calendar: WorkingCalendar, rules: DueRules
) -> Occurrence:
    due = settle(last_day, _reason(recurrence, last_day, rules), calendar, rules)
    cut_off = min(period.last, last_day)
    told = _period_text(recurrence, period, cut_off, due, calendar)
    return Occurrence(period, cut_off, due, f"{due.explain}. {told}")


def _reason(recurrence: RecurrenceLike, last_day: date, rules: DueRules) -> str:
    """The rhythm in words: "trước ngày 03 hằng tháng, không tính ngày 03"."""
    rhythm = RHYTHMS[recurrence.every]
    if recurrence.every == "day":
        return f"{rhythm}, tính các ngày làm việc"
    before = recurrence.rule == "before"
    stated = _stated_day(recurrence, last_day + ONE_DAY if before and rules.strict_before else last_day)
    if stated is None:
        return f"{rhythm}, văn bản không nêu ngày nên lấy ngày cuối kỳ"
    if not before:
        return f"đến hết {stated} {rhythm}"
    return f"trước {stated} {rhythm}, {'không tính' if rules.strict_before else 'tính cả'} {stated}"


def _stated_day(recurrence: RecurrenceLike, in_this_period: date) -> str | None:
    """The day that the text states, in words; for a day of the year the one that falls in this period."""
    if recurrence.on and MONTHS_IN.get(recurrence.every, 0) > 1:
        return f"ngày {in_this_period.day:02}/{month_figure(in_this_period.month)}"
    if recurrence.day is None:
        return None
    return WEEKDAYS[recurrence.day - 1] if recurrence.every == "week" else f"ngày {recurrence.day:02}"


def _period_text(recurrence: RecurrenceLike, period: Period, cut_off: date, due: Due, calendar: WorkingCalendar) -> str:
    if period.every in ("day", "week"):
        return f"Kỳ báo cáo: {period.label}."
    source = "Điều 12 Nghị định 09/2019/NĐ-CP" if period.rule == "nd09" else "theo dương lịch"
    told = f"Kỳ báo cáo: {period.label}, số liệu từ {written(period.first)} đến {written(cut_off)} ({source})"
    if cut_off < period.last:
        return f"{told}; hạn đến trước ngày chốt số liệu {written(period.last)}."
    if _stated_day(recurrence, cut_off) and due.day < earliest_sending_day(period, calendar):
        return f"{told}; chưa đủ 01 ngày làm việc từ khi chốt số liệu (khoản 5 Điều 8 Nghị định 09/2019/NĐ-CP)."
    return f"{told}."


def _check(recurrence: RecurrenceLike) -> None:
    """Refuse what no calendar has: a rhythm unknown, weekday 8, day 32, 30 February."""
    if recurrence.every not in RHYTHMS:
        raise NotATerm(f"Không có chu kỳ “{recurrence.every}”. Dùng: {', '.join(RHYTHMS)}, unspecified.")
    longest = 7 if recurrence.every == "week" else 31
    if recurrence.day is not None and not 1 <= recurrence.day <= longest:
        raise NotATerm(f"Ngày {recurrence.day} không có trong chu kỳ {RHYTHMS[recurrence.every]}: từ 1 đến {longest}.")
    if recurrence.on is not None:
        try:
            date.fromisoformat(f"2024-{recurrence.on}")  # a leap year: 29 February is a day
        except ValueError as error:
            raise NotATerm(f"“{recurrence.on}” không phải ngày trong năm. Ghi tháng-ngày, ví dụ 12-15.") from error
