"""Opening a workbook that somebody brought: measured before it is read, then row by row.

A stranger's file is hostile until read: what the archive unpacks to is counted while it is unpacked, and formulas are
never looked at, only the values that they had when the file was saved.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from namro.agencies.errors import Refused
from namro.reading.sources.zipped import ZIP_ERRORS

MOST_UNPACKED = 600 * 1024 * 1024  # bytes; the register's workbook of 100,000 rows has some 150 MB
MOST_ROWS = 250_000
MOST_COLUMNS = 100
_WORKBOOK = "xl/workbook.xml"
_MACROS = "xl/vbaproject.bin"


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number in the sheet, its cells from column A on, and the columns whose own value a merge took."""

    number: int
    cells: list[Any]
    lost: frozenset[int] = frozenset()


def check(data: bytes, name: str) -> None:
    """Raises Refused for what is no workbook, has macros, or unpacks to more than is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {part.filename.lower(): part for part in package.infolist()}
            if _WORKBOOK not in parts:
                raise _no_workbook(name)
            if _MACROS in parts:
                raise Refused(
                    _("Bảng tính %(name)s có macro nên không được nhận. Lưu thành .xlsx rồi gửi lại.") % {"name": name},
                    field="file",
                )
            _measure(package)
    except ZIP_ERRORS as error:
        raise _no_workbook(name) from error


class Opened:
    """A workbook that was checked: its sheets by name, hidden ones too, each as rows."""

    def __init__(self, file: Path) -> None:
        try:
            self._book = CalamineWorkbook.from_path(str(file))
        except PasswordError as error:
            raise Refused(_("Bảng tính được đặt mật khẩu. Bỏ mật khẩu, lưu lại rồi gửi lại."), field="file") from error
        except (CalamineError, OSError, ValueError) as error:
            raise _no_workbook(file.name) from error
        self.names: list[str] = list(self._book.sheet_names)

    def sheet(self, name: str) -> CalamineSheet:
        """One sheet. Raises Refused where it is damaged or too tall."""
        try:
            sheet = self._book.get_sheet_by_name(name)
        except (CalamineError, ValueError, OSError) as error:
            raise Refused(
                _("Trang tính “%(name)s” bị hỏng. Mở bằng Excel, lưu lại rồi gửi lại.") % {"name": name}, field="file"
            ) from error
        if sheet.total_height > MOST_ROWS:
            raise Refused(
                _("Trang tính “%(name)s” có %(count)s dòng; nhiều nhất %(most)s dòng.")
                % {"name": name, "count": sheet.total_height, "most": MOST_ROWS},
                field="file",
            )
        return sheet


def lines(sheet: CalamineSheet) -> Iterator[Line]:
    """The rows that hold something, one by one. A value merged over rows is every row's own."""
    if sheet.start is None:
        return
    before = [""] * sheet.start[1]
    merges = _Merges(sheet)
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [*before, *row[:MOST_COLUMNS]]
        lost = merges.fill(number - 1, cells)
        if any(cell != "" for cell in cells):
            yield Line(number, cells, lost)


class _Merges:
    """Merged ranges, met from the top down; only those that are open at a row are looked at there."""

    def __init__(self, sheet: CalamineSheet) -> None:
        ranges = [one for one in sheet.merged_cell_ranges or () if one[0] != one[1]]
        self._waiting = sorted(ranges, reverse=True)
        self._open: list[tuple[tuple[int, int], tuple[int, int], Any]] = []

    def fill(self, row: int, cells: list[Any]) -> frozenset[int]:
        while self._waiting and self._waiting[-1][0][0] <= row:
            first, last = self._waiting.pop()
            self._open.append((first, last, cells[first[1]] if first[1] < len(cells) else ""))
        if not self._open:
            return frozenset()
        self._open = [one for one in self._open if one[1][0] >= row]
        lost: set[int] = set()
        for (_top, left), (_bottom, right), value in self._open:
            if left < len(cells):
                cells[left] = value
            lost.update(range(left + 1, min(right, MOST_COLUMNS) + 1))
        return frozenset(lost)


def _measure(package: zipfile.ZipFile) -> None:
    # Read through: what a part says of its own size may be a lie, and then its check sum fails.
    total = 0
    for part in package.infolist():
        with package.open(part) as stream:
            while chunk := stream.read(1 << 20):
                total += len(chunk)
                if total > MOST_UNPACKED:
                    raise Refused(_("Tệp phình quá lớn khi giải nén nên không được đọc."), field="file")


def _no_workbook(name: str) -> Refused:
    return Refused(
        _("Không đọc được %(name)s. Mở bằng Excel, lưu lại ở dạng .xlsx rồi gửi lại.") % {"name": name}, field="file"
    )
