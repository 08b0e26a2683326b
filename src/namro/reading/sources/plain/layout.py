"""Paragraphs laid out as a Source: one text, its blocks, tables and marks of footnotes."""

from __future__ import annotations

import re

from namro.reading.model import Block, Cell, NoteMark, Source, Span, Table
from namro.reading.sources.plain.paragraphs import HIGH_DIGITS, NOTE, Paragraph

_NOTE_MARK = re.compile(r"(?<=\S)(?:\[(\d{1,3})\]|([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?))")
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def lay_out(paragraphs: list[Paragraph], tables: int, name: str | None, kind: str) -> Source:
    """The Source of the paragraphs, which lie in reading order; `tables` is the number of tables among them."""
    pieces: list[str] = []
    blocks: list[Block] = []
    rows: list[list[list[Cell]]] = [[] for _ in range(tables)]
    marks: list[NoteMark] = []
    length = 0
    previous: Paragraph | None = None
    texts = [paragraph.text for paragraph in paragraphs]
    noted = _may_call_notes("".join(texts))
    for number, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        if paragraph.table is not None:
            _open_cell(rows[paragraph.table], paragraph, len(blocks))
        if not paragraph.lines:
            continue
        if previous is not None:
            parting = " | " if _is_next_cell(previous, paragraph) else "\n"
            pieces.append(parting)
            length += len(parting)
        note = None
        if noted and (paragraph.table is None or "[" in text) and _may_call_notes(text):
            marks += _marks(text, length)
            note = NOTE.match(text) if paragraph.table is None else None
        blocks.append(
            Block(
                start=length,
                end=length + len(text),
                paragraph=number,
                page=paragraph.lines[0].page,
                table=paragraph.table,
                row=paragraph.row,
                column=paragraph.column,
                note=_mark(note) if note else None,
                label_end=length + note.end() if note else None,
                emphasis=paragraph.lines[0].bold and all(line.bold for line in paragraph.lines),
            )
        )
        pieces.append(text)
        length += len(text)
        previous = paragraph
        if paragraph.table is not None:
            row = rows[paragraph.table][paragraph.row or 0]
            row[-1] = Cell(row[-1].first, len(blocks))
    return Source(
        kind=kind,
        name=name,
        text="".join(pieces),
        blocks=tuple(blocks),
        tables=tuple(Table(tuple(tuple(row) for row in table)) for table in rows),
        marks=tuple(marks),
    )


def _open_cell(rows: list[list[Cell]], paragraph: Paragraph, block: int) -> None:
    """Makes room for the cell of `paragraph`, whose first block will have the number `block`."""
    while len(rows) <= (paragraph.row or 0):
        rows.append([])
    row = rows[paragraph.row or 0]
    if len(row) <= (paragraph.column or 0):
        row.append(Cell(block, block))


def _is_next_cell(previous: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a paragraph stands in another cell of the same row."""
    if paragraph.table is None or paragraph.column == previous.column:
        return False
    return (paragraph.table, paragraph.row) == (previous.table, previous.row)


def _may_call_notes(text: str) -> bool:
    """Whether marks of footnotes can stand in a text: a quick test, for most hold none."""
    return "[" in text or any(digit in text for digit in HIGH_DIGITS)


def _marks(text: str, start: int) -> list[NoteMark]:
    """The marks that call footnotes in a text that begins at `start` of the source."""
    return [
        NoteMark(_mark(found), Span(start + found.start(), start + found.end())) for found in _NOTE_MARK.finditer(text)
    ]


def _mark(found: re.Match[str]) -> str:
    return found[1] or found[2].translate(_PLAIN_DIGITS)
