"""What changes the life of an assignment. Each takes who acts and when (`Acting`), holds the assignment while it
works, and writes the event and the log in the same transaction; what it will not do raises `Refused`."""

from namro.life.operations.acting import Acting
from namro.life.operations.confirmation import confirm, move, return_
from namro.life.operations.directions import complain, direct, direct_agency, make_task_of, settle
from namro.life.operations.extensions import accept_offer, ask, counter, decline_offer, deny, grant
from namro.life.operations.handover import hand_over
from namro.life.operations.handover_batch import (
    begin_handover,
    choose,
    choose_for_rest,
    confirm_handover,
    run_handover,
    set_basis,
)
from namro.life.operations.reports import NewReport, send_report
from namro.life.operations.updates import NewUpdate, approve, head_approves, make_update, send_back, set_practice

__all__ = [
    "Acting",
    "NewReport",
    "NewUpdate",
    "accept_offer",
    "approve",
    "ask",
    "begin_handover",
    "choose",
    "choose_for_rest",
    "complain",
    "confirm",
    "confirm_handover",
    "counter",
    "decline_offer",
    "deny",
    "direct",
    "direct_agency",
    "grant",
    "hand_over",
    "head_approves",
    "make_task_of",
    "make_update",
    "move",
    "return_",
    "run_handover",
    "send_back",
    "send_report",
    "set_basis",
    "set_practice",
    "settle",
]
