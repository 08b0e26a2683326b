"""The calendar file, parsed: one event a deadline and a rhythm, the same UIDs each time."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from namro.reading.export import ics
from namro.reading.export.rhythm_rules import rule_of
from namro.reading.model import Recurrence, Span
from tests.export.invented import register

STAMP = datetime(2025, 3, 11, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def calendar():
    return Calendar.from_ical(ics.render([register()], STAMP))


def events(calendar):
    return calendar.walk("VEVENT")


def test_deadlines_are_whole_days(calendar):
    first = events(calendar)[0]
    assert first["DTSTART"].dt == date(2025, 3, 14) and first["DTEND"].dt == date(2025, 3, 15)
    assert first["DTSTART"].params["VALUE"] == "DATE"
    assert first["SUMMARY"].startswith("Hạn: Sở Tài chính:")
    assert "Chậm nhất thứ Sáu, 14/3/2025" in first["DESCRIPTION"]


def test_rhythms_recur(calendar):
    monthly = events(calendar)[1]
    assert monthly["RRULE"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=2"
    assert monthly["DTSTART"].dt == date(2025, 4, 2)


def test_uids_last_and_differ(calendar):
    again = Calendar.from_ical(ics.render([register()], datetime(2026, 1, 1, tzinfo=UTC)))
    uids = [event["UID"] for event in events(calendar)]
    assert uids == [event["UID"] for event in events(again)] and len(set(uids)) == len(uids) == 3


def test_the_stamp_is_the_one_handed_in_and_the_zone_is_vietnams(calendar):
    assert events(calendar)[0]["DTSTAMP"].dt == STAMP
    assert calendar.walk("VTIMEZONE")[0]["TZID"] == "Asia/Ho_Chi_Minh"


def test_lines_are_folded_at_75_bytes():
    assert max(len(line) for line in ics.render([register()], STAMP).split(b"\r\n")) <= 75


@pytest.mark.parametrize(
    ("every", "rule", "day", "on", "first", "said"),
    [
        ("day", None, None, None, date(2025, 3, 10), "FREQ=DAILY"),
        ("week", "before", 1, None, date(2025, 3, 16), "FREQ=WEEKLY;BYDAY=SU"),  # before Monday
        ("week", None, None, None, date(2025, 3, 14), "FREQ=WEEKLY;BYDAY=FR"),
        ("month", "by", 25, None, date(2025, 3, 25), "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("month", "before", 1, None, date(2025, 3, 31), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("month", "by", 30, None, date(2025, 3, 30), "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),  # 28 February
        ("quarter", None, None, None, date(2025, 3, 31), "FREQ=MONTHLY;BYMONTHDAY=-1;BYMONTH=3,6,9,12"),
        ("half_year", "by", 15, None, date(2025, 6, 15), "FREQ=MONTHLY;BYMONTHDAY=15;BYMONTH=6,12"),
        ("year", "before", None, "12-15", date(2025, 12, 14), "FREQ=MONTHLY;BYMONTHDAY=14;BYMONTH=12"),
        ("year", "before", None, "03-01", date(2026, 2, 28), "FREQ=MONTHLY;BYMONTHDAY=-1;BYMONTH=2"),
    ],
)
def test_rules(every, rule, day, on, first, said):
    from icalendar import vRecur

    made = rule_of(Recurrence("", Span(0, 1), every, rule, day, "test", 1, on), date(2025, 3, 10))
    assert (made.first, vRecur(made.parts).to_ical().decode()) == (first, said)


def test_a_rhythm_with_no_period_is_told_not_placed():
    assert rule_of(Recurrence("định kỳ", Span(0, 1), "unspecified", None, None, "test", 1), date(2025, 3, 10)) is None
