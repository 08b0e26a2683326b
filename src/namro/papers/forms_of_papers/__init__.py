"""The Word templates that papers are shipped with: drawn by code, so that the decree can be read beside it.

An office takes one, edits it in Word and hands it in again; the fields between double braces are filled when a paper is
printed, and the long text goes where "{{p body }}" and "{{p annexes }}" stand.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

from namro.papers.forms_of_papers.frame import draw
from namro.papers.rendering.prepared import ANNEX_ONLY


@cache
def shipped(kind: str) -> bytes:
    """The template of a kind. All kinds with a letterhead share one: what differs comes from the payload."""
    out = BytesIO()
    draw(with_letterhead=kind not in ANNEX_ONLY).save(out)
    return out.getvalue()
