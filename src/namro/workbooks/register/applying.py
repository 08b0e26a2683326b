"""Writing the confirmed changes of a workbook into the register: one transaction, one correction for each task."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.tasks.models import Task
from namro.tasks.operations import Revision, revise_tasks
from namro.tasks.operations.history import must_say_why
from namro.workbooks import queue
from namro.workbooks.cells import compared
from namro.workbooks.models import Brought, Cell, State, Work
from namro.workbooks.register.columns import Reader, shown

_WRITTEN = Q(outcome=Cell.Outcome.CHANGE) | Q(outcome=Cell.Outcome.CONFLICT, takes=True)


class _Moved(Exception):
    """The register changed since the preview."""


def choose(brought: Brought, takes: dict[int, bool]) -> None:
    """A person says, for conflicts, whether the workbook's value is taken."""
    for value in (True, False):
        chosen = [pk for pk, taken in takes.items() if taken is value]
        brought.cells.filter(pk__in=chosen, outcome=Cell.Outcome.CONFLICT).update(takes=value)


def choose_all(brought: Brought, *, takes: bool) -> None:
    """The same answer to every conflict."""
    brought.cells.filter(outcome=Cell.Outcome.CONFLICT).update(takes=takes)


def confirm(brought: Brought, *, reason: str, document: str, person: Person, by: Actor, at: datetime) -> None:
    """Have the changes written. Refused without a reason, and where there is nothing to write."""
    must_say_why(reason)
    if not brought.cells.filter(_WRITTEN).exists():
        raise Refused(_("Không có ô nào để ghi."))
    queue.ask(
        brought,
        Work.APPLY,
        from_=(State.READY,),
        reason=reason.strip(),
        document=document.strip(),
        applied_by=person,
        actor=queue.in_name_of(by),
    )


def apply(brought: Brought, mark: str, at: datetime) -> None:
    """Write all of it, or nothing: where the register changed since the preview, a new preview shows the conflict."""
    try:
        with transaction.atomic():
            _apply(brought, mark, at)
    except _Moved as moved:
        with transaction.atomic():
            words = _("%(count)s ô vừa được người khác sửa. Chưa ghi gì; đã đối chiếu lại, xem rồi xác nhận.")
            queue.finish(brought, mark, State.QUEUED, work=Work.READ, failure=words % {"count": moved.args[0]})
            queue.enqueue(brought.pk)


def _apply(brought: Brought, mark: str, at: datetime) -> None:
    cells = list(brought.cells.filter(_WRITTEN).order_by("task", "pk"))
    tasks = hold({cell.task_id for cell in cells})
    moved = [cell for cell in cells if compared(shown(tasks[cell.task_id])[cell.column]) != compared(cell.present)]
    gone = [cell for cell in cells if tasks[cell.task_id].withdrawn_at is not None]
    if moved or gone:
        raise _Moved(len({cell.pk for cell in (*moved, *gone)}))
    write(cells, tasks, "wanted", brought, reason=brought.reason, document=brought.document, at=at)
    count = brought.cells.filter(_WRITTEN).update(outcome=Cell.Outcome.APPLIED)
    brought.cells.filter(outcome=Cell.Outcome.CONFLICT).update(outcome=Cell.Outcome.KEPT)
    queue.log(brought, "workbook.applied", at, {"cells": count, "tasks": len(tasks), "reason": brought.reason})
    told = brought.told | {"applied": {"cells": count, "tasks": len(tasks)}}
    queue.finish(brought, mark, State.APPLIED, applied_at=at, told=told)


def hold(pks: set[int]) -> dict[int, Task]:
    """The tasks as they stand, held until the transaction ends."""
    found = Task.objects.select_for_update(of=("self",)).select_related("field", "overseer").order_by("pk")
    return {task.pk: task for part in _parts(sorted(pks)) for task in found.filter(pk__in=part)}


def write(
    cells: list[Cell],
    tasks: dict[int, Task],
    value: str,
    brought: Brought,
    *,
    reason: str,
    document: str,
    at: datetime,
) -> None:
    """Make the tasks say what the cells hold under `value`: what was wanted, or what was there before."""
    reader = Reader()
    revisions: dict[int, Revision] = defaultdict(dict)
    for cell in cells:
        revisions[cell.task_id][cell.column] = reader.value(cell.column, getattr(cell, value))
    person = brought.applied_by
    if person is None:
        raise Refused(_("Không rõ ai đã xác nhận tệp này."))
    by = queue.actor_of(brought)
    revise_tasks(tasks, revisions, reason=reason, document=document, person=person, by=by, at=at)


def _parts(pks: list[int], size: int = 500) -> list[list[int]]:
    return [pks[at : at + size] for at in range(0, len(pks), size)]
