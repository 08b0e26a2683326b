"""A task that a person sees in some words of a document: its fields are found in them as in the reader's own tasks."""

from __future__ import annotations

from collections.abc import Sequence

from namro.reading.drafts import Draft
from namro.reading.fields import Findings, task_of
from namro.reading.folding import fold
from namro.reading.labels import NO_LABEL
from namro.reading.model import Directive, Named, Span, Task
from namro.reading.orders import subject_of
from namro.reading.outline import Node


def read_stretch(directive: Directive, span: Span, *, leads: Sequence[Named] = (), at: str = "") -> Task:
    """The task in these words.

    It is led by whom the words name, else by `leads`, the doers of the task or heading that the person took it from.
    `at` is the label path that it stands under.
    """
    source = directive.source
    folded = fold(source.text)
    subject = subject_of(source.text, folded, span.start, span.end)
    draft = Draft(
        start=span.start,
        end=span.end,
        node=Node(0, span.start, span.end, "", NO_LABEL, at, None, "paragraph"),
        leads=tuple(subject.names) if subject else tuple(leads),
        coordinators=None,
        mode=(subject.mode if subject else None) or "assign",
        rule="stretch",
        sure=1.0,
    )
    return task_of(draft, 1, Findings.of(source, folded, directive.head))
