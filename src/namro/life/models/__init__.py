"""Records of an assignment's life, by aggregate."""

from namro.life.models.direction import Complaint, Direction
from namro.life.models.extension import OPEN_STAGES, Extension, ExtensionStage
from namro.life.models.handover import BatchStage, Handover, HandoverBatch, HandoverChoice
from namro.life.models.practice import Practice
from namro.life.models.report import Report, ReportedFigure
from namro.life.models.trace import Trace
from namro.life.models.update import Attachment, Update, UpdateKind, UpdateStage

__all__ = [
    "OPEN_STAGES",
    "Attachment",
    "BatchStage",
    "Complaint",
    "Direction",
    "Extension",
    "ExtensionStage",
    "Handover",
    "HandoverBatch",
    "HandoverChoice",
    "Practice",
    "Report",
    "ReportedFigure",
    "Trace",
    "Update",
    "UpdateKind",
    "UpdateStage",
]
