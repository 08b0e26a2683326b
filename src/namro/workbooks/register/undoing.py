"""Taking back what a workbook changed, for a day. Nothing is rewritten: the way back is a correction, too."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.workbooks import queue
from namro.workbooks.cells import NotSuch, compared
from namro.workbooks.models import Brought, Cell, State, Work
from namro.workbooks.register.applying import hold, write
from namro.workbooks.register.columns import Reader, shown


def ask_undo(brought: Brought, *, person: Person, by: Actor, at: datetime) -> None:
    """Have it taken back. Refused after 24 hours."""
    if not brought.may_be_undone(at):
        raise Refused(_("Chỉ hoàn tác được trong 24 giờ sau khi nhập."))
    queue.ask(brought, Work.UNDO, from_=(State.APPLIED,), applied_by=person, actor=queue.in_name_of(by))


@transaction.atomic
def undo(brought: Brought, mark: str, at: datetime) -> None:
    """Put back what each cell held before, except where somebody changed it since."""
    cells = list(brought.cells.filter(outcome=Cell.Outcome.APPLIED).order_by("task", "pk"))
    tasks = hold({cell.task_id for cell in cells})
    reader = Reader()
    back: list[Cell] = []
    for cell in cells:
        task = tasks[cell.task_id]
        present = shown(task)[cell.column]
        if task.withdrawn_at is not None:
            cell.reason = _("Nhiệm vụ đã được thu hồi sau khi nhập.")
        elif compared(present) != compared(cell.wanted):
            cell.reason = (_("Đã đổi sau khi nhập, hiện là “%(text)s”.") % {"text": present[:200]})[:400]
        else:
            try:
                reader.value(cell.column, cell.present)
            except NotSuch as refusal:
                cell.reason = str(refusal)[:400]
        cell.outcome = Cell.Outcome.NOT_UNDONE if cell.reason else Cell.Outcome.UNDONE
        if not cell.reason:
            back.append(cell)
    reason = (_("Hoàn tác việc nhập tệp “%(name)s”") % {"name": brought.file_name})[:500]
    write(back, {cell.task_id: tasks[cell.task_id] for cell in back}, "present", brought, reason=reason, document="",
          at=at)  # fmt: skip
    Cell.objects.bulk_update(cells, ("outcome", "reason"), 500)
    told = {"cells": len(back), "left": len(cells) - len(back)}
    queue.log(brought, "workbook.undone", at, told)
    queue.finish(brought, mark, State.UNDONE, undone_at=at, told=brought.told | {"undone": told})
