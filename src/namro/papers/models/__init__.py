"""Records of papers, by aggregate."""

from namro.papers.models.paper import ADDRESSED, EditAct, Paper, PaperAddressee, PaperEdit, Stage
from namro.papers.models.reply import ReplyLine, ReplySlip
from namro.papers.models.rhythm import PaperRhythm
from namro.papers.models.snapshot import Snapshot
from namro.papers.models.template import OfficeTemplate

__all__ = [
    "ADDRESSED",
    "EditAct",
    "OfficeTemplate",
    "Paper",
    "PaperAddressee",
    "PaperEdit",
    "PaperRhythm",
    "ReplyLine",
    "ReplySlip",
    "Snapshot",
    "Stage",
]
