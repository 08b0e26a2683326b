"""When a duty that comes back falls due: period, cut-off, due day, explanation."""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.calendar import DueRules, NotATerm, WorkingCalendar, earliest_sending_day, expected, period_of

VIETNAM = WorkingCalendar.vietnam()
ONE_DAY = timedelta(days=1)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@dataclass(frozen=True)
class Rhythm:
    """A recurrence as the reader gives it."""

    every: str
    rule: str | None = None
    day: int | None = None
    on: str | None = None


def dues(rhythm, first=YEAR[0], last=YEAR[1], **settings):
    return [(one.period.label, one.due.day) for one in expected(rhythm, first, last, VIETNAM, **settings).occurrences]


@pytest.mark.parametrize(
    ("rhythm", "rule", "first", "last", "found"),
    [
        # "trước ngày mùng 03 hàng tháng": due on the 2nd; under Decree 09 of the month closed on the 14th before
        (
            Rhythm("month", "before", 3),
            "nd09",
            date(2025, 4, 1),
            date(2025, 4, 30),
            [("tháng 3/2025", date(2025, 4, 2))],
        ),
        # the same for finance: "lũy kế đến hết tháng trước"
        (
            Rhythm("month", "before", 3),
            "calendar",
            date(2025, 4, 1),
            date(2025, 4, 30),
            [("tháng 3/2025", date(2025, 4, 2))],
        ),
        # "trước ngày 12 hàng tháng"
        (
            Rhythm("month", "before", 12),
            "nd09",
            date(2025, 4, 1),
            date(2025, 4, 30),
            [("tháng 3/2025", date(2025, 4, 11))],
        ),
        # "trước ngày 20 hằng tháng": the month that has just closed
        (
            Rhythm("month", "before", 20),
            "nd09",
            date(2025, 4, 1),
            date(2025, 4, 30),
            [("tháng 4/2025", date(2025, 4, 19))],
        ),
        # "trước ngày 01 hằng tháng" ends in the month before
        (
            Rhythm("month", "before", 1),
            "calendar",
            date(2025, 2, 15),
            date(2025, 3, 15),
            [("tháng 02/2025", date(2025, 2, 28))],
        ),
        # day 31 in a short month is its last day
        (
            Rhythm("month", "by", 31),
            "nd09",
            date(2025, 2, 1),
            date(2025, 4, 30),
            [
                ("tháng 02/2025", date(2025, 2, 28)),
                ("tháng 3/2025", date(2025, 3, 31)),
                ("tháng 4/2025", date(2025, 4, 30)),
            ],
        ),
        # every day of a short month lies before the 31st
        (
            Rhythm("month", "before", 31),
            "nd09",
            date(2025, 3, 1),
            date(2025, 4, 30),
            [("tháng 3/2025", date(2025, 3, 30)), ("tháng 4/2025", date(2025, 4, 30))],
        ),
        # "hàng tháng" without a day: the month's last
        (Rhythm("month"), "nd09", date(2025, 3, 1), date(2025, 3, 31), [("tháng 3/2025", date(2025, 3, 31))]),
        # a day of the month alone is "by"
        (Rhythm("month", None, 5), "nd09", date(2025, 4, 1), date(2025, 4, 30), [("tháng 3/2025", date(2025, 4, 5))]),
        # "trước ngày 15/12 hàng năm": the year that closes on 14/12
        (Rhythm("year", "before", on="12-15"), "nd09", *YEAR, [("năm 2025", date(2025, 12, 14))]),
        # "trước ngày 30 tháng 11 hằng năm": the same year, before its data close
        (Rhythm("year", "before", on="11-30"), "nd09", *YEAR, [("năm 2025", date(2025, 11, 29))]),
        # "trước ngày 25 tháng 01 hàng năm": the year past
        (Rhythm("year", "before", on="01-25"), "nd09", *YEAR, [("năm 2024", date(2025, 1, 24))]),
        # "trước ngày 01/01 hằng năm" is due in the year before
        (Rhythm("year", "before", on="01-01"), "nd09", *YEAR, [("năm 2025", date(2025, 12, 31))]),
        # 29 February in a common year
        (Rhythm("year", "by", on="02-29"), "calendar", *YEAR, [("năm 2024", date(2025, 2, 28))]),
        # "hằng quý, chậm nhất ngày 20": in the quarter's last month under Decree 09, after the quarter by the calendar
        (
            Rhythm("quarter", "by", 20),
            "nd09",
            date(2025, 1, 1),
            date(2025, 6, 30),
            [("quý I/2025", date(2025, 3, 20)), ("quý II/2025", date(2025, 6, 20))],
        ),
        # "hàng quý (trước ngày 15 của tháng đầu quý kế tiếp)"
        (
            Rhythm("quarter", "before", 15),
            "calendar",
            date(2025, 1, 1),
            date(2025, 6, 30),
            [("quý IV/2024", date(2025, 1, 14)), ("quý I/2025", date(2025, 4, 14))],
        ),
        # "6 tháng trước ngày 30 tháng 6": and six months on
        (
            Rhythm("half_year", "before", on="06-30"),
            "nd09",
            *YEAR,
            [("6 tháng đầu năm 2025", date(2025, 6, 29)), ("6 tháng cuối năm 2025", date(2025, 12, 29))],
        ),
        # "trước thứ Sáu hằng tuần": seven days up to Thursday
        (
            Rhythm("week", "before", 5),
            "nd09",
            date(2025, 3, 10),
            date(2025, 3, 16),
            [("tuần từ 07/3/2025 đến 13/3/2025", date(2025, 3, 13))],
        ),
        # "trước thứ Hai hằng tuần" is due on Sunday
        (
            Rhythm("week", "before", 1),
            "nd09",
            date(2025, 3, 10),
            date(2025, 3, 16),
            [("tuần từ 10/3/2025 đến 16/3/2025", date(2025, 3, 16))],
        ),
        # "hàng tuần" without a day: the week's last
        (
            Rhythm("week"),
            "nd09",
            date(2025, 3, 10),
            date(2025, 3, 16),
            [("tuần từ 10/3/2025 đến 16/3/2025", date(2025, 3, 16))],
        ),
        # "hàng ngày": working days only
        (
            Rhythm("day"),
            "nd09",
            date(2025, 3, 14),
            date(2025, 3, 17),
            [("ngày 14/3/2025", date(2025, 3, 14)), ("ngày 17/3/2025", date(2025, 3, 17))],
        ),
    ],
)
def test_when_a_rhythm_falls_due(rhythm, rule, first, last, found):
    assert dues(rhythm, first, last, period_rule=rule) == found


def test_a_rhythm_without_a_length_gives_nothing_and_says_so():
    given_back = expected(Rhythm("unspecified"), *YEAR, VIETNAM)
    assert given_back.occurrences == ()
    assert given_back.explain == "Văn bản nêu “định kỳ” nhưng không nêu chu kỳ; chưa tính được hạn."


def test_the_whole_rhythm_is_told():
    assert expected(Rhythm("month", "before", 3), *YEAR, VIETNAM).explain == (
        "Hằng tháng: 12 lần đến hạn từ 01/01/2025 đến 31/12/2025."
    )


@pytest.mark.parametrize(
    ("rhythm", "rule", "sentence"),
    [
        (
            Rhythm("month", "before", 3),
            "nd09",
            "Chậm nhất thứ Tư, 02/4/2025: trước ngày 03 hằng tháng, không tính ngày 03. Kỳ báo cáo: tháng 3/2025, "
            "số liệu từ 15/02/2025 đến 14/3/2025 (Điều 12 Nghị định 09/2019/NĐ-CP).",
        ),
        (
            Rhythm("month"),
            "calendar",
            "Chậm nhất thứ Tư, 30/4/2025: hằng tháng, văn bản không nêu ngày nên lấy ngày cuối kỳ. Ngày này là ngày "
            "nghỉ, mốc nhắc việc là thứ Ba, 29/4/2025. Kỳ báo cáo: tháng 4/2025, số liệu từ 01/4/2025 đến 30/4/2025 "
            "(theo dương lịch).",
        ),
        # Decree 09/2019, art. 8(5)b wants a working day between the close and the due day
        (
            Rhythm("month", "before", 15),
            "nd09",
            "Chậm nhất thứ Hai, 14/4/2025: trước ngày 15 hằng tháng, không tính ngày 15. Kỳ báo cáo: tháng 4/2025, "
            "số liệu từ 15/3/2025 đến 14/4/2025 (Điều 12 Nghị định 09/2019/NĐ-CP); chưa đủ 01 ngày làm việc từ khi "
            "chốt số liệu (khoản 5 Điều 8 Nghị định 09/2019/NĐ-CP).",
        ),
        (
            Rhythm("week", "by", 5),
            "nd09",
            "Chậm nhất thứ Sáu, 04/4/2025: đến hết thứ Sáu hằng tuần. Kỳ báo cáo: tuần từ 29/3/2025 đến 04/4/2025.",
        ),
    ],
)
def test_an_occurrence_explains_itself(rhythm, rule, sentence):
    first = expected(rhythm, date(2025, 4, 1), date(2025, 4, 30), VIETNAM, period_rule=rule).occurrences[0]
    assert first.explain == sentence


def test_a_due_day_before_the_close_cuts_the_data_off_there():
    (only,) = expected(Rhythm("year", "before", on="11-30"), *YEAR, VIETNAM).occurrences
    assert only.cut_off == date(2025, 11, 29)
    assert "hạn đến trước ngày chốt số liệu 14/12/2025" in only.explain


def test_the_second_half_names_its_own_day():
    half = expected(Rhythm("half_year", "before", on="06-30"), *YEAR, VIETNAM).occurrences
    assert "trước ngày 30/12 theo kỳ 6 tháng" in half[1].explain


def test_rolling_moves_the_due_day_but_not_the_range_it_belongs_to():
    rules = DueRules(roll="next_working_day")
    # 2/8/2025 is a Saturday: it stays an occurrence of [1/8, 2/8] though it may be done on Monday
    assert dues(Rhythm("month", "before", 3), date(2025, 8, 1), date(2025, 8, 2), rules=rules) == [
        ("tháng 7/2025", date(2025, 8, 4))
    ]
    assert dues(Rhythm("month", "before", 3), date(2025, 8, 3), date(2025, 8, 31), rules=rules) == []


def test_before_may_be_read_as_on_the_day():
    rules = DueRules(strict_before=False)
    assert dues(Rhythm("month", "before", 3), date(2025, 4, 1), date(2025, 4, 30), rules=rules) == [
        ("tháng 3/2025", date(2025, 4, 3))
    ]


def test_the_first_sending_day_leaves_a_working_day_after_the_close():
    assert earliest_sending_day(period_of(date(2025, 3, 1), "month", "nd09"), VIETNAM) == date(2025, 3, 17)


@pytest.mark.parametrize(
    ("rhythm", "shown"),
    [
        (Rhythm("month", "by", 32), "Ngày 32"),
        (Rhythm("week", "by", 8), "Ngày 8"),
        (Rhythm("month", "by", 0), "Ngày 0"),
        (Rhythm("year", "by", on="02-30"), "02-30"),
        (Rhythm("fortnight"), "fortnight"),
    ],
)
def test_a_day_or_rhythm_that_cannot_be_is_refused(rhythm, shown):
    with pytest.raises(NotATerm, match=shown):
        expected(rhythm, *YEAR, VIETNAM)


monthly = st.builds(Rhythm, st.just("month"), st.sampled_from(["before", "by", None]), st.integers(1, 31))
yearly_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: f"{day:%m-%d}")
longer = st.builds(
    Rhythm, st.sampled_from(["quarter", "half_year", "year"]), st.sampled_from(["before", "by"]), st.none(), yearly_days
)
weekly = st.builds(Rhythm, st.just("week"), st.sampled_from(["before", "by"]), st.integers(1, 7))
plain = st.builds(Rhythm, st.sampled_from(["day", "week", "month", "quarter", "half_year", "year"]))
rhythms = st.one_of(monthly, longer, weekly, plain)
starts = st.dates(date(2021, 1, 1), date(2033, 12, 31))
period_rules = st.sampled_from(["nd09", "calendar"])


def reference_days(rhythm: Rhythm, first: date, last: date) -> list[date]:
    """Walk the days: a monthly duty ends on each day that is its month's last good one."""
    found = []
    for i in range((last - first).days + 1):
        day = first + ONE_DAY * i
        wanted = rhythm.day - 1 if rhythm.rule == "before" else rhythm.day
        length = months.monthrange(day.year, day.month)[1]
        if day.day == (min(wanted, length) if wanted else length):
            found.append(day)
    return found


@given(monthly, starts, st.integers(0, 400), period_rules)
def test_monthly_days_as_the_reference_has_them(rhythm, first, length, rule):
    last = first + ONE_DAY * length
    assert [day for _, day in dues(rhythm, first, last, period_rule=rule)] == reference_days(rhythm, first, last)


@given(rhythms, starts, st.integers(0, 500), st.integers(0, 500), period_rules)
def test_ranges_side_by_side_give_each_occurrence_once(rhythm, first, one, other, rule):
    middle, last = first + ONE_DAY * one, first + ONE_DAY * (one + other + 1)
    whole = expected(rhythm, first, last, VIETNAM, period_rule=rule).occurrences
    left = expected(rhythm, first, middle, VIETNAM, period_rule=rule).occurrences
    right = expected(rhythm, middle + ONE_DAY, last, VIETNAM, period_rule=rule).occurrences
    assert left + right == whole


@given(rhythms, starts, period_rules)
def test_periods_come_once_each_in_order_and_close_by_the_due_day(rhythm, first, rule):
    found = expected(rhythm, first, first + ONE_DAY * 900, VIETNAM, period_rule=rule).occurrences
    firsts = [one.period.first for one in found]
    assert firsts == sorted(set(firsts))
    assert all(one.period.first <= one.cut_off <= min(one.period.last, one.due.last_day) for one in found)
