"""The register as a workbook that an officer keeps: filters, real dates, and a page that prints on A4 lying."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from namro.reading.export import wording
from namro.reading.export.register import Entry, Register
from namro.reading.export.row_height import row_height

FONT = "Times New Roman"
HEAD_ROW = 4  # counted from 0: title, subject, counts, an empty row, then the heads of the columns
DONE_STATES = ("Chưa thực hiện", "Đang thực hiện", "Chờ xác nhận", "Đã hoàn thành")
_SHEET_NAME_LENGTH = 31  # Excel's limit

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet: its head, its width in characters, its format, and its value for an entry."""

    head: str
    width: float
    form: str
    value: Callable[[Entry], Value]


# The printed page ends after these; what the officer fills in while following a task stands last among them.
PRINTED = (
    Column("STT", 4.5, "middle", lambda entry: entry.number),
    Column("Mục", 7, "middle", lambda entry: entry.task.at),
    Column("Nhiệm vụ", 52, "text", lambda entry: entry.task.text),
    Column("Chủ trì", 16, "text", lambda entry: _lines(entry.leads)),
    Column("Phối hợp", 17, "text", lambda entry: _lines(entry.coordinators)),
    Column("Thời hạn\n(nguyên văn)", 12, "text", lambda entry: _lines(entry.deadline_quotes)),
    Column("Hạn cuối", 10, "date", lambda entry: entry.due_day),
    Column("Định kỳ", 11, "text", lambda entry: _lines(entry.rhythms)),
    Column("Chỉ tiêu,\nsản phẩm", 17, "text", lambda entry: _lines(entry.outcome)),
    Column("Báo cáo tới", 11, "text", lambda entry: _lines(entry.reports_to)),
    Column("Tình trạng", 11, "text", lambda entry: None),
    Column("Kết quả (số,\nngày văn bản)", 12.5, "text", lambda entry: None),
)
KEPT = (
    Column("Loại", 13, "text", lambda entry: entry.nature),
    Column("Văn bản viện dẫn", 30, "text", lambda entry: _lines(entry.cited)),
    Column("Số mục rõ", 9, "middle", lambda entry: entry.clear_count if entry.marks else None),
    Column("Chưa rõ", 30, "text", lambda entry: entry.unclear),
)
COLUMNS = PRINTED + KEPT
_STATE_COLUMN = [column.head for column in COLUMNS].index("Tình trạng")
_TEXT_COLUMN = [column.head for column in COLUMNS].index("Nhiệm vụ")


def render(register: Register, made_at: datetime, *, sheet_per_agency: bool = False) -> bytes:
    """The workbook's bytes; with `sheet_per_agency` a sheet for each agency that leads follows the whole register."""
    out = BytesIO()
    # Text is written as text, whatever it looks like: a task that begins with "=" must not be run.
    options: dict[str, Any] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    # The default face sets the unit of column widths; Calibri, the usual one, is not on every machine.
    options["default_format_properties"] = {"font_name": FONT, "font_size": 11, "font_scheme": None}
    book = Workbook(out, options)
    book.set_properties({"title": f"Sổ nhiệm vụ: {register.title}", "comments": "Năm Rõ", "created": made_at})
    forms = _forms(book)
    taken: set[str] = set()
    _sheet(book, forms, register, _sheet_name("Sổ nhiệm vụ", taken), register.entries, None)
    if sheet_per_agency:
        for agency, entries in register.by_lead().items():
            _sheet(book, forms, register, _sheet_name(agency, taken), entries, agency)
    book.close()
    return out.getvalue()


def _forms(book: Any) -> dict[str, Any]:
    base: dict[str, Any] = {"font_name": FONT, "font_size": 11, "font_scheme": None, "valign": "top"}
    cell = base | {"border": 1, "border_color": "#B4BDB9", "text_wrap": True}
    forms = {
        "title": base | {"font_size": 14, "bold": True},
        "line": base | {"text_wrap": True},
        "caption": base | {"font_color": "#5B6865"},
        "head": cell | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E2EEEB"},
        "text": cell,
        "middle": cell | {"align": "center"},
        "date": cell | {"align": "center", "num_format": "dd/mm/yyyy"},
    }
    return {name: book.add_format(form) for name, form in forms.items()}


def _sheet(
    book: Any, forms: dict[str, Any], register: Register, name: str, entries: Sequence[Entry], agency: str | None
) -> None:
    sheet = book.add_worksheet(name)
    _head(sheet, forms, register, entries, agency)
    for index, column in enumerate(COLUMNS):
        sheet.set_column(index, index, column.width)
        sheet.write_string(HEAD_ROW, index, column.head, forms["head"])
    sheet.set_row(HEAD_ROW, 33)
    for row, entry in enumerate(entries, HEAD_ROW + 1):
        values = [column.value(entry) for column in COLUMNS]
        texts = ((value, column.width) for value, column in zip(values, COLUMNS, strict=True))
        sheet.set_row(row, row_height((text, width) for text, width in texts if isinstance(text, str)))
        for index, (value, column) in enumerate(zip(values, COLUMNS, strict=True)):
            write_cell(sheet, row, index, value, forms[column.form])
    last = HEAD_ROW + max(1, len(entries))
    sheet.autofilter(HEAD_ROW, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(HEAD_ROW + 1, _TEXT_COLUMN + 1)
    choices = {"validate": "list", "source": list(DONE_STATES), "ignore_blank": True}
    sheet.data_validation(HEAD_ROW + 1, _STATE_COLUMN, last, _STATE_COLUMN, choices)
    _page(sheet, last)


def _head(sheet: Any, forms: dict[str, Any], register: Register, entries: Sequence[Entry], agency: str | None) -> None:
    """The document, its subject, and how many tasks: the lines above the table."""
    right = len(PRINTED) - 1
    title = f"SỔ NHIỆM VỤ: {register.title}"
    sheet.merge_range(0, 0, 0, right, f"{title} ({agency} chủ trì)" if agency else title, forms["title"])
    subject = " ".join((register.directive.head.subject or "").split())
    sheet.merge_range(1, 0, 1, right, subject, forms["line"])
    sheet.set_row(0, 21)
    sheet.set_row(1, 15.0 * (1 + len(subject) // 190))
    dated = sum(entry.due_day is not None for entry in entries)
    rhythmic = sum(bool(entry.task.recurrences) for entry in entries)
    unread = register.directive.coverage.count("unread")
    counts = f"{len(entries)} nhiệm vụ; {dated} có hạn cuối; {rhythmic} định kỳ; văn bản còn {unread} câu chưa đọc"
    sheet.merge_range(2, 0, 2, right, counts, forms["caption"])


def write_cell(sheet: Any, row: int, column: int, value: Value, form: Any) -> None:
    """Write a value as what it is: text is never taken for a formula, days are days."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, form)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, form)
    else:
        sheet.write_string(row, column, value, form)


def _page(sheet: Any, last: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.55)
    sheet.print_area(0, 0, last, len(PRINTED) - 1)
    sheet.repeat_rows(HEAD_ROW)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f'&L&"{FONT}"&9Năm Rõ&R&"{FONT}"&9Trang &P/&N')


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, none of its signs, different from the others without regard to case."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip(" '") or "Trang"
    plain = plain[:1].upper() + plain[1:]
    name = wording.cut(plain, _SHEET_NAME_LENGTH)
    number = 2
    while name.casefold() in taken:
        name = f"{wording.cut(plain, _SHEET_NAME_LENGTH - len(str(number)) - 1)} {number}"
        number += 1
    taken.add(name.casefold())
    return name


def _lines(values: Sequence[str]) -> str:
    return "\n".join(values) if len(values) < 2 else ";\n".join(values)
