"""Drawn lines into the grid of a table: its rows and columns, and the cells that cover several of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from namro.reading.sources.paged.model import Page, Rule, Word

_SNAP = 2.5  # points: edges nearer than this are one
_REACH = 3.0  # points: how far a rule may stop short of another one and still meet it
_MOST_RULES = 4_000  # on one page; a drawing has more, a table does not


@dataclass(frozen=True, slots=True)
class GridCell:
    """The cell that covers the rows [top, bottom) and the columns [left, right) of a grid."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A drawn table."""

    xs: tuple[float, ...]  # edges of its columns
    ys: tuple[float, ...]  # edges of its rows
    cells: tuple[GridCell, ...]
    slots: dict[tuple[int, int], int]  # (row, column) → index into cells

    def cell_at(self, word: Word) -> int | None:
        """The cell in which the middle of a word lies, or None outside of the table."""
        row = bisect_right(self.ys, word.middle) - 1
        column = bisect_right(self.xs, word.centre) - 1
        return self.slots.get((row, column))


def grids_of(page: Page) -> list[Grid]:
    """The drawn tables of a page, from top to bottom. A frame of one cell is no table."""
    if len(page.across) + len(page.down) > _MOST_RULES:
        return []
    across, down = _joined(page.across), _joined(page.down)
    grids = []
    for some_across, some_down in _meshes(across, down):
        if len(some_across) >= 2 and len(some_down) >= 2:
            grid = _grid(some_across, some_down)
            if len(grid.cells) > 1:
                grids.append(grid)
    return sorted(grids, key=lambda grid: grid.ys[0])


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of one line, cell by cell as Word draws them, are one rule."""
    out: list[Rule] = []
    bands: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if bands and rule.at - bands[-1][-1].at < _SNAP / 2:
            bands[-1].append(rule)
        else:
            bands.append([rule])
    for band in bands:
        at = sum(rule.at for rule in band) / len(band)
        band.sort(key=lambda one: one.start)
        start, end = band[0].start, band[0].end
        for rule in band[1:]:
            if rule.start <= end + _REACH:
                end = max(end, rule.end)
            else:
                out.append(Rule(at, start, end))
                start, end = rule.start, rule.end
        out.append(Rule(at, start, end))
    return out


def _meshes(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, directly or by others, belong to one table."""
    leader = list(range(len(across) + len(down)))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for i, flat in enumerate(across):
        for j, upright in enumerate(down, len(across)):
            if (
                flat.start - _REACH <= upright.at <= flat.end + _REACH
                and upright.start - _REACH <= flat.at <= upright.end + _REACH
            ):
                leader[find(i)] = find(j)
    meshes: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(across + down):
        mesh = meshes.setdefault(find(index), ([], []))
        mesh[index >= len(across)].append(rule)
    return list(meshes.values())


def _edges(rules: list[Rule]) -> tuple[float, ...]:
    edges: list[float] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if not edges or rule.at - edges[-1] > _SNAP:
            edges.append(rule.at)
    return tuple(edges)


def _grid(across: list[Rule], down: list[Rule]) -> Grid:
    xs, ys = _edges(down), _edges(across)
    rows, columns = len(ys) - 1, len(xs) - 1
    leader = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def find(slot: tuple[int, int]) -> tuple[int, int]:
        while leader[slot] != slot:
            leader[slot] = leader[leader[slot]]
            slot = leader[slot]
        return slot

    # Two slots between which no line is drawn are one cell.
    for row, column in list(leader):
        middle_y, middle_x = (ys[row] + ys[row + 1]) / 2, (xs[column] + xs[column + 1]) / 2
        if column + 1 < columns and not _drawn(down, xs[column + 1], middle_y):
            leader[find((row, column + 1))] = find((row, column))
        if row + 1 < rows and not _drawn(across, ys[row + 1], middle_x):
            leader[find((row + 1, column))] = find((row, column))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for slot in leader:
        members.setdefault(find(slot), []).append(slot)
    cells: list[GridCell] = []
    slots: dict[tuple[int, int], int] = {}
    for group in sorted(members.values()):
        slots.update(dict.fromkeys(group, len(cells)))
        tops, lefts = [row for row, _ in group], [column for _, column in group]
        cells.append(GridCell(min(tops), max(tops) + 1, min(lefts), max(lefts) + 1))
    return Grid(xs, ys, tuple(cells), slots)


def _drawn(rules: list[Rule], at: float, across: float) -> bool:
    return any(abs(rule.at - at) <= _SNAP and rule.start - 1 <= across <= rule.end + 1 for rule in rules)
