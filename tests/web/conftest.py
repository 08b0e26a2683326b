"""The cast of the site's tests: the invented province and one person for each role (namro.site.demo)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from namro.access.models import Account
from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor

NOW = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
DAY = date(2025, 6, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """The tables with the cast in them; each test's own changes are rolled back."""
    from namro.site.demo import _fill

    with django_db_blocker.unblock():
        if not Account.objects.exists():
            _fill("an-lam", NOW)


@pytest.fixture(autouse=True)
def clock(settings: object) -> None:
    """It is 08:00 on 20/6/2025."""
    settings.CLOCK_SET_TO = NOW
    settings.CLOCK_SET_AT = datetime.now(UTC)


@pytest.fixture
def person(db: None) -> Callable[[str], Person]:
    """One of the cast, by sign-in name."""
    return lambda username: Person.objects.get(account__username=username)


@pytest.fixture
def agency(db: None) -> Callable[[str], Agency]:
    """An agency, by the name it bears in June 2025."""
    return lambda name: Agency.objects.named_on(DAY).get(names__name=name)


@pytest.fixture
def as_role(db: None) -> Callable[[str], Client]:
    """A browser in which one of the cast has signed in."""

    def signed_in(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username))
        return client

    return signed_in


@pytest.fixture
def by() -> Actor:
    """Somebody who acts."""
    return Actor(name="người thử", address="192.0.2.1")
