"""A block of the body as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def filled(block: Mapping[str, Any], payload: Mapping[str, Any]) -> str:
    """The words of a block with its figures in place: the officer's own, where they edited it."""
    if "text" in block:
        return str(block["text"])
    figures = payload["figures"]
    return "".join(run if isinstance(run, str) else figures[run["f"]]["text"] for run in block.get("runs", ()))
