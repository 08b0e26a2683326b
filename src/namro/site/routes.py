"""Every address of the site with its name, methods and roles, as the gates say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from namro.access.gate import Gate
from namro.access.roles import Role


@dataclass(frozen=True, slots=True)
class Route:
    """An address. `roles` are those that may come in: all of them when only sign-in is asked; `anyone` asks nothing;
    `scope` is that of the token with which programs come."""

    path: str
    name: str
    methods: tuple[str, ...]
    roles: tuple[str, ...]
    act: str | None
    anyone: bool
    scope: str | None


class NoGate(Exception):
    """An address without a gate: a fault of ours."""


def routes() -> list[Route]:
    """All routes, in the order in which they are tried."""
    return list(_walk(get_resolver().url_patterns, "/", ""))


def _walk(patterns: list[Any], prefix: str, namespace: str) -> Any:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path, f"{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            yield _route(pattern, path, namespace)


def _route(pattern: URLPattern, path: str, namespace: str) -> Route:
    gate: Gate | None = getattr(pattern.callback, "gate", None)
    if gate is None:
        raise NoGate(path)
    roles = () if gate.anyone else tuple(str(role) for role in gate.roles)
    return Route(path, f"{namespace}{pattern.name}", gate.methods, roles, gate.act, gate.anyone, gate.scope)


ALL_ROLES = tuple(str(role) for role in Role)
