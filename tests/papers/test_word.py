"""A paper in Word: what stands in it, in which order, and that no text of a user is more than text."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm

from namro.papers.rendering import to_docx
from namro.papers.rendering.errors import MissingFigure, MissingTable
from tests import invented_papers as invented


def opened(data: bytes):
    return Document(BytesIO(data))


def document_xml(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def all_text(data: bytes) -> str:
    """Every paragraph on a line, those of tables where they stand."""
    lines = re.findall(r"<w:p[ >].*?</w:p>", document_xml(data), re.DOTALL)
    texts = ("".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", line)) for line in lines)
    return "\n".join(texts).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def printed(payload, **changes) -> bytes:
    return to_docx(payload, payload["body"], **changes)


def test_number_and_day_stay_blank_for_the_clerk():
    text = all_text(printed(invented.monthly()))
    assert "Số:         /BC-STC" in text
    assert "An Lâm, ngày      tháng      năm 2025" in text


def test_number_and_day_once_the_clerk_gave_them():
    text = all_text(printed(invented.monthly(), number="7", date=date(2025, 2, 3)))
    assert "Số: 07/BC-STC" in text
    assert "An Lâm, ngày 03 tháng 02 năm 2025" in text
    assert "(Kèm theo Báo cáo số 07/BC-STC ngày 03 tháng 02 năm 2025 của Sở Tài chính)" in text


def test_every_figure_of_the_text_is_printed():
    text = all_text(printed(invented.monthly()))
    assert "Chỉ thị giao 63 nhiệm vụ, thành 48 lượt giao cho 6 đơn vị." in text
    assert "tỷ lệ hoàn thành trên số đã đến hạn là 89,2%." in text


def test_a_figure_that_is_not_there_is_an_error_with_its_place():
    payload = invented.monthly()
    del payload["figures"]["rate.done_of_due"]
    with pytest.raises(MissingFigure, match=r"rate\.done_of_due.*mục II\.1\.1"):
        printed(payload)


def test_an_empty_figure_is_an_error_too():
    payload = invented.monthly()
    payload["figures"]["cells.overdue"]["text"] = ""
    with pytest.raises(MissingFigure):
        printed(payload)


def test_a_table_that_is_not_there_is_an_error_with_its_place():
    payload = invented.monthly()
    del payload["tables"]["overdue"]
    with pytest.raises(MissingTable, match="Phụ lục I"):
        printed(payload)


def test_the_officers_words_take_the_place_of_the_drafted():
    payload = invented.monthly()
    body = [{"key": "x1", "style": "paragraph", "text": "Câu do cán bộ viết: {{ issuer }} & <b>"}, *payload["body"]]
    assert "Câu do cán bộ viết: {{ issuer }} & <b>" in all_text(to_docx(payload, body))


def test_the_text_ends_once_with_its_sign():
    text = all_text(printed(invented.monthly(annexes=[])))
    assert text.count("./.") == 1
    assert "xem xét, chỉ đạo./." in text


def test_after_a_table_the_sign_stands_alone():
    payload = invented.monthly(annexes=[])
    body = [block for block in payload["body"] if block["key"] in {"I", "II.t"}]
    assert "\n./.\n" in all_text(to_docx(payload, body))


def test_one_addressee_on_the_line_several_in_a_list():
    assert "Kính gửi: Ủy ban nhân dân tỉnh An Lâm" in all_text(printed(invented.monthly()))
    several = invented.monthly(head=invented.head(addressees=["Sở Xây dựng", "UBND xã Đồng Tâm"]))
    assert "Kính gửi:\n- Sở Xây dựng;\n- UBND xã Đồng Tâm." in all_text(printed(several))
    nobody = invented.monthly(head=invented.head(addressees=[]))
    assert "Kính gửi" not in all_text(printed(nobody))


def test_recipients_end_with_the_archive():
    text = all_text(printed(invented.monthly()))
    assert "Nơi nhận:\n- Như trên;\n- Chủ tịch, các Phó Chủ tịch UBND tỉnh (b/c);" in text
    assert "- Lãnh đạo Sở;\n- Lưu: VT, TH." in text


def test_a_letter_has_its_subject_under_the_number():
    head = invented.head(kind_name="", title="", symbol="STC-TH", subject_line="V/v đôn đốc thực hiện nhiệm vụ")
    text = all_text(printed(invented.monthly(head=head)))
    assert text.index("Số:") < text.index("V/v đôn đốc") < text.index("CỘNG HÒA")
    assert "BÁO CÁO" not in text


def test_a_signer_nobody_knows_leaves_a_line_not_a_blank():
    head = invented.head(signature={"authority": "", "title": "GIÁM ĐỐC", "name": None})
    text = all_text(printed(invented.monthly(head=head)))
    assert "GIÁM ĐỐC" in text
    assert "." * 30 in text


def test_each_annex_has_its_page_and_counts_its_own_pages():
    sections = opened(printed(invented.monthly())).sections
    assert len(sections) == 4
    assert [section.page_width > section.page_height for section in sections] == [False, True, False, True]
    for section in sections:
        assert section.left_margin == Mm(30) or abs(section.left_margin - Mm(30)) < Mm(0.1)
        assert section.different_first_page_header_footer
    assert document_xml(printed(invented.monthly())).count('<w:pgNumType w:start="1"/>') == 3


def test_heads_of_tables_repeat_and_rows_stay_whole():
    xml = document_xml(printed(invented.monthly()))
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL)
    long = next(one for one in tables if "Nội dung nhiệm vụ" in one)
    assert long.count("<w:tblHeader/>") == 1
    assert long.count("<w:cantSplit/>") == long.count("<w:tr>") == 101
    assert '<w:tblLayout w:type="fixed"/>' in long


def test_a_row_longer_than_a_page_may_be_torn():
    payload = invented.monthly(overdue=1)
    payload["tables"]["overdue"]["rows"][0]["text"] = {"text": "rất dài " * 500}
    row = next(
        one for one in re.findall(r"<w:tr>.*?</w:tr>", document_xml(printed(payload)), re.DOTALL) if "rất dài" in one
    )
    assert "<w:cantSplit/>" not in row


@pytest.mark.parametrize("work", invented.WORKS)
def test_text_of_users_is_text(work):
    payload = invented.monthly(overdue=1)
    payload["tables"]["overdue"]["rows"][0]["text"] = {"text": work}
    payload["tables"]["without"]["rows"] = []
    payload["head"] = invented.head(addressees=[work], recipients=[work], title=work, issuer=work)
    text = "".join(all_text(printed(payload)).split())
    assert text.count("".join(work.split())) == 5  # issuer, title, addressee, recipient, row
    opened(printed(payload))


def test_demonstration_data_is_marked_on_every_page():
    marked = opened(printed(invented.monthly()))
    plain = opened(printed(invented.monthly(sample=False)))
    for section in marked.sections:
        assert section.first_page_footer.paragraphs[0].text == "Số liệu minh họa"
        assert section.footer.paragraphs[0].text == "Số liệu minh họa"
    assert plain.sections[0].footer.paragraphs[0].text == ""


def test_the_same_paper_is_the_same_file():
    assert printed(invented.monthly()) == printed(invented.monthly())


def test_lines_that_an_officer_breaks_are_paragraphs():
    """A break within a justified paragraph would stretch the line before it."""
    payload = invented.monthly(annexes=[])
    body = [{"key": "x1", "style": "paragraph", "text": "Dòng một\r\n\r\nDòng hai"}, *payload["body"]]
    assert "\nDòng một\nDòng hai\n" in all_text(to_docx(payload, body))


@pytest.mark.parametrize("written", ["Sở Xây dựng: 03 việc;", "- Sở Xây dựng: 03 việc;", "– Sở Xây dựng: 03 việc;"])
def test_a_line_of_a_list_has_one_dash(written):
    payload = invented.monthly(annexes=[])
    body = [{"key": "a", "style": "dash", "runs": [written]}, *payload["body"]]
    assert "\n- Sở Xây dựng: 03 việc;\n" in all_text(to_docx(payload, body))


def test_capitals_leave_the_numbers_of_documents_alone():
    payload = invented.monthly()
    payload["annexes"][0]["title"] = "Danh mục tại Chỉ thị số 05/CT-TTg"
    assert "DANH MỤC TẠI CHỈ THỊ SỐ 05/CT-TTg" in all_text(printed(payload))
