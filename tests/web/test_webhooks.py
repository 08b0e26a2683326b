"""Webhooks: signed, at least once under one key, never lost, never to where the site must not reach."""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import json
import socket
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.models import Entry
from namro.directives.models import Stage
from namro.life import operations as life
from namro.programs import delivering, posting
from namro.programs.delivering import GIVE_UP_AFTER, PAUSE_AFTER, deliver_webhooks, make_deliveries
from namro.programs.models import Webhook, WebhookAttempt, WebhookDelivery
from namro.programs.operations import webhooks as operations
from namro.programs.posting import NotAllowed, Posting, parsed, resolved
from namro.programs.signing import signature
from namro.tasks.models import Assignment, Event

from . import lives
from .conftest import NOW
from .sink import Sink, receiving

KINDS = ("updated", "completed")


@pytest.fixture(autouse=True)
def to_this_machine(settings: Any) -> None:
    settings.WEBHOOKS_TO_THIS_MACHINE = True


@pytest.fixture
def sink(db: None) -> Any:
    with receiving() as sink:
        yield sink


def hook(url: str, kinds: tuple[str, ...] = KINDS, name: str = "Cổng tin nhắn") -> tuple[Webhook, str]:
    person = Person.objects.get(account__username="quantri")
    by = Actor(person.name, person.pk)
    return operations.make_webhook(name=name, url=url, kinds=kinds, person=person, by=by, at=NOW)


def named(monkeypatch: pytest.MonkeyPatch, *ips: str) -> None:
    """Let every name lead to these."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ips]
    monkeypatch.setattr(posting.socket, "getaddrinfo", lambda *_args, **_kw: found)


def happen(assignment: Assignment | None = None, *, at: Any = NOW) -> Event:
    assignment = assignment or lives.lead()
    life.make_update(
        assignment, life.NewUpdate("Đã có dự thảo", percent=50), version=None, acting=lives.acting("daumoi", at)
    )
    return Event.objects.order_by("-pk").first()


def test_an_event_is_told_with_a_signature_that_a_receiver_can_check(sink: Sink) -> None:
    webhook, secret = hook(sink.url)
    event = happen()
    assert deliver_webhooks(NOW) == 1
    [(headers, body)] = sink.got
    told = json.loads(body)
    assert told["type"] == "task.updated"
    assert told["event"] == event.pk
    assert told["assignment"]["agency"]["name"] == "Sở Xây dựng"
    assert headers["webhook-id"] == told["id"] == f"namro-{webhook.pk}-{event.pk}"
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60
    # As a receiver does it, without our code.
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert signature(secret, "another", int(headers["webhook-timestamp"]), body) != headers["webhook-signature"]


def test_no_name_no_reason_and_no_evidence_leaves(sink: Sink) -> None:
    hook(sink.url)
    happen()
    deliver_webhooks(NOW)
    body = sink.got[0][1].decode()
    person = Person.objects.get(account__username="daumoi")
    assert person.name not in body
    assert "Đã có dự thảo" not in body


def test_only_what_happens_from_now_on_of_the_chosen_kinds(sink: Sink) -> None:
    one = lives.lead()
    happen(one)
    hook(sink.url)
    lives.complete(one, at=lives.after(hours=1))
    happen(lives.lead())
    assert deliver_webhooks(lives.after(hours=2)) == 2
    assert {json.loads(body)["type"] for _headers, body in sink.got} == {"task.completed", "task.updated"}
    assert deliver_webhooks(lives.after(hours=2)) == 0


def test_a_register_on_trial_is_told_to_nobody(sink: Sink) -> None:
    hook(sink.url)
    one = lives.lead()
    type(one.directive).objects.update(stage=Stage.TRIAL)
    happen(one)
    assert deliver_webhooks(NOW) == 0
    assert Webhook.objects.get().cursor == Event.objects.order_by("-pk").first().pk


def test_an_act_that_is_rolled_back_is_told_to_nobody(sink: Sink) -> None:
    from django.db import transaction

    hook(sink.url)
    one = lives.lead()
    with pytest.raises(RuntimeError), transaction.atomic():
        happen(one)
        raise RuntimeError
    assert deliver_webhooks(NOW) == 0


def test_a_receiver_that_fails_is_tried_again_later_with_the_same_bytes(sink: Sink) -> None:
    answers = iter([500, 204])
    sink.status = lambda: next(answers)
    hook(sink.url)
    happen()
    assert deliver_webhooks(NOW) == 0
    assert deliver_webhooks(NOW + timedelta(seconds=59)) == 0
    assert deliver_webhooks(NOW + timedelta(minutes=1)) == 1
    (first, body), (second, again) = sink.got
    assert (first["webhook-id"], body) == (second["webhook-id"], again)
    assert list(WebhookAttempt.objects.values_list("number", "status")) == [(1, 500), (2, 204)]
    assert Webhook.objects.get().failures == 0


def test_it_is_given_up_in_the_end_and_can_be_sent_again_by_hand(sink: Sink, by: Actor) -> None:
    sink.status = 503
    hook(sink.url)
    happen()
    for day in range(GIVE_UP_AFTER + 3):
        deliver_webhooks(lives.after(day))
    assert len(sink.got) == GIVE_UP_AFTER
    delivery = WebhookDelivery.objects.get()
    assert delivery.state == "failed"
    sink.status = 204
    operations.send_again(delivery, by=by, at=NOW)
    assert deliver_webhooks(NOW) == 1
    with pytest.raises(Refused):
        delivery.refresh_from_db()
        WebhookDelivery.objects.update(state="sending")
        operations.send_again(delivery, by=by, at=NOW)


def test_a_receiver_that_fails_long_is_paused_and_nothing_is_lost(sink: Sink, by: Actor) -> None:
    sink.status = 500
    webhook, _secret = hook(sink.url)
    happenings = [happen() for _n in range(PAUSE_AFTER)]
    deliver_webhooks(NOW)
    webhook.refresh_from_db()
    assert (webhook.state, webhook.failures) == ("paused", PAUSE_AFTER)
    assert "500" in webhook.why_paused
    assert Entry.objects.filter(act="webhook.paused").exists()
    later = happen()
    sink.got.clear()
    assert deliver_webhooks(lives.after(30)) == 0
    assert sink.got == []
    sink.status = 204
    operations.resume(webhook, by=by, at=lives.after(30))
    assert deliver_webhooks(lives.after(30)) == PAUSE_AFTER + 1
    assert {json.loads(body)["event"] for _headers, body in sink.got} == {one.pk for one in [*happenings, later]}


def test_one_that_died_while_sending_is_sent_again_under_its_key(sink: Sink) -> None:
    hook(sink.url)
    happen()
    make_deliveries(NOW)
    delivery = WebhookDelivery.objects.get()
    claimed = delivering._claim({delivery.webhook_id}, delivering.Counter(), NOW)
    assert [one.delivery.pk for one in claimed] == [delivery.pk]
    assert deliver_webhooks(NOW) == 0  # another may be sending it
    WebhookDelivery.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert deliver_webhooks(NOW) == 1
    assert sink.got[0][0]["webhook-id"] == delivery.key
    assert [one.status for one in WebhookAttempt.objects.order_by("number")] == [None, 204]


def test_two_that_tick_at_once_make_each_delivery_once(sink: Sink) -> None:
    webhook, _secret = hook(sink.url)
    event = happen()
    assert make_deliveries(NOW) == 1
    Webhook.objects.update(cursor=event.pk - 1)  # as another saw it before we moved it
    make_deliveries(NOW)
    assert webhook.deliveries.count() == 1


def test_a_slow_receiver_holds_up_nobody_else(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "SECONDS_OF_SILENCE", 1)
    with receiving(seconds=30) as slow:
        hook(slow.url, name="A chậm")
        hook(sink.url, name="B nhanh")
        for _n in range(12):
            happen()
        assert deliver_webhooks(NOW) == 12
    assert len(sink.got) == 12
    states = dict(WebhookDelivery.objects.filter(webhook__name="A chậm").values_list("state", "attempts_made"))
    assert states == {"waiting": 1}
    assert WebhookAttempt.objects.filter(detail__contains="không trả lời kịp").count() == 12


def test_a_receiver_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    monkeypatch.setattr(delivering, "SECONDS_IN_ALL", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        import threading
        import time

        def drip() -> None:
            peer, _address = server.accept()
            with peer:
                peer.recv(65536)
                try:
                    for letter in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200:
                        peer.send(bytes([letter]))
                        time.sleep(0.2)
                except OSError:
                    return

        threading.Thread(target=drip, daemon=True).start()
        hook(f"http://127.0.0.1:{server.getsockname()[1]}/")
        happen()
        assert deliver_webhooks(NOW) == 0
    assert WebhookAttempt.objects.get().status is None


def test_a_redirect_is_not_followed(sink: Sink) -> None:
    with receiving(status=302, location=sink.url) as elsewhere:
        hook(elsewhere.url)
        happen()
        assert deliver_webhooks(NOW) == 0
    assert sink.got == []
    assert WebhookAttempt.objects.get().status == 302


@pytest.mark.parametrize(
    "ip",
    ["127.0.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "100.64.0.1", "::1", "fe80::1", "::ffff:127.0.0.1",
     "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "240.0.0.1"],
)  # fmt: skip
def test_where_the_site_must_not_reach(ip: str, monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, ip)
    with pytest.raises(NotAllowed, match=r"https|nội bộ"):
        resolved("may.example", 443, "https", loopback=False)


@pytest.mark.parametrize(
    ("ip", "scheme", "reached"),
    [
        ("8.8.8.8", "https", True),
        ("8.8.8.8", "http", False),
        ("10.1.2.3", "http", True),
        ("172.16.0.9", "http", True),
        ("192.168.1.5", "https", True),
        ("fd00::5", "http", True),
        ("2606:4700::1111", "https", True),
    ],
)
def test_https_anywhere_and_http_within_the_office(
    ip: str, scheme: str, reached: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, ip)
    if reached:
        assert resolved("may.example", 443, scheme, loopback=False) == ipaddress.ip_address(ip)
    else:
        with pytest.raises(NotAllowed):
            resolved("may.example", 443, scheme, loopback=False)


def test_a_name_with_one_forbidden_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    named(monkeypatch, "8.8.8.8", "127.0.0.1")
    with pytest.raises(NotAllowed):
        resolved("may.example", 443, "https", loopback=False)


def test_the_connection_goes_to_the_address_that_was_checked(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    port = urlsplit(sink.url).port
    asked: list[str] = []
    real = socket.getaddrinfo

    def answer(host: str, *args: Any, **kw: Any) -> Any:
        if host != "may.example":
            return real(host, *args, **kw)
        asked.append(host)  # a second answer could be another one
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(posting.socket, "getaddrinfo", answer)
    assert Posting(f"http://may.example:{port}/x", b"{}", {}, loopback=True).send() == 204
    assert asked == ["may.example"]
    assert sink.got[0][0]["host"] == f"may.example:{port}"


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "https:///x", "http://a.example:99999/", "https://u:p@a.example/",
            "https://a.example/#x", "javascript:alert(1)", "http://169.254.169.254/latest", "http://8.8.8.8/",
            "http://[::ffff:169.254.1.1]/", "nowhere"],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_not_registered(url: str, db: None) -> None:
    with pytest.raises(NotAllowed):
        parsed(url)
    with pytest.raises(Refused):
        hook(url)


def test_the_secret_is_shown_once_and_kept_sealed(as_role: Callable[[str], Client], sink: Sink) -> None:
    client = as_role("quantri")
    page = client.post("/webhooks/new/", {"name": "SMS", "url": sink.url, "kinds": ["updated"]}).content.decode()
    secret = page.partition('id="once" readonly value="')[2].partition('"')[0]
    webhook = Webhook.objects.get()
    assert secret.startswith("whsec_")
    assert secret not in webhook.secret
    assert operations.secret_of(webhook) == secret
    assert secret not in client.get(f"/webhooks/{webhook.pk}/").content.decode()
    page = client.post(f"/webhooks/{webhook.pk}/secret/").content.decode()
    assert secret not in page
    webhook.refresh_from_db()
    assert operations.secret_of(webhook) in page


def test_an_administrator_does_it_all_on_the_pages(as_role: Callable[[str], Client], sink: Sink) -> None:
    client = as_role("quantri")
    assert "Chưa có webhook nào" in client.get("/webhooks/").content.decode()
    refused = client.post("/webhooks/new/", {"name": "SMS", "url": "http://8.8.8.8/", "kinds": ["updated"]})
    assert refused.status_code == 422
    assert "http://8.8.8.8/" in refused.content.decode()  # what was typed is still there
    client.post("/webhooks/new/", {"name": "SMS", "url": sink.url, "kinds": ["updated"]})
    webhook = Webhook.objects.get()
    here = f"/webhooks/{webhook.pk}/"
    client.post(f"{here}try/")
    assert sink.got == []  # never in a page's request
    happen()
    assert deliver_webhooks(lives.after(hours=1)) == 2
    page = client.get(here).content.decode()
    assert "HTTP 204" in page
    delivery = webhook.deliveries.get(kind="updated")
    client.post(f"{here}deliveries/{delivery.pk}/again/")
    assert deliver_webhooks(lives.after(hours=1)) == 1
    client.post(f"{here}edit/", {"name": "SMS", "url": sink.url, "kinds": ["completed"]})
    webhook.refresh_from_db()
    assert webhook.kinds == ["completed"]
    for act, state in (("pause", "paused"), ("resume", "active"), ("end", "ended")):
        client.post(f"{here}{act}/")
        webhook.refresh_from_db()
        assert webhook.state == state
    assert client.get(here).status_code == 200  # the log stays
    acts = set(Entry.objects.filter(thing="webhook").values_list("act", flat=True))
    assert acts == {
        f"webhook.{act}" for act in ("made", "tried", "sent_again", "changed", "paused", "resumed", "ended")
    }


def test_the_log_asks_no_more_for_many_than_for_one(as_role: Callable[[str], Client], sink: Sink) -> None:
    webhook, _secret = hook(sink.url)
    client = as_role("quantri")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/webhooks/{webhook.pk}/").status_code == 200
        return len(queries)

    happen()
    deliver_webhooks(NOW)
    asked()
    short = asked()
    for _n in range(10):
        happen()
    deliver_webhooks(NOW)
    assert asked() == short


def test_what_was_delivered_long_ago_is_thrown_away_and_nothing_else(
    sink: Sink, settings: Any, monkeypatch: pytest.MonkeyPatch, by: Actor
) -> None:
    settings.WEBHOOK_DAYS = 30
    monkeypatch.setattr(operations, "FORGOTTEN_AT_ONCE", 2)
    webhook, _secret = hook(sink.url)
    one = lives.lead(date(2025, 12, 31))
    for hours in range(3):
        happen(one, at=lives.after(hours=hours))
    operations.try_out(webhook, by=by, at=NOW)
    assert deliver_webhooks(NOW + timedelta(days=1)) == 4
    fresh = happen(one, at=NOW + timedelta(days=20))
    given_up = happen(one, at=NOW + timedelta(days=20))
    assert deliver_webhooks(NOW + timedelta(days=20)) == 2
    WebhookDelivery.objects.filter(event=given_up).update(
        state="failed", delivered_at=None, next_attempt_at=NOW - timedelta(days=9)
    )
    cursor = Webhook.objects.get().cursor

    assert operations.forget_delivered(NOW + timedelta(days=30)) == 0
    later = NOW + timedelta(days=32)
    assert [operations.forget_delivered(later) for _tick in range(3)] == [2, 1, 0]
    left = list(WebhookDelivery.objects.order_by("pk").values_list("kind", "event"))
    assert left == [("trial", None), ("updated", fresh.pk), ("updated", given_up.pk)]
    assert set(WebhookAttempt.objects.values_list("delivery__event", flat=True)) == {None, fresh.pk, given_up.pk}
    # Nothing comes anew of what is forgotten, and the next trial bears a key of its own.
    assert deliver_webhooks(later) == 0
    assert Webhook.objects.get().cursor == cursor
    operations.try_out(webhook, by=by, at=later)
