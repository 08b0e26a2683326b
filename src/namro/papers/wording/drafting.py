"""One draft for each kind."""

from __future__ import annotations

from collections.abc import Callable

from namro.papers.kinds import PaperKind
from namro.papers.snapshots.material import Material
from namro.papers.wording import annex, brief, directions, extension, monthly, urging
from namro.papers.wording.draft import Draft

DRAFTS: dict[PaperKind, Callable[[Material], Draft]] = {
    PaperKind.MONTHLY: monthly.draft,
    PaperKind.URGING: urging.draft,
    PaperKind.BRIEF: brief.draft,
    PaperKind.ANNEX: annex.draft,
    PaperKind.EXTENSION: extension.draft,
    PaperKind.DIRECTIONS: directions.draft,
}


def drafted(kind: PaperKind, material: Material) -> Draft:
    """Head, words, tables and annexes of a kind."""
    return DRAFTS[kind](material)
