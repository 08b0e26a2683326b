"""One move of one assignment along the table of transitions, with its event, in the caller's transaction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from namro.access.policy import Act, may
from namro.access.roles import Role
from namro.agencies.errors import Refused
from namro.audit.operations import record, wait_for_other_writers
from namro.life.operations.acting import Acting, allowed, deciding_agency
from namro.life.queries.own import own_agencies
from namro.life.transitions import MOVE_NAMES, WHO_NAMES, Move, Need, Transition, Who, transition
from namro.tasks.models import Assignment, Event, EventKind, list_order
from namro.tasks.progress import ENDED, Duty, Progress

EVENT_OF = {
    Move.UPDATE: EventKind.UPDATED,
    Move.COMPLETE: EventKind.COMPLETED,
    Move.CONFIRM: EventKind.ACCEPTED,
    Move.RETURN: EventKind.RETURNED,
    Move.PAUSE: EventKind.PAUSED,
    Move.RESUME: EventKind.RESUMED,
    Move.REFUSE: EventKind.REFUSED,
    Move.UPHOLD: EventKind.UPHELD,
    Move.WITHDRAW: EventKind.WITHDRAWN,
    Move.HAND_OVER: EventKind.HANDED_OVER,
    Move.REOPEN: EventKind.REOPENED,
}
ACT_OF = {
    Who.AGENCY: Act.REPORT_PROGRESS,
    Who.HEAD: Act.APPROVE_REPORTS,
    Who.LEAD: Act.REPORT_PROGRESS,
    Who.CONFIRMER: Act.CONFIRM_RESULTS,
    Who.TRACKER: Act.FOLLOW_TASKS,
}


def find_row(held: Assignment, move: Move) -> Transition:
    """The row of the table. Refused, in words, where the state does not allow the move."""
    row = transition(held.progress, move, held.duty)
    if row is None:
        raise Refused(
            _("Nhiệm vụ %(state)s nên không thể %(move)s.")
            % {"state": held.get_progress_display(), "move": str(MOVE_NAMES[move]).lower()}
        )
    return row


def check_who(held: Assignment, row: Transition, acting: Acting) -> Acting:
    """The acting person, on whose behalf said. Refused where they do not stand in the relation that the row asks."""
    if row.who is Who.LEAD:
        leads = Assignment.objects.filter(task=held.task_id, duty=Duty.LEAD).exclude(agency=held.agency_id)
        thing: Any = next((one for one in leads if may(acting.person, Act.REPORT_PROGRESS, one, acting.day)), None)
        if thing is None:
            raise Refused(_("Việc này dành cho %(who)s.") % {"who": WHO_NAMES[row.who]})
        return allowed(acting, Act.REPORT_PROGRESS, thing)
    if row.who is Who.CONFIRMER:
        _check_confirmer(held, acting)
    return allowed(acting, ACT_OF[row.who], held)


def apply(
    held: Assignment,
    move: Move,
    acting: Acting,
    *,
    reason: str = "",
    document: str = "",
    completed_date: date | None = None,
    told: dict[str, Any] | None = None,
) -> None:
    """Move a locked assignment on. The needs that are words are checked here; evidence is its report's."""
    row = find_row(held, move)
    acting = check_who(held, row, acting)
    if Need.REASON in row.needs and not reason.strip():
        raise Refused(_("Ghi lý do."), field="reason")
    if Need.DOCUMENT in row.needs and not document.strip():
        raise Refused(_("Ghi số và ngày văn bản."), field="document")
    before = held.progress
    ends = row.target in ENDED
    held.progress = row.target
    held.closed_at = acting.at if ends else None
    held.completed_date = completed_date if row.target == Progress.DONE else None
    held.is_counted = held.is_counted and row.target not in (Progress.WITHDRAWN, Progress.HANDED_OVER)
    save(held, acting)
    tell(held, EVENT_OF[move], acting, reason=reason, document=document, before={"progress": before}, after=told)


def save(held: Assignment, acting: Acting) -> None:
    """Write a locked assignment's state and days, as of the moment of the act."""
    held.updated_at = acting.at
    held.version += 1
    held.list_order = list_order(held.due_date, held.closed_at)
    fields = ("progress", "due_date", "completed_date", "closed_at", "is_counted")
    held.save(update_fields=(*fields, "updated_at", "version", "list_order"))


def tell(
    held: Assignment,
    kind: EventKind,
    acting: Acting,
    *,
    reason: str = "",
    document: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Event:
    """Write what happened, into the task's own line of events and into the log."""
    by = acting.by
    wait_for_other_writers()  # whoever follows the events by their numbers must miss none
    event = Event.objects.create(
        task_id=held.task_id,
        assignment=held,
        kind=kind,
        at=acting.at,
        person=acting.person,
        person_name=by.name,
        principal_name=by.principal_name,
        reason=reason,
        document=document,
        before=before,
        after=(after or {}) | {"progress": str(held.progress)},
    )
    record(
        by=by,
        at=acting.at,
        act=f"assignment.{kind}",
        thing="assignment",
        thing_id=held.pk,
        thing_name=str(held.task)[:300],
        before=before,
        after=event.after,
    )
    return event


def _check_confirmer(held: Assignment, acting: Acting) -> None:
    deciding_agency(acting, held)
    named = held.directive.confirmer_id
    if named is None or named == held.agency_id:
        return
    roles = {duty.role for duty in acting.person.duties_on(acting.day)}
    if Role.LEADER not in roles and named not in {one.pk for one in own_agencies(acting.person, acting.day)}:
        raise Refused(_("Văn bản này do một đơn vị khác xác nhận kết quả."))
