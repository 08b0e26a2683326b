"""Giving an open assignment to other agencies: a new lead, or the successors of a body that is no more."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.life.models import OPEN_STAGES, Complaint, Handover, HandoverBatch
from namro.life.operations import moves
from namro.life.operations.acting import Acting, lock
from namro.life.transitions import Move
from namro.tasks.models import Assignment, EventKind, ExpectedReport, list_order


@transaction.atomic
def hand_over(
    assignment: Assignment,
    receivers: Sequence[Agency],
    *,
    reason: str,
    document: str,
    version: int | None = None,
    batch: HandoverBatch | None = None,
    acting: Acting,
) -> list[Assignment]:
    """End it here and go on there. Each receiver has both days as they stand and the reports that did not come yet;
    one that already has this duty in the task carries on with its own."""
    held = lock(assignment, acting, version=version)
    if not receivers or held.agency_id in {one.pk for one in receivers}:
        raise Refused(_("Chọn đơn vị tiếp nhận khác với đơn vị đang thực hiện."), field="receivers")
    if held.extensions.filter(stage__in=OPEN_STAGES).exists():
        raise Refused(_("Trả lời đề nghị gia hạn trước khi chuyển giao."))
    was_counted = held.is_counted
    names = [str(one.pk) for one in receivers]
    moves.apply(held, Move.HAND_OVER, acting, reason=reason, document=document, told={"receivers": names})
    taken = [_successor(held, receiver, acting, is_counted=was_counted) for receiver in receivers]
    Handover.objects.bulk_create(
        Handover(
            assignment=held,
            successor=successor,
            batch=batch,
            joined=not made,
            reports=_carry_reports(held, successor),
            reason=reason.strip(),
            document=document.strip(),
            at=acting.at,
            by=acting.person,
        )
        for successor, made in taken
    )
    successors = [successor for successor, _made in taken]
    _carry_complaints(held, successors, acting)
    return successors


def _successor(held: Assignment, receiver: Agency, acting: Acting, *, is_counted: bool) -> tuple[Assignment, bool]:
    successor, made = Assignment.objects.get_or_create(
        task_id=held.task_id,
        agency=receiver,
        duty=held.duty,
        defaults={
            "collective_id": held.collective_id,
            "original_due_date": held.original_due_date,
            "due_date": held.due_date,
            "assigned_at": acting.at,
            "updated_at": acting.at,
            "directive_id": held.directive_id,
            "agency_path": receiver.path,
            "kind": held.kind,
            "field_id": held.field_id,
            "overseer_id": held.overseer_id,
            "has_target": held.has_target,
            "has_rhythm": held.has_rhythm,
            "is_counted": is_counted,
            "list_order": list_order(held.due_date, None),
        },
    )
    if made:
        moves.tell(successor, EventKind.ASSIGNED, acting, document="", after={"taken_from": held.pk})
    elif not successor.is_open:
        raise Refused(_("Đơn vị tiếp nhận đã kết thúc phần việc này."), field="receivers")
    return successor, made


def _carry_reports(held: Assignment, successor: Assignment) -> int:
    """Expect of the successor what did not come yet; how many that is. The old rows stay: they say what was expected
    of whom then."""
    if not held.has_rhythm:
        return 0
    own = list(successor.expected_reports.values_list("number", "period_first", "period_last"))
    numbers = {number for number, _first, _last in own}
    periods = {(first, last) for _number, first, last in own}
    carried = []
    for one in held.expected_reports.filter(report=None):
        if (one.period_first, one.period_last) in periods:
            continue
        number = one.number if one.number not in numbers else max(numbers) + 1
        numbers.add(number)
        carried.append(
            ExpectedReport(
                assignment=successor,
                number=number,
                period=one.period,
                period_first=one.period_first,
                period_last=one.period_last,
                cut_off_date=one.cut_off_date,
                due_date=one.due_date,
                reason=one.reason,
            )
        )
    return len(ExpectedReport.objects.bulk_create(carried))


def _carry_complaints(held: Assignment, successors: Sequence[Assignment], acting: Acting) -> None:
    """What is not settled goes on between those who have the work now."""
    for old in Complaint.objects.filter(Q(lead=held) | Q(partner=held), settled_at=None):
        Complaint.objects.filter(pk=old.pk).update(settled_at=acting.at)
        for successor in successors:
            lead = successor if old.lead_id == held.pk else old.lead
            partner = successor if old.partner_id == held.pk else old.partner
            Complaint.objects.get_or_create(
                lead=lead,
                partner=partner,
                settled_at=None,
                defaults={"text": old.text, "at": old.at, "by_id": old.by_id},
            )
