"""Asking for another day, and answering. A deadline moves only here."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from namro.access.policy import Act
from namro.agencies.errors import Refused
from namro.life.models import OPEN_STAGES, Extension, ExtensionStage
from namro.life.operations import moves
from namro.life.operations.acting import Acting, allowed, deciding_agency, lock
from namro.tasks.models import Assignment, EventKind
from namro.tasks.progress import Duty, Progress
from namro.words import day_in_words

ASKED_FROM = (Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.RETURNED)


@transaction.atomic
def ask(
    assignment: Assignment,
    *,
    requested_date: date,
    reason: str,
    document: str = "",
    version: int | None = None,
    acting: Acting,
) -> Extension:
    """Ask for a later day: by the lead, while it works, before the present day is past unless the office allows it."""
    held = lock(assignment, acting, version=version)
    acting = allowed(acting, Act.REPORT_PROGRESS, held)
    present = _present_day(held)
    if held.extensions.filter(stage__in=OPEN_STAGES).exists():
        raise Refused(_("Đã có một đề nghị gia hạn chờ quyết định. Mỗi nhiệm vụ chỉ có một đề nghị một lúc."))
    if not reason.strip():
        raise Refused(_("Ghi lý do xin gia hạn."), field="reason")
    if requested_date <= present or requested_date < acting.day:
        raise Refused(
            _("Hạn mới phải sau %(day)s.") % {"day": day_in_words(max(present, acting.day))}, field="requested_date"
        )
    is_late = present < acting.day
    if is_late and not settings.EXTENSION_AFTER_DEADLINE:
        raise Refused(
            _("Hạn %(day)s đã qua; đề nghị gia hạn phải gửi trước hạn.") % {"day": day_in_words(present)},
            field="requested_date",
        )
    last = held.extensions.aggregate(last=Max("number"))["last"] or 0
    extension = Extension.objects.create(
        assignment=held,
        agency_id=held.agency_id,
        number=last + 1,
        present_date=present,
        requested_date=requested_date,
        reason=reason.strip(),
        document=document.strip(),
        asked_late=is_late,
        asked_at=acting.at,
        asked_by=acting.person,
    )
    told = {"extension": extension.pk, "requested_date": str(requested_date)}
    _touch(held, EventKind.ASKED, acting, reason=extension.reason, document=document, told=told)
    return extension


@transaction.atomic
def grant(extension: Extension, *, acting: Acting, words: str = "") -> None:
    """The day that was asked for becomes the assignment's."""
    held, acting = _decision(extension, acting)
    _answer(extension, ExtensionStage.GRANTED, acting, held, words, granted_date=extension.requested_date)
    _move_day(held, extension, extension.requested_date, acting, words)


@transaction.atomic
def deny(extension: Extension, *, words: str, acting: Acting) -> None:
    """No, and why."""
    if not words.strip():
        raise Refused(_("Ghi lý do không đồng ý."), field="words")
    held, acting = _decision(extension, acting)
    _answer(extension, ExtensionStage.DENIED, acting, held, words)
    _touch(held, EventKind.DENIED, acting, reason=words, told={"extension": extension.pk})


@transaction.atomic
def counter(extension: Extension, *, offered_date: date, words: str = "", acting: Acting) -> None:
    """Another day than the one asked for; the agency takes it or not."""
    if offered_date <= extension.present_date:
        raise Refused(
            _("Hạn đề nghị phải sau %(day)s.") % {"day": day_in_words(extension.present_date)}, field="offered_date"
        )
    held, acting = _decision(extension, acting)
    _answer(extension, ExtensionStage.COUNTERED, acting, held, words, offered_date=offered_date)
    told = {"extension": extension.pk, "offered_date": str(offered_date)}
    _touch(held, EventKind.COUNTERED, acting, reason=words, told=told)


@transaction.atomic
def accept_offer(extension: Extension, *, acting: Acting) -> None:
    """The agency takes the day that was offered."""
    held = lock(extension.assignment, acting)
    acting = allowed(acting, Act.REPORT_PROGRESS, held)
    offered = extension.offered_date
    _from(extension, ExtensionStage.COUNTERED, stage=ExtensionStage.GRANTED, granted_date=offered)
    _move_day(held, extension, offered, acting, "")


@transaction.atomic
def decline_offer(extension: Extension, *, acting: Acting) -> None:
    """The agency keeps the present day."""
    held = lock(extension.assignment, acting)
    acting = allowed(acting, Act.REPORT_PROGRESS, held)
    _from(extension, ExtensionStage.COUNTERED, stage=ExtensionStage.DECLINED)
    _touch(held, EventKind.DECLINED, acting, told={"extension": extension.pk})


def _present_day(held: Assignment) -> date:
    if held.duty not in (Duty.LEAD, Duty.REPORT):
        raise Refused(_("Chỉ đơn vị chủ trì xin gia hạn."))
    if held.progress not in ASKED_FROM:
        raise Refused(_("Nhiệm vụ %(state)s nên không thể xin gia hạn.") % {"state": held.get_progress_display()})
    if held.due_date is None:
        raise Refused(_("Nhiệm vụ không có hạn nên không có gì để gia hạn."))
    return held.due_date


def _decision(extension: Extension, acting: Acting) -> tuple[Assignment, Acting]:
    held = lock(extension.assignment, acting)
    acting = allowed(acting, Act.DECIDE_TASKS, held)
    if extension.asked_by_id == acting.person.pk:
        raise Refused(_("Không ai quyết định đề nghị của chính mình."))
    return held, acting


def _answer(
    extension: Extension, stage: ExtensionStage, acting: Acting, held: Assignment, words: str, **values: object
) -> None:
    _from(
        extension,
        ExtensionStage.ASKED,
        stage=stage,
        decided_at=acting.at,
        decided_by=acting.person,
        decided_for=deciding_agency(acting, held),
        decision=words.strip(),
        **values,
    )


def _from(extension: Extension, present: ExtensionStage, /, **values: object) -> None:
    # An update of exactly one row: of two answers at once, one is told that it came second.
    if Extension.objects.filter(pk=extension.pk, stage=present).update(**values) != 1:
        raise Refused(_("Đề nghị này đã được trả lời."))
    extension.refresh_from_db()


def _move_day(held: Assignment, extension: Extension, day: date | None, acting: Acting, words: str) -> None:
    before = {"due_date": str(held.due_date)}
    held.due_date = day
    moves.save(held, acting)
    told = {"extension": extension.pk, "number": extension.number, "due_date": str(day)}
    moves.tell(held, EventKind.GRANTED, acting, reason=words.strip(), before=before, after=told)


def _touch(
    held: Assignment,
    kind: EventKind,
    acting: Acting,
    *,
    told: dict[str, object],
    reason: str = "",
    document: str = "",
) -> None:
    moves.save(held, acting)
    moves.tell(held, kind, acting, reason=reason.strip(), document=document.strip(), after=told)
