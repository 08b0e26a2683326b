"""What was made of every sentence of the body: part of a task, no task and why, or unread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from namro.reading.model import Coverage, Sentence, Source, Span, Task
from namro.reading.tasks import Verdict

_SENTENCE_END = re.compile(r"(?<=[.!?;:])[\"”)]?\s+(?=\S)")


def of(source: Source, folded: str, body: int, foot: int, tasks: Sequence[Task], verdicts: Sequence[Verdict]) -> Coverage:
    """Every sentence from the block `body` on; the recipients and the signature are no sentences of the body."""
    starts = [task.span.start for task in tasks]
    told = sorted(verdicts, key=lambda verdict: verdict.span)
    told_starts = [verdict.span.start for verdict in told]
    out: list[Sentence] = []
    for number in range(body, len(source.blocks)):
        block = source.blocks[number]
        if number >= foot and block.table is not None and block.note is None and not _in_task(block.start, tasks, starts):
            continue
        for span in _sentences(source.text, block.start, block.end):
            out.append(_judged(span, tasks, starts, told, told_starts, number >= foot and block.note is None))
    return Coverage(tuple(out))


def _sentences(text: str, start: int, end: int) -> list[Span]:
    cuts = [start, *(start + m.end() for m in _SENTENCE_END.finditer(text[start:end])), end]
    return [Span(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]


def _in_task(at: int, tasks: Sequence[Task], starts: Sequence[int]) -> int | None:
    index = bisect_right(starts, at) - 1
    while index >= 0 and index > len(tasks) - 1:
        index -= 1
    for candidate in (index, index - 1):
        if 0 <= candidate < len(tasks) and tasks[candidate].span.start <= at < tasks[candidate].span.end:
            return candidate
    return None


def _judged(span: Span, tasks: Sequence[Task], starts: Sequence[int], told: Sequence[Verdict], told_starts: Sequence[int], foot: bool) -> Sentence:
    for at in (span.start, span.end - 1):
        if (task := _in_task(at, tasks, starts)) is not None:
            return Sentence(span, "task", tasks[task].found_by, task)
    index = bisect_right(told_starts, span.start) - 1
    for candidate in (index, index + 1):
        if 0 <= candidate < len(told) and told[candidate].span.start < span.end and span.start < told[candidate].span.end:
            verdict = told[candidate]
            return Sentence(span, "not_task" if verdict.read else "unread", verdict.rule)
    if foot:
        return Sentence(span, "not_task", "not_task.foot")
    return Sentence(span, "unread", "unread")
