"""Events in the order of their numbers, which is the order in which they were written for good."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from namro.access.policy import Act, sight_of
from namro.agencies.models import Person
from namro.tasks.models import Event, Task


def events_after(person: Person | None, day: date, number: int, most: int) -> list[Event]:
    """Up to `most` events behind the number, as far as `person` sees the assignments and tasks they happened to."""
    found = Event.objects.filter(pk__gt=number)
    if not sight_of(person, Act.SEE_TASKS, day).everywhere:
        sight = sight_of(person, Act.SEE_TASKS, day).of_paths("assignment__agency_path")
        tasks = Task.objects.visible_to(person, day)
        found = found.filter((Q(assignment__isnull=False) & sight) | Q(assignment=None, task__in=tasks))
    return list(found.select_related("assignment").order_by("pk")[:most])
