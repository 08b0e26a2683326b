"""Who is asking: the person behind the account, and how long a session lasts."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import auth
from django.http import HttpResponse

from namro.access.request import Request
from namro.audit.actor import Actor

Answer = Callable[[Request], HttpResponse]

BEGAN, SEEN = "session_began", "session_seen"
SEEN_STEP_SECONDS = 60  # how fine idleness is measured: a session is not saved at every request


class SessionLimits:
    """Ends a session that was idle too long or is too old, by the machine's own clock."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Request) -> HttpResponse:
        # Asking the session, not the account, costs no query of its own for a visitor without a cookie.
        if request.session.session_key and request.user.is_authenticated:
            self._limit(request)
        return self.answer(request)

    @staticmethod
    def _limit(request: Request) -> None:
        now = int(time.time())
        began = request.session.setdefault(BEGAN, now)
        seen = request.session.setdefault(SEEN, now)
        idle = now - seen > settings.SESSION_IDLE.total_seconds()
        old = now - began > settings.SESSION_ABSOLUTE.total_seconds()
        if idle or old or not request.user.is_active:
            auth.logout(request)
        elif now - seen >= SEEN_STEP_SECONDS:
            request.session[SEEN] = now


class Viewer:
    """Puts `request.person` and `request.actor` on every request; nobody where no account is signed in."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Request) -> HttpResponse:
        request.person = request.user.person if request.user.is_authenticated else None
        request.actor = actor_of(request)
        return self.answer(request)


def actor_of(request: Request) -> Actor:
    """Who acts in this request, for the log."""
    person = getattr(request, "person", None)
    return Actor(
        name=person.name if person else "chưa đăng nhập",
        person=person.pk if person else None,
        address=request.address,
        request_id=getattr(request, "id", ""),
    )
