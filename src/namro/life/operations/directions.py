"""Leaders' words to agencies, and what a lead reports of a partner."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from namro.access.policy import Act, may
from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.audit.operations import record
from namro.directives.models import Directive
from namro.life.models import Complaint, Direction
from namro.life.operations import moves
from namro.life.operations.acting import Acting, allowed, lock
from namro.tasks.models import Assignment, EventKind, Task
from namro.tasks.operations import NewTask, enter_task
from namro.tasks.progress import Duty


@transaction.atomic
def direct(assignment: Assignment, *, text: str, acting: Acting) -> Direction:
    """A leader's word on one assignment. It reaches the agency's people with their next digest."""
    held = lock(assignment, acting)
    acting = allowed(acting, Act.DECIDE_TASKS, held)
    direction = _direction(held.agency, held, text, acting)
    moves.tell(held, EventKind.DIRECTED, acting, reason=direction.text, after={"direction": direction.pk})
    return direction


@transaction.atomic
def direct_agency(agency: Agency, *, text: str, acting: Acting) -> Direction:
    """A leader's word on an agency's work as a whole."""
    acting = allowed(acting, Act.DECIDE_TASKS, agency)
    direction = _direction(agency, None, text, acting)
    record(
        by=acting.by,
        at=acting.at,
        act="agency.directed",
        thing="agency",
        thing_id=agency.pk,
        after={"direction": direction.pk},
    )
    return direction


@transaction.atomic
def make_task_of(direction: Direction, directive: Directive, new: NewTask, *, acting: Acting) -> Task:
    """What a leader said becomes a task of the register, once."""
    allowed(acting, Act.EDIT_TASKS, None)
    if direction.became_id is not None:
        raise Refused(_("Ý kiến này đã lập thành nhiệm vụ."))
    task = enter_task(directive, new, person=acting.person, by=acting.by, at=acting.at)
    # An update of exactly one row: of two officers at once, one is told, and enters nothing.
    if Direction.objects.filter(pk=direction.pk, became=None).update(became=task) != 1:
        raise Refused(_("Ý kiến này đã lập thành nhiệm vụ."))
    return task


@transaction.atomic
def complain(lead: Assignment, partner: Assignment, *, text: str, acting: Acting) -> Complaint:
    """The lead says that a partner of this task does not co-operate."""
    held = lock(lead, acting)
    acting = allowed(acting, Act.REPORT_PROGRESS, held)
    if held.duty != Duty.LEAD or partner.task_id != held.task_id or partner.duty != Duty.COORDINATE:
        raise Refused(_("Chỉ đơn vị chủ trì phản ánh về đơn vị phối hợp của cùng nhiệm vụ."))
    if not text.strip():
        raise Refused(_("Ghi việc chưa phối hợp: cần gì, từ ngày nào."), field="text")
    try:
        with transaction.atomic():
            complaint = Complaint.objects.create(
                lead=held, partner=partner, text=text.strip(), at=acting.at, by=acting.person
            )
    except IntegrityError:
        raise Refused(_("Đã phản ánh về đơn vị này và chưa được giải quyết."), field="text") from None
    moves.tell(partner, EventKind.COMPLAINED, acting, reason=complaint.text, after={"complaint": complaint.pk})
    return complaint


@transaction.atomic
def settle(complaint: Complaint, *, acting: Acting) -> None:
    """The lead, or who follows the task, says that the partner has done its part."""
    follows = may(acting.person, Act.FOLLOW_TASKS, complaint.lead, acting.day)
    acting = allowed(acting, Act.FOLLOW_TASKS if follows else Act.REPORT_PROGRESS, complaint.lead)
    if Complaint.objects.filter(pk=complaint.pk, settled_at=None).update(settled_at=acting.at) != 1:
        raise Refused(_("Phản ánh này đã được giải quyết."))
    record(
        by=acting.by,
        at=acting.at,
        act="assignment.complaint_settled",
        thing="assignment",
        thing_id=complaint.partner_id,
        thing_name=str(complaint.lead.task),
        after={"complaint": complaint.pk},
    )


def _direction(agency: Agency, assignment: Assignment | None, text: str, acting: Acting) -> Direction:
    if not text.strip():
        raise Refused(_("Ghi ý kiến chỉ đạo."), field="text")
    return Direction.objects.create(
        agency=agency,
        assignment=assignment,
        text=text.strip(),
        at=acting.at,
        by=acting.person,
        by_name=acting.by.name,
    )
