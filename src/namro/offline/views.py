"""The installable site: its manifest, its service worker, the page that opens without a network, and what it asks."""

from __future__ import annotations

import hashlib
import json

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import find, opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.directives.errors import Stale
from namro.life.operations import NewUpdate
from namro.life.views.acting import acting
from namro.offline import queries
from namro.offline.forms import DraftForm
from namro.offline.operations import send_draft, sent_update
from namro.tasks.models import Assignment
from namro.words import moment_in_words

# What the page needs when nothing answers: styles as on other pages, its own scripts, the faces, the mark.
STYLES = ("fonts", "tokens", "base", "page", "five", "buttons", "states", "forms", "panels", "empty", "assignments",
          "offline", "narrow")  # fmt: skip
SCRIPTS = ("theme", "chosen", "offline/vault", "offline/page")
FACES = tuple(
    f"vendor/fonts/{name}-{subset}-{weight}-normal.woff2"
    for name, weights in (("be-vietnam-pro", (400, 500, 600)), ("tinos", (400,)))
    for weight in weights
    for subset in ("vietnamese", "latin")
) + tuple(f"vendor/fonts/inter-latin-{weight}-normal.woff2" for weight in (400, 500, 600))
_FIELDS = ("text", "percent", "target", "figure", "cause", "proposal", "document_number", "document_date")


@opens(anyone=True)
def manifest(request: Request) -> HttpResponse:
    """What a phone asks before it puts the site beside its other programs."""
    icon = staticfiles_storage.url("app-icon.svg")
    facts = {
        "id": "/",
        "name": "Năm Rõ",
        "short_name": "Năm Rõ",
        "lang": "vi",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0d4f4b",
        "icons": [{"src": icon, "sizes": "any", "type": "image/svg+xml", "purpose": "any maskable"}],
        "shortcuts": [{"name": _("Việc của tôi"), "url": reverse("life:mine")}],
    }
    return JsonResponse(facts, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@opens(anyone=True)
def worker(request: Request) -> HttpResponse:
    """The service worker. Its words change when a file of the page changes, and then the browser takes it anew."""
    page = reverse("offline:page")
    files = [
        *(staticfiles_storage.url(f"css/{name}.css") for name in STYLES),
        *(staticfiles_storage.url(f"js/{name}.js") for name in SCRIPTS),
        *(staticfiles_storage.url(face) for face in FACES),
        *(staticfiles_storage.url(name) for name in ("icons.svg", "mark.svg")),
    ]
    look = render(request, "offline/page.html", _page_context()).content
    version = hashlib.sha256(json.dumps(files).encode() + look).hexdigest()[:12]
    context = {"version": version, "page": page, "files": json.dumps(files)}
    return render(request, "offline/worker.js", context, content_type="text/javascript; charset=utf-8")


@opens(anyone=True)
def page(request: Request) -> HttpResponse:
    """The page that the service worker keeps. It holds nothing of anybody."""
    return render(request, "offline/page.html", _page_context())


@opens(Act.REPORT_PROGRESS)
def mine(request: Request) -> HttpResponse:
    """What the phone takes along, as JSON; the script puts it under the passphrase before it keeps it."""
    return JsonResponse(
        {
            "person": request.person.pk,
            "name": request.person.name,
            "moment": moment_in_words(request.now),
            "token": get_token(request),
            "assignments": queries.taken_along(request.person, request.day),
        }
    )


@opens(Act.REPORT_PROGRESS, methods=("POST",))
def draft(request: Request) -> HttpResponse:
    """A draft that was written without a network. Sent twice it is one update; refused it stays on the phone."""
    pk = request.POST.get("assignment", "")
    one = find(request, Assignment.objects.select_related("task"), Act.REPORT_PROGRESS, pk=pk if pk.isdigit() else 0)
    late = one.due_date is not None and one.due_date < request.day
    form = DraftForm(request.POST, request.FILES, assignment=one, is_overdue=late, here=request.person.pk)
    who = acting(request)
    if not form.is_valid():
        return _refused([f"{form.fields[name].label or ''}: {errors[0]}".removeprefix(": ")
                         for name, errors in form.errors.items() if name in form.fields], 422)  # fmt: skip
    given = form.cleaned_data
    # Before its files are looked at again: what came before is answered as then.
    if (there := sent_update(given["key"], who)) is not None:
        return JsonResponse({"update": there.pk, "stage": there.stage, "made": False})
    try:
        new = NewUpdate(
            **{name: given[name] for name in _FIELDS if name in given},
            is_completion=given["complete"],
            files=form.brought(),
        )
        update, made = send_draft(given["key"], one, new, version=given["version"], acting=who)
    except Stale as stale:
        return _refused([str(stale)], 409, version=Assignment.objects.values_list("version", flat=True).get(pk=one.pk))
    except Refused as refusal:
        return _refused([str(refusal)], 422)
    return JsonResponse({"update": update.pk, "stage": update.stage, "made": made})


def _refused(reasons: list[str], status: int, **more: object) -> HttpResponse:
    return JsonResponse({"reasons": reasons, **more}, status=status)


def _page_context() -> dict[str, object]:
    return {"page_styles": STYLES, "page_scripts": SCRIPTS}
