"""Papers that come back: drafted by the tick the evening before, once, and told; letters to who is long overdue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from namro.agencies.errors import Refused
from namro.directives.models import Directive
from namro.papers.models import Paper, PaperRhythm
from namro.papers.operations.rhythms import add_rhythm, adopt_rhythms, end_rhythm
from namro.reading.archive import pack
from namro.reading.model import Recurrence
from namro.reminders.models import Message, Notice
from namro.reminders.ticking import tick

from . import drafted
from .conftest import NOW
from .lives import acting, assign, directive, lead, named, task

pytestmark = pytest.mark.django_db
OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(day: int, hour: int = 8, month: int = 6) -> datetime:
    return datetime.combine(date(2025, month, day), time(hour), OFFICE)


def quiet() -> Directive:
    """A directive of which nothing is late, so that only the rhythm asks for a paper."""
    of = directive(tracker=named("Sở Tài chính"))
    assign(task(of, due=date(2025, 12, 31)), named("Sở Xây dựng"))
    return of


def monthly_by(day: int, of: Directive | None = None, **values: object) -> PaperRhythm:
    of = of or quiet()
    given = {"kind": "monthly", "every": "month", "officer": None, "issuer": named("Sở Tài chính")} | values
    return add_rhythm(of, day=day, since=date(2025, 6, 1), by=acting("theodoi").by, at=NOW, **given)


def test_a_draft_is_made_the_evening_before_and_once() -> None:
    monthly_by(25)  # a Wednesday
    assert tick(at(24, 16)).papers == 0
    first = tick(at(24, 17))
    assert first.papers == 1
    assert tick(at(24, 18)).papers == 0
    assert tick(at(25, 8)).papers == 0
    paper = Paper.objects.get()
    assert (paper.kind, paper.due_date, paper.drafted_by, paper.moment) == (
        "monthly",
        date(2025, 6, 25),
        None,
        at(24, 17),
    )
    assert paper.drafted_by_name == "lệnh namro tick"


def test_before_a_holiday_the_evening_is_that_of_the_last_working_day() -> None:
    monthly_by(23)  # a Monday
    assert tick(at(20, 16)).papers == 0
    assert tick(at(20, 17)).papers == 1


def test_what_was_missed_is_made_up_but_not_of_last_month() -> None:
    monthly_by(18)
    assert tick(at(20)).papers == 1
    monthly_by(2)
    assert tick(at(20, 9)).papers == 0


def test_its_officer_is_told_with_the_morning_s_message() -> None:
    monthly_by(25, officer=acting("theodoi").person)
    tick(at(24, 17))
    notice = Notice.objects.get(paper__isnull=False)
    assert (notice.person, notice.due_date) == (acting("theodoi").person, date(2025, 6, 25))
    message = Message.objects.get(person=notice.person)
    assert "DỰ THẢO VĂN BẢN: 1" in message.text and "/papers/" in message.html


def test_without_an_officer_those_who_follow_are_told(as_role: Callable[[str], Client]) -> None:
    monthly_by(25)
    tick(at(24, 17))
    assert [one.person for one in Notice.objects.filter(paper__isnull=False)] == [acting("theodoi").person]
    assert "Dự thảo chờ hoàn thiện" in as_role("theodoi").get("/reminders/").content.decode()


def test_who_drafted_by_the_tick_may_be_checked_by_the_tracker_who_did_not_edit() -> None:
    monthly_by(25)
    tick(at(24, 17))
    drafted.operations.check(Paper.objects.get(), version=1, acting=acting("theodoi", at(25)))


def test_the_directive_s_own_words_are_adopted_once() -> None:
    of = directive(tracker=named("Sở Tài chính"))
    words = "Theo dõi, đôn đốc, tổng hợp, báo cáo Chủ tịch UBND tỉnh trước ngày 25 hằng tháng"
    ours = task(of, text=words)
    other = task(of, text="Công bố giá vật liệu xây dựng chậm nhất ngày 10 hằng tháng")
    for one, day in ((ours, 25), (other, 10)):
        rhythm = Recurrence("trước ngày 25 hằng tháng", (0, 1), "month", "before", day, "rhythm.test", 1.0)
        type(one).objects.filter(pk=one.pk).update(every="month", rhythm=pack(rhythm))
        assign(one, named("Sở Tài chính"))
    assert adopt_rhythms(by=acting("theodoi").by, at=NOW) == 1
    assert adopt_rhythms(by=acting("theodoi").by, at=NOW) == 0
    adopted = PaperRhythm.objects.get()
    assert (adopted.kind, adopted.task) == ("monthly", ours)
    assert tick(at(23, 17)).papers == 1  # "trước ngày 25" is the 24th
    assert Paper.objects.get().due_date == date(2025, 6, 24)
    end_rhythm(adopted, day=date(2025, 6, 24), by=acting("theodoi").by, at=NOW)
    assert adopt_rhythms(by=acting("theodoi").by, at=NOW) == 0
    assert tick(at(24, 17, month=7)).papers == 0


@pytest.mark.parametrize(("every", "day"), [("month", 0), ("month", 32), ("week", 8)])
def test_a_day_that_cannot_be_is_refused(every: str, day: int) -> None:
    with pytest.raises(Refused, match="Ngày phải từ 1"):
        monthly_by(day, every=every)


def test_the_same_twice_is_refused() -> None:
    of = quiet()
    monthly_by(25, of)
    with pytest.raises(Refused, match="Đã có văn bản định kỳ"):
        monthly_by(25, of)


def test_by_the_page(as_role: Callable[[str], Client]) -> None:
    of = quiet()
    client = as_role("theodoi")
    form = {"directive": str(of.pk), "kind": "brief", "every": "week", "day": "5"}
    assert client.post("/papers/rhythms/new/", form).status_code == 302
    shown = client.get("/papers/rhythms/").content.decode()
    assert "thứ Sáu hằng tuần" in shown and "20/6/2025, 27/6/2025" in shown
    client.post(f"/papers/rhythms/{PaperRhythm.objects.get().pk}/end/")
    assert "Chưa có văn bản định kỳ nào" in client.get("/papers/rhythms/").content.decode()


def test_seven_days_late_is_written_to_once_a_week() -> None:
    of = directive(tracker=named("Sở Tài chính"))
    assign(task(of, due=date(2025, 6, 19)), named("Sở Xây dựng"))
    assert tick(at(27)).papers == 0
    assert tick(at(30)).papers == 1  # seven working days after
    assert tick(at(30, 9)).papers == 0
    letter = Paper.objects.get()
    assert (letter.kind, letter.agency) == ("urging", named("Sở Xây dựng"))
    assert Notice.objects.filter(paper=letter).count() == 1


def test_a_directive_that_nobody_follows_is_not_written_about() -> None:
    lead(date(2025, 6, 19))
    assert tick(at(30)).papers == 0
