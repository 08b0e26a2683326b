"""The fields of a task: a draft filled with the findings that lie in its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from namro.reading.citations import find_citations
from namro.reading.drafts import Draft
from namro.reading.lexicon import pattern, words
from namro.reading.model import (
    Citation,
    Deadline,
    Head,
    Named,
    Nature,
    Recurrence,
    SoftTime,
    Source,
    Span,
    Target,
    Task,
)
from namro.reading.names import is_at_large
from namro.reading.orders import coordinators_in, recipients_in, through_in
from namro.reading.targets import find_targets
from namro.reading.times import find_deadlines, find_recurrences, find_soft_times, in_time_column

_Found = TypeVar("_Found", Citation, Deadline, Recurrence, SoftTime)
_Any = TypeVar("_Any")
_MAKING = words("task_words", "output")
# the longest word counts, so that "quy trình" hides "trình"
_OUTPUT = re.compile(
    rf"(?<!\w)(?:{pattern('order_words', 'no_report')}|(?P<made>{pattern('task_words', 'output')}))(?!\w)"
)
_ROUTINE = re.compile(pattern("task_words", "routine"))
_OPENING = 160  # code points of a task among which its verb of making stands
_BESIDE = 25  # code points between a period and the figure that it dates


class InPlace(Generic[_Found]):
    """Findings of one kind in reading order, asked which of them lie in the words of a task."""

    def __init__(self, found: Sequence[_Found]) -> None:
        self.found: Sequence[_Found] = found
        self._starts = [one.span.start for one in found]

    def inside(self, span: Span) -> list[_Found]:
        """Those that begin and end in `span`."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [one for one in self.found[first:last] if one.span.end <= span.end]


# how many in a hundred leads of each way of finding are right, as measured on annotated documents; of the others more
_SURE_OF_LEADS = {
    "doer.subject": 0.94,
    "doer.after_topic": 0.93,
    "doer.ordered": 0.95,
    "lead.addressee": 0.95,
    "lead.parent": 0.90,
}
_SURE_OF_LARGE = 0.93  # of "các địa phương" and the like, which may be told again as something narrower


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in the whole text, each kind in reading order."""

    text: str
    folded: str
    year: int | None  # of issue, which completes a date without one
    citations: InPlace[Citation]
    deadlines: InPlace[Deadline]
    recurrences: InPlace[Recurrence]
    soft_times: InPlace[SoftTime]

    @classmethod
    def of(cls, source: Source, folded: str, head: Head) -> Findings:
        """Looks the text through, once for each kind."""
        year = int(head.issued_on[:4]) if head.issued_on else None
        return cls(
            text=source.text,
            folded=folded,
            year=year,
            citations=InPlace(find_citations(source.text, folded, own_number=head.number)),
            deadlines=InPlace(find_deadlines(source.text, folded, year=year, issued_on=head.issued_on)),
            recurrences=InPlace(find_recurrences(source.text, folded)),
            soft_times=InPlace(find_soft_times(source.text, folded)),
        )


def task_of(draft: Draft, nth: int, findings: Findings) -> Task:
    """The task that a draft gives, the `nth` under its path."""
    text, folded = findings.text, findings.folded
    span = _trimmed(draft, text)
    said = [Span(max(span.start, draft.said_from), span.end), *draft.extra]
    deadlines, recurrences = _times(draft, said, findings)
    targets = [one for place in said for one in find_targets(text, folded, place, year=findings.year)]
    deadlines = [one for one in deadlines if not _dates_a_target(one, targets)]
    citations = [one for place in (span, *draft.extra) for one in findings.citations.inside(place)]
    return Task(
        at=draft.node.path,
        nth=nth,
        span=span,
        text=text[span.start : span.end],
        leads=_as_sure(draft),
        coordinators=_coordinators(draft, said[0], findings),
        mode=draft.mode,
        deadlines=tuple(deadlines),
        recurrences=tuple(recurrences),
        targets=tuple(targets),
        citations=_first_of_each(citations, lambda one: one.number.lower()),
        reports_to=_first_of_each((one for place in said for one in recipients_in(text, folded, place)), _low_name),
        through=tuple(one for place in said for one in through_in(text, folded, place)),
        product=draft.product,
        soft_times=tuple(findings.soft_times.inside(span)),
        nature=_nature(
            draft, folded[span.start : min(span.end, span.start + _OPENING)], deadlines, recurrences, targets
        ),
        found_by=draft.rule,
        confidence=draft.sure,
    )


def _as_sure(draft: Draft) -> tuple[Named, ...]:
    """The leads of a draft, no surer than the way in which they were found, and than bodies at large can be."""
    sure = _SURE_OF_LEADS.get(draft.rule, 1.0)
    return tuple(_no_surer(one, min(sure, _SURE_OF_LARGE) if is_at_large(one.name) else sure) for one in draft.leads)


def _no_surer(one: Named, sure: float) -> Named:
    return one if one.confidence <= sure else Named(one.name, one.span, one.found_by, sure)


def _trimmed(draft: Draft, text: str) -> Span:
    start, end = draft.start, draft.end
    while start < end and text[start] in " \n;,.-+":
        start += 1
    while end > start and text[end - 1] in " \n|/":
        end -= 1
    return Span(start, end)


def _coordinators(draft: Draft, words: Span, findings: Findings) -> tuple[Named, ...]:
    """Those who help, each once, without those who lead; a table says both in columns of its own."""
    told = draft.coordinators
    if told is None:
        told = tuple(coordinators_in(findings.text, findings.folded, words))
    leads = set() if draft.row else {_low_name(one) for one in draft.leads}
    return tuple(one for one in _first_of_each(told, _low_name) if _low_name(one) not in leads)


def _times(draft: Draft, said: list[Span], findings: Findings) -> tuple[list[Deadline], list[Recurrence]]:
    """The times told by the words of a task and its labelled lines; of a table row only the column counts."""
    stated = [
        in_time_column(findings.text, findings.folded, place, year=findings.year, unit=draft.unit)
        for place in draft.times
    ]
    deadlines = [one for found, _ in stated for one in found]
    recurrences = [one for _, found in stated for one in found]
    if draft.timed:
        return deadlines, recurrences
    known = {(one.rule, one.date) for one in deadlines}
    for place in said:
        deadlines += [one for one in findings.deadlines.inside(place) if (one.rule, one.date) not in known]
        recurrences += findings.recurrences.inside(place)
    taken = [one.span for one in recurrences]
    return [one for one in deadlines if not any(_overlap(one.span, span) for span in taken)], recurrences


def _dates_a_target(deadline: Deadline, targets: Sequence[Target]) -> bool:
    """A bare "trong năm 2025" beside a figure dates the figure: "phấn đấu trong năm 2025 giảm ít nhất 30%"."""
    if (
        deadline.found_by not in ("deadline.inside", "deadline.until")
        or deadline.date is None
        or len(deadline.date) != len("2025")
    ):
        return False
    return any(0 <= target.span.start - deadline.span.end < _BESIDE for target in targets)


def _nature(
    draft: Draft,
    opening: str,
    deadlines: Sequence[Deadline],
    recurrences: Sequence[Recurrence],
    targets: Sequence[Target],
) -> Nature:
    """An assigned output has a day, a rhythm, a figure, a product or a verb of making (QĐ 42/2014/QĐ-TTg)."""
    if deadlines or targets or draft.product or any(one.every != "unspecified" for one in recurrences):
        return "assigned"
    makes = any(word in opening for word in _MAKING) and any(found["made"] for found in _OUTPUT.finditer(opening))
    return "assigned" if makes and not _ROUTINE.match(opening) else "routine"


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _first_of_each(found: Iterable[_Any], key: Callable[[_Any], str]) -> tuple[_Any, ...]:
    seen: dict[str, _Any] = {}
    for one in found:
        seen.setdefault(key(one), one)
    return tuple(seen.values())


def _low_name(one: Named) -> str:
    return one.name.lower()
