"""Entering the good rows of an office's own workbook: each a task by hand, with where it came from."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.imports.workbook import cell_name
from namro.directives.models import Directive
from namro.directives.operations import enter_without_file
from namro.tasks.models import Task
from namro.tasks.operations import NewTask, enter_task
from namro.tasks.operations.assigning import Assignee
from namro.workbooks import queue
from namro.workbooks.models import Brought, Line, State

BATCH = 100  # rows of one transaction: a large book does not keep everyone else waiting


def enter(brought: Brought, mark: str, at: datetime) -> None:
    """Enter the rows, some at a time. A row that was entered says so in the same transaction, so that whoever goes on
    after a lost worker enters none twice."""
    total = max(brought.lines.filter(outcome=Line.Outcome.GOOD).count(), 1)
    done = 0
    while True:
        with transaction.atomic():
            good = list(brought.lines.filter(outcome=Line.Outcome.GOOD).order_by("pk")[:BATCH])
            for line in good:
                _enter(line, brought, at)
            done += len(good)
            queue.progress(brought.pk, mark, min(99, done * 99 // total))
        if not good:
            break
    with transaction.atomic():
        made = brought.lines.filter(outcome=Line.Outcome.DONE).count()
        queue.log(brought, "workbook.applied", at, {"tasks": made})
        queue.finish(brought, mark, State.APPLIED, applied_at=at, told=brought.told | {"entered": made})


def _enter(line: Line, brought: Brought, at: datetime) -> None:
    try:
        with transaction.atomic():
            task = _task(line, brought, at)
    except Refused as refusal:
        line.outcome = Line.Outcome.REFUSED
        line.refusals = [{"cell": cell_name(0, line.row), "reason": str(refusal)}]
    else:
        line.outcome, line.made = Line.Outcome.DONE, f"task:{task.pk}"
    line.save(update_fields=("outcome", "refusals", "made"))


def _task(line: Line, brought: Brought, at: datetime) -> Task:
    content, by, person = line.content, queue.actor_of(brought), brought.applied_by
    if person is None:
        raise Refused(_("Không rõ ai đã xác nhận tệp này."))
    if content["directive"]:
        directive = Directive.objects.get(pk=content["directive"])
    else:
        of = content["document"]
        issued = date.fromisoformat(of["issued_date"])
        directive = enter_without_file(number=of["number"], kind=of["kind"], issued_date=issued, by=by, at=at)
    doers = tuple(Assignee(one["duty"], one["name"], one["agency"], one["group"]) for one in content["doers"])
    new = NewTask(
        text=content["text"],
        kind=content["kind"],
        product=content["product"],
        due_date=date.fromisoformat(content["due_date"]) if content["due_date"] else None,
        assignees=doers,
        place=content["place"],
    )
    where = _("%(file)s, dòng %(row)s") % {"file": brought.file_name, "row": line.row}
    told = ". ".join(one for one in (where, content["notes"]) if one)
    return enter_task(directive, new, imported=told, person=person, by=by, at=at)
