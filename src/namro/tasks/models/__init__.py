"""Records of the register, by aggregate."""

from namro.tasks.models.assignment import (
    Allotment,
    Assignment,
    Duty,
    ExpectedReport,
    Progress,
    list_order,
)
from namro.tasks.models.event import Event, EventKind
from namro.tasks.models.likeness import Likeness, LikenessKind
from namro.tasks.models.standing import Standing
from namro.tasks.models.task import Collective, Rhythm, Task, TaskCitation, TaskKind, TaskTarget
from namro.tasks.models.view import SavedView

__all__ = [
    "Allotment",
    "Assignment",
    "Collective",
    "Duty",
    "Event",
    "EventKind",
    "ExpectedReport",
    "Likeness",
    "LikenessKind",
    "Progress",
    "Rhythm",
    "SavedView",
    "Standing",
    "Task",
    "TaskCitation",
    "TaskKind",
    "TaskTarget",
    "list_order",
]
