"""A snapshot's payload as Word, PDF and workbook: pure functions, no database and no clock.

What draws a form is imported when the form is asked for; each of the libraries takes its time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Any

Payload = Mapping[str, Any]
Body = Sequence[Mapping[str, Any]]


def to_docx(
    payload: Payload, body: Body, *, template: bytes | None = None, number: str = "", date: Day | None = None
) -> bytes:
    """The paper in Word, by Decree 30/2020/NĐ-CP. Without number and day they stay blank for the clerk.

    Raises CannotPrint: a figure or table that the payload lacks, a template that cannot be filled.
    """
    from namro.papers.rendering import prepared, word

    return word.render(prepared.prepare(payload, body, number=number, on=date), template)


def to_pdf(payload: Payload, body: Body, *, number: str = "", date: Day | None = None) -> bytes:
    """The paper as PDF/A-2u with bookmarks. Raises CannotPrint."""
    from namro.papers.rendering import pdf, prepared

    return pdf.render(prepared.prepare(payload, body, number=number, on=date))


def to_xlsx(payload: Payload) -> bytes:
    """Figures, tables and assignments of the snapshot as a workbook. Raises CannotPrint."""
    from namro.papers.rendering import workbook

    return workbook.render(payload)
