"""An agency answers an urging letter: on the page, or with the slip in Word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.agencies.views.form_page import files, posted
from namro.life.views.acting import acting
from namro.papers.forms import ReplyForm, SlipForm
from namro.papers.models import Paper
from namro.papers.operations.replying import reply as send
from namro.papers.printing import DOCX
from namro.papers.rendering import reply_slip
from namro.papers.rendering.reply_slips import NotASlip, urged
from namro.papers.slips import read_slip
from namro.papers.views.asking import FORM, find_paper
from namro.tasks.models import Assignment


@opens(Act.REPORT_PROGRESS, methods=FORM)
def reply(request: Request, pk: int) -> HttpResponse:
    paper = _letter(request, pk)
    agency, rows = _answering(request, paper)
    sent_as_file = request.method == "POST" and bool(request.FILES)
    form = ReplyForm(None if sent_as_file else posted(request), rows=rows, day=request.day)
    slip = SlipForm(posted(request) if sent_as_file else None, files(request) if sent_as_file else None)
    used: Any = slip if sent_as_file else form
    if request.method == "POST" and used.is_valid():
        try:
            file = slip.brought() if sent_as_file else None
            lines = read_slip(file.data) if file else form.lines()
            send(paper, lines, agency=agency, file=file, acting=acting(request))
        except NotASlip as refusal:
            slip.add_error("documents", str(refusal))
        except Refused as refusal:
            used.add_error(refusal.field if refusal.field in used.fields else None, str(refusal))
        else:
            messages.success(request, _("Đã gửi trả lời; mỗi dòng là một cập nhật của nhiệm vụ."))
            return redirect("papers:paper", pk)
    context = {
        "paper": paper,
        "rows": [(row, form.of(row["id"])) for row in rows],
        "form": form,
        "slip": slip,
        "sent": paper.replies.filter(agency=agency).prefetch_related("lines")[:10],
    }
    return render(request, "papers/reply.html", context, status=422 if used.errors else 200)


@opens(Act.REPORT_PROGRESS)
def slip(request: Request, pk: int) -> HttpResponse:
    """The empty slip in Word."""
    paper = _letter(request, pk)
    agency, _rows = _answering(request, paper)
    response = HttpResponse(reply_slip(paper.snapshot.payload, agency.pk), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="phieu-tra-loi-{paper.pk}.docx"'
    return response


def _letter(request: Request, pk: int) -> Paper:
    paper = find_paper(request, pk, Act.REPORT_PROGRESS)
    if paper.kind != "urging" or not paper.is_issued:
        raise Http404
    return paper


def _answering(request: Request, paper: Paper) -> tuple[Agency, list[Mapping[str, Any]]]:
    """For which agency one answers, and what is left to answer: the one that the letter went to; of several, the first
    that is one's own and has something left."""
    if paper.agency is not None:
        return paper.agency, _open_rows(paper, paper.agency)
    went_to = (one.agency for one in paper.addressees.select_related("agency"))
    own = [one for one in went_to if may(request.person, Act.REPORT_PROGRESS, one, request.day)]
    if not own:
        raise Http404
    for agency in own:
        if rows := _open_rows(paper, agency):
            return agency, rows
    return own[0], []


def _open_rows(paper: Paper, agency: Agency) -> list[Mapping[str, Any]]:
    rows = urged(paper.snapshot.payload, agency.pk)
    still = set(Assignment.objects.open().filter(pk__in=[row["id"] for row in rows]).values_list("pk", flat=True))
    return [row for row in rows if row["id"] in still]
