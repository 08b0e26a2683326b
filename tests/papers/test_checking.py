"""The checker: it finds nothing in what we print, and finds each fault that is put in."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest

from namro.papers.checking import examine
from namro.papers.checking.reading import NotWord
from namro.papers.rendering import to_docx
from tests import invented_papers as invented

DOCUMENT, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"
LETTER = invented.head(
    kind_name="",
    title="",
    symbol="STC-TH",
    subject_line="V/v đôn đốc thực hiện nhiệm vụ",
    addressees=["Sở Xây dựng", "UBND xã Đồng Tâm"],
)


def printed(payload=None, **changes) -> bytes:
    payload = payload or invented.monthly()
    return to_docx(payload, payload["body"], **changes)


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The same document with one part changed; the change must change something."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                after = change(content.decode()).encode()
                assert after != content, "the fault was not put in"
                content = after
            target.writestr(name, content)
    return out.getvalue()


def failed(data: bytes, kind: str = "monthly") -> list[str]:
    return [check.name for check in examine(data, kind) if not check.ok]


def swap(before: str, after: str, count: int = -1) -> Callable[[str], str]:
    return lambda xml: xml.replace(before, after, count)


def style(name: str, before: str, after: str) -> Callable[[str], str]:
    """A change inside one paragraph style."""

    def change(xml: str) -> str:
        found = re.search(rf'<w:style [^>]*w:styleId="{name}".*?</w:style>', xml, re.DOTALL)
        assert found, name
        return xml.replace(found.group(), re.sub(before, after, found.group()))

    return change


def test_nothing_is_found_in_a_monthly_report():
    checks = examine(printed(), "monthly")
    assert [(check.name, check.detail) for check in checks if not check.ok] == []
    assert len(checks) >= 14
    assert all("Nghị định 30/2020/NĐ-CP" in check.article for check in checks)


def test_nothing_is_found_in_a_letter():
    assert failed(printed(invented.monthly(kind="urging", head=LETTER)), "urging") == []


def test_nothing_is_found_once_number_and_day_are_there():
    assert failed(printed(number="112", date=date(2025, 2, 3))) == []


def test_blank_number_and_day_are_told():
    details = {check.name: check.detail for check in examine(printed(), "monthly")}
    assert "để trống cho văn thư" in details["Số, ký hiệu"].lower()
    assert "để trống cho văn thư" in details["Địa danh, thời gian"]


FAULTS = [
    ("Khổ giấy", DOCUMENT, swap('w:w="11906"', 'w:w="12240"', 1)),
    ("Khổ giấy", DOCUMENT, swap('<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="16838" w:h="11906"/>', 1)),
    ("Lề trang", DOCUMENT, lambda xml: re.sub(r'(<w:pgMar[^>]*w:left=)"\d+"', r'\1"1134"', xml, count=1)),
    ("Lề trang", DOCUMENT, lambda xml: re.sub(r'(<w:pgMar[^>]*w:top=)"\d+"', r'\1"1701"', xml, count=1)),
    ("Phông chữ", STYLES, style("NRParagraph", "Times New Roman", "Arial")),
    ("Phông chữ", STYLES, style("NRTitle", "</w:rPr>", '<w:color w:val="FF0000"/></w:rPr>')),
    ("Số trang", STYLES, style("NRPageNumber", '<w:jc w:val="center"/>', '<w:jc w:val="right"/>')),
    ("Số trang", STYLES, style("NRPageNumber", r'<w:sz w:val="28"/>', '<w:sz w:val="22"/>')),
    ("Số trang", DOCUMENT, swap("<w:titlePg/>", "", 1)),
    ("Số trang", DOCUMENT, swap('<w:pgNumType w:start="1"/>', "", 1)),
    ("Số trang", HEADER, swap("PAGE", "NUMPAGES")),
    ("Quốc hiệu, Tiêu ngữ", DOCUMENT, swap("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI")),
    ("Quốc hiệu, Tiêu ngữ", DOCUMENT, swap("Độc lập - Tự do", "Độc Lập - Tự Do")),
    ("Quốc hiệu, Tiêu ngữ", STYLES, style("NRMotto", "<w:b/>", "")),
    ("Quốc hiệu, Tiêu ngữ", STYLES, style("NRRuleMotto", "<w:pBdr>.*</w:pBdr>", "")),
    ("Quốc hiệu, Tiêu ngữ", DOCUMENT, lambda xml: re.sub(r'("NRRuleMotto"/>\s*<w:ind w:left=)"\d+"', r'\1"0"', xml)),
    ("Tên cơ quan ban hành", DOCUMENT, swap("SỞ TÀI CHÍNH", "Sở Tài chính", 1)),
    ("Tên cơ quan ban hành", STYLES, style("NRIssuer", "<w:b/>", "")),
    ("Tên cơ quan ban hành", STYLES, style("NRSuperior", r'<w:sz w:val="24"/>', '<w:sz w:val="28"/><w:b/>')),
    ("Tên cơ quan ban hành", DOCUMENT, lambda xml: re.sub(r'("NRRuleIssuer"/>\s*<w:ind w:left=)"\d+"', r'\1"0"', xml)),
    ("Số, ký hiệu", DOCUMENT, lambda xml: re.sub(r"Số: +/BC", "Số: 7/BC", xml, count=1)),
    ("Số, ký hiệu", DOCUMENT, swap("/BC-STC", "/BC - stc", 1)),
    ("Số, ký hiệu", DOCUMENT, swap("Số: ", "S: ", 1)),
    ("Số, ký hiệu", STYLES, style("NRNumber", r'<w:sz w:val="26"/>', '<w:sz w:val="24"/>')),
    ("Địa danh, thời gian", STYLES, style("NRPlace", "<w:i/>", "")),
    ("Địa danh, thời gian", DOCUMENT, lambda xml: re.sub(r"ngày +tháng +năm", "ngày 3 tháng 2 năm", xml, count=1)),
    ("Địa danh, thời gian", DOCUMENT, lambda xml: re.sub(r"ngày +tháng", "ngày 13 tháng", xml, count=1)),
    ("Tên loại, trích yếu", STYLES, style("NRTitle", "<w:b/>", "")),
    ("Tên loại, trích yếu", STYLES, style("NRKind", '<w:jc w:val="center"/>', "")),
    ("Tên loại, trích yếu", DOCUMENT, swap(">BÁO CÁO<", ">Báo cáo<", 1)),
    ("Tên loại, trích yếu", DOCUMENT, lambda xml: re.sub(r'<w:p><w:pPr><w:pStyle w:val="NRTitle"/>.*?</w:p>', "", xml)),
    ("Kính gửi", DOCUMENT, swap("Kính gửi: Ủy", "Kính gửi Ủy")),
    ("Kính gửi", STYLES, style("NRTo", r'<w:sz w:val="28"/>', '<w:sz w:val="24"/>')),
    ("Nội dung", STYLES, style("NRParagraph", '<w:jc w:val="both"/>', "")),
    ("Nội dung", STYLES, style("NRDash", r'<w:sz w:val="28"/>', '<w:sz w:val="24"/>')),
    ("Nội dung", STYLES, style("NRParagraph", r'w:firstLine="\d+"', 'w:firstLine="0"')),
    ("Khoảng cách đoạn, dòng", STYLES, style("NRParagraph", r'w:before="\d+"', 'w:before="40"')),
    ("Khoảng cách đoạn, dòng", STYLES, style("NRParagraph", r'w:line="\d+"', 'w:line="480"')),
    ("Đề mục", DOCUMENT, swap("III. TỒN TẠI", "IV. TỒN TẠI")),
    ("Đề mục", DOCUMENT, swap("II. KẾT QUẢ THỰC HIỆN", "II. Kết quả thực hiện")),
    ("Đề mục", STYLES, style("NRSection", "<w:b/>", "")),
    ("Dấu kết thúc", DOCUMENT, swap("chỉ đạo./.", "chỉ đạo.", 1)),
    ("Dấu kết thúc", DOCUMENT, swap("trả lại.", "trả lại./.", 1)),
    ("Chức vụ, họ tên người ký", DOCUMENT, swap("Ngô Văn Tài", "TS. Ngô Văn Tài")),
    ("Chức vụ, họ tên người ký", DOCUMENT, swap("Ngô Văn Tài", "............")),
    ("Chức vụ, họ tên người ký", DOCUMENT, swap("Ngô Văn Tài", "NGÔ VĂN TÀI")),
    ("Chức vụ, họ tên người ký", DOCUMENT, swap("PHÓ GIÁM ĐỐC", "Phó Giám đốc")),
    ("Chức vụ, họ tên người ký", STYLES, style("NRSignerName", "<w:b/>", "")),
    ("Nơi nhận", DOCUMENT, swap("- Lưu: VT, TH.", "- Lưu hồ sơ.")),
    ("Nơi nhận", DOCUMENT, swap("- Lãnh đạo Sở;", "- Lãnh đạo Sở.")),
    ("Nơi nhận", DOCUMENT, swap("- Như trên;", "- Sở Xây dựng;")),
    ("Nơi nhận", STYLES, style("NRToRecipients", "<w:i/>", "")),
    ("Nơi nhận", STYLES, style("NRRecipient", r'<w:sz w:val="22"/>', '<w:sz w:val="28"/>')),
    ("Thứ tự, vị trí các thành phần", DOCUMENT, lambda xml: first_after_foot(xml)),
    ("Phụ lục", DOCUMENT, swap(">Phụ lục II<", ">Phụ lục 2<", 1)),
    ("Phụ lục", DOCUMENT, swap("(Kèm theo", "(Theo", 1)),
    ("Phụ lục", DOCUMENT, swap("DANH MỤC NHIỆM VỤ QUÁ HẠN", "Danh mục nhiệm vụ quá hạn")),
    ("Phụ lục", STYLES, style("NRAnnex", r'<w:sz w:val="28"/>', '<w:sz w:val="26"/>')),
    ("Phụ lục", DOCUMENT, swap("tại các Phụ lục I, II, III kèm theo", "xem sau")),
    ("Bảng, biểu", DOCUMENT, lambda xml: re.sub(r'w:w="\d+"/><w:gridCol', 'w:w="9000"/><w:gridCol', xml)),
    ("Bảng, biểu", DOCUMENT, swap("<w:tblHeader/>", "")),
]  # fmt: skip


def first_after_foot(xml: str) -> str:
    """The first paragraph of the text, moved behind recipients and signature."""
    opening = re.search(r'<w:p><w:pPr><w:pStyle w:val="NROpening"/>.*?</w:p>', xml)
    assert opening
    rest = xml.replace(opening.group(), "")
    at = rest.index("</w:tbl>", rest.index("Nơi nhận:")) + len("</w:tbl>")
    return rest[:at] + opening.group() + rest[at:]


@pytest.mark.parametrize(("name", "part", "change"), FAULTS)
def test_each_fault_is_found_where_it_was_put_in(name, part, change):
    assert name in failed(changed(printed(), part, change))


def test_every_check_can_fail():
    """No check is there only to say yes."""
    assert {check.name for check in examine(printed(), "monthly")} == {name for name, _, _ in FAULTS}


@pytest.mark.parametrize(
    ("name", "part", "change"),
    [
        ("Tên loại, trích yếu", STYLES, style("NRSubject", r'<w:sz w:val="24"/>', '<w:sz w:val="28"/>')),
        ("Tên loại, trích yếu", STYLES, style("NRSubject", r'w:before="120"', 'w:before="0"')),
        ("Kính gửi", DOCUMENT, swap("- Sở Xây dựng;", "- Sở Xây dựng", 1)),
        ("Kính gửi", DOCUMENT, swap("Kính gửi:", "Gửi:")),
    ],
)  # fmt: skip
def test_faults_of_a_letter(name, part, change):
    letter = printed(invented.monthly(kind="urging", head=LETTER))
    assert name in failed(changed(letter, part, change), "urging")


def test_a_signer_nobody_knows_is_found():
    head = invented.head(signature={"authority": "", "title": "GIÁM ĐỐC", "name": None})
    assert failed(printed(invented.monthly(head=head))) == ["Chức vụ, họ tên người ký"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"PK\x03\x04",
        printed()[:500],
        changed(printed(), DOCUMENT, lambda text: text.replace("w:body>", "w:other>")),
        changed(printed(), DOCUMENT, lambda text: f"<!DOCTYPE x>{text[text.index('<w:document') :]}"),
    ],
)
def test_what_is_no_word_document_is_refused_in_words(data):
    with pytest.raises(NotWord, match="không phải văn bản Word"):
        examine(data, "monthly")
