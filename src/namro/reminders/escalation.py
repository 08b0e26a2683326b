"""When a deadline has climbed to the overseeing leader: that is when an urging letter is drafted.

Whoever drafts papers listens to `escalated`; `to_urge` says the same of any day from the records, for who missed it.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, QuerySet
from django.dispatch import Signal

from namro.reminders.models import Audience, Notice
from namro.tasks.models import Assignment
from namro.tasks.models.assignment import AssignmentQuerySet

# Sent once for each tick that tells a leader of overdue assignments: their ids, and the moment.
escalated = Signal()  # sender=None, assignments: list[int], at: datetime


def announce(since: int, at: datetime) -> None:
    """Tell who listens of what was noticed after the notice with the id `since`. One that fails is logged, not heard:
    a letter that could not be drafted must not stop the mail."""
    found = _told_overseers().filter(pk__gt=since, at=at).values_list("assignment", flat=True).order_by("assignment")
    if assignments := list(found.distinct()):
        escalated.send_robust(sender=None, assignments=assignments, at=at)


def to_urge() -> AssignmentQuerySet:
    """Assignments of which a leader was told that they are overdue, and that are still open."""
    return Assignment.objects.open().counted().filter(pk__in=_told_overseers().values("assignment"))


def _told_overseers() -> QuerySet[Notice]:
    return Notice.objects.filter(audience=Audience.OVERSEER, offset__gt=0, assignment__due_date=F("due_date"))
