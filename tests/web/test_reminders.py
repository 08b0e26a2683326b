"""Who is told what and when, once, in one message a morning; what is foreseen is what is sent."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from namro.agencies.models import Person
from namro.calendar import WorkingCalendar
from namro.life import operations
from namro.life.operations import NewUpdate
from namro.reminders.models import (
    AgencyDigestRhythm,
    Delivery,
    DigestTime,
    Ladder,
    Message,
    MessageState,
    Notice,
    Rhythm,
    Rung,
)
from namro.reminders.steps import steps_on
from namro.reminders.ticking import simulate, tick
from namro.site import worker
from namro.tasks.models import Assignment

from .lives import acting, assign, complete, directive, expect, lead, named, task

pytestmark = pytest.mark.django_db
OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
USUAL = [
    (-7, "officer"),
    (-3, "officer"),
    (-1, "officer"),
    (0, "officer"),
    (1, "officer"),
    (3, "head"),
    (7, "overseer"),
]
DUE = date(2025, 6, 19)  # a Thursday


@pytest.fixture(autouse=True)
def without_figures_for_heads(db: None) -> None:
    """The figures of an agency for its head are another message (test_agency_digests)."""
    for head in Person.objects.filter(role_grants__role="agency_head").distinct():
        AgencyDigestRhythm.objects.create(person=head, every=Rhythm.NEVER)


def at(day: date, hour: int = 8) -> datetime:
    return datetime.combine(day, time(hour), OFFICE)


def told() -> list[tuple[str, int]]:
    """To whom mail went, and about how many things."""
    found = Message.objects.order_by("created_at", "pk")
    return [(one.address.partition("@")[0], one.notices.count()) for one in found]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 6, 9), []),  # eight working days before
        (date(2025, 6, 10), [("officer", -7)]),
        (date(2025, 6, 13), [("officer", -7)]),
        (date(2025, 6, 16), [("officer", -3)]),
        (date(2025, 6, 18), [("officer", -1)]),
        (date(2025, 6, 19), [("officer", 0)]),
        (date(2025, 6, 20), [("officer", 1)]),
        (date(2025, 6, 24), [("head", 3), ("officer", 1)]),
        (date(2025, 6, 30), [("head", 3), ("officer", 1), ("overseer", 7)]),
    ],
)
def test_at_which_rung_a_deadline_stands(day: date, expected: list[tuple[str, int]]) -> None:
    steps = steps_on(USUAL, day, WorkingCalendar.vietnam())
    assert sorted((one.audience, one.offset) for one in steps if one.first <= DUE <= one.last) == expected


@pytest.mark.parametrize("day", [date(2025, 4, 25) + timedelta(days=n) for n in range(16)])  # over 30/4 and its swap
def test_no_deadline_stands_at_two_rungs_for_one_audience(day: date) -> None:
    steps = steps_on(USUAL, day, WorkingCalendar.vietnam())
    for audience in {one.audience for one in steps}:
        ranges = sorted((one.first, one.last) for one in steps if one.audience == audience)
        assert all(earlier[1] < later[0] for earlier, later in pairwise(ranges))


def test_one_message_a_morning_and_a_second_tick_sends_nothing() -> None:
    of = directive()
    for _ in range(30):
        assign(task(of, due=date(2025, 6, 25)), named("Sở Xây dựng"))
    first = tick(at(date(2025, 6, 20)))
    assert (first.notices, first.digests, first.sent) == (30, 1, 1)
    again = tick(at(date(2025, 6, 20)))
    assert (again.notices, again.digests, again.sent) == (0, 0, 0)
    assert told() == [("daumoi", 30)]
    (letter,) = mail.outbox
    assert "30 việc sắp đến hạn" in letter.subject
    assert letter.extra_headers["Message-ID"] == Message.objects.get().message_id
    assert "Kính gửi: Vũ Thị Mối" in letter.body
    assert letter.alternatives[0][1] == "text/html"


def test_escalation_goes_to_the_officer_then_the_head_then_the_overseer() -> None:
    lead(DUE)
    for n in range(12):
        tick(at(DUE + timedelta(days=n)))
    assert [name for name, _count in told()] == ["daumoi", "daumoi", "thutruong", "phochutich"]


def test_a_missed_day_is_made_up() -> None:
    lead(DUE)
    tick(at(date(2025, 6, 30)))  # nothing ran since before the deadline
    assert sorted(name for name, _count in told()) == ["daumoi", "phochutich", "thutruong"]


def test_nothing_is_sent_on_a_day_off_or_before_the_hour() -> None:
    lead(date(2025, 6, 25))
    assert tick(at(date(2025, 6, 21))).notices == 0  # a Saturday
    assert tick(at(date(2025, 6, 20), hour=6)).digests == 0
    DigestTime.objects.create(person=Person.objects.get(account__username="daumoi"), at=time(10))
    assert tick(at(date(2025, 6, 20), hour=8)).digests == 0
    assert tick(at(date(2025, 6, 20), hour=10)).digests == 1


def test_what_waits_for_confirmation_is_not_urged_and_what_comes_back_is() -> None:
    one = lead(date(2025, 6, 25))
    complete(one)
    assert tick(at(date(2025, 6, 20))).notices == 0
    operations.return_(one, reason="Thiếu", version=None, acting=acting("xacnhan", at(date(2025, 6, 20), 9)))
    assert tick(at(date(2025, 6, 23))).notices == 1


def test_what_ended_before_its_hour_is_not_told() -> None:
    one = lead(date(2025, 6, 25))
    assert tick(at(date(2025, 6, 20), hour=6)).notices == 1
    complete(one, at=at(date(2025, 6, 20), 7))
    operations.confirm(one, version=None, acting=acting("xacnhan", at(date(2025, 6, 20), 7)))
    assert tick(at(date(2025, 6, 20), hour=9)).digests == 0
    assert not Notice.objects.exists()


def test_a_new_deadline_starts_the_ladder_anew() -> None:
    one = lead(date(2025, 6, 24))
    tick(at(date(2025, 6, 19)))
    asked = operations.ask(
        one, requested_date=date(2025, 7, 31), reason="Chờ", acting=acting("daumoi", at(date(2025, 6, 19), 9))
    )
    operations.grant(asked, acting=acting("lanhdao", at(date(2025, 6, 19), 10)))
    assert tick(at(date(2025, 6, 20))).notices == 0
    assert tick(at(date(2025, 7, 22))).notices == 1


def test_a_report_that_did_not_come_is_urged_too() -> None:
    one = lead(None)
    expect(one, [(date(2025, 5, 15), date(2025, 6, 14), date(2025, 6, 14), date(2025, 6, 24))])
    tick(at(date(2025, 6, 19)))
    assert Notice.objects.get().offset == -3
    assert "Báo cáo" in mail.outbox[0].body or "BÁO CÁO" in mail.outbox[0].body


def test_a_leaders_word_reaches_the_people_of_the_agency() -> None:
    one = lead(None)
    operations.direct(one, text="Báo cáo tôi trước thứ Sáu", acting=acting("lanhdao", at(DUE)))
    tick(at(date(2025, 6, 20)))
    assert sorted(name for name, _count in told()) == ["daumoi", "thutruong"]
    assert tick(at(date(2025, 6, 23))).notices == 0


def test_where_there_is_no_officer_somebody_is_told_all_the_same() -> None:
    lead(date(2025, 6, 25), agency="Sở Y tế")
    tick(at(date(2025, 6, 20)))
    assert [name for name, _count in told()] == ["theodoi"]


def test_a_directive_may_have_its_own_ladder() -> None:
    one = lead(date(2025, 7, 18))
    ladder = Ladder.objects.create(name="Chỉ thị này", directive=one.directive)
    Rung.objects.create(ladder=ladder, offset=-20, audience="officer")
    assert tick(at(date(2025, 6, 20))).notices == 1
    assert tick(at(date(2025, 7, 16))).notices == 0  # three days before: the usual ladder is not its


def test_what_is_foreseen_is_what_is_sent() -> None:
    of = directive()
    for n in range(40):
        assign(task(of, due=date(2025, 6, 10) + timedelta(days=n)), named("Sở Xây dựng" if n % 3 else "Sở Công Thương"))
    first = date(2025, 6, 20)
    foreseen = [(one.day, one.person.work_email, one.count) for one in simulate(first, 30)]
    assert not Message.objects.exists()
    for n in range(30):
        tick(at(first + timedelta(days=n)))
    sent = [
        (one.created_at.astimezone(OFFICE).date(), one.address, one.notices.count())
        for one in Message.objects.order_by("created_at")
    ]
    assert sorted(sent) == sorted(foreseen)
    assert len(mail.outbox) == len(sent)


class Refusing:
    """A mail server that refuses everything."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("máy chủ thư không trả lời")

    def close(self) -> None:
        pass


def test_a_server_that_refuses_is_tried_again_with_growing_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    lead(date(2025, 6, 25))
    with monkeypatch.context() as broken:
        broken.setattr("namro.reminders.delivery.get_connection", lambda **_options: Refusing())
        now = at(date(2025, 6, 20))
        assert tick(now).sent == 0
        assert tick(now).sent == 0  # not again at once
        assert Delivery.objects.count() == 1
        tick(now + timedelta(minutes=1))
        tick(now + timedelta(minutes=5))
        assert [one.outcome for one in Delivery.objects.all()] == ["failed", "failed"]
    assert tick(now + timedelta(minutes=6)).sent == 1
    message = Message.objects.get()
    assert (message.state, message.attempts) == (MessageState.SENT, 3)
    assert "không trả lời" in message.deliveries.first().detail


def test_nobody_can_choose_never(as_role: Any) -> None:
    client = as_role("daumoi")
    assert client.post("/reminders/", {"at": ""}).status_code == 422
    assert client.post("/reminders/", {"at": "06:45"}).status_code == 302
    assert DigestTime.objects.get().at == time(6, 45)


@pytest.mark.parametrize("count", [5, 60])
def test_a_tick_asks_a_fixed_number_of_questions(count: int, django_assert_max_num_queries: Any) -> None:
    of = directive()
    for _ in range(count):
        assign(task(of, due=date(2025, 6, 25)), named("Sở Xây dựng"))
    with django_assert_max_num_queries(75):
        tick(at(date(2025, 6, 20)))


def test_an_update_does_not_silence_an_overdue_task() -> None:
    one = lead(DUE)
    new = NewUpdate("Đang làm", cause="Chờ số liệu", proposal="Đôn đốc")
    operations.make_update(one, new, version=None, acting=acting("daumoi", at(date(2025, 6, 20), 9)))
    tick(at(date(2025, 6, 24)))
    assert "thutruong" in [name for name, _count in told()]
    assert Assignment.objects.get().progress == "under_way"


def test_papers_that_cannot_be_prepared_do_not_stop_the_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    lead(DUE)
    monkeypatch.setattr("namro.reminders.ticking.prepare", lambda at: 1 / 0)
    assert tick(at(DUE - timedelta(days=1))).sent > 0


def test_the_bell_counts_what_came_since_one_looked(as_role: Any) -> None:
    lead(DUE)
    tick(at(DUE - timedelta(days=1)))
    client = as_role("daumoi")
    bell = (
        'nr-bell" href="/reminders/"><svg class="nr-i" aria-hidden="true"><use href="/static/icons.svg#i-bell"/></svg>'
    )
    assert f"{bell}<b>1</b>" in client.get("/account/").content.decode()
    assert "mới" in client.get("/reminders/").content.decode()
    assert f"{bell}<b>" not in client.get("/account/").content.decode()
    assert f"{bell}<b>" not in as_role("daumoi2").get("/account/").content.decode()


def test_a_message_says_whose_and_how_late_and_bears_its_own_date() -> None:
    lead(DUE)
    tick(at(DUE + timedelta(days=1)))
    message = mail.outbox[-1]
    assert "Sở Xây dựng: " in message.body
    assert "quá 1 ngày làm việc" in message.body
    assert message.extra_headers["Date"] == "Fri, 20 Jun 2025 01:00:00 +0000"


def test_a_documents_ladder_is_set_on_its_page(as_role: Any) -> None:
    one = lead(DUE + timedelta(days=60))
    client, address = as_role("theodoi"), f"/directives/{one.directive_id}/ladder/"
    assert "-7, -3, -1, 0, +1" in client.get(address).content.decode()  # the usual one to begin with
    for given, words in (
        ({"officer": "-3"}, "phải được báo khi đã quá hạn"),  # nobody is left unaware of what is overdue
        ({"officer": "ba ngày"}, "Ghi số ngày làm việc"),
        ({"officer": "+1, -99"}, "Mỗi mốc trong vòng"),
    ):
        assert words in client.post(address, given).content.decode()
    assert not Ladder.objects.filter(directive=one.directive).exists()
    client.post(address, {"officer": "−10; +1", "head": "+2", "overseer": ""})
    rungs = Ladder.objects.get(directive=one.directive).rungs.values_list("offset", "audience")
    assert list(rungs) == [(-10, "officer"), (1, "officer"), (2, "head")]
    client.post(address, {"officer": "", "head": "", "overseer": ""})
    assert not Ladder.objects.filter(directive=one.directive).exists()
    assert as_role("daumoi").post(address, {"officer": "+1"}).status_code == 403


def test_the_worker_ticks_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    began: list[str] = []
    monkeypatch.setattr(worker.threading, "Thread", lambda target, name, daemon: began.append(name) or Quiet())
    worker._start_beside()
    assert "namro-tick" in began
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    lead(DUE)
    worker._tick_once()
    assert mail.outbox
    monkeypatch.setattr(worker, "tick", lambda moment: 1 / 0)
    worker._tick_once()  # a tick that fails does not end the thread


class Quiet:
    def start(self) -> None:
        """Nothing runs in a test."""
