"""Pages of the site itself: health, the look, errors, and the components in one place."""

from __future__ import annotations

import logging
import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.api import problems
from namro.api.interface import PREFIX
from namro.site.administration import state_of_site
from namro.site.middleware import LANGUAGE_COOKIE, THEME_COOKIE, THEMES

log = logging.getLogger("namro.site")

YEAR_SECONDS = 365 * 24 * 3600
LEAST_FREE_BYTES = 200 * 1024 * 1024


@opens(anyone=True)
def live(request: Request) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "live"})


@opens(anyone=True)
def ready(request: Request) -> HttpResponse:
    """The process can do its work: the database answers, all migrations are in, there is room to write."""
    failing = [name for name, works in (("database", _database_works), ("disk", _disk_has_room)) if not works()]
    status = 503 if failing else 200
    return JsonResponse({"status": "not ready" if failing else "ready", "failing": failing}, status=status)


@opens(methods=("POST",), anyone=True)
def appearance(request: Request) -> HttpResponse:
    """Remember the language and the theme in this browser."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = redirect(back)
    chosen = {LANGUAGE_COOKIE: dict(settings.LANGUAGES), THEME_COOKIE: THEMES}
    for cookie, field in ((LANGUAGE_COOKIE, "language"), (THEME_COOKIE, "theme")):
        value = request.POST.get(field, "")
        if value in chosen[cookie]:
            response.set_cookie(
                cookie, value, max_age=YEAR_SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax"
            )
    return response


@opens(Act.LOOK_AFTER_SITE)
def administration(request: Request) -> HttpResponse:
    """What whoever runs the server looks at: readiness, the queue, mail, the last tick and backup, room, versions."""
    return render(request, "administration.html", {"state": state_of_site(request.now)})


@opens()
def styleguide(request: Request) -> HttpResponse:
    """Every component with its states (debug only)."""
    return render(request, "styleguide.html")


def bad_request(request: Request, exception: Exception) -> HttpResponse:
    """400."""
    return _error(request, 400)


def forbidden(request: Request, exception: Exception) -> HttpResponse:
    """403: signed in, and still not for this person."""
    log.warning("forbidden", extra={"path": request.path, "person": getattr(request.person, "pk", None)})
    return _error(request, 403)


def not_found(request: Request, exception: Exception) -> HttpResponse:
    """404: not there, or not for this person; the page does not say which."""
    return _error(request, 404)


def failed(request: Request) -> HttpResponse:
    """500: written without the database, which may be what failed."""
    if request.path.startswith(PREFIX):
        return problems.answer(request, problems.failed())
    return render(request, "errors/500.html", {"request_id": getattr(request, "id", "")}, status=500)


def forged_form(request: Request, reason: str = "") -> HttpResponse:
    """A form that did not come from one of our pages, or from one left open too long."""
    log.warning("forged form", extra={"path": request.path, "reason": reason})
    get_token(request)  # so that the page's own forms work
    return _error(request, 403, "errors/forged.html")


def too_many(request: Request) -> HttpResponse:
    """429: allauth's limits."""
    return _error(request, 429)


def _error(request: Request, status: int, template: str = "") -> HttpResponse:
    if request.path.startswith(PREFIX):
        return problems.answer(
            request, {400: problems.malformed, 404: problems.not_found}.get(status, problems.forbidden)()
        )
    return render(
        request, template or f"errors/{status}.html", {"request_id": getattr(request, "id", "")}, status=status
    )


def _database_works() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM access_account LIMIT 1")
    except DatabaseError:
        log.exception("the database does not answer")
        return False
    return True


def _disk_has_room() -> bool:
    return shutil.disk_usage(settings.HOME).free >= LEAST_FREE_BYTES
