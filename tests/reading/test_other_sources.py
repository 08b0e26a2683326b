"""Web pages, workbooks, old Word, mail and old encodings."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import unicodedata
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest

from namro.reading import CannotRead, read
from namro.reading.sources import Secret, open_source
from namro.reading.sources.old_encodings import _TCVN3, _VNI, convert
from tests.making_docx import Docx

DIRECTIVE = """ỦY BAN NHÂN DÂN TỈNH AN LÂM
Số: 07/CT-UBND
An Lâm, ngày 12 tháng 3 năm 2025
CHỈ THỊ
Về việc đẩy mạnh giải ngân vốn đầu tư công trên địa bàn tỉnh
1. Sở Tài chính chủ trì, phối hợp với các sở, ban, ngành rà soát, tổng hợp kế hoạch vốn, báo cáo trước ngày 26/3/2025.
2. Sở Xây dựng hướng dẫn các chủ đầu tư hoàn thiện hồ sơ dự án, khắc phục khó khăn, vướng mắc trong quý II năm 2025.
"""
needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def in_tcvn3(text: str) -> str:
    back = {letter: place for place, letter in _TCVN3.items()}
    return "".join(back.get(one, back.get(one.lower(), one)) for one in text)


def in_vni(text: str) -> str:
    back = {letter: place for place, letter in _VNI.items()}
    return "".join(back.get(one, one) for one in text)


def in_1258(text: str) -> bytes:
    out = ""
    for one in text:
        try:
            one.encode("cp1258")
            out += one
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", one)
            tone = apart[-1] if apart[-1] in "\u0300\u0301\u0303\u0309\u0323" else apart[1]
            rest = "".join(apart.replace(tone, ""))
            out += unicodedata.normalize("NFC", rest) + tone
    return out.encode("cp1258")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (in_tcvn3(DIRECTIVE).encode("latin-1"), "TCVN3"),
        (in_vni(DIRECTIVE).encode("cp1252"), "VNI"),
        (in_1258(DIRECTIVE), "Windows-1258"),
        (DIRECTIVE.encode().decode("latin-1").encode(), "hai lần"),
    ],
)
def test_old_encodings_are_converted_and_told(data: bytes, name: str) -> None:
    found = read(data)
    assert name in found.source.remarks[0]
    assert found.source.text.lower() == open_source(DIRECTIVE.encode()).text.lower()
    assert found.tasks[0].leads[0].name == "Sở Tài chính"


def test_other_texts_are_no_old_encoding() -> None:
    assert convert(DIRECTIVE) is None
    assert convert("The committee shall report to the minister by the end of each quarter. " * 5) is None
    assert convert("Le comité présidé par le préfet a été créé à l'été où l'hôpital fut fermé. " * 5) is None


def test_a_word_document_in_an_old_font_is_converted() -> None:
    document = Docx()
    for line in DIRECTIVE.splitlines():
        document.paragraph(in_tcvn3(line))
    source = open_source(document.bytes())
    assert "chủ trì, phối hợp" in source.text
    assert "TCVN3" in source.remarks[0]


HTML = """<!DOCTYPE html><html><head><title>x</title><style>p {}</style></head><body><nav>Trang chủ</nav>
<table><tr><td><p>ỦY BAN NHÂN DÂN<br>TỈNH AN LÂM</p><p>Số: 07/CT-UBND</p></td>
<td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br>An Lâm, ngày 12 tháng 3 năm 2025</td></tr></table>
<p><b>CHỈ THỊ</b></p><p>1. Sở Tài chính chủ trì&nbsp;báo cáo
trước ngày 26/3/2025.</p><script>alert("Sở Y tế báo cáo")</script>
<table><tr><th>TT</th><th>Nhiệm vụ</th><th>Cơ quan chủ trì</th></tr>
<tr><td>1</td><td>Xây dựng kế hoạch</td><td rowspan="2">Sở Y tế</td></tr>
<tr><td>2</td><td>Tổ chức hội nghị</td></tr></table>
</body></html>"""


def test_a_web_page_is_read_as_it_shows() -> None:
    source = open_source(HTML.encode())
    assert source.kind == "html"
    assert "1. Sở Tài chính chủ trì báo cáo trước ngày 26/3/2025." in source.text.split("\n")
    assert "alert" not in source.text and "Trang chủ" not in source.text
    rows = source.tables[1].rows
    assert rows[1][2] == rows[2][2] and rows[1][2].rows == 2
    assert read(HTML.encode()).head.number == "07/CT-UBND"


def test_a_web_page_without_words_is_refused() -> None:
    with pytest.raises(CannotRead, match="không có chữ"):
        open_source(b"<!doctype html><html><body><script>1</script></body></html>")


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["PHỤ LỤC DANH MỤC NHIỆM VỤ"])
    sheet.append([])
    sheet.append(["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"])
    sheet.append([1, "Xây dựng kế hoạch giải ngân", "Sở Tài chính", dt.date(2025, 3, 26)])
    sheet.append([2, "Tổ chức hội nghị", "Sở Xây dựng", "Quý II/2025"])
    sheet.append([3, "Báo cáo kết quả", None, "Hằng tháng"])
    sheet.merge_cells("C5:C6")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_has_one_task_a_row() -> None:
    found = read(workbook(), name="phu-luc.xlsx")
    assert [(task.text, [lead.name for lead in task.leads]) for task in found.tasks] == [
        ("Xây dựng kế hoạch giải ngân", ["Sở Tài chính"]),
        ("Tổ chức hội nghị", ["Sở Xây dựng"]),
        ("Báo cáo kết quả", ["Sở Xây dựng"]),
    ]
    assert found.tasks[0].deadlines[0].date == "2025-03-26"


@pytest.mark.parametrize("keep", [200, 3000])
def test_a_damaged_workbook_is_refused(keep: int) -> None:
    data = workbook()
    with pytest.raises(CannotRead):
        open_source(data[:keep] + b"xl/workbook.xml")


def mail(*attachments: tuple[str, bytes], text: str = "Gửi anh chị tệp đính kèm.") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.vn", "b@example.vn", "Chỉ thị 07"
    message.set_content(text)
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return b"MIME-Version: 1.0\n" + bytes(message).replace(b"MIME-Version: 1.0\n", b"")


def test_the_directive_attached_to_a_mail_is_read() -> None:
    document = Docx()
    for line in DIRECTIVE.splitlines():
        document.paragraph(line)
    found = read(mail(("anh.gif", b"GIF89a"), ("chi-thi.docx", document.bytes())))
    assert found.head.number == "07/CT-UBND"
    assert "“chi-thi.docx”" in found.source.remarks[0]


def test_a_mail_without_attachment_is_read_itself() -> None:
    assert read(mail(text=DIRECTIVE)).head.number == "07/CT-UBND"


def test_a_mail_with_a_marked_attachment_is_refused() -> None:
    with pytest.raises(Secret):
        open_source(mail(("12-BC-UBND_MẬT.docx", b"PK\x03\x04")))


@needs_libreoffice
@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_what_libreoffice_opens_is_read(kind: str, tmp_path: Path) -> None:
    document = Docx()
    for line in DIRECTIVE.splitlines():
        document.paragraph(line)
    (tmp_path / "a.docx").write_bytes(document.bytes())
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", kind, "--outdir", tmp_path, tmp_path / "a.docx"], capture_output=True, check=True
    )
    found = read((tmp_path / f"a.{kind}").read_bytes())
    assert found.head.number == "07/CT-UBND"
    assert "LibreOffice" in found.source.remarks[0]


@pytest.mark.parametrize(
    "data", [b"{\\rtf1\\ansi", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")]
)
def test_without_libreoffice_the_refusal_says_so(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(CannotRead, match="cần LibreOffice"):
        open_source(data)
