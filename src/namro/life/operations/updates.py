"""What an agency says of its assignments, and its own head's approval before that leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from namro.access.policy import Act, may
from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.directives.operations.intake import NewFile
from namro.life.models import Attachment, Practice, Update, UpdateKind, UpdateStage
from namro.life.operations import moves
from namro.life.operations.acting import Acting, allowed, lock
from namro.life.operations.evidence import keep_evidence
from namro.life.transitions import Move, Need
from namro.tasks.models import Assignment, EventKind, TaskTarget


@dataclass(frozen=True, slots=True)
class NewUpdate:
    """What an agency wants to say."""

    text: str
    is_completion: bool = False
    percent: int | None = None
    target: TaskTarget | None = None
    figure: Decimal | None = None
    cause: str = ""
    proposal: str = ""
    document_number: str = ""
    document_date: date | None = None
    files: tuple[NewFile, ...] = ()

    @property
    def move(self) -> Move:
        """What it is in the table of transitions."""
        return Move.COMPLETE if self.is_completion else Move.UPDATE

    @property
    def has_evidence(self) -> bool:
        """Whether it shows a document or a file."""
        return bool(self.document_number and self.document_date) or bool(self.files)


@transaction.atomic
def make_update(assignment: Assignment, new: NewUpdate, *, version: int | None, acting: Acting) -> Update:
    """Say how far the work is, or that it is done. Where the agency's head approves first, it waits for them."""
    held = lock(assignment, acting, version=version)
    row = moves.find_row(held, new.move)
    acting = moves.check_who(held, row, acting)
    is_overdue = held.due_date is not None and held.due_date < acting.day
    _check(new, held, is_overdue=is_overdue, needs_evidence=Need.EVIDENCE in row.needs)
    waits = head_approves(held.agency_id) and not may(acting.person, Act.APPROVE_REPORTS, held, acting.day)
    if waits and held.updates.filter(stage=UpdateStage.WITH_HEAD).exists():
        raise Refused(_("Đã có một cập nhật chờ thủ trưởng duyệt. Chờ duyệt xong rồi gửi tiếp."))
    kept = keep_evidence(new.files, at=acting.at)
    update = Update.objects.create(
        assignment=held,
        agency_id=held.agency_id,
        kind=UpdateKind.COMPLETION if new.is_completion else UpdateKind.PROGRESS,
        stage=UpdateStage.WITH_HEAD if waits else UpdateStage.SENT,
        text=new.text.strip(),
        percent=new.percent,
        target=new.target,
        figure=new.figure,
        was_overdue=is_overdue,
        cause=new.cause.strip(),
        proposal=new.proposal.strip(),
        needs_evidence=Need.EVIDENCE in row.needs,
        document_number=new.document_number.strip(),
        document_date=new.document_date,
        file_count=len(kept),
        made_at=acting.at,
        made_by=acting.person,
        sent_at=None if waits else acting.at,
        sent_by=None if waits else acting.person,
    )
    Attachment.objects.bulk_create(
        Attachment(update=update, original=original, file_name=name) for name, original in kept
    )
    if waits:
        moves.tell(held, EventKind.TO_HEAD, acting, after={"update": update.pk})
    else:
        moves.apply(held, new.move, acting, told=_told(update))
    return update


@transaction.atomic
def approve(update: Update, *, acting: Acting) -> None:
    """The head lets an update leave the agency. Its day is today's: what waited inside does not count as sent."""
    held = lock(update.assignment, acting)
    acting = allowed(acting, Act.APPROVE_REPORTS, held)
    _leave_stage(update, UpdateStage.SENT, sent_at=acting.at, sent_by=acting.person)
    update.refresh_from_db()
    moves.apply(held, Move.COMPLETE if update.is_completion else Move.UPDATE, acting, told=_told(update))


@transaction.atomic
def send_back(update: Update, *, reason: str, acting: Acting) -> None:
    """The head wants it mended; it never left the agency."""
    if not reason.strip():
        raise Refused(_("Ghi điều cần sửa."), field="reason")
    held = lock(update.assignment, acting)
    acting = allowed(acting, Act.APPROVE_REPORTS, held)
    _leave_stage(update, UpdateStage.SENT_BACK, decision=reason.strip(), decided_at=acting.at, decided_by=acting.person)
    moves.tell(held, EventKind.SENT_BACK, acting, reason=reason.strip(), after={"update": update.pk})


@transaction.atomic
def set_practice(agency: Agency, *, head_approves: bool, acting: Acting) -> None:
    """Whether this agency's head approves before anything leaves."""
    allowed(acting, Act.APPROVE_REPORTS, agency)
    Practice.objects.update_or_create(agency=agency, defaults={"head_approves": head_approves})


def head_approves(agency: int) -> bool:
    """Whether the head of the agency approves its updates first."""
    return Practice.objects.filter(agency=agency, head_approves=True).exists()


def _leave_stage(update: Update, stage: UpdateStage, **values: object) -> None:
    # The claim is an update of exactly one row, so that two heads at once approve once.
    try:
        changed = Update.objects.filter(pk=update.pk, stage=UpdateStage.WITH_HEAD).update(stage=stage, **values)
    except IntegrityError:
        raise Refused(_("Đã có một báo cáo hoàn thành chờ xác nhận.")) from None
    if changed != 1:
        raise Refused(_("Cập nhật này đã được xử lý."))


def _check(new: NewUpdate, held: Assignment, *, is_overdue: bool, needs_evidence: bool) -> None:
    if not new.text.strip():
        raise Refused(_("Ghi kết quả đến nay."), field="text")
    if new.percent is not None and not 0 <= new.percent <= 100:
        raise Refused(
            _("Mức hoàn thành phải từ 0 đến 100; giá trị đã nhập là %(value)d.") % {"value": new.percent},
            field="percent",
        )
    if (new.figure is None) != (new.target is None) or (new.target and new.target.task_id != held.task_id):
        raise Refused(_("Chọn chỉ tiêu của nhiệm vụ này và ghi số đạt được."), field="figure")
    if is_overdue and not new.cause.strip():
        raise Refused(_("Nhiệm vụ đã quá hạn. Ghi nguyên nhân."), field="cause")
    if is_overdue and not new.proposal.strip():
        raise Refused(_("Nhiệm vụ đã quá hạn. Ghi đề xuất, kiến nghị."), field="proposal")
    if bool(new.document_number) != bool(new.document_date):
        field = "document_date" if new.document_number else "document_number"
        raise Refused(_("Ghi cả số và ngày văn bản."), field=field)
    if new.is_completion and needs_evidence and not new.has_evidence:
        raise Refused(_("Chưa có minh chứng. Nhập số, ngày văn bản hoặc đính kèm tệp."), field="document_number")


def _told(update: Update) -> dict[str, object]:
    told: dict[str, object] = {"update": update.pk}
    if update.percent is not None:
        told["percent"] = update.percent
    return told
