"""Reads a paper in Word back and holds it against Decree 30/2020/NĐ-CP, each point with its article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One point of the decree: what it is about, whether the paper keeps to it, and what was found."""

    name: str
    ok: bool
    detail: str
    article: str


def examine(docx: bytes, kind: str) -> list[Check]:
    """Every point that can be told from the document itself, in the decree's order.

    Raises namro.papers.checking.reading.NotWord for a file that is no Word document.
    """
    from namro.papers.checking.points import ANNEX_POINTS, POINTS
    from namro.papers.checking.reading import read
    from namro.papers.rendering.prepared import ANNEX_ONLY

    document = read(docx)
    return [point(document, kind) for point in (ANNEX_POINTS if kind in ANNEX_ONLY else POINTS)]
