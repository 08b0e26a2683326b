"""Who acts by a request, for the operations of an assignment's life."""

from __future__ import annotations

from namro.access.request import Request
from namro.life.operations import Acting


def acting(request: Request) -> Acting:
    """Who acts now."""
    return Acting(request.person, request.actor, request.now)
