"""The day on which lists and figures are asked, with what "soon" means from there."""

from __future__ import annotations

from datetime import date

from namro.life.timeliness import Day
from namro.tasks.timeliness import SOON_WORKING_DAYS
from namro.workdays.calendar import working_calendar


def as_of(day: date) -> Day:
    """A day and the last one that is soon from there, in working days."""
    return Day(day, working_calendar().add_working_days(day, SOON_WORKING_DAYS))


def working_days_between(earlier: date, later: date) -> int:
    """How many working days lie after `earlier`, up to and with `later`."""
    return working_calendar().count_working_days(earlier, later)
