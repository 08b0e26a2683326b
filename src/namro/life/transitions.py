"""A task's life as one table: from which state, by which move, who may, what it requires, to which state.

Nothing else in the project decides this. docs/life.md and the administrator's page are written from it, a trigger of
the database holds every change of state to it (migration 0002), and `operations.moves` asks it before each move.
The deadline runs in every open state, a pause included: only an extension moves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.tasks.progress import Duty, Progress


class Move(StrEnum):
    """What can be done to an assignment that may change its state."""

    UPDATE = "update"
    COMPLETE = "complete"
    CONFIRM = "confirm"
    RETURN = "return"
    PAUSE = "pause"
    RESUME = "resume"
    REFUSE = "refuse"
    UPHOLD = "uphold"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"
    REOPEN = "reopen"


class Who(StrEnum):
    """In which relation to the assignment one must stand."""

    AGENCY = "agency"
    HEAD = "head"
    LEAD = "lead"
    CONFIRMER = "confirmer"
    TRACKER = "tracker"


class Need(StrEnum):
    """What must come with a move."""

    TEXT = "text"
    CAUSE_WHEN_OVERDUE = "cause_when_overdue"
    EVIDENCE = "evidence"
    REASON = "reason"
    DOCUMENT = "document"
    ANOTHER_AGENCY = "another_agency"


MOVE_NAMES: dict[Move, Promise] = {
    Move.UPDATE: _("Cập nhật tiến độ"),
    Move.COMPLETE: _("Báo cáo hoàn thành"),
    Move.CONFIRM: _("Xác nhận hoàn thành"),
    Move.RETURN: _("Trả lại"),
    Move.PAUSE: _("Tạm dừng"),
    Move.RESUME: _("Thực hiện tiếp"),
    Move.REFUSE: _("Từ chối nhiệm vụ"),
    Move.UPHOLD: _("Giữ nguyên việc giao"),
    Move.WITHDRAW: _("Thu hồi"),
    Move.HAND_OVER: _("Chuyển giao"),
    Move.REOPEN: _("Mở lại"),
}
WHO_NAMES: dict[Who, Promise] = {
    Who.AGENCY: _("công chức đầu mối hoặc thủ trưởng của đơn vị"),
    Who.HEAD: _("thủ trưởng của đơn vị"),
    Who.LEAD: _("đơn vị chủ trì nhiệm vụ"),
    Who.CONFIRMER: _("người xác nhận hoặc lãnh đạo, không thuộc đơn vị thực hiện"),
    Who.TRACKER: _("cán bộ theo dõi"),
}
NEED_NAMES: dict[Need, Promise] = {
    Need.TEXT: _("nội dung"),
    Need.CAUSE_WHEN_OVERDUE: _("nguyên nhân và đề xuất khi đã quá hạn"),
    Need.EVIDENCE: _("minh chứng: số, ngày văn bản hoặc tệp"),
    Need.REASON: _("lý do"),
    Need.DOCUMENT: _("số, ngày văn bản"),
    Need.ANOTHER_AGENCY: _("đơn vị tiếp nhận"),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table. `duties` are the parts in a task for which it holds."""

    sources: tuple[Progress, ...]
    move: Move
    who: Who
    needs: tuple[Need, ...]
    target: Progress
    duties: tuple[Duty, ...] = tuple(Duty)


P, N = Progress, Need
_AT_WORK = (P.NOT_STARTED, P.UNDER_WAY, P.RETURNED)
_OPEN = (*_AT_WORK, P.AWAITING, P.PAUSED, P.REFUSED)
_ANSWERS_TO_THE_PROVINCE = (Duty.LEAD, Duty.REPORT, Duty.OVERSEE)
_HELPS = (Duty.COORDINATE,)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(_AT_WORK, Move.UPDATE, Who.AGENCY, (N.TEXT, N.CAUSE_WHEN_OVERDUE), P.UNDER_WAY),
    Transition(
        _AT_WORK,
        Move.COMPLETE,
        Who.AGENCY,
        (N.TEXT, N.CAUSE_WHEN_OVERDUE, N.EVIDENCE),
        P.AWAITING,
        _ANSWERS_TO_THE_PROVINCE,
    ),
    # The small duty of one who helps: to say what was contributed. The lead, who needed it, says whether it came.
    Transition(_AT_WORK, Move.COMPLETE, Who.AGENCY, (N.TEXT,), P.AWAITING, _HELPS),
    Transition((P.AWAITING,), Move.CONFIRM, Who.CONFIRMER, (), P.DONE, _ANSWERS_TO_THE_PROVINCE),
    Transition((P.AWAITING,), Move.CONFIRM, Who.LEAD, (), P.DONE, _HELPS),
    Transition((P.AWAITING,), Move.RETURN, Who.CONFIRMER, (N.REASON,), P.RETURNED, _ANSWERS_TO_THE_PROVINCE),
    Transition((P.AWAITING,), Move.RETURN, Who.LEAD, (N.REASON,), P.RETURNED, _HELPS),
    Transition(_AT_WORK, Move.PAUSE, Who.TRACKER, (N.REASON, N.DOCUMENT), P.PAUSED),
    Transition((P.PAUSED,), Move.RESUME, Who.TRACKER, (N.REASON,), P.UNDER_WAY),
    Transition(_AT_WORK, Move.REFUSE, Who.HEAD, (N.REASON,), P.REFUSED),
    Transition((P.REFUSED,), Move.UPHOLD, Who.TRACKER, (N.REASON,), P.UNDER_WAY),
    Transition(_OPEN, Move.WITHDRAW, Who.TRACKER, (N.REASON, N.DOCUMENT), P.WITHDRAWN),
    # What waits for confirmation is decided first: its work was done by the agency that would give it away.
    Transition(
        (*_AT_WORK, P.PAUSED, P.REFUSED),
        Move.HAND_OVER,
        Who.TRACKER,
        (N.REASON, N.DOCUMENT, N.ANOTHER_AGENCY),
        P.HANDED_OVER,
    ),
    # Evidence that proves untrue: the task is open again, and was done in every report of the time between.
    Transition((P.DONE,), Move.REOPEN, Who.CONFIRMER, (N.REASON, N.DOCUMENT), P.RETURNED, _ANSWERS_TO_THE_PROVINCE),
)
del P, N


def transition(state: str, move: Move, duty: str) -> Transition | None:
    """The row by which `move` leads on from `state` in an assignment of this duty; None where there is none."""
    return next(
        (row for row in TRANSITIONS if row.move is move and state in row.sources and duty in row.duties),
        None,
    )


def moves_from(state: str, duty: str) -> tuple[Transition, ...]:
    """Every row that leads on from `state`."""
    return tuple(row for row in TRANSITIONS if state in row.sources and duty in row.duties)


def allowed_changes() -> frozenset[tuple[str, str]]:
    """All pairs of states, before and after, that the table allows; the database's trigger knows the same."""
    return frozenset(
        (str(source), str(row.target)) for row in TRANSITIONS for source in row.sources if source != row.target
    )
