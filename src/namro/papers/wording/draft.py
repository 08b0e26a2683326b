"""What a kind makes of the material."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from namro.papers.wording.blocks import Block


@dataclass(frozen=True, slots=True)
class Draft:
    """What a paper says."""

    head: dict[str, Any]
    body: list[Block]
    tables: dict[str, Any] = field(default_factory=dict)
    annexes: list[dict[str, Any]] = field(default_factory=list)
