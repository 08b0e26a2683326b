"""The clock of the history: acts planned for moments, carried out in their order, with a tick each morning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from django.utils import timezone

from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.life.operations import Acting
from namro.reminders.ticking import tick
from namro.site.demo_history.staff import Staff
from namro.workdays.calendar import working_calendar

Act = Callable[[datetime], None]

SEED = 7
MORNING_TICK = 7.5
FIRST_HOUR, LAST_HOUR = 7.6, 16.9


class Story:
    """What is still to happen, and the people to whom it happens."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.chance = Random(SEED)
        self.calendar = working_calendar()
        self._waiting: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def plan(self, day: date, hour: float, act: Act) -> None:
        """Let `act` happen on `day`, at `hour` of the office's clock."""
        begin = datetime.combine(day, time(), timezone.get_default_timezone())
        heappush(self._waiting, (begin + timedelta(minutes=round(hour * 60)), next(self._order), act))

    def run(self, first: date, last: date, until: datetime) -> None:
        """Let everything happen that falls from `first` to `last` and before `until`."""
        for number in range((last - first).days + 1):
            self.plan(first + timedelta(days=number), MORNING_TICK, _tick)
        while self._waiting and self._waiting[0][0] <= until:
            at, _order, act = heappop(self._waiting)
            act(at)

    def working(self, day: date, days: int = 0) -> date:
        """The working day so many working days after `day` (before it: negative)."""
        if days:
            return self.calendar.add_working_days(day, days)
        return self.calendar.working_day_on_or_before(day)

    def hour(self) -> float:
        """Some hour of the working day."""
        hour = self.chance.uniform(FIRST_HOUR, LAST_HOUR)
        return hour + 1.5 if 11.5 <= hour < 13 else hour  # nobody is there at noon

    def as_officer(self, agency: Agency | int, at: datetime) -> Acting:
        """The agency's officer, who acts now."""
        return acting(self.staff.officers[agency if isinstance(agency, int) else agency.pk], at)

    def as_head(self, agency: Agency | int, at: datetime) -> Acting:
        """The agency's head, who acts now."""
        return acting(self.staff.heads[agency if isinstance(agency, int) else agency.pk], at)

    def as_one(self, username: str, at: datetime) -> Acting:
        """One of the cast, who acts now."""
        return acting(self.staff.cast[username], at)


def acting(person: Person, at: datetime) -> Acting:
    """Someone who acts at a moment."""
    return Acting(person, Actor(name=person.name, person=person.pk), at)


def _tick(at: datetime) -> None:
    tick(at)
