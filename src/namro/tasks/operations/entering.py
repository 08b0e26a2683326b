"""Entering a task by hand, under a document that is here or that is known by its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.directives.models import Directive
from namro.directives.operations import mark_registered
from namro.tasks.folding import folded_words
from namro.tasks.models import EventKind, Task
from namro.tasks.operations.assigning import Assignee, Members, assign
from namro.tasks.operations.history import happened
from namro.words import day_in_words


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as an officer enters it."""

    text: str
    kind: str
    product: str
    due_date: date | None
    assignees: tuple[Assignee, ...]
    place: str = ""


@transaction.atomic
def enter_task(
    directive: Directive,
    new: NewTask,
    *,
    imported: str | None = None,
    person: Person,
    by: Actor,
    at: datetime,
) -> Task:
    """Enter a task; `imported` says what an old book tells of it besides. Refused without a lead, before the
    document's own day, and while the document is reviewed."""
    held = Directive.objects.select_for_update().get(pk=directive.pk)
    if held.is_under_review:
        if held.original_id is not None:
            raise Refused(_("Văn bản này đang rà soát: thêm nhiệm vụ ở bàn rà soát."))
        mark_registered(held, trial=False, at=at)
    if not any(one.duty == "lead" for one in new.assignees):
        raise Refused(_("Nhiệm vụ phải có ít nhất một đơn vị chủ trì."))
    if new.due_date and held.issued_date and new.due_date < held.issued_date:
        raise Refused(
            _("Hạn không thể trước ngày ban hành %(day)s.") % {"day": day_in_words(held.issued_date)}, field="due_date"
        )
    number = (held.tasks.aggregate(last=Max("number"))["last"] or 0) + 1
    task = Task.objects.create(
        directive=held,
        number=number,
        place=new.place,
        text=new.text,
        kind=new.kind,
        product=new.product,
        original_due_date=new.due_date,
        due_set_by_officer=new.due_date is not None,
        created_at=at,
        folded=folded_words(new.text, new.product, *(one.name for one in new.assignees)),
    )
    made = assign(task, new.assignees, Members(held.issued_date or at.date()), at=at)
    kind = EventKind.ENTERED if imported is None else EventKind.IMPORTED
    told = {"assignments": len(made)}
    happened(task, kind, person=person, by=by, at=at, reason=imported or "", after=told)
    return task
