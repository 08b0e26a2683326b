"""Task tables: a row is a task, its columns are the fields (ANNOTATION rule 11)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from namro.reading.lexicon import alternation, rows
from namro.reading.model import Cell, Named, Source, Span, Table

_HEADS = {
    field: re.compile(rf"(?:{alternation(row['words'] for row in rows('table_heads') if row['field'] == field)})(?!\w)")
    for field in ("skip", "coordinators", "time", "leads", "product", "task")
}
_ORDER = ("skip", "coordinators", "time", "leads", "product", "task")
_BOTH = re.compile(r"chủ trì[,/ ]+(?:và )?phối hợp|chủ trì/ ?phối hợp")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that gives a task: the places of its cells; an absent or empty cell is None."""

    task: Span
    leads: Span | None
    coordinators: Span | None
    time: Span | None
    product: Span | None
    first_block: int


def task_rows(source: Source, folded: str) -> list[Row]:
    """The rows of every task table, in reading order."""
    found: list[Row] = []
    columns: dict[str, int] | None = None
    width = 0
    for number, table in enumerate(source.tables):
        own = _header(source, folded, table)
        if own:
            columns, start = own
            width = max(len(row) for row in table.rows[:start])
        elif columns and max((len(row) for row in table.rows), default=0) == width and _follows(source, number):
            start = 0  # a table broken by a page goes on under the head of the one before
        else:
            columns = None
            continue
        for cells in table.rows[start:]:
            row = _row(source, folded, cells, columns, width)
            if row:
                found.append(row)
    return found


def _header(source: Source, folded: str, table: Table) -> tuple[dict[str, int], int] | None:
    """Which column holds what, and the index of the first row of tasks; None for a table of another kind."""
    for at, cells in enumerate(table.rows[:3]):
        columns: dict[str, int] = {}
        for index, cell in enumerate(cells):
            words = _words(source, folded, cell)
            field = _field(words)
            if field and field != "skip" and (field not in columns or (field == "task" and len(words) > 40)):
                columns[field] = index
        if "task" in columns and ("leads" in columns or "time" in columns) and len(cells) >= 3:
            start = at + 1
            while start < len(table.rows) and _numbers_only(source, folded, table.rows[start]):
                start += 1
            return columns, start
    return None


def _field(words: str) -> str | None:
    if not words or len(words) > 80:
        return None
    if _BOTH.search(words):
        return "leads"
    if _HEADS["skip"].match(words):
        return "skip"
    for field in _ORDER[1:]:
        if field in ("coordinators", "leads", "time", "product") and _HEADS[field].search(words):
            if (field == "leads" and re.match(r"(?:nhiệm vụ|nội dung|công việc)", words)) or (
                field == "time" and re.match(r"(?:nhiệm vụ|nội dung)", words)
            ):
                continue
            return field
    return "task" if _HEADS["task"].search(words) else None


def _follows(source: Source, number: int) -> bool:
    """Whether a table stands right after the one before it, with nothing but a page between."""
    before = [i for i, block in enumerate(source.blocks) if block.table == number - 1]
    here = [i for i, block in enumerate(source.blocks) if block.table == number]
    return bool(before and here) and here[0] - before[-1] <= 2


def _row(source: Source, folded: str, cells: tuple[Cell, ...], columns: dict[str, int], width: int) -> Row | None:
    def place(field: str) -> Span | None:
        index = columns.get(field)
        if index is None:
            return None
        index += shift if index > 0 or shift >= 0 else 0
        if not 0 <= index < len(cells) or cells[index].first == cells[index].last:
            return None
        return _span(source, cells[index])

    shift = 0
    if len(cells) < width:
        if len(cells) <= 2:
            return None
        first = _words(source, folded, cells[0])
        if columns["task"] > 0 and not re.fullmatch(r"[\divxa-zđ.)\-]{0,6}", first):
            shift = -1  # the number's cell was merged from above
    task = place("task")
    if task is None or columns["task"] + shift < 0:
        return None
    leads, coordinators, time, product = (place(field) for field in ("leads", "coordinators", "time", "product"))
    if not (leads or time or coordinators):
        return None  # a group row: only a title
    same = [one for one in (leads, time, coordinators) if one == task]
    if same or re.fullmatch(r"[\W\d]*", folded[task.start : task.end]):
        return None
    return Row(task, leads, coordinators, time, product, cells[columns["task"] + shift].first)


def _numbers_only(source: Source, folded: str, cells: tuple[Cell, ...]) -> bool:
    """A row that numbers the columns: (1) (2) (3)."""
    words = [_words(source, folded, cell) for cell in cells]
    return all(re.fullmatch(r"\(?[\da-z]?\)?", word) for word in words)


def _span(source: Source, cell: Cell) -> Span:
    return Span(source.blocks[cell.first].start, source.blocks[cell.last - 1].end)


def _words(source: Source, folded: str, cell: Cell) -> str:
    if cell.first == cell.last:
        return ""
    span = _span(source, cell)
    return folded[span.start : span.end].replace("\n", " ").strip()


NamesIn = Callable[[int, int, str], list[Named]]
