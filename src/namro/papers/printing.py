"""The files of a paper, each from its snapshot, its edits and its template alone: printed again, they say the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any

from django.utils import timezone

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.directives.models import Directive
from namro.papers.bodies import body
from namro.papers.kinds import PaperKind
from namro.papers.models import OfficeTemplate, Paper, Stage
from namro.papers.operations.issuers import issuer_of
from namro.papers.rendering.errors import CannotPrint
from namro.papers.snapshots import NotTaken, take

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT_TYPES = {"docx": DOCX, "pdf": "application/pdf", "xlsx": XLSX, "json": "application/json"}


def printed(paper: Paper, form: str) -> bytes:
    """The file in this form. Refused where a figure, a table or a template is not right: never a blank number."""
    try:
        return _FORMS[form](paper)
    except CannotPrint as refusal:
        raise Refused(str(refusal)) from refusal


def brief_as_pdf(directive: Directive, person: Person, at: datetime) -> bytes:
    """The one page for a meeting, as of now, without a draft of it."""
    try:
        issuer = issuer_of(directive, person, timezone.localdate(at))
        payload = take(PaperKind.BRIEF, directive=directive, at=at, issuer=issuer).payload
        made: bytes = _rendering().to_pdf(payload, payload["body"])
    except (CannotPrint, NotTaken) as refusal:
        raise Refused(str(refusal)) from refusal
    return made


def template_of(paper: Paper) -> OfficeTemplate | None:
    """The office's template: fixed when the paper was checked, until then the one in use. None: the shipped one."""
    if paper.stage in (Stage.CHECKED, Stage.ISSUED):
        return paper.template
    return OfficeTemplate.objects.in_use().filter(kind=paper.kind).first()


def file_name(paper: Paper, form: str) -> str:
    """What the file is called: kind, document, moment or number. Plain letters, so that every system takes it."""
    told = paper.full_number.replace("/", "-") if paper.is_issued else f"du-thao-{paper.pk}"
    return f"{paper.kind}-{told}-{paper.moment:%Y%m%d}.{form}"


def _docx(paper: Paper) -> bytes:
    template = template_of(paper)
    made: bytes = _rendering().to_docx(
        paper.snapshot.payload,
        _body(paper),
        template=template.data if template else None,
        number=paper.number,
        date=paper.issued_on,
    )
    return made


def _pdf(paper: Paper) -> bytes:
    made: bytes = _rendering().to_pdf(paper.snapshot.payload, _body(paper), number=paper.number, date=paper.issued_on)
    return made


def _xlsx(paper: Paper) -> bytes:
    made: bytes = _rendering().to_xlsx(paper.snapshot.payload)
    return made


def _json(paper: Paper) -> bytes:
    return paper.snapshot.text.encode()


def _body(paper: Paper) -> list[dict[str, Any]]:
    return body(paper.snapshot.payload, paper.edits.all())


def _rendering() -> Any:
    return import_module("namro.papers.rendering")  # typst and docxtpl are loaded when something is printed


_FORMS: dict[str, Callable[[Paper], bytes]] = {"docx": _docx, "pdf": _pdf, "xlsx": _xlsx, "json": _json}
