"""The register as comma-separated values, line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date

from namro.tasks.exports.lines import COLUMNS, Value

BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows that Vietnamese letters follow


class _Line:
    """A file for the csv module that hands each line back."""

    @staticmethod
    def write(line: str) -> str:
        return line


def written(lines: Iterable[tuple[Value, ...]]) -> Iterator[str]:
    """The file, line by line."""
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK
    yield writer.writerow([str(column.head) for column in COLUMNS])
    for line in lines:
        yield writer.writerow([cell(value) for value in line])


def cell(value: Value) -> str:
    """A value as a cell's text. What Excel would take for a formula gets an apostrophe before it.

    >>> cell("=cmd|' /C calc'!A0"), cell(date(2025, 3, 14))
    ("'=cmd|' /C calc'!A0", '14/03/2025')
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
