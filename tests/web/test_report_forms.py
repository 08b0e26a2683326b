"""Forms of periodic reports: set as lines, filled in with words, figures and tables, kept as they were sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from namro.life import report_items
from namro.life.models import Report
from namro.life.report_items import BadLine, Item, read_items, read_table, written
from namro.tasks.models import ExpectedReport

from . import lives

SignIn = Callable[[str], Client]
LINES = """văn bản*: Khó khăn, vướng mắc
số: Hồ sơ quá hạn (hồ sơ)
bảng: Dự án chậm | Tên dự án | Nguyên nhân"""
MONTH = (date(2025, 4, 15), date(2025, 5, 14), date(2025, 5, 14), date(2025, 5, 25))


def test_items_are_read_and_written_the_same() -> None:
    items = read_items(LINES)
    assert items == (
        Item("text", "Khó khăn, vướng mắc", is_required=True),
        Item("figure", "Hồ sơ quá hạn", "hồ sơ"),
        Item("table", "Dự án chậm", columns=("Tên dự án", "Nguyên nhân")),
    )
    assert written(items) == LINES
    assert read_items("\n  \n") == ()


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("ảnh: Hiện trường", 1, "kind"),
        ("văn bản: A\nsố:", 2, "kind"),
        ("bảng: Không có cột", 1, "columns"),
        ("bảng: A | " + " | ".join("abcdefghi"), 1, "columns"),
        ("\n".join(["văn bản: A"] * 21), 21, "many"),
    ],
)
def test_a_line_that_is_no_item_is_named(text: str, number: int, reason: str) -> None:
    with pytest.raises(BadLine) as bad:
        read_items(text)
    assert (bad.value.number, bad.value.reason) == (number, reason)


def test_a_table_is_typed_or_pasted() -> None:
    assert read_table("Cầu A | Mặt bằng\n\nCầu B", 2) == [["Cầu A", "Mặt bằng"], ["Cầu B", ""]]
    assert read_table("Cầu A\tMặt bằng | hộ", 2) == [["Cầu A", "Mặt bằng | hộ"]]  # from a workbook: tabs part the cells
    with pytest.raises(BadLine):
        read_table("a | b | c", 2)
    with pytest.raises(BadLine):
        read_table("a\n" * (report_items.MOST_ROWS + 1), 2)


@pytest.fixture
def expected(db: None, as_role: SignIn) -> ExpectedReport:
    """An expected report of a task whose form is set."""
    one = lives.expect(lives.lead(), [MONTH])[0]
    as_role("theodoi").post(f"/tasks/{one.assignment.task_id}/report-form/", {"items": LINES})
    return one


def test_a_report_is_filled_in_by_its_form_and_read(expected: ExpectedReport, as_role: SignIn) -> None:
    client, address = as_role("daumoi"), f"/assignments/{expected.assignment_id}/reports/{expected.pk}/"
    page = client.get(address).content.decode()
    assert "Hồ sơ quá hạn (hồ sơ)" in page
    assert "Tên dự án | Nguyên nhân" in page
    given = {"text": "Đã làm", "item_1": "", "item_2": "12,5", "item_3": "Cầu A | b | c"}
    refused = client.post(address, given).content.decode()
    assert "bắt buộc" in refused
    assert "Dòng 1 có nhiều hơn 2 ô." in refused
    assert "Cầu A | b | c" in refused  # nothing that was typed is lost
    client.post(address, given | {"item_1": "Thiếu <b>vật liệu</b>", "item_3": "Cầu A\tMặt bằng"})
    report = Report.objects.get()
    assert [(one["label"], one["value"]) for one in report.answers] == [
        ("Khó khăn, vướng mắc", "Thiếu <b>vật liệu</b>"),
        ("Hồ sơ quá hạn", "12.5"),
        ("Dự án chậm", [["Cầu A", "Mặt bằng"]]),
    ]
    as_role("theodoi").post(f"/tasks/{expected.assignment.task_id}/report-form/", {"items": "số: Việc khác"})
    shown = as_role("lanhdao").get(f"{address}sent/").content.decode()
    for words in ("Hồ sơ quá hạn", "12.5", "Mặt bằng", "Thiếu &lt;b&gt;vật liệu"):  # as it was sent
        assert words in shown
    assert as_role("daumoi2").get(f"{address}sent/").status_code == 404


def test_a_form_that_makes_no_sense_is_refused_with_its_line(expected: ExpectedReport, as_role: SignIn) -> None:
    address = f"/tasks/{expected.assignment.task_id}/report-form/"
    answer = as_role("theodoi").post(address, {"items": "văn bản: A\nbiểu: B"})
    assert answer.status_code == 422
    assert "Dòng 2: bắt đầu bằng" in answer.content.decode()
    assert expected.assignment.task.report_items.count() == 3
    assert as_role("daumoi").post(address, {"items": ""}).status_code == 403
    as_role("theodoi").post(address, {"items": ""})
    assert expected.assignment.task.report_items.count() == 0
