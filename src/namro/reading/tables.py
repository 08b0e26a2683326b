"""Task tables: a row is a task, its columns are the fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from namro.reading.model import Cell, Source, Span, Table
from namro.reading.short_rows import laid_out
from namro.reading.table_cells import is_number, span_of, words_of
from namro.reading.table_heads import Columns, column_field, columns_of, grid, heads_numbers

_NO_WORDS = re.compile(r"[\W\d]*")
_TOTAL = re.compile(r"(?:tổng (?:thời gian|thời hạn|cộng|số)|cộng)(?!\w)")
_DITTO = re.compile(r"\W*(?:như trên|nt|n/t|như mục \d+)\W*|[\"”″]")
_SHORTEST_NAME = 14  # code points; so few may say "như trên"
_BULLET = ("-", "–", "+", "•")
_DOERS_AND_TIME = ("leads", "coordinators", "time")
_MERGED_SURE = 0.85  # of a row whose fields were taken from the row above, for want of its own

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row that gives a task: the places of its cells; a field without words has none."""

    task: Span
    leads: Spans
    coordinators: Spans
    times: Spans
    product: Span | None
    first_block: int
    unit: str | None = None  # in which its terms count, where the head of the column tells it
    steps: bool = False  # it is a step of a procedure
    columns: frozenset[str] = frozenset()  # the fields that have a column; the others are as the words say
    title: Span | None = None  # of the group that the row stands in
    sure: float = 0.97


def task_rows(source: Source, folded: str) -> list[Row]:
    """The rows of every task table, in reading order."""
    found: list[Row] = []
    places = _places(source)
    columns: Columns | None = None
    for number, whole in enumerate(source.tables):
        for part, table in enumerate(_parts(source, folded, whole)):
            own = columns_of(source, folded, table)
            if own:
                columns, start = own
            elif columns and part == 0 and _width(table) == columns.width and _follows(places, number):
                start = 0  # a table broken by a page goes on under the head of the one before
            else:
                columns = None
                continue
            found += _rows(source, folded, table.rows[start:], columns)
    return found


def _parts(source: Source, folded: str, table: Table) -> list[Table]:
    """The tables that stand in one, nothing parting them: each begins where other heads do, the number's first."""
    starts = [0]
    before: list[str] = []
    for at, cells in enumerate(table.rows):
        if not cells or not heads_numbers(words_of(source, folded, cells[0])):
            continue
        heads = [words_of(source, folded, cell) for cell in cells]
        if before and heads != before and columns_of(source, folded, Table(table.rows[at:])):
            starts.append(at)
        before = heads
    return [Table(table.rows[start:end]) for start, end in pairwise([*starts, len(table.rows)])]


def _rows(source: Source, folded: str, rows: Sequence[tuple[Cell, ...]], columns: Columns) -> list[Row]:
    """The tasks of a table's rows; a task over several rows is one."""
    found: list[Row] = []
    above: Row | None = None  # the row before, if no title stands between
    title: Span | None = None
    for cells in rows:
        if all(cell.first == cell.last for cell in cells):
            continue
        goes_on, counted = _goes_on(source, folded, cells, columns)
        if above and goes_on and not counted and _is_rest(source, cells):
            continue
        places = _placed(source, folded, cells, columns)
        if places is not None and "task" not in places:
            if above and goes_on and places.keys() & set(_DOERS_AND_TIME):  # one more line of doers
                told = _told(_spans(source, places))
                found[-1] = above = _with_more(above, *(told.get(one, ()) for one in _DOERS_AND_TIME))
            continue
        row = _row(source, folded, places, columns, title) if places else None
        if row is None:
            above, title = None, _longest(source, cells)
            continue
        if above and above.task == row.task:
            found[-1] = above = _with_more(above, row.leads, row.coordinators, row.times)
            continue
        if above:
            row = _said_above(folded, row, above)
            row = _filled(row, above, counted=counted) if goes_on else row
        if row.leads or row.times or row.coordinators or "leads" not in row.columns:
            found.append(row)
            above = row
    return found


def _goes_on(source: Source, folded: str, cells: tuple[Cell, ...], columns: Columns) -> tuple[bool, bool]:
    """Whether a row may lack what was merged from above, and whether a number counts it."""
    if len(grid(cells)) < columns.width:
        return True, columns.kinds[0] != "number" or is_number(words_of(source, folded, cells[0]))
    counted = cells[0].first < cells[0].last
    return columns.kinds[0] == "number" and not counted, counted


def _is_rest(source: Source, cells: tuple[Cell, ...]) -> bool:
    """Whether a row is the rest of one that a page broke: its first words go on in small letters."""
    first = next((span for cell in cells if (span := span_of(source, cell))), None)
    return first is not None and source.text[first.start].islower()


def _placed(source: Source, folded: str, cells: tuple[Cell, ...], columns: Columns) -> dict[str, Cell] | None:
    """The cells of a row's fields, without empty ones; None for a row that only groups others."""
    by_column = grid(cells)
    if columns.kinds[0] == "number" and cells[0].first == cells[0].last:
        behind = cells[1:]
        if len(behind) > 1 and is_number(words_of(source, folded, behind[0]) or "?"):
            cells, by_column = behind, grid(behind)  # an empty cell before the number, left of a dump
    if _is_title(source, folded, cells):
        return None
    if len(by_column) >= columns.width:
        laid: dict[int, Cell] | None = dict(enumerate(by_column))
    else:
        laid = laid_out(source, folded, cells, columns)
    if laid is None:
        return None
    told = [(field, laid.get(column)) for field, column in columns.fields]
    return {field: cell for field, cell in told if cell and cell.first < cell.last}


def _is_title(source: Source, folded: str, cells: tuple[Cell, ...]) -> bool:
    """Whether a row is the title of a group: one cell, or a number and one cell."""
    told = [cell for cell in cells if cell.first < cell.last]
    first = words_of(source, folded, told[0]) if told else ""
    return not first.startswith(_BULLET) if len(told) == 1 else len(told) == 2 and is_number(first)


def _longest(source: Source, cells: tuple[Cell, ...]) -> Span | None:
    """The words of a title: of its cells the longest."""
    spans = [span for cell in cells if (span := span_of(source, cell))]
    return max(spans, key=lambda span: span.end - span.start, default=None)


def _row(source: Source, folded: str, cells: dict[str, Cell], columns: Columns, title: Span | None) -> Row | None:
    """The task of a row; None for a title over all columns, a total, or the heads told again."""
    places = _spans(source, cells)
    task = places["task"]
    others = {field: place for field, place in places.items() if field != "task"}
    if task in [others.get(field) for field in _DOERS_AND_TIME]:
        return None
    if _NO_WORDS.fullmatch(folded, task.start, task.end) or _TOTAL.match(folded, task.start, task.end):
        return None
    field = "leads" if "leads" in others else "time"
    if _says_head(folded, task, "task") and _says_head(folded, others.get(field), field):
        return None
    told = _told(others)
    return Row(
        task,
        told.get("leads", ()),
        told.get("coordinators", ()),
        told.get("time", ()),
        others.get("product"),
        cells["task"].first,
        columns.unit,
        columns.steps,
        frozenset(columns.kinds),
        title,
    )


def _told(places: dict[str, Span]) -> dict[str, Spans]:
    return {field: (place,) for field, place in places.items()}


def _spans(source: Source, cells: dict[str, Cell]) -> dict[str, Span]:
    return {field: span for field, cell in cells.items() if (span := span_of(source, cell))}


def _with_more(row: Row, leads: Spans, coordinators: Spans, times: Spans) -> Row:
    """The same with the doers and times of one more line, each once."""
    return replace(
        row,
        leads=tuple(dict.fromkeys((*row.leads, *leads))),
        coordinators=tuple(dict.fromkeys((*row.coordinators, *coordinators))),
        times=tuple(dict.fromkeys((*row.times, *times))),
    )


def _said_above(folded: str, row: Row, above: Row) -> Row:
    """A row with the fields of the one above where its cells say "như trên"."""
    for field in ("leads", "coordinators", "times"):
        told = getattr(row, field)
        if len(told) == 1 and told[0].end - told[0].start < _SHORTEST_NAME and _DITTO.fullmatch(folded, *told[0]):
            row = replace(row, **{field: getattr(above, field)})
    return row


def _filled(row: Row, above: Row, *, counted: bool) -> Row:
    """A row with fewer cells than columns: what it lacks was merged from above; who helps, if it bears no number."""
    leads = row.leads or above.leads
    times = row.times or above.times
    coordinators = row.coordinators or (() if counted else above.coordinators)
    if (leads, times, coordinators) == (row.leads, row.times, row.coordinators):
        return row
    return replace(row, leads=leads, times=times, coordinators=coordinators, sure=_MERGED_SURE)


def _says_head(folded: str, cell: Span | None, field: str) -> bool:
    """Whether a cell holds what heads a column of that field."""
    return cell is not None and column_field(folded[cell.start : cell.end].replace("\n", " ").strip()) == field


def _width(table: Table) -> int:
    return max((len(grid(row)) for row in table.rows), default=0)


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
