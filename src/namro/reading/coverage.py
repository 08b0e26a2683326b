"""What was made of every sentence of the body: part of a task, no task and why, or unread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from namro.reading.drafts import Verdict
from namro.reading.labels import label_of
from namro.reading.model import Coverage, Sentence, SentenceState, Source, Span, Task

_SENTENCE_END = re.compile(r"[.!?;:][\"”)]? +")


def of(
    source: Source,
    folded: str,
    body: int,
    foot: int,
    tasks: Sequence[Task],
    fields: Sequence[tuple[Span, int]],
    verdicts: Sequence[Verdict],
) -> Coverage:
    """Every sentence from the block `body` on; the recipients and the signature are no sentences of the body.

    `fields` are the labelled lines, cells and footnotes that tell the fields of a task, with the task's index.
    """
    parts = _Parts(
        [
            *((task.span, "task", task.found_by, index) for index, task in enumerate(tasks)),
            *((span, "task", "task.field", index) for span, index in fields),
            *((one.span, "not_task" if one.read else "unread", one.rule, None) for one in verdicts),
        ]
    )
    out: list[Sentence] = []
    for number in range(body, len(source.blocks)):
        block = source.blocks[number]
        after_body = number >= foot and block.note is None
        label = label_of(source.text, block.start)
        opening = block.start + label.length if label and block.start + label.length < block.end else block.start
        for span in _sentences(source.text, opening, block.end):
            state, rule, task = parts.at(span)
            if state == "unread" and rule == "unread" and (after_body or block.table is not None):
                if not after_body:
                    out.append(Sentence(span, "not_task", "not_task.table"))
                continue
            out.append(Sentence(span, state, rule, task))
    return Coverage(tuple(out))


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    for found in _SENTENCE_END.finditer(text, start, end):
        if not text[start : found.end()].isspace():
            yield Span(start, found.end())
        start = found.end()
    if start < end and not text[start:end].isspace():
        yield Span(start, end)


_Part = tuple[Span, SentenceState, str, int | None]


class _Parts:
    """What each stretch of the text became; a task goes before a verdict where both lie on a sentence."""

    def __init__(self, parts: list[_Part]) -> None:
        self.parts = sorted(parts, key=lambda part: part[0])
        self.starts = [part[0].start for part in self.parts]
        self.ends = list(accumulate((part[0].end for part in self.parts), max))  # the last end up to each part

    def at(self, span: Span) -> tuple[SentenceState, str, int | None]:
        """The state of a sentence, the rule that gave it and its task."""
        best: _Part | None = None
        index = bisect_right(self.starts, span.end - 1) - 1
        while index >= 0 and self.ends[index] > span.start:
            part = self.parts[index]
            index -= 1
            if part[0].end <= span.start:
                continue
            if part[1] == "task":
                return part[1], part[2], part[3]
            best = best or part
        return (best[1], best[2], best[3]) if best else ("unread", "unread", None)
