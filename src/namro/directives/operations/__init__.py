"""What changes documents and drafts. Each takes who acts (`by`) and when (`at`), and writes the log in the same
transaction; what it will not do raises `Refused`, and `Stale` where someone else was faster."""

from namro.directives.operations.desk import (
    add_draft,
    change_draft,
    confirm_drafts,
    drop_draft,
    merge_drafts,
    reopen_draft,
    split_draft,
    undo,
)
from namro.directives.operations.intake import KnownHead, NewFile, add_annex, enter_without_file, receive
from namro.directives.operations.readings import (
    abandon,
    claim,
    fail,
    finish,
    keep_page,
    progress,
    request_reading,
    take_up_again,
)
from namro.directives.operations.settings import Settings, change_settings, mark_issued, mark_registered, relate

__all__ = [
    "KnownHead",
    "NewFile",
    "Settings",
    "abandon",
    "add_annex",
    "add_draft",
    "change_draft",
    "change_settings",
    "claim",
    "confirm_drafts",
    "drop_draft",
    "enter_without_file",
    "fail",
    "finish",
    "keep_page",
    "mark_issued",
    "mark_registered",
    "merge_drafts",
    "progress",
    "receive",
    "relate",
    "reopen_draft",
    "request_reading",
    "split_draft",
    "take_up_again",
    "undo",
]
