"""What a phone takes along: the open assignments of a person's agencies, with what the form of an update asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from namro.agencies.models import Person
from namro.life.queries.as_of import as_of, working_days_between
from namro.life.queries.figures import with_timeliness
from namro.life.queries.lists import MOST, days_in_words, shown
from namro.tasks.models import Assignment
from namro.tasks.progress import Progress
from namro.words import day_in_words


def taken_along(person: Person, day: date) -> list[dict[str, Any]]:
    """The assignments at work, by their day, as plain values; a fixed number of queries."""
    on = as_of(day)
    own = Assignment.objects.visible_to(person, day).filter(is_counted=True).open()
    at_work = own.exclude(progress__in=(Progress.AWAITING, Progress.PAUSED, Progress.REFUSED))
    rows = shown(with_timeliness(at_work, on), day).prefetch_related("task__targets")
    return [_plain(row, day) for row in rows.order_by("list_order", "pk")[:MOST]]


def _plain(row: Assignment, day: date) -> dict[str, Any]:
    late = row.due_date is not None and row.due_date < day
    days = 0
    if row.due_date is not None:
        days = working_days_between(row.due_date, day) if late else working_days_between(day, row.due_date)
    return {
        "pk": row.pk,
        "version": row.version,
        "text": row.task.text,
        "place": row.task.place,
        "agency": row.agency.name,
        "duty": str(row.get_duty_display()),
        "due": day_in_words(row.due_date) if row.due_date else "",
        "standing": days_in_words(row, as_of(day), days),
        "overdue": late,
        "returned": row.progress == Progress.RETURNED,
        "targets": [{"pk": one.pk, "name": f"{one.quote or one.unit} ({one.unit})"} for one in row.task.targets.all()],
        "address": reverse("life:assignment", args=[row.pk]),
    }
