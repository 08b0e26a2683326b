"""The register as comma-separated values: RFC 4180, in UTF-8 with a mark, so that Excel opens it as it is."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from namro.reading.export.register import Entry, Register

BYTE_ORDER_MARK = "\ufeff"
_MODES = {"assign": "Giao", "request": "Đề nghị"}
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")

HEADINGS = (
    "Văn bản",
    "STT",
    "Mục",
    "Nhiệm vụ",
    "Loại",
    "Cách giao",
    "Chủ trì",
    "Phối hợp",
    "Thời hạn (nguyên văn)",
    "Hạn cuối",
    "Định kỳ",
    "Chỉ tiêu",
    "Sản phẩm",
    "Báo cáo tới",
    "Văn bản viện dẫn",
    "Số mục rõ",
    "Chưa rõ",
)


def render(registers: Iterable[Register]) -> str:
    """One line a task, the registers one after another under one head."""
    return BYTE_ORDER_MARK + "".join(lines(registers))


def lines(registers: Iterable[Register]) -> Iterator[str]:
    """The head, then each task's line, each with its line end."""
    yield _line(HEADINGS)
    for register in registers:
        for entry in register.entries:
            yield _line(_cells(register, entry))


def _cells(register: Register, entry: Entry) -> tuple[str, ...]:
    task = entry.task
    return (
        register.title,
        str(entry.number),
        task.at,
        task.text,
        entry.nature,
        _MODES[task.mode],
        "; ".join(entry.leads),
        "; ".join(entry.coordinators),
        "; ".join(entry.deadline_quotes),
        entry.due_day.isoformat() if entry.due_day else "",
        "; ".join(entry.rhythms),
        "; ".join(entry.targets),
        task.product.name if task.product else "",
        "; ".join(entry.reports_to),
        "; ".join(entry.cited),
        f"{entry.clear_count}/{len(entry.marks)}" if entry.marks else "",
        entry.unclear,
    )


def _line(cells: tuple[str, ...]) -> str:
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(_harmless(cell) for cell in cells)
    return buffer.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front and stays words."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
