"""The guides, and the end of a walk."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from namro.access.gate import opens
from namro.access.request import Request
from namro.access.roles import Role
from namro.help.guides import GUIDES
from namro.help.models import SeenWalk
from namro.help.walks import WALKS


@opens()
def index(request: Request) -> HttpResponse:
    """Every guide, those of one's own roles first."""
    own = {duty.role for duty in request.person.duties_on(request.day)}
    guides = sorted(GUIDES.values(), key=lambda guide: guide.role not in own)
    return render(request, "help/index.html", {"guides": guides, "own": own, "walks": WALKS})


@opens()
def guide(request: Request, role: str) -> HttpResponse:
    """One role's guide."""
    if role not in Role.values:
        raise Http404
    return render(request, "help/guide.html", {"guide": GUIDES[Role(role)]})


@opens(methods=("POST",))
def seen(request: Request, walk: str) -> HttpResponse:
    """Never show this walk again, or once more where that is asked."""
    if walk not in WALKS:
        raise Http404
    if "again" in request.POST:
        SeenWalk.objects.filter(person=request.person, walk=walk).delete()
    else:
        SeenWalk.objects.get_or_create(person=request.person, walk=walk, defaults={"at": request.now})
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if safe else "help:index")
