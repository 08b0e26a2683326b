"""To whom a letter or telegram speaks: the names after "Kính gửi:" or "... điện:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from namro.reading.labelled import names_in
from namro.reading.labels import BULLET, label_of
from namro.reading.model import Block, Named, Source, Span

# "Kính gửi:", "Đồng kính gửi:", "Thủ tướng Chính phủ điện:"
_TO_WHOM = re.compile(r"(?:đồng )?kính gửi ?:? ?|[^:\n]{0,60} điện ?:$")
_SCANNED = 60  # blocks; they stand above the body
_RULE = "head.addressees"


def addressees_of(source: Source, folded: str) -> tuple[Named, ...]:
    """The addressees in reading order, each once; none where no line opens their list."""
    found: list[Named] = []
    for index, block in enumerate(source.blocks[:_SCANNED]):
        if heading := _TO_WHOM.match(folded, block.start, block.end):
            for span in _entries(source, folded, index, heading.end()):
                found += names_in(source.text, folded, span.start, span.end, _RULE)
    return tuple({one.name: one for one in found}.values())


def _entries(source: Source, folded: str, at: int, after: int) -> Iterator[Span]:
    """Where names may stand: the rest of the line, the bullets under it, the cells beside it."""
    opening = source.blocks[at]
    if after < opening.end:
        yield Span(after, opening.end)
    for block in source.blocks[at + 1 : at + _SCANNED]:
        if not _belongs(block, opening, source.text) or _TO_WHOM.match(folded, block.start, block.end):
            return
        yield Span(block.start, block.end)


def _belongs(block: Block, opening: Block, text: str) -> bool:
    if opening.table is not None:
        return block.table == opening.table
    label = label_of(text, block.start) if block.table is None else None
    return label is not None and label.rank == BULLET
