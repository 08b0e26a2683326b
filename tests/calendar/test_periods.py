"""Which days a month, quarter, half or year holds, by Decree 09/2019 and by the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.calendar import NotAPeriod, period_after, period_before, period_of, periods_between, stated_period

EVERY = ["day", "week", "month", "quarter", "half_year", "year"]
RULES = ["nd09", "calendar"]
ONE_DAY = timedelta(days=1)

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
every = st.sampled_from(EVERY)
rule = st.sampled_from(RULES)


@pytest.mark.parametrize(
    ("day", "length", "under", "first", "last", "label"),
    [
        # Decree 09/2019, art. 12(1): a month's data run from the 15th of the month before to the 14th
        (date(2025, 3, 14), "month", "nd09", date(2025, 2, 15), date(2025, 3, 14), "tháng 3/2025"),
        (date(2025, 3, 15), "month", "nd09", date(2025, 3, 15), date(2025, 4, 14), "tháng 4/2025"),
        (date(2024, 12, 31), "month", "nd09", date(2024, 12, 15), date(2025, 1, 14), "tháng 01/2025"),
        # a quarter's from the 15th of the month before it to the 14th of its last month
        (date(2025, 1, 1), "quarter", "nd09", date(2024, 12, 15), date(2025, 3, 14), "quý I/2025"),
        (date(2025, 12, 14), "quarter", "nd09", date(2025, 9, 15), date(2025, 12, 14), "quý IV/2025"),
        # halves: 15/12 to 14/6 and 15/6 to 14/12
        (date(2025, 6, 14), "half_year", "nd09", date(2024, 12, 15), date(2025, 6, 14), "6 tháng đầu năm 2025"),
        (date(2025, 6, 15), "half_year", "nd09", date(2025, 6, 15), date(2025, 12, 14), "6 tháng cuối năm 2025"),
        # a year: 15/12 to 14/12
        (date(2025, 12, 15), "year", "nd09", date(2025, 12, 15), date(2026, 12, 14), "năm 2026"),
        # by the calendar
        (date(2025, 3, 15), "month", "calendar", date(2025, 3, 1), date(2025, 3, 31), "tháng 3/2025"),
        (date(2024, 2, 10), "month", "calendar", date(2024, 2, 1), date(2024, 2, 29), "tháng 02/2024"),
        (date(2025, 3, 15), "quarter", "calendar", date(2025, 1, 1), date(2025, 3, 31), "quý I/2025"),
        (date(2025, 7, 1), "half_year", "calendar", date(2025, 7, 1), date(2025, 12, 31), "6 tháng cuối năm 2025"),
        # a week is Monday to Sunday, a day itself, under either rule
        (date(2025, 3, 15), "week", "nd09", date(2025, 3, 10), date(2025, 3, 16), "tuần từ 10/3/2025 đến 16/3/2025"),
        (date(2025, 3, 15), "day", "nd09", date(2025, 3, 15), date(2025, 3, 15), "ngày 15/3/2025"),
    ],
)
def test_the_period_that_holds_a_day(day, length, under, first, last, label):
    period = period_of(day, length, under)
    assert (period.first, period.last, period.label) == (first, last, label)


@given(days, every, rule)
def test_a_period_holds_its_day_and_all_days_between(day, length, under):
    period = period_of(day, length, under)
    assert period.first <= day <= period.last
    assert period_of(period.first, length, under) == period == period_of(period.last, length, under)


@given(days, every, rule)
def test_periods_follow_each_other_without_gap(day, length, under):
    period = period_of(day, length, under)
    assert period_after(period).first == period.last + ONE_DAY
    assert period_before(period).last == period.first - ONE_DAY


def reference_month(day: date) -> tuple[int, int]:
    """Decree 09/2019 by walking: the data's month is that of the next 14th."""
    while day.day != 14:
        day += ONE_DAY
    return day.year, day.month


@given(days)
def test_months_under_decree_09_as_the_reference_has_them(day):
    period = period_of(day, "month", "nd09")
    assert (period.year, period.number) == reference_month(day)


@given(days, rule)
def test_longer_periods_are_made_of_whole_months(day, under):
    month = period_of(day, "month", under)
    for length in ("quarter", "half_year", "year"):
        whole = period_of(day, length, under)
        assert whole.first <= month.first and month.last <= whole.last
        assert whole.year == month.year


@given(days, st.integers(0, 500), every, rule)
def test_periods_between_two_days_are_those_of_the_days_between(first, length, each, under):
    last = first + ONE_DAY * length
    met = list(dict.fromkeys(period_of(first + ONE_DAY * i, each, under) for i in range(length + 1)))
    assert list(periods_between(first, last, each, under)) == met


def test_no_period_lies_between_a_day_and_an_earlier_one():
    assert list(periods_between(date(2025, 3, 2), date(2025, 3, 1), "month", "nd09")) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-03-15", date(2025, 3, 15), date(2025, 3, 15)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),  # a leap year
        ("2025-Q2", date(2025, 4, 1), date(2025, 6, 30)),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_stated_date_names_a_calendar_period(text, first, last):
    assert (stated_period(text).first, stated_period(text).last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15/3/2025",  # not the reader's normal form
        "2025-02-30",  # no such day
        "2025-13",  # no such month
        "2025-00-10",
        "2025-03-00",
        "2025-Q5",
        "2025-H3",
        "0000",
        "2025-3-5",
        "२०२५",  # digits, but not ours
    ],
)
def test_what_names_no_period_is_refused_with_the_forms_known(text):
    with pytest.raises(NotAPeriod, match="2025-Q2"):
        stated_period(text)
