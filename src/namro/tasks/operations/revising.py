"""Correcting many tasks at once: each is one event, with what it said before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import AgencyName, FieldOfWork, Person
from namro.audit.actor import Actor
from namro.tasks.folding import folded_words
from namro.tasks.models import Assignment, EventKind, Task
from namro.tasks.operations.history import happened, must_say_why

# What can be corrected: the day and the doers are not among it, they have operations of their own.
CORRECTABLE = ("place", "text", "product", "kind", "field", "overseer")
_COPIED = ("kind", "field", "overseer")  # onto the assignments, for the lists
Revision = dict[str, Any]  # a name of CORRECTABLE → its new value; a field and a person by their id


@transaction.atomic
def revise_tasks(
    tasks: Mapping[int, Task],
    revisions: Mapping[int, Revision],
    *,
    reason: str,
    document: str,
    person: Person,
    by: Actor,
    at: datetime,
) -> int:
    """Correct tasks that the caller holds, with their field and overseer; how many changed."""
    must_say_why(reason)
    _check_clock(set(revisions), at)
    fields = {one.pk: one for one in FieldOfWork.objects.all()}
    people = {one.pk: one for one in Person.objects.filter(pk__in={r.get("overseer") for r in revisions.values()})}
    names = _names({pk for pk, revision in revisions.items() if revision.keys() & {"text", "product"}})
    for pk, revision in revisions.items():
        task = tasks[pk]
        if unknown := revision.keys() - set(CORRECTABLE):
            raise ValueError(f"not correctable: {sorted(unknown)}")
        before = {name: _told(getattr(task, name)) for name in revision}
        for name, value in revision.items():
            rows: Any = {"field": fields, "overseer": people}.get(name)
            setattr(task, name, value if rows is None else rows.get(value))
        written = [*revision]
        if pk in names:
            task.folded = folded_words(task.text, task.product, *names[pk])
            written.append("folded")
        task.save(update_fields=written)
        copied = {name: getattr(task, name) for name in _COPIED if name in revision}
        Assignment.objects.filter(task=task).update(**copied, updated_at=at)
        happened(
            task,
            EventKind.CORRECTED,
            person=person,
            by=by,
            at=at,
            reason=reason,
            document=document,
            before=before,
            after={name: _told(getattr(task, name)) for name in revision},
        )
    return len(revisions)


def _check_clock(tasks: set[int], at: datetime) -> None:
    """Refused where the clock has been set back behind the last change of one of them: the database holds to it."""
    last = Assignment.objects.filter(task__in=tasks).aggregate(last=Max("updated_at"))["last"]
    if last is not None and last > at:
        words = _("Đồng hồ máy chủ đang chạy trước lần cập nhật cuối (%(moment)s). Báo quản trị chỉnh giờ rồi gửi lại.")
        raise Refused(words % {"moment": f"{timezone.localtime(last):%H:%M %d/%m/%Y}"})


def _told(value: Any) -> str:
    return "" if value is None else str(value)


def _names(tasks: set[int]) -> dict[int, set[str]]:
    """By task, what its doers are or were called: the search finds a task by them."""
    of_agency: dict[int, set[str]] = defaultdict(set)
    pairs = list(Assignment.objects.filter(task__in=tasks).values_list("task", "agency"))
    for agency, name in AgencyName.objects.filter(agency__in={one for _task, one in pairs}).values_list(
        "agency", "name"
    ):
        of_agency[agency].add(name)
    found: dict[int, set[str]] = {task: set() for task in tasks}
    for task, agency in pairs:
        found[task] |= of_agency[agency]
    return found
