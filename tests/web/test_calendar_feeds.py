"""Calendars by a secret address: what stands in them, who gets them, and when they are gone."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from namro.access.operations import lock_account
from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Person, Post, RoleGrant
from namro.audit.actor import Actor
from namro.programs.models import CalendarFeed
from namro.programs.operations.calendars import make_feed, revoke_feed
from namro.tasks.models import Assignment

from . import lives
from .conftest import DAY, NOW

Someone = Callable[[str], Person]
MONTH = (date(2025, 5, 15), date(2025, 6, 14), date(2025, 6, 14), date(2025, 6, 27))


def address(username: str, agency: Agency | None = None) -> str:
    person = Person.objects.get(account__username=username)
    _feed, text = make_feed(person, agency, day=DAY, by=Actor(person.name, person.pk), at=NOW)
    return f"/calendar/{text}.ics"


def events(path: str) -> dict[str, Any]:
    response = Client().get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(one["uid"]): one for one in Calendar.from_ical(response.content).walk("VEVENT")}


def test_an_officers_calendar_holds_deadlines_and_reports_of_their_agency(db: None) -> None:
    mine, _theirs = lives.lead(date(2025, 6, 30)), lives.lead(agency="Sở Công Thương")
    expected = lives.expect(lives.lead(None), [MONTH])[0]
    found = events(address("daumoi"))
    assert set(found) == {f"assignment-{mine.pk}@namro", f"report-{expected.pk}@namro"}
    deadline, report = found[f"assignment-{mine.pk}@namro"], found[f"report-{expected.pk}@namro"]
    assert deadline["dtstart"].dt == date(2025, 6, 30)
    assert str(deadline["url"]).endswith(f"/tasks/{mine.task_id}/")
    assert report["dtstart"].dt == date(2025, 6, 27)
    assert "tháng 6/2025" in report["summary"]


def test_an_agencys_calendar_holds_its_own_only(agency: Callable[[str], Agency]) -> None:
    lives.lead()
    theirs = lives.lead(agency="Sở Công Thương")
    path = address("theodoi", agency("Sở Công Thương"))
    assert set(events(path)) == {f"assignment-{theirs.pk}@namro"}


def test_a_leader_finds_what_they_oversee(person: Someone) -> None:
    overseen, _other = lives.lead(), lives.lead()
    Assignment.objects.filter(pk=overseen.pk).update(overseer=person("lanhdao"))
    assert set(events(address("lanhdao"))) == {f"assignment-{overseen.pk}@namro"}


def test_what_has_ended_leaves_the_calendar_and_a_moved_day_moves(db: None) -> None:
    one = lives.lead(date(2025, 6, 30))
    path = address("daumoi")
    Assignment.objects.filter(pk=one.pk).update(due_date=date(2025, 7, 31))
    assert events(path)[f"assignment-{one.pk}@namro"]["dtstart"].dt == date(2025, 7, 31)
    Assignment.objects.filter(pk=one.pk).update(progress="withdrawn", closed_at=NOW)
    assert events(path) == {}


def test_what_did_not_change_is_not_sent_again(db: None) -> None:
    one = lives.lead()
    path = address("daumoi")
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": f"W/{first.headers['ETag']}"})
    assert (again.status_code, again.content) == (304, b"")
    Assignment.objects.filter(pk=one.pk).update(due_date=date(2025, 7, 31))
    assert Client().get(path, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def _revoked(person: Person, by: Actor) -> None:
    revoke_feed(CalendarFeed.objects.get(), by=by, at=NOW)


def _post_ended(person: Person, by: Actor) -> None:
    Post.objects.filter(person=person).update(valid_to=DAY - timedelta(days=1))


def _moved_on(person: Person, by: Actor) -> None:
    post = Post.objects.get(person=person)
    _post_ended(person, by)
    Post.objects.create(person=person, agency=post.agency, title="Chuyên viên", valid_from=DAY)


def _role_ended(person: Person, by: Actor) -> None:
    RoleGrant.objects.filter(person=person).update(valid_to=DAY - timedelta(days=1))


def _locked(person: Person, by: Actor) -> None:
    lock_account(person.account, by=by, at=NOW)


@pytest.mark.parametrize("end", [_revoked, _post_ended, _moved_on, _role_ended, _locked])
def test_a_calendar_is_gone(end: Callable[[Person, Actor], None], person: Someone, by: Actor) -> None:
    lives.lead()
    path = address("daumoi")
    assert events(path)
    end(person("daumoi"), by)
    response = Client().get(path)
    assert response.status_code == 410
    assert "BEGIN" not in response.content.decode()


def test_an_unknown_address_is_not_there(db: None) -> None:
    assert Client().get("/calendar/khong-co.ics").status_code == 404


def test_who_may_not_see_an_agency_makes_no_calendar_of_it(agency: Callable[[str], Agency]) -> None:
    with pytest.raises(Refused, match="phạm vi"):
        address("daumoi", agency("Sở Công Thương"))


def test_the_secret_is_kept_as_a_hash_and_not_logged(db: None, caplog: pytest.LogCaptureFixture) -> None:
    path = address("daumoi")
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    assert secret not in str(CalendarFeed.objects.values().get())
    with caplog.at_level(logging.INFO, "namro.request"):
        Client().get(path)
    told = [record.path for record in caplog.records if record.name == "namro.request"]
    assert told == ["/calendar/…"]


def test_a_long_calendar_asks_no_more_than_a_short_one(db: None) -> None:
    of = lives.directive()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            Client().get(path)
        return len(queries)

    lives.assign(lives.task(of, due=date(2025, 6, 30)), lives.named("Sở Xây dựng"))
    path = address("daumoi")
    asked()
    short = asked()
    for day in range(1, 20):
        lives.assign(lives.task(of, due=date(2025, 7, day)), lives.named("Sở Xây dựng"))
    assert asked() == short <= 14


def test_the_page_makes_and_revokes(as_role: Callable[[str], Client]) -> None:
    client = as_role("daumoi")
    assert "Chưa có địa chỉ nào" in client.get("/account/calendars/").content.decode()
    page = client.post("/account/calendars/", {"agency": "Sở Xây dựng"}).content.decode()
    path = "/calendar/" + page.partition("/calendar/")[2].partition('"')[0]
    assert Client().get(path).status_code == 200
    assert path not in client.get("/account/calendars/").content.decode()
    assert client.post("/account/calendars/", {"agency": "Sở Công Thương"}).status_code == 422
    client.post(f"/account/calendars/{CalendarFeed.objects.get().pk}/revoke/")
    assert Client().get(path).status_code == 410
    assert "đã thu hồi" in client.get("/account/calendars/").content.decode()


def test_an_administrator_revokes_anyones(as_role: Callable[[str], Client]) -> None:
    path = address("daumoi")
    client = as_role("quantri")
    assert "Việc của người lập" in client.get("/programs/calendars/").content.decode()
    client.post(f"/programs/calendars/{CalendarFeed.objects.get().pk}/revoke/")
    assert Client().get(path).status_code == 410
