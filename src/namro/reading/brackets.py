"""Who is to do a task, told in brackets after it: "(giao Sở X)", "(Sở X chủ trì)", "(Đơn vị chủ trì: Sở X)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from namro.reading.drafts import Draft, Reading
from namro.reading.labelled import LabelledLine, fill_one, label_at
from namro.reading.model import Span
from namro.reading.orders import Subject
from namro.reading.outline import Node

_OPENS = re.compile(r"\( ?(?:do )?(?=\w)")
_LEADS = re.compile(r",? ?(?:chủ trì|thực hiện|tham mưu)(?!\w)")
_BRACKETS = re.compile(r"\(([^()]{8,300})\)")
_PART = re.compile(r"[^; ][^;]*")


def doer_in_brackets(reading: Reading, node: Node) -> Subject | None:
    """ "Thành lập Đoàn kiểm tra (Giao Công an tỉnh tham mưu)", "(Sở Nội vụ chủ trì)": the doer told after the task."""
    for found in _OPENS.finditer(reading.folded, node.start, node.end):
        close = reading.folded.find(")", found.end(), node.end)
        end = close if close > 0 else node.end
        subject = reading.subject(found.end(), end)
        if not subject or subject.rule == "doer.after_topic":
            continue
        closing = not reading.folded[end + 1 : node.end].strip(" .;,/")
        if subject.ordered or (closing and _LEADS.match(reading.folded, subject.end, end)):
            return subject._replace(rule="doer.in_brackets", end=node.start)
    return None


def labels_in_brackets(folded: str, node: Node) -> list[tuple[LabelledLine, Span]]:
    """Labels in brackets of which one tells who leads: "(Đơn vị chủ trì: Sở Nội vụ; thời gian: Quý II)"."""
    for brackets in _BRACKETS.finditer(folded, node.start, node.end):
        parts = [Span(part.start(), part.end()) for part in _PART.finditer(folded, *brackets.span(1))]
        found = [(line, part) for part in parts if (line := label_at(folded, part.start, part.end))]
        if any(line.field == "leads" for line, _ in found):
            return found
    return []


def fill_from_brackets(reading: Reading, draft: Draft, labels: Sequence[tuple[LabelledLine, Span]]) -> None:
    """Fills a task from the labels in its brackets."""
    for line, span in labels:
        fill_one(reading, draft, line, span.end)
