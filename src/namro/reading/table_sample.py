"""What the columns of a table hold, judged by its first rows."""

from __future__ import annotations

from collections.abc import Sequence

from namro.reading.model import Cell, Source
from namro.reading.table_cells import STAFF, is_number, is_time, is_work, names_share, span_of, words_of

_LONG = 60  # code points of a cell, beyond which a longer one is no more like a task
_MOST = 0.6  # share of the cells
_LEAST_STAFF = 0.25
_LEAST_LENGTH = 15  # code points of a cell on the average


class Sample:
    """The first rows of a table, by which its columns are judged."""

    def __init__(self, source: Source, folded: str, sample: Sequence[Sequence[Cell]], width: int) -> None:
        self._source, self._folded, self._width = source, folded, width
        self._rows = [row for row in sample if len(row) == width]
        self._short = [row for row in sample if len(row) < width]

    def _cells(self, column: int) -> list[Cell]:
        """The cells of a column that hold words, each once; a title over several columns is none."""
        cells = {
            (cell.first, cell.last): cell
            for row in self._rows
            if (cell := row[column]).first < cell.last and cell.columns == 1
        }
        return list(cells.values())

    def _words(self, column: int) -> list[str]:
        return [words_of(self._source, self._folded, cell) for cell in self._cells(column)]

    def numbers(self, column: int) -> float:
        """The share of cells that only count."""
        words = self._words(column)
        return sum(map(is_number, words)) / len(words) if words else 0.0

    def names(self, column: int) -> float:
        """The share of cells that name who acts."""
        spans = [span for cell in self._cells(column) if (span := span_of(self._source, cell))]
        told = sum(names_share(self._source.text, self._folded, span) for span in spans)
        return told / len(spans) if spans else 0.0

    def likeness(self, column: int) -> float:
        """How much a column looks like one of tasks: long cells that open with verbs, another in each row."""
        words = self._words(column)
        if not words:
            return 0.0
        long = sum(min(len(one), _LONG) for one in words) / _LONG
        others = sum(map(is_number, words)) + sum(map(is_time, words))
        apart = 2 * len(words) / len(self._rows) + self._opens_rows(column)
        return apart + (sum(map(is_work, words)) + long - 2 * others) / len(words) - 2 * self.names(column)

    def _opens_rows(self, column: int) -> bool:
        """Whether some rows hold the cells from this column on: those before it were merged from above."""
        firsts = [row[0] for row in self._short if len(row) == self._width - column]
        return any(is_work(words_of(self._source, self._folded, cell)) for cell in firsts)

    def is_other(self, column: int) -> bool:
        """Whether the cells of a column are numbers or times, whatever its head says."""
        words = self._words(column)
        return bool(words) and sum(is_number(one) or is_time(one) for one in words) / len(words) > _MOST

    def works(self, column: int) -> float:
        """The share of cells that open as orders or wishes."""
        words = self._words(column)
        return sum(map(is_work, words)) / len(words) if words else 0.0

    def is_told(self, column: int) -> bool:
        """Whether the cells of a column are so long and so unlike numbers, times and names that they may be tasks."""
        words = self._words(column)
        if not words or self.is_other(column) or self.names(column) > _MOST:
            return False
        return sum(map(len, words)) / len(words) >= _LEAST_LENGTH

    def steps(self, leads: int | None) -> bool:
        """Whether the rows are steps, "Bước 1", "Bước 2", or done by persons of a unit."""
        if not self._rows:
            return False
        if any(words.startswith("bước ") and is_number(words) for words in self._words(0)):
            return True
        doers = self._words(leads) if leads is not None else []
        return sum(STAFF.match(words) is not None for words in doers) > len(doers) * _LEAST_STAFF
