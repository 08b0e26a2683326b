"""What an officer does at the desk. Each act names the version that the officer saw; each can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.directives.content import OFFICER, Content, content_of, joined
from namro.directives.doers import Resolver
from namro.directives.dues import dated, is_before_signing
from namro.directives.models import Directive, DraftTask, Edit, EditAct, Origin, Reading, ReviewState
from namro.directives.models.draft import OPEN_STATES
from namro.directives.once import read_once
from namro.directives.operations.drafts import Change, apply, locked, stale, to_content
from namro.directives.spreading import Spread
from namro.reading import read_stretch
from namro.reading.model import Directive as ReadDirective
from namro.reading.model import Named, Span, Task

WAITING, CONFIRMED, DROPPED, REPLACED = (
    ReviewState.WAITING,
    ReviewState.CONFIRMED,
    ReviewState.DROPPED,
    ReviewState.REPLACED,
)


@transaction.atomic
def change_draft(
    draft: DraftTask,
    *,
    version: int,
    content: Content,
    spread: Spread | None = None,
    person: Person,
    by: Actor,
    at: datetime,
) -> Edit:
    """Save what the officer made of the fields, and with `spread` do likewise in the others of this text that wait: one
    act, taken back as one. A confirmed draft waits again: another has to look at what is new."""
    directive = locked(draft.directive)
    changes = [Change(draft, version, to_content(content) | {"state": WAITING})]
    for one in waiting_beside(draft) if spread else ():
        if spread and (told := spread.over(Content.from_json(one.content))):
            changes.append(Change(one, one.version, to_content(told)))
    return apply(directive, EditAct.CHANGE, changes, person=person, by=by, at=at)


def waiting_beside(draft: DraftTask) -> QuerySet[DraftTask]:
    """The other drafts of the same text that wait."""
    return DraftTask.objects.filter(directive=draft.directive_id, part=draft.part, state=WAITING).exclude(pk=draft.pk)


@transaction.atomic
def confirm_drafts(directive: Directive, versions: dict[int, int], *, person: Person, by: Actor, at: datetime) -> Edit:
    """Confirm drafts, given the version of each. Refused where one lacks what a register needs."""
    held = locked(directive)
    drafts = list(directive.drafts.filter(pk__in=versions, state=WAITING).in_reading_order())
    if not drafts:
        raise Refused(_("Không còn nhiệm vụ nào chờ xác nhận trong số đã chọn."))
    for draft in drafts:
        _refuse_unready(held, Content.from_json(draft.content))
    changes = [Change(draft, versions[draft.pk], {"state": CONFIRMED}) for draft in drafts]
    return apply(held, EditAct.CONFIRM, changes, person=person, by=by, at=at)


@transaction.atomic
def reopen_draft(draft: DraftTask, *, version: int, person: Person, by: Actor, at: datetime) -> Edit:
    """A confirmed or dropped draft waits again."""
    directive = locked(draft.directive)
    if draft.state not in (CONFIRMED, DROPPED):
        raise Refused(_("Nhiệm vụ này đang chờ rà soát."))
    return apply(directive, EditAct.REOPEN, [Change(draft, version, {"state": WAITING})], person=person, by=by, at=at)


@transaction.atomic
def drop_draft(draft: DraftTask, *, version: int, person: Person, by: Actor, at: datetime) -> Edit:
    """These words give nobody a task."""
    directive = locked(draft.directive)
    _must_be_alive(draft)
    return apply(directive, EditAct.DROP, [Change(draft, version, {"state": DROPPED})], person=person, by=by, at=at)


@transaction.atomic
def split_draft(draft: DraftTask, *, version: int, at_offset: int, person: Person, by: Actor, at: datetime) -> Edit:
    """Two drafts in place of one, parted before the character at `at_offset`. Each has what its own words say; what an
    officer had set, and the doers where the words name none, stay with both."""
    directive = locked(draft.directive)
    _must_be_alive(draft)
    read = read_of(draft.reading)
    whole = Content.from_json(draft.content)
    pieces = _pieces(read, whole.task.span, at_offset)
    if len(pieces) != 2:
        raise Refused(_("Đặt con trỏ vào giữa lời văn của nhiệm vụ, chỗ bắt đầu việc thứ hai."))
    resolver = Resolver(directive.issued_date or at.date())
    made = [_save(draft, _part_of(whole, read, piece, resolver), person, at) for piece in pieces]
    changes = [Change(draft, version, {"state": REPLACED}), *(Change(one, None, {}) for one in made)]
    return apply(directive, EditAct.SPLIT, changes, person=person, by=by, at=at)


@transaction.atomic
def merge_drafts(
    draft: DraftTask, following: DraftTask, *, versions: tuple[int, int], person: Person, by: Actor, at: datetime
) -> Edit:
    """One draft in place of two that stand one after the other in one text."""
    directive = locked(draft.directive)
    _must_be_alive(draft)
    _must_be_alive(following)
    if (draft.part, draft.reading_id) != (following.part, following.reading_id):
        raise Refused(_("Hai nhiệm vụ ở hai tệp khác nhau nên không gộp được."))
    first, second = Content.from_json(draft.content), Content.from_json(following.content)
    span = Span(min(draft.start, following.start), max(draft.end, following.end))
    content = joined(first, second, read_of(draft.reading).source.words(span))
    made = _save(draft, content, person, at)
    changes = [
        Change(draft, versions[0], {"state": REPLACED}),
        Change(following, versions[1], {"state": REPLACED}),
        Change(made, None, {}),
    ]
    return apply(directive, EditAct.MERGE, changes, person=person, by=by, at=at)


@transaction.atomic
def add_draft(
    directive: Directive, reading: Reading, *, start: int, end: int, person: Person, by: Actor, at: datetime
) -> Edit:
    """A task that the reader did not see, from words that an officer selected."""
    held = locked(directive)
    read = read_of(reading)
    span = trimmed(read.source.text, start, end)
    if span is None:
        raise Refused(_("Chọn lời văn của nhiệm vụ trong văn bản trước khi thêm."))
    before = directive.drafts.alive().filter(part=reading.part, start__lte=span.start).in_reading_order().last()
    leads: tuple[Named, ...] = Content.from_json(before.content).task.leads if before else ()
    place = Content.from_json(before.content).task.at if before else ""
    task = replace(read_stretch(read, span, leads=leads, at=place), found_by=OFFICER)
    content = content_of(task, Resolver(held.issued_date or at.date()))
    model = DraftTask(directive=held, reading=reading, part=reading.part)
    made = _save(model, content, person, at)
    return apply(held, EditAct.ADD, [Change(made, None, {})], person=person, by=by, at=at)


@transaction.atomic
def undo(directive: Directive, *, person: Person, by: Actor, at: datetime) -> Edit:
    """Take back the officer's own last act, unless someone has gone on from it."""
    held = locked(directive)
    last = last_undoable(held, person)
    if last is None:
        raise Refused(_("Không có thao tác nào của mình để hoàn tác."))
    changes: list[Change] = []
    for edited in last.drafts.select_related("draft"):
        if edited.draft.version != edited.version:
            raise stale(edited.draft)
        values: dict[str, Any] = edited.before if edited.before is not None else {"state": REPLACED}
        changes.append(Change(edited.draft, edited.version, values))
    return apply(held, EditAct.UNDO, changes, person=person, by=by, at=at, undoes=last)


def last_undoable(directive: Directive, person: Person) -> Edit | None:
    """The officer's last act that was not taken back."""
    own = Edit.objects.filter(directive=directive, person=person).exclude(act=EditAct.UNDO)
    return own.filter(undone_by=None).order_by("-pk").first()


def read_of(reading: Reading) -> ReadDirective:
    """The document as this reading has it."""
    return read_once(reading.pk)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The stretch without blanks and signs at its ends; None where nothing is left."""
    end = min(end, len(text))
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1] in " \n\t;,|":
        end -= 1
    return Span(start, end) if start < end else None


def _pieces(read: ReadDirective, span: Span, at_offset: int) -> list[Span]:
    text = read.source.text
    halves = (trimmed(text, span.start, at_offset), trimmed(text, at_offset, span.end))
    return [half for half in halves if half is not None] if span.start < at_offset < span.end else []


def _part_of(whole: Content, read: ReadDirective, piece: Span, resolver: Resolver) -> Content:
    task = read_stretch(read, piece, leads=whole.task.leads, at=whole.task.at)
    own = content_of(task, resolver)
    known = {(doer.duty, doer.name): doer for doer in whole.doers}
    doers = tuple(known.get((doer.duty, doer.name), doer) for doer in own.doers)
    set_by_hand = tuple(one for one in whole.task.deadlines if one.found_by == OFFICER)
    kept: Task = replace(task, nature=whole.task.nature, deadlines=(*set_by_hand, *task.deadlines))
    return Content(kept, doers)


def _save(model: DraftTask, content: Content, person: Person, at: datetime) -> DraftTask:
    return DraftTask.objects.create(
        directive=model.directive,
        reading=model.reading,
        part=model.part,
        origin=Origin.OFFICER,
        changed_at=at,
        changed_by=person,
        **to_content(content),
    )


def _must_be_alive(draft: DraftTask) -> None:
    if draft.state not in OPEN_STATES:
        raise stale(draft)


def _refuse_unready(directive: Directive, content: Content) -> None:
    if problems := unready(directive, content):
        raise Refused(f"{content.task.text[:60]}: {problems[0]}")


def unready(directive: Directive, content: Content) -> Sequence[str]:
    """What a draft lacks before the register can take it."""
    problems = []
    if not any(doer.duty == "lead" for doer in content.doers):
        problems.append(_("chưa có đơn vị chủ trì."))
    problems += [_("chưa rõ “%(name)s” là đơn vị nào.") % {"name": doer.name} for doer in content.unresolved]
    if is_before_signing(dated(content.task, directive), directive.issued_date):
        problems.append(_("hạn trước ngày ban hành văn bản."))
    return problems
