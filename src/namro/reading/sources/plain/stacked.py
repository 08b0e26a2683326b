"""Task tables whose cells stand one under the other, as the text of a PDF has them.

A head of lines ("TT", "Nhiệm vụ", "Cơ quan chủ trì" ...) tells the columns; the numbers that count the rows tell where
each begins; which lines of a row are which cell is told by cell_cuts.py. Pages repeat the head and may break a row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from namro.reading.folding import fold
from namro.reading.sources.plain.cell_cuts import Columns, cut, is_broken_off, is_full
from namro.reading.sources.plain.lines import Line
from namro.reading.table_heads import column_field

LineCell = list[Line]
LineRow = list[LineCell]

_NUMBER_HEADS = frozenset(("TT", "STT", "Stt", "Số TT", "TT.", "STT."))
_LONGEST_HEAD = 18  # lines of a head
_FEWEST_COLUMNS = 4  # beside the column of numbers at least three
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2}){0,2})[.)]?(?: (?=[^\W\d_])|$)")
_GROUP = re.compile(r"(?:[IVX]{1,5}|[A-H])(?:[.)] ?| |$)")
_GROUP_LETTERS = (("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"), tuple("ABCDEFGH"))
# what stands after such a table
_AFTER = re.compile(r"(?:phụ lục|nơi nhận|ghi chú|tm\.|kt\.)(?!\w)", re.IGNORECASE)
_DEAR = 8.0  # a second line of doers and times beside one task may cost no more than that
_LEAST_SHARE = 0.6  # of the rows whose cells could be told


@dataclass(slots=True)
class _Row:
    """The lines of a row page by page, and the words that number it; of a group only its title."""

    number: Line
    parts: list[list[Line]]
    group: bool


def opens_stacked(line: Line) -> bool:
    """Whether the head of such a table may begin with a line: a cheap test."""
    return line.text in _NUMBER_HEADS


def stacked_rows(lines: Sequence[Line], at: int) -> tuple[list[LineRow], int] | None:
    """The rows of the table whose head begins at `at`, and the index of the line after it; None for no such table."""
    head = _head(lines, at)
    if head is None:
        return None
    cells, body = head
    rows, end = _numbered(lines, body, [line.text for line in lines[at:body] if line.text])
    columns = Columns([_field(cell) for cell in cells[1:]], _width([row for row in rows if not row.group]))
    out: list[LineRow] = [cells]
    told = 0
    for nth, row in enumerate(rows):
        if row.group:
            out.append([[row.number], row.parts[0]] if row.parts and row.parts[0] else [[row.number]])
            continue
        found, left = _cells(row, columns, last=nth == len(rows) - 1)
        told += found is not None
        if found is None:
            out.append([[row.number], [line for part in row.parts for line in part]])
            continue
        width = len(columns.fields)
        out.append([[row.number], *found[:width]])
        if more := found[width:]:  # of who leads, what comes out and when, once more beside the same task
            out.append([[] for _ in range(1 + width - len(more))] + more)
        if nth == len(rows) - 1 and left:
            end = next(index for index in range(body, end) if lines[index] is left[0])
    tasks = sum(not row.group for row in rows)
    return (out, end) if tasks and told >= tasks * _LEAST_SHARE else None


def _head(lines: Sequence[Line], at: int) -> tuple[list[LineCell], int] | None:
    """The cells of a head of tasks, and the index of the line that opens the first row."""
    cells: list[LineCell] = [[lines[at]]]
    for index in range(at + 1, min(at + 1 + _LONGEST_HEAD, len(lines))):
        line = lines[index]
        if not line.text:
            continue
        if _NUMBER.match(line.text) or _GROUP.match(line.text):
            fields = [_field(cell) for cell in cells[1:]]
            is_of_tasks = "task" in fields and "leads" in fields and len(cells) >= _FEWEST_COLUMNS
            return (cells, index) if is_of_tasks else None
        if len(cells) > 1 and (line.text[0].islower() or line.text[0] == "("):
            cells[-1].append(line)
        else:
            cells.append([line])
    return None


def _field(cell: LineCell) -> str:
    return column_field(" ".join(fold(line.text) for line in cell)) or "skip"


def _numbered(lines: Sequence[Line], at: int, head: list[str]) -> tuple[list[_Row], int]:
    """The rows from `at` on, cut at the numbers that count them, and where the table ends at the latest."""
    rows: list[_Row] = []
    index = at
    while index < len(lines):
        line = lines[index]
        if line.bar or _AFTER.match(line.text):
            break
        if line.text == head[0] and (again := _past_head(lines, index, head)):
            index = again
            if rows:
                rows[-1].parts.append([])
            continue
        if line.text and (row := _opened(line, rows)):
            rows.append(row)
        elif line.text:
            rows[-1].parts[-1].append(line)
        index += 1
    return rows, index


def _past_head(lines: Sequence[Line], at: int, head: list[str]) -> int | None:
    """The index after a head that a page repeats at `at`; None where the same words do not follow."""
    told = 0
    while at < len(lines) and told < len(head):
        if lines[at].text:
            if lines[at].text != head[told]:
                return None
            told += 1
        at += 1
    return at if told == len(head) else None


def _opened(line: Line, rows: list[_Row]) -> _Row | None:
    """The row that a line opens, if it bears the number or letter that is next."""
    if group := _GROUP.match(line.text):
        rest = line.text[group.end() :]
        letter = group[0].strip(" .)")
        if (not rest or rest[0].isupper()) and letter in _next_groups(rows):
            return _Row(Line(group[0].strip(), page=line.page), [[_rest(line, group.end())] if rest else []], True)
    number = _NUMBER.match(line.text)
    if not number or not _is_next(number[1], rows):
        return None
    rest = line.text[number.end() :]
    if rest and not rest[0].isupper():
        return None
    return _Row(Line(number[0].strip(), page=line.page), [[_rest(line, number.end())] if rest else []], False)


def _next_groups(rows: list[_Row]) -> tuple[str, ...]:
    """The letters that a group may bear: the first of each kind, and those that come after a group's before."""
    told = [row.number.text.strip(" .)") for row in rows if row.group]
    return tuple(
        following
        for kind in _GROUP_LETTERS
        for letter, following in pairwise(["", *kind])
        if following not in told and (not letter or letter in told)
    )


def _rest(line: Line, at: int) -> Line:
    return Line(line.text[at:], line.bold, line.runs_on, page=line.page)


def _is_next(number: str, rows: list[_Row]) -> bool:
    """Whether a number counts on from the last row's: 3 after 2 or 2.4, 2.1 after 2, 2.2 after 2.1, 1 in a group."""
    counted = [row.number.text.rstrip(".)") for row in rows if not row.group]
    if not rows or not counted:
        return number == "1" or not rows
    if rows[-1].group and number == "1":
        return True
    last = [int(part) for part in counted[-1].split(".")]
    wanted = [[*last, 1]] + [[*last[:depth], last[depth] + 1] for depth in range(len(last))]
    return [int(part) for part in number.split(".")] in wanted


def _width(rows: list[_Row]) -> int:
    """About how many code points a full line of the column of tasks has: the first line of a row is nearly full."""
    first = sorted(len(part[0].text) for row in rows for part in row.parts[:1] if len(part) > 2)
    return first[int(len(first) * 0.8)] if first else 0


def _cells(row: _Row, columns: Columns, *, last: bool) -> tuple[list[LineCell] | None, list[Line]]:
    """The cells of a row, and of the last row the lines after them that are no part of the table."""
    broken = any(row.parts[1:])
    cells, left, price = cut(row.parts[0], columns, broken=broken)
    if len(left) >= len(columns.beside.fields) and not last:
        again = cut(row.parts[0], columns.twice, broken=broken)
        if again.price < price + _DEAR:
            columns, (cells, left, _) = columns.twice, again
    if cells is None:
        return None, []
    for part in row.parts[1:]:
        _go_on(cells, part, columns)
    if last:
        return cells, left
    cells[-1] += left
    return cells, []


def _go_on(cells: list[LineCell], part: list[Line], columns: Columns) -> None:
    """What stands of a row on the next page: the rest of its task, and after it the rest of a narrow cell."""
    others = [cell for nth, cell in enumerate(cells) if nth != columns.task]
    narrow = max((len(line.text) for cell in others for line in cell), default=0)
    broken_off = any(is_broken_off(cell) for cell in others)
    at = 0
    while at < len(part) and (at == 0 or is_full(part[at - 1], part[at], columns.width)):
        if len(part[at].text) <= narrow and (at == 0 or broken_off):
            break
        at += 1
    cells[columns.task] += part[:at]
    rest = part[at:]
    for field, cell in zip(columns.fields, cells, strict=False):
        while rest and field != "task" and is_broken_off(cell):
            cell.append(rest.pop(0))
    again = _doers_again(cells, rest, columns)
    more = cut(rest[again:], columns.beside, broken=True) if again is not None else None
    if more and more.cells:
        rest = rest[:again] + more.left
    cells[-1] += rest
    if more and more.cells:
        cells += more.cells


def _doers_again(cells: list[LineCell], rest: list[Line], columns: Columns) -> int | None:
    """Where on the next page the doers of a row are told once more, beside its second result and day."""
    if "leads" not in columns.beside.fields or len(cells) > len(columns.fields):
        return None
    leads = [line.text for line in cells[list(columns.fields).index("leads")]]
    places = range(len(rest) - len(columns.beside.fields) + 1) if leads else ()
    return next((at for at in places if [line.text for line in rest[at : at + len(leads)]] == leads), None)
