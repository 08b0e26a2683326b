"""Rows that have fewer cells than the table has columns: a cell that was empty or merged from above left no trace.

Every way to lay the cells into the columns, in their order, has a price: a cell must hold what its column holds, and
some columns are rather left out than others. The cheapest is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from namro.reading.model import Cell, Source
from namro.reading.name_patterns import OFFICE
from namro.reading.table_cells import is_number, is_time, is_work, names_share, span_of, tells_time, words_of
from namro.reading.table_heads import Columns

_DOERS = ("leads", "coordinators")
# of a column that a row leaves out
_OF_ABSENT = {
    "number": 1.0,
    "task": 6.0,
    "leads": 1.5,
    "coordinators": 0.9,
    "time": 0.8,
    "product": 0.4,
    "skip": 0.3,
    "heads": 0.5,
}
_MERGED_LEADS = 0.5  # where they stand before the tasks and the row bears no number
_OF_MERGED = 0.5
_OF_HEAD_AS_BODY = 2.0  # "Phó Giám đốc Sở" elsewhere than in the column of heads of bodies
_NO_WAY = 5.0
_OF_NAMES_AS_TASK = 6.0
_FITTING = 3.0  # cells dearer than this on the average are no row of the table


def laid_out(source: Source, folded: str, cells: Sequence[Cell], columns: Columns) -> dict[int, Cell] | None:
    """The cells by their columns; None where they fit no columns."""
    counted = columns.kinds[0] != "number" or is_number(words_of(source, folded, cells[0]))
    absent = [_of_absent(columns, column, counted=counted) for column in range(columns.width)]
    prices = [[_price(source, folded, cell, kind) for kind in columns.kinds] for cell in cells]
    if "heads" in columns.kinds:
        for cell, price in zip(cells, prices, strict=True):
            if OFFICE.match(words_of(source, folded, cell)):
                for column, kind in enumerate(columns.kinds):
                    price[column] += 0.0 if kind == "heads" else _OF_HEAD_AS_BODY
    if not counted:  # the columns before the tasks were merged from above with the number
        for price in prices:
            for column in range(columns.kinds.index("task")):
                price[column] += _OF_MERGED
    # best[n]: the cheapest way to lay the first n cells into the columns so far, and the columns that they took
    best: list[tuple[float, tuple[int, ...]] | None] = [(0.0, ()), *(None for _ in cells)]
    for column in range(columns.width):
        following: list[tuple[float, tuple[int, ...]] | None] = []
        for count, way in enumerate(best):
            ways = []
            if way:
                ways.append((way[0] + absent[column], way[1]))
            if count and (before := best[count - 1]):
                ways.append((before[0] + prices[count - 1][column], (*before[1], column)))
            following.append(min(ways, default=None))
        best = following
    found = best[-1]
    if found is None or found[0] > _FITTING * columns.width:
        return None
    return dict(zip(found[1], cells, strict=True))


def _of_absent(columns: Columns, column: int, *, counted: bool) -> float:
    kind = columns.kinds[column]
    if kind == "leads" and not counted and column < columns.kinds.index("task"):
        return _MERGED_LEADS
    return _OF_ABSENT[kind]


def _price(source: Source, folded: str, cell: Cell, kind: str) -> float:
    """Of a cell in a column of this kind."""
    words = words_of(source, folded, cell)
    if not words:
        return 0.0
    if kind == "number":
        return 0.0 if is_number(words) else _NO_WAY
    if is_number(words):
        return 1.0 if kind == "skip" else _NO_WAY
    if kind == "time":
        return 0.0 if is_time(words) else 1.0 if tells_time(words) else _NO_WAY
    span = span_of(source, cell)
    names = names_share(source.text, folded, span) if span else 0.0
    if kind in (*_DOERS, "heads"):
        return _NO_WAY * (1 - names)
    if kind == "task":
        if is_time(words):
            return _NO_WAY
        return _OF_NAMES_AS_TASK * names + (0.0 if is_work(words) else 1.0)
    if kind == "product":
        return 0.5 + names + (1.0 if is_time(words) else 0.0)
    return 1.5 if is_work(words) else 1.0
