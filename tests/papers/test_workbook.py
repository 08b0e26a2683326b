"""A snapshot as a workbook: numbers are numbers, days are days, text is text."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from namro.papers.rendering import to_xlsx
from namro.papers.rendering.errors import MissingFigure
from namro.papers.rendering.workbook import HEAD_ROW
from tests import invented_papers as invented


def opened(payload):
    return load_workbook(BytesIO(to_xlsx(payload)))


def lines(sheet) -> list[tuple]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=HEAD_ROW + 2)]


def test_a_sheet_for_figures_for_each_table_and_for_the_assignments():
    book = opened(invented.monthly())
    assert book.sheetnames == ["Số liệu", "Phụ lục I", "Phụ lục II", "Phụ lục III", "Danh mục lượt giao"]
    for sheet in book:
        assert sheet["A3"].value == "Số liệu tại 08:00 20/6/2025"
        assert sheet["A4"].value == "Số liệu minh họa"


def test_figures_with_what_they_count():
    payload = invented.monthly()
    payload["figures"] = {"cells.overdue": {"value": 9, "text": "9", "what": "lượt giao quá hạn"}} | payload["figures"]
    payload["figures"]["cells.overdue"] = {"value": 9, "text": "9", "what": "lượt giao quá hạn"}
    found = {line[2]: line[:2] for line in lines(opened(payload)["Số liệu"])}
    assert found["cells.overdue"] == ("Lượt giao quá hạn", 9)
    assert found["rate.done_of_due"][1] == "89,2%"


def test_numbers_of_a_table_can_be_added_up():
    rows = lines(opened(invented.monthly())["Phụ lục II"])
    assert rows[0] == ("Sở Tài chính", 3, 4, 5, 6, 7, 8)
    assert rows[-1] == ("Cộng", 18, 24, 30, 36, 42, 48)
    assert sum(row[1] for row in rows[:-1]) == rows[-1][1]


def test_assignments_with_real_days_and_words_for_their_states():
    first = lines(opened(invented.monthly())["Danh mục lượt giao"])[0]
    assert first[0] == 1
    assert first[5:9] == ("đang thực hiện", "trong hạn", datetime(2025, 5, 30), datetime(2025, 4, 30))  # noqa: DTZ001
    assert first[9] is None


@pytest.mark.parametrize("work", ["=1+1", "+84 912", "-5", "@SUM(A1)", "=cmd|'/c calc'!A1", "\t=1", *invented.WORKS])
def test_no_text_becomes_a_formula(work):
    payload = invented.monthly(overdue=1)
    payload["rows"][0]["text"] = payload["rows"][0]["cause"] = work
    payload["tables"]["overdue"]["rows"][0]["text"] = {"text": work}
    for name in ("Phụ lục I", "Danh mục lượt giao"):
        cell = opened(payload)[name].cell(row=HEAD_ROW + 2, column=3)
        assert cell.data_type == "s"
        assert cell.value == work.strip()


def test_text_longer_than_a_cell_can_hold_is_cut_not_lost_with_the_file():
    payload = invented.monthly(overdue=1)
    payload["rows"][0]["text"] = "x" * 40_000
    assert len(opened(payload)["Danh mục lượt giao"].cell(row=HEAD_ROW + 2, column=3).value) == 32_767


def test_a_figure_that_is_not_there_is_an_error():
    payload = invented.monthly()
    del payload["figures"]["agency.0.overdue"]
    with pytest.raises(MissingFigure, match=r"agency\.0\.overdue"):
        to_xlsx(payload)
