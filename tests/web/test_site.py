"""Headers of safety, health, the clock, the look, and errors that tell nothing."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, RequestFactory, override_settings

from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.site import clock, demo
from namro.site.logs import JsonFormatter
from namro.site.middleware import CONTENT_SECURITY_POLICY, visitor_address


def test_every_answer_has_the_headers_of_safety(client: Client, db: None) -> None:
    headers = client.get("/sign-in/").headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "no-store" in headers["Cache-Control"]


def test_no_page_has_an_inline_style_or_script(as_role: Callable[[str], Client]) -> None:
    client = as_role("quantri")
    for path in ("/", "/agencies/", "/agencies/1/", "/people/", "/accounts/", "/account/", "/agencies/new/"):
        page = client.get(path).content.decode()
        assert "style=" not in page, path
        assert "<script>" not in page, path
        assert " onclick=" not in page, path


def test_health(client: Client, db: None) -> None:
    assert client.get("/healthz/live").json() == {"status": "live"}
    assert client.get("/healthz/ready").json() == {"status": "ready", "failing": []}


def test_django_finds_nothing_to_warn_of_before_deployment(db: None) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        call_command("check", deploy=True, fail_level="WARNING", stdout=open("/dev/null", "w"))  # noqa: SIM115


def test_models_and_migrations_agree(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_demonstrations_clock_runs_on(settings: object) -> None:
    settings.CLOCK_SET_TO = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
    settings.CLOCK_SET_AT = datetime.now(UTC) - timedelta(hours=2)
    assert clock.now().isoformat(timespec="minutes") == "2025-06-20T10:00+07:00"
    settings.CLOCK_SET_TO = None
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_language_and_theme_are_remembered(client: Client, db: None) -> None:
    response = client.post("/appearance/", {"language": "en", "theme": "dark", "next": "/sign-in/"})
    assert response.headers["Location"] == "/sign-in/"
    page = client.get("/sign-in/").content.decode()
    assert 'lang="en"' in page
    assert 'data-bs-theme="dark"' in page
    assert "Sign in" in page


def test_a_way_back_to_another_site_is_not_taken(client: Client, db: None) -> None:
    assert client.post("/appearance/", {"next": "https://evil.example/"}).headers["Location"] == "/"


def test_a_forged_form_is_refused(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/sign-in/", {"login": "quantri", "password": "x"}).status_code == 403


def test_a_page_that_is_not_there_tells_nothing(as_role: Callable[[str], Client]) -> None:
    response = as_role("daumoi").get("/agencies/999999/")
    assert response.status_code == 404
    assert "Traceback" not in response.content.decode()
    assert response.headers["X-Request-ID"] in response.content.decode()


def test_a_line_of_the_log_is_json_with_the_request(client: Client, db: None, caplog: object) -> None:
    with caplog.at_level(logging.INFO, logger="namro.request"):
        client.get("/sign-in/", headers={"X-Request-ID": "abcdef123456"})
    record = next(record for record in caplog.records if record.name == "namro.request")
    line = json.loads(JsonFormatter().format(record))
    assert line["path"] == "/sign-in/"
    assert line["status"] == 200
    assert client.get("/sign-in/", headers={"X-Request-ID": "abcdef123456"}).headers["X-Request-ID"] == "abcdef123456"


def test_an_id_that_would_forge_a_log_line_is_replaced(client: Client, db: None) -> None:
    assert client.get("/healthz/live", headers={"X-Request-ID": "a b"}).headers["X-Request-ID"] != "a b"


def test_a_failure_is_written_whole() -> None:
    try:
        raise ValueError("no")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "it failed", None, sys.exc_info())
    assert "ValueError: no" in json.loads(JsonFormatter().format(record))["trace"]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),  # no proxy of ours: anyone could write the header
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),  # the first is what the visitor wrote
        (2, "203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),  # fewer than there should be
    ],
)
def test_the_visitors_address_is_what_our_own_proxies_say(
    settings: object, rf: RequestFactory, proxies: int, forwarded: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded})
    assert visitor_address(request) == address


def test_a_demonstration_that_is_served_again_does_not_go_back_in_time(db: None, settings: Any, by: Actor) -> None:
    settings.CLOCK_SET_TO = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
    settings.CLOCK_SET_AT = datetime.now(UTC)
    last = datetime(2025, 6, 24, 3, 0, tzinfo=UTC)
    with transaction.atomic():
        record(by=by, at=last, act="account.signed_in", thing="account")
    demo.resume_clock()
    assert timedelta() <= clock.now() - last < timedelta(seconds=5)
