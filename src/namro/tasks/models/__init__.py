"""Records of the register, by aggregate."""

from namro.tasks.models.assignment import (
    Allotment,
    Assignment,
    ExpectedReport,
    list_order,
)
from namro.tasks.models.event import Event, EventKind
from namro.tasks.models.likeness import Likeness, LikenessKind
from namro.tasks.models.standing import Standing
from namro.tasks.models.task import Collective, Rhythm, Task, TaskCitation, TaskKind, TaskTarget
from namro.tasks.models.view import SavedView
from namro.tasks.progress import Duty, Progress

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
