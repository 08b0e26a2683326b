"""One brought workbook: its progress, then its preview or what became of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.workbooks.models import Form, State
from namro.workbooks.views.book import book_page
from namro.workbooks.views.bringing import progress_part
from namro.workbooks.views.register import found, register_page


@opens(Act.EDIT_TASKS)
def page(request: Request, pk: int) -> HttpResponse:
    brought = found(request, pk)
    if brought.state == State.MAPPING:
        return redirect("workbooks:mapping", pk)
    if brought.is_at_work or brought.state == State.FAILED:
        return render(request, "workbooks/at_work.html", {"one": brought})
    return book_page(request, brought) if brought.form == Form.BOOK else register_page(request, brought)


@opens(Act.EDIT_TASKS)
def progress(request: Request, pk: int) -> HttpResponse:
    return progress_part(request, found(request, pk))
