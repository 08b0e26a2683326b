"""Plain text and Markdown as a Source: hard-wrapped lines joined, layout tables rebuilt, page furniture dropped.

Three habits of such files are understood:
- a table dumped with a "|" alone on a line between cells and two of them between rows;
- a Markdown table, one row a line;
- emphasis marks "*", which are dropped; a paragraph that stood wholly in "**" is marked as emphasised.
"""

from __future__ import annotations

from namro.reading.model import Source
from namro.reading.sources.plain.layout import lay_out
from namro.reading.sources.plain.lines import Line, clean_lines
from namro.reading.sources.plain.paragraphs import Paragraph, Shape, join_lines
from namro.reading.sources.plain.stacked import opens_stacked, stacked_rows
from namro.reading.sources.plain.tables import barred_rows, cell_paragraphs, opens_row, row_lines

__all__ = ["read_text"]


def read_text(text: str, *, name: str | None, kind: str = "text") -> Source:
    """The Source of an NFC text. Nothing but marks, page furniture and drawn lines is lost."""
    lines = list(clean_lines(text))
    shape = Shape.of(lines)
    paragraphs: list[Paragraph] = []
    tables = 0
    run: list[Line] = []  # lines outside a table that are not joined yet
    at = 0
    while at < len(lines):
        line = lines[at]
        stacked = stacked_rows(lines, at) if opens_stacked(line) else None
        if stacked is None and ("|" not in line.text or not (line.bar or opens_row(line))):
            run.append(line)
            at += 1
            continue
        paragraphs += join_lines(run, shape)
        run = []
        rows, at = stacked or (barred_rows(lines, at) if line.bar else row_lines(lines, at))
        paragraphs += cell_paragraphs(rows, tables)
        tables += 1
    paragraphs += join_lines(run, shape)
    return lay_out(paragraphs, tables, name, kind)
