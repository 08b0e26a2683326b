"""Papers that come back: when the next ones fall due, who drafts them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.views.form_page import button_pressed, form_page, posted
from namro.papers.forms import RhythmForm
from namro.papers.models import PaperRhythm
from namro.papers.operations.issuers import issuer_of
from namro.papers.operations.rhythms import add_rhythm, end_rhythm
from namro.papers.queries.falling_due import times
from namro.papers.views.asking import FORM
from namro.papers.views.making import registered

AHEAD = timedelta(days=100)


@opens(Act.DRAFT_PAPERS)
def rhythms(request: Request) -> HttpResponse:
    going = PaperRhythm.objects.filter(until=None).select_related("directive", "task", "officer").order_by("pk")
    rows = [(one, times(one, request.day, request.day + AHEAD)[:3]) for one in going]
    return render(request, "papers/rhythms.html", {"rows": rows})


@opens(Act.DRAFT_PAPERS, methods=FORM)
def new(request: Request) -> HttpResponse:
    form = RhythmForm(posted(request), directives=registered(), initial={"directive": registered().first()})

    def add(data: dict[str, Any]) -> str:
        issuer = issuer_of(data["directive"], request.person, request.day)
        add_rhythm(**data, issuer=issuer, since=request.day, by=request.actor, at=request.now)
        return reverse("papers:rhythms")

    return form_page(
        request,
        form,
        add,
        title=_("Thêm văn bản định kỳ"),
        submit=_("Thêm"),
        back=reverse("papers:rhythms"),
        intro=_("Dự thảo được soạn lúc 17 giờ ngày làm việc trước ngày đến hạn, với số liệu lúc đó."),
        said=_("Đã thêm."),
    )


@opens(Act.DRAFT_PAPERS, methods=("POST",))
def end(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(PaperRhythm.objects.select_related("directive"), pk=pk)
    return button_pressed(
        request,
        lambda: end_rhythm(found, day=request.day, by=request.actor, at=request.now),
        "papers:rhythms",
        said=_("Đã thôi lập; các dự thảo đã có vẫn còn."),
    )
