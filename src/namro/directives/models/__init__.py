"""Records of documents and of what was read in them, by aggregate."""

from namro.directives.models.directive import (
    Annex,
    Directive,
    DirectiveRelation,
    Overseer,
    PeriodRule,
    RelationKind,
    Roll,
    Stage,
    Urgency,
)
from namro.directives.models.draft import DraftTask, Edit, EditAct, EditedDraft, Origin, ReviewState
from namro.directives.models.original import Original
from namro.directives.models.reading import Reading, ReadingState

__all__ = [
    "Annex",
    "Directive",
    "DirectiveRelation",
    "DraftTask",
    "Edit",
    "EditAct",
    "EditedDraft",
    "Origin",
    "Original",
    "Overseer",
    "PeriodRule",
    "Reading",
    "ReadingState",
    "RelationKind",
    "ReviewState",
    "Roll",
    "Stage",
    "Urgency",
]
