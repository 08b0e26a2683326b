"""On which days a paper that comes back falls due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from namro.calendar import NotATerm, Rule, expected
from namro.directives.dues import rules_of
from namro.directives.models import Directive
from namro.papers.models import PaperRhythm
from namro.reading.archive import unpack
from namro.reading.model import Recurrence
from namro.workdays.calendar import working_calendar


@dataclass(frozen=True, slots=True)
class ByHand:
    """A rhythm that the office set: by this day of each month or week."""

    every: str
    day: int
    rule: str = "by"
    on: None = None


@dataclass(frozen=True, slots=True)
class Time:
    """One time that a paper falls due, and for which period."""

    due: date
    period: str


def times(rhythm: PaperRhythm, first: date, last: date) -> list[Time]:
    """The times whose last good day lies between two days."""
    recurrence: Any = ByHand(rhythm.every, rhythm.day or 1)
    if rhythm.task is not None:
        recurrence = unpack(Recurrence, rhythm.task.rhythm)
    return [one for one in times_of(recurrence, rhythm.directive, first, last) if one.due >= rhythm.since]


def times_of(recurrence: Any, directive: Directive, first: date, last: date) -> list[Time]:
    """The same for a rhythm as the reader gives it."""
    try:
        found = expected(
            recurrence,
            first,
            last,
            working_calendar(),
            period_rule=cast(Rule, directive.period_rule),
            rules=rules_of(directive),
        )
    except NotATerm:
        return []
    return [Time(one.due.day, one.period.label) for one in found.occurrences]
