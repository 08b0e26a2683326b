"""Bytes or a path to a Directive: the steps of reading in their order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from namro.reading import coverage
from namro.reading.citations import find_citations
from namro.reading.folding import fold
from namro.reading.head import find_head
from namro.reading.labels import label_of
from namro.reading.model import (
    Citation,
    Deadline,
    Directive,
    Head,
    Mode,
    Named,
    Nature,
    Recurrence,
    SoftTime,
    Source,
    Span,
    Target,
    Task,
)
from namro.reading.orders import coordinators_in, recipients_in, subject_of, through_in
from namro.reading.outline import Node, outline_of
from namro.reading.sources import Limits, open_source, read_bytes
from namro.reading.tables import Row, task_rows
from namro.reading.targets import find_targets
from namro.reading.tasks import Draft, TaskFinder
from namro.reading.times import find_deadlines, find_recurrences, find_soft_times, in_time_column

_Found = TypeVar("_Found", Citation, Deadline, Recurrence, SoftTime)
_OUTPUT = re.compile(
    r"(?:xây dựng|ban hành|trình|hoàn thành|tham mưu ban hành|lập|phê duyệt|soạn thảo|báo cáo kết quả|đề án|kế hoạch|nghị quyết)(?!\w)"
)
_ROUTINE = re.compile(r"thường xuyên|tiếp tục|tăng cường|đẩy mạnh|nâng cao|chủ động|phối hợp|định kỳ|theo dõi|kiểm tra")


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
    """Reads a source that was opened before."""
    text, folded = source.text, fold(source.text)
    head, body = find_head(source, folded)
    outline = outline_of(source, folded, body)
    units = outline.units()
    finder = TaskFinder(source, folded, outline)
    finder.find()
    year = int(head.issued_on[:4]) if head.issued_on else None
    citations = find_citations(text, folded, own_number=head.number)
    fields = _Fields(
        source, folded, year, citations, find_deadlines(text, folded, year=year, issued_on=head.issued_on),
        find_recurrences(text, folded), find_soft_times(text, folded),
    )  # fmt: skip
    drafts = [*finder.drafts, *(_from_row(row, finder) for row in task_rows(source, folded))]
    drafts.sort(key=lambda draft: draft.start)
    tasks = _numbered([fields.task(draft) for draft in drafts])
    told = [(span, index) for index, draft in enumerate(drafts) for span in (*draft.fields, *draft.extra)]
    tasks = _in_request_mode(head, folded, tasks)
    return Directive(
        source,
        head,
        units,
        tuple(citations),
        tuple(tasks),
        coverage.of(source, folded, body, outline.foot, tasks, told, finder.verdicts),
    )


def read_stretch(directive: Directive, span: Span, *, leads: Sequence[Named] = (), at: str = "") -> Task:
    """The task that a person sees in some words of a document that was read.

    Its fields are what the finders find in the words; it is led by whom the words name, else by `leads`, the doers of
    the task or heading that the person took it from. `at` is the label path that it stands under.
    """
    source, head = directive.source, directive.head
    text, folded = source.text, fold(source.text)
    year = int(head.issued_on[:4]) if head.issued_on else None
    subject = subject_of(text, folded, span.start, span.end)
    node = Node(0, span.start, span.end, "", 99, at, None, "paragraph")
    draft = Draft(
        span.start,
        span.end,
        node,
        tuple(subject.names) if subject else tuple(leads),
        None,
        (subject.mode if subject else None) or "assign",
        "stretch",
        1.0,
    )
    fields = _Fields(
        source,
        folded,
        year,
        list(directive.citations),
        find_deadlines(text, folded, year=year, issued_on=head.issued_on),
        find_recurrences(text, folded),
        find_soft_times(text, folded),
    )
    return fields.task(draft)


def _from_row(row: Row, finder: TaskFinder) -> Draft:
    """The draft of a table row; its cells fill the fields."""
    leads = finder.names_in(row.leads.start, row.leads.end, "lead.column") if row.leads else []
    helpers = (
        finder.names_in(row.coordinators.start, row.coordinators.end, "coordinator.column") if row.coordinators else []
    )
    node = Node(row.first_block, row.task.start, row.task.end, "", 99, "", None, "row")
    start = row.task.start
    label = label_of(finder.text, start)
    if label and label.rank < 90:
        start += label.length
    draft = Draft(start, row.task.end, node, tuple(leads), tuple(helpers), "assign", "task.row", 0.97, row=True)
    draft.fields += [cell for cell in (row.leads, row.coordinators, row.time, row.product) if cell]
    if row.time:
        draft.times.append(row.time)
    if row.product:
        draft.product = Named(finder.text[row.product.start : row.product.end], row.product, "product.column", 0.97)
    return draft


class _Fields:
    """Fills the fields of a task with the findings that lie in its words."""

    def __init__(
        self,
        source: Source,
        folded: str,
        year: int | None,
        citations: list[Citation],
        deadlines: list[Deadline],
        recurrences: list[Recurrence],
        soft_times: list[SoftTime],
    ) -> None:
        self.source, self.text, self.folded, self.year = source, source.text, folded, year
        self.citations, self.deadlines, self.recurrences, self.soft_times = (
            citations,
            deadlines,
            recurrences,
            soft_times,
        )

    def task(self, draft: Draft) -> Task:
        start, end = self._trimmed(draft)
        span = Span(start, end)
        words = [Span(max(start, draft.said_from), end), *draft.extra]
        deadlines, recurrences = self._times(draft, words)
        targets = [one for place in words for one in find_targets(self.text, self.folded, place, year=self.year)]
        deadlines = _not_of_targets(deadlines, targets, self.folded)
        coordinators = draft.coordinators
        if coordinators is None:
            coordinators = tuple(coordinators_in(self.text, self.folded, words[0]))
        coordinators = tuple(_unique_names(coordinators)) if draft.row else _apart(coordinators, draft.leads)
        recipients = [one for place in words for one in recipients_in(self.text, self.folded, place)]
        return Task(
            at=draft.node.path,
            nth=1,
            span=span,
            text=self.text[start:end],
            leads=draft.leads,
            coordinators=coordinators,
            mode=draft.mode,
            deadlines=tuple(deadlines),
            recurrences=tuple(recurrences),
            targets=tuple(targets),
            citations=tuple(_unique(one for place in (span, *draft.extra) for one in _inside(self.citations, place))),
            reports_to=tuple(_unique_names(recipients)),
            through=tuple(one for place in words for one in through_in(self.text, self.folded, place)),
            product=draft.product,
            soft_times=tuple(_inside(self.soft_times, span)),
            nature=self._nature(span, deadlines, recurrences, targets, draft),
            found_by=draft.rule,
            confidence=draft.sure,
        )

    def _trimmed(self, draft: Draft) -> tuple[int, int]:
        start, end = draft.start, draft.end
        while start < end and self.text[start] in " \n;,.-+":
            start += 1
        while end > start and self.text[end - 1] in " \n|/":
            end -= 1
        return start, end

    def _times(self, draft: Draft, words: list[Span]) -> tuple[list[Deadline], list[Recurrence]]:
        deadlines = [one for place in words for one in _inside(self.deadlines, place)]
        recurrences = [one for place in words for one in _inside(self.recurrences, place)]
        if draft.times:
            stated_deadlines: list[Deadline] = []
            stated_recurrences: list[Recurrence] = []
            for place in draft.times:
                some, others = in_time_column(self.text, self.folded, place, year=self.year)
                stated_deadlines += some
                stated_recurrences += others
            if draft.row:
                return stated_deadlines, stated_recurrences
            deadlines, recurrences = _merged(stated_deadlines, deadlines), [*stated_recurrences, *recurrences]
        elif draft.row:
            return [], []
        taken = [one.span for one in recurrences]
        return [
            one for one in deadlines if not any(one.span.start < t.end and t.start < one.span.end for t in taken)
        ], recurrences

    def _nature(
        self,
        span: Span,
        deadlines: Sequence[Deadline],
        recurrences: Sequence[Recurrence],
        targets: Sequence[Target],
        draft: Draft,
    ) -> Nature:
        """An assigned output has a day, a figure, a product or a verb of making; the rest is routine duty (QĐ 42/2014/QĐ-TTg)."""
        if deadlines or targets or draft.product:
            return "assigned"
        opening = self.folded[span.start : span.start + 160]
        if any(one.every != "unspecified" for one in recurrences) or (
            _OUTPUT.search(opening) and not _ROUTINE.match(opening)
        ):
            return "assigned"
        return "routine"


def _inside(found: Sequence[_Found], span: Span) -> list[_Found]:
    at = bisect_left(found, span.start, key=lambda one: one.span.start)
    out: list[_Found] = []
    while at < len(found) and found[at].span.start < span.end:
        if found[at].span.end <= span.end:
            out.append(found[at])
        at += 1
    return out


def _unique(citations: object) -> list[Citation]:
    seen: dict[str, Citation] = {}
    for one in citations:  # type: ignore[attr-defined]
        seen.setdefault(one.number.lower(), one)
    return list(seen.values())


def _unique_names(names: Sequence[Named]) -> list[Named]:
    seen: dict[str, Named] = {}
    for one in names:
        seen.setdefault(one.name.lower(), one)
    return list(seen.values())


def _apart(coordinators: Sequence[Named], leads: Sequence[Named]) -> tuple[Named, ...]:
    """Those who help, without those who lead, each once."""
    lead = {one.name.lower() for one in leads}
    return tuple(one for one in _unique_names(coordinators) if one.name.lower() not in lead)


def _merged(stated: list[Deadline], inner: list[Deadline]) -> list[Deadline]:
    known = {(one.rule, one.date) for one in stated}
    return [*stated, *(one for one in inner if (one.rule, one.date) not in known)]


def _not_of_targets(deadlines: list[Deadline], targets: Sequence[Target], folded: str) -> list[Deadline]:
    """A bare "trong năm 2025" beside a figure dates the figure: "phấn đấu trong năm 2025 giảm ít nhất 30%"."""
    kept: list[Deadline] = []
    for one in deadlines:
        bare_year = one.date is not None and len(one.date) == 4 and one.found_by == "deadline.inside"
        dated = bare_year and any(0 <= t.span.start - one.span.end < 25 for t in targets)
        if not dated:
            kept.append(one)
    return kept


def _numbered(tasks: list[Task]) -> list[Task]:
    counts: dict[str, int] = {}
    out: list[Task] = []
    for task in tasks:
        counts[task.at] = counts.get(task.at, 0) + 1
        out.append(replace(task, nth=counts[task.at]))
    return out


def _in_request_mode(head: Head, folded: str, tasks: list[Task]) -> list[Task]:
    """A letter between equals that only ever says "đề nghị" asks throughout."""
    if head.kind != "công văn" or "đề nghị" not in folded:
        return tasks
    if re.search(
        r"(?<!\w)(?:yêu cầu (?:các|ủy|ubnd|sở|bộ|cục|chi|trưởng|thủ|giám)|giao (?:các|ủy|ubnd|sở|bộ|cục|chi|trưởng|văn|công)|ý kiến|chỉ đạo)",
        folded,
    ):
        return tasks
    mode: Mode = "request"
    return [replace(task, mode=mode) for task in tasks]
