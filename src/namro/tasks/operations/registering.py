"""Making the register of a document from its confirmed drafts, in one transaction: whole or not at all."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.directives.content import Content
from namro.directives.dues import dated, deciding
from namro.directives.models import Directive, DraftTask, ReviewState
from namro.directives.operations import mark_issued, mark_registered
from namro.directives.operations.desk import read_of
from namro.directives.queries.marks import marks_of_record
from namro.reading.archive import pack
from namro.reading.relations import relation_of
from namro.tasks.folding import folded_words
from namro.tasks.models import EventKind, Rhythm, Task, TaskCitation, TaskKind, TaskTarget
from namro.tasks.operations.assigning import Assignee, Members, assign
from namro.tasks.operations.history import happened


@transaction.atomic
def make_register(directive: Directive, *, trial: bool, person: Person, by: Actor, at: datetime) -> int:
    """Enter every confirmed draft as a task with its assignments; how many. Refused while a draft waits."""
    held = Directive.objects.select_for_update().get(pk=directive.pk)
    if not held.is_under_review:
        raise Refused(_("Sổ nhiệm vụ của văn bản này đã lập."))
    if held.issued_date is None:
        raise Refused(_("Chưa có ngày ban hành. Nhập ở Thiết lập trước khi lập sổ."))
    drafts = list(held.drafts.alive().in_reading_order().select_related("reading"))
    waiting = sum(draft.state == ReviewState.WAITING for draft in drafts)
    if waiting or not drafts:
        raise Refused(_("Còn %(count)s nhiệm vụ chưa xác nhận.") % {"count": waiting})
    mark_registered(held, trial=trial, at=at)
    members = Members(held.issued_date)
    overseers = _Overseers(held)
    for number, draft in enumerate(drafts, 1):
        _enter(held, draft, number, members, overseers, person=person, by=by, at=at)
    record(
        by=by,
        at=at,
        act="directive.registered",
        thing="directive",
        thing_id=held.pk,
        thing_name=held.title,
        after={"tasks": len(drafts), "trial": trial},
    )
    return len(drafts)


@transaction.atomic
def issue_trial(directive: Directive, *, person: Person, by: Actor, at: datetime) -> None:
    """The trial is over: from now on its tasks count."""
    held = Directive.objects.select_for_update().get(pk=directive.pk)
    if not held.is_trial:
        raise Refused(_("Văn bản này không ở giai đoạn chạy thử."))
    mark_issued(held)
    held.assignments.filter(task__withdrawn_at=None).update(is_counted=True, updated_at=at)
    for task in held.tasks.filter(withdrawn_at=None):
        happened(task, EventKind.ISSUED, person=person, by=by, at=at)


class _Overseers:
    """Who looks after the document's tasks: by the field of a lead, else of all of them."""

    def __init__(self, directive: Directive) -> None:
        found = directive.overseers.select_related("field")
        self._by_field = {overseer.field_id: overseer for overseer in found}

    def of(self, leads: list[int]) -> tuple[int | None, int | None]:
        """Field and overseer of a task with these leads."""
        fields = Agency.fields_of_work.through.objects.filter(agency__in=leads).order_by("pk")
        for field in fields.values_list("fieldofwork", flat=True):
            if field in self._by_field:
                return field, self._by_field[field].person_id
        rest = self._by_field.get(None)
        return None, rest.person_id if rest else None


def _enter(
    directive: Directive,
    draft: DraftTask,
    number: int,
    members: Members,
    overseers: _Overseers,
    *,
    person: Person,
    by: Actor,
    at: datetime,
) -> None:
    content = Content.from_json(draft.content)
    read = content.task
    chosen = deciding(dated(read, directive))
    rhythm = read.recurrences[0] if read.recurrences else None
    has_rhythm = rhythm is not None and rhythm.every != Rhythm.UNSPECIFIED
    field, overseer = overseers.of([doer.agency for doer in content.of_duty("lead") if doer.agency])
    task = Task.objects.create(
        directive=directive,
        draft=draft,
        number=number,
        place=read.at[:60],
        text=read.text,
        kind=TaskKind.FOLLOWED if read.nature == "assigned" else TaskKind.ROUTINE,
        is_request=read.mode == "request",
        product=(read.product.name if read.product else "")[:400],
        reports_to="; ".join(one.name for one in read.reports_to)[:400],
        field_id=field,
        overseer_id=overseer,
        reading_id=draft.reading_id,
        start=draft.start,
        end=draft.end,
        words=read_of(draft.reading).source.words(read.span),
        original_due_date=chosen.due.day if chosen and chosen.due else None,
        due_phrase=chosen.deadline.quote[:300] if chosen else "",
        due_reason=chosen.due.explain[:400] if chosen and chosen.due else "",
        due_set_by_officer=bool(chosen and chosen.by_officer),
        every=rhythm.every if rhythm else Rhythm.NONE,
        rhythm=pack(rhythm) if has_rhythm else None,
        rhythm_phrase=rhythm.quote[:300] if rhythm else "",
        clears=marks_of_record(content, chosen is not None, has_rhythm),
        created_at=at,
        folded=folded_words(read.text, read.product.name if read.product else "", *(d.name for d in content.doers)),
    )
    _keep_targets_and_citations(task, content, read_of(draft.reading).source.text)
    assignees = (Assignee(doer.duty, doer.name, doer.agency, doer.group) for doer in content.doers)
    made = assign(task, assignees, members, at=at)
    happened(
        task,
        EventKind.CONFIRMED,
        person=person,
        by=by,
        at=at,
        after={
            "assignments": len(made),
            "due_date": task.original_due_date.isoformat() if task.original_due_date else None,
        },
    )


def _keep_targets_and_citations(task: Task, content: Content, text: str) -> None:
    TaskTarget.objects.bulk_create(
        TaskTarget(
            task=task,
            comparison=one.op,
            value=Decimal(str(one.value)),
            unit=one.unit[:80],
            period=one.period or "",
            quote=one.quote[:400],
        )
        for one in content.task.targets
    )
    TaskCitation.objects.bulk_create(
        TaskCitation(
            task=task,
            number=one.number[:60],
            kind=one.kind[:60],
            issuer=(one.issuer or "")[:250],
            issued_date=_day(one.issued_on),
            relation=relation_of(text, one.span.start),
            quote=one.quote[:400],
        )
        for one in content.task.citations
    )


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None
