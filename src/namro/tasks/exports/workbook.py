"""The register as a workbook, written row by row to a file: its size in memory does not grow with the rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from namro.reading.export.workbook import FONT, write_cell
from namro.tasks.exports.lines import COLUMNS, Value

# Text stays text whatever it looks like: a task that begins with "=" must not be run.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
BASE = {"font_name": FONT, "font_size": 11, "valign": "top"}
CELL = BASE | {"border": 1, "border_color": "#B4BDB9"}
HEAD_ROW = 3  # counted from 0: title, the moment, an empty row, the heads
MOST_ROWS = 1_048_576 - HEAD_ROW - 1  # a sheet of Excel holds no more


def write(file: Path, lines: Iterable[tuple[Value, ...]], *, title: str, caption: str, made_at: datetime) -> None:
    """Write the workbook to `file`."""
    with Workbook(str(file), OPTIONS | {"constant_memory": True}) as book:
        book.set_properties({"title": title, "comments": "Năm Rõ", "created": made_at})
        cell = CELL | {"text_wrap": True}
        forms = {
            "text": book.add_format(cell),
            "number": book.add_format(cell | {"align": "center"}),
            "day": book.add_format(cell | {"align": "center", "num_format": "dd/mm/yyyy"}),
        }
        sheet = book.add_worksheet(_("Sổ nhiệm vụ"))
        for index, column in enumerate(COLUMNS):
            sheet.set_column(index, index, column.width)
        sheet.write_string(0, 0, title, book.add_format(BASE | {"bold": True, "font_size": 14}))
        sheet.write_string(1, 0, caption, book.add_format(BASE | {"font_color": "#5B6865"}))
        head = book.add_format(cell | {"bold": True, "align": "center", "bg_color": "#E2EEEB"})
        for index, column in enumerate(COLUMNS):
            sheet.write_string(HEAD_ROW, index, str(column.head), head)
        last = _write_rows(sheet, lines, [forms[column.form] for column in COLUMNS])
        sheet.autofilter(HEAD_ROW, 0, last, len(COLUMNS) - 1)
        sheet.freeze_panes(HEAD_ROW + 1, 3)
        sheet.repeat_rows(HEAD_ROW)
        lay_on_paper(sheet)


def _write_rows(sheet: Any, lines: Iterable[tuple[Value, ...]], forms: list[Any]) -> int:
    row = HEAD_ROW
    for row, line in enumerate(lines, HEAD_ROW + 1):
        for index, value in enumerate(line):
            write_cell(sheet, row, index, value, forms[index])
    return row


def lay_on_paper(sheet: Any) -> None:
    """A4, lying, as wide as the page."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
