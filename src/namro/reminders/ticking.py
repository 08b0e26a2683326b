"""One tick: papers are prepared, what fell due is noticed, digests are made, mail goes out. Any number of times, on
any machines."""

from __future__ import annotations

import logging
import platform
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from namro.agencies.models import Person
from namro.papers.operations.preparing import prepare, prepare_urging
from namro.reminders.agency_digests import foreseen_digests, write_agency_digests
from namro.reminders.at_work import at_work_on
from namro.reminders.delivery import deliver
from namro.reminders.digests import write_digests
from namro.reminders.models import Beat, Notice
from namro.reminders.noticing import candidates, long_overdue, write_notices
from namro.reminders.recipients import Recipients
from namro.workdays.calendar import working_calendar

log = logging.getLogger("namro.reminders")


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did."""

    notices: int
    digests: int
    sent: int
    papers: int = 0


def tick(at: datetime) -> Ticked:
    """Do all that is due at `at`. Running it again at once does nothing."""
    at, began = timezone.localtime(at), time.monotonic()
    papers = _prepared(lambda: prepare(at))
    notices = 0
    if working_calendar().is_working_day(at.date()):
        notices = write_notices(at.date(), at)
        if urged := _prepared(lambda: prepare_urging(long_overdue(at.date()), at)):
            papers += urged
            notices += write_notices(at.date(), at)
    done = Ticked(notices, write_digests(at) + write_agency_digests(at), deliver(at), papers)
    facts = {"at": at, "seconds": time.monotonic() - began, **asdict(done)}
    Beat.objects.update_or_create(machine=platform.node()[:120], defaults=facts)
    return done


def _prepared(prepare_some: Callable[[], int]) -> int:
    """How many papers were prepared. One that cannot be is logged; it must not stop the mail."""
    try:
        return prepare_some()
    except Exception:
        log.exception("papers not prepared")
        return 0


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A message that would go out: to whom, on which day, about how many things, or the figures of which agency."""

    day: date
    person: Person
    count: int = 0
    agency: str = ""


def simulate(first: date, days: int) -> list[Foreseen]:
    """Whom would be reminded from `first` on, if nothing changed: the same rungs and people, nothing written."""
    told = set(Notice.objects.exclude(offset=None).values_list("key", flat=True))
    waiting: dict[int, int] = defaultdict(int)
    for person in Notice.objects.filter(message=None).values_list("person", flat=True):
        waiting[person] += 1
    found: list[tuple[date, int, int]] = []
    working = {day: at_work_on(day) for day in (first + timedelta(days=n) for n in range(days))}
    for day, at_work in working.items():
        if at_work.everyone:
            for person, key in _told_on(day):
                if key not in told:
                    told.add(key)
                    waiting[person] += 1
        reached = [person for person in sorted(waiting) if at_work.holds(person)]
        found += [(day, person, waiting.pop(person)) for person in reached]
    figures = list(foreseen_digests(first, working))
    people = Person.objects.in_bulk({person for _day, person, _told in (*found, *figures)})
    messages = [Foreseen(day, people[person], count) for day, person, count in found]
    messages += [Foreseen(day, people[person], agency=agency) for day, person, agency in figures]
    return sorted(messages, key=lambda one: one.day)


def _told_on(day: date) -> Iterator[tuple[int, str]]:
    recipients = Recipients(day)
    for one in candidates(day, untold_only=False):
        for person in recipients.of(one.audience, one.agency, one.agency_path, one.overseer):
            yield person, one.key(person)
