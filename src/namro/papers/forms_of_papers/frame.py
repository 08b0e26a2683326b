"""The frame of a paper: page, letterhead, title, addressees, the place of the text, recipients and signature.

Decree 30/2020/NĐ-CP, Appendix I, part I (I page and number of page, II components, IV their places) and the samples 1.4
and 1.5 of Appendix III; an annex alone after sample 2.1.
"""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from namro.papers.forms_of_papers import styles
from namro.papers.rendering.prepared import ISSUER_SIDE, MOTTO, NATION_SIDE

TOP = BOTTOM = Mm(20)
LEFT, RIGHT = Mm(30), Mm(15)
NUMBER_FROM_TOP = Mm(9)
RECIPIENT_SIDE, SIGNER_SIDE = 75, 90
ROOM_TO_SIGN = 4  # empty lines


def draw(*, with_letterhead: bool) -> Any:
    """A Word document with the fields in their places."""
    document = Document()
    styles.base(document)
    styles.add_missing(document)
    _page(document.sections[0])
    if with_letterhead:
        _letterhead(document)
        _title(document)
        _addressees(document)
    _line(document, "{{p body }}", "NRParagraph")
    if with_letterhead:
        _foot(document)
    _line(document, "{{p annexes }}", "NRParagraph")
    return document


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = section.footer_distance = NUMBER_FROM_TOP
    # The number stands in the middle of the top margin and is not shown on the first page (I.7).
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.style = "VB - Số trang"
    _page_number(number)
    section.first_page_header.paragraphs[0].style = "VB - Số trang"
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].style = "VB - Số liệu minh họa"
        footer.paragraphs[0].add_run("{{ sample_mark }}")


def _letterhead(document: Any) -> None:
    left, right = _two_columns(document, ISSUER_SIDE, NATION_SIDE)
    _line(left, "{%p if superior %}", "NRSuperior")
    _line(left, "{{ superior }}", "NRSuperior")
    _line(left, "{%p endif %}", "NRSuperior")
    _line(left, "{{ issuer }}", "NRIssuer")
    _line(left, "", "NRRuleIssuer")
    _line(left, "Số: {{ number }}/{{ symbol }}", "NRNumber")
    _line(left, "{%p if subject_line %}", "NRSubject")
    _line(left, "{{ subject_line }}", "NRSubject")
    _line(left, "{%p endif %}", "NRSubject")
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "NRNation")
    _line(right, MOTTO, "NRMotto")
    _line(right, "", "NRRuleMotto")
    _line(right, "{{ place }}, ngày {{ day }} tháng {{ month }} năm {{ year }}", "NRPlace")


def _title(document: Any) -> None:
    _line(document, "{%p if kind_name %}", "NRKind")
    _line(document, "{{ kind_name }}", "NRKind")
    _line(document, "{%p for line in title %}", "NRTitle")
    _line(document, "{{ line }}", "NRTitle")
    _line(document, "{%p endfor %}", "NRTitle")
    _line(document, "", "NRRuleTitle")
    _line(document, "{%p endif %}", "NRTitle")


def _addressees(document: Any) -> None:
    _line(document, "{%p if addressee %}", "NRTo")
    _line(document, "Kính gửi: {{ addressee }}", "NRTo")
    _line(document, "{%p endif %}", "NRTo")
    _line(document, "{%p if addressees %}", "NRTo")
    many = _line(document, "Kính gửi:", "NRToList")
    many.paragraph_format.left_indent = Mm(32)
    many.paragraph_format.space_before = Pt(10)
    _line(document, "{%p for name in addressees %}", "NRToList")
    name = _line(document, "- {{ name }}", "NRToList")
    name.paragraph_format.left_indent = Mm(53)  # the dashes stand under the colon
    name.paragraph_format.first_line_indent = Mm(-3)
    _line(document, "{%p endfor %}", "NRToList")
    _line(document, "{%p endif %}", "NRToList")


def _foot(document: Any) -> None:
    _line(document, "", "NRBeforeFoot")
    left, right = _two_columns(document, RECIPIENT_SIDE, SIGNER_SIDE)
    _line(left, "Nơi nhận:", "NRToRecipients")
    _line(left, "{%p for recipient in recipients %}", "NRRecipient")
    _line(left, "- {{ recipient }}", "NRRecipient")
    _line(left, "{%p endfor %}", "NRRecipient")
    _line(right, "{%p for line in authority %}", "NRSigner")
    _line(right, "{{ line }}", "NRSigner")
    _line(right, "{%p endfor %}", "NRSigner")
    _line(right, "{{ signer_title }}", "NRSigner")
    for _ in range(ROOM_TO_SIGN):
        _line(right, "", "NRSigner")
    _line(right, "{{ signer_name }}", "NRSignerName")


def _two_columns(document: Any, left: float, right: float) -> tuple[Any, Any]:
    """Two cells side by side without lines, kept whole on one page."""
    table = document.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # Word wants the margins before it
    look.addprevious(margins)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, cell, width in zip(table.columns, table.rows[0].cells, (left, right), strict=True):
        column.width = cell.width = Mm(width)
    first, second = table.rows[0].cells
    return first, second


def _line(where: Any, text: str, style: str) -> Any:
    """A paragraph in its style; a cell's first, empty one is taken."""
    paragraphs = getattr(where, "paragraphs", [])
    is_new_cell = hasattr(where, "_tc") and len(paragraphs) == 1 and not paragraphs[0].runs
    name = styles.BY_ID[style].name
    if is_new_cell and paragraphs[0].style.name == "Normal":
        paragraph = paragraphs[0]
        paragraph.style = name
    else:
        paragraph = where.add_paragraph(style=name)
    if text:
        paragraph.add_run(text)
    return paragraph


def _page_number(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "2"  # what shows until Word counts: the first page that bears a number
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
