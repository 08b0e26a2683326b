"""Workbooks (.xlsx, .xls, .ods) → Source: each sheet a table, the lines above it paragraphs. One row is one task."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import python_calamine

from namro.reading.errors import CannotRead
from namro.reading.model import Source
from namro.reading.sources.docx.body import Draft, DraftCell, Place
from namro.reading.sources.docx.layout import lay_out
from namro.reading.sources.limits import Budget
from namro.reading.sources.old_encodings import convert
from namro.reading.sources.secrecy import HEAD_LINES, refuse_marked_lines

_MOST_CELLS = 500_000
_MOST_COLUMNS = 60
_FEWEST_IN_TABLE = 3  # filled cells of a row that may be the head of a table
_SPACES = re.compile(r"[^\S\n]+")

Merged = dict[tuple[int, int], tuple[int, int, int, int]]  # (row, column) → first row, first column, rows, columns


def read_workbook(data: bytes, name: str | None, budget: Budget) -> Source:
    """Return the source of a workbook. Formulas are their last values; macros are not looked at.

    Raises CannotRead for a locked, damaged or empty one, Secret for one whose head bears a mark.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        reader = _Reader(budget)
        for sheet_name in book.sheet_names:
            sheet = book.get_sheet_by_name(sheet_name)
            reader.sheet(sheet_name, sheet, len(book.sheet_names) > 1)
    except python_calamine.PasswordError as error:
        raise CannotRead(
            "Bảng tính được đặt mật khẩu nên không mở được.", "Bỏ mật khẩu, lưu lại rồi đọc lại."
        ) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise CannotRead("Bảng tính bị hỏng.", "Mở bằng Excel, lưu lại thành .xlsx rồi đọc lại.") from error
    refuse_marked_lines(draft.text for draft in reader.drafts[: HEAD_LINES * 2])
    if not reader.drafts:
        raise CannotRead("Bảng tính không có chữ nào.", "Kiểm tra lại tệp gốc hoặc tải lại.")
    converted = convert("\n".join(draft.text for draft in reader.drafts))
    remarks: tuple[str, ...] = ()
    if converted is not None:
        reader.drafts = [replace(draft, text=converted.convert(draft.text)) for draft in reader.drafts]
        remarks = (converted.remark,)
    return replace(lay_out(reader.drafts, reader.tables, name), kind="workbook", remarks=remarks)


class _Reader:
    def __init__(self, budget: Budget) -> None:
        self.drafts: list[Draft] = []
        self.tables: list[list[list[DraftCell]]] = []
        self._budget = budget

    def sheet(self, name: str, sheet: python_calamine.CalamineSheet, named: bool) -> None:
        """Read a sheet: rows of one or two filled cells above the table and below it are paragraphs."""
        if sheet.total_height * min(sheet.total_width, _MOST_COLUMNS) > _MOST_CELLS:
            raise CannotRead(
                f"Trang tính “{name}” có {sheet.total_height} dòng, quá lớn để là phụ lục.",
                "Xóa các dòng và cột trống, lưu lại rồi đọc lại.",
            )
        rows = [[_shown(value) for value in row[:_MOST_COLUMNS]] for row in sheet.to_python(skip_empty_area=False)]
        merged = _merged(sheet)
        first = next((at for at, row in enumerate(rows) if sum(map(bool, row)) >= _FEWEST_IN_TABLE), len(rows))
        last = max((at for at, row in enumerate(rows) if sum(map(bool, row)) >= 2), default=-1)
        if named and any(map(any, rows)):
            self._add(name, Place())
        for row in rows[:first]:
            self._lines(row)
        if first < len(rows):
            self._table(rows[first : last + 1], first, merged)
        for row in rows[max(first, last + 1) :]:
            self._lines(row)

    def _lines(self, row: Sequence[str]) -> None:
        for text in row:
            for line in text.split("\n"):
                self._add(line, Place())

    def _table(self, rows: Sequence[Sequence[str]], top: int, merged: Merged) -> None:
        table: list[list[DraftCell]] = []
        index = len(self.tables)
        self.tables.append(table)
        known: dict[tuple[int, int], DraftCell] = {}
        used = [
            column for column in range(max(map(len, rows))) if any(column < len(row) and row[column] for row in rows)
        ]
        for number, row in enumerate(rows):
            if not any(row) and not any((top + number, column) in merged for column in used):
                continue
            cells: list[DraftCell] = []
            for column in used:
                corner = merged.get((top + number, column), (top + number, column, 1, 1))
                cell = known.get(corner[:2])
                if cell is not None and cells and cells[-1] is cell:
                    cell.columns += len(known) > 0 and number + top == corner[0]
                    continue
                if cell is None:
                    first = len(self.drafts)
                    for line in (row[column] if column < len(row) else "").split("\n"):
                        self._add(line, Place(index, len(table), column, len(cells)))
                    cell = known[corner[:2]] = DraftCell(first, len(self.drafts))
                else:
                    cell.rows += 1
                cells.append(cell)
            table.append(cells)

    def _add(self, text: str, place: Place) -> None:
        text = unicodedata.normalize("NFC", _SPACES.sub(" ", text).strip())
        if text:
            self._budget.take_paragraph()
            self.drafts.append(Draft(text, "", None, (), len(self.drafts), None, False, place))


def _merged(sheet: python_calamine.CalamineSheet) -> Merged:
    out: Merged = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if right - left > _MOST_COLUMNS or (bottom - top) * (right - left) > _MOST_CELLS:
            continue
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                out[row, column] = top, left, bottom - top + 1, right - left + 1
    return out


def _shown(value: object) -> str:
    """A cell as a Vietnamese reader sees it: days as 05/3/2025, whole numbers without a point."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}".replace(".", ",")
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.day:02d}/{value.month}/{value.year}"
    return str(value)
