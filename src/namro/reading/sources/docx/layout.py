"""From drafts in reading order to the Source: one text, and the place of everything in it."""

from __future__ import annotations

from collections.abc import Sequence

from namro.reading.model import Block, Cell, NoteMark, Source, Span, Table
from namro.reading.sources.docx.body import Draft, DraftCell

BETWEEN_CELLS = " | "


def lay_out(drafts: Sequence[Draft], tables: Sequence[list[list[DraftCell]]], name: str | None) -> Source:
    """Join the drafts by a line feed, the cells of a row by " | " (an empty cell leaves its bars), and measure them."""
    parts: list[str] = []
    blocks: list[Block] = []
    marks: list[NoteMark] = []
    position = 0
    before: Draft | None = None
    for draft in drafts:
        gap = _gap(before, draft, tables)
        start = position + len(gap)
        parts += (gap, draft.text)
        position = start + len(draft.text)
        blocks.append(_block(draft, start))
        marks += (NoteMark(draft.text[first:last], Span(start + first, start + last)) for first, last in draft.marks)
        before = draft
    parts.append(_row_end(before, tables))
    return Source(
        kind="docx",
        name=name,
        text="".join(parts),
        blocks=tuple(blocks),
        tables=tuple(map(_table, tables)),
        marks=tuple(marks),
    )


def _gap(before: Draft | None, draft: Draft, tables: Sequence[list[list[DraftCell]]]) -> str:
    place = draft.place
    if before is not None and place.table is not None:
        last = before.place
        if (last.table, last.row) == (place.table, place.row):
            return BETWEEN_CELLS * (place.cell - last.cell) or "\n"
    leading = BETWEEN_CELLS * place.cell if place.table is not None else ""
    return (f"{_row_end(before, tables)}\n" if before is not None else "") + leading


def _row_end(draft: Draft | None, tables: Sequence[list[list[DraftCell]]]) -> str:
    """The bars of the empty cells that end a row."""
    if draft is None or draft.place.table is None or draft.place.row is None:
        return ""
    return BETWEEN_CELLS * (len(tables[draft.place.table][draft.place.row]) - 1 - draft.place.cell)


def _block(draft: Draft, start: int) -> Block:
    place = draft.place
    return Block(
        start=start,
        end=start + len(draft.text),
        paragraph=draft.paragraph,
        page=draft.page,
        table=place.table,
        row=place.row,
        column=place.column,
        note=place.note,
        label_end=start + len(draft.label) if draft.label else None,
        level=draft.level,
        emphasis=draft.emphasis,
    )


def _table(rows: list[list[DraftCell]]) -> Table:
    """The table of finished cells; one that covers several rows is the same cell in each of them."""
    cells = {id(cell): Cell(cell.first, cell.last, cell.rows, cell.columns) for row in rows for cell in row}
    return Table(tuple(tuple(cells[id(cell)] for cell in row) for row in rows))
