"""What a newer reading of a document sees otherwise than the drafts that people work on; nothing is overwritten."""

from __future__ import annotations

from dataclasses import dataclass

from namro.directives.content import Content
from namro.directives.models import Directive, DraftTask, Reading, ReadingState, ReviewState
from namro.directives.once import read_once
from namro.reading.model import Span, Task


@dataclass(frozen=True, slots=True)
class Missing:
    """A task of the newer reading that no draft has: its words, and where they stand in the drafts' own text."""

    task: Task
    span: Span | None  # None: the drafts' text does not hold these words


@dataclass(frozen=True, slots=True)
class Differing:
    """A draft whose fields the newer reading sees otherwise."""

    draft: DraftTask
    content: Content
    newer: Task
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """The newer reading against the drafts of the same part."""

    shown: Reading
    newer: Reading
    missing: tuple[Missing, ...]
    differing: tuple[Differing, ...]
    gone: tuple[tuple[DraftTask, Content], ...]  # the reader's drafts of which the newer reading knows nothing


COMPARED = ("leads", "coordinators", "deadlines", "recurrences", "targets", "product")


def differences(directive: Directive, part: int = 0) -> Differences | None:
    """What differs, or None where the drafts are of the newest reading."""
    done = [
        one
        for one in directive.readings.light().select_related("annex").filter(state=ReadingState.DONE)
        if one.part == part
    ]
    drafts = list(directive.drafts.filter(part=part).exclude(state=ReviewState.REPLACED).in_reading_order())
    if not done or not drafts or done[-1].pk == drafts[0].reading_id:
        return None
    newer = done[-1]
    shown = next(one for one in done if one.pk == drafts[0].reading_id)
    text = read_once(shown.pk).source.text
    tasks = [(task, _place(task, text)) for task in read_once(newer.pk).tasks]
    contents = [(draft, Content.from_json(draft.content)) for draft in drafts]
    return Differences(
        shown,
        newer,
        tuple(Missing(task, span) for task, span in tasks if not _covered(span, drafts)),
        tuple(_differing(contents, tasks)),
        tuple((draft, content) for draft, content in contents if not _met(draft, tasks)),
    )


def _place(task: Task, text: str) -> Span | None:
    start, end = task.span
    if text[start:end] == task.text:
        return task.span
    start = text.find(task.text)
    return Span(start, start + len(task.text)) if start >= 0 else None


def _covered(span: Span | None, drafts: list[DraftTask]) -> bool:
    return span is not None and any(draft.start < span.end and span.start < draft.end for draft in drafts)


def _met(draft: DraftTask, tasks: list[tuple[Task, Span | None]]) -> bool:
    return any(span and draft.start < span.end and span.start < draft.end for _task, span in tasks)


def _differing(contents: list[tuple[DraftTask, Content]], tasks: list[tuple[Task, Span | None]]) -> list[Differing]:
    by_span = {span: task for task, span in tasks if span}
    found = []
    for draft, content in contents:
        newer = by_span.get(Span(draft.start, draft.end))
        if newer is None:
            continue
        fields = tuple(name for name in COMPARED if _said(content.task, name) != _said(newer, name))
        if fields:
            found.append(Differing(draft, content, newer, fields))
    return found


def _said(task: Task, name: str) -> list[str]:
    value = getattr(task, name)
    things = value if isinstance(value, tuple) else (value,) if value else ()
    return [getattr(one, "name", "") or getattr(one, "quote", "") for one in things]
