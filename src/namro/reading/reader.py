"""Bytes or a path to a Directive: the steps of reading in their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from namro.reading import collector, coverage
from namro.reading.cell_names import names_in_cell
from namro.reading.document_kinds import LETTER
from namro.reading.doubts import weigh
from namro.reading.drafts import Draft
from namro.reading.fields import Findings, task_of
from namro.reading.folding import fold
from namro.reading.head import find_head
from namro.reading.labels import BULLET, NO_LABEL, label_of
from namro.reading.lexicon import pattern
from namro.reading.model import Directive, Head, Named, Source, Span
from namro.reading.orders import WITH_WHOM, subject_of
from namro.reading.outline import Node, outline_of
from namro.reading.sources import Limits, open_source, read_bytes
from namro.reading.tables import Row, task_rows
from namro.reading.tasks import find_tasks

# words by which a letter speaks as a superior: "yêu cầu các sở", "giao UBND xã", "chỉ đạo"
_COMMANDS = re.compile(
    rf"(?<!\w)(?:yêu cầu (?:{pattern('task_words', 'required_of')})|giao (?:{pattern('task_words', 'assigned_to')})"
    r"|ý kiến|chỉ đạo)"
)


def read(document: str | Path | bytes, *, name: str | None = None, limits: Limits | None = None) -> Directive:
    """Reads a directive whole.

    `document` is a path or the file's bytes; `name` is what the file is called where only bytes are given.
    Raises CannotRead, whose text is one Vietnamese sentence of the cause and one of the remedy.
    """
    limits = limits or Limits()
    if not isinstance(document, bytes):
        name = name or Path(document).name
        document = read_bytes(document, limits)
    return read_source(open_source(document, name=name, limits=limits))


def read_source(source: Source) -> Directive:
    """Reads a source that was opened before. What stands on doubtful words of a picture is as doubtful as they are."""
    with collector.held_back():
        return weigh(_read(source))


def _read(source: Source) -> Directive:
    folded = fold(source.text)
    head, body = find_head(source, folded)
    outline = outline_of(source, folded, body)
    units = outline.units()
    drafts, verdicts = find_tasks(source, folded, outline)
    drafts += [_row_draft(row, source.text, folded) for row in task_rows(source, folded)]
    drafts.sort(key=lambda draft: draft.start)
    findings = Findings.of(source, folded, head)
    if _only_asks(head, folded):
        for draft in drafts:
            draft.mode = "request"
    tasks = [task_of(draft, nth, findings) for draft, nth in _numbered(drafts)]
    told = [(span, index) for index, draft in enumerate(drafts) for span in (*draft.fields, *draft.extra)]
    return Directive(
        source=source,
        head=head,
        outline=units,
        citations=tuple(findings.citations.found),
        tasks=tuple(tasks),
        coverage=coverage.of(source, folded, body, outline.foot, tasks, told, verdicts),
    )


def _row_draft(row: Row, text: str, folded: str) -> Draft:
    """The draft of a table row; its cells fill the fields."""

    def names(cells: tuple[Span, ...], rule: str) -> tuple[Named, ...]:
        return tuple(one for cell in cells for one in names_in_cell(text, folded, cell, rule, persons=row.steps))

    start = row.task.start
    label = label_of(text, start)
    if label and label.rank < BULLET:
        start += label.length
    leads, coordinators = names(row.leads, "lead.column"), names(row.coordinators, "coordinator.column")
    if "leads" not in row.columns:
        leads = _told_beside(row, text, folded)
    elif "coordinators" not in row.columns:  # "Sở A chủ trì, phối hợp với Sở B" in one column of doers
        parts = [(cell, helping) for cell in row.leads if (helping := WITH_WHOM.search(folded, cell.start, cell.end))]
        for cell, helping in parts:
            leads = names((Span(cell.start, helping.start()),), "lead.column")
            coordinators = names((Span(helping.end(), cell.end),), "coordinator.column")
    product = None
    if row.product:
        product = Named(text[row.product.start : row.product.end], row.product, "product.column", 0.97)
    return Draft(
        start=start,
        end=row.task.end,
        node=Node(row.first_block, row.task.start, row.task.end, "", NO_LABEL, "", None, "row"),
        leads=leads,
        coordinators=coordinators if row.columns & {"leads", "coordinators"} else None,
        mode="assign",
        rule="task.row",
        sure=row.sure,
        fields=[*row.leads, *row.coordinators, *row.times, *([row.product] if row.product else [])],
        times=list(row.times),
        unit=row.unit,
        product=product,
        row=True,
        timed="time" in row.columns,
    )


def _told_beside(row: Row, text: str, folded: str) -> tuple[Named, ...]:
    """Who leads where no column tells it: who the task's own words name, else the agency that is the group's title."""
    if subject := subject_of(text, folded, row.task.start, row.task.end):
        return tuple(subject.names)
    if row.title and (subject := subject_of(text, folded, row.title.start, row.title.end, heading=True)):
        return () if folded[subject.end : row.title.end].strip(" .:;") else tuple(subject.names)
    return ()


def _numbered(drafts: list[Draft]) -> Iterator[tuple[Draft, int]]:
    """The drafts with their numbers under each path, from 1."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        counts[draft.node.path] += 1
        yield draft, counts[draft.node.path]


def _only_asks(head: Head, folded: str) -> bool:
    """Whether a letter is one between equals, which only ever says "đề nghị"."""
    return head.kind == LETTER and "đề nghị" in folded and not _COMMANDS.search(folded)
