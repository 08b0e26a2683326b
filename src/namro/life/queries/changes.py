"""What changed since a day: each number a condition, so that the list it opens holds the same rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from namro.life.timeliness import Day
from namro.tasks.models import Event, EventKind
from namro.tasks.models.assignment import AssignmentQuerySet
from namro.tasks.progress import Duty, Progress

USUAL_DAYS = 21  # about the time between two monthly meetings' papers and now

EVENTS = {
    "extended": EventKind.GRANTED,
    "returned": EventKind.RETURNED,
    "withdrawn": EventKind.WITHDRAWN,
    "handed_over": EventKind.HANDED_OVER,
}
DONE_HOW = {
    "done_on_time": Q(completed_date__lte=F("due_date")),
    "done_late": Q(completed_date__gt=F("due_date")),
    "done_without_deadline": Q(due_date=None),
}


@dataclass(frozen=True, slots=True)
class Changes:
    """How many assignments each change concerns."""

    since: date
    done_on_time: int
    done_late: int
    done_without_deadline: int
    newly_overdue: int
    caught_up: int  # were overdue on that day, and are done
    extended: int
    returned: int
    withdrawn: int
    handed_over: int

    @property
    def done(self) -> int:
        """All that was done since."""
        return self.done_on_time + self.done_late + self.done_without_deadline


def usual_since(day: date) -> date:
    """The day since which changes are told where nobody says another."""
    return day - timedelta(days=USUAL_DAYS)


def changed(found: AssignmentQuerySet, what: str, since: date, on: Day) -> AssignmentQuerySet:
    """The assignments that a number counts; `done` are all that were done since."""
    if what in EVENTS:
        events = Event.objects.filter(assignment=OuterRef("pk"), kind=EVENTS[what], at__gte=_after(since))
        return found.filter(Exists(events))
    if what == "newly_overdue":
        return found.overdue_on(on.day, since=since)
    return _done(found, since).filter(
        DONE_HOW.get(what, Q()), *([Q(due_date__lt=since)] if what == "caught_up" else [])
    )


def changes_since(found: AssignmentQuerySet, seen: Callable[[str], Q], since: date, on: Day) -> Changes:
    """Count them, each along an index. `seen` is the condition of who looks, for events."""
    done = _done(found, since).aggregate(
        **{name: Count("pk", filter=how) for name, how in DONE_HOW.items()},
        caught_up=Count("pk", filter=Q(due_date__lt=since)),
    )
    events = dict(
        Event.objects.filter(seen("assignment__agency_path"), assignment__duty=Duty.LEAD)
        .filter(kind__in=EVENTS.values(), at__gte=_after(since))
        .order_by()
        .values_list("kind")
        .annotate(count=Count("assignment", distinct=True))
    )
    return Changes(
        since=since,
        newly_overdue=changed(found, "newly_overdue", since, on).count(),
        **done,
        **{name: events.get(kind, 0) for name, kind in EVENTS.items()},
    )


def _done(found: AssignmentQuerySet, since: date) -> AssignmentQuerySet:
    return found.filter(closed_at__gte=_after(since), progress=Progress.DONE, is_counted=True).order_by()


def _after(since: date) -> datetime:
    # A moment, not a day of each row: the database would have to turn every one of them.
    return datetime.combine(since + timedelta(days=1), time(), timezone.get_default_timezone())
