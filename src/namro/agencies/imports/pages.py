"""The two pages of every import: bring a workbook, then see what it holds and say yes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.imports import drafts, workbook
from namro.agencies.imports.workbook import Column, Refusal, Row
from namro.agencies.models import ImportDraft

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Subject:
    """What is imported, and the names of its pages."""

    kind: str
    title: Promise
    upload: str
    preview: str
    template: str
    done: str


class UploadForm(forms.Form):
    """A workbook."""

    file = forms.FileField(
        label=_("Bảng tính .xlsx"), widget=forms.FileInput(attrs={"accept": ".xlsx"}), max_length=200
    )


def template_file(columns: Sequence[Column], sheet: str, file_name: str) -> HttpResponse:
    """The workbook to fill in."""
    return attachment(workbook.template(columns, sheet), file_name, XLSX)


def attachment(content: bytes, file_name: str, content_type: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def upload_page(
    request: Request,
    subject: Subject,
    columns: Sequence[Column],
    check: Callable[[Sequence[Row]], tuple[list[Row], list[Refusal]]],
) -> HttpResponse:
    """Take a workbook, check each row, keep it for the preview."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            good, refusals = check(workbook.read_rows(file.read(), columns))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            draft = drafts.keep(
                subject.kind, file_name=file.name, rows=good, refusals=refusals, by=request.person, at=request.now
            )
            return redirect(subject.preview, draft.pk)
    return render(request, "agencies/import.html", {"form": form, "subject": subject, "columns": columns})


def preview_page(
    request: Request,
    pk: int,
    subject: Subject,
    columns: Sequence[Column],
    save: Callable[[ImportDraft, Request], str],
) -> HttpResponse:
    """Show what was read, by whom it was brought only; on yes, save it once."""
    draft = get_object_or_404(ImportDraft, pk=pk, subject=subject.kind, brought_by=request.person)
    if request.method == "POST":
        try:
            messages.success(request, save(draft, request))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(subject.preview, pk)
        return redirect(subject.done)
    bad = [
        {"row": row, "refusals": list(refusals)}
        for row, refusals in groupby(draft.refusals, key=lambda refusal: refusal["row"])
    ]
    context = {"draft": draft, "subject": subject, "columns": columns, "bad": bad, "shown": draft.rows[:ROWS_SHOWN]}
    return render(request, "agencies/import_preview.html", context)
