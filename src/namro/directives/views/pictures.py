"""The pages of a document as pictures, with boxes about the words that were recognised on them."""

from __future__ import annotations

from threading import BoundedSemaphore

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.directives.models import Directive
from namro.directives.queries.pictures import pictures_of
from namro.directives.reading_apart import NotRead, picture_apart

# A page takes as much memory as its points; a browser asks for several at once.
_AT_ONCE = BoundedSemaphore(2)


@opens(Act.SEE_DIRECTIVES)
def pictures(request: Request, pk: int) -> HttpResponse:
    """Some pages with their boxes; to the desk, which asks by htmx, only these."""
    directive = get_object_or_404(Directive.objects.visible_to(request.person, request.day), pk=pk)
    part, page, at = (_number(request, name) for name in ("part", "page", "at"))
    shown = pictures_of(directive, part=part, page=page or 1, at=at)
    template = "directives/pictures_body.html" if request.htmx else "directives/pictures.html"
    return render(request, template, {"directive": directive, "pictures": shown})


@opens(Act.SEE_DIRECTIVES)
def picture(request: Request, pk: int, part: int, page: int) -> HttpResponse:
    """One page, drawn anew in a process of its own: nothing of the file itself reaches the browser."""
    directive = get_object_or_404(
        Directive.objects.visible_to(request.person, request.day).select_related("original"), pk=pk
    )
    annex = get_object_or_404(directive.annexes.select_related("original"), part=part) if part else None
    kept = annex.original if annex else directive.original
    if kept is None or not kept.path.exists():
        raise Http404
    try:
        with _AT_ONCE:
            drawn = picture_apart(kept.path.read_bytes(), page)
    except NotRead as refusal:
        raise Http404(str(refusal)) from refusal
    response = HttpResponse(drawn, content_type="image/webp")
    response.headers["Cache-Control"] = "private, max-age=3600"  # a kept file never changes
    return response


def _number(request: Request, name: str) -> int | None:
    sent = request.GET.get(name, "")
    return int(sent) if sent.isdigit() and len(sent) < 10 else None
