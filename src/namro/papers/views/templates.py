"""The office's templates: fields and their meaning, bringing one, a trial print, putting it to use."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.views.form_page import button_pressed, files, posted
from namro.papers.forms import TemplateForm
from namro.papers.kinds import PaperKind
from namro.papers.models import OfficeTemplate
from namro.papers.operations.templates import BadTemplate, bring_template, findings
from namro.papers.operations.templates import put_to_use as put
from namro.papers.operations.templates import take_out_of_use as take_out
from namro.papers.printing import DOCX
from namro.papers.rendering import shipped_template, template_fields, trial_print
from namro.papers.rendering.errors import CannotPrint
from namro.papers.views.asking import FORM


@opens(Act.EDIT_TEMPLATES)
def templates(request: Request) -> HttpResponse:
    in_use = {one.kind: one for one in OfficeTemplate.objects.in_use()}
    kinds = [(kind, kind.label, in_use.get(kind)) for kind in PaperKind]
    return render(request, "papers/templates.html", {"kinds": kinds})


@opens(Act.EDIT_TEMPLATES, methods=FORM)
def template(request: Request, kind: str) -> HttpResponse:
    """One kind: what a template may use, those that were brought, and a place to bring another."""
    _known(kind)
    form = TemplateForm(posted(request), files(request))
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            made = bring_template(kind, form.brought(), person=request.person, by=request.actor, at=request.now)
        except BadTemplate as refusal:
            faults = refusal.faults
            form.add_error("documents", str(refusal))
        except Refused as refusal:
            form.add_error("documents", str(refusal))
        else:
            messages.success(request, _("Đã nhận mẫu. In thử, xem lại rồi chọn “Dùng mẫu này”."))
            for told, _blocks in findings(kind, made.data):
                messages.info(request, told)
            return redirect("papers:template", kind)
    context = {
        "kind": kind,
        "kind_name": PaperKind(kind).label,
        "form": form,
        "faults": faults,
        "fields": template_fields(kind),
        "brought": OfficeTemplate.objects.filter(kind=kind).select_related("brought_by"),
    }
    return render(request, "papers/template.html", context, status=422 if form.errors else 200)


@opens(Act.EDIT_TEMPLATES)
def shipped(request: Request, kind: str) -> HttpResponse:
    """The template that comes with the program, to start from."""
    _known(kind)
    return _docx(shipped_template(kind), f"mau-{kind}.docx")


@opens(Act.EDIT_TEMPLATES)
def own(request: Request, pk: int) -> FileResponse:
    """A template as it came."""
    found = get_object_or_404(OfficeTemplate.objects.select_related("original"), pk=pk)
    if not found.original.path.exists():
        raise Http404
    return FileResponse(found.original.path.open("rb"), as_attachment=True, filename=found.file_name, content_type=DOCX)


@opens(Act.EDIT_TEMPLATES)
def trial(request: Request, pk: int) -> HttpResponseBase:
    """An invented paper printed with a template."""
    found = get_object_or_404(OfficeTemplate.objects.select_related("original"), pk=pk)
    try:
        return _docx(trial_print(found.kind, found.data), f"in-thu-{found.kind}.docx")
    except CannotPrint as refusal:
        messages.error(request, str(refusal))
        return redirect("papers:template", found.kind)


@opens(Act.EDIT_TEMPLATES, methods=("POST",))
def put_to_use(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(OfficeTemplate.objects.select_related("original"), pk=pk)
    return button_pressed(
        request,
        lambda: put(found, person=request.person, by=request.actor, at=request.now),
        "papers:template",
        found.kind,
        said=_("Từ nay in bằng mẫu này; văn bản đã kiểm tra giữ mẫu của nó."),
    )


@opens(Act.EDIT_TEMPLATES, methods=("POST",))
def take_out_of_use(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(OfficeTemplate.objects.select_related("original"), pk=pk)
    return button_pressed(
        request,
        lambda: take_out(found, by=request.actor, at=request.now),
        "papers:template",
        found.kind,
        said=_("Đã thôi dùng; từ nay in bằng mẫu có sẵn."),
    )


def _known(kind: str) -> None:
    if kind not in PaperKind.values:
        raise Http404


def _docx(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
