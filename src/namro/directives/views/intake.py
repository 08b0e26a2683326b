"""Pages by which documents come in, and the list of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from namro.access.gate import find, opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.views.form_page import form_page
from namro.directives import operations
from namro.directives.errors import AlreadyHere
from namro.directives.forms.intake import AnnexForm, IntakeForm
from namro.directives.forms_of_files import CONTENT_TYPES
from namro.directives.models import Directive, Stage
from namro.directives.queries.listing import directive_list

FORM = ("GET", "POST")
PASTED = "van-ban-dan.txt"


@opens(Act.SEE_DIRECTIVES)
def directives(request: Request) -> HttpResponse:
    words, stage = request.GET.get("q", "")[:120], request.GET.get("stage", "")
    page = directive_list(request.person, request.day, words=words, stage=stage, after=request.GET.get("after", ""))
    context = {
        "page": page,
        "words": words,
        "stage": stage,
        "stages": Stage.choices,
        "may_review": may(request.person, Act.REVIEW_DIRECTIVES, None, request.day),
    }
    return render(request, "directives/list.html", context)


@opens(Act.REVIEW_DIRECTIVES, methods=FORM)
def new(request: Request) -> HttpResponse:
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        received, refusals = _receive_each(request, form.cleaned_data)
        for refusal in refusals:
            form.add_error("documents", refusal)
        if received and not refusals:
            return redirect("directives:directive", received[0]) if len(received) == 1 else redirect("directives:list")
        if received:
            messages.success(
                request, ngettext("Đã nhận %(n)s tệp.", "Đã nhận %(n)s tệp.", len(received)) % {"n": len(received)}
            )
    return render(request, "directives/new.html", {"form": form}, status=422 if form.errors else 200)


@opens(Act.REVIEW_DIRECTIVES, methods=FORM)
def new_annex(request: Request, pk: int) -> HttpResponse:
    directive = find(request, Directive.objects.all(), Act.REVIEW_DIRECTIVES, pk=pk)
    form = AnnexForm(request.POST or None, request.FILES or None)

    def add(data: dict[str, Any]) -> str:
        file = data["documents"]
        operations.add_annex(directive, operations.NewFile(file.name, file.read()), by=request.actor, at=request.now)
        return reverse("directives:directive", args=[pk])

    return form_page(
        request,
        form,
        add,
        title=_("Phụ lục của %(title)s") % {"title": directive.title},
        submit=_("Thêm phụ lục"),
        back=reverse("directives:directive", args=[pk]),
    )


@opens(Act.SEE_DIRECTIVES)
def original(request: Request, pk: int, part: int) -> FileResponse:
    """The file as it came, to keep; never shown in the page, whatever it says it is."""
    directive = get_object_or_404(
        Directive.objects.visible_to(request.person, request.day).select_related("original"), pk=pk
    )
    annex = get_object_or_404(directive.annexes.select_related("original"), part=part) if part else None
    kept, name = (annex.original, annex.file_name) if annex else (directive.original, directive.file_name)
    if kept is None or not kept.path.exists():
        raise Http404
    return FileResponse(kept.path.open("rb"), as_attachment=True, filename=name, content_type=CONTENT_TYPES[kept.form])


def _receive_each(request: Request, given: dict[str, Any]) -> tuple[list[int], list[str]]:
    """Each file by itself: one that is refused does not hold up the others."""
    files = [operations.NewFile(file.name, file.read()) for file in given["documents"]]
    if given["words"].strip():
        files.append(operations.NewFile(PASTED, given["words"].encode()))
    received, refusals = [], []
    for file in files:
        try:
            directive = operations.receive(
                file,
                person=request.person,
                incoming_number=given["incoming_number"],
                incoming_date=given["incoming_date"],
                by=request.actor,
                at=request.now,
            )
        except AlreadyHere as known:
            messages.info(request, str(known))
            received.append(known.directive)
        except Refused as refusal:
            refusals.append(f"{file.name}: {refusal}")
        else:
            received.append(directive.pk)
    return received, refusals
