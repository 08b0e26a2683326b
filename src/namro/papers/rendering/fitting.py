"""A paper that must stand on one page is set as close as the decree allows, and no closer."""

from __future__ import annotations

from dataclasses import replace

from namro.papers.rendering.pdf import count_pages
from namro.papers.rendering.prepared import LEAST_SIZE, LINE, ONE_PAGE, SINGLE, SIZE, Paper

_CLOSER = ((SIZE, LINE), (SIZE, SINGLE), (LEAST_SIZE, SINGLE))


def fitted(paper: Paper) -> Paper:
    """The paper in the widest setting that keeps it on one page, else in the closest; other kinds as they are."""
    if paper.kind not in ONE_PAGE:
        return paper
    for size, line in _CLOSER:
        paper = replace(paper, size=size, line=line)
        if count_pages(paper, with_spare=True) == 1:
            break
    return paper
