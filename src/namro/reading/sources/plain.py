"""Plain text → Source: for now, one block per line that is not empty."""

from __future__ import annotations

import re

from namro.reading.model import Block, Source
from namro.reading.sources.limits import DEFAULT_LIMITS, Limits

_SPACE = re.compile(r"\s+")


def read_text(text: str, name: str | None, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Return the source of an NFC text."""
    blocks: list[Block] = []
    parts: list[str] = []
    position = 0
    for number, line in enumerate(text.splitlines()):
        words = _SPACE.sub(" ", line).strip()
        if not words:
            continue
        blocks.append(Block(position, position + len(words), paragraph=number))
        parts.append(words)
        position += len(words) + 1
    return Source(kind="text", name=name, text="\n".join(parts), blocks=tuple(blocks))
