"""Changing which leader looks after tasks, or in which field of work they are counted, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import FieldOfWork, Person
from namro.audit.actor import Actor
from namro.tasks.models import Assignment, EventKind, Task
from namro.tasks.operations.history import happened, must_say_why

MOST_AT_ONCE = 1_000


def set_overseer(
    tasks: Sequence[int], overseer: Person | None, *, reason: str, person: Person, by: Actor, at: datetime
) -> int:
    """Put the tasks under `overseer`, or under nobody; how many were changed."""
    return _set("overseer", tasks, overseer, reason=reason, person=person, by=by, at=at)


def set_field(
    tasks: Sequence[int], field: FieldOfWork | None, *, reason: str, person: Person, by: Actor, at: datetime
) -> int:
    """Count the tasks in `field`, or in none; how many were changed."""
    return _set("field", tasks, field, reason=reason, person=person, by=by, at=at)


@transaction.atomic
def _set(name: str, tasks: Sequence[int], value: Any, *, reason: str, person: Person, by: Actor, at: datetime) -> int:
    must_say_why(reason)
    if len(tasks) > MOST_AT_ONCE:
        raise Refused(_("Chọn nhiều nhất %(count)s nhiệm vụ một lần.") % {"count": MOST_AT_ONCE})
    held = Task.objects.select_for_update(of=("self",)).filter(pk__in=tasks, withdrawn_at=None).select_related(name)
    changed = [task for task in held if getattr(task, f"{name}_id") != (value.pk if value else None)]
    for task in changed:
        before = getattr(task, name)
        setattr(task, name, value)
        task.save(update_fields=(name,))
        happened(
            task,
            EventKind.CORRECTED,
            person=person,
            by=by,
            at=at,
            reason=reason,
            before={name: str(before or "")},
            after={name: str(value or "")},
        )
    Assignment.objects.filter(task__in=changed).update(**{name: value}, updated_at=at)
    return len(changed)
