"""Text and Markdown become whole paragraphs: wraps joined, furniture dropped, notes and tables in their places."""

from __future__ import annotations

import textwrap

import pytest

from namro.reading.model import Source
from namro.reading.sources import open_source
from tests.reading.phrases import wrong

LONG = (
    "Sở Nông nghiệp và Môi trường chủ trì, phối hợp với Ủy ban nhân dân các xã, phường rà soát toàn bộ hệ thống "
    "đê điều, hồ chứa nước trên địa bàn tỉnh, lập phương án ứng phó với từng cấp độ rủi ro thiên tai và báo cáo "
    "Ủy ban nhân dân tỉnh trước ngày 15 tháng 5 năm 2025 để tổng hợp, chỉ đạo thực hiện."
)
OTHER = (
    "Công an tỉnh tăng cường tuần tra, kiểm soát tại các khu vực trọng điểm, xử lý nghiêm hành vi khai thác cát "
    "trái phép, chở quá tải trọng, đổ chất thải không đúng nơi quy định và phối hợp với chính quyền cơ sở vận "
    "động người dân ký cam kết không tái phạm, bảo đảm an ninh, trật tự trong mùa mưa bão năm nay."
)


def source_of(text: str) -> Source:
    return open_source(text.encode(), name="thu.txt")


def paragraphs(text: str) -> list[str]:
    """The words of each block that stands outside tables and notes."""
    source = source_of(text)
    return [source.text[b.start : b.end] for b in source.blocks if b.table is None and b.note is None]


def notes(text: str) -> dict[str, str]:
    source = source_of(text)
    return {b.note: source.text[b.label_end or b.start : b.end] for b in source.blocks if b.note is not None}


def cells(text: str) -> list[list[list[str]]]:
    """The words of each cell, by table and row."""
    source = source_of(text)
    return [
        [
            [" ".join(source.text[b.start : b.end] for b in source.blocks[c.first : c.last]) for c in row]
            for row in table.rows
        ]
        for table in source.tables
    ]


def wrap(*texts: str, width: int = 80, apart: str = "\n\n") -> str:
    return apart.join(textwrap.fill(text, width) for text in texts)


# ---- hard wraps


@pytest.mark.parametrize("width", [60, 75, 90])
@pytest.mark.parametrize("apart", ["\n\n", "\n"])
def test_hard_wraps_are_joined(width: int, apart: str) -> None:
    assert paragraphs(wrap(LONG, OTHER, width=width, apart=apart)) == [LONG, OTHER]


def test_lines_of_unwrapped_text_are_paragraphs() -> None:
    lines = [LONG, OTHER, "1. Sở Y tế", "- Rà soát cơ số thuốc;", "- Tổ chức trực cấp cứu."]
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "label", ["1.", "1.1.", "a)", "-", "+", "II.", "Điều 2.", "(1)"]
)  # every kind of label opens a paragraph of its own
def test_a_label_opens_a_paragraph(label: str) -> None:
    wrapped = wrap(f"{label} {LONG}", f"{label} {OTHER}", apart="\n")
    assert paragraphs(wrapped) == [f"{label} {LONG}", f"{label} {OTHER}"]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("12/QĐ-\nUBND", "12/QĐ-UBND"),
        ("57-NQ/\nTW", "57-NQ/TW"),
        ("57-\nNQ/TW", "57-NQ/TW"),
        ("57-\nNQ/TW)", "57-NQ/TW)"),
    ],
)
def test_a_number_broken_at_its_dash_or_stroke_is_one_word(broken: str, whole: str) -> None:
    text = f"{wrap(LONG)}\n\nThực hiện Nghị quyết số {broken} và các văn bản có liên quan về phòng, chống thiên tai."
    assert whole in paragraphs(text)[-1]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [("Điều\n12. Trách nhiệm thi hành", "Điều 12. Trách nhiệm thi hành"), ("Chương\nIII", "Chương III")],
)
def test_the_number_of_an_article_may_stand_in_the_next_line(broken: str, whole: str) -> None:
    assert paragraphs(f"{wrap(LONG)}\n\n**{broken}**\n\n{wrap(LONG)}") == [LONG, whole, LONG]


def test_a_wrapped_line_that_opens_with_a_number_is_no_item() -> None:
    last = "Báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh chậm nhất là ngày\n15. Sau thời hạn này phải giải trình."
    assert paragraphs(f"{wrap(LONG)}\n\n{last}") == [LONG, last.replace("\n", " ")]


@pytest.mark.parametrize("last", ["quý II/2025.", wrong("II/2025.", got="a title"), "57-NQ/TW."])
def test_a_last_line_in_capitals_is_no_title(last: str) -> None:
    text = "Báo cáo kết quả thực hiện về Ủy ban nhân dân tỉnh để tổng hợp trong quý"
    assert paragraphs(f"{wrap(LONG)}\n\n{text}\n{last}\n\n{wrap(OTHER)}") == [LONG, f"{text} {last}", OTHER]


def test_windows_line_ends_and_odd_blanks() -> None:
    text = "Giao Sở\u00a0Y tế\u2003rà soát.\r\nGiao Sở  Nội vụ\tkiểm tra.\r\n"
    assert paragraphs(text) == ["Giao Sở Y tế rà soát.", "Giao Sở Nội vụ kiểm tra."]


def test_letters_made_of_two_signs_are_composed() -> None:
    assert paragraphs("Giao S\u01a1\u0309 Y t\u00ea\u0301 ra\u0300 soa\u0301t.") == ["Giao Sở Y tế rà soát."]


# ---- page furniture


@pytest.mark.parametrize(
    "furniture",
    [
        # the head of the official gazette, with its page number
        "\n\nCÔNG BÁO/Số 123 + 124/Ngày 20-3-2025\n15\n\n",
        # a form feed
        "\n\f\n",
        # what a converter writes
        "\n\n--- PAGE BREAK ---\n\n",
    ],
)
def test_a_page_in_mid_sentence_leaves_it_whole(furniture: str) -> None:
    first, rest = (" ".join(part) for part in (LONG.split()[:30], LONG.split()[30:]))
    text = wrap(OTHER) + "\n\n" + wrap(first) + furniture + wrap(rest) + "\n\n" + wrap(OTHER)
    assert paragraphs(text) == [OTHER, LONG, OTHER]


def test_a_bare_page_number_between_pages_is_dropped() -> None:
    first, rest = (" ".join(part) for part in (LONG.split()[:30], LONG.split()[30:]))
    text = wrap(OTHER) + "\n\n" + wrap(first) + "\n\n2\n\n" + wrap(rest) + "\n\n" + wrap(OTHER)
    assert paragraphs(text) == [OTHER, LONG, OTHER]


def test_drawn_lines_are_dropped() -> None:
    assert paragraphs(f"CHỈ THỊ\n_______________\n\n{LONG}\n\n* * *\n\n{OTHER}") == ["CHỈ THỊ", LONG, OTHER]


def test_the_page_of_a_paragraph() -> None:
    source = source_of(f"{LONG}\n\f{OTHER}\n")
    assert [b.page for b in source.blocks] == [1, 2]


# ---- footnotes


@pytest.mark.parametrize(("mark", "told"), [("[1]", "1"), ("¹", "1"), ("¹²", "12")])
@pytest.mark.parametrize("words", [12, wrong(30, got="all lines but the first as more of the note")])
def test_a_footnote_in_mid_sentence_is_set_after_it(mark: str, told: str, words: int) -> None:
    first, rest = (" ".join(part) for part in (LONG.split()[:-words], LONG.split()[-words:]))
    text = (
        f"{wrap(OTHER)}\n\n{wrap(first + mark)}\n\n{mark} Kể cả hồ chứa đang thi công.\n\n{wrap(rest)}\n\n{wrap(OTHER)}"
    )
    assert paragraphs(text) == [OTHER, f"{first}{mark} {rest}", OTHER]
    assert notes(text) == {told: "Kể cả hồ chứa đang thi công."}


@pytest.mark.parametrize(
    ("mark", "told"),
    [("[1]", "1"), ("¹", "1"), wrong("¹²", "12", got="a second mark, 2, at the head of the note"), ("[12]", "12")],
)
def test_where_a_footnote_is_called(mark: str, told: str) -> None:
    source = source_of(f"Rà soát hồ chứa{mark} trên địa bàn.\n\n{mark} Kể cả hồ chứa đang thi công.\n")
    assert [(m.mark, source.words(m.span)) for m in source.marks] == [(told, mark)]


@pytest.mark.parametrize("end", ["[1].", wrong(".[1]", got="the next paragraph as more of this one")])
def test_a_footnote_of_several_lines_is_one(end: str) -> None:
    text = f"{wrap(OTHER)}\n\n{wrap(LONG[:-1] + end)}\n\n{wrap('[1] ' + OTHER)}\n\n{wrap(LONG)}"
    assert paragraphs(text) == [OTHER, LONG[:-1] + end, LONG]
    assert notes(text) == {"1": OTHER}


def test_a_bracketed_number_without_a_note_is_text() -> None:
    assert paragraphs("Rà soát quy hoạch theo mẫu [2] kèm theo.") == ["Rà soát quy hoạch theo mẫu [2] kèm theo."]


# ---- emphasis


def test_bold_and_italic_marks_are_dropped() -> None:
    text = "**1. Sở Y tế**\n\n*Rà soát* cơ số **thuốc**.\n\n***Lưu ý***: trực cấp cứu."
    assert paragraphs(text) == ["1. Sở Y tế", "Rà soát cơ số thuốc.", "Lưu ý: trực cấp cứu."]


def test_a_stray_stroke_before_a_label_is_dropped() -> None:
    assert paragraphs(f"_2.3. Giao Sở Y tế\n\n{wrap(LONG)}")[0] == "2.3. Giao Sở Y tế"


def test_a_heading_in_bold_may_run_over_two_lines() -> None:
    text = wrap(LONG) + "\n\n**3. Sở Văn hóa, Thể thao và\nDu lịch:** Phối hợp tuyên truyền.\n\n" + wrap(OTHER)
    assert paragraphs(text) == [LONG, "3. Sở Văn hóa, Thể thao và Du lịch: Phối hợp tuyên truyền.", OTHER]


def test_an_odd_mark_of_emphasis_ends_with_its_paragraph() -> None:
    text = f"**Tân Lĩnh, ngày 1**2** tháng 3\n\n{wrap(LONG)}\nBan Chỉ đạo có ý kiến như sau:\n{wrap(OTHER)}\n"
    assert paragraphs(text)[1:] == [f"{LONG} Ban Chỉ đạo có ý kiến như sau:", OTHER]


def test_a_paragraph_in_bold_is_emphasised() -> None:
    source = source_of("**1. Sở Y tế**\n\nRà soát **cơ số** thuốc.\n\n**Về công tác\ntiêm chủng**\n")
    assert [b.emphasis for b in source.blocks] == [True, False, True]


# ---- tables

BARRED = """
|
TT
|
Nhiệm vụ
|
Đơn vị chủ trì
|
|
1
|
Rà soát hồ chứa
|
Sở Xây dựng
|
|
2
|
Tập huấn phòng cháy
|
Công an tỉnh
|
"""


def test_a_table_dumped_with_bars() -> None:
    assert cells(f"{LONG}\n{BARRED}\n\n{OTHER}") == [
        [
            ["TT", "Nhiệm vụ", "Đơn vị chủ trì"],
            ["1", "Rà soát hồ chứa", "Sở Xây dựng"],
            ["2", "Tập huấn phòng cháy", "Công an tỉnh"],
        ]
    ]
    assert paragraphs(f"{LONG}\n{BARRED}\n\n{OTHER}") == [LONG, OTHER]


MARKDOWN = """
| TT | Nhiệm vụ | Đơn vị chủ trì |
| --- | :--- | --- |
| 1 | Rà soát hồ chứa | Sở Xây dựng |
| 2 | Tập huấn phòng cháy |  |
"""


def test_a_markdown_table() -> None:
    assert cells(f"{LONG}\n{MARKDOWN}\n{OTHER}") == [
        [
            ["TT", "Nhiệm vụ", "Đơn vị chủ trì"],
            ["1", "Rà soát hồ chứa", "Sở Xây dựng"],
            ["2", "Tập huấn phòng cháy", ""],
        ]
    ]
    assert paragraphs(f"{LONG}\n{MARKDOWN}\n{OTHER}") == [LONG, OTHER]


def test_rows_parted_by_bars() -> None:
    text = f"{LONG}\n\nTT | Nhiệm vụ | Đơn vị chủ trì\n1 | Rà soát hồ chứa | Sở Xây dựng\n\n{OTHER}"
    assert cells(text) == [[["TT", "Nhiệm vụ", "Đơn vị chủ trì"], ["1", "Rà soát hồ chứa", "Sở Xây dựng"]]]


def test_the_letterhead_is_a_table_of_two_columns() -> None:
    text = (
        "|\nỦY BAN NHÂN DÂN\nTỈNH TÂN LĨNH\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\n\n"
        f"CHỈ THỊ\n\n{LONG}"
    )
    assert cells(text)[0][0][0] == "ỦY BAN NHÂN DÂN TỈNH TÂN LĨNH"
    assert paragraphs(text) == ["CHỈ THỊ", LONG]


# ---- positions


def test_blocks_lie_in_order_and_apart() -> None:
    source = source_of(f"{LONG}\n{BARRED}\n\n{OTHER}[1]\n\n[1] Ghi chú.\n")
    for one, other in zip(source.blocks, source.blocks[1:], strict=False):
        assert one.start <= one.end <= other.start
        assert source.text[one.end : other.start] in ("\n", " | ")
    assert source.blocks[-1].end == len(source.text)


# ---- what the habits of such files hide


def test_a_table_without_a_last_bar_ends_before_the_body() -> None:
    text = (
        "|\n- Giám đốc các Sở:\n|\nY tế, Nội vụ.\n|\n|\n** **\n|\n- Chủ tịch UBND các xã.\n|\n"
        f"{wrap(LONG, OTHER)}\n|\nNơi nhận:\n- Như trên;\n|\nCHỦ TỊCH\n|\n"
    )
    assert paragraphs(text) == [LONG, OTHER]


@pytest.mark.parametrize(
    "lines",
    [
        "- Theo kết luận của Thanh tra Chính phủ[1],\nỦy ban nhân dân tỉnh đã rà soát.",
        "- Các đơn vị trực ban và báo cáo về\n**Ban Chỉ huy** phòng thủ dân sự tỉnh.",
        # a scan leaves empty lines inside a paragraph
        "- Các đơn vị trực ban, các phòng thuộc\n\nỦy ban nhân dân các xã.",
    ],
)
def test_a_line_left_open_goes_on(lines: str) -> None:
    text = f"{wrap(LONG, OTHER)}\n{lines}\n"
    assert paragraphs(text)[-1] == " ".join(lines.replace("*", "").split())


def test_a_title_in_bold_goes_on_over_its_break() -> None:
    text = f"**CÔNG ĐIỆN**\n**TH****Ủ\nTƯỚNG CHÍNH PHỦ điện:**\n- Bộ Y tế.\n{wrap(LONG, OTHER)}\n"
    assert "THỦ TƯỚNG CHÍNH PHỦ điện:" in paragraphs(text)


def test_a_short_heading_stands_apart_from_the_order_below_it() -> None:
    text = f"{wrap(LONG, OTHER, apart=chr(10))}\n3. Công ty Điện lực tỉnh\nBảo đảm cấp điện cho lễ hội.\n"
    assert paragraphs(text)[-2:] == ["3. Công ty Điện lực tỉnh", "Bảo đảm cấp điện cho lễ hội."]


def test_nothing_goes_on_after_the_end_of_the_body() -> None:
    text = f"{wrap(LONG, OTHER)}\nUBND tỉnh yêu cầu các sở thực hiện nghiêm./.\n(gửi kèm Kế hoạch)\n"
    assert paragraphs(text)[-1] == "(gửi kèm Kế hoạch)"


def test_a_wider_row_with_blank_cells_breaks_no_table() -> None:
    def row(*cells: str) -> str:
        return "|\n" + "".join(f"{cell}\n|\n" for cell in cells)

    head = row("TT", "Nhiệm vụ", "Đơn vị chủ trì")
    group = row("1", "** **", "Thương mại", "** **")
    text = head + group + row("1.1", "Mở chợ đêm", "Sở Công Thương") + row("1.2", "Sửa chợ cũ", "UBND xã")
    [table] = cells(text + wrap(LONG, OTHER) + "\n")
    assert table[1:] == [
        ["1", "", "Thương mại", ""],
        ["1.1", "Mở chợ đêm", "Sở Công Thương"],
        ["1.2", "Sửa chợ cũ", "UBND xã"],
    ]


# ---- tables whose cells stand one under the other

STACKED_HEAD = "TT \nNhiệm vụ \nCơ quan \nchủ trì \nCơ quan \nphối hợp \nSản phẩm \nThời hạn \nhoàn thành \n"
STACKED = (
    f"{wrap(LONG, OTHER, apart=chr(10))}\n\nPHỤ LỤC\n{STACKED_HEAD}"
    "I \nHoàn thiện cơ chế quản lý công viên \n"
    "1 \nXây dựng quy định về chăm sóc cây xanh \ntại các công viên và quảng trường trên \nđịa bàn tỉnh \n"
    "Sở Xây dựng \nSở Nông \nnghiệp và \nMôi trường \nQuyết định \ncủa UBND tỉnh \nQuý III/2025 \n"
    "2 \nKiểm tra các lối thoát hiểm tại chợ, trung \ntâm thương mại; kịp thời xử lý các \n"
    "Công an tỉnh; \nSở Công \nThương \nỦy ban nhân \ndân các xã, \nBáo cáo \nThường xuyên \n\n"
    f"CÔNG BÁO/Số 12/Ngày 05-01-2025 \n14 \n\n{STACKED_HEAD}"
    "tồn tại đã được chỉ ra \nphường \n"
    "II Tuyên truyền \n1 \nBiên soạn sổ tay hướng dẫn sử dụng nước \ntiết kiệm \nSở Y tế \n"
    "Các sở, ngành \nSổ tay \nTrước ngày \n30/9/2025 \n"
)


def test_cells_that_stand_one_under_the_other_are_a_table() -> None:
    (table,) = cells(STACKED)
    assert table[0] == ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn hoàn thành"]
    assert table[1:] == [
        ["I", "Hoàn thiện cơ chế quản lý công viên"],
        [
            "1",
            "Xây dựng quy định về chăm sóc cây xanh tại các công viên và quảng trường trên địa bàn tỉnh",
            "Sở Xây dựng",
            "Sở Nông nghiệp và Môi trường",
            "Quyết định của UBND tỉnh",
            "Quý III/2025",
        ],
        # a page broke the task and a list of names
        [
            "2",
            "Kiểm tra các lối thoát hiểm tại chợ, trung tâm thương mại; kịp thời xử lý các tồn tại đã được chỉ ra",
            "Công an tỉnh; Sở Công Thương",
            "Ủy ban nhân dân các xã, phường",
            "Báo cáo",
            "Thường xuyên",
        ],
        ["II", "Tuyên truyền"],
        [
            "1",
            "Biên soạn sổ tay hướng dẫn sử dụng nước tiết kiệm",
            "Sở Y tế",
            "Các sở, ngành",
            "Sổ tay",
            "Trước ngày 30/9/2025",
        ],
    ]


TWICE = (
    "1 \nXây dựng quy định về chăm sóc cây xanh \ntại các công viên và quảng trường trên \nđịa bàn tỉnh \n"
    "Sở Xây dựng \nSở Nông \nnghiệp và \nMôi trường \nBáo cáo \nđánh giá \nTháng \n5/2025 \n"
)
SECOND = "Sở Xây dựng \nSở Nông \nnghiệp và \nMôi trường \nQuyết định \ncủa UBND tỉnh \nTháng \n11/2025 \n"
NEXT = "2 \nKiểm tra các lối thoát hiểm tại chợ \nCông an tỉnh \nSở Y tế \nBáo cáo \nThường xuyên \n"


@pytest.mark.parametrize("page", ["", f"\nCÔNG BÁO/Số 12/Ngày 05-01-2025 \n14 \n\n{STACKED_HEAD}"])
def test_a_task_with_two_results_has_two_rows(page: str) -> None:
    (table,) = cells(f"{wrap(LONG, OTHER, apart=chr(10))}\n\nPHỤ LỤC\n{STACKED_HEAD}{TWICE}{page}{SECOND}{NEXT}")
    partner = "Sở Nông nghiệp và Môi trường"
    assert table[1][2:] == ["Sở Xây dựng", partner, "Báo cáo đánh giá", "Tháng 5/2025"]
    assert table[2] == ["", "", "Sở Xây dựng", partner, "Quyết định của UBND tỉnh", "Tháng 11/2025"]
    assert table[3][0] == "2"


def test_what_stands_after_such_a_table_is_text_again() -> None:
    assert paragraphs(f"{STACKED}Phụ lục II\n{wrap(OTHER)}\n")[-1].endswith(OTHER)


def test_a_list_under_a_head_that_names_no_doers_is_no_table() -> None:
    text = f"{wrap(LONG, OTHER)}\n\nTT\nTên công viên\nDiện tích\nGhi chú\n1\nCông viên Hồ Mây\n2\nCông viên Suối Lau\n"
    assert cells(text) == []


def test_the_panel_of_a_digital_signature_is_dropped() -> None:
    half, rest = LONG.split(" phương án")[0], "phương án" + LONG.split(" phương án")[1]
    panel = "Ký bởi: CÔNG BÁO TỈNH TÂN LĨNH\nCơ quan: VĂN PHÒNG UBND TỈNH\nNgày ký: 2025-03-12 16:43:06 +07:00"
    assert paragraphs(f"{wrap(half)}\n{panel}\n\n{wrap(rest)}\n\n{wrap(OTHER)}") == [LONG, OTHER]


def test_a_line_of_an_agency_is_no_panel() -> None:
    assert paragraphs(f"{wrap(LONG)}\n\nCơ quan: Sở Y tế\n\n{wrap(OTHER)}") == [LONG, "Cơ quan: Sở Y tế", OTHER]
