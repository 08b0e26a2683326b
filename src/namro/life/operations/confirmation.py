"""What an agency reported as done is confirmed or returned, never by the agency itself; and the tracker's moves."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.life.models import Update, UpdateKind, UpdateStage
from namro.life.operations import moves
from namro.life.operations.acting import Acting, deciding_agency, lock
from namro.life.transitions import Move
from namro.tasks.models import Assignment


@transaction.atomic
def confirm(assignment: Assignment, *, version: int | None, acting: Acting) -> None:
    """It is done. The day that counts is the one on which the agency reported it, not this one."""
    held = lock(assignment, acting, version=version)
    update = _decide(held, UpdateStage.CONFIRMED, Move.CONFIRM, "", acting)
    moves.apply(held, Move.CONFIRM, acting, completed_date=completion_day(update), told={"update": update.pk})


@transaction.atomic
def return_(assignment: Assignment, *, reason: str, version: int | None, acting: Acting) -> None:
    """It is not done, and why."""
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại."), field="reason")
    held = lock(assignment, acting, version=version)
    update = _decide(held, UpdateStage.RETURNED, Move.RETURN, reason.strip(), acting)
    moves.apply(held, Move.RETURN, acting, reason=reason.strip(), told={"update": update.pk})


@transaction.atomic
def move(
    assignment: Assignment,
    move: Move,
    *,
    reason: str,
    document: str = "",
    version: int | None = None,
    acting: Acting,
) -> None:
    """A move that is only words: pause, go on, refuse, uphold, withdraw, open again."""
    held = lock(assignment, acting, version=version)
    moves.apply(held, move, acting, reason=reason.strip(), document=document.strip())


def completion_day(update: Update) -> date:
    """The day on which a completion counts."""
    return timezone.localdate(update.sent_at)


def _decide(held: Assignment, stage: UpdateStage, move: Move, reason: str, acting: Acting) -> Update:
    row = moves.find_row(held, move)
    acting = moves.check_who(held, row, acting)
    waiting = held.updates.filter(kind=UpdateKind.COMPLETION, stage=UpdateStage.SENT)
    update = waiting.first()
    changed = waiting.update(
        stage=stage,
        decision=reason,
        decided_at=acting.at,
        decided_by=acting.person,
        decided_for=deciding_agency(acting, held),
    )
    if update is None or changed != 1:
        raise Refused(_("Không có báo cáo hoàn thành nào chờ xác nhận."))
    return update
