"""How sure the reading of a picture was, carried to what was found in it.

A finding can be no surer than the words that it stands on: "trước ngày 26/3/2025" whose "26" tesseract doubted is to be
looked at beside the picture, whatever the rule that found it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from namro.reading.model import Citation, Deadline, Directive, Named, Recurrence, SeenWord, Span, Target, Task

DOUBTFUL = 0.7  # of a recognised word: below, it is marked for the desk

# Measured on clean and on real scans: words that tesseract is surer of than this are right 99 times in 100.
_AS_GOOD_AS_TYPED = 0.9

_Found = TypeVar("_Found", Named, Deadline, Recurrence, Target, Citation)


def weigh(directive: Directive) -> Directive:
    """The directive with the confidence of each finding lowered to that of its most doubtful word.

    A directive whose text was no picture comes back as it is.
    """
    seen = directive.source.seen
    if not seen:
        return directive
    scale = _Scale(seen)
    return replace(
        directive,
        citations=scale.all(directive.citations),
        tasks=tuple(map(scale.task, directive.tasks)),
    )


def doubtful_words(seen: Sequence[SeenWord], span: Span) -> list[SeenWord]:
    """The recognised words of a span that are to be looked at."""
    return [word for word in _inside(seen, span) if word.confidence < DOUBTFUL]


def _inside(seen: Sequence[SeenWord], span: Span) -> Sequence[SeenWord]:
    first = bisect_left(seen, span.start, key=lambda word: word.span.end - 1)
    last = bisect_left(seen, span.end, key=lambda word: word.span.start)
    return seen[first:last]


class _Scale:
    def __init__(self, seen: Sequence[SeenWord]) -> None:
        # Notes stand after the body in the text, but their words may come earlier on the pages.
        self._seen = sorted(seen, key=lambda word: word.span.start)

    def task(self, task: Task) -> Task:
        """A task's own confidence is that of its usual word, for a long one always has a doubtful one."""
        usual = sorted(self._sure(word) for word in _inside(self._seen, task.span))
        return replace(
            task,
            leads=self.all(task.leads),
            coordinators=self.all(task.coordinators),
            deadlines=self.all(task.deadlines),
            recurrences=self.all(task.recurrences),
            targets=self.all(task.targets),
            citations=self.all(task.citations),
            reports_to=self.all(task.reports_to),
            through=self.all(task.through),
            product=self.all((task.product,))[0] if task.product else None,
            confidence=min(task.confidence, usual[len(usual) // 2]) if usual else task.confidence,
        )

    def all(self, found: tuple[_Found, ...]) -> tuple[_Found, ...]:
        return tuple(replace(one, confidence=min(one.confidence, self._least(one.span))) for one in found)

    def _least(self, span: Span) -> float:
        return min(map(self._sure, _inside(self._seen, span)), default=1.0)

    def _sure(self, word: SeenWord) -> float:
        return 1.0 if word.confidence >= _AS_GOOD_AS_TYPED else word.confidence
