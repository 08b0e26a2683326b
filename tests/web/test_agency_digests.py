"""The figures of an agency for its head: what they say, when they come, and that they come once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from namro.agencies.models import Person, RoleGrant
from namro.reminders.agency_digests import write_agency_digests
from namro.reminders.models import AgencyDigestRhythm, DigestTime, Message
from namro.reminders.ticking import simulate, tick

from . import lives


def at(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """A moment at the office."""
    from zoneinfo import ZoneInfo

    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def to_heads() -> list[Message]:
    return list(Message.objects.filter(key__startswith="agency:").order_by("pk"))


def write(day: date, hour: int = 8) -> int:
    return write_agency_digests(at(day, hour))


@pytest.fixture
def head(person: Callable[[str], Person]) -> Person:
    """Of Sở Xây dựng, who has work: one overdue, one in time, one done of another agency."""
    lives.lead(date(2025, 6, 2), text="Việc đã quá hạn")
    lives.lead(date(2025, 9, 30), text="Việc còn hạn")
    lives.lead(date(2025, 6, 2), agency="Sở Công Thương", text="Việc của sở khác")
    return person("thutruong")


def test_it_tells_the_figures_of_the_own_agency_with_links(head: Person) -> None:
    assert write(date(2025, 6, 23)) >= 1
    message = Message.objects.get(person=head, key__startswith="agency:")
    agency = RoleGrant.objects.get(person=head, role="agency_head").agency_id
    assert message.subject == "Sở Xây dựng: 1 việc quá hạn, 2 trong 2 việc chưa xong (23/6/2025)"
    assert f"/assignments/?agency={agency}&part=overdue" in message.text
    assert f"/assignments/?agency={agency}&amp;part=overdue" in message.html
    assert "Việc đã quá hạn (hạn 02/6/2025)" in message.text
    assert "Việc của sở khác" not in message.text
    assert "Hoàn thành 0 trong 1 việc" in message.text
    assert message.address == head.work_email


def test_each_number_is_that_of_the_list_it_opens(head: Person, as_role: Callable[[str], Client]) -> None:
    write(date(2025, 6, 20))
    text = Message.objects.get(person=head, key__startswith="agency:").text
    client = as_role("thutruong")
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if line.strip().startswith("http") and "/assignments/?" in line:
            told = int(lines[number - 1].rpartition(": ")[2])
            page = client.get(line.strip().partition("localhost:8000")[2]).content.decode()
            assert page.count('href="/assignments/') - page.count('href="/assignments/?') >= told


def test_it_comes_once_a_week_however_often_the_tick_runs(head: Person) -> None:
    for day in range(20, 31):  # Friday, then a week and a day
        for _time in range(2):
            write(date(2025, 6, day))
    mine = [one.key.rpartition(":")[2] for one in to_heads() if one.person == head]
    assert mine == ["2025-06-16", "2025-06-23", "2025-06-30"]


def test_a_week_whose_first_days_nothing_ran_is_made_up(head: Person) -> None:
    assert write(date(2025, 6, 26)) >= 1
    assert Message.objects.filter(person=head, key__endswith=":2025-06-23").exists()


def test_it_waits_for_the_chosen_hour_and_a_working_day(head: Person) -> None:
    DigestTime.objects.create(person=head, at="14:00")
    write(date(2025, 6, 23), hour=13)
    assert not Message.objects.filter(person=head).exists()
    write(date(2025, 6, 28), hour=15)  # Saturday
    assert not Message.objects.filter(person=head).exists()
    write(date(2025, 6, 23), hour=14)
    assert Message.objects.filter(person=head).count() == 1


@pytest.mark.parametrize(("every", "count"), [("day", 6), ("week", 2), ("month", 1), ("never", 0)])
def test_the_head_chooses_how_often(every: str, count: int, head: Person, as_role: Callable[[str], Client]) -> None:
    client = as_role("thutruong")
    assert client.post("/reminders/", {"at": "07:30", "every": every}).status_code == 302
    assert AgencyDigestRhythm.objects.get(person=head).every == every
    for day in range(8):
        write(date(2025, 6, 23) - timedelta(days=day))
    assert Message.objects.filter(person=head, key__startswith="agency:").count() == count


def test_only_heads_choose_it(as_role: Callable[[str], Client], head: Person) -> None:
    assert 'name="every"' in as_role("thutruong").get("/reminders/").content.decode()
    client = as_role("daumoi")
    assert 'name="every"' not in client.get("/reminders/").content.decode()
    assert client.post("/reminders/", {"at": "08:00", "every": "never"}).status_code == 302
    assert not AgencyDigestRhythm.objects.exists()


def test_an_agency_without_work_and_a_head_who_left_get_nothing(head: Person) -> None:
    RoleGrant.objects.filter(person=head).update(valid_to=date(2025, 6, 22))
    write(date(2025, 6, 23))
    assert not Message.objects.filter(person=head).exists()
    assert all("Sở Xây dựng" in one.subject or "Sở Công Thương" in one.subject for one in to_heads())


def test_the_tick_sends_it(head: Person, mailoutbox: list[object]) -> None:
    tick(datetime(2025, 6, 23, 1, 0, tzinfo=UTC))
    assert any("Sở Xây dựng: 1 việc quá hạn" in mail.subject for mail in mailoutbox)


def test_when_all_are_made_it_asks_little(head: Person) -> None:
    write(date(2025, 6, 23))
    with CaptureQueriesContext(connection) as queries:
        assert write(date(2025, 6, 24)) == 0
    assert len(queries) <= 5


@pytest.mark.parametrize("every", ["day", "week", "month", "never"])
def test_what_is_foreseen_comes(every: str, head: Person, as_role: Callable[[str], Client]) -> None:
    AgencyDigestRhythm.objects.create(person=head, every=every)
    first = date(2025, 6, 20)
    write(first)  # this period's is made and not foreseen again
    made = set(Message.objects.values_list("pk", flat=True))
    foreseen = [(one.day, one.person, one.agency) for one in simulate(first, 30) if one.agency]
    assert (head in {person for _day, person, _agency in foreseen}) == (every != "never")
    page = as_role("theodoi").get("/reminders/foreseen/").content.decode()
    assert ("số liệu của Sở Xây dựng" in page) == (every != "never")
    for n in range(30):
        write(first + timedelta(days=n))
    sent = [(one.created_at, one.person, one.subject) for one in to_heads() if one.pk not in made]
    office = [(moment.astimezone(at(first).tzinfo).date(), person) for moment, person, _subject in sent]
    assert office == [(day, person) for day, person, _agency in foreseen]
