"""Addresses of the interface, each behind a gate that `namro routes` lists with its scope."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from namro.access.gate import Gate
from namro.api import views
from namro.api.interface import CALLS, api
from namro.api.problems import answer, wrong_method

app_name = "api"


def _gated(pattern: URLPattern) -> URLPattern:
    """The address with the gate that its call declares. Whether somebody may come in is asked by `auth.Bearer`."""
    view: Callable[..., HttpResponse] = pattern.callback
    call: Any = next(one for one in CALLS if one.__name__ == pattern.name)
    operation = call._ninja_operation
    bearer = operation.auth_callbacks[0]
    gate = Gate(tuple(operation.methods), bearer.act, scope=str(bearer.scope))

    @functools.wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in gate.methods:
            return answer(request, wrong_method(gate.methods))
        return view(request, *args, **kwargs)

    gated.gate = gate  # type: ignore[attr-defined]
    return path(str(pattern.pattern), login_not_required(gated), name=pattern.name)


urlpatterns = [
    path("openapi.json", views.openapi_json, name="openapi"),
    path("docs/", views.docs, name="docs"),
    *(_gated(pattern) for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"),
]
