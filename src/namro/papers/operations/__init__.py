"""What changes papers. Each says who acts and when, and writes the log in the same transaction; what it will not do
raises `Refused`."""

from namro.papers.operations.drafting import NewPaper, draft, draft_urging, refresh
from namro.papers.operations.editing import (
    StaleParagraph,
    add_paragraph,
    edit_paragraph,
    remove_paragraph,
    restore_paragraph,
)
from namro.papers.operations.stages import add_signed, back_to_draft, check, correct, drop, issue

__all__ = [
    "NewPaper",
    "StaleParagraph",
    "add_paragraph",
    "add_signed",
    "back_to_draft",
    "check",
    "correct",
    "draft",
    "draft_urging",
    "drop",
    "edit_paragraph",
    "issue",
    "refresh",
    "remove_paragraph",
    "restore_paragraph",
]
