"""The interface for programs: who comes in, what they see, what they are told, and that it is what OpenAPI says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from namro.access.operations import lock_account
from namro.agencies.models import Agency, Person, RoleGrant
from namro.audit.actor import Actor
from namro.audit.models import Entry
from namro.directives.models import Directive
from namro.life import operations as life
from namro.programs.models import ApiToken
from namro.programs.operations.tokens import make_token, revoke_token
from namro.tasks.models import Assignment
from tests.invented_register import invent_register

from . import lives
from .conftest import DAY, NOW
from .received import receive_example

EVERYTHING = ("directives:write", "tasks:read", "events:read")
Someone = Callable[[str], Person]
WORDS = "Giao Sở Xây dựng chủ trì rà soát quy hoạch, báo cáo UBND tỉnh trước ngày 30/6/2025."


def token_of(username: str, *scopes: str, days: int = 30) -> str:
    person = Person.objects.get(account__username=username)
    by = Actor(person.name, person.pk)
    return make_token(person, name="Phần mềm", scopes=scopes or EVERYTHING, days=days, by=by, at=NOW)[1]


def program(token: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {token}"})


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["type"].endswith(f"#{code}")
    assert told["status"] == status
    assert told["title"] and told["detail"] and told["request_id"]
    return told


def leads(count: int, agency: str = "Sở Xây dựng") -> list[Assignment]:
    of = lives.directive()
    return [
        lives.assign(lives.task(of, due=date(2025, 6, 1) + timedelta(days=number)), lives.named(agency))
        for number in range(count)
    ]


def test_a_token_is_kept_as_a_hash_and_logged(person: Someone) -> None:
    text = token_of("daumoi", "tasks:read")
    kept = ApiToken.objects.get()
    assert text not in (kept.token_hash, kept.hint)
    assert text.startswith(kept.hint)
    entry = Entry.objects.order_by("-number").first()
    assert entry.act == "token.made"
    assert text not in str(entry.after)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer namro_khong-co", "Basic YTpi", "Bearer \u00e9\u00e9"])
def test_without_a_good_token_nobody_comes_in(header: str | None, as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")  # a session opens nothing here
    headers = {} if header is None else {"Authorization": header}
    response = client.get("/api/v1/tasks", headers=headers)
    problem(response, 401, "token")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_an_expired_or_revoked_token_or_a_locked_account_comes_in_no_more(person: Someone, by: Actor) -> None:
    expired, revoked, locked = (token_of("daumoi") for _ in range(3))
    first, second, _third = ApiToken.objects.order_by("pk")
    ApiToken.objects.filter(pk=first.pk).update(expires_at=timezone.now())
    revoke_token(second, by=by, at=NOW)
    assert program(locked).get("/api/v1/tasks").status_code == 200
    lock_account(person("daumoi").account, by=by, at=NOW)
    for text in (expired, revoked, locked):
        problem(program(text).get("/api/v1/tasks"), 401, "token")


def test_a_scope_opens_what_it_says_and_no_more(db: None) -> None:
    reads = program(token_of("theodoi", "tasks:read"))
    assert reads.get("/api/v1/tasks").status_code == 200
    assert "events:read" in problem(reads.get("/api/v1/events"), 403, "scope")["detail"]
    problem(reads.post("/api/v1/directives"), 403, "scope")


def test_a_token_can_no_more_than_its_owner_that_day(person: Someone) -> None:
    officer = program(token_of("daumoi"))
    problem(officer.post("/api/v1/directives"), 403, "forbidden")
    assert officer.get("/api/v1/tasks").status_code == 200
    RoleGrant.objects.filter(person=person("daumoi")).update(valid_to=DAY - timedelta(days=1))
    problem(officer.get("/api/v1/tasks"), 403, "forbidden")


def test_each_sees_their_own_agency(db: None) -> None:
    mine, theirs = lives.lead(), lives.lead(agency="Sở Công Thương")
    assert [one["id"] for one in program(token_of("daumoi")).get("/api/v1/tasks").json()["tasks"]] == [mine.pk]
    seen = program(token_of("theodoi")).get("/api/v1/tasks").json()["tasks"]
    assert {one["id"] for one in seen} == {mine.pk, theirs.pk}


def test_a_row_says_what_the_register_says(db: None) -> None:
    one = lives.lead(date(2025, 6, 10))
    row = program(token_of("daumoi")).get("/api/v1/tasks").json()["tasks"][0]
    assert row["agency"] == {"id": one.agency_id, "name": "Sở Xây dựng"}
    assert (row["due_date"], row["timeliness"], row["progress"]) == ("2025-06-10", "overdue", "not_started")
    assert row["url"].endswith(f"/tasks/{one.task_id}/")


@pytest.mark.parametrize("sort", ["due", "due_last", "updated", "agency"])
def test_pages_hold_each_row_once(sort: str, db: None) -> None:
    rows = leads(7)
    client, seen, cursor = program(token_of("daumoi")), [], ""
    for _page in range(4):
        page = client.get("/api/v1/tasks", {"limit": 3, "sort": sort, "cursor": cursor}).json()
        seen += [one["id"] for one in page["tasks"]]
        if page["next"] is None:
            break
        cursor = page["next"]
    assert sorted(seen) == sorted(one.pk for one in rows)
    assert len(seen) == len(set(seen))


def test_filters_are_those_of_the_register(agency: Callable[[str], Agency]) -> None:
    leads(3)
    lives.lead(agency="Sở Công Thương")
    client = program(token_of("theodoi"))

    def count(**asked: object) -> int:
        return len(client.get("/api/v1/tasks", asked).json()["tasks"])

    assert count(agency=agency("Sở Công Thương").pk) == 1
    assert count(time="overdue", first_day="2025-06-02") == 2
    assert count(agency=2**62) == 0  # not there, or not for this person


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"time": "mai"}, "time"),
        ({"limit": "0"}, "limit"),
        ({"limit": "nhiều"}, "limit"),
        ({"first_day": "30/06/2025"}, "first_day"),
        ({"agency": "-1"}, "agency"),
        ({"has_target": "có"}, "has_target"),
        ({"agancy": "1"}, "agancy"),
    ],
)
def test_what_makes_no_sense_is_named(asked: dict[str, str], field: str, db: None) -> None:
    told = problem(program(token_of("daumoi")).get("/api/v1/tasks", asked), 422, "invalid")
    assert [one["field"] for one in told["errors"]] == [field]


@pytest.mark.parametrize("cursor", ["x", "MH4", "%00", "MH5hfmI"])
def test_a_cursor_of_something_else_is_no_page(cursor: str, db: None) -> None:
    problem(program(token_of("daumoi")).get("/api/v1/tasks", {"cursor": cursor, "sort": "updated"}), 404, "cursor")


def test_a_document_comes_in_once(person: Someone, django_capture_on_commit_callbacks: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = program(token_of("theodoi"))

    def send() -> Any:
        file = SimpleUploadedFile("chi-thi.txt", WORDS.encode())
        return client.post(
            "/api/v1/directives", {"document": file, "incoming_number": "12", "incoming_date": "2025-06-19"}
        )

    first, again = send(), send()
    assert (first.status_code, again.status_code) == (201, 200)
    told = first.json()
    assert told["id"] == again.json()["id"]
    assert (told["reading"]["state"], told["stage"], told["incoming_number"]) == ("waiting", "review", "12")
    directive = Directive.objects.get()
    assert directive.received_by == person("theodoi")
    entry = Entry.objects.filter(act="directive.received").get()
    assert "Phần mềm" in entry.actor_name  # by which program it came
    assert client.get(f"/api/v1/directives/{directive.pk}").json()["file_name"] == "chi-thi.txt"


def test_a_file_that_is_not_taken_says_why(db: None) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = program(token_of("theodoi"))
    told = problem(
        client.post("/api/v1/directives", {"document": SimpleUploadedFile("a.docx", b"PK\x03\x04")}), 422, "refused"
    )
    assert told["errors"][0]["field"] == "documents"
    told = problem(client.post("/api/v1/directives", {"incoming_number": "12"}), 422, "invalid")
    assert told["errors"][0]["field"] == "document"
    assert not Directive.objects.exists()


def test_a_document_elsewhere_is_not_there(person: Someone) -> None:
    directive = receive_example(person("theodoi"))
    told = program(token_of("theodoi")).get(f"/api/v1/directives/{directive.pk}").json()
    assert (told["reading"]["state"], told["reading"]["progress"]) == ("done", 100)
    assert told["drafts_open"] > 0
    problem(program(token_of("daumoi")).get(f"/api/v1/directives/{directive.pk}"), 404, "not-found")


def test_events_go_on_from_the_last_one(db: None) -> None:
    mine, theirs = lives.lead(), lives.lead(agency="Sở Công Thương")
    for one in (mine, theirs):
        life.make_update(
            one,
            life.NewUpdate("Đã có dự thảo", percent=50),
            version=None,
            acting=lives.acting("daumoi" if one is mine else "daumoi2"),
        )
    client = program(token_of("daumoi"))
    page = client.get("/api/v1/events").json()
    assert [(one["kind"], one["assignment"]) for one in page["events"]] == [("updated", mine.pk)]
    assert page["events"][0]["agency"]["name"] == "Sở Xây dựng"
    assert page["more"] is False
    assert client.get("/api/v1/events", {"since": page["next"]}).json() == {
        "events": [],
        "next": page["next"],
        "more": False,
    }
    assert len(program(token_of("theodoi")).get("/api/v1/events").json()["events"]) == 2


def test_too_many_calls_in_a_minute_are_told_to_wait(settings: Any, db: None) -> None:
    settings.API_CALLS_A_MINUTE = 3
    text = token_of("daumoi")
    client = program(text)
    for _call in range(3):
        assert client.get("/api/v1/events").status_code == 200
    response = client.get("/api/v1/events")
    problem(response, 429, "too-many")
    assert response.headers["Retry-After"] == "60"
    ApiToken.objects.update(minute=timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=1))
    assert client.get("/api/v1/events").status_code == 200


@pytest.mark.parametrize("path", ["tasks", "events"])
def test_a_long_page_asks_no_more_than_a_short_one(path: str, db: None) -> None:
    invent_register(60, day=DAY, agencies=[lives.named("Sở Xây dựng"), lives.named("Sở Công Thương")])
    client = program(token_of("theodoi"))

    def asked(limit: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(f"/api/v1/{path}", {"limit": limit}).status_code == 200
        return len(queries)

    asked(1)
    assert asked(50) <= asked(2) + 2  # names that no row of a short page needs
    assert asked(50) <= 16


@pytest.mark.parametrize("path", ["/api/v1/nowhere", "/api/v1/directives/x", "/api/v1/directives/999999"])
def test_what_is_not_there_is_a_problem_not_a_page(path: str, db: None) -> None:
    problem(program(token_of("theodoi")).get(path), 404, "not-found")


def test_a_wrong_method_names_the_right_one(db: None) -> None:
    response = program(token_of("theodoi")).delete("/api/v1/tasks")
    problem(response, 405, "method")
    assert response.headers["Allow"] == "GET"


def test_the_page_makes_a_token_and_shows_it_once(as_role: Callable[[str], Client]) -> None:
    client = as_role("daumoi")
    assert "directives:write" not in client.get("/account/tokens/").content.decode()  # not an officer's to do
    page = client.post(
        "/account/tokens/", {"name": "Sổ của Sở", "scopes": ["tasks:read"], "days": "90"}
    ).content.decode()
    text = page.partition('id="once" readonly value="')[2].partition('"')[0]
    assert program(text).get("/api/v1/tasks").status_code == 200
    assert text not in client.get("/account/tokens/").content.decode()
    assert client.post("/account/tokens/", {"name": "", "days": "9999"}).status_code == 422
    assert client.post(f"/account/tokens/{ApiToken.objects.get().pk}/revoke/").status_code == 302
    problem(program(text).get("/api/v1/tasks"), 401, "token")


def test_an_administrator_sees_and_revokes_anyones(as_role: Callable[[str], Client]) -> None:
    text = token_of("daumoi")
    token = ApiToken.objects.get()
    client = as_role("quantri")
    assert "Phần mềm" in client.get("/programs/").content.decode()
    assert "Chưa có khóa nào" in client.get("/programs/?q=khong-co-ai").content.decode()
    assert as_role("thanhtra").get("/programs/").status_code == 200
    assert as_role("thanhtra").post(f"/programs/tokens/{token.pk}/revoke/").status_code == 403
    assert client.post(f"/programs/tokens/{token.pk}/revoke/").status_code == 302
    problem(program(text).get("/api/v1/tasks"), 401, "token")


def test_the_page_for_programmers_lists_every_call(as_role: Callable[[str], Client]) -> None:
    page = as_role("daumoi").get("/api/v1/docs/").content.decode()
    for path in Client().get("/api/v1/openapi.json").json()["paths"]:
        assert path in page
