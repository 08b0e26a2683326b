"""What is not clear in a directive, for the one who drafts it: the clears each task lacks, and slips of the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from namro.reading import slips
from namro.reading.clarity_told import worth_telling
from namro.reading.clears import DEFAULT_CLEARS, Clear, State
from namro.reading.model import Directive, Span, Task
from namro.reading.slips import WorkingDays

Level = Literal["missing", "vague", "slip"]

SLIP_NAME: Final = "Lỗi văn bản"


@dataclass(frozen=True, slots=True)
class Mark:
    """How clear one thing is in one task: one stroke of the five."""

    key: str  # of the Clear: "person"
    name: str  # "người"
    state: State
    remark: str | None = None  # what to mend; None where clear
    span: Span | None = None  # the words at fault; None where clear, and where it is the task as a whole


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, said in Vietnamese, verb first, with the words that it is about."""

    kind: str  # the key of a Clear, or the kind of a slip: "date_twice"
    name: str  # "Rõ người", "Lỗi văn bản"
    level: Level
    message: str
    span: Span  # the words at fault; of several tasks, the first
    sentence: Span  # the sentence that holds them
    task: int | None = None  # index into Directive.tasks; None outside of tasks, and where several share the fault
    tasks: tuple[int, ...] = ()  # those that share it
    rule: str = ""  # which rule told it: "time.haste"; the kind, for a slip


Clears = tuple[Clear, ...]


def lint(
    directive: Directive, calendar: WorkingDays | None = None, clears: Clears = DEFAULT_CLEARS
) -> tuple[Finding, ...]:
    """What is worth mending, in reading order. Days off are looked for only with a calendar."""
    found = [*_unclear(directive, clears), *slips_of(directive, calendar)]
    return tuple(sorted(found, key=lambda finding: (finding.span.start, finding.level == "slip")))


def measure(directive: Directive, clears: Clears = DEFAULT_CLEARS) -> tuple[tuple[Mark, ...], ...]:
    """The marks of each task, in the order of Directive.tasks and of `clears`."""
    rows = []
    for task in directive.tasks:
        judged = ((clear, clear.judge(task, directive)) for clear in clears)
        rows.append(
            tuple(
                Mark(clear.key, clear.name, one.state, one.remedy or None, _inside(one.span, task))
                for clear, one in judged
            )
        )
    return tuple(rows)


def slips_of(directive: Directive, calendar: WorkingDays | None = None) -> tuple[Finding, ...]:
    """The slips of the text alone, in the order in which they are looked for."""
    sentences = _Sentences(directive)
    found = []
    for look in slips.ALL:
        for slip in look(directive, calendar):
            task, sentence = _task_at(directive, slip.span), sentences.around(slip.span)
            found.append(Finding(slip.kind, SLIP_NAME, "slip", slip.message, slip.span, sentence, task, rule=slip.kind))
    return tuple(found)


def _unclear(directive: Directive, clears: Clears) -> Iterator[Finding]:
    sentences = _Sentences(directive)
    names = {clear.key: f"Rõ {clear.name}" for clear in clears}
    judged = [{clear.key: clear.judge(task, directive) for clear in clears} for task in directive.tasks]
    for told in worth_telling(directive, judged):
        one, shared = told.judgement, told.tasks if len(told.tasks) > 1 else ()
        task = directive.tasks[told.tasks[0]]
        inside = _inside(one.span, task)
        span, sentence = (inside, sentences.around(inside)) if inside else (task.span, task.span)
        yield Finding(
            told.key,
            names[told.key],
            one.state,  # type: ignore[arg-type]  # what is clear is not told
            one.remedy,
            span,
            sentence,
            None if shared else told.tasks[0],
            shared,
            one.rule,
        )


def _inside(span: Span | None, task: Task) -> Span | None:
    """The words at fault where they stand in the task's own words; a lead may stand in a heading."""
    return span if span and task.span.start <= span.start and span.end <= task.span.end else None


def _task_at(directive: Directive, span: Span) -> int | None:
    """The task that the words stand in; of two that hold them, the narrower."""
    holding = [
        (task.span.end - task.span.start, index)
        for index, task in enumerate(directive.tasks)
        if task.span.start <= span.start and span.end <= task.span.end
    ]
    return min(holding)[1] if holding else None


class _Sentences:
    """The sentences of the body; where the words stand outside them, the paragraph."""

    def __init__(self, directive: Directive) -> None:
        sentences = [one.span for one in directive.coverage.sentences]
        blocks = [Span(block.start, block.end) for block in directive.source.blocks]
        self._levels = [sorted(level) for level in (sentences, blocks) if level]

    def around(self, span: Span) -> Span:
        for level in self._levels:
            at = bisect_right(level, span.start, key=lambda one: one.start) - 1
            if at >= 0 and level[at].end > span.start:
                return Span(level[at].start, max(level[at].end, span.end))
        return span
