"""Drawn tables with their words: cells of lines, and a table that a page broke made whole again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from namro.reading.sources.paged.grids import Grid
from namro.reading.sources.paged.lines import lines_of
from namro.reading.sources.paged.model import Line, Page, Word

_FRAME_EDGES = 3  # of a frame that may stand round a text
_MORE_FOLLOWS = frozenset(("của", "và", "với", "cho", "về", "các", "do", "giao", "tại", "theo", "những", ","))
_SAME_EDGE = 5.0  # points: columns of a table on two pages


@dataclass(slots=True)
class TableCell:
    """A cell; one that covers several rows is the same object in each of them."""

    column: int
    right: float  # where its text must end
    lines: list[Line] = field(default_factory=list)
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class TableDraft:
    """A table as it stands on its pages."""

    top: float
    edges: tuple[float, ...]
    rows: list[list[TableCell]]

    def lines(self) -> Iterator[Line]:
        """The lines of every cell."""
        return (line for row in self.rows for cell in row for line in cell.lines)


def take_tables(page: Page, grids: Sequence[Grid]) -> tuple[list[TableDraft], list[Word]]:
    """The tables of a page, and the words that stand in none of them."""
    if not grids:
        return [], page.words
    inside: list[dict[int, list[Word]]] = [defaultdict(list) for _ in grids]
    outside: list[Word] = []
    for word in page.words:
        for grid, cells in zip(grids, inside, strict=True):
            at = grid.cell_at(word)
            if at is not None:
                cells[at].append(word)
                break
        else:
            outside.append(word)
    tables = []
    for grid, cells in zip(grids, inside, strict=True):
        # The rest of a row that a page broke may fill one cell of many; a frame has one or two.
        if sum(map(bool, cells.values())) > 1 or len(grid.xs) > _FRAME_EDGES:
            tables.append(_table(grid, cells, page.number))
        else:  # a frame round a text
            outside += [word for words in cells.values() for word in words]
    return tables, outside


def _table(grid: Grid, words: dict[int, list[Word]], page: int) -> TableDraft:
    drafts = [
        TableCell(
            cell.left,
            grid.xs[cell.right],
            lines_of(words.get(index, ()), page),
            cell.bottom - cell.top,
            cell.right - cell.left,
        )
        for index, cell in enumerate(grid.cells)
    ]
    rows: list[list[TableCell]] = []
    for row in range(len(grid.ys) - 1):
        seen: list[TableCell] = []
        for column in range(len(grid.xs) - 1):
            cell = drafts[grid.slots[row, column]]
            if not seen or seen[-1] is not cell:
                seen.append(cell)
        rows.append(seen)
    return TableDraft(grid.ys[0], grid.xs, rows)


def go_on(table: TableDraft, following: TableDraft) -> bool:
    """Add to a table its part on the next page; False where that is another table."""
    if not _put_in_same_columns(table, following):
        return False
    rows = following.rows
    head = _head_rows(table.rows)
    repeated = 0
    while repeated < min(head, len(rows)) and _texts(rows[repeated]) == _texts(table.rows[repeated]):
        repeated += 1
    rows = rows[repeated:]
    if rows and rows[0] and ((not rows[0][0].lines and len(rows[0]) > 1) or _is_rest(table.rows[-1], rows[0])):
        rows = _mended(table.rows, rows)
    table.rows += rows
    return True


def _head_rows(rows: list[list[TableCell]]) -> int:
    """How many rows the head may have: all that its cells cover."""
    return max((cell.rows for cell in rows[0]), default=1) + 1 if rows else 0


def _texts(row: list[TableCell]) -> list[str]:
    return [cell.text for cell in row]


def _put_in_same_columns(table: TableDraft, following: TableDraft) -> bool:
    """Let two parts that stand in the same columns count these alike; False, with nothing changed, where they do not.

    A page whose rows join two columns throughout shows one edge less: its cells cover both. Left and right pages may
    have other margins.
    """
    one = [edge - table.edges[0] for edge in table.edges]
    other = [edge - following.edges[0] for edge in following.edges]
    if abs(one[-1] - other[-1]) >= _SAME_EDGE:
        return False
    if len(one) < len(other):
        if not _lie_in(one, other):
            return False
        _spread(table, _places(one, other))
        table.edges = tuple(table.edges[0] + edge for edge in other)
        return True
    if not _lie_in(other, one):
        return False
    if len(other) < len(one):
        _spread(following, _places(other, one))
    return True


def _lie_in(some: Sequence[float], all_edges: Sequence[float]) -> bool:
    return len(some) > 2 and all(min(abs(edge - one) for one in all_edges) < _SAME_EDGE for edge in some)


def _places(some: Sequence[float], all_edges: Sequence[float]) -> list[int]:
    return [min(range(len(all_edges)), key=lambda at: abs(all_edges[at] - edge)) for edge in some]


def _spread(table: TableDraft, places: Sequence[int]) -> None:
    """Count the columns of a table's cells by edges of which it had only those at `places`."""
    for cell in {id(cell): cell for row in table.rows for cell in row}.values():
        first, end = places[cell.column], places[cell.column + cell.columns]
        cell.column, cell.columns = first, end - first


def _is_rest(above: list[TableCell], row: list[TableCell]) -> bool:
    """Whether every cell of a row goes on in mid-sentence with the one above, as where a page broke a heading row."""
    uppers = {(cell.column, cell.columns): cell for cell in above}
    filled = [cell for cell in row if cell.lines]
    return bool(filled) and all(
        (upper := uppers.get((cell.column, cell.columns))) is not None
        and upper.lines
        and upper.lines[-1].text[-1] not in ".;:"
        and (cell.lines[0].text[0].islower() or upper.lines[-1].words[-1].text in _MORE_FOLLOWS)
        for cell in filled
    )


def _mended(above: list[list[TableCell]], rows: list[list[TableCell]]) -> list[list[TableCell]]:
    """Rows whose first cell is empty go on with the cells above: those that a page broke in mid-sentence are joined,
    and those that covered several rows cover the new ones, too."""
    by_column = {cell.column: cell for cell in above[-1]}
    first = rows[0]
    filled = [cell for cell in first if cell.lines]
    goes_on = {id(cell) for cell in filled if _continues(by_column.get(cell.column), cell)}
    begins = any(_is_new(by_column.get(cell.column), cell) for cell in filled)
    most = len(goes_on) * 2 >= len(filled) or not _numbers_cover_rows(above)
    broken = len(filled) <= 1 or (most and not begins)
    if broken:
        goes_on = set(map(id, filled))
    replaced: dict[int, TableCell] = {}
    for cell in first:
        upper = by_column.get(cell.column)
        if upper is None or upper.columns != cell.columns:
            continue
        if not cell.lines or id(cell) in goes_on:
            upper.lines += cell.lines
            upper.rows += cell.rows - broken
            replaced[id(cell)] = upper
    out = [[replaced.get(id(cell), cell) for cell in row] for row in rows]
    return out[1:] if broken else out


def _numbers_cover_rows(rows: list[list[TableCell]]) -> bool:
    """Whether some number of the first column stands for several rows. Where none does, a row without one is a rest."""
    return any(row and row[0].rows > 1 and row[0].columns == 1 for row in rows[1:])


def _continues(upper: TableCell | None, cell: TableCell) -> bool:
    """Whether a cell's text is the rest of the one above."""
    if upper is None or not upper.lines:
        return False
    last, first = upper.lines[-1].text, cell.lines[0].text
    if first[0].islower():
        return True
    return last[-1] not in ".;" and (first[0] in "(,;)" or last[-1] in "-,/(" or not first[0].isupper())


def _is_new(upper: TableCell | None, cell: TableCell) -> bool:
    """Whether a cell's text surely begins anew: a name after "(đối với thủ tục hành chính)"."""
    if upper is None or not upper.lines:
        return True
    return upper.lines[-1].text[-1] in ".)" and cell.lines[0].text[0].isupper()
