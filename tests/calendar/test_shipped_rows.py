"""The shipped rows hang together: weekdays, swaps, sources, one row a day."""

import re
from datetime import date, timedelta

import pytest

from namro.calendar import BadRow, DayRow, WorkingCalendar, read_rows
from namro.calendar.rows import shipped_rows

ROWS = shipped_rows()
ROW_OF = {row.day: row for row in ROWS}
SETTLED_YEARS = (2024, 2025, 2026)
SHIPPED_YEARS = range(2020, 2036)


def test_rows_are_in_order_and_one_a_day():
    assert [row.day for row in ROWS] == sorted(ROW_OF)


def test_every_row_has_a_name_and_a_source():
    assert [row.day for row in ROWS if not (row.name and row.source)] == []


def test_a_day_given_off_would_have_been_worked():
    assert [row.day for row in ROWS if row.kind == "off" and row.day.weekday() > 4] == []


def test_a_make_up_workday_would_have_been_a_day_of_rest():
    assert [row.day for row in ROWS if row.kind == "make_up_workday" and row.day.weekday() < 5] == []


SWAPS = [row for row in ROWS if row.name.startswith(("Hoán đổi với", "Làm bù cho"))]


@pytest.mark.parametrize("row", SWAPS, ids=lambda row: row.day.isoformat())
def test_swapped_days_name_each_other(row: DayRow):
    day, month, year = (int(part) for part in re.search(r"(\d+)/(\d+)/(\d+)$", row.name).groups())
    other = ROW_OF[date(year, month, day)]
    assert {row.kind, other.kind} == {"off", "make_up_workday"}
    assert other.notice == row.notice
    assert f"{row.day.day:02}/" in other.name


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        (date(2024, 4, 29), date(2024, 5, 4)),  # 2450/VPCP-KGVX
        (date(2025, 5, 2), date(2025, 4, 26)),
        (date(2026, 1, 2), date(2026, 1, 10)),  # 12729/VPCP-KGVX, missing from the `holidays` package
        (date(2026, 8, 31), date(2026, 8, 22)),
    ],
)
def test_known_swaps(off, worked):
    calendar = WorkingCalendar.vietnam()
    assert not calendar.is_working_day(off)
    assert calendar.is_working_day(worked)


@pytest.mark.parametrize("year", SHIPPED_YEARS)
def test_the_fixed_holidays_of_the_labour_code_stand_in_every_year(year):
    for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)):
        row = ROW_OF[date(year, month, day)]
        assert (row.kind, row.status) == ("holiday", "confirmed")


@pytest.mark.parametrize("year", SHIPPED_YEARS)
def test_tet_is_five_working_days_off_at_least(year):
    tet = [row.day for row in ROWS if row.day.year == year and row.name.startswith("Tết Nguyên đán")]
    assert len([day for day in tet if day.weekday() < 5]) == 5  # days at the weekend are made up for
    assert max(tet) - min(tet) <= timedelta(days=6)


@pytest.mark.parametrize("year", [year for year in SHIPPED_YEARS if year > 2020])
def test_national_day_has_a_day_beside_it(year):
    beside = [row.day for row in ROWS if row.day.year == year and row.name == "Quốc khánh (ngày liền kề)"]
    assert beside in ([date(year, 9, 1)], [date(year, 9, 3)])


def test_culture_day_from_2026_is_never_told_as_certain():
    days = [row for row in ROWS if (row.day.month, row.day.day) == (11, 24)]
    assert [row.day.year for row in days] == list(range(2026, 2036))
    assert {row.status for row in days} == {"partly_confirmed"}


def test_seeds_say_that_no_notice_stands_behind_them():
    seeds = [row for row in ROWS if row.status == "seed"]
    assert seeds
    assert all("chưa có thông báo" in row.source and not row.notice for row in seeds)


def test_settled_years_rest_on_no_seed():
    assert [row.day for row in ROWS if row.status == "seed" and row.day.year in SETTLED_YEARS] == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("2027-02-30,holiday,Tết,,,seed", "Dòng 2"),  # no such day
        ("2027-02-05,feast,Tết,,,seed", "feast"),  # an unknown kind
        ("2027-02-05,holiday,Tết,,,sure", "sure"),  # an unknown status
    ],
)
def test_a_bad_row_is_refused_with_its_line(line, fault):
    with pytest.raises(BadRow, match=fault):
        read_rows(["day,kind,name,notice,source,status", line])


def test_a_file_without_the_columns_is_refused():
    with pytest.raises(BadRow, match="Cần các cột"):
        read_rows(["date,what", "2027-02-05,holiday"])
