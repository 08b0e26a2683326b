"""Asking for another day: by whom, until when, and what answers there are."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from namro.agencies.errors import Refused
from namro.agencies.models import RoleGrant
from namro.life import operations
from namro.life.models import Extension
from namro.tasks.models import Assignment
from namro.tasks.progress import Duty

from .lives import acting, after, assign, complete, lead, named, task

pytestmark = pytest.mark.django_db
DUE, LATER, LATEST = date(2025, 6, 30), date(2025, 7, 15), date(2025, 7, 31)


def ask(
    one: Assignment, until: date = LATEST, *, by: str = "daumoi", at=None, reason: str = "Chờ số liệu"
) -> Extension:
    who = acting(by, at or after())
    return operations.ask(one, requested_date=until, reason=reason, document="15/SXD-QH", acting=who)


def test_granted_the_day_moves_and_the_original_stays() -> None:
    one = lead(DUE)
    operations.grant(ask(one), acting=acting("lanhdao", after(1)))
    one.refresh_from_db()
    assert (one.original_due_date, one.due_date) == (DUE, LATEST)
    assert [event.kind for event in one.events.all()] == ["asked", "granted"]


def test_refused_only_with_a_reason() -> None:
    one = lead(DUE)
    asked = ask(one)
    with pytest.raises(Refused):
        operations.deny(asked, words="", acting=acting("lanhdao"))
    operations.deny(asked, words="Đã gia hạn một lần", acting=acting("lanhdao"))
    one.refresh_from_db()
    assert one.due_date == DUE


def test_a_counter_offer_is_taken_or_not() -> None:
    one, other = lead(DUE), lead(DUE)
    offered, declined = ask(one), ask(other)
    for each in (offered, declined):
        operations.counter(each, offered_date=LATER, words="Chỉ đến giữa tháng", acting=acting("lanhdao"))
    operations.accept_offer(offered, acting=acting("daumoi", after(1)))
    operations.decline_offer(declined, acting=acting("daumoi", after(1)))
    one.refresh_from_db(), other.refresh_from_db()
    assert (one.due_date, other.due_date) == (LATER, DUE)
    assert ask(other, at=after(2)).number == 2  # declined is closed: one may ask again


@pytest.mark.parametrize(
    ("due", "until", "at_days", "words"),
    [
        (DUE, DUE, 0, "sau 30/6/2025"),
        (DUE, date(2025, 6, 19), 0, "sau 30/6/2025"),  # to yesterday
        (date(2025, 6, 19), LATEST, 0, "đã qua"),  # the deadline is past
        (None, LATEST, 0, "không có hạn"),
    ],
)
def test_what_cannot_be_asked(due: date | None, until: date, at_days: int, words: str) -> None:
    with pytest.raises(Refused, match=words):
        ask(lead(due), until, at=after(at_days))


def test_an_office_may_take_late_requests_which_say_so(settings) -> None:
    settings.EXTENSION_AFTER_DEADLINE = True
    assert ask(lead(date(2025, 6, 19))).asked_late


def test_one_open_request_at_a_time() -> None:
    one = lead(DUE)
    ask(one)
    with pytest.raises(Refused, match="một đề nghị"):
        ask(one, at=after(hours=1))


def test_nobody_asks_while_it_waits_for_confirmation() -> None:
    one = lead(DUE)
    complete(one)
    with pytest.raises(Refused, match="chờ xác nhận"):
        ask(one)


def test_who_helps_does_not_ask() -> None:
    one = assign(task(due=DUE), named("Sở Xây dựng"), duty=Duty.COORDINATE)
    with pytest.raises(Refused, match="chủ trì"):
        ask(one)


def test_nobody_decides_their_own_request() -> None:
    one = lead(DUE)
    leader = acting("lanhdao").person
    RoleGrant.objects.create(person=leader, role="focal_officer", agency=one.agency)
    asked = ask(one, by="lanhdao")
    with pytest.raises(Refused, match="chính mình"):
        operations.grant(asked, acting=acting("lanhdao"))


def test_an_officer_or_a_tracker_does_not_decide() -> None:
    asked = ask(lead(DUE))
    for username in ("daumoi2", "theodoi", "thutruong"):
        with pytest.raises(Refused):
            operations.grant(asked, acting=acting(username))


def test_of_two_answers_at_once_one_is_told() -> None:
    asked = ask(lead(DUE))
    again = Extension.objects.get(pk=asked.pk)
    operations.grant(asked, acting=acting("lanhdao", after(1)))
    with pytest.raises(Refused, match="đã được trả lời"):
        operations.deny(again, words="Không", acting=acting("lanhdao", after(1)))


def test_from_the_third_on_it_says_so() -> None:
    one = lead(DUE)
    for number, day in enumerate((date(2025, 7, 4), date(2025, 7, 11), date(2025, 7, 18))):
        asked = ask(one, day, at=after(number))
        assert asked.is_one_of_many == (number == 2)
        operations.grant(asked, acting=acting("lanhdao", after(number, hours=1)))


@pytest.mark.parametrize(
    "values",
    [
        {"requested_date": DUE},
        {"reason": ""},
        {"stage": "granted"},
        {"stage": "countered"},
        {"offered_date": DUE},
    ],
)
def test_the_database_holds_requests_to_their_rules(values: dict) -> None:
    one = lead(DUE)
    whole = {
        "assignment": one, "agency": one.agency, "number": 1, "present_date": DUE, "requested_date": LATEST,
        "reason": "Chờ", "asked_at": after(), "asked_by": acting("daumoi").person,
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(**(whole | values))


def test_the_database_never_moves_an_original_deadline() -> None:
    one = lead(DUE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=one.pk).update(original_due_date=LATEST, due_date=LATEST)
