"""An annex in Word by Decree 30/2020/NĐ-CP (annex I, part I, points I and III.1; sample 2.1): page, titles, table.

What stands in it is the caller's: the register of one document, or a part of the register of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
TEXT_SIZE = Pt(13)  # 13 to 14 is asked for
TITLE_SIZE = Pt(14)
# A4 lying, since the annex is one wide table; the margins are those of the standing page (annex I, I.3).
PAGE_WIDTH, PAGE_HEIGHT = Mm(297), Mm(210)
TOP = BOTTOM = Mm(20)
LEFT, RIGHT = Mm(30), Mm(15)
NUMBER_FROM_TOP = Mm(10)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its head, its width in millimetres, and whether its text is centred."""

    head: str
    width: int
    centred: bool = False


def new_document(title: str, made_at: datetime) -> Any:
    """A document with the page and the face of an annex."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "Năm Rõ"
    document.core_properties.created = document.core_properties.modified = made_at
    base_style(document)
    set_page(document.sections[0])
    return document


def add_title(document: Any, lines: Sequence[str], below: str) -> None:
    """The title in bold lines, what the annex goes with, and the short rule under them."""
    for line in lines:
        centred(document, line, bold=True, size=TITLE_SIZE)
    centred(document, below, italic=True)
    rule = centred(document, "")
    short_rule(rule)
    rule.paragraph_format.space_after = Pt(8)


def add_table(document: Any, columns: Sequence[Column], rows: Sequence[Sequence[Sequence[str]]]) -> None:
    """The table: its head repeats on every page, no row is torn. A cell is a list of paragraphs."""
    table = document.add_table(rows=1 + len(rows), cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    cell_margins(table)
    drawn_rows = list(table.rows)
    mark_row(drawn_rows[0], "w:tblHeader")
    heads = [column.head.split("\n") for column in columns]
    for number, (row, cells) in enumerate(zip(drawn_rows, [heads, *rows], strict=True)):
        for cell, column, paragraphs in zip(row.cells, columns, cells, strict=True):
            fill(cell, paragraphs, column, bold=number == 0)
        mark_row(row, "w:cantSplit")
    for column, drawn in zip(columns, table.columns, strict=True):
        drawn.width = Mm(column.width)


def base_style(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = TEXT_SIZE
    # python-docx sets the Latin face only; letters with Vietnamese marks may be drawn from the other slots.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(slot), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1


def set_page(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = NUMBER_FROM_TOP
    # The number stands in the middle of the top margin and is not shown on the first page (annex I, I.7).
    section.different_first_page_header_footer = True
    numbering = section.header.paragraphs[0]
    numbering.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(numbering, "PAGE")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"  # what shows until the program counts: the first page that bears a number
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def centred(document: Any, text: str, *, bold: bool = False, italic: bool = False, size: Pt = TEXT_SIZE) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, size
    return paragraph


def short_rule(paragraph: Any) -> None:
    """A line under the title, between a third and half of its length: the border of a low paragraph, drawn in."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(98)
    paragraph.paragraph_format.line_spacing = Pt(5)
    paragraph.runs[0].font.size = Pt(2)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def fill(cell: Any, paragraphs: Sequence[str], column: Column, *, bold: bool = False) -> None:
    cell.width = Mm(column.width)  # Word reads the cells' widths, LibreOffice the columns'
    for index, text in enumerate(paragraphs or [""]):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.add_run(printable(text)).bold = bold
        if bold or column.centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def printable(text: str) -> str:
    """XML holds no control signs; a stray one from a scan must not spoil the whole annex."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\t ")


def cell_margins(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 40), ("left", 70), ("bottom", 40), ("right", 70)):  # twentieths of a point
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def mark_row(row: Any, name: str) -> None:
    """Set a yes-or-no property of a row: repeat as head, or keep whole on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def close(document: Any) -> None:
    """The sign that ends an official text (sample 2.1)."""
    end = document.add_paragraph("./.")
    end.alignment = WD_ALIGN_PARAGRAPH.RIGHT
