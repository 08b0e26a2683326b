"""Schemathesis asks the interface all that its OpenAPI allows, and much that it does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.programs.models import Scope
from namro.programs.operations.tokens import make_token
from tests.invented_register import invent_register

from . import lives
from .conftest import DAY, NOW

ACCEPTED = ["2xx", "401", "403", "404"]
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}},
        "operations": [
            {
                # Whether bytes are a document that can be read no schema can say: 422 is a right answer to any file.
                "include-operation-id": "receive_directive",
                "checks": {"positive_data_acceptance": {"expected-statuses": [*ACCEPTED, "422"]}},
            }
        ],
    }
)


@pytest.fixture
def site_settings(request: pytest.FixtureRequest) -> Any:
    """pytest-django's, whose name is also hypothesis's."""
    return request.getfixturevalue("settings")


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """A server lets go of its connection after each request; here that would end the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def schema(db: None, site_settings: Any, kept_connection: None) -> Any:
    """The description as the site serves it, with a register behind it."""
    site_settings.API_CALLS_A_MINUTE = 10_000
    site_settings.ALLOWED_HOSTS = ["*"]
    invent_register(20, day=DAY, agencies=[lives.named("Sở Xây dựng"), lives.named("Sở Công Thương")])
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=CONFIG)


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize(
    "call",
    [
        ("/api/v1/directives", "POST"),
        ("/api/v1/directives/{pk}", "GET"),
        ("/api/v1/tasks", "GET"),
        ("/api/v1/events", "GET"),
    ],
    ids=lambda call: call[0],
)
def test_answers_are_what_the_description_says(call: tuple[str, str], mode: GenerationMode, schema: Any) -> None:
    operation = schema[call[0]][call[1]]
    headers = {"Authorization": f"Bearer {token()}"}

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Any) -> None:
        case.call_and_validate(headers=headers)

    ask()


def test_the_description_holds_every_call(schema: Any) -> None:
    assert sum(1 for _operation in schema.get_all_operations()) == 4


def token() -> str:
    """One of who may do all of it."""
    person = Person.objects.get(account__username="theodoi")
    scopes = [str(scope) for scope in Scope]
    return make_token(person, name="thử", scopes=scopes, days=1, by=Actor(person.name, person.pk), at=NOW)[1]
