"""The register as an annex in Word, in the form of Decree 30/2020 (annex I, part I, points I and III.1; sample 2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from namro.reading.export.register import Entry, Register

FONT = "Times New Roman"
TEXT_SIZE = Pt(13)  # 13 to 14 is asked for
TITLE_SIZE = Pt(14)
# A4 lying, since the annex is one wide table; the margins are those of the standing page (annex I, I.3).
PAGE_WIDTH, PAGE_HEIGHT = Mm(297), Mm(210)
TOP = BOTTOM = Mm(20)
LEFT, RIGHT = Mm(30), Mm(15)
NUMBER_FROM_TOP = Mm(10)
# Of the letter that the annex goes with; the clerk fills it in on paper, an electronic one leaves it (III.1.c).
ACCOMPANIES = "(Kèm theo Văn bản số ……/……… ngày …… tháng …… năm ……… của ……………………………)"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its head, its width in millimetres, and whether its text is centred."""

    head: str
    width: int
    centred: bool = False


COLUMNS = (
    Column("TT", 11, centred=True),
    Column("Nội dung nhiệm vụ", 104),
    Column("Cơ quan\nchủ trì", 36),
    Column("Cơ quan\nphối hợp", 36),
    Column("Thời hạn", 30),
    Column("Sản phẩm,\nchỉ tiêu", 35),
)


def render(register: Register, made_at: datetime) -> bytes:
    """The bytes of a .docx. The number and day of the letter that it goes with stay blank: the clerk fills them in."""
    document = Document()
    document.core_properties.title = f"Danh mục nhiệm vụ: {register.title}"
    document.core_properties.author = "Năm Rõ"
    document.core_properties.created = document.core_properties.modified = made_at
    _base_style(document)
    _page(document.sections[0])
    _head(document, register)
    _table(document, register)
    _close(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _base_style(document: Any) -> None:
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


def _page(section: Any) -> None:
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


def _head(document: Any, register: Register) -> None:
    _centred(document, "Phụ lục", bold=True, size=TITLE_SIZE)
    _centred(document, "DANH MỤC NHIỆM VỤ", bold=True, size=TITLE_SIZE)
    _centred(document, f"GIAO TẠI {_in_capitals(register)}", bold=True, size=TITLE_SIZE)
    _centred(document, ACCOMPANIES, italic=True)
    rule = _centred(document, "")
    _short_rule(rule)
    rule.paragraph_format.space_after = Pt(8)


def _in_capitals(register: Register) -> str:
    """The document in capitals, but its number as it is: "05/CT-TTg" is not "05/CT-TTG"."""
    number = register.directive.head.number
    if not number:
        return register.title.upper()
    return number.join(part.upper() for part in register.title.split(number))


def _centred(document: Any, text: str, *, bold: bool = False, italic: bool = False, size: Pt = TEXT_SIZE) -> Any:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, size
    return paragraph


def _short_rule(paragraph: Any) -> None:
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


def _table(document: Any, register: Register) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _cell_margins(table)
    head = table.rows[0]
    _mark(head, "w:tblHeader")
    for cell, column in zip(head.cells, COLUMNS, strict=True):
        _fill(cell, column.head.split("\n"), column, bold=True)
    for entry in register.entries:
        row = table.add_row()
        for cell, column, paragraphs in zip(row.cells, COLUMNS, _paragraphs(entry), strict=True):
            _fill(cell, paragraphs, column)
    for row in table.rows:
        _mark(row, "w:cantSplit")
    for column, drawn in zip(COLUMNS, table.columns, strict=True):
        drawn.width = Mm(column.width)


def _paragraphs(entry: Entry) -> tuple[Sequence[str], ...]:
    when = (*entry.deadline_quotes, *entry.rhythms)
    return (
        [str(entry.number)],
        entry.task.text.split("\n"),
        _listed(entry.leads),
        _listed(entry.coordinators),
        _listed(when),
        _listed(entry.outcome),
    )


def _listed(items: Sequence[str]) -> list[str]:
    """One item a line; all but the last end with a semicolon."""
    return [f"{item};" for item in items[:-1]] + list(items[-1:])


def _fill(cell: Any, paragraphs: Sequence[str], column: Column, *, bold: bool = False) -> None:
    cell.width = Mm(column.width)  # Word reads the cells' widths, LibreOffice the columns'
    for index, text in enumerate(paragraphs or [""]):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.add_run(_printable(text)).bold = bold
        if bold or column.centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _printable(text: str) -> str:
    """XML holds no control signs; a stray one from a scan must not spoil the whole annex."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\t ")


def _cell_margins(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 40), ("left", 70), ("bottom", 40), ("right", 70)):  # twentieths of a point
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _mark(row: Any, name: str) -> None:
    """Set a yes-or-no property of a row: repeat as head, or keep whole on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _close(document: Any) -> None:
    """The sign that ends an official text (sample 2.1)."""
    end = document.add_paragraph("./.")
    end.alignment = WD_ALIGN_PARAGRAPH.RIGHT
