"""The gate before each page: which methods it takes and who may come in. `namro routes` lists what is said here."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from namro.access.policy import Act, Thing, deciding_duty, roles_that_may
from namro.access.request import Request
from namro.access.roles import Role

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may come to an address, and how. With no act, everyone who has signed in; `anyone` needs no sign-in; with a
    `scope` a program comes with a token of that scope, and nobody by signing in."""

    methods: tuple[str, ...]
    act: Act | None = None
    anyone: bool = False
    scope: str | None = None

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that may come in."""
        return roles_that_may(self.act) if self.act else tuple(Role)


def opens(act: Act | None = None, *, methods: Sequence[str] = ("GET",), anyone: bool = False) -> Callable[[View], View]:
    """Put a gate before a view: of our own, or of allauth."""
    gate = Gate(tuple(methods), act, anyone)
    allowed = (*gate.methods, "HEAD") if "GET" in gate.methods else gate.methods

    def put_before(view: View) -> View:
        @functools.wraps(view)
        def gated(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if act is not None:
                allow(request, act, None)
            return view(request, *args, **kwargs)

        gated.gate = gate  # type: ignore[attr-defined]
        return login_not_required(gated) if anyone else gated

    return put_before


def find(request: Request, queryset: Any, act: Act, **lookup: Any) -> Any:
    """The object that the address names: 404 where this person may not see it, 403 where they may see but not act.

    `queryset` is one with `visible_to`."""
    thing = get_object_or_404(queryset.visible_to(request.person, request.day), **lookup)
    allow(request, act, thing)
    return thing


def allow(request: Request, act: Act, thing: Thing | None) -> None:
    """Let the act pass, or raise PermissionDenied. What another's role allows is logged as done on their behalf."""
    duty = deciding_duty(request.person, act, thing, request.day)
    if duty is None:
        raise PermissionDenied
    request.actor = request.actor.standing_in_for(duty.principal, duty.principal_name)
