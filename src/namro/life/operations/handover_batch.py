"""Handing over all that an agency holds: prepared at leisure, shown whole, carried out at once or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from namro.access.policy import Act
from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.agencies.operations.agencies import current_name
from namro.audit.operations import record
from namro.life.models import BatchStage, HandoverBatch, HandoverChoice
from namro.life.operations.acting import Acting, allowed
from namro.life.operations.handover import hand_over
from namro.life.queries.handover import Counts, agrees, balance, open_at, plan_of
from namro.tasks.models import Assignment


@transaction.atomic
def begin_handover(agency: Agency, *, acting: Acting) -> HandoverBatch:
    """The hand-over of the agency that is being prepared; there is one at a time."""
    acting = allowed(acting, Act.FOLLOW_TASKS, agency)
    found = HandoverBatch.objects.filter(agency=agency, stage__in=(BatchStage.DRAFT, BatchStage.QUEUED)).first()
    return found or HandoverBatch.objects.create(agency=agency, begun_at=acting.at, begun_by=acting.person)


@transaction.atomic
def set_basis(batch: HandoverBatch, *, document: str, reason: str, receiver: Agency | None, acting: Acting) -> None:
    """By which document and why, and who takes what nobody else is chosen for."""
    held = _held(batch, acting)
    if receiver is not None and receiver.pk == held.agency_id:
        raise Refused(_("Chọn đơn vị tiếp nhận khác với đơn vị đang thực hiện."), field="receiver")
    held.document, held.reason, held.receiver = document.strip(), reason.strip(), receiver
    held.save(update_fields=("document", "reason", "receiver"))


@transaction.atomic
def choose(batch: HandoverBatch, chosen: Mapping[int, int | None], *, acting: Acting) -> int:
    """Keep whom a person chose for each assignment; None takes a choice back. How many are kept."""
    held = _held(batch, acting)
    rows = set(open_at(held.agency_id).filter(pk__in=chosen).values_list("pk", flat=True))
    HandoverChoice.objects.filter(batch=held, assignment__in=rows).delete()
    kept = [(pk, receiver) for pk, receiver in chosen.items() if pk in rows and receiver not in (None, held.agency_id)]
    HandoverChoice.objects.bulk_create(
        [HandoverChoice(batch=held, assignment_id=pk, receiver_id=receiver) for pk, receiver in kept], 500
    )
    return len(kept)


@transaction.atomic
def choose_for_rest(batch: HandoverBatch, receiver: Agency, *, acting: Acting) -> int:
    """Choose one receiver for every assignment without a choice."""
    held = _held(batch, acting)
    without = open_at(held.agency_id).filter(~Exists(held.choices.filter(assignment=OuterRef("pk"))))
    return choose(held, dict.fromkeys(without.values_list("pk", flat=True), receiver.pk), acting=acting)


@transaction.atomic
def confirm_handover(batch: HandoverBatch, *, plan: str, acting: Acting) -> HandoverBatch:
    """Say yes to what was shown. The work itself is done by `run_handover`."""
    held = _held(batch, acting)
    acting = allowed(acting, Act.FOLLOW_TASKS, held)
    if not held.document or not held.reason:
        raise Refused(_("Ghi số, ngày văn bản và lý do trước khi chuyển giao."))
    found = plan_of(held, acting.day)
    if not found.steps:
        raise Refused(_("Không có lượt giao nào chuyển được lúc này."))
    if found.mark != plan:
        raise Refused(_("Danh sách đã thay đổi từ lúc xem trước. Xem lại rồi xác nhận; chưa có gì được chuyển."))
    held.stage, held.plan, held.failure = BatchStage.QUEUED, plan, ""
    held.confirmed_at, held.confirmed_by, held.principal_name = acting.at, acting.person, acting.by.principal_name
    held.save(update_fields=("stage", "plan", "failure", "confirmed_at", "confirmed_by", "principal_name"))
    return held


def run_handover(pk: int, *, acting: Acting) -> bool:
    """Carry out what was confirmed, in one transaction; whether it was this run that did. What goes wrong changes
    nothing and is told on the page."""
    try:
        return _run(pk, acting)
    except Refused as refusal:
        HandoverBatch.objects.filter(pk=pk, stage=BatchStage.QUEUED).update(
            stage=BatchStage.DRAFT, failure=str(refusal)[:500]
        )
        return False


@transaction.atomic
def _run(pk: int, acting: Acting) -> bool:
    batch = HandoverBatch.objects.select_for_update(of=("self",)).select_related("agency").get(pk=pk)
    if batch.stage != BatchStage.QUEUED:
        return False
    plan = plan_of(batch, acting.day)
    if plan.mark != batch.plan:
        raise Refused(_("Có thay đổi sau khi xác nhận nên chưa chuyển lượt giao nào. Xem trước lại rồi xác nhận."))
    before = Counts.now(batch.agency_id)
    receivers = Agency.objects.in_bulk({step.receiver for step in plan.steps})
    rows = Assignment.objects.in_bulk([step.assignment for step in plan.steps])
    for step in plan.steps:
        hand_over(
            rows[step.assignment],
            [receivers[step.receiver]],
            reason=batch.reason,
            document=batch.document,
            version=step.version,
            batch=batch,
            acting=acting,
        )
    told = balance(batch, before, Counts.now(batch.agency_id))
    if not agrees(told):
        raise Refused(_("Số liệu trước và sau không khớp nên chưa chuyển lượt giao nào. Báo quản trị hệ thống."))
    batch.stage, batch.finished_at, batch.counts = BatchStage.DONE, acting.at, told
    batch.save(update_fields=("stage", "finished_at", "counts"))
    batch.choices.all().delete()
    record(
        by=acting.by,
        at=acting.at,
        act="agency.handed_over",
        thing="agency",
        thing_id=batch.agency_id,
        thing_name=current_name(batch.agency),
        after={"document": batch.document, "reason": batch.reason, **told},
    )
    return True


def _held(batch: HandoverBatch, acting: Acting) -> HandoverBatch:
    """The batch as it stands, still being prepared."""
    held = HandoverBatch.objects.select_for_update(of=("self",)).select_related("agency").get(pk=batch.pk)
    allowed(acting, Act.FOLLOW_TASKS, held)
    if held.stage != BatchStage.DRAFT:
        raise Refused(_("Việc chuyển giao này đã được xác nhận."))
    return held
