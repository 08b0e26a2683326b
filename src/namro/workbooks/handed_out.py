"""What every handed-out workbook has: hidden keys and codes, heads that say what to fill in, a page that says how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from namro.tasks.exports.workbook import BASE, CELL
from namro.words import moment_in_words
from namro.workbooks import marks

CODES, HEADS = 3, 4  # rows, counted from 0: title, what to do, an empty one, the hidden codes, the heads
GREY = {"bg_color": "#F0F2F1", "font_color": "#414E4B"}  # what cannot be filled in, so that nobody works in vain


class Column(Protocol):
    """What the head of a column needs to know of it."""

    @property
    def name(self) -> str: ...
    @property
    def head(self) -> Promise: ...
    @property
    def width(self) -> float: ...
    @property
    def is_filled(self) -> bool: ...


def write_head(book: Any, sheet: Any, columns: Sequence[Column], *, title: str, words: str, at: datetime) -> None:
    """The rows above the table. The keys' column stands before the first of the columns."""
    sheet.set_column(0, 0, 12, None, {"hidden": True})
    sheet.write_string(0, 1, title, book.add_format(BASE | {"bold": True, "font_size": 14}))
    moment = _("Tính đến %(moment)s") % {"moment": moment_in_words(timezone.localtime(at))}
    sheet.write_string(1, 1, f"{moment}. {words}", book.add_format(BASE | {"font_color": "#5B6865"}))
    sheet.set_row(CODES, None, None, {"hidden": True})
    sheet.write_string(CODES, 0, marks.CODE_ROW)
    head = CELL | {"text_wrap": True, "bold": True, "align": "center"}
    looks = {
        True: book.add_format(head | {"bg_color": "#FFE9A3"}),
        False: book.add_format(head | {"bg_color": "#E2EEEB"}),
    }
    for place, column in enumerate(columns, 1):  # row by row: what is written with constant memory has no way back
        sheet.set_column(place, place, column.width)
        sheet.write_string(CODES, place, marks.code_of(column.name))
    for place, column in enumerate(columns, 1):
        sheet.write_string(HEADS, place, str(column.head), looks[column.is_filled])


def write_how_to(book: Any, lines: Iterable[str]) -> None:
    """The last sheet: what to do, line by line."""
    sheet = book.add_worksheet(_("Hướng dẫn"))
    sheet.set_column(0, 0, 110)
    text = book.add_format(BASE | {"font_size": 12, "text_wrap": True})
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, text)
