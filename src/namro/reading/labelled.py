"""Labelled lines ("Đơn vị chủ trì: ...", "Thời gian: ...") and the blocks of tasks that they fill."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from namro.reading.drafts import Context, Draft, Reading
from namro.reading.lexicon import alternation, pattern, rows
from namro.reading.model import Mode, Named, Span
from namro.reading.name_ends import opens_name, predicate_follows
from namro.reading.names import as_agencies, names_at
from namro.reading.orders import WITH_WHOM
from namro.reading.outline import Node

_FIELDS = {row["label"]: row["field"] for row in rows("labelled_lines")}
_LABEL = re.compile(rf"(?P<label>{alternation(_FIELDS)})(?: \([^)]*\))? ?: ?")
# labels put together of the same words: "Đơn vị chủ trì tham mưu thực hiện:", "Cơ quan, đơn vị phối hợp triển khai:"
_BODIES = r"(?:các )?(?:cơ quan|đơn vị|tổ chức|địa phương)(?:(?:, | và |/)(?:cơ quan|đơn vị|tổ chức|địa phương))*"
_PART = r"(?: (?:tham mưu|thực hiện|triển khai|tổ chức|đầu mối|chính|chịu trách nhiệm))*"
_MADE_LABEL = re.compile(rf"{_BODIES} (?:(?P<leads>chủ trì)|(?P<coordinators>phối hợp)){_PART} ?: ?")
_LABEL_REACH = 160  # code points: no colon of a label and its brackets stands farther
# "Thời gian thực hiện sau khi Chiến lược được ban hành": the label of a time may lack its colon
_TIME_WITHOUT_COLON = re.compile(
    r"thời gian(?: thực hiện| hoàn thành)? (?=(?:sau|trước|trong|từ|đến|năm|quý|tháng|theo) )"
)
_SCOPE = re.compile(rf",? (?:{pattern('task_words', 'scope')})(?!\w)")
_NEXT_NAME = re.compile(r"[;\n]|\. |, | và ")


class LabelledLine(NamedTuple):
    """The field that a line fills: leads, coordinators, time, product or content; and where its value begins."""

    field: str
    value_at: int


def labelled_line(folded: str, node: Node) -> LabelledLine | None:
    """What a unit fills if it is a labelled line; one without a value counts only if its value stands under it."""
    found = label_at(folded, node.start, node.end) if node.kind != "section" else None
    return None if found and found.value_at >= node.end and not node.kids else found


def label_at(folded: str, start: int, end: int) -> LabelledLine | None:
    """The field that the words fill if a label and ":" open them."""
    if bare := _TIME_WITHOUT_COLON.match(folded, start, end):
        return LabelledLine("time", bare.end())
    if folded.find(":", start, min(end, start + _LABEL_REACH)) < 0:
        return None
    if found := _LABEL.match(folded, start, end):
        return LabelledLine(_FIELDS[found["label"]], found.end())
    made = _MADE_LABEL.match(folded, start, end)
    return LabelledLine(str(made.lastgroup), made.end()) if made else None


def fields_under(folded: str, node: Node) -> list[str | None]:
    """The field that each unit under a heading fills; None for one that is no labelled line."""
    return [line.field if (line := labelled_line(folded, kid)) else None for kid in node.kids]


def has_only_labelled(folded: str, node: Node) -> bool:
    """Whether all that stands under an item are labelled lines that tell who and when."""
    if node.kind not in ("item", "bullet"):
        return False
    leads_told = False
    for kid in node.kids:
        line = labelled_line(folded, kid)
        if line is None or line.field == "content":
            return False
        leads_told |= line.field == "leads"
    return leads_told


def draft_heading(reading: Reading, node: Node, context: Context) -> None:
    """Labelled lines with nothing above them: the heading itself is the task."""
    fields = fields_under(reading.folded, node)
    if node.parent is None or context.closed or any(draft.node is node for draft in reading.drafts):
        return
    if "leads" not in fields and not ("time" in fields and node.kind == "item" and reading.is_order(node)):
        return
    leads, _ = _doers(reading, node, context)
    reading.draft(
        node,
        Span(node.start, _trimmed(reading.text, node, ":. ")),
        leads=leads,
        coordinators=context.coordinators or None,
        mode=context.mode,
        rule="task.labelled_heading",
        sure=0.9,
    )


def draft_item(reading: Reading, node: Node, context: Context, since: int) -> None:
    """An item that is a task, with a block that fills it and the items above it which have none of their own.

    `since` is the index of the first draft that the block may fill.
    """
    leads, mode = _doers(reading, node, context)
    reading.draft(
        node,
        Span(node.start, _trimmed(reading.text, node, ": ")),
        leads=leads,
        mode=mode or context.mode,
        rule="task.labelled_heading",
        sure=0.9,
    )
    block = unfilled(reading.drafts[since:])
    for kid in node.kids:
        if line := labelled_line(reading.folded, kid):
            fill(reading, line, kid, block)


def unfilled(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that no labelled line has filled yet; of those that name their own doer only the last."""
    above = [draft for draft in drafts if not draft.fields]
    return [draft for draft in above if not draft.rule.startswith("doer") or draft is above[-1]]


def fill(reading: Reading, line: LabelledLine, node: Node, block: Sequence[Draft]) -> None:
    """Fills the tasks of a block from one labelled line, or from those that stand under it."""
    inner = [(kid, found) for kid in node.kids if (found := labelled_line(reading.folded, kid))]
    for kid, found in inner:
        if found.field != "content":
            fill(reading, found, kid, block)
    if inner:
        return
    end = node.last
    for draft in block:
        fill_one(reading, draft, line, end)
        draft.fields.append(Span(node.start, end))


def names_in(text: str, folded: str, at: int, end: int, rule: str) -> list[Named]:
    """Names in a labelled line or a cell, where ";" and line ends part them and each may tell what it does."""
    found: list[Named] = []
    here = at
    while here < end:
        while here < end and text[here] in " -–+\n;,.|":
            here += 1
        listed = names_at(text, folded, here, end, found_by=rule, semicolons=True)
        if listed.names:
            found += listed.names
            here = listed.end
            if predicate_follows(text, folded, here, end) and not _SCOPE.match(folded, here, end):
                here = _entry_end(folded, here, end)  # what they do may name others
        here = _next_name(folded, here, end)
    return as_agencies(found)


def _doers(reading: Reading, node: Node, context: Context) -> tuple[tuple[Named, ...], Mode | None]:
    """Who is to do what an item says, and in what mode: told by its own words or by a heading that named them."""
    if subject := reading.subject(node.start, node.end):
        return tuple(subject.names), subject.mode
    return (context.leads if context.named else ()), None


def _trimmed(text: str, node: Node, marks: str) -> int:
    end = node.end
    while end > node.start and text[end - 1] in marks:
        end -= 1
    return end


def fill_one(reading: Reading, draft: Draft, line: LabelledLine, end: int) -> None:
    """Fills a field of a task from a value that ends at `end`."""
    at = line.value_at
    if line.field == "leads":
        _fill_leads(reading, draft, at, end)
    elif line.field == "coordinators":
        draft.coordinators = tuple(names_in(reading.text, reading.folded, at, end, "coordinator.labelled"))
    elif line.field == "time":
        draft.times.append(Span(at, end))
    elif line.field == "product":
        while end > at and reading.text[end - 1] in " .;":
            end -= 1
        draft.product = Named(reading.text[at:end], Span(at, end), "product.labelled", 0.97)


def _fill_leads(reading: Reading, draft: Draft, at: int, end: int) -> None:
    """ "Cơ quan thực hiện: Sở A chủ trì, phối hợp với Sở B; UBND các xã": who leads, and who helps."""
    text, folded = reading.text, reading.folded
    helping = WITH_WHOM.search(folded, at, end)
    leads = names_in(text, folded, at, helping.start() if helping else end, "lead.labelled")
    if not leads:
        return
    before = draft.leads if draft.rule == "lead.labelled" else ()  # "Đơn vị chủ trì: ..." over "Đơn vị thực hiện: ..."
    draft.leads, draft.rule, draft.sure = (*before, *leads), "lead.labelled", 0.97
    if helping and draft.coordinators is None:
        draft.coordinators = tuple(names_in(text, folded, helping.end(), end, "coordinator.labelled")) or None


def _entry_end(folded: str, at: int, end: int) -> int:
    places = (folded.find(mark, at, end) for mark in ";\n")
    return min((place for place in places if place >= 0), default=end)


def _next_name(folded: str, at: int, end: int) -> int:
    """Where the next name of a list begins: after ";", a line end or a stop, or where a name opens after a comma."""
    for found in _NEXT_NAME.finditer(folded, at, end):
        if found[0] not in (", ", " và ") or opens_name(folded, found.end(), end):
            return found.end()
    return end
