"""Reads the first sheet of an .xlsx into rows by column name, and writes the template to fill in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from namro.agencies.errors import Refused
from namro.agencies.folding import fold

DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z")
MOST_UNPACKED = 200 * 1024 * 1024  # bytes; a workbook of 20,000 rows has some 20 MB


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a template: its heading, whether it must be filled, and an example."""

    key: str
    heading: str
    example: str
    required: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A filled row: its number in the sheet, and its cells by column key."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row is not taken: the row, the cell (such as "C7"), and the reason."""

    row: int
    cell: str
    reason: str


def read_rows(content: bytes, columns: Sequence[Column]) -> list[Row]:
    """The filled rows under the headings. Refused when it is no workbook, too large, or lacks a needed heading."""
    sheet = _first_sheet(content)
    if not sheet:
        raise Refused(_("Bảng tính không có dòng nào."), field="file")
    places = _places(sheet[0], columns)
    rows = [
        Row(number, {key: _text(line[place]) if place < len(line) else "" for key, place in places.items()})
        for number, line in enumerate(sheet[1:], start=2)
        if any(_text(cell) for cell in line)
    ]
    if not rows:
        raise Refused(_("Bảng tính chỉ có dòng tiêu đề, chưa có dữ liệu."), field="file")
    if len(rows) > settings.MAX_IMPORT_ROWS:
        raise Refused(
            _("Bảng tính có %(count)s dòng; mỗi lần nhập nhiều nhất %(most)s dòng.")
            % {"count": len(rows), "most": settings.MAX_IMPORT_ROWS},
            field="file",
        )
    return rows


def template(columns: Sequence[Column], sheet_name: str) -> bytes:
    """An .xlsx with the headings, a word on each column, and one example row."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
        sheet = book.add_worksheet(sheet_name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.write(0, place, column.heading + (" *" if column.required else ""), head)
            sheet.write(1, place, column.example)
            sheet.set_column(place, place, max(14, min(40, len(column.example) + 4)))
            if column.allowed and sum(map(len, column.allowed)) + len(column.allowed) < 255:
                sheet.data_validation(1, place, 20_000, place, {"validate": "list", "source": list(column.allowed)})
    return out.getvalue()


def read_day(text: str) -> date | None:
    """A day written 14/3/2025 or 2025-03-14; None for an empty cell. Raises ValueError for anything else."""
    if not text:
        return None
    if match := DAY.match(text):
        day, month, year = map(int, match.groups())
        return date(year, month, day)
    return date.fromisoformat(text[:10])


def cell_name(place: int, row: int) -> str:
    """How a spreadsheet names a cell: place 2 of row 7 is C7."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _first_sheet(content: bytes) -> list[list[Any]]:
    if len(content) > settings.MAX_IMPORT_BYTES:
        raise Refused(_("Tệp lớn hơn %(most)s MB.") % {"most": settings.MAX_IMPORT_BYTES // 1024 // 1024}, field="file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise Refused(_("Tệp phình quá lớn khi giải nén, không đọc."), field="file")
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refused(_("Không đọc được bảng tính. Lưu lại ở dạng .xlsx rồi nhập lại."), field="file") from error


def _places(headings: list[Any], columns: Sequence[Column]) -> dict[str, int]:
    found = {fold(_text(heading)): place for place, heading in enumerate(headings)}
    places = {column.key: found[fold(column.heading)] for column in columns if fold(column.heading) in found}
    missing = [column.heading for column in columns if column.required and column.key not in places]
    if missing:
        raise Refused(
            _("Thiếu cột %(columns)s. Tải tệp mẫu và giữ nguyên dòng tiêu đề.") % {"columns": ", ".join(missing)},
            field="file",
        )
    return places


def _text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if cell is not None else ""
