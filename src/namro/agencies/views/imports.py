"""Agencies from a workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.imports import agencies as imports
from namro.agencies.imports.pages import Subject, preview_page, template_file, upload_page
from namro.agencies.models import ImportDraft

_SUBJECT = Subject(
    ImportDraft.Subject.AGENCIES,
    title=gettext_lazy("Nhập đơn vị từ Excel"),
    upload="agencies:import",
    preview="agencies:import_preview",
    template="agencies:import_template",
    done="agencies:list",
)


@opens(Act.EDIT_AGENCIES)
def import_template(request: Request) -> HttpResponse:
    return template_file(imports.COLUMNS, _("Đơn vị"), "mau-nhap-don-vi.xlsx")


@opens(Act.EDIT_AGENCIES, methods=("GET", "POST"))
def upload(request: Request) -> HttpResponse:
    return upload_page(request, _SUBJECT, imports.COLUMNS, imports.check)


@opens(Act.EDIT_AGENCIES, methods=("GET", "POST"))
def preview(request: Request, pk: int) -> HttpResponse:
    return preview_page(request, pk, _SUBJECT, imports.COLUMNS, _save)


def _save(draft: ImportDraft, request: Request) -> str:
    count = imports.save(draft, by=request.actor, at=request.now)
    return _("Đã nhập %(count)s đơn vị.") % {"count": count}
