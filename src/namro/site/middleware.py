"""What happens to every request: an id and a log line, headers of safety, the language and the look."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from namro.access.request import Request
from namro.site import clock
from namro.site.logs import request_id

log = logging.getLogger("namro.request")

Answer = Callable[[Request], HttpResponse]
LANGUAGE_COOKIE = "namro_language"
THEME_COOKIE = "namro_theme"
THEMES = ("auto", "light", "dark")

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # data: for the QR picture of a second step, which no file may hold
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# An id given by the proxy is taken only when it looks like one, so that nobody writes into the log.
SECRET_IN_PATH = re.compile(r"^(/calendar/|/set-password/)[^/]+")  # who reads the log must not come in by it
GIVEN_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


def visitor_address(request: HttpRequest) -> str:
    """Where the request comes from: what the last trusted proxy says, or the other end of the connection."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES and len(forwarded) >= settings.TRUSTED_PROXIES:
        return forwarded[-settings.TRUSTED_PROXIES][:60]
    return str(request.META.get("REMOTE_ADDR", ""))


class RequestLog:
    """Gives each request an id and a clock, and logs one line about it when it is answered."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Request) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        request.address = visitor_address(request)
        request.now = clock.now()
        request.day = request.now.date()
        token = request_id.set(request.id)
        began = time.perf_counter()
        try:
            response = self.answer(request)
            response.headers["X-Request-ID"] = request.id
            self._write(request, response, began)
        finally:
            request_id.reset(token)
        return response

    @staticmethod
    def _write(request: Request, response: HttpResponse, began: float) -> None:
        if request.path.startswith(settings.STATIC_URL):
            return
        account = getattr(request, "user", None)
        log.info(
            "answered",
            extra={
                "method": request.method,
                "path": SECRET_IN_PATH.sub(r"\1…", request.path),
                "status": response.status_code,
                "ms": round((time.perf_counter() - began) * 1000, 1),
                "account": account.pk if account is not None and account.is_authenticated else None,
                "address": request.address,
            },
        )


class SecurityHeaders:
    """Adds the headers Django 5.2 has no middleware for: content policy, permissions, and no keeping of pages."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Request) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not request.path.startswith(settings.STATIC_URL):
            # Shared machines are usual in an office: the next person must not step back into a page.
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class Appearance:
    """Sets the language and the theme that this browser chose; Vietnamese and the system's own by default."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Request) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        theme = request.COOKIES.get(THEME_COOKIE, "")
        request.theme = theme if theme in THEMES else "auto"
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.answer(request)
        response.headers.setdefault("Content-Language", language)
        return response
