"""Who is at work on a day: the office's calendar, and the agencies whose day is another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from namro.agencies.models import Post
from namro.workdays.calendar import agencies_apart, working_calendar


@dataclass(frozen=True, slots=True)
class AtWork:
    """All or none, but for the people of agencies whose day is another."""

    everyone: bool
    others: frozenset[int]

    @property
    def nobody(self) -> bool:
        """Whether no message goes out at all."""
        return not self.everyone and not self.others

    def holds(self, person: int) -> bool:
        """Whether this person is at work."""
        return self.everyone != (person in self.others)


def at_work_on(day: date) -> AtWork:
    """Who is at work on `day`."""
    everyone = working_calendar().is_working_day(day)
    apart = [path for path, works in agencies_apart(day).items() if works != everyone]
    others = Post.objects.on(day).filter(agency__path__in=apart).values_list("person", flat=True) if apart else ()
    return AtWork(everyone, frozenset(others))
