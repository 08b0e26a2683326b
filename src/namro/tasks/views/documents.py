"""Pages of documents and how they hang together."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.directives.models import Directive, RelationKind
from namro.tasks.exports.graph import as_graphml, as_json
from namro.tasks.queries.documents import LEVELS, PAGE_SIZE, Document, Mention, all_documents, graph_of, search
from namro.tasks.queries.family import Family, family_of

ONLY = ("here", "absent")


@opens(Act.SEE_TASKS)
def documents(request: Request) -> HttpResponse:
    """Search all documents, those that are only named too. One that alone is meant opens at once."""
    words, only = request.GET.get("q", "").strip()[:120], request.GET.get("only", "")
    only = only if only in ONLY else ""
    found = search(all_documents(request.person, request.day), words, only=only)
    if words and len(found) == 1 and not request.GET.get("after"):
        return redirect(address_of(found[0]))
    page, after = _page(found, request.GET.get("after", ""))
    context = {
        "page": page,
        "after": after,
        "count": len(found),
        "words": words,
        "only": only,
        "levels": LEVELS,
        "address_of": address_of,
    }
    return render(request, "tasks/documents.html", context)


@opens(Act.SEE_TASKS)
def document(request: Request) -> HttpResponse:
    """Any document by what tells it apart: ?number=57-NQ/TW&date=2024-12-22."""
    mention = Mention(
        request.GET.get("number", "")[:60], "", request.GET.get("issuer", "")[:250], _day(request.GET.get("date", ""))
    )
    if not mention.number:
        return redirect("tasks:documents")
    found = family_of(request.person, request.day, mention, **_asked(request))
    return _family_page(request, found)


@opens(Act.SEE_DIRECTIVES)
def family(request: Request, pk: int) -> HttpResponse:
    """The same of a document that is here."""
    shown = get_object_or_404(Directive.objects.visible_to(request.person, request.day), pk=pk)
    mention = Mention(shown.number or shown.file_name, shown.kind, shown.issuer, shown.issued_date)
    found = family_of(request.person, request.day, mention, directive=shown, **_asked(request))
    return _family_page(request, found)


@opens(Act.SEE_TASKS)
def graph_json(request: Request) -> HttpResponse:
    graph = graph_of(request.person, request.day)
    return _file(as_json(graph, as_of=request.now.isoformat()), "application/json", "van-ban.json")


@opens(Act.SEE_TASKS)
def graph_graphml(request: Request) -> HttpResponse:
    return _file(as_graphml(graph_of(request.person, request.day)), "application/graphml+xml", "van-ban.graphml")


def address_of(document: Document) -> str:
    """Where a document's page is."""
    if document.directive is not None:
        return reverse("tasks:family", args=[document.directive])
    return f"{reverse('tasks:document')}?{urlencode(document.address())}"


def _family_page(request: Request, found: Family | None) -> HttpResponse:
    if found is None:
        raise Http404
    context = {
        "family": found,
        "document": found.document,
        "levels": LEVELS,
        "relations": dict(RelationKind.choices),
        "address_of": address_of,
    }
    return render(request, "tasks/family.html", context)


def _asked(request: Request) -> dict[str, Any]:
    return {"after": request.GET.get("after", ""), "through": request.GET.get("who") == "through"}


def _page(found: list[Document], after: str) -> tuple[list[Document], str]:
    """From the document whose key is `after` on: the list is put together for each request, so a key may be gone."""
    keys = [one.key for one in found]
    start = keys.index(after) + 1 if after in keys else 0
    page = found[start : start + PAGE_SIZE]
    return page, page[-1].key if len(found) > start + PAGE_SIZE else ""


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
