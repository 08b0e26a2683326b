"""Tables of a plain text: dumped with bars between the cells, or one row a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from namro.reading.labels import BULLET, label_of
from namro.reading.sources.plain.lines import Line, is_drawn
from namro.reading.sources.plain.paragraphs import Paragraph

LineCell = list[Line]
LineRow = list[LineCell]

_MARKDOWN_ROW = re.compile(r"\|.*\|$")
_MARKDOWN_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+$")
_GLUED_BAR = re.compile(r"\S\||\|\S")  # in a row without outer bars a blank stands on both sides of each
_TWO_COLUMNS = ("nơi nhận", "cộng hòa xã hội", "cộng hoà xã hội", "đảng cộng sản", "kính gửi")
_NUMBER_HEADS = ("stt", "tt", "số tt", "số thứ tự")
_SEARCHED = 60  # lines in which the next bar of a table is looked for
_LONGEST_CELL = 400  # code points of a second cell


def opens_row(line: Line) -> bool:
    """Whether a whole row of a table stands in the line: "| a | b |", "a | b | c"."""
    return "|" in line.text and (_MARKDOWN_ROW.match(line.text) is not None or _is_piped(line.text))


def row_lines(lines: list[Line], at: int) -> tuple[list[LineRow], int]:
    """The rows of a table that stands one row a line from `at` on, and the index of the line after it."""
    rows: list[LineRow] = []
    width = 0  # cells of the rows above that have no outer bars
    while at < len(lines):
        line = lines[at]
        # with bars at both ends, too, a row without outer bars whose first and last cells are empty
        if _MARKDOWN_ROW.match(line.text) and line.text.count("|") != width - 1:
            cells = line.text[1:-1].split("|")
        elif _is_piped(line.text):
            cells = line.text.split("|")
            if width and len(cells) != width and cells[0].strip().lower() in _NUMBER_HEADS:
                break  # the heads of another table
            width = len(cells)
        elif not line.text and rows and at + 1 < len(lines) and _MARKDOWN_ROW.match(lines[at + 1].text):
            cells = []
        else:
            break
        at += 1
        if cells and not _MARKDOWN_RULE.match(line.text):
            rows.append([[Line(cell.strip(), page=line.page)] if cell.strip() else [] for cell in cells])
    return rows, at


def _is_piped(text: str) -> bool:
    return text.count("|") >= 2 and _GLUED_BAR.search(text) is None


def barred_rows(lines: list[Line], at: int) -> tuple[list[LineRow], int]:
    """The rows of a table dumped with bars, and the index of the line after it. `lines[at]` is the first bar."""
    rows: list[LineRow] = []
    widest = 0  # cells of a row
    while at < len(lines) and lines[at].bar:
        cells: LineRow = []
        at += 1  # the bar that opens the row
        while True:
            cell, after = _up_to_bar(lines, at)
            if after >= len(lines):  # no closing bar: what follows the last cell was no cell
                return ([*rows, cells] if cells else rows), at
            cells.append(cell)
            at = after + 1
            goes_on = at < len(lines) and not lines[at].bar
            if not goes_on or (len(cells) == 2 and _is_in_two_columns(cells)):
                break
            if not _is_one_more_cell(lines, at, len(cells), widest) or _opens_like(rows, lines, at):
                break
        rows.append(cells)
        if not widest or all(cells):
            widest = max(widest, len(cells))  # a group's title with blank cells beside it tells no width
        if len(cells) > 2:
            at = _past_blanks_before_bar(lines, at)
    return rows, at


def cell_paragraphs(rows: list[LineRow], table: int) -> list[Paragraph]:
    """The paragraphs of a table in reading order; an empty cell gives one without lines."""
    return [
        Paragraph(lines, row, column, table)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        for lines in (_joined(cell) if cell else [[]])
    ]


def _up_to_bar(lines: list[Line], at: int) -> tuple[LineCell, int]:
    """The lines of words from `at` on, and the index of the bar after them."""
    cell: LineCell = []
    while at < len(lines) and not lines[at].bar:
        if lines[at].text:
            cell.append(lines[at])
        at += 1
    return cell, at


def _is_in_two_columns(cells: LineRow) -> bool:
    """Whether a row is of the letterhead, the addressees or the signature, which have two columns by their form."""
    first_lines = (line.text.lower() for cell in cells for line in cell[:4])
    return any(mark in line for line in first_lines for mark in _TWO_COLUMNS)


def _is_one_more_cell(lines: list[Line], at: int, cells: int, widest: int) -> bool:
    """Whether words after a bar are one more cell, not the text after the table; a row above has `widest` cells."""
    if widest and cells >= widest:
        return _ends_row(lines, at)
    if not widest and cells >= 2 and not lines[at].text:
        return False
    if (found := _next_bar(lines, at)) is None:
        return cells < 2
    bar, length = found
    # what stands before the table of the signature is the body
    return not _opens_signature(lines, bar) and (widest > 0 or cells < 2 or length < _LONGEST_CELL)


def _opens_like(rows: list[LineRow], lines: list[Line], at: int) -> bool:
    """Whether the words at `at` stand between two tables of one head: after their bar its first cell is told again."""
    if not rows or not rows[0][0]:
        return False
    found = _next_bar(lines, at)
    if found is None:
        return False
    again = next((line.text for line in lines[found[0] + 1 : found[0] + 4] if line.text), "")
    return again == rows[0][0][0].text


def _ends_row(lines: list[Line], at: int) -> bool:
    """Whether the words at `at` are the last cell of a row wider than those above: after its bar the next row opens."""
    if (found := _next_bar(lines, at)) is None:
        return False
    bar, length = found
    return length < _LONGEST_CELL and bar + 1 < len(lines) and lines[bar + 1].bar


def _next_bar(lines: list[Line], at: int) -> tuple[int, int] | None:
    """The index of the bar next after the words at `at`, and how many code points stand before it."""
    length = 0
    for index, line in enumerate(lines[at : at + _SEARCHED], at):
        if line.bar:
            return index, length
        length += len(line.text)
    return None


def _opens_signature(lines: list[Line], at: int) -> bool:
    """Whether the bar at `at` opens the table that holds the recipients and the signature."""
    first = next((lines[index].text for index in range(at + 1, len(lines)) if lines[index].text), "")
    return first.lower().startswith("nơi nhận")


def _past_blanks_before_bar(lines: list[Line], at: int) -> int:
    """The index of the bar that opens the next row where but an empty line or two stand before it; else `at`."""
    for index in range(at, min(at + 3, len(lines))):
        if lines[index].text:
            return index if lines[index].bar else at
    return at


def _joined(cell: LineCell) -> Iterator[list[Line]]:
    """A cell is narrow, so only a label, a full stop, or another face parts its lines."""
    current: list[Line] = []
    for line in cell:
        if is_drawn(line.text):
            continue
        if current and _opens_paragraph(current, line):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _opens_paragraph(current: list[Line], line: Line) -> bool:
    last = current[-1]
    label = label_of(line.text)
    # "HÀ TĨNH / - Nâng cấp": a dash after a closed line or after a first line opens an item
    if label and (label.printed == "-" or last.closed or label.rank < BULLET):
        return True
    if line.gap:
        return True
    if line.small:
        return False
    return last.text[-1] in ";." or last.bold != line.bold or (last.text[-1] == ":" and len(current) == 1)
