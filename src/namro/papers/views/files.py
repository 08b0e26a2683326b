"""The files of papers, to keep; and what is looked at before signing."""

from __future__ import annotations

import io
import zipfile

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.directives.forms_of_files import CONTENT_TYPES as ORIGINALS
from namro.directives.models import Directive
from namro.directives.models import Stage as DirectiveStage
from namro.life.operations.evidence import CONTENT_TYPES as EVIDENCE
from namro.papers.models import Paper
from namro.papers.printing import CONTENT_TYPES, brief_as_pdf, file_name, printed
from namro.papers.queries.checks import checks as checks_of
from namro.papers.views.asking import WITH, find_paper, sees_all, whole_number

OF_ALL = ("xlsx", "json")  # hold more than what is printed: not for those who see only their own letters
MOST_AT_ONCE = 120


@opens(Act.SEE_PAPERS)
def file(request: Request, pk: int, form: str) -> HttpResponseBase:
    """One paper as Word, PDF, workbook or the snapshot itself."""
    paper = find_paper(request, pk, Act.SEE_PAPERS)
    if form not in CONTENT_TYPES or (form in OF_ALL and not sees_all(request)):
        raise Http404
    try:
        data = printed(paper, form)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("papers:paper", pk)
    return _download(data, file_name(paper, form), CONTENT_TYPES[form])


@opens(Act.SEE_PAPERS)
def signed(request: Request, pk: int) -> FileResponse:
    """The signed file as it came."""
    paper = find_paper(request, pk, Act.SEE_PAPERS)
    if paper.signed is None or not paper.signed.path.exists():
        raise Http404
    kind = (ORIGINALS | EVIDENCE)[paper.signed.form]
    return FileResponse(paper.signed.path.open("rb"), as_attachment=True, filename=paper.signed_name, content_type=kind)


@opens(Act.SEE_PAPERS)
def meeting_brief(request: Request) -> HttpResponseBase:
    """One page on a document for a meeting, as of now: printed at once, kept nowhere."""
    if not sees_all(request):
        raise Http404
    asked = whole_number(request.GET.get("directive"))
    found = Directive.objects.filter(stage=DirectiveStage.ISSUED).order_by("-registered_at", "-pk")
    directive = found.filter(pk=asked).first() if asked else found.first()
    if directive is None:
        messages.info(request, _("Chưa có văn bản nào lập sổ chính thức nên chưa có gì để tóm tắt."))
        return redirect("desk:home")
    try:
        data = brief_as_pdf(directive, request.person, request.now)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:home")
    return _download(data, f"tom-tat-{request.day:%Y%m%d}.pdf", CONTENT_TYPES["pdf"])


@opens(Act.DRAFT_PAPERS)
def bundle(request: Request) -> HttpResponseBase:
    """Several papers in one zip: those named, or all drafts of urging letters."""
    named = [whole_number(one) for one in request.GET.getlist("paper")][:MOST_AT_ONCE]
    form = "pdf" if request.GET.get("form") == "pdf" else "docx"
    found = Paper.objects.visible_to(request.person, request.day).alive().select_related(*WITH)
    found = found.filter(pk__in=named) if named else found.filter(kind="urging", stage="draft")
    papers = list(found.order_by("pk")[:MOST_AT_ONCE])
    if not papers:
        messages.info(request, _("Không có công văn nào để tải."))
        return redirect("papers:list")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for paper in papers:
            package.writestr(file_name(paper, form), printed(paper, form))
    return _download(out.getvalue(), "cong-van-don-doc.zip", "application/zip")


@opens(Act.SEE_PAPERS)
def checks(request: Request, pk: int) -> HttpResponse:
    paper = find_paper(request, pk, Act.SEE_PAPERS)
    if not sees_all(request):
        raise Http404
    context = {"paper": paper, "checks": checks_of(paper)}
    return render(request, "papers/checks.html" if request.htmx else "papers/checks_page.html", context)


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
