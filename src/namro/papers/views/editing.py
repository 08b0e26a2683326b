"""Editing a paragraph in its place, adding, removing and restoring one; the same without the script."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.views.form_page import posted
from namro.life.views.acting import acting
from namro.papers import operations
from namro.papers.forms import NewParagraphForm, ParagraphForm
from namro.papers.models import Paper
from namro.papers.operations.editing import StaleParagraph, block_text
from namro.papers.views.asking import FORM, find_paper, go_to, whole_number
from namro.papers.views.preview import block_shown, paper_context


@opens(Act.DRAFT_PAPERS, methods=FORM)
def edit_paragraph(request: Request, pk: int, key: str) -> HttpResponse:
    paper = find_paper(request, pk, Act.DRAFT_PAPERS)
    shown = block_shown(paper, key)
    if shown is None:
        messages.error(request, _("Không còn đoạn này trong số liệu mới."))
        return go_to(request, reverse("papers:paper", args=[pk]))
    block = shown.block
    form: Any = ParagraphForm(posted(request), initial={"text": block_text(block), "seen": block.edit})
    theirs = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            operations.edit_paragraph(paper, key, form.cleaned_data["text"], seen=seen, acting=acting(request))
        except StaleParagraph as stale:
            theirs = stale.theirs
            form.add_error(None, str(stale))
            form.data = request.POST.copy()
            form.data["seen"] = str(theirs.edit)  # the officer sees it now
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _told(request, pk, key)
    status = 409 if theirs else 422 if form.errors else 200
    context = {
        "paper": paper,
        "form": form,
        "block": block,
        "theirs": theirs,
        "theirs_text": block_text(theirs) if theirs else "",
        "address": reverse("papers:edit_paragraph", args=[pk, key]),
    }
    return render(request, "papers/edit.html" if request.htmx else "papers/edit_page.html", context, status=status)


@opens(Act.DRAFT_PAPERS, methods=FORM)
def add_paragraph(request: Request, pk: int) -> HttpResponse:
    paper = find_paper(request, pk, Act.DRAFT_PAPERS)
    form = NewParagraphForm(posted(request), initial={"after": request.GET.get("after", "")[:80], "style": "paragraph"})
    if request.method == "POST" and form.is_valid():
        try:
            edit = operations.add_paragraph(paper, **form.cleaned_data, acting=acting(request))
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _told(request, pk, edit.key)
    context: dict[str, Any] = {
        "paper": paper,
        "form": form,
        "block": None,
        "theirs": None,
        "theirs_text": "",
        "address": reverse("papers:add_paragraph", args=[pk]),
    }
    template = "papers/edit.html" if request.htmx else "papers/edit_page.html"
    return render(request, template, context, status=422 if form.errors else 200)


@opens(Act.DRAFT_PAPERS, methods=("POST",))
def remove_paragraph(request: Request, pk: int, key: str) -> HttpResponse:
    return _do(request, pk, key, operations.remove_paragraph)


@opens(Act.DRAFT_PAPERS, methods=("POST",))
def restore_paragraph(request: Request, pk: int, key: str) -> HttpResponse:
    return _do(request, pk, key, operations.restore_paragraph)


def _do(request: Request, pk: int, key: str, act: Any) -> HttpResponse:
    paper = find_paper(request, pk, Act.DRAFT_PAPERS)
    try:
        act(paper, key, seen=whole_number(request.POST.get("seen")), acting=acting(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return go_to(request, reverse("papers:paper", args=[pk]))
    return _told(request, pk, key)


def _told(request: Request, pk: int, key: str) -> HttpResponse:
    """The paragraph as it is now, and the strip, whose buttons must know the paper's new version."""
    if not request.htmx:
        return redirect(f"{reverse('papers:paper', args=[pk])}#b-{key}")
    paper: Paper = find_paper(request, pk, Act.DRAFT_PAPERS)
    context = paper_context(request, paper) | {"one": block_shown(paper, key), "figure_key": "", "oob": True}
    return render(request, "papers/block_told.html", context)
