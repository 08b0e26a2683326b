"""A snapshot's payload as Word, PDF and workbook: pure functions, no database and no clock.

What draws a form is imported when the form is asked for; each of the libraries takes its time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from namro.papers.rendering.fields import Field
    from namro.papers.rendering.reply_slips import Answer
    from namro.papers.rendering.templates import Finding

Payload = Mapping[str, Any]
Body = Sequence[Mapping[str, Any]]


def to_docx(
    payload: Payload, body: Body, *, template: bytes | None = None, number: str = "", date: Day | None = None
) -> bytes:
    """The paper in Word, by Decree 30/2020/NĐ-CP. Without number and day they stay blank for the clerk.

    Raises CannotPrint: a figure or table that the payload lacks, a template that cannot be filled.
    """
    from namro.papers.rendering import fitting, prepared, word

    return word.render(fitting.fitted(prepared.prepare(payload, body, number=number, on=date)), template)


def to_pdf(payload: Payload, body: Body, *, number: str = "", date: Day | None = None) -> bytes:
    """The paper as PDF/A-2u with bookmarks. Raises CannotPrint."""
    from namro.papers.rendering import fitting, pdf, prepared

    return pdf.render(fitting.fitted(prepared.prepare(payload, body, number=number, on=date)))


def count_pages(payload: Payload, body: Body) -> int:
    """On how many pages the paper comes out: a brief should stand on one. Raises CannotPrint."""
    from namro.papers.rendering import fitting, pdf, prepared

    return pdf.count_pages(fitting.fitted(prepared.prepare(payload, body)))


def to_xlsx(payload: Payload) -> bytes:
    """Figures, tables and assignments of the snapshot as a workbook. Raises CannotPrint."""
    from namro.papers.rendering import workbook

    return workbook.render(payload)


def shipped_template(kind: str) -> bytes:
    """The Word template that comes with the program: what an office starts from."""
    from namro.papers.forms_of_papers import shipped

    return shipped(kind)


def template_fields(kind: str) -> list[Field]:
    """The fields that a template of this kind may use, in the order in which a paper shows them."""
    from namro.papers.rendering import fields

    return list(fields.template_fields(kind))


def check_template(kind: str, data: bytes) -> list[Finding]:
    """Every fault of an office's template, with field and place; none that blocks means that it can be used."""
    from namro.papers.rendering import templates

    return templates.check_template(kind, data)


def trial_print(kind: str, data: bytes) -> bytes:
    """The template filled with an invented paper. Raises CannotPrint."""
    from namro.papers.rendering import templates

    return templates.trial_print(kind, data)


def reply_slip(payload: Payload, agency: int | None = None) -> bytes:
    """The slip in Word that goes with an urging letter, for `agency` to fill in: by default the one written to."""
    from namro.papers.rendering import reply_slips

    return reply_slips.render(payload, agency)


def read_reply_slip(data: bytes) -> list[Answer]:
    """The answers of a filled slip, each with the id of its assignment. Raises reply_slips.NotASlip, in words."""
    from namro.papers.rendering import reply_slips

    return reply_slips.read(data)
