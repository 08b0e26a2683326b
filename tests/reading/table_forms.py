"""One table in the forms in which annexes come: Markdown, a dump with bars between the cells, Word and a workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import openpyxl

from namro.reading import Directive, read
from tests.making_docx import Docx, cell, row
from tests.reading.phrases import LETTERHEAD

ABOVE = "^"  # a cell merged with the one above it
LEFT = "<"  # a cell merged with the one left of it

Rows = Sequence[Sequence[str]]
_BEFORE = "Điều 1. Ban hành kèm theo Quyết định này phụ lục về phân công nhiệm vụ."


def in_markdown(rows: Rows) -> Directive:
    """A merged cell is empty, as in most conversions."""
    lines = [f"| {' | '.join('' if one in (ABOVE, LEFT) else one for one in cells)} |" for cells in rows]
    table = "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
    return read(f"{LETTERHEAD}{_BEFORE}\n\nPHỤ LỤC\n\n{table}\n".encode())


def in_bars(rows: Rows) -> Directive:
    """A dump: each cell between two bars; a merged or empty cell leaves no trace."""
    told = [[one for one in cells if one not in (ABOVE, LEFT, "")] for cells in rows]
    table = "\n".join("|\n" + "\n|\n".join(cells) + "\n|" for cells in told)
    return read(f"{LETTERHEAD}{_BEFORE}\n\nPHỤ LỤC\n\n{table}\n\n".encode())


def in_word(rows: Rows) -> Directive:
    """Cells merged as in Word."""
    document = Docx()
    for line in (*LETTERHEAD.strip().split("\n"), _BEFORE, "PHỤ LỤC"):
        document.paragraph(line)
    out = []
    for number, cells in enumerate(rows):
        drawn = []
        for column, one in enumerate(cells):
            if one == LEFT:
                continue
            wide = 1
            while column + wide < len(cells) and cells[column + wide] == LEFT:
                wide += 1
            below = number + 1 < len(rows) and column < len(rows[number + 1]) and rows[number + 1][column] == ABOVE
            if one == ABOVE:
                drawn.append(cell(merge="continue", columns=wide))
            else:
                drawn.append(cell(*one.split("\n"), merge="restart" if below else None, columns=wide))
        out.append(row(*drawn))
    return read(document.table(out).bytes())


def in_workbook(rows: Rows) -> Directive:
    """Cells merged as in Excel."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["PHỤ LỤC PHÂN CÔNG NHIỆM VỤ"])
    for number, cells in enumerate(rows, 2):
        for column, one in enumerate(cells, 1):
            if one not in (ABOVE, LEFT, ""):
                sheet.cell(number, column, one)
    for number, cells in enumerate(rows):
        for column, one in enumerate(cells):
            if one in (ABOVE, LEFT, ""):
                continue
            wide = high = 1
            while column + wide < len(cells) and cells[column + wide] == LEFT:
                wide += 1
            while number + high < len(rows) and rows[number + high][column : column + 1] == [ABOVE]:
                high += 1
            if wide > 1 or high > 1:
                sheet.merge_cells(
                    start_row=number + 2, end_row=number + 1 + high, start_column=column + 1, end_column=column + wide
                )
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue(), name="phu-luc.xlsx")


FORMS: dict[str, Callable[[Rows], Directive]] = {
    "markdown": in_markdown,
    "bars": in_bars,
    "word": in_word,
    "workbook": in_workbook,
}
