"""The last good day of a deadline, the day for reminders, and the sentence that explains them."""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.calendar import DueRules, NoStartDay, NotATerm, WorkingCalendar, due_of, due_on, due_within

VIETNAM = WorkingCalendar.vietnam()
ONE_DAY = timedelta(days=1)
SIGNED = date(2025, 3, 10)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@dataclass(frozen=True)
class Stated:
    """A deadline as the reader gives it."""

    rule: str
    date: str | None = None
    amount: float | None = None
    unit: str | None = None


@pytest.mark.parametrize(
    ("rule", "stated", "day", "remind_on"),
    [
        ("before", "2025-03-15", date(2025, 3, 14), date(2025, 3, 14)),  # "trước ngày 15/3/2025": the 15th is late
        ("before", "2025-03-20", date(2025, 3, 19), date(2025, 3, 19)),  # "trước ngày 20/3/2025"
        ("before", "2025-12-01", date(2025, 11, 30), date(2025, 11, 28)),  # a Sunday: remind on Friday
        ("before", "2025-01-01", date(2024, 12, 31), date(2024, 12, 31)),  # into the year before
        ("before", "2025-05-05", date(2025, 5, 4), date(2025, 4, 29)),  # remind before the break of 30/4 to 4/5
        ("by", "2025-03-15", date(2025, 3, 15), date(2025, 3, 14)),  # "chậm nhất ngày 15/3/2025", a Saturday
        ("by", "2025-04-26", date(2025, 4, 26), date(2025, 4, 26)),  # a Saturday that is worked
        ("by", "2025-12", date(2025, 12, 31), date(2025, 12, 31)),  # "trong tháng 12/2025"
        ("by", "2024-02", date(2024, 2, 29), date(2024, 2, 29)),  # a leap year's February
        ("by", "2025-Q1", date(2025, 3, 31), date(2025, 3, 31)),  # "trong quý I/2025"
        ("by", "2026-Q1", date(2026, 3, 31), date(2026, 3, 31)),
        ("by", "2025-H1", date(2025, 6, 30), date(2025, 6, 30)),  # "6 tháng đầu năm 2025"
        ("by", "2025", date(2025, 12, 31), date(2025, 12, 31)),  # "trong năm 2025"
        ("by", "2026-01-31", date(2026, 1, 31), date(2026, 1, 30)),  # the end of disbursement, a Saturday
        ("before", "2025-06", date(2025, 5, 31), date(2025, 5, 30)),  # "trước tháng 6/2025"
        ("before", "2030", date(2029, 12, 31), date(2029, 12, 31)),  # "trước năm 2030"
        ("before", "2025-Q3", date(2025, 6, 30), date(2025, 6, 30)),  # "trước quý III/2025"
        ("within", "2025-12", date(2025, 12, 31), date(2025, 12, 31)),  # told as within, the same as by
    ],
)
def test_due_day_of_a_stated_date(rule, stated, day, remind_on):
    due = due_on(rule, stated, VIETNAM)
    assert (due.day, due.remind_on) == (day, remind_on)


@pytest.mark.parametrize(
    ("amount", "unit", "start", "day"),
    [
        (5, "day", SIGNED, date(2025, 3, 15)),  # Civil Code art. 147(2): the first day is not counted
        (5, "working_day", SIGNED, date(2025, 3, 17)),
        (5, "working_day", date(2025, 4, 25), date(2025, 5, 6)),  # 26/4 is worked; 30/4, 1/5 and 2/5 are off
        (1, "working_day", date(2025, 3, 15), date(2025, 3, 17)),  # from a Saturday
        (2, "week", SIGNED, date(2025, 3, 24)),  # art. 148(2): the same weekday
        (1, "month", date(2025, 1, 31), date(2025, 2, 28)),  # art. 148(3): the last day where there is none like it
        (1, "month", SIGNED, date(2025, 4, 10)),
        (13, "month", date(2025, 12, 31), date(2027, 1, 31)),
        (1, "year", date(2024, 2, 29), date(2025, 2, 28)),
        (24, "hour", SIGNED, date(2025, 3, 11)),  # the hour is not known: the earliest day it may end
        (12, "hour", SIGNED, SIGNED),
        (72, "hour", SIGNED, date(2025, 3, 13)),
        (0.25, "working_day", SIGNED, SIGNED),  # a part of a day, too
        (1.5, "day", SIGNED, date(2025, 3, 11)),
    ],
)
def test_due_day_of_a_term(amount, unit, start, day):
    assert due_within(amount, unit, start, VIETNAM).day == day


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        (
            due_on("before", "2025-03-15", VIETNAM),
            "Chậm nhất thứ Sáu, 14/3/2025: trước ngày 15/3/2025, không tính ngày 15",
        ),
        (
            due_on("before", "2025-03-15", VIETNAM, DueRules(strict_before=False)),
            "Chậm nhất thứ Bảy, 15/3/2025: trước ngày 15/3/2025, tính cả ngày 15. "
            "Ngày này là ngày nghỉ, mốc nhắc việc là thứ Sáu, 14/3/2025",
        ),
        (
            due_on("by", "2025-03-15", VIETNAM, DueRules(roll="next_working_day")),
            "Chậm nhất thứ Hai, 17/3/2025: đến hết ngày 15/3/2025. Thứ Bảy, 15/3/2025 là ngày nghỉ nên "
            "tính đến hết ngày làm việc tiếp theo (khoản 5 Điều 148 Bộ luật Dân sự 2015)",
        ),
        (
            due_on("by", "2025-03-15", VIETNAM, DueRules(roll="previous_working_day")),
            "Chậm nhất thứ Sáu, 14/3/2025: đến hết ngày 15/3/2025. "
            "Thứ Bảy, 15/3/2025 là ngày nghỉ nên lấy ngày làm việc liền trước",
        ),
        (due_on("by", "2025-Q2", VIETNAM), "Chậm nhất thứ Hai, 30/6/2025: đến hết quý II/2025"),
        (due_on("before", "2025-03", VIETNAM), "Chậm nhất thứ Sáu, 28/02/2025: trước tháng 3/2025"),
        (
            due_within(5, "working_day", SIGNED, VIETNAM),
            "Chậm nhất thứ Hai, 17/3/2025: trong 05 ngày làm việc kể từ 10/3/2025, không tính ngày 10",
        ),
        (
            due_within(24, "hour", SIGNED, VIETNAM),
            "Chậm nhất thứ Ba, 11/3/2025: trong 24 giờ kể từ 10/3/2025, "
            "không nêu giờ bắt đầu nên lấy ngày sớm nhất có thể hết hạn",
        ),
        (
            due_on("by", "2045", VIETNAM),
            "Chậm nhất Chủ nhật, 31/12/2045: đến hết năm 2045; chưa có dữ liệu ngày nghỉ lễ, Tết của năm 2045. "
            "Ngày này là ngày nghỉ, mốc nhắc việc là thứ Sáu, 29/12/2045",
        ),
    ],
)
def test_a_due_day_explains_itself(due, sentence):
    assert due.explain == sentence


def test_the_settings_are_recorded_with_the_day():
    rules = DueRules(strict_before=False, roll="next_working_day")
    due = due_on("before", "2025-03-15", VIETNAM, rules)
    assert (due.day, due.last_day, due.rules) == (date(2025, 3, 17), date(2025, 3, 15), rules)


def test_a_deadline_as_read_is_a_date_or_a_term():
    assert due_of(Stated("before", "2025-03-15"), VIETNAM).day == date(2025, 3, 14)
    term = Stated("within", amount=10, unit="day")
    assert due_of(term, VIETNAM, start=SIGNED).day == date(2025, 3, 20)


def test_a_term_without_its_start_is_not_guessed():
    with pytest.raises(NoStartDay, match="Thời hạn 10 ngày chưa có ngày bắt đầu"):
        due_of(Stated("within", amount=10, unit="day"), VIETNAM)


@pytest.mark.parametrize(
    ("deadline", "shown"),
    [
        (Stated("within"), "không nêu ngày"),  # neither date nor term
        (Stated("within", amount=0, unit="day"), "0 day"),
        (Stated("within", amount=3, unit="fortnight"), "3 fortnight"),
        (Stated("within", amount=0.5, unit="month"), "0,5 month"),
        (Stated("about", "2025-03-15"), "about"),
    ],
)
def test_what_cannot_be_computed_is_refused_with_its_value(deadline, shown):
    with pytest.raises(NotATerm, match=shown):
        due_of(deadline, VIETNAM, start=SIGNED)


# Against a slow and obvious reference.


def walk(day: date, step: timedelta) -> date:
    while not VIETNAM.is_working_day(day):
        day += step
    return day


@given(days, st.booleans(), st.sampled_from(["none", "next_working_day", "previous_working_day"]))
def test_rolling_and_reminding_as_the_reference_does(stated, strict, roll):
    due = due_on("before", stated.isoformat(), VIETNAM, DueRules(strict, roll))
    last = stated - ONE_DAY if strict else stated
    rolled = {"none": last, "next_working_day": walk(last, ONE_DAY), "previous_working_day": walk(last, -ONE_DAY)}[roll]
    assert (due.last_day, due.day, due.remind_on) == (last, rolled, walk(rolled, -ONE_DAY))


def add_months(day: date, count: int) -> date:
    """Civil Code art. 148(3) by walking month by month."""
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, months.monthrange(year, month)[1]))


@given(days, st.integers(1, 60))
def test_terms_of_months_as_the_reference_has_them(start, count):
    assert due_within(count, "month", start, VIETNAM).last_day == add_months(start, count)


@given(days, st.integers(1, 90))
def test_a_term_of_working_days_ends_on_a_working_day_and_holds_that_many(start, count):
    due = due_within(count, "working_day", start, VIETNAM)
    held = sum(VIETNAM.is_working_day(start + ONE_DAY * i) for i in range(1, (due.day - start).days + 1))
    assert VIETNAM.is_working_day(due.day) and held == count


@given(days, days)
def test_a_later_date_is_never_due_earlier(one, other):
    first, second = sorted((one, other))
    assert due_on("before", first.isoformat(), VIETNAM).day <= due_on("before", second.isoformat(), VIETNAM).day
