"""A year of the calendar as its page shows it."""

from __future__ import annotations

import calendar as months
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from namro.agencies.models import Agency
from namro.calendar import DayRow, WorkingCalendar
from namro.workdays.calendar import working_calendar
from namro.workdays.models import OfficeDay


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of the table. `own` is the office's row, `shipped` what came with the package."""

    day: date
    own: OfficeDay | None
    shipped: DayRow | None

    @property
    def is_work(self) -> bool:
        """Whether it is worked, as it stands."""
        return self.own.kind == "make_up_workday" if self.own else bool(self.shipped and self.shipped.is_work)


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the picture: weeks of seven, None outside the month; each day with its kind."""

    number: int
    weeks: list[list[tuple[date, str] | None]]


@dataclass(frozen=True, slots=True)
class Year:
    """All that the page shows of a year."""

    number: int
    months: list[Month]
    lines: list[DayLine]
    apart: list[OfficeDay]  # of single agencies
    is_covered: bool
    worked: int


def year_of(number: int, today: date) -> Year:
    """The year's days off, worked in return and apart."""
    calendar, shipped = working_calendar(), WorkingCalendar.vietnam()
    first, last = date(number, 1, 1), date(number, 12, 31)
    own = {one.day: one for one in OfficeDay.objects.filter(agency=None, day__range=(first, last))}
    known = {row.day: row for row in shipped.rows if row.day.year == number}
    apart = OfficeDay.objects.filter(day__range=(first, last)).exclude(agency=None)
    return Year(
        number=number,
        months=[Month(month, _weeks(number, month, calendar)) for month in range(1, 13)],
        lines=[DayLine(day, own.get(day), known.get(day)) for day in sorted({*own, *known})],
        apart=list(apart.prefetch_related(Prefetch("agency", Agency.objects.named_on(today)))),
        is_covered=calendar.covers(first),
        worked=calendar.count_working_days(date(number - 1, 12, 31), last),
    )


def _weeks(year: int, month: int, calendar: WorkingCalendar) -> list[list[tuple[date, str] | None]]:
    weeks = months.Calendar().monthdatescalendar(year, month)
    return [[(day, _kind(day, calendar)) if day.month == month else None for day in week] for week in weeks]


def _kind(day: date, calendar: WorkingCalendar) -> str:
    row = calendar.row(day)
    if row is not None:
        return "work" if row.is_work else "off"
    return "" if calendar.is_working_day(day) else "rest"
