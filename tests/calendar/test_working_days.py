"""Working days: what is worked, the next and the n-th, and how many lie between."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.calendar import DayRow, WorkingCalendar
from namro.calendar.rows import shipped_rows

VIETNAM = WorkingCalendar.vietnam()
ONE_DAY = timedelta(days=1)

days = st.dates(date(2019, 6, 1), date(2037, 6, 30))
counts = st.integers(-400, 400)
row_days = st.dates(date(2025, 1, 1), date(2025, 3, 31))
calendars = st.lists(
    st.builds(DayRow, row_days, st.sampled_from(["holiday", "off", "make_up_workday"]), st.just("thử")), max_size=40
).map(lambda rows: WorkingCalendar(tuple(rows)))
near = st.dates(date(2024, 12, 1), date(2025, 4, 30))


# The slow and obvious reference: look at each day in turn.


def worked(calendar: WorkingCalendar, day: date) -> bool:
    for row in reversed(calendar.rows):
        if row.day == day:
            return row.kind == "make_up_workday"
    return day.weekday() < 5


def step(calendar: WorkingCalendar, day: date, count: int) -> date:
    direction = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day += direction
        while not worked(calendar, day):
            day += direction
    return day


def between(calendar: WorkingCalendar, start: date, end: date) -> int:
    if end < start:
        return -between(calendar, end, start)
    return sum(worked(calendar, start + ONE_DAY * i) for i in range(1, (end - start).days + 1))


@given(calendars, near)
def test_working_days_as_the_reference_has_them(calendar, day):
    assert calendar.is_working_day(day) == worked(calendar, day)


@given(calendars, near, st.integers(-60, 60))
def test_adding_working_days_as_the_reference_does(calendar, day, count):
    assert calendar.add_working_days(day, count) == step(calendar, day, count)


@given(calendars, near, near)
def test_counting_working_days_as_the_reference_does(calendar, start, end):
    assert calendar.count_working_days(start, end) == between(calendar, start, end)


@given(days, counts)
def test_counting_undoes_adding_on_the_shipped_calendar(day, count):
    start = VIETNAM.working_day_on_or_before(day)
    assert VIETNAM.count_working_days(start, VIETNAM.add_working_days(start, count)) == count


@given(days)
def test_next_and_previous_enclose_the_day_with_no_working_day_between(day):
    before, after = VIETNAM.previous_working_day(day), VIETNAM.next_working_day(day)
    assert before < day < after
    inside = [before + ONE_DAY * i for i in range(1, (after - before).days)]
    assert [one for one in inside if VIETNAM.is_working_day(one) and one != day] == []


@given(days)
def test_on_or_after_and_on_or_before_keep_a_working_day(day):
    assert (VIETNAM.working_day_on_or_after(day) == day) == VIETNAM.is_working_day(day)
    assert (VIETNAM.working_day_on_or_before(day) == day) == VIETNAM.is_working_day(day)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2025, 3, 10), 5, date(2025, 3, 17)),  # a plain week: Monday is not counted
        (date(2025, 1, 24), 1, date(2025, 2, 3)),  # over Tết 2025
        (date(2025, 4, 25), 1, date(2025, 4, 26)),  # a Saturday worked in return for 2/5
        (date(2025, 4, 29), 1, date(2025, 5, 5)),  # over 30/4, 1/5 and the swapped 2/5
        (date(2026, 1, 1), 1, date(2026, 1, 5)),  # 2/1/2026 was swapped with 10/1
        (date(2026, 1, 9), 1, date(2026, 1, 10)),
        (date(2025, 3, 15), -1, date(2025, 3, 14)),  # back from a Saturday
        (date(2025, 3, 17), -1, date(2025, 3, 14)),  # back from a Monday
        (date(2025, 3, 15), 0, date(2025, 3, 15)),  # nothing added, nothing moved
    ],
)
def test_adding_working_days_in_real_weeks(start, count, expected):
    assert VIETNAM.add_working_days(start, count) == expected


def test_2025_has_250_working_days():
    # 261 weekdays, less 12 weekdays off (1/1, five of Tết, 7/4, 30/4, 1/5, 2/5, 1/9, 2/9), and 26/4 worked
    assert VIETNAM.count_working_days(date(2024, 12, 31), date(2025, 12, 31)) == 261 - 12 + 1


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2025, 3, 14), "Thứ Sáu, 14/3/2025 là ngày làm việc."),
        (date(2025, 3, 15), "Thứ Bảy, 15/3/2025 là ngày nghỉ hằng tuần."),
        (date(2025, 9, 2), "Thứ Ba, 02/9/2025 là ngày nghỉ: Quốc khánh."),
        (
            date(2026, 1, 2),
            "Thứ Sáu, 02/01/2026 là ngày nghỉ: Hoán đổi với 10/01/2026 (12729/VPCP-KGVX ngày 25/12/2025).",
        ),
        (
            date(2026, 1, 10),
            "Thứ Bảy, 10/01/2026 là ngày làm việc: Làm bù cho 02/01/2026 (12729/VPCP-KGVX ngày 25/12/2025).",
        ),
        # a coming Tết is expected, not known
        (
            date(2027, 2, 5),
            "Thứ Sáu, 05/02/2027 là ngày nghỉ: Tết Nguyên đán Đinh Mùi (dự kiến, chưa có thông báo).",
        ),
        # past the data nothing is claimed of holidays
        (
            date(2040, 1, 2),
            "Thứ Hai, 02/01/2040 là ngày làm việc; chưa có dữ liệu ngày nghỉ lễ, Tết của năm 2040.",
        ),
    ],
)
def test_the_calendar_says_why(day, sentence):
    assert VIETNAM.why(day) == sentence


def test_an_office_adds_its_own_rows():
    own = DayRow(date(2025, 3, 14), "off", "Ngày truyền thống của cơ quan", source="Thông báo của cơ quan")
    office = VIETNAM.with_rows([own])
    assert not office.is_working_day(own.day)
    assert VIETNAM.is_working_day(own.day)  # the shipped calendar stays as it was


def test_the_last_row_of_a_day_holds():
    back_to_work = DayRow(date(2027, 2, 4), "make_up_workday", "Làm việc bình thường")
    assert not VIETNAM.is_working_day(back_to_work.day)
    assert VIETNAM.with_rows([back_to_work]).is_working_day(back_to_work.day)


def test_a_years_notice_drops_what_was_only_expected():
    notice = [DayRow(date(2027, 2, day), "holiday", "Tết Nguyên đán Đinh Mùi", "thông báo thử") for day in range(5, 12)]
    settled = VIETNAM.with_rows(notice, settles={2027})
    assert settled.is_working_day(date(2027, 2, 4))  # was expected off
    assert not settled.is_working_day(date(2027, 2, 11))
    assert not settled.is_working_day(date(2027, 9, 2))  # fixed by law, not by the notice
    assert not settled.is_working_day(date(2028, 1, 25))  # another year stays


def test_what_years_are_covered():
    assert VIETNAM.covers(date(2020, 6, 1)) and VIETNAM.covers(date(2035, 12, 31))
    assert not VIETNAM.covers(date(2019, 12, 31)) and not VIETNAM.covers(date(2036, 1, 1))
    assert not WorkingCalendar(()).covers(date(2025, 1, 1))


def test_the_shipped_calendar_is_built_once():
    assert WorkingCalendar.vietnam() is VIETNAM
    assert VIETNAM.rows == shipped_rows()
