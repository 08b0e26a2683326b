"""One paper as it will print, beside the trail of its figures."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from namro.access.gate import opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.life.timeliness import NAMES
from namro.papers.bodies import Block, blocks
from namro.papers.models import Paper, Stage
from namro.papers.queries import preview as queries
from namro.papers.queries.history import compared_with
from namro.papers.queries.lit import lit
from namro.papers.rendering.prepared import shortened
from namro.papers.snapshots import compare
from namro.papers.views.asking import find_paper, sees_all, whole_number

FIRST_ROWS = 5  # of a figure beside the sheet; its own page has them all
ROWS_A_PAGE = 200


@opens(Act.SEE_PAPERS)
def paper(request: Request, pk: int) -> HttpResponse:
    shown = find_paper(request, pk, Act.SEE_PAPERS)
    if request.htmx and request.htmx.target == "trail":
        return render(request, "papers/trail.html", trail_context(request, shown))
    return render(request, "papers/paper.html", paper_context(request, shown) | trail_context(request, shown))


@opens(Act.SEE_PAPERS)
def figure(request: Request, pk: int, key: str) -> HttpResponse:
    """All rows that one figure counts."""
    shown = find_paper(request, pk, Act.SEE_PAPERS)
    found = lit(shown.snapshot.payload, key) if sees_all(request) else None
    if found is None:
        raise Http404
    start = whole_number(request.GET.get("after"))
    rows = found.rows[start : start + ROWS_A_PAGE]
    more = start + ROWS_A_PAGE if start + ROWS_A_PAGE < len(found.rows) else None
    context = {"paper": shown, "lit": found, "rows": rows, "more": more, "timeliness_names": NAMES}
    return render(request, "papers/figure.html", context)


def paper_context(request: Request, shown: Paper) -> dict[str, Any]:
    """What the page of a paper shows, and what this person may do there."""
    payload = shown.snapshot.payload
    whole = sees_all(request)
    before = compared_with(shown) if whole else None
    earlier = before.snapshot.payload if before else None
    comparison = compare(earlier, payload) if earlier else None
    found = blocks(payload, shown.edits.all())
    may_draft = may(request.person, Act.DRAFT_PAPERS, shown, request.day)
    return {
        "paper": shown,
        "payload": payload,
        "head_of": payload["head"],
        "recipients": queries.recipients(payload),
        "shortened": shortened,
        "blocks": queries.sheet(payload, found, comparison.changed if comparison else frozenset()),
        "annexes": queries.annexes(payload, most=None if "all" in request.GET else queries.SHOWN_ROWS),
        "before": before,
        "comparison": comparison,
        "edited": [block for block in found if block.is_edited or block.added or block.removed],
        "outdated": [block for block in found if block.is_outdated and not block.removed],
        "history": shown.edits.order_by("-pk")[:40] if whole else (),
        "corrected_by": shown.corrected_by.exclude(stage=Stage.DROPPED).first(),
        "whole": whole,
        "may_edit": may_draft and shown.is_draft,
        "may_draft": may_draft,
        "may_check": may(request.person, Act.CHECK_PAPERS, shown, request.day),
        "checks_own": wrote_in(request, shown),
        "may_issue": may(request.person, Act.ISSUE_PAPERS, shown, request.day),
        "may_reply": shown.kind == "urging"
        and shown.is_issued
        and may(request.person, Act.REPORT_PROGRESS, shown, request.day),
    }


def trail_context(request: Request, shown: Paper) -> dict[str, Any]:
    """The lit figure, where the address names one."""
    key = request.GET.get("figure", "")
    found = lit(shown.snapshot.payload, key) if key and sees_all(request) else None
    return {
        "paper": shown,
        "lit": found,
        "figure_key": key if found else "",
        "first_rows": FIRST_ROWS,
        "timeliness_names": NAMES,
    }


def wrote_in(request: Request, shown: Paper) -> bool:
    """Whether this person drafted the paper or edited it: then another one checks it."""
    return shown.drafted_by_id == request.person.pk or shown.edits.filter(by=request.person).exists()


def block_shown(shown: Paper, key: str) -> queries.Shown | None:
    """One paragraph for the page."""
    payload = shown.snapshot.payload
    before = compared_with(shown)
    found: list[Block] = [one for one in blocks(payload, shown.edits.all()) if one.key == key]
    changed = compare(before.snapshot.payload, payload).changed if before else frozenset()
    made = queries.sheet(payload, found, changed)
    return made[0] if made else None
