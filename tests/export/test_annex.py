"""The annex, read back: page, face and table as Decree 30 asks."""

from datetime import datetime
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from namro.reading.export import annex, word_annex
from tests.export.invented import register

MADE_AT = datetime(2025, 3, 11, 8, 0)  # noqa: DTZ001


@pytest.fixture(scope="module")
def document():
    return docx.Document(BytesIO(annex.render(register(), MADE_AT)))


def test_page(document):
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    # Annex I, I.3: top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 15]


def test_the_number_is_in_the_top_margin_but_not_on_the_first_page(document):
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml and "PAGE" not in section.first_page_header._element.xml
    assert section.header_distance < section.top_margin


def test_face(document):
    normal = document.styles["Normal"]
    assert normal.font.name == "Times New Roman" and normal.font.size.pt == 13


def test_head(document):
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[:3] == [
        "Phụ lục",
        "DANH MỤC NHIỆM VỤ",
        "GIAO TẠI CHỈ THỊ SỐ 05/CT-UBND NGÀY 10/3/2025 CỦA UBND TỈNH SÔNG LAM",
    ]
    assert lines[3].startswith("(Kèm theo Văn bản số …") and lines[-1] == "./."


def test_the_number_keeps_its_case():
    from dataclasses import replace

    made = register()
    head = replace(made.directive.head, number="05/CT-TTg")
    assert "05/CT-TTg NGÀY" in annex._in_capitals(replace(made, directive=replace(made.directive, head=head)))


def test_table(document):
    table = document.tables[0]
    assert [cell.text.replace("\n", " ") for cell in table.rows[0].cells] == [
        "TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm, chỉ tiêu",
    ]  # fmt: skip
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table.rows[1].cells[4].text == "trước ngày 15/3/2025"
    assert round(sum(column.width for column in table.columns) / Mm(1)) == 252  # what the margins leave


def test_signs_that_xml_does_not_hold_are_dropped():
    assert word_annex.printable("a\x00b\x0bc") == "abc"
