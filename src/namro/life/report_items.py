"""The form of a task's periodic reports as lines that a person edits, and back.

    văn bản*: Khó khăn, vướng mắc
    số: Hồ sơ quá hạn (hồ sơ)
    bảng: Dự án chậm | Tên dự án | Nguyên nhân | Hướng xử lý

The star says that it must be filled in. Plain: no database, no request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST_ITEMS = 20
MOST_COLUMNS = 8
MOST_ROWS = 200
KINDS = {"văn bản": "text", "số": "figure", "bảng": "table"}
_WORDS = {kind: word for word, kind in KINDS.items()}
_LINE = re.compile(r"(văn bản|số|bảng)\s*(\*?)\s*:\s*(.+)", re.IGNORECASE)  # "số*: Hồ sơ quá hạn (hồ sơ)"
_UNIT = re.compile(r"(.+?)\s*\(([^()]+)\)")  # "Hồ sơ quá hạn (hồ sơ)"


class BadLine(ValueError):
    """A line that is no item; `number` from 1, `reason` one of "kind", "columns", "many"."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"{number}: {reason}")
        self.number, self.reason = number, reason


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a report is to say."""

    kind: str
    label: str
    unit: str = ""
    columns: tuple[str, ...] = ()
    is_required: bool = False


def read_items(text: str) -> tuple[Item, ...]:
    """The items of a form.

    >>> read_items("số*: Hồ sơ quá hạn (hồ sơ)")
    (Item(kind='figure', label='Hồ sơ quá hạn', unit='hồ sơ', columns=(), is_required=True),)
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_ITEMS:
        raise BadLine(len(lines), "many")
    return tuple(_item(number, line) for number, line in enumerate(lines, 1))


def written(items: Iterable[Item]) -> str:
    """The same items as lines."""
    return "\n".join(map(_line, items))


def read_table(text: str, columns: int) -> list[list[str]]:
    """The rows of a table as typed: cells parted by | or, pasted from a workbook, by tabs. A row that is too long is
    a BadLine; a short one is filled up."""
    rows = []
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), 1):
        cells = [cell.strip() for cell in line.strip("\r\n").split("\t" if "\t" in line else "|")]
        if len(cells) > columns:
            raise BadLine(number, "columns")
        rows.append(cells + [""] * (columns - len(cells)))
    if len(rows) > MOST_ROWS:
        raise BadLine(len(rows), "many")
    return rows


def _item(number: int, line: str) -> Item:
    match = _LINE.fullmatch(line)
    if match is None:
        raise BadLine(number, "kind")
    kind, required, rest = KINDS[match[1].lower()], bool(match[2]), match[3].strip()
    if kind == "figure" and (named := _UNIT.fullmatch(rest)):
        return Item(kind, named[1][:200], named[2][:40], is_required=required)
    if kind == "table":
        label, *columns = [part.strip() for part in rest.split("|")]
        if not columns or len(columns) > MOST_COLUMNS or not all([label, *columns]):
            raise BadLine(number, "columns")
        return Item(kind, label[:200], columns=tuple(columns), is_required=required)
    return Item(kind, rest[:200], is_required=required)


def _line(item: Item) -> str:
    star = "*" if item.is_required else ""
    unit = f" ({item.unit})" if item.unit else ""
    columns = "".join(f" | {column}" for column in item.columns)
    return f"{_WORDS[item.kind]}{star}: {item.label}{unit}{columns}"
