"""A rhythm as a recurrence rule of iCalendar: "trước ngày mùng 03 hàng tháng" is the 2nd of each month."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from namro.reading.model import Recurrence

Parts = dict[str, str | int | list[int]]

# In which months a period ends; a rhythm by the month has them all.
_MONTHS = {"month": tuple(range(1, 13)), "quarter": (3, 6, 9, 12), "half_year": (6, 12), "year": (12,)}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LAST_WORKDAY = 5  # Friday, Monday being 1
_LAST = -1  # the last day of a month
_SHORTEST_MONTH = 28


@dataclass(frozen=True, slots=True)
class Rule:
    """The first day of a rhythm, the parts of its RRULE, and whether the text itself names the day."""

    first: date
    parts: Parts
    day_is_given: bool


def rule_of(recurrence: Recurrence, start: date) -> Rule | None:
    """The rule from `start` on, None for a bare "định kỳ"; the period's last day counts where none is named."""
    if recurrence.every == "day":
        return Rule(start, {"freq": "DAILY"}, day_is_given=True)
    if recurrence.every == "week":
        return _weekly(recurrence, start)
    if recurrence.every not in _MONTHS:
        return None
    months, day = _months_and_day(recurrence)
    given = recurrence.day is not None or recurrence.on is not None
    return Rule(_first(start, months, day), _parts(months, day), given)


def _weekly(recurrence: Recurrence, start: date) -> Rule:
    day = recurrence.day or _LAST_WORKDAY
    if recurrence.day and recurrence.rule == "before":
        day -= 1
    index = (day - 1) % 7
    first = start + timedelta(days=(index - start.weekday()) % 7)
    return Rule(first, {"freq": "WEEKLY", "byday": _WEEKDAYS[index]}, recurrence.day is not None)


def _months_and_day(recurrence: Recurrence) -> tuple[tuple[int, ...], int]:
    months = _MONTHS[recurrence.every]
    before = recurrence.rule == "before"
    if recurrence.on:  # "12-15": one day of the year
        month, day = (int(part) for part in recurrence.on.split("-"))
        if before and day == 1:
            return ((month - 2) % 12 + 1,), _LAST
        return (month,), day - before
    if recurrence.day is None:
        return months, _LAST
    if before and recurrence.day == 1:  # before the 1st is the last day of the month before
        return tuple(sorted((month - 2) % 12 + 1 for month in months)), _LAST
    return months, recurrence.day - before


def _parts(months: tuple[int, ...], day: int) -> Parts:
    parts: Parts = {"freq": "MONTHLY"}
    if len(months) < 12:
        parts["bymonth"] = list(months)
    if day <= _SHORTEST_MONTH:
        return parts | {"bymonthday": day}
    # A plain BYMONTHDAY=30 would skip February; the last of these days that the month has is meant.
    return parts | {"bymonthday": list(range(_SHORTEST_MONTH, day + 1)), "bysetpos": -1}


def _first(start: date, months: tuple[int, ...], day: int) -> date:
    """The first such day that is not before `start`."""
    year, month = start.year, start.month
    while True:
        if month in months:
            length = monthrange(year, month)[1]
            found = date(year, month, length if day == _LAST else min(day, length))
            if found >= start:
                return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
