"""What the pages of papers ask of a request."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django_htmx.http import HttpResponseClientRedirect

from namro.access.gate import allow
from namro.access.policy import Act, sight_of
from namro.access.request import Request
from namro.papers.models import Paper

FORM = ("GET", "POST")
WITH = ("snapshot", "directive", "issuer", "agency", "extension", "signer", "corrects", "template__original", "signed")


def find_paper(request: Request, pk: int, act: Act) -> Paper:
    """The paper of the address: 404 where this person may not see it, 403 where they may see but not act."""
    paper: Paper = get_object_or_404(Paper.objects.visible_to(request.person, request.day).select_related(*WITH), pk=pk)
    allow(request, act, paper)
    return paper


def sees_all(request: Request) -> bool:
    """Whether this person sees all papers, not only what was issued to their agency."""
    return sight_of(request.person, Act.SEE_PAPERS, request.day).everywhere


def whole_number(value: str | None) -> int:
    """A number of the query or of a hidden field; 0 for anything else."""
    return int(value) if value is not None and value.isdecimal() and len(value) < 12 else 0


def go_to(request: Request, address: str) -> HttpResponse:
    """Send the browser there, whether htmx asked or the browser itself."""
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
