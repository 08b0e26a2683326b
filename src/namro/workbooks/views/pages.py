"""One brought workbook: its progress, then its preview or what became of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.workbooks.models import Brought, Form, State
from namro.workbooks.views.book import book_page
from namro.workbooks.views.register import register_page


@opens(Act.EDIT_TASKS)
def page(request: Request, pk: int) -> HttpResponse:
    brought = _found(request, pk)
    if brought.state == State.MAPPING:
        return redirect("workbooks:mapping", pk)
    if brought.is_at_work or brought.state == State.FAILED:
        return render(request, "workbooks/at_work.html", {"one": brought, "again": "workbooks:page"})
    return book_page(request, brought) if brought.form == Form.BOOK else register_page(request, brought)


@opens(Act.EDIT_TASKS)
def progress(request: Request, pk: int) -> HttpResponse:
    return progress_part(request, _found(request, pk))


def progress_part(request: Request, brought: Brought) -> HttpResponse:
    """How far it is; once the worker is through, the whole page comes anew."""
    response = render(request, "workbooks/progress.html", {"one": brought})
    if not brought.is_at_work:
        response.headers["HX-Refresh"] = "true"
    return response


def _found(request: Request, pk: int) -> Brought:
    seen = Brought.objects.visible_to(request.person, request.day).exclude(form=Form.AGENCY)
    return get_object_or_404(seen.select_related("brought_by", "applied_by", "directive", "handout"), pk=pk)
