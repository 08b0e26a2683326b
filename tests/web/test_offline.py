"""What the phone asks of the site: its manifest and worker, the list, and drafts that come once or more."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from namro.agencies.models import Person
from namro.life.models import Update
from namro.offline.models import SentDraft
from namro.tasks.models import Assignment

from . import lives

JPEG = b"\xff\xd8\xff\xe0" + bytes(200)


@pytest.fixture
def own(db: None) -> Assignment:
    return lives.assign(lives.task(due=date(2026, 12, 31)), lives.named("Sở Xây dựng"))


def written(one: Assignment, person: Person, **more: Any) -> dict[str, Any]:
    facts = {"key": str(uuid4()), "assignment": one.pk, "version": one.version, "person": person.pk}
    return facts | {"text": "Đã trình dự thảo", "percent": "60"} | more


def send(client: Client, draft: dict[str, Any], *files: tuple[str, bytes]) -> Any:
    brought = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post("/offline/drafts/", draft | ({"documents": brought} if brought else {}))


def test_the_worker_keeps_the_page_and_its_files_and_nothing_of_anybody(client: Client, db: None) -> None:
    worker = client.get("/worker.js")
    assert worker.headers["Content-Type"].startswith("text/javascript")
    words = worker.content.decode()
    kept = re.findall(r'"(/[^"]+)"', words)
    assert all(one.startswith("/static/") or one == "/offline/" for one in kept)
    assert client.get("/offline/").status_code == 200
    assert client.get("/app.webmanifest").json()["display"] == "standalone"


def test_the_list_holds_what_is_open_in_a_fixed_number_of_queries(
    own: Assignment, as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    client = as_role("daumoi")
    found = client.get("/offline/mine/").json()
    assert found["person"] == person("daumoi").pk
    assert [one["pk"] for one in found["assignments"]] == [own.pk]
    with CaptureQueriesContext(connection) as few:
        client.get("/offline/mine/")
    for _number in range(5):
        lives.assign(lives.task(due=date(2026, 12, 31)), own.agency)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get("/offline/mine/").json()["assignments"]) == 6
    assert len(many) == len(few)


def test_a_draft_sent_twice_is_one_update(
    own: Assignment, as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    client, draft = as_role("daumoi"), written(own, person("daumoi"))
    first = send(client, draft, ("anh.jpg", JPEG)).json()
    again = send(client, draft, ("anh.jpg", JPEG)).json()
    assert (first["made"], again["made"]) == (True, False)
    assert first["update"] == again["update"] == Update.objects.get().pk
    assert SentDraft.objects.count() == 1
    assert Update.objects.get().file_count == 1


def test_a_completion_needs_its_evidence_and_is_sent_with_it(
    own: Assignment, as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    client, draft = as_role("daumoi"), written(own, person("daumoi"), complete="on")
    refused = send(client, draft)
    assert refused.status_code == 422
    assert "minh chứng" in refused.json()["reasons"][0]
    assert send(client, draft, ("anh.jpg", JPEG)).json()["made"]  # mended under the same key


def test_what_changed_meanwhile_is_told_with_its_new_version(
    own: Assignment, as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    client, old, other = as_role("daumoi"), written(own, person("daumoi")), written(own, person("daumoi"))
    send(client, other)
    stale = send(client, old)
    assert stale.status_code == 409
    own.refresh_from_db()
    assert stale.json()["version"] == own.version
    assert send(client, old | {"version": own.version}).json()["made"]


def test_another_persons_draft_is_not_sent(
    own: Assignment, as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    refused = send(as_role("thutruong"), written(own, person("daumoi")))
    assert refused.status_code == 422
    assert "người khác" in refused.json()["reasons"][0]
    assert not Update.objects.exists()


def test_strangers(own: Assignment, as_role: Callable[[str], Client], person: Callable[[str], Person]) -> None:
    assert send(as_role("daumoi2"), written(own, person("daumoi2"))).status_code == 404
    assert send(as_role("lanhdao"), written(own, person("lanhdao"))).status_code == 403
    assert send(as_role("daumoi"), written(own, person("daumoi")) | {"assignment": "x"}).status_code == 404
    assert Client().get("/offline/mine/").status_code == 302
