"""Overlapping spans of a text as a row of segments, each with all that covers it: what can be nested in a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from namro.reading.model import Span

Tag = TypeVar("Tag")


class Segment(NamedTuple, Generic[Tag]):
    """A piece of text with no boundary inside, and the tags of the spans that cover it, the earliest first."""

    start: int
    end: int
    tags: tuple[Tag, ...]


def segments(spans: Iterable[tuple[Span, Tag]], length: int) -> Iterator[Segment[Tag]]:
    """Cut [0, length) at every end of a span. Spans that are empty or reach outside are cut to the text or left out."""
    opened: dict[int, list[int]] = defaultdict(list)
    closed: dict[int, list[int]] = defaultdict(list)
    tags: dict[int, Tag] = {}
    for index, (span, tag) in enumerate(spans):
        start, end = max(0, span.start), min(length, span.end)
        if start < end:
            opened[start].append(index)
            closed[end].append(index)
            tags[index] = tag
    active: dict[int, Tag] = {}
    bounds = sorted({0, length, *opened, *closed})
    for start, end in pairwise(bounds):
        for index in closed[start]:
            del active[index]
        for index in opened[start]:
            active[index] = tags[index]
        yield Segment(start, end, tuple(active.values()))
