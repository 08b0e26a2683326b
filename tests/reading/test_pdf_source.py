"""PDFs with text: what stands on a page becomes paragraphs, tables, notes and columns in reading order."""

from __future__ import annotations

import pytest

from namro.reading import CannotRead, read
from namro.reading.model import Source
from namro.reading.sources import Limits, Secret, open_source
from namro.reading.sources.paged.model import Line, Word
from namro.reading.sources.paged.tables import TableCell, TableDraft, go_on
from tests.making_pdf import FOOT, LETTERHEAD, by_hand, directive, pdf
from tests.shared_material import SHARED

LONG = (
    "Các sở, ban, ngành, Ủy ban nhân dân các huyện, thị xã, thành phố tập trung rà soát, tháo gỡ khó khăn, vướng mắc, "
    "đẩy nhanh tiến độ giải ngân vốn đầu tư công, bảo đảm tỷ lệ giải ngân đạt 100% kế hoạch"
)


def blocks(source: Source, *, table: int | None = None) -> list[str]:
    return [source.text[block.start : block.end] for block in source.blocks if block.table == table]


def cells(source: Source, table: int) -> list[list[str]]:
    return [
        [" ".join(source.text[b.start : b.end] for b in source.blocks[cell.first : cell.last]) for cell in row]
        for row in source.tables[table].rows
    ]


def test_a_directive_is_read_whole() -> None:
    found = read(directive(), name="chi-thi.pdf")
    assert (found.head.kind, found.head.number, found.head.issued_on) == ("chỉ thị", "07/CT-UBND", "2025-03-12")
    assert found.head.issuer == "Ủy ban nhân dân tỉnh An Lâm"
    assert found.head.signer is not None and found.head.signer.name == "Trần Minh Họa"
    assert [task.leads[0].name for task in found.tasks][:2] == ["Sở Tài chính", "Sở Xây dựng"]
    assert [one.date for one in found.tasks[0].deadlines] == ["2025-03-26"]
    assert [one.number for one in found.tasks[1].citations] == ["182/2024/NĐ-CP"]


def test_the_letterhead_has_two_columns() -> None:
    assert cells(open_source(directive()), 0) == [
        [
            "ỦY BAN NHÂN DÂN TỈNH AN LÂM Số: 07/CT-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc An Lâm, ngày 12 tháng 3 năm 2025",
        ]
    ]


def test_a_letterhead_too_narrow_for_its_place_and_year_is_read() -> None:
    head = r"""
#grid(columns: (1fr, 1fr),
  align(center)[ỦY BAN NHÂN DÂN TỈNH \ AN LÂM \ Số: 07/CT-UBND],
  align(center)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM* \ An Lâm, ngày 12 tháng 3 năm \ 2025])
#align(center)[*CHỈ THỊ* \ *Về việc giải ngân vốn đầu tư công*]
"""
    found = read(pdf(head + LONG)).head
    assert (found.issued_on, found.issuer) == ("2025-03-12", "Ủy ban nhân dân tỉnh An Lâm")


def test_hard_wraps_and_the_turn_of_a_page_are_joined() -> None:
    paragraphs = [f"Nội dung thứ {number}: {LONG}." for number in range(30)]
    source = open_source(pdf("\n\n".join(paragraphs)))
    assert blocks(source) == paragraphs
    assert {block.page for block in source.blocks} >= {1, 2}


def test_page_numbers_and_running_heads_are_dropped() -> None:
    head = "#set page(header: [CÔNG BÁO/Số 277/Ngày 16-05-2026 #h(1fr) #context counter(page).display()])\n"
    body = "\n\n".join(f"Nội dung thứ {number}: {LONG}." for number in range(24))
    assert "CÔNG BÁO" not in open_source(pdf(head + body)).text


def test_a_number_that_is_broken_at_its_dash_is_whole_again() -> None:
    narrow = "#set page(width: 120mm)\n#set par(justify: false)\n"
    body = (
        r"Thực hiện nghiêm Nghị định số 182/2024/NĐ-\ CP ngày 31/12/2024 và Nghị quyết số 57-\ NQ/TW của Bộ Chính trị."
    )
    text = open_source(pdf(narrow + body)).text
    assert "182/2024/NĐ-CP ngày" in text
    assert "57-NQ/TW của" in text


def test_footnotes_stand_after_the_body_under_their_marks() -> None:
    body = (
        f"{LONG}#footnote[Báo cáo gửi trước ngày 05 hằng tháng.] theo phân công.\n\n"
        f"{LONG} theo Quyết định ngày 01/3/2025#footnote[Số liệu lũy kế đến hết tháng trước.]."
    )
    source = open_source(pdf(body))
    notes = {block.note: source.text[block.start : block.end] for block in source.blocks if block.note}
    assert notes == {
        "¹": "Báo cáo gửi trước ngày 05 hằng tháng.",
        "²": "Số liệu lũy kế đến hết tháng trước.",
    }
    assert [(one.mark, source.words(one.span)) for one in source.marks] == [("¹", "¹"), ("²", "²")]
    assert "01/3/2025²." in source.text


def test_a_table_over_pages_is_one_and_its_head_is_not_repeated() -> None:
    rows = "".join(f"[{number}], [Xây dựng kế hoạch số {number}], [Sở Tài chính]," for number in range(1, 80))
    source = open_source(pdf(f"#table(columns: 3, table.header([TT], [Nhiệm vụ], [Cơ quan chủ trì]), {rows})"))
    assert len(source.tables) == 1
    assert cells(source, 0)[0] == ["TT", "Nhiệm vụ", "Cơ quan chủ trì"]
    assert [row[0] for row in cells(source, 0)] == ["TT", *map(str, range(1, 80))]


def test_a_page_whose_rows_join_two_columns_is_of_the_same_table() -> None:
    joined = "".join(f"[{number}], [Việc {number}], table.cell(colspan: 2)[Sở Y tế]," for number in range(1, 41))
    source = open_source(pdf(f"#table(columns: (1cm, 4cm, 4cm, 4cm), {joined} [41], [Việc], [Sở Y tế], [2025])"))
    assert len(source.tables) == 1
    assert [cell.columns for cell in source.tables[0].rows[0]] == [1, 1, 2]
    assert cells(source, 0)[-1] == ["41", "Việc", "Sở Y tế", "2025"]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("Nhiệm vụ giao Bộ trưởng Bộ Y tế chỉ", "đạo", True),
        ("Nhiệm vụ giao", "Tổng Giám đốc Tập đoàn chỉ đạo", True),
        ("Nhiệm vụ giao Bộ Y tế", "Nhiệm vụ giao Bộ Công an", False),
    ],
)
def test_a_title_that_a_page_breaks_is_one_row(above: str, below: str, whole: bool) -> None:
    one, other = (
        TableDraft(40.0, (60.0, 90.0, 400.0), [[TableCell(0, 90.0, [_line(text, page)]), TableCell(1, 400.0)]])
        for page, text in enumerate((above, below), 1)
    )
    assert go_on(one, other)
    assert [row[0].text for row in one.rows] == ([f"{above} {below}"] if whole else [above, below])


def _line(text: str, page: int) -> Line:
    words = [Word(word, 62.0 + 20 * at, 42.0, 80.0 + 20 * at, 54.0) for at, word in enumerate(text.split())]
    return Line(words, page)


def test_a_number_that_is_cut_where_its_cell_ends_is_whole_again() -> None:
    narrow = r"[Nghị định số \ 118/2025/N \ Đ-CP], [Trước \ 10/10/202 \ 5], [Thông báo \ 71/NQ-CP \ UBND tỉnh]"
    of_minister = r"[2], [Trước \ 10/10/2025], [Quyết định \ 118/2008/Q \ Đ-TTg]"
    source = open_source(
        pdf(f"#table(columns: (auto, auto, auto), inset: 5.4pt, [TT], [Hạn], [Số], {narrow}, {of_minister})\n\n{LONG}")
    )
    assert cells(source, 0)[2][2] == "Quyết định 118/2008/QĐ-TTg"
    first, second, third = cells(source, 0)[1]
    assert (first, third) == ("Nghị định số 118/2025/NĐ-CP", "Thông báo 71/NQ-CP UBND tỉnh")
    assert second == "Trước 10/10/2025"


def test_merged_cells_cover_their_rows() -> None:
    source = open_source(
        pdf(
            "#table(columns: 3, [TT], [Nhiệm vụ], [Cơ quan], "
            "[1], [Việc một], table.cell(rowspan: 2)[Sở Y tế], [2], [Việc hai])"
        )
    )
    rows = source.tables[0].rows
    assert rows[1][2] is rows[2][2] or rows[1][2] == rows[2][2]
    assert rows[1][2].rows == 2


def test_letters_set_apart_are_a_word() -> None:
    assert "KẾ HOẠCH" in open_source(pdf("#align(center)[K Ế #h(1em) H O Ạ C H]\n\n" + LONG)).text


def test_a_sideways_page_is_read_upright() -> None:
    source = open_source(pdf(f"#rotate(90deg, reflow: true)[#box(width: 200mm)[{LONG}.]]"))
    assert blocks(source)[0].startswith("Các sở, ban, ngành, Ủy ban nhân dân các huyện")


def test_what_an_annotation_shows_is_text() -> None:
    shown = "BT /F 14 Tf 2 2 Td (173) Tj ET"
    data = by_hand(
        "BT /F 14 Tf 100 700 Td (So:) Tj 70 0 Td (/KH-UBND) Tj ET",
        page="/Annots [6 0 R]",
        extra=[
            "<< /Type /Annot /Subtype /Stamp /Rect [130 698 160 715] /F 4 /AP << /N 7 0 R >> >>",
            "<< /Type /XObject /Subtype /Form /BBox [0 0 30 17] /Resources << /Font << /F 5 0 R >> >> "
            f"/Length {len(shown)} >>\nstream\n{shown}\nendstream",
        ],
    )
    assert open_source(data).text == "So: 173 /KH-UBND"


def test_scripts_and_attachments_are_left_alone() -> None:
    data = by_hand(
        "BT /F 14 Tf 100 700 Td (Thong bao ket luan cuoc hop) Tj ET",
        catalog="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); this.exportDataObject\\({cName: 'a'}\\)) >> "
        "/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>",
        extra=[
            "<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>",
            "<< /Type /EmbeddedFile /Length 2 >>\nstream\nMZ\nendstream",
        ],
    )
    assert open_source(data).text == "Thong bao ket luan cuoc hop"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "hỏng"),
        (directive()[:2000], "hỏng"),
        (
            by_hand("", trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O ({'o' * 32}) /U ({'u' * 32}) /P -44 >>"),
            "mật khẩu",
        ),
        (by_hand("", page="/UserUnit 1"), "không có chữ"),
        (by_hand("").replace(b"[0 0 595 842]", b"[0 0 1 1]    "), "không phải trang văn bản"),
    ],
)
def test_bad_files_are_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(CannotRead, match=words) as caught:
        open_source(data)
    assert "\n" not in str(caught.value)


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(CannotRead, match="quá giới hạn 2 trang"):
        open_source(pdf("a #pagebreak() b #pagebreak() c"), limits=Limits(max_pages=2))


def test_a_marked_pdf_is_refused() -> None:
    marked = LETTERHEAD.replace("Số: 07/CT-UBND", r"Số: 07/CT-UBND \ MẬT")
    with pytest.raises(Secret):
        open_source(pdf(marked + LONG + FOOT))


@pytest.mark.skipif(not (SHARED / "reading" / "pdf").is_dir(), reason="needs ../shared")
@pytest.mark.parametrize(
    ("name", "number", "day", "tables", "notes"),
    [
        ("nghi-quyet_97-NQ-CP", "97/NQ-CP", "2026-04-06", 2, 4),
        ("nghi-quyet_116-NQ-CP", "116/NQ-CP", "2026-04-29", 2, 0),
        ("quyet-dinh_892-QD-TTg", "892/QĐ-TTg", "2026-05-20", 1, 0),
    ],
)
def test_gazettes(name: str, number: str, day: str, tables: int, notes: int) -> None:
    found = read(SHARED / "reading" / "pdf" / f"{name}.pdf")
    assert (found.head.number, found.head.issued_on) == (number, day)
    assert len(found.source.tables) == tables
    assert sum(block.note is not None for block in found.source.blocks) == notes
    assert "CÔNG BÁO/" not in found.source.text


def test_a_row_that_a_page_breaks_is_whole_again() -> None:
    long = " ".join(f"việc thứ {number} của kế hoạch này," for number in range(60))
    rows = "".join(f"[{number}], [Xây dựng kế hoạch số {number}], [Sở Tài chính]," for number in range(1, 30))
    last = f"[30], [Làm {long} xong.], [Sở Y tế]"
    source = open_source(pdf(f"#table(columns: (10mm, 60mm, 40mm), [TT], [Nhiệm vụ], [Cơ quan], {rows} {last})"))
    assert cells(source, 0)[-1] == ["30", f"Làm {long} xong.", "Sở Y tế"]


def test_a_broken_line_of_the_letterhead_is_whole_again() -> None:
    head = LETTERHEAD.replace("_An Lâm, ngày 12 tháng 3 năm 2025_", r"_An Lâm, ngày 12 tháng \ 3 năm 2025_")
    assert read(pdf(head + LONG)).head.issued_on == "2025-03-12"
