"""The office's own days: entered on a page, counted by at once, over the shipped rows, for all or for one agency."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as live
from django.core import mail
from django.test import Client

from namro.life.queries.as_of import working_days_between
from namro.reminders.models import Message
from namro.reminders.ticking import simulate, tick
from namro.workdays import calendar
from namro.workdays.calendar import working_calendar
from namro.workdays.models import OfficeDay

from .lives import lead, named

pytestmark = pytest.mark.django_db(transaction=False)
SignIn = Callable[[str], Client]
OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
DAY_OFF = {"first": "23/6/2025", "last": "", "kind": "off", "name": "Nghỉ hoán đổi", "notice": "12/TB, 2/6/2025"}


@pytest.fixture(autouse=True)
def calendar_as_shipped(settings: object, tmp_path: object) -> Iterator[None]:
    """Each test with a calendar and a stamp of its own."""
    settings.HOME = tmp_path
    calendar._built = None
    yield
    calendar._built = None


@pytest.fixture
def enter(as_role: SignIn, django_capture_on_commit_callbacks: Callable) -> Callable[..., int]:
    """Send the form as one of the cast; the status of the answer."""

    def send(account: str = "theodoi", **changes: str) -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return as_role(account).post("/calendar/days/new/", DAY_OFF | changes).status_code

    return send


def test_a_day_entered_counts_at_once_and_goes_again(
    enter: Callable[..., int], as_role: SignIn, django_capture_on_commit_callbacks: Callable
) -> None:
    friday, tuesday = date(2025, 6, 20), date(2025, 6, 24)
    assert working_days_between(friday, tuesday) == 2
    assert enter() == 302
    assert working_days_between(friday, tuesday) == 1
    page = as_role("daumoi").get("/calendar/?year=2025").content.decode()
    assert "Nghỉ hoán đổi" in page
    assert "/calendar/days/new/" not in page  # who may not edit is not asked to
    with django_capture_on_commit_callbacks(execute=True):
        as_role("quantri").post(f"/calendar/days/{OfficeDay.objects.get().pk}/drop/")
    assert working_days_between(friday, tuesday) == 2


def test_it_stands_over_the_shipped_row_and_may_be_said_anew(enter: Callable[..., int], as_role: SignIn) -> None:
    assert not working_calendar().is_working_day(date(2025, 9, 2))
    enter(first="2/9/2025", kind="make_up_workday", name="Trực chuẩn bị")
    assert working_calendar().is_working_day(date(2025, 9, 2))
    page = as_role("theodoi").get("/calendar/?year=2025").content.decode()
    assert "thay cho: " in page
    enter(first="2/9/2025", kind="holiday", name="Quốc khánh")
    assert OfficeDay.objects.count() == 1
    assert not working_calendar().is_working_day(date(2025, 9, 2))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"first": "31/6/2025"}, "Ghi ngày như 14/3/2025."),
        ({"last": "20/6/2025"}, "Ngày cuối phải từ 23/6/2025 trở đi."),
        ({"last": "23/9/2025"}, "Mỗi lần nhập tối đa 31 ngày."),
        ({"agency": "Sở Không Có"}, "Không có đơn vị"),
        ({"name": ""}, "bắt buộc"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_kept(given: dict[str, str], words: str, as_role: SignIn) -> None:
    answer = as_role("theodoi").post("/calendar/days/new/", DAY_OFF | given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not OfficeDay.objects.exists()


@pytest.mark.parametrize("account", ["lanhdao", "daumoi", "thutruong", "xacnhan", "thanhtra"])
def test_only_who_follows_or_administers_changes_it(account: str, enter: Callable[..., int]) -> None:
    assert enter(account) == 403
    assert not OfficeDay.objects.exists()


def test_an_agency_off_on_a_working_day_is_told_the_next_one(enter: Callable[..., int]) -> None:
    lead(date(2025, 6, 24))  # Sở Xây dựng: one working day before is Monday
    lead(date(2025, 6, 24), agency="Sở Công Thương")
    enter(agency="Sở Xây dựng")
    assert working_calendar().is_working_day(date(2025, 6, 23))  # for all others it is
    own = {"daumoi@an-lam.example", "daumoi2@an-lam.example"}
    foreseen = [(one.day, one.person.work_email) for one in simulate(date(2025, 6, 23), 3)]
    for day in (23, 24, 25):
        tick(datetime(2025, 6, day, 8, tzinfo=OFFICE))
    sent = [(one.created_at.astimezone(OFFICE).date(), one.address) for one in Message.objects.order_by("created_at")]
    assert sorted(sent) == sorted(foreseen)
    first = {address: min(day for day, one in sent if one == address) for address in own}
    assert first == {"daumoi@an-lam.example": date(2025, 6, 24), "daumoi2@an-lam.example": date(2025, 6, 23)}
    assert mail.outbox


def test_an_agency_at_work_on_a_day_off_is_told_that_day(enter: Callable[..., int]) -> None:
    enter(first="28/6/2025", kind="make_up_workday", name="Bộ phận một cửa làm việc thứ Bảy", agency="Sở Xây dựng")
    assert not working_calendar().is_working_day(date(2025, 6, 28))
    assert named("Sở Xây dựng").path in calendar.agencies_apart(date(2025, 6, 28))


def test_a_year_without_holidays_says_so(as_role: SignIn) -> None:
    assert "Chưa có ngày nghỉ lễ" in as_role("daumoi").get("/calendar/?year=2059").content.decode()
    for nonsense in ("", "abcd", "0", "99999", "²⁰²⁵"):
        assert as_role("daumoi").get(f"/calendar/?year={nonsense}").status_code == 200


def test_where_nobody_changed_a_day_nothing_is_asked(django_assert_num_queries: Callable) -> None:
    assert live.CALENDAR_LOOKS_AGAIN_AFTER == 0
    with django_assert_num_queries(0):
        working_calendar()
