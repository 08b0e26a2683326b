"""Which column of a table holds what: told by its head and, where heads compete or say too little, by its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from namro.reading.lexicon import alternation, rows
from namro.reading.model import Cell, Source, Table
from namro.reading.table_cells import is_number, words_of
from namro.reading.table_sample import Sample

FIELDS = ("task", "leads", "coordinators", "time", "product")
_ORDER = ("skip", "step", "approval", "coordinators", "time", "leads", "product", "task")
# of a table of another kind; of a column that may hold tasks, or doers, where no head says so
_ALSO = ("other", "weak", "body")
_HEADS = {
    field: re.compile(rf"(?:{alternation(row['words'] for row in rows('table_heads') if row['field'] == field)})(?!\w)")
    for field in (*_ORDER, *_ALSO)
}
_OTHERS = {  # heads that open with the task though they name another field: "Nhiệm vụ chủ trì"
    "leads": re.compile(r"nhiệm vụ|nội dung|công việc|sản phẩm|kết quả"),
    "time": re.compile(r"nhiệm vụ|nội dung"),
}
_BOTH = re.compile(r"chủ trì[,/ ]+(?:và )?phối hợp|chủ trì/ ?phối hợp")
_LEADING = re.compile(r"chủ trì(?!\w)")  # of several columns of doers the surest
_HEADS_OF_BODIES = re.compile(r"(?:người đứng đầu|thủ trưởng|lãnh đạo)(?!\w)")  # and the least sure
_BEGINS = re.compile(r"bắt đầu(?!\w)")
_BODIES = re.compile(rf"(?:các )?{_HEADS['body'].pattern}(?:(?: ?[,/] ?| và ){_HEADS['body'].pattern})*")
_NUMBERS = re.compile(r"(?:s[ốô] ?)?t\.?t\.?|stt|s[ốô] thứ tự")
# the unit in which a column of terms counts: "Thời gian (ngày làm việc)", "(ĐVT: giờ)"
_UNIT = re.compile(
    r"\((?:(?:đvt|đơn vị(?: tính)?|tính (?:bằng|theo)) ?:? ?)?(ngày làm việc|ngày|giờ làm việc|giờ|tuần|tháng)\)"
)
_FIRST_LOOK = {"task", "leads", "time"}  # no head of a table of tasks but has one of these
_HEAD_ROWS = 3  # among so many first rows the heads stand
_FEWEST = 3  # columns
_MOST_COLUMNS = 40  # a stranger's file may say that a cell spans millions
_LONGEST_HEAD = 80  # code points
_SAMPLE = 12  # rows by which a column is judged
_BETTER = 0.7  # so much more like tasks a column must be than one before it
_LEAST_WORK = 0.4  # shares of the cells
_LEAST_NAMES = 0.6


@dataclass(frozen=True)
class Columns:
    """What each column holds: one of FIELDS, "number", "heads" of bodies or "skip"."""

    kinds: tuple[str, ...]
    unit: str | None = None  # in which terms count, where the head of the time tells it
    steps: bool = False  # the rows are steps of a procedure, done by persons

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.kinds)

    @cached_property
    def fields(self) -> tuple[tuple[str, int], ...]:
        """The fields that have a column, the first of each."""
        return tuple((field, self.kinds.index(field)) for field in FIELDS if field in self.kinds)


def heads_numbers(words: str) -> bool:
    """Whether a cell heads the column of the rows' numbers: "STT"."""
    return bool(words) and _NUMBERS.fullmatch(words) is not None


def column_field(words: str) -> str | None:
    """Which field a column of this head fills; "skip" for one that fills none."""
    if not words or len(words) > _LONGEST_HEAD:
        return None
    if _BOTH.search(words):
        return "leads"
    if _HEADS["skip"].match(words):
        return "skip"
    if _HEADS["step"].match(words):
        return None
    for field in _ORDER[2:]:
        no_such = _OTHERS.get(field)
        if _HEADS[field].search(words) and not (no_such and no_such.match(words)):
            return field
    return None


def grid(cells: Sequence[Cell]) -> Sequence[Cell]:
    """A row by columns: a cell that spans several stands in each."""
    for cell in cells:
        if cell.columns > 1:
            return [one for one in cells for _ in range(min(max(1, one.columns), _MOST_COLUMNS))]
    return cells


def columns_of(source: Source, folded: str, table: Table) -> tuple[Columns, int] | None:
    """What the columns hold and the index of the first row of tasks; None for a table of another kind."""
    for at, cells in enumerate(table.rows[:_HEAD_ROWS]):
        if not _FEWEST <= len(by_column := grid(cells)) <= _MOST_COLUMNS:
            continue
        heads = [words_of(source, folded, cell) for cell in by_column]
        if (heads[0] and is_number(heads[0])) or not _FIRST_LOOK & set(map(column_field, heads)):
            continue
        start = at + 1
        if below := _heads_below(source, folded, table, at):
            heads, start = below, at + 2
        heads = _mended(source, folded, heads, table.rows[start : start + _SAMPLE])
        fields = _fields(heads)
        if any(_HEADS["other"].match(words) for words in heads):
            return None
        if "leads" not in fields and not ("task" in fields and "time" in fields):
            continue
        while start < len(table.rows) and _numbers_only(source, folded, table.rows[start]):
            start += 1
        if columns := _columns(source, folded, heads, fields, table.rows[start : start + _SAMPLE]):
            return columns, start
    return None


def _mended(source: Source, folded: str, heads: list[str], sample: Sequence[tuple[Cell, ...]]) -> list[str]:
    """The heads of a dump: without the words before the table that ran into them, with the empty one of the numbers."""
    first = next((at for at, words in enumerate(heads) if _NUMBERS.fullmatch(words) or _HEADS["step"].match(words)), 0)
    width = max((len(grid(row)) for row in sample), default=0)
    if 0 < first <= len(heads) - max(width, _FEWEST):
        return heads[first:]
    wider = [row for row in sample if len(grid(row)) == len(heads) + 1]
    counted = [row for row in wider if is_number(words_of(source, folded, row[0]))]
    if first == 0 and not _NUMBERS.fullmatch(heads[0]) and counted and len(counted) * 2 > len(sample):
        return ["", *heads]
    return heads


def _fields(heads: Sequence[str]) -> list[str | None]:
    """The field of each head; who oversees the work leads it where no other column tells who does."""
    fields = [column_field(words) for words in heads]
    if "leads" in fields:
        return fields
    return ["leads" if _HEADS_OF_BODIES.match(words) else field for words, field in zip(heads, fields, strict=True)]


def _heads_below(source: Source, folded: str, table: Table, at: int) -> list[str] | None:
    """The heads of a table with two rows of them: "Phân công" over "Chủ trì" and "Phối hợp"."""
    if at + 1 >= len(table.rows):
        return None
    above, below = grid(table.rows[at]), grid(table.rows[at + 1])
    heads = [words_of(source, folded, cell) for cell in above]
    parts = [words_of(source, folded, cell) for cell in below]
    if len(above) == len(below):
        own = [
            column
            for column, cell in enumerate(below)
            if parts[column] and (cell.first, cell.last) != (above[column].first, above[column].last)
        ]
        under = [
            column
            for column in own
            if not heads[column] or above[column].columns > 1 or (column + 1 in own and not heads[column + 1])
        ]
        if len(own) > 1 and under == own and sum(_is_part(parts[column]) for column in own) * 2 >= len(own):
            return [_joined(words, parts[column]) if column in own else words for column, words in enumerate(heads)]
    # of a dump only the parts are left: those of doers stand under the head of doers, those of times under that of time
    if not 1 < len(parts) <= len(heads) or not all(map(_is_part, parts)):
        return None
    out = heads
    for wanted, run in groupby(parts, key=lambda words: "time" if _is_of_time(words) else "leads"):
        over = next((at for at, words in enumerate(out) if words in heads and column_field(words) == wanted), None)
        if over is None:
            return None
        out = [*out[:over], *(_joined(out[over], words) for words in run), *out[over + 1 :]]
    return out


def _is_part(words: str) -> bool:
    """Whether a head may stand under a wider one: "Chủ trì", "Bắt đầu"."""
    return _is_of_time(words) or column_field(words) not in (None, "skip")


def _is_of_time(words: str) -> bool:
    return _BEGINS.search(words) is not None or column_field(words) == "time"


def _joined(head: str, part: str) -> str:
    """The head of a column under a wider one: its own words if they tell a field, else both."""
    return part if column_field(part) not in (None, "skip") else f"{head} {part}".strip()


def _columns(
    source: Source, folded: str, heads: Sequence[str], fields: Sequence[str | None], first: Sequence[tuple[Cell, ...]]
) -> Columns | None:
    kinds = ["heads" if _HEADS_OF_BODIES.match(words) else "skip" for words in heads]
    sample = Sample(source, folded, list(map(grid, first)), len(heads))
    fields = list(fields)
    if "leads" not in fields:
        for column in [at for at, words in enumerate(heads) if _BODIES.fullmatch(words)][:1]:
            fields[column] = "leads" if sample.names(column) >= _LEAST_NAMES else None
    for field in ("leads", "coordinators", "time", "product"):
        told = [column for column, one in enumerate(fields) if one == field]
        if told:
            kinds[_surest(field, told, heads)] = field
    task = _task_column(sample, heads, fields, kinds)
    if task is None:
        return None
    kinds[task] = "task"
    counts = _NUMBERS.fullmatch(heads[0]) or _HEADS["step"].match(heads[0]) or sample.numbers(0) > _LEAST_NAMES
    if kinds[0] == "skip" and counts:
        kinds[0] = "number"
    time = kinds.index("time") if "time" in kinds else None
    unit = _UNIT.search(heads[time]) if time is not None else None
    leads = kinds.index("leads") if "leads" in kinds else None
    return Columns(tuple(kinds), unit[1] if unit else None, steps=sample.steps(leads))


def _surest(field: str, told: Sequence[int], heads: Sequence[str]) -> int:
    """Of the columns whose heads tell one field the one to believe; the first, if none is surer."""
    if field == "leads":
        rank = {column: _rank_of_doers(heads[column]) for column in told}
        return min(told, key=lambda column: rank[column])
    if field == "time":
        return next((column for column in told if not _BEGINS.search(heads[column])), told[0])
    return told[0]


def _rank_of_doers(head: str) -> int:
    if _LEADING.search(head):
        return 0
    return 2 if _HEADS_OF_BODIES.match(head) else 1


def _task_column(
    sample: Sample, heads: Sequence[str], fields: Sequence[str | None], kinds: Sequence[str]
) -> int | None:
    told = [column for column, field in enumerate(fields) if field == "task"]
    likely = {column: sample.likeness(column) for column in told}
    best: int | None = None
    for column in told:
        if best is None or likely[column] > likely[best] + _BETTER:
            best = column
    leads = kinds.index("leads") if "leads" in kinds else None
    if leads is None:  # a list of things with their times is no table of tasks
        return best if best is not None and sample.works(best) >= _LEAST_WORK else None
    if best is not None and not sample.is_other(best):
        return best
    # no head says task, or its cells are none: a column of work beside one of doers
    if sample.names(leads) < _LEAST_NAMES:
        return best
    others = [column for column, field in enumerate(fields) if field is None and _HEADS["weak"].search(heads[column])]
    told = [column for column in others if sample.is_told(column)]
    return max(told, key=sample.likeness, default=best)


def _numbers_only(source: Source, folded: str, cells: tuple[Cell, ...]) -> bool:
    """A row that numbers the columns: (1) (2) (3)."""
    words = [words_of(source, folded, cell) for cell in cells]
    return all(re.fullmatch(r"\(?[\da-z]?\)?", word) for word in words)
