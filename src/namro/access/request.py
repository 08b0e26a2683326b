"""What our middleware puts on a request, told to the type checker."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from namro.access.models import Account
    from namro.agencies.models import Person
    from namro.audit.actor import Actor


class Request(HttpRequest):
    """A request as a view behind a gate gets it: somebody is signed in, unless the gate lets anyone in."""

    id: str
    address: str
    now: datetime
    day: date
    theme: str
    person: Person
    actor: Actor
    htmx: HtmxDetails
    user: Account  # never AnonymousUser behind a gate that asks for sign-in
