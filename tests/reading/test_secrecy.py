"""A document that bears a mark of secrecy is refused; one that only speaks of secrets is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from namro.reading.sources import Secret, open_source
from tests import making_docx as make
from tests.making_docx import Docx, Xml
from tests.shared_material import shared_files

LETTERHEAD = "ỦY BAN NHÂN DÂN\nTỈNH X\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
BODY = "\nChỉ thị\nGiao Sở Nội vụ bảo vệ bí mật nhà nước; không soạn văn bản MẬT trên máy nối mạng.\n"


def mark_of(data: bytes, name: str | None = None) -> str | None:
    """The mark that a document is refused for, or None where it is read."""
    try:
        open_source(data, name=name)
    except Secret as error:
        assert "không bản nào được lưu" in str(error)
        assert "\n" not in str(error)
        return str(error).partition("(")[2].partition(")")[0]
    return None


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("**TUYỆT MẬT**", "TUYỆT MẬT"),
        ("| MẬT |", "MẬT"),
        ("[MẬT]", "MẬT"),
        ("M Ậ T", "MẬT"),
        ("TỐI MẬT - HỎA TỐC", "TỐI MẬT"),
        ("MẬT (Bản số: 02)", "MẬT"),
        ("Độ mật: Tối mật", "TỐI MẬT"),
        ("TÀI LIỆU MẬT", "MẬT"),
        ("TUYET MAT", "TUYỆT MẬT"),
        ("UBND TỈNH X          MẬT", "MẬT"),
        ("Số: 12/BC-UBND(M)", "MẬT"),
        ("Số: 12/BC-UBND (M)", "MẬT"),
        ("Số: 15/MẬT-BC", "MẬT"),
        ("Số: 07/TỐI MẬT-UBND ngày 3/5/2025", "TỐI MẬT"),
        ("TUYE\u0323\u0302T MA\u0323\u0302T", "TUYỆT MẬT"),  # decomposed
        # Not marks
        ("Độ mật: không", None),
        ("Về công tác bảo vệ bí mật nhà nước", None),
        ("CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC", None),
        ("BẢO MẬT", None),
        ("mật nhà nước trong tình hình mới", None),
        ("Mật độ dân số", None),
        ("MẬT ĐỘ CHĂN NUÔI", None),
        ("BẢO VỆ BÍ\nMẬT", None),  # a title that was hard-wrapped
        ("MẶT TRẬN TỔ QUỐC", None),
        ("Số: 12/BC-UBND", None),
        ("Số: 12/KH-UBND về bảo vệ bí mật nhà nước", None),
        ("Căn cứ Kế hoạch số 12/KH-BCA(M) ngày 3/5/2025", None),  # another document's number
    ],
)
def test_marks_near_the_head(line: str, mark: str | None) -> None:
    assert mark_of(f"{LETTERHEAD}{line}\n{BODY}".encode()) == mark
    document = Docx()
    for text in f"{LETTERHEAD}{line}\n{BODY}".splitlines():
        document.paragraph(text)
    assert mark_of(document.bytes()) == mark


def test_a_word_far_from_the_head_is_no_mark() -> None:
    assert mark_of((LETTERHEAD + "Nội dung\n" * 30 + "MẬT\n").encode()) is None


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("TUYET MAT - phuong an.docx", "TUYỆT MẬT"),
        ("kh_toi-mat.docx", "TỐI MẬT"),
        ("Kế hoạch tối mật.docx", "TỐI MẬT"),
        ("12-BC-UBND_MẬT.docx", "MẬT"),
        ("KH_MẬT_2025.docx", "MẬT"),
        ("BC_Mật_2025.pdf", "MẬT"),
        ("12-BC-UBND(M).docx", "MẬT"),
        ("[MAT] ke hoach.docx", "MẬT"),
        ("12-BC-UBND_MAT.docx", "MẬT"),
        ("TUYE\u0323\u0302T MA\u0323\u0302T.txt", "TUYỆT MẬT"),
        ("MẬT", "MẬT"),
        # Not marks
        ("ke-hoach-bao-ve-bi-mat-nha-nuoc.docx", None),
        ("KE HOACH BAO VE BI MAT NHA NUOC.docx", None),
        ("Bảo vệ BÍ MẬT nhà nước.docx", None),
        ("GIAI PHONG MAT BANG.docx", None),
        ("MAT TRAN TO QUOC 2025.docx", None),
        ("Mật độ chăn nuôi.docx", None),
        ("MẬT ĐỘ.docx", None),
        ("bao_mat_CNTT.docx", None),
        ("MAT.docx", None),
        ("chi-thi(1).docx", None),
        (None, None),
    ],
)
def test_marks_in_the_name(name: str | None, mark: str | None) -> None:
    assert mark_of("Chỉ thị".encode(), name) == mark


def test_the_name_is_looked_at_before_the_bytes() -> None:
    assert mark_of(b"%PDF-1.7", "TUYỆT MẬT.pdf") == "TUYỆT MẬT"


@pytest.mark.parametrize(
    "document",
    [
        Docx().header("MẬT"),
        Docx().header("Trang 1", kind="footer").header("TỐI MẬT", kind="footer"),
        Docx().header(
            Xml('<w:p><w:r><w:pict><v:shape><v:textpath string="TUYỆT MẬT"/></v:shape></w:pict></w:r></w:p>')
        ),
        Docx().paragraph("UBND TỈNH X", make.text_box("MẬT")),
        Docx().paragraph(Xml('<w:r><w:pict><v:shape><v:textpath string="MẬT"/></v:shape></w:pict></w:r>')),
        Docx().table([["UBND TỈNH X", "CỘNG HÒA"], ["Số: 15/BC", "ngày 3"], ["MẬT", ""]]),
        Docx().paragraph("M", make.run("ẬT", bold=True)),
        Docx().paragraph("MẬT", make.deleted(" độ")),
    ],
)
def test_marks_in_the_parts_of_a_word_file(document: Docx) -> None:
    document.paragraph("Chỉ thị")
    assert mark_of(document.bytes())


def test_a_deleted_mark_is_none() -> None:
    assert mark_of(Docx().paragraph(make.deleted("MẬT")).paragraph("Chỉ thị").bytes()) is None


@pytest.mark.parametrize(
    "path",
    [
        path
        for pattern in ("reading/dev/*.txt", "reading/unlabelled/*", "reading/tables/*.docx", "nd30/*")
        for path in shared_files(pattern)
    ],
    ids=lambda path: path.name,
)
def test_real_documents_bear_no_mark(path: Path) -> None:
    assert mark_of(path.read_bytes(), path.name) is None
