"""The page on which a workbook is brought, and how far it is, the same for all three kinds."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.directives.operations.intake import NewFile
from namro.workbooks import queue
from namro.workbooks.forms import BringForm
from namro.workbooks.models import Brought, Form


def bring_page(
    request: Request,
    form_of_it: Form,
    *,
    page: str,
    title: str,
    intro: Sequence[str],
    back: tuple[str, str],
    template: tuple[str, str] | None = None,
    agency: Agency | None = None,
) -> HttpResponse:
    """Take a workbook; `page` is the address that shows it, `back` and `template` are a link and its words."""
    form = BringForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = queue.bring(
                form_of_it,
                NewFile(file.name, file.read()),
                agency=agency,
                person=request.person,
                by=request.actor,
                at=request.now,
            )
        except queue.BroughtBefore as known:
            messages.info(request, str(known))
            return redirect(page, known.brought)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(page, brought.pk)
    context = {"form": form, "title": title, "intro": intro, "back": back, "template": template}
    return render(request, "workbooks/bring.html", context, status=422 if form.errors else 200)


def progress_part(request: Request, brought: Brought) -> HttpResponse:
    """How far it is; once the worker is through, the whole page comes anew."""
    response = render(request, "workbooks/progress.html", {"one": brought})
    if not brought.is_at_work:
        response.headers["HX-Refresh"] = "true"
    return response
