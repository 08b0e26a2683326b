"""Which deadlines stand at which rung on a day. Plain arithmetic over the calendar: no database, no clock.

For each audience an assignment stands at one rung: the last one that it has reached. The first tick that finds it
there tells it, so a day on which no tick ran is made up, and a task given with few days left is told at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from namro.calendar import WorkingCalendar

LOOK_BACK = timedelta(days=45)  # how long past its deadline a rung is still made up
LOOK_AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Step:
    """On a day, the deadlines from `first` to `last` stand at this rung for this audience."""

    audience: str
    offset: int
    first: date
    last: date


def day_of(due: date, offset: int, calendar: WorkingCalendar) -> date:
    """The working day on which a rung is reached. On the day itself: that day, or the working day before it."""
    if offset == 0:
        return calendar.working_day_on_or_before(due)
    return calendar.add_working_days(due, offset)


def steps_on(rungs: Iterable[tuple[int, str]], day: date, calendar: WorkingCalendar) -> list[Step]:
    """The rungs, given as offset and audience, with the deadlines that stand at each on `day`."""
    by_audience: dict[str, list[int]] = {}
    for offset, audience in sorted(set(rungs)):
        by_audience.setdefault(audience, []).append(offset)
    dues = [day - LOOK_BACK + timedelta(days=n) for n in range((LOOK_BACK + LOOK_AHEAD).days)]
    found: list[Step] = []
    for audience, offsets in by_audience.items():
        standing: dict[int, list[date]] = {}
        for due in dues:
            reached = [offset for offset in offsets if day_of(due, offset, calendar) <= day]
            # What was to be told before the deadline is pointless after it.
            if reached and (reached[-1] >= 0 or due >= day):
                standing.setdefault(reached[-1], []).append(due)
        found += [Step(audience, offset, min(days), max(days)) for offset, days in standing.items()]
    return found
