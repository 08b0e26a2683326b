"""The list of papers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from namro.access.gate import opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.models import Agency
from namro.directives.models import Directive
from namro.papers.kinds import PaperKind
from namro.papers.models import Paper, Stage
from namro.papers.queries.listing import Filters, paper_list
from namro.papers.views.asking import sees_all, whole_number


@opens(Act.SEE_PAPERS)
def papers(request: Request) -> HttpResponse:
    asked = request.GET
    filters = Filters(
        words=asked.get("q", "")[:120].strip(),
        kind=asked.get("kind", ""),
        stage=asked.get("stage", ""),
        directive=asked.get("directive", ""),
        agency=asked.get("agency", ""),
    )
    whole = sees_all(request)
    of_papers = Paper.objects.visible_to(request.person, request.day).order_by()
    agency = Agency.objects.named_on(request.day).filter(
        pk=whole_number(filters.agency), pk__in=of_papers.values("agency")
    )
    context = {
        "page": paper_list(request.person, request.day, filters, after=asked.get("after", "")),
        "filters": filters,
        "kinds": PaperKind.choices,
        "stages": Stage.choices if whole else (),
        "directives": Directive.objects.filter(pk__in=of_papers.values("directive")),
        "agency": agency.first(),
        "may_draft": may(request.person, Act.DRAFT_PAPERS, None, request.day),
        "may_edit_templates": may(request.person, Act.EDIT_TEMPLATES, None, request.day),
        "whole": whole,
    }
    return render(request, "papers/list.html", context)
