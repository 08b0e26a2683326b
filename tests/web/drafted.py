"""Papers for tests: the rich history, a monthly report of June drafted from it, and its steps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from namro.directives.models import Directive
from namro.directives.operations.intake import NewFile
from namro.life.operations import Acting
from namro.papers import operations
from namro.papers.models import OfficeTemplate, Paper, PaperRhythm
from namro.papers.operations.rhythms import add_rhythm
from namro.papers.operations.templates import bring_template
from namro.papers.rendering import shipped_template

from .conftest import NOW
from .histories import JUNE, rich
from .lives import acting, named


def monthly(of: Directive | None = None, *, moment: datetime = JUNE, by: Acting | None = None, **values: Any) -> Paper:
    """A draft of the month's report."""
    return drafted("monthly", of, moment=moment, by=by, **values)


def drafted(
    kind: str, of: Directive | None = None, *, moment: datetime = JUNE, by: Acting | None = None, **values: Any
) -> Paper:
    """A draft of any kind."""
    by = by or acting("theodoi", max(NOW, moment))
    new = operations.NewPaper(kind, of or rich(), moment, values.pop("issuer", None) or named("Sở Tài chính"), **values)
    return operations.draft(new, person=by.person, by=by.by, at=by.at)


def template(data: bytes | None = None) -> OfficeTemplate:
    """An office's template, not in use: the shipped one under another name."""
    who = acting("theodoi")
    file = NewFile("mau-cua-so.docx", data or shipped_template("monthly"))
    return bring_template("monthly", file, person=who.person, by=who.by, at=who.at)


def rhythm() -> PaperRhythm:
    """A report by the 25th of each month."""
    who = acting("theodoi")
    return add_rhythm(
        rich(), kind="monthly", every="month", day=25, officer=None, issuer=named("Sở Tài chính"),
        since=NOW.date(), by=who.by, at=who.at,
    )  # fmt: skip


def issued(paper: Paper, number: str = "45", **values: Any) -> Paper:
    """The same, checked by another and issued."""
    paper.refresh_from_db()
    operations.check(paper, version=paper.version, acting=acting("xacnhan"))
    paper.refresh_from_db()
    values = {"issued_on": NOW.date(), "signed": None} | values
    operations.issue(paper, number=number, version=paper.version, acting=acting("theodoi"), **values)
    paper.refresh_from_db()
    return paper
