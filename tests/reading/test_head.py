"""The document about itself: letterhead, number, day, kind, subject, recipients, signature."""

from __future__ import annotations

from typing import Any

import pytest

from namro.reading import read
from namro.reading.document_kinds import kind_by_sign
from tests.reading.phrases import FOOT, LETTERHEAD, directive

BODY = "\n1. Giao Sở Nội vụ rà soát biên chế.\n\n2. Giao Sở Y tế tổ chức tiêm chủng.\n"


def head_of(letterhead: str, foot: str = FOOT) -> Any:
    return read((letterhead + BODY + foot).encode()).head


def test_a_directive_of_a_province() -> None:
    head = directive(BODY).head
    assert head.kind == "chỉ thị"
    assert head.number == "12/CT-UBND"
    assert head.issued_on == "2025-03-12"
    assert head.issuer == "Ủy ban nhân dân tỉnh Tân Lĩnh"
    assert head.place == "Tân Lĩnh"
    assert head.subject == "Về việc tăng cường quản lý công viên, vườn hoa"
    assert head.recipients == ("Thường trực Tỉnh ủy", "Các sở, ngành")
    assert head.signer is not None
    assert (head.signer.name, head.signer.title) == ("Trần Văn Mẫu", "CHỦ TỊCH")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 12/CT-UBND", "12/CT-UBND"),
        ("Số : 12 /CT-UBND", "12/CT-UBND"),
        ("Số: 12/2025/QĐ-UBND", "12/2025/QĐ-UBND"),
        ("Số 12-CT/TU", "12-CT/TU"),
        # as a scan may read it
        ("$6:12/CT-UBND", "12/CT-UBND"),
        # left blank for the clerk
        ("Số:      /CT-UBND", None),
        ("Số: …/CT-UBND", None),
        ("Số: ....../CT-UBND", None),
    ],
)
def test_number(line: str, number: str | None) -> None:
    assert head_of(LETTERHEAD.replace("Số: 12/CT-UBND", line)).number == number


def test_a_title_that_a_scan_robbed_of_its_marks() -> None:
    assert "CHỈ THỊ" in LETTERHEAD
    assert head_of(LETTERHEAD.replace("CHỈ THỊ", "CHI THI").replace("/CT-", "/")).kind == "chỉ thị"


@pytest.mark.parametrize(
    ("line", "place", "issued_on"),
    [
        ("Tân Lĩnh, ngày 05 tháng 4 năm 2025", "Tân Lĩnh", "2025-04-05"),
        ("Tân Lĩnh, ngày 5 tháng 04 năm 2025", "Tân Lĩnh", "2025-04-05"),
        ("*Tân Lĩnh, ngày 05 tháng 4 năm 2025*", "Tân Lĩnh", "2025-04-05"),
        ("Hà Nội, ngày 20 tháng 11 năm 2025", "Hà Nội", "2025-11-20"),
        ("TP. Hồ Chí Minh, ngày 20 tháng 11 năm 2025", "TP. Hồ Chí Minh", "2025-11-20"),
        # the day left blank
        ("Tân Lĩnh, ngày      tháng 4 năm 2025", "Tân Lĩnh", None),
        ("Tân Lĩnh, ngày … tháng … năm 2025", "Tân Lĩnh", None),
        # no such day
        ("Tân Lĩnh, ngày 31 tháng 02 năm 2025", "Tân Lĩnh", None),
    ],
)
def test_place_and_day(line: str, place: str, issued_on: str | None) -> None:
    head = head_of(LETTERHEAD.replace("Tân Lĩnh, ngày 12 tháng 3 năm 2025", line))
    assert (head.place, head.issued_on) == (place, issued_on)


@pytest.mark.parametrize(
    ("title", "number", "kind"),
    [
        ("CHỈ THỊ", "12/CT-UBND", "chỉ thị"),
        ("KẾ HOẠCH", "12/KH-UBND", "kế hoạch"),
        ("QUYẾT ĐỊNH", "12/QĐ-UBND", "quyết định"),
        ("NGHỊ QUYẾT", "12/NQ-HĐND", "nghị quyết"),
        ("CÔNG ĐIỆN", "12/CĐ-UBND", "công điện"),
        ("THÔNG BÁO", "12/TB-UBND", "thông báo"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "12/CTr-UBND", "chương trình hành động"),
        ("**KẾ HOẠCH**", "12/KH-UBND", "kế hoạch"),
    ],
)
def test_kind(title: str, number: str, kind: str) -> None:
    assert head_of(LETTERHEAD.replace("CHỈ THỊ", title).replace("12/CT-UBND", number)).kind == kind


LETTER = """ỦY BAN NHÂN DÂN
TỈNH TÂN LĨNH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 345/UBND-VX
V/v tăng cường phòng, chống dịch bệnh

Tân Lĩnh, ngày 12 tháng 3 năm 2025

Kính gửi:
- Các sở, ban, ngành tỉnh;
- UBND các xã, phường.

Thực hiện Công điện số 16/CĐ-TTg ngày 18/02/2025 của Thủ tướng Chính phủ, UBND tỉnh yêu cầu:
"""


def test_a_letter_has_no_title() -> None:
    head = head_of(LETTER)
    assert head.kind == "công văn"
    assert head.number == "345/UBND-VX"
    assert head.subject == "tăng cường phòng, chống dịch bệnh"
    assert head.issuer == "Ủy ban nhân dân tỉnh Tân Lĩnh"


@pytest.mark.parametrize(
    ("left", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH TÂN LĨNH", "Ủy ban nhân dân tỉnh Tân Lĩnh"),
        ("UBND TỈNH TÂN LĨNH", "UBND tỉnh Tân Lĩnh"),
        ("UỶ BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG", "Uỷ ban nhân dân thành phố Hải Phòng"),
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP", "Ủy ban nhân dân xã Tân Lập"),
        ("HỘI ĐỒNG NHÂN DÂN\nTỈNH TÂN LĨNH", "Hội đồng nhân dân tỉnh Tân Lĩnh"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("VĂN PHÒNG CHÍNH PHỦ", "Văn phòng Chính phủ"),
        ("BỘ TÀI CHÍNH", "Bộ Tài chính"),
        ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường"),
        # a name of two lines
        ("BỘ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch"),
        # an office of the Party's centre
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\n**VĂN PHÒNG**", "Văn phòng Trung ương Đảng"),
        # of two offices the lower one issued it
        ("UBND TỈNH TÂN LĨNH\nSỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
        ("UBND TỈNH TÂN LĨNH\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
    ],
)
def test_issuer_is_one_readable_name(left: str, issuer: str) -> None:
    assert head_of(LETTERHEAD.replace("ỦY BAN NHÂN DÂN\nTỈNH TÂN LĨNH", left)).issuer == issuer


@pytest.mark.parametrize(
    ("lines", "recipients"),
    [
        ("- Như trên;\n- Bộ Tài chính (để b/c);\n- Lưu: VT, TH.", ("Như trên", "Bộ Tài chính (để b/c)")),
        # run together in one line
        ("- Như trên; - Bộ Tài chính; - Lưu: VT.", ("Như trên", "Bộ Tài chính")),
        # without dashes
        ("Như trên;\nBộ Tài chính;\nLưu: VT.", ("Như trên", "Bộ Tài chính")),
        # the file copy is none
        ("- Sở Y tế;\n- Lưu VT.", ("Sở Y tế",)),
        # a list in one entry
        ("- Chủ tịch, các PCT UBND tỉnh;\n- Lưu: VT.", ("Chủ tịch, các PCT UBND tỉnh",)),
    ],
)
def test_recipients(lines: str, recipients: tuple[str, ...]) -> None:
    foot = f"\n\nNơi nhận:\n{lines}\n\nCHỦ TỊCH\n\nTrần Văn Mẫu\n"
    assert head_of(LETTERHEAD, foot).recipients == recipients


@pytest.mark.parametrize(
    ("signature", "name", "title"),
    [
        ("CHỦ TỊCH\n\nTrần Văn Mẫu", "Trần Văn Mẫu", "CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Mẫu", "Trần Văn Mẫu", "CHỦ TỊCH"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu", "Trần Văn Mẫu", "PHÓ CHỦ TỊCH"),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu", "Trần Văn Mẫu", "PHÓ CHỦ TỊCH"),
        # a family name of two letters
        ("CHỦ TỊCH\n\nLê Văn Mẫu", "Lê Văn Mẫu", "CHỦ TỊCH"),
        ("CHỦ TỊCH\n\nĐỗ Thị Mẫu", "Đỗ Thị Mẫu", "CHỦ TỊCH"),
        ("KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n\nTrần Văn Mẫu", "Trần Văn Mẫu", "PHÓ THỦ TƯỚNG"),
    ],
)
def test_signer(signature: str, name: str, title: str) -> None:
    signer = head_of(LETTERHEAD, f"\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{signature}\n").signer
    assert signer is not None
    assert (signer.name, signer.title) == (name, title)


@pytest.mark.parametrize(
    ("lines", "addressees"),
    [
        (
            "Kính gửi:\n- Các sở, ban, ngành tỉnh;\n- UBND các xã, phường.",
            ["Các sở, ban, ngành tỉnh", "UBND các xã, phường"],
        ),
        ("Kính gửi: Bộ trưởng Bộ Công Thương.", ["Bộ Công Thương"]),
        ("|\nKính gửi:\n|\n- Công an tỉnh;\n- Sở Xây dựng.\n|", ["Công an tỉnh", "Sở Xây dựng"]),
    ],
)
def test_addressees(lines: str, addressees: list[str]) -> None:
    found = directive("", addressing=f"{lines}\n\n{BODY}")
    assert [one.name for one in found.head.addressees] == addressees
    assert all(found.source.words(one.span) for one in found.head.addressees)


def test_a_directive_speaks_to_nobody_by_kinh_gui() -> None:
    assert directive(BODY).head.addressees == ()


@pytest.mark.parametrize("number", ["Số:\n12/CT-UBND", "|\nSố:\n12/CT-UBND\n|\nTân Lĩnh\n|"])
def test_the_number_in_the_line_after_its_word(number: str) -> None:
    assert head_of(LETTERHEAD.replace("Số: 12/CT-UBND", number)).number == "12/CT-UBND"


def test_every_part_says_where_it_stands() -> None:
    found = directive(BODY)
    words = {key: found.source.words(span) for key, span in found.head.spans.items()}
    assert words["number"] == "12/CT-UBND"
    assert "ngày 12 tháng 3 năm 2025" in words["issued_on"]
    assert words["subject"] == "Về việc tăng cường quản lý công viên, vườn hoa"
    assert words["recipients"].startswith("Nơi nhận:")


def test_a_text_without_a_head_has_none() -> None:
    head = read("Giao Sở Y tế tổ chức tiêm chủng.".encode()).head
    assert (head.kind, head.number, head.issued_on, head.issuer, head.recipients) == (None, None, None, None, ())


def test_the_letters_of_a_number_tell_the_kind_before_the_issuer() -> None:
    assert kind_by_sign("17/2025/CT-UBND") == "chỉ thị"
    assert kind_by_sign("17986/BTC-CT") == "công văn"  # drafted by the Tax Department of a ministry


def test_who_sends_a_telegram_without_its_letterhead() -> None:
    text = "CÔNG ĐIỆN\n\nVề việc phòng dịch\n\nThủ tướng Chính phủ điện:\n\n- Bộ trưởng Bộ Y tế;\n" + BODY
    assert read(text.encode()).head.issuer == "Thủ tướng Chính phủ"


def test_a_title_that_opens_with_the_issuer() -> None:
    head = read(f"KẾT LUẬN\n\nCỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ\n\nVỀ CÔNG TÁC TIÊM CHỦNG\n\n{BODY}".encode()).head
    assert (head.kind, head.issuer, head.subject) == ("kết luận", "Bộ Chính trị, Ban Bí thư", "VỀ CÔNG TÁC TIÊM CHỦNG")


@pytest.mark.parametrize(
    ("before", "after", "issuer"),
    [
        ("THÔNG BÁO", "Văn phòng Chính phủ thông báo để các bộ, cơ quan biết, thực hiện.", "Văn phòng Chính phủ"),
        ("NGHỊ QUYẾT", "TM. CHÍNH PHỦ\n\nKT. THỦ TƯỚNG", "Chính phủ"),
        ("KẾT LUẬN\n\nSau khi nghe báo cáo, Ban Bí thư kết luận như sau:", "", "Ban Bí thư"),
    ],
)
def test_who_issued_what_lost_its_letterhead(before: str, after: str, issuer: str) -> None:
    assert read(f"{before}\n\n{BODY}\n{after}\n".encode()).head.issuer == issuer


def test_the_line_of_who_speaks_is_no_heading() -> None:
    grounds = "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH TÂN LĨNH\n\nCăn cứ Luật Tổ chức chính quyền địa phương năm 2025\n\n"
    articles = "Điều 1. Ban hành kèm theo Quyết định này Quy chế tiêm.\n\nĐiều 2. Giao Sở Y tế tổ chức tiêm chủng.\n"
    title = "QUYẾT ĐỊNH\n\nVỀ VIỆC BAN HÀNH QUY CHẾ TIÊM CHỦNG\n\n"
    assert [task.at for task in read((title + grounds + articles).encode()).tasks] == ["Điều 2"]


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("TẦM NHÌN ĐẾN NĂM 2045 THỦ TƯỚNG CHÍNH PHỦ", "TẦM NHÌN ĐẾN NĂM 2045"),
        ("GIAI ĐOẠN 2 CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH TÂN LĨNH", "GIAI ĐOẠN 2"),
        ("THUỘC THẨM QUYỀN CỦA ỦY BAN NHÂN DÂN TỈNH TÂN LĨNH", None),
        ("DO VĂN PHÒNG CHÍNH PHỦ CHỦ TRÌ CÙNG VĂN PHÒNG CHÍNH PHỦ", None),
    ],
)
def test_who_issues_joined_to_the_subject_is_no_part_of_it(line: str, subject: str | None) -> None:
    text = f"QUYẾT ĐỊNH\n\nPHÊ DUYỆT ĐỀ ÁN TIÊM CHỦNG {line}\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\n{BODY}"
    assert read(text.encode()).head.subject == f"PHÊ DUYỆT ĐỀ ÁN TIÊM CHỦNG {subject or line}"


def test_a_text_without_a_title_that_names_itself() -> None:
    body = f"{BODY}\n3. Giao Sở Y tế theo dõi Kết luận này.\n\n4. Sở Nội vụ báo cáo kết quả thực hiện Kết luận này.\n"
    assert read(body.encode()).head.kind == "kết luận"


def test_a_long_line_in_capitals_near_the_recipients_is_read_in_a_moment() -> None:
    """It once took minutes: a run of capitals could be cut into words in endlessly many ways."""
    table = "QUYTRÌNHGIẢIQUYẾTTHỦTỤCHÀNHCHÍNH " * 4 + "lĩnh vực văn hóa"
    assert head_of(LETTERHEAD, f"\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\n{table}\n").signer is None
