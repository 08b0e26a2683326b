"""What changed since a day: each number a condition, so that the list it opens holds the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from namro.life.timeliness import Day
from namro.tasks.models import Assignment, Event, EventKind
from namro.tasks.progress import Progress

USUAL_DAYS = 21  # about the time between two monthly meetings' papers and now

EVENTS = {
    "extended": EventKind.GRANTED,
    "returned": EventKind.RETURNED,
    "withdrawn": EventKind.WITHDRAWN,
    "handed_over": EventKind.HANDED_OVER,
}
NAMES = ("done_on_time", "done_late", "done_without_deadline", "newly_overdue", "caught_up", *EVENTS)


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


def changed(found: QuerySet[Assignment], what: str, since: date, on: Day) -> QuerySet[Assignment]:
    """The assignments that a number counts; `done` are all that were done since."""
    if what in EVENTS:
        events = Event.objects.filter(assignment=OuterRef("pk"), kind=EVENTS[what], at__gte=_after(since))
        return found.filter(Exists(events))
    return found.filter(_conditions(since, on)[what])


def changes_since(found: QuerySet[Assignment], since: date, on: Day) -> Changes:
    """Count them in two questions."""
    conditions = _conditions(since, on)
    conditions.pop("done")
    counts = found.order_by().aggregate(**{name: Count("pk", filter=one) for name, one in conditions.items()})
    events = dict(
        Event.objects.filter(assignment__in=found, at__gte=_after(since), kind__in=EVENTS.values())
        .order_by()
        .values_list("kind")
        .annotate(count=Count("assignment", distinct=True))
    )
    return Changes(since=since, **counts, **{name: events.get(kind, 0) for name, kind in EVENTS.items()})


def _after(since: date) -> datetime:
    # A moment, not a day of each row: the database would have to turn every one of them.
    return datetime.combine(since + timedelta(days=1), time(), timezone.get_default_timezone())


def _conditions(since: date, on: Day) -> dict[str, Q]:
    done = Q(progress=Progress.DONE, closed_at__gte=_after(since), is_counted=True)
    late = Q(completed_date__gt=F("due_date"))
    return {
        "done": done,
        "done_on_time": done & Q(completed_date__lte=F("due_date")),
        "done_late": done & late,
        "done_without_deadline": done & Q(due_date=None),
        "newly_overdue": Q(closed_at__isnull=True, is_counted=True, due_date__lt=on.day, due_date__gte=since),
        "caught_up": done & Q(due_date__lt=since),
    }
