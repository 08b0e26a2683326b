"""The workbook, read back: dates are dates, nothing runs, it filters and prints."""

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from namro.reading.export import workbook
from namro.reading.export.row_height import HIGHEST, row_height
from tests.export.invented import register

MADE_AT = datetime(2025, 3, 11, 8, 0)  # noqa: DTZ001  a workbook's properties bear no zone
FIRST = workbook.HEAD_ROW + 2  # openpyxl counts from 1


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(BytesIO(workbook.render(register(), MADE_AT, sheet_per_agency=True)))


@pytest.fixture(scope="module")
def sheet(book):
    return book["Sổ nhiệm vụ"]


def column(sheet, head):
    heads = [cell.value for cell in sheet[FIRST - 1]]
    return heads.index(head) + 1


def test_days_are_days(sheet):
    cell = sheet.cell(FIRST, column(sheet, "Hạn cuối"))
    assert cell.value == datetime(2025, 3, 14)  # noqa: DTZ001
    assert cell.is_date and cell.number_format == "dd/mm/yyyy"


def test_words_that_look_like_a_formula_stay_words(sheet):
    cell = sheet.cell(FIRST + 2, column(sheet, "Nhiệm vụ"))
    assert cell.value.startswith("=HYPERLINK") and cell.data_type == "s"


def test_it_is_made_for_keeping(sheet):
    assert sheet.freeze_panes == f"D{FIRST}"
    assert sheet.auto_filter.ref == f"A{FIRST - 1}:P{FIRST + 3}"
    assert sheet.cell(FIRST, 3).alignment.wrap_text
    assert "Đã hoàn thành" in sheet.data_validations.dataValidation[0].formula1


def test_it_prints_on_a4_lying_with_its_head_repeated(sheet):
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == f"${FIRST - 1}:${FIRST - 1}"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert "&P" in sheet.oddFooter.right.text


def test_each_agency_has_a_sheet(book):
    assert book.sheetnames == ["Sổ nhiệm vụ", "Sở Tài chính", "Sở Tư pháp", "Chưa nêu cơ quan chủ trì"]
    assert book["Sở Tài chính"].cell(FIRST + 1, 1).value == 3


def test_sheets_have_names_that_excel_takes():
    taken: set[str] = set()
    long = "Ngân hàng Nhà nước Chi nhánh Khu vực [5]: Thái Nguyên/Bắc Kạn"
    names = [workbook._sheet_name(name, taken) for name in (long, long.upper(), "", "a", "A")]
    assert len({name.casefold() for name in names}) == 5
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_rows_grow_with_their_words_to_the_limit_of_excel():
    assert row_height([("ngắn", 50)]) < row_height([("dài " * 60, 50)]) < HIGHEST
    assert row_height([("dài " * 9000, 50)]) == HIGHEST
