"""Correcting, adding to and withdrawing what stands in the register: events, each with its reason and document."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.tasks.models import Assignment, EventKind, Progress, Task, list_order
from namro.tasks.operations.assigning import Assignee, Members, assign
from namro.tasks.operations.history import happened, must_say_why
from namro.tasks.operations.revising import revise_tasks


@dataclass(frozen=True, slots=True)
class Correction:
    """What a task is to say. Its original day is not among it: that never changes."""

    text: str
    kind: str
    product: str


@transaction.atomic
def correct_task(
    task: Task, correction: Correction, *, reason: str, document: str, person: Person, by: Actor, at: datetime
) -> None:
    """Mend what a confirmed task says."""
    held = _held(task)
    said = {held.pk: asdict(correction)}
    revise_tasks({held.pk: held}, said, reason=reason, document=document, person=person, by=by, at=at)


@transaction.atomic
def add_assignment(
    task: Task, assignee: Assignee, *, reason: str, document: str, person: Person, by: Actor, at: datetime
) -> list[Assignment]:
    """Give the task to one agency or group more."""
    held = _held(task)
    must_say_why(reason)
    made = assign(held, [assignee], Members(at.date()), at=at)
    if not made:
        raise Refused(_("%(name)s đã có vai trò này trong nhiệm vụ.") % {"name": assignee.name}, field="agency")
    after = {"name": assignee.name, "duty": assignee.duty, "assignments": len(made)}
    happened(held, EventKind.ASSIGNED, person=person, by=by, at=at, reason=reason, document=document, after=after)
    return made


@transaction.atomic
def withdraw_task(task: Task, *, reason: str, document: str, person: Person, by: Actor, at: datetime) -> None:
    """The task is no longer asked for. It stands outside every count from now on, and is still listed."""
    held = _held(task)
    must_say_why(reason)
    held.withdrawn_at = at
    held.save(update_fields=("withdrawn_at",))
    for assignment in held.assignments.open():
        assignment.progress = Progress.WITHDRAWN
        assignment.closed_at = assignment.updated_at = at
        assignment.list_order = list_order(assignment.due_date, at)
        assignment.is_counted = False
        assignment.version += 1
        assignment.save(update_fields=("progress", "closed_at", "updated_at", "list_order", "is_counted", "version"))
    happened(held, EventKind.WITHDRAWN, person=person, by=by, at=at, reason=reason, document=document)


def _held(task: Task) -> Task:
    held = Task.objects.select_for_update().select_related("directive").get(pk=task.pk)
    if held.withdrawn_at is not None:
        raise Refused(_("Nhiệm vụ này đã được thu hồi."))
    return held
