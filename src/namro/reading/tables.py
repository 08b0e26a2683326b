"""Task tables: a row is a task, its columns are the fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from namro.reading.lexicon import alternation, rows
from namro.reading.model import Cell, Source, Span, Table

_ORDER = ("skip", "approval", "coordinators", "time", "leads", "product", "task")
_HEADS = {
    field: re.compile(rf"(?:{alternation(row['words'] for row in rows('table_heads') if row['field'] == field)})(?!\w)")
    for field in _ORDER
}
_OTHERS = {  # heads that open with the task though they name another field: "Nhiệm vụ chủ trì"
    "leads": re.compile(r"nhiệm vụ|nội dung|công việc"),
    "time": re.compile(r"nhiệm vụ|nội dung"),
}
_NUMBER_CELL = re.compile(r"[\divxa-zđ.)\-]{0,6}")  # "1", "II.", "a)"
_NO_WORDS = re.compile(r"[\W\d]*")
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
    places = _places(source)
    columns: dict[str, int] | None = None
    width = 0
    for number, table in enumerate(source.tables):
        own = _header(source, folded, table)
        if own:
            columns, start = own
            width = max(len(row) for row in table.rows[:start])
        elif columns and max((len(row) for row in table.rows), default=0) == width and _follows(places, number):
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
            field = column_field(words)
            if field and field != "skip" and (field not in columns or (field == "task" and len(words) > 40)):
                columns[field] = index
        if "task" in columns and ("leads" in columns or "time" in columns) and len(cells) >= 3:
            start = at + 1
            while start < len(table.rows) and _numbers_only(source, folded, table.rows[start]):
                start += 1
            return columns, start
    return None


def column_field(words: str) -> str | None:
    """Which field a column of this head fills; "skip" for one that fills none."""
    if not words or len(words) > 80:
        return None
    if _BOTH.search(words):
        return "leads"
    if _HEADS["skip"].match(words):
        return "skip"
    for field in _ORDER[1:]:
        no_such = _OTHERS.get(field)
        if _HEADS[field].search(words) and not (no_such and no_such.match(words)):
            return field
    return None


def _follows(places: dict[int, tuple[int, int]], number: int) -> bool:
    """Whether a table stands right after the one before it, with nothing but a page between."""
    if number not in places or number - 1 not in places:
        return False
    return places[number][0] - places[number - 1][1] <= 2


def _places(source: Source) -> dict[int, tuple[int, int]]:
    """The first and the last block of each table that is not empty."""
    places: dict[int, tuple[int, int]] = {}
    for index, block in enumerate(source.blocks):
        if block.table is not None:
            places[block.table] = (places.get(block.table, (index, index))[0], index)
    return places


def _row(source: Source, folded: str, cells: tuple[Cell, ...], columns: dict[str, int], width: int) -> Row | None:
    """The task of a row; None for one that only groups others, or repeats a cell."""
    shift = 0  # of the columns after the first
    if len(cells) < width:
        if len(cells) <= 2:
            return None
        if columns["task"] > 0 and not _NUMBER_CELL.fullmatch(_words(source, folded, cells[0])):
            shift = -1  # the number's cell was merged from above

    def place(field: str) -> Span | None:
        index = columns.get(field)
        if index is None:
            return None
        index += shift if index > 0 else 0
        if index >= len(cells) or cells[index].first == cells[index].last:
            return None
        return _span(source, cells[index])

    task, leads, coordinators, time, product = map(place, ("task", "leads", "coordinators", "time", "product"))
    if task is None or not (leads or time or coordinators):
        return None
    if task in (leads, time, coordinators) or _NO_WORDS.fullmatch(folded, task.start, task.end):
        return None
    if _says_head(folded, task, "task") and _says_head(folded, leads or time, "leads" if leads else "time"):
        return None  # the head told again below a group
    return Row(task, leads, coordinators, time, product, cells[columns["task"] + shift].first)


def _says_head(folded: str, cell: Span | None, field: str) -> bool:
    """Whether a cell holds what heads a column of that field."""
    return cell is not None and column_field(folded[cell.start : cell.end].replace("\n", " ").strip()) == field


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
