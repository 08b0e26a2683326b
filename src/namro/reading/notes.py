"""Duties in footnotes: a task where the note names its doer, else part of the task that calls it."""

from __future__ import annotations

import re
from dataclasses import replace

from namro.reading.drafts import Context, Draft, Reading
from namro.reading.orders import Subject
from namro.reading.outline import Node
from namro.reading.pieces import split
from namro.reading.zones import is_background

_ABOUT_ACT = re.compile(
    r",? ?(?:đã |có )?(?:đề nghị|phê duyệt|ban hành|trình)"
)  # "Bộ Tài chính đề nghị tại Công văn ...": what was done


def read_note(reading: Reading, note: Node) -> None:
    """Reads one footnote, once the tasks of the body are known."""
    host = _host(reading, note.label)
    subject = reading.subject(note.start, note.end)
    background = is_background(reading.words(note))
    if subject and not background and (host or subject.ordered) and _is_duty(reading, note, subject):
        _draft(reading, note, subject, host)
        return
    if host and not background and reading.is_order(note):
        host.extra.append(note.span)
    reading.dismiss(note, "not_task.note")


def _is_duty(reading: Reading, note: Node, subject: Subject) -> bool:
    if subject.rule == "doer.after_topic" or subject.colon or not reading.says_after(subject, note.end):
        return False
    return not _ABOUT_ACT.match(reading.folded, subject.end, note.end)


def _draft(reading: Reading, note: Node, subject: Subject, host: Draft | None) -> None:
    """The tasks of a note stand where the note is called."""
    before = len(reading.drafts)
    split(reading, note, subject, Context())
    told = reading.drafts[before:]
    del reading.drafts[before:]
    for draft in told:
        if draft.leads and _ABOUT_ACT.match(reading.folded, draft.leads[-1].span.end, draft.end):
            continue
        reading.drafts.append(draft)
        draft.rule = f"{draft.rule}+note"
        if host:
            draft.node = replace(draft.node, path=host.node.path)


def _host(reading: Reading, mark: str) -> Draft | None:
    """The task whose words call the footnote of this mark first."""
    place = next((one.span.start for one in reading.source.marks if one.mark == mark), None)
    if place is None:
        return None
    return next((draft for draft in reading.drafts if draft.start <= place < draft.end), None)
