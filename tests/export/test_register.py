"""The register: entries numbered and worded once, due days from the bare words."""

from datetime import date

import pytest

from namro.reading.export import wording
from namro.reading.export.register import Due, register_of, written_day
from namro.reading.model import Deadline, Head, Recurrence, Span, Target
from tests.export.invented import directive, register

NOWHERE = Span(0, 1)


@pytest.mark.parametrize(
    ("rule", "written", "day"),
    [
        ("before", "2025-03-15", date(2025, 3, 14)),  # the 15th itself is late
        ("before", "2025-03-01", date(2025, 2, 28)),
        ("by", "2025-03-15", date(2025, 3, 15)),
        ("by", "2025-02", date(2025, 2, 28)),
        ("before", "2025-04", date(2025, 3, 31)),
        ("by", "2025-Q2", date(2025, 6, 30)),
        ("by", "2025-H1", date(2025, 6, 30)),
        ("by", "2025-H2", date(2025, 12, 31)),
        ("by", "2030", date(2030, 12, 31)),
        ("by", "2025-02-31", None),  # a slip of the text is no day
        ("by", "2025-Q7", None),
        ("by", "mai", None),
        ("by", None, None),
    ],
)
def test_day_of_a_deadline(rule, written, day):
    due = written_day(Deadline("", NOWHERE, rule, written, "test", 1), Head())
    assert (due and due.day) == day


def test_the_reason_follows_the_day():
    due = written_day(Deadline("", NOWHERE, "before", "2025-03-15", "test", 1), Head())
    assert due.why == "Chậm nhất thứ Sáu, 14/3/2025: trước ngày 15/3/2025"
    assert due.reason == "trước ngày 15/3/2025"


def test_a_calendar_can_be_handed_in():
    made = register_of(directive(), due_day=lambda deadline, head: Due(date(2025, 1, 2), "vì vậy"))
    assert made.entries[0].due_day == date(2025, 1, 2)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025-03-15", "ngày 15/3/2025"),
        ("2025-02-05", "ngày 05/02/2025"),
        ("2025-03", "tháng 3/2025"),
        ("2025-Q4", "quý IV/2025"),
        ("2025-H1", "6 tháng đầu năm 2025"),
        ("2025", "năm 2025"),
        ("giai đoạn 2026-2030", "giai đoạn 2026-2030"),  # not a period of ours: left as it is
    ],
)
def test_periods_in_words(written, said):
    assert wording.period(written) == said


@pytest.mark.parametrize(("value", "said"), [(104100, "104.100"), (10.5, "10,5"), (1e9, "1.000.000.000"), (50, "50")])
def test_numbers_in_vietnamese_form(value, said):
    assert wording.number(value) == said


@pytest.mark.parametrize(
    ("every", "rule", "day", "on", "said"),
    [
        ("month", "before", 3, None, "Hằng tháng, trước ngày 03"),
        ("week", "by", 5, None, "Hằng tuần, chậm nhất thứ Sáu"),
        ("year", "before", None, "12-15", "Hằng năm, trước ngày 15/12"),
        ("quarter", None, None, None, "Hằng quý"),
        ("unspecified", None, None, None, "Định kỳ, chưa nêu kỳ"),
    ],
)
def test_rhythms_in_words(every, rule, day, on, said):
    assert wording.rhythm(Recurrence("", NOWHERE, every, rule, day, "test", 1, on)) == said


def test_targets_in_words():
    assert (
        wording.target(Target("", NOWHERE, ">=", 104100, "tỷ đồng", "2025", "test", 1))
        == "≥ 104.100 tỷ đồng (năm 2025)"
    )
    assert wording.target(Target("", NOWHERE, ">", 10.5, "%", None, "test", 1)) == "> 10,5%"


def test_entries_say_what_is_not_clear():
    assert register().entries[0].unclear == ""
    assert register().entries[1].unclear == "chưa đủ rõ: thời gian; thiếu: kết quả"


def test_agencies_are_grouped_by_name_and_those_without_come_last():
    groups = register().by_lead()
    assert {name: [entry.number for entry in entries] for name, entries in groups.items()} == {
        "Sở Tài chính": [1, 3],
        "Sở Tư pháp": [2],
        "Chưa nêu cơ quan chủ trì": [4],
    }


def test_the_title_names_the_document_or_the_file():
    assert register().title == "Chỉ thị số 05/CT-UBND ngày 10/3/2025 của UBND tỉnh Sông Lam"
    assert wording.document(Head(), "tep.docx") == "tep.docx"
