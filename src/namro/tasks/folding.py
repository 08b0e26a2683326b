"""The one form of a task's words that the search looks through."""

from __future__ import annotations

from namro.agencies.folding import fold


def folded_words(*parts: str) -> str:
    """The parts folded, with a blank before and after, so that whole words can be told."""
    return f" {fold(' '.join(parts))} "
