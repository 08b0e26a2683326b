"""What changes the register. Each takes who acts (`by`) and when (`at`), and writes the events and the log in the same
transaction; what it will not do raises `Refused`."""

from namro.tasks.operations.allotting import allot
from namro.tasks.operations.assigning import Assignee
from namro.tasks.operations.changing import Correction, add_assignment, correct_task, withdraw_task
from namro.tasks.operations.entering import NewTask, enter_task
from namro.tasks.operations.registering import issue_trial, make_register
from namro.tasks.operations.revising import Revision, revise_tasks

__all__ = [
    "Assignee",
    "Correction",
    "NewTask",
    "Revision",
    "add_assignment",
    "allot",
    "correct_task",
    "enter_task",
    "issue_trial",
    "make_register",
    "revise_tasks",
    "withdraw_task",
]
