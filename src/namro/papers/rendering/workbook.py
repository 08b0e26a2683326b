"""A snapshot as a workbook: its figures, the tables of the paper and every assignment behind them, to be reckoned with.

Numbers are numbers and days are days; what people wrote is text, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook

from namro.papers.rendering.prepared import SAMPLE_MARK, Payload, Row, Table, clean, one_line, table_of
from namro.words import moment_in_words

FONT = "Times New Roman"
HEAD_ROW = 4  # counted from 0: title, what it is of, as of when, an empty row, then the heads
_SHEET_NAME_LENGTH = 31  # Excel's limit
_TEXT_LENGTH = 32_767  # Excel's limit for a cell
_POINTS_PER_LINE, _HIGHEST = 14.4, 409.0
_UNITS_PER_MM = 0.54  # Excel's width of a column

Value = str | int | float | date | None

# Papers speak Vietnamese in any interface, so these words are not the interface's.
WORDS = {
    "not_started": "chưa thực hiện",
    "under_way": "đang thực hiện",
    "awaiting": "chờ xác nhận",
    "returned": "bị trả lại",
    "paused": "tạm dừng",
    "refused": "từ chối",
    "done": "đã hoàn thành",
    "withdrawn": "đã thu hồi",
    "handed_over": "đã chuyển giao",
    "done_on_time": "hoàn thành đúng hạn",
    "done_late": "hoàn thành quá hạn",
    "done_without_deadline": "hoàn thành, không hạn",
    "in_time": "trong hạn",
    "due_soon": "sắp đến hạn",
    "overdue": "quá hạn",
    "without_deadline": "không hạn",
    "outside": "không tính",
    "followed": "theo dõi",
    "routine": "thường xuyên",
    "lead": "chủ trì",
    "coordinate": "phối hợp",
    "report": "tổng hợp, báo cáo",
    "oversee": "chỉ đạo, theo dõi",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list of assignments: field of the row, head, width in characters, how it is written."""

    key: str
    head: str
    width: float
    form: str = "text"


ASSIGNMENTS = (
    Column("number", "Số", 6, "middle"),
    Column("place", "Mục", 8, "middle"),
    Column("text", "Nhiệm vụ", 52),
    Column("agency_name", "Cơ quan chủ trì", 24),
    Column("kind", "Loại", 12),
    Column("progress", "Tiến độ", 14),
    Column("timeliness", "Thời hạn", 14),
    Column("due", "Hạn", 11, "day"),
    Column("original_due", "Hạn gốc", 11, "day"),
    Column("completed", "Ngày hoàn thành", 11, "day"),
    Column("percent", "Tỷ lệ (%)", 8, "middle"),
    Column("extensions", "Số lần gia hạn", 8, "middle"),
    Column("product", "Sản phẩm", 20),
    Column("evidence", "Kết quả, văn bản", 26),
    Column("cause", "Nguyên nhân", 26),
    Column("proposal", "Đề xuất", 26),
    Column("overseer", "Lãnh đạo chỉ đạo", 18),
)


def render(payload: Payload) -> bytes:
    """The workbook's bytes. Raises CannotPrint for a table with a figure that the payload lacks."""
    out = BytesIO()
    options: dict[str, Any] = {
        "in_memory": True,
        "constant_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 11, "font_scheme": None},
    }
    book = Workbook(out, options)
    created = datetime.fromisoformat(payload["moment"]).astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": _title(payload), "comments": "Năm Rõ", "created": created})
    _Sheets(book, payload).write()
    book.close()
    return out.getvalue()


class _Sheets:
    """The sheets of one workbook, and the names and formats that they share."""

    def __init__(self, book: Any, payload: Payload) -> None:
        self.book, self.payload = book, payload
        self.taken: set[str] = set()
        base = {"font_name": FONT, "font_size": 11, "font_scheme": None, "valign": "top"}
        cell = base | {"border": 1, "border_color": "#B4BDB9", "text_wrap": True}
        forms = {
            "title": base | {"font_size": 14, "bold": True},
            "line": base,
            "sample": base | {"italic": True, "font_color": "#8A4B08"},
            "head": cell | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E2EEEB"},
            "text": cell,
            "middle": cell | {"align": "center"},
            "number": cell | {"align": "right", "num_format": "#,##0"},
            "right": cell | {"align": "right"},
            "day": cell | {"align": "center", "num_format": "dd/mm/yyyy"},
        }
        self.forms = {name: book.add_format(form) for name, form in forms.items()}
        self.bold = {name: book.add_format(form | {"bold": True}) for name, form in forms.items()}

    def write(self) -> None:
        self._figures()
        done: set[str] = set()
        for annex in self.payload.get("annexes") or ():
            if annex.get("table"):
                name = f"Phụ lục {annex['number']}" if annex.get("number") else "Phụ lục"
                self._table(name, one_line(annex["title"]), annex["table"])
                done.add(annex["table"])
        for block in self.payload.get("body") or ():
            if block["style"] == "table" and block["table"] not in done:
                self._table("Bảng", "", block["table"])
                done.add(block["table"])
        if self.payload.get("rows"):
            self._assignments()

    def _figures(self) -> None:
        sheet = self._sheet("Số liệu", _title(self.payload), 3)
        self._heads(sheet, (("Số liệu", 64.0), ("Giá trị", 14.0), ("Mã số liệu", 30.0)))
        row = HEAD_ROW
        for row, key in enumerate(sorted(self.payload["figures"]), HEAD_ROW + 1):
            figure = self.payload["figures"][key]
            what, value = clean(figure.get("what")) or key, figure.get("value")
            given = value if isinstance(value, int) and not isinstance(value, bool) else clean(figure.get("text"))
            self._write(sheet, row, 0, what[:1].upper() + what[1:], "text")
            self._write(sheet, row, 1, given, "number" if isinstance(given, int) else "right")
            self._write(sheet, row, 2, key, "text")
        self._finish(sheet, row, 3, 1)

    def _table(self, name: str, title: str, key: str) -> None:
        table = table_of(self.payload, key, title or name)
        sheet = self._sheet(name, title or table.title or name, len(table.columns))
        heads = [f"{column.group}: {column.name}" if column.group else column.name for column in table.columns]
        widths = [max(7.0, column.width * _UNITS_PER_MM) for column in table.columns]
        self._heads(sheet, tuple(zip(heads, widths, strict=True)))
        row = HEAD_ROW
        for row, line in enumerate(table.rows, HEAD_ROW + 1):
            self._table_row(sheet, row, line, table, widths)
        self._finish(sheet, row, len(widths), 0)

    def _table_row(self, sheet: Any, row: int, line: Row, table: Table, widths: Sequence[float]) -> None:
        forms = self.bold if line.bold else self.forms
        if len(line.cells) == 1 < len(widths):
            sheet.merge_range(row, 0, row, len(widths) - 1, "", forms["text"])
            sheet.write_string(row, 0, line.cells[0], forms["text"])
            return
        sheet.set_row(row, _height(zip(line.cells, widths, strict=True)))
        for at, (text, column) in enumerate(zip(line.cells, table.columns, strict=True)):
            value = _number(text) if column.align == "right" else None
            form = "number" if value is not None else {"right": "right", "center": "middle"}.get(column.align, "text")
            self._write(sheet, row, at, text if value is None else value, form, forms)

    def _assignments(self) -> None:
        sheet = self._sheet("Danh mục lượt giao", "Danh mục lượt giao tại thời điểm chốt số liệu", len(ASSIGNMENTS))
        self._heads(sheet, tuple((column.head, column.width) for column in ASSIGNMENTS))
        row = HEAD_ROW
        for row, one in enumerate(self.payload["rows"], HEAD_ROW + 1):
            values = [_value(one.get(column.key), column) for column in ASSIGNMENTS]
            sheet.set_row(
                row, _height((v, c.width) for v, c in zip(values, ASSIGNMENTS, strict=True) if isinstance(v, str))
            )
            for at, (value, column) in enumerate(zip(values, ASSIGNMENTS, strict=True)):
                self._write(sheet, row, at, value, column.form)
        self._finish(sheet, row, len(ASSIGNMENTS), 3)

    def _sheet(self, name: str, title: str, columns: int) -> Any:
        sheet = self.book.add_worksheet(_sheet_name(name, self.taken))
        sheet.write_string(0, 0, title, self.forms["title"])
        sheet.write_string(1, 0, one_line((self.payload.get("directive") or {}).get("name")), self.forms["line"])
        moment = moment_in_words(datetime.fromisoformat(self.payload["moment"]))
        sheet.write_string(2, 0, f"Số liệu tại {moment}", self.forms["line"])
        if self.payload.get("sample"):
            sheet.write_string(3, 0, SAMPLE_MARK, self.forms["sample"])
        if columns > 5:
            sheet.set_landscape()
        return sheet

    def _heads(self, sheet: Any, columns: Sequence[tuple[str, float]]) -> None:
        for at, (head, width) in enumerate(columns):
            sheet.set_column(at, at, width)
            sheet.write_string(HEAD_ROW, at, head, self.forms["head"])
        sheet.set_row(HEAD_ROW, _height((head, width * 0.85) for head, width in columns))

    def _write(
        self, sheet: Any, row: int, at: int, value: Value, form: str, forms: Mapping[str, Any] | None = None
    ) -> None:
        drawn = (forms or self.forms)[form]
        if value is None or value == "":
            sheet.write_blank(row, at, None, drawn)
        elif isinstance(value, str):
            sheet.write_string(row, at, value[:_TEXT_LENGTH], drawn)
        elif isinstance(value, date):
            sheet.write_datetime(row, at, value, drawn)
        else:
            sheet.write_number(row, at, value, drawn)

    def _finish(self, sheet: Any, last: int, columns: int, frozen: int) -> None:
        if last > HEAD_ROW:
            sheet.autofilter(HEAD_ROW, 0, last, columns - 1)
        sheet.freeze_panes(HEAD_ROW + 1, frozen)
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.55)
        sheet.repeat_rows(HEAD_ROW)
        sheet.fit_to_pages(1, 0)
        mark = f"{SAMPLE_MARK}. " if self.payload.get("sample") else ""
        sheet.set_footer(f'&L&"{FONT}"&9{mark}Năm Rõ&R&"{FONT}"&9Trang &P/&N')


def _title(payload: Payload) -> str:
    head = payload["head"]
    return one_line(head.get("title") or head.get("subject_line") or head.get("kind_name"))


def _value(given: Any, column: Column) -> Value:
    if column.form == "day":
        return date.fromisoformat(str(given)[:10]) if given else None
    if isinstance(given, int | float) and not isinstance(given, bool):
        return given
    text = clean(given)
    return WORDS.get(text, text) if column.key in {"kind", "progress", "timeliness"} else text


def _number(text: str) -> int | None:
    """A whole number as the paper prints it: 4.812 is four thousand and more."""
    return int(text.replace(".", "")) if re.fullmatch(r"\d{1,3}(\.\d{3})*|\d+", text) else None


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """Points for the fullest cell: LibreOffice does not fit the rows of a workbook that it opens."""
    lines = max((_lines(text, width) for text, width in cells), default=1)
    return min(_HIGHEST, _POINTS_PER_LINE * lines + 3)


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(line) * 1.02 / width)) for line in text.split("\n"))


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: 31 characters, none of its signs, different from the others."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", wanted).strip(" '")[:_SHEET_NAME_LENGTH] or "Trang"
    name, number = plain, 2
    while name.casefold() in taken:
        name = f"{plain[: _SHEET_NAME_LENGTH - 3]} {number}"
        number += 1
    taken.add(name.casefold())
    return name
