"""The rows of a brought workbook by what becomes of them: an agency's and an office's own are shown alike."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render

from namro.access.request import Request
from namro.workbooks import queries
from namro.workbooks.models import Brought, Line

GOOD: tuple[str, ...] = (Line.Outcome.GOOD, Line.Outcome.DONE)
REFUSED: tuple[str, ...] = (Line.Outcome.REFUSED,)


def rows_page(request: Request, brought: Brought, template: str, parts: Mapping[str, tuple[str, ...]]) -> HttpResponse:
    """The part that is asked for, else the first that has rows; `parts` are its outcomes by name, "good" among them."""
    counts = queries.counts(brought)
    sums = {part: sum(counts.get(one, 0) for one in outcomes) for part, outcomes in parts.items()}
    part = request.GET.get("part", "")
    if part not in parts:
        part = next((one for one in parts if sums[one]), "good")
    context = {
        "one": brought,
        "sums": sums,
        "part": part,
        "page": queries.lines(brought, parts[part], request.GET.get("after", "")),
        "good": counts.get(Line.Outcome.GOOD, 0),
    }
    return render(request, template, context)
