"""A Word document as one text: what Word shows is in it, and every place in it is exact."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namro.reading.errors import CannotRead
from namro.reading.model import Source
from namro.reading.sources import open_source
from tests import making_docx as make
from tests.making_docx import Docx, Level, Xml, run
from tests.relisting import docx_from_lines, docx_from_text
from tests.shared_material import shared_files


def lines(document: Docx) -> list[str]:
    return checked(document).text.split("\n")


def checked(document: Docx) -> Source:
    """The source of a document, once its places are known to hold together."""
    source = open_source(document.bytes(), name="mau.docx")
    assert_exact(source)
    return source


def assert_exact(source: Source) -> None:
    assert source.text == unicodedata.normalize("NFC", source.text)
    end = -1
    for block in source.blocks:
        words = source.text[block.start : block.end]
        assert end < block.start < block.end <= len(source.text)
        assert words == " ".join(words.split())
        assert block.label_end is None or block.start < block.label_end <= block.end
        end = block.end
    assert all(source.words(mark.span) == mark.mark for mark in source.marks)
    for table in source.tables:
        for row in table.rows:
            assert all(0 <= cell.first <= cell.last <= len(source.blocks) for cell in row)


# Numbering


def outline(document: Docx) -> int:
    return document.list(
        Level("upperRoman", "%1."),
        Level("decimal", "%2."),
        Level("decimal", "%2.%3."),
        Level("lowerLetter", "%4)"),
        Level("bullet", "-"),
        Level("bullet", "+"),
    )


def numbered(document: Docx, number: int, *levels: int) -> list[str]:
    """The labels that paragraphs of these levels get, each the whole text before "x"."""
    for level in levels:
        document.paragraph("x", numbered=(number, level))
    return [line.removesuffix("x").rstrip() for line in lines(document)]


def test_an_outline_is_numbered_as_word_prints_it() -> None:
    document = Docx()
    labels = numbered(document, outline(document), 0, 1, 2, 4, 4, 5, 2, 3, 3, 1, 2, 0, 1)
    assert labels == ["I.", "1.", "1.1.", "-", "-", "+", "1.2.", "a)", "b)", "2.", "2.1.", "II.", "1."]


def test_a_label_ends_where_the_block_says() -> None:
    document = Docx()
    document.paragraph("Sở Tài chính", numbered=(outline(document), 2)).paragraph("Không đánh số")
    source = checked(document)
    first, second = source.blocks
    assert source.text == "1.1. Sở Tài chính\nKhông đánh số"
    assert (source.text[: first.label_end], first.level) == ("1.1.", 2)
    assert (second.label_end, second.level) == (None, None)


@pytest.mark.parametrize(
    ("level", "label"),
    [
        (Level("decimal", "(%1)", start=3), "(3)"),
        (Level("decimalZero", "%1."), "01."),
        (Level("lowerLetter", "%1)", start=4), "d)"),  # Word knows no "đ"
        (Level("lowerLetter", "%1)", start=28), "bb)"),
        (Level("upperLetter", "%1.", start=2), "B."),
        (Level("lowerRoman", "%1.", start=9), "ix."),
        (Level("upperRoman", "%1.", start=14), "XIV."),
        (Level("ordinal", "%1.", start=2), "2."),
        (Level("none", "Điều"), "Điều"),
        (Level("decimal", "Điều %1."), "Điều 1."),
        (Level("cardinalText", "%1.", start=5), "5."),  # a form that is not known is written in digits
        (Level("lowerLetter", "%1)", start=32_000), "32000)"),  # and not thirty thousand letters
        (Level("bullet", "\uf0b7"), "-"),
        (Level("bullet", "\uf02d"), "-"),
        (Level("bullet", "–"), "-"),
        (Level("bullet", "+"), "+"),
        (Level("bullet", "o"), "-"),
        (Level("bullet", "*"), "*"),
        (Level("bullet", ""), ""),
        (Level("none", ""), ""),
    ],
)
def test_number_forms(level: Level, label: str) -> None:
    document = Docx()
    assert numbered(document, document.list(level), 0) == [label]


@pytest.mark.parametrize(("suffix", "text"), [("tab", "1. x"), ("space", "1. x"), ("nothing", "1.x")])
def test_what_parts_a_label_from_its_text(suffix: str, text: str) -> None:
    document = Docx()
    document.paragraph("x", numbered=(document.list(Level(suffix=suffix)), 0))
    assert lines(document) == [text]


def test_a_deeper_level_that_comes_first_counts_the_levels_above_it() -> None:
    document = Docx()
    number = document.list(Level(pattern="%1."), Level(pattern="%1.%2."))
    assert numbered(document, number, 1, 1, 0, 1) == ["1.1.", "1.2.", "2.", "2.1."]


def test_legal_numbering_shows_the_levels_above_in_digits() -> None:
    document = Docx()
    number = document.list(Level("upperRoman", "%1."), Level("decimalZero", "%1.%2", legal=True))
    assert numbered(document, number, 0, 0, 1) == ["I.", "II.", "2.01"]


def test_a_level_may_never_restart_or_only_after_a_far_one() -> None:
    document = Docx()
    number = document.list(Level(), Level(pattern="%2)", restart=0), Level(pattern="(%3)", restart=1))
    labels = numbered(document, number, 0, 1, 2, 1, 2, 0, 1, 2)
    assert labels == ["1.", "1)", "(1)", "2)", "(2)", "2.", "3)", "(1)"]


def test_lists_on_one_definition_share_its_count() -> None:
    document = Docx()
    first = document.list(Level())
    second, third = document.list_on(0), document.list_on(0, {0: 8})
    for number in (first, second, third, third, first):
        document.paragraph("x", numbered=(number, 0))
    assert lines(document) == ["1. x", "2. x", "8. x", "9. x", "10. x"]


def test_a_list_may_give_a_level_another_form() -> None:
    document = Docx()
    document.list(Level(), Level(pattern="%2)"))
    number = document.list_on(
        0, override='<w:lvlOverride w:ilvl="1">' + Level("lowerLetter", "%2)").xml(1) + "</w:lvlOverride>"
    )
    assert numbered(document, number, 0, 1) == ["1.", "a)"]


def test_numbers_come_from_styles_and_what_they_are_based_on() -> None:
    document = Docx()
    number = document.list(Level("upperRoman", style="Muc"), Level("decimal", "%2.", style="Khoan"))
    of_list = f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'
    document.style("Muc", paragraph=of_list).style("Khoan", paragraph=of_list).style("KhoanDam", based_on="Khoan")
    document.paragraph("a", style="Muc").paragraph("b", style="Khoan").paragraph("c", style="KhoanDam")
    document.paragraph("d", style="Khoan", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert lines(document) == ["I. a", "1. b", "2. c", "d"]


def test_a_numbering_style_stands_for_its_list() -> None:
    document = Docx()
    real = document.list(Level(pattern="%1/"))
    document.style("KieuSo", kind="numbering", paragraph=f'<w:numPr><w:numId w:val="{real}"/></w:numPr>')
    link = document.list_on(document.define_list('<w:numStyleLink w:val="KieuSo"/>'))
    assert numbered(document, link, 0) == ["1/"]


def test_custom_forms_keep_their_zeros() -> None:
    document = Docx()
    custom = '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
    usual = '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
    form = f"<mc:AlternateContent>{custom}{usual}</mc:AlternateContent>"
    definition = document.define_list(f'<w:lvl w:ilvl="0"><w:start w:val="7"/>{form}<w:lvlText w:val="%1."/></w:lvl>')
    assert numbered(document, document.list_on(definition), 0) == ["007."]


def test_an_empty_numbered_paragraph_counts_and_shows_only_in_a_cell() -> None:
    document = Docx()
    number = document.list(Level())
    empty = make.paragraph(numbered=(number, 0))
    document.paragraph(numbered=(number, 0)).paragraph("hai", numbered=(number, 0))
    document.table([[make.cell(empty), "Xây dựng kế hoạch"], [make.cell(empty), "Trình duyệt"]])
    assert lines(document) == ["2. hai", "3. | Xây dựng kế hoạch", "4. | Trình duyệt"]


def test_text_boxes_and_notes_count_for_themselves() -> None:
    document = Docx()
    number = document.list(Level())
    box = make.text_box(make.paragraph("khung", numbered=(number, 0)))
    note = document.note(make.paragraph("chú", numbered=(number, 0)))
    document.paragraph("một", box, numbered=(number, 0)).paragraph("hai", note, numbered=(number, 0))
    assert lines(document) == ["1. một", "1. khung", "2. hai¹", "1. chú"]


# Footnotes


def test_a_footnote_is_marked_in_the_text_and_stands_after_the_body() -> None:
    document = Docx()
    first = document.note("Dự án từ 70 tỷ đồng trở lên.")
    second = document.note("Báo cáo hàng tuần.", "Và đột xuất.", kind="endnote")
    document.paragraph("Vốn theo các dự án", first, ": báo cáo", second, ".").paragraph("Hết.")
    source = checked(document)
    assert source.text.split("\n") == [
        "Vốn theo các dự án¹: báo cáo².",
        "Hết.",
        "Dự án từ 70 tỷ đồng trở lên.",
        "Báo cáo hàng tuần.",
        "Và đột xuất.",
    ]
    assert [mark.mark for mark in source.marks] == ["¹", "²"]
    assert [block.note for block in source.blocks] == [None, None, "¹", "²", "²"]


def test_an_author_may_choose_the_mark() -> None:
    document = Docx()
    document.paragraph("Chỉ tiêu", document.note("Theo Kế hoạch 42.", own_mark="*"), " năm 2025")
    source = checked(document)
    assert source.text == "Chỉ tiêu* năm 2025\nTheo Kế hoạch 42."
    assert (source.marks[0].mark, source.blocks[1].note) == ("*", "*")


def test_a_chosen_mark_that_is_no_text_gives_way_to_a_number() -> None:
    call = '<w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:sym w:font="Symbol" w:char="F0B7"/>'
    document = Docx()
    document.note("chú")
    assert lines(document.paragraph("a", make.raw(call))) == ["a•¹", "chú"]


def test_a_call_without_its_note_keeps_its_mark() -> None:
    document = Docx()
    document.paragraph("Chỉ tiêu", make.raw('<w:footnoteReference w:id="9"/>'), " năm 2025")
    source = checked(document)
    assert (source.text, len(source.marks), len(source.blocks)) == ("Chỉ tiêu¹ năm 2025", 1, 1)


# Tables


def test_cells_are_parted_by_bars_and_rows_by_lines() -> None:
    document = Docx().paragraph("Phụ lục").table([["TT", "Nhiệm vụ", "Chủ trì"], ["1", "", "Sở Y tế"], ["", "", ""]])
    source = checked(document.paragraph("Hết"))
    assert source.text == "Phụ lục\nTT | Nhiệm vụ | Chủ trì\n1 |  | Sở Y tế\nHết"
    assert [(b.table, b.row, b.column) for b in source.blocks[3:6]] == [(0, 0, 2), (0, 1, 0), (0, 1, 2)]
    empty = source.tables[0].rows[1][1]
    assert empty.first == empty.last == 5


def test_a_cell_of_several_paragraphs_is_several_blocks() -> None:
    document = Docx().table([[make.cell("Sở Y tế", "Sở Nội vụ"), "Quý I"]])
    source = checked(document)
    assert source.text == "Sở Y tế\nSở Nội vụ | Quý I"
    assert (source.tables[0].rows[0][0].first, source.tables[0].rows[0][0].last) == (0, 2)


def test_merged_cells_stand_in_each_row_and_keep_the_columns_apart() -> None:
    document = Docx().table(
        [
            [make.cell("Nhóm việc", columns=2), "Hạn"],
            ["1", make.cell("Kế hoạch", merge="restart"), "Quý I"],
            ["2", make.cell("(che)", merge="continue"), "Quý II"],
            make.row(make.cell("Riêng", columns=2), properties='<w:gridBefore w:val="1"/>'),
        ]
    )
    source = checked(document)
    assert source.text == "Nhóm việc | Hạn\n1 | Kế hoạch | Quý I\n2 |  | Quý II\n | Riêng"
    rows = source.tables[0].rows
    assert rows[0][0].columns == 2
    assert rows[1][1] is rows[2][1]
    assert rows[1][1].rows == 2
    assert [sum(cell.columns for cell in row) for row in rows] == [3, 3, 3, 3]
    columns = {source.text[b.start : b.end]: b.column for b in source.blocks}
    assert (columns["Hạn"], columns["Quý II"], columns["Riêng"]) == (2, 2, 1)


def test_a_table_in_a_cell_is_part_of_that_cell() -> None:
    inner = make.table([["trong 1", "trong 2"]])
    source = checked(Docx().table([[make.cell("ngoài", inner), "cạnh"]]))
    assert source.text == "ngoài\ntrong 1\ntrong 2 | cạnh"
    assert len(source.tables) == 1
    assert {b.column for b in source.blocks[:3]} == {0}


def test_rows_and_cells_may_stand_in_controls_and_be_deleted() -> None:
    gone = make.row("bỏ", properties="<w:del/>")
    control = Xml(f"<w:sdt><w:sdtPr/><w:sdtContent>{make.row('giữ')}</w:sdtContent></w:sdt>")
    assert lines(Docx().table([gone, control, [make.cell("xóa", properties="<w:cellDel/>"), "còn"]])) == ["giữ", "còn"]


def test_the_letterhead_in_two_columns() -> None:
    document = Docx().table(
        [
            [make.cell("UBND TỈNH", "SỞ TÀI CHÍNH"), make.cell("CỘNG HÒA XÃ HỘI", "Độc lập - Tự do")],
            ["Số: 05/CT-UBND", "Thái Nguyên, ngày 10 tháng 3 năm 2025"],
        ]
    )
    assert lines(document) == [
        "UBND TỈNH",
        "SỞ TÀI CHÍNH | CỘNG HÒA XÃ HỘI",
        "Độc lập - Tự do",
        "Số: 05/CT-UBND | Thái Nguyên, ngày 10 tháng 3 năm 2025",
    ]


# What Word shows and what it does not


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it() -> None:
    document = Docx().paragraph("Trước ", make.text_box("Dòng một", "Dòng hai"), "sau").paragraph("Tiếp")
    assert lines(document) == ["Trước sau", "Dòng một", "Dòng hai", "Tiếp"]


def test_a_text_box_may_hold_another() -> None:
    inner = make.paragraph("ngoài", make.text_box("trong"))
    assert lines(Docx().paragraph(make.text_box(inner))) == ["ngoài", "trong"]


def test_tracked_changes_are_taken_as_accepted() -> None:
    moved = make.wrapped("w:moveFrom", "cũ "), make.wrapped("w:moveTo", "mới ")
    document = Docx().paragraph("trước ", make.deleted("ngày 15/3"), make.inserted("ngày 20/3"), " ", *moved, "xong")
    assert lines(document) == ["trước ngày 20/3 mới xong"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    document = Docx()
    number = document.list(Level())
    end = "<w:rPr><w:del/></w:rPr>"
    document.paragraph("Sở Tài ", properties=end, numbered=(number, 0)).paragraph("chính báo cáo", numbered=(number, 0))
    document.paragraph(make.deleted("bỏ cả đoạn"), properties=end, numbered=(number, 0))
    document.paragraph("Tiếp", numbered=(number, 0)).paragraph("cuối", properties=end)
    source = checked(document)
    assert source.text.split("\n") == ["1. Sở Tài chính báo cáo", "2. Tiếp", "cuối"]
    assert [block.paragraph for block in source.blocks] == [0, 3, 4]


def test_hidden_text_is_left_out() -> None:
    document = Docx().style("An", kind="character", run="<w:vanish/>")
    document.paragraph("hiện ", run("ẩn ", "<w:vanish/>"), run("ẩn ", '<w:rStyle w:val="An"/>'), "rõ")
    document.paragraph(run("ẩn cả", "<w:vanish/>"))
    document.paragraph(run("hiện lại", '<w:rStyle w:val="An"/><w:vanish w:val="0"/>'))
    assert lines(document) == ["hiện rõ", "hiện lại"]


def test_a_hidden_paragraph_does_not_count() -> None:
    document = Docx()
    number = document.list(Level())
    hidden = make.paragraph(numbered=(number, 0), properties="<w:rPr><w:vanish/></w:rPr>")
    document.add(hidden).table([["ô"]]).paragraph("một", numbered=(number, 0))
    assert lines(document) == ["ô", "1. một"]


def test_a_sign_for_newer_programs_is_read_in_its_older_form() -> None:
    forms = "<mc:Choice Requires='w16se'><w:symEx/></mc:Choice><mc:Fallback><w:t>☑</w:t></mc:Fallback>"
    assert lines(Docx().paragraph(make.raw(f"<mc:AlternateContent>{forms}</mc:AlternateContent>"), " xong")) == [
        "☑ xong"
    ]


def test_a_hidden_note_or_box_is_left_out() -> None:
    document = Docx()
    hidden = document.note("ẩn").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    box = make.text_box("ẩn").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)
    assert lines(document.paragraph("hiện", Xml(hidden), Xml(box))) == ["hiện"]


def test_a_field_shows_its_result_and_not_its_code() -> None:
    nested = make.field_of("IF ", make.field_of("PAGE", "3"), " = 3")
    document = Docx().paragraph("Trang ", make.field_of("PAGEREF x", "12"), ", ", nested)
    document.paragraph(
        make.wrapped('w:fldSimple w:instr="DATE"', "10/3/2025").replace("/w:fldSimple w:instr", "/w:fldSimple")
    )
    assert lines(document)[0] == "Trang 12, 3 = 3"


def test_a_broken_field_does_not_swallow_what_follows() -> None:
    begin = make.raw('<w:fldChar w:fldCharType="begin"/>')
    document = Docx().paragraph("đầu ", begin, "mã").paragraph("vẫn còn").paragraph("và nữa")
    assert lines(document) == ["đầu", "vẫn còn", "và nữa"]


def test_wrappers_are_read_through() -> None:
    control = Xml(f"<w:sdt><w:sdtPr><w:id/></w:sdtPr><w:sdtContent>{run('điều khiển ')}</w:sdtContent></w:sdt>")
    document = Docx().paragraph(
        make.wrapped("w:hyperlink", "liên kết "),
        control,
        make.wrapped("w:smartTag", make.wrapped("w:customXml", "thẻ ")),
        Xml("<m:oMath><m:r><m:t>x≥1</m:t></m:r></m:oMath>"),
    )
    document.add(f"<w:sdt><w:sdtContent>{make.paragraph('khối')}</w:sdtContent></w:sdt>")
    assert lines(document) == ["liên kết điều khiển thẻ x≥1", "khối"]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("a", make.TAB, "b", make.LINE_BREAK, "c", make.raw("<w:cr/>"), "d"), "a b c d"),
        (("2021", make.raw("<w:noBreakHyphen/>"), "2025"), "2021-2025"),
        (("2021\u2011", "2025"), "2021-2025"),
        (("nhiệm", make.raw("<w:softHyphen/>"), " v\u00adụ\u200b"), "nhiệm vụ"),
        (("  nhiều \u00a0  khoảng\t ",), "nhiều khoảng"),
        ((make.raw('<w:sym w:font="Symbol" w:char="F0B3"/>'), " 8%"), "≥ 8%"),
        ((make.raw('<w:sym w:font="Wingdings" w:char="F0E0"/>'), " xong"), "→ xong"),
        ((run("\uf0a3", '<w:rFonts w:ascii="Symbol"/>'), " 5%"), "≤ 5%"),
        ((run("chỉ thị", "<w:caps/>"), " số 5"), "CHỈ THỊ số 5"),
        (("10 m", run("2", '<w:vertAlign w:val="superscript"/>')), "10 m²"),
        (("CO", run("2", '<w:vertAlign w:val="subscript"/>')), "CO2"),
        (("Th" + "a\u0301i", " Nguye\u0302", "n"), "Thái Nguyên"),  # decomposed, across runs
        (("Nguye", "\u0302n"), "Nguyên"),
        (("a < b & c",), "a < b & c"),
    ],
)
def test_signs_and_spaces(parts: tuple[str, ...], text: str) -> None:
    assert lines(Docx().paragraph(*parts)) == [text]


def test_note_marks_stay_exact_among_decomposed_letters_and_spaces() -> None:
    document = Docx()
    document.paragraph(
        "  Vo\u0302\u0301n \u00a0 ", document.note("a"), "  cho  ", document.note("b"), " ", numbered=None
    )
    source = checked(document)
    assert source.text.split("\n")[0] == "Vốn ¹ cho ²"


def test_emphasis_is_bold_from_end_to_end() -> None:
    document = Docx().style("Dam", run="<w:b/>").style("ChuDam", kind="character", run="<w:b/>")
    document.paragraph(run("Sở Tài chính", bold=True), " ").paragraph(run("Sở", bold=True), " Tài chính")
    document.paragraph("theo kiểu", style="Dam").paragraph(run("bật tắt", '<w:rStyle w:val="ChuDam"/>'), style="Dam")
    document.paragraph(run("tắt", '<w:b w:val="0"/>'), style="Dam")
    assert [block.emphasis for block in checked(document).blocks] == [True, False, True, False, False]


def test_empty_paragraphs_are_dropped_and_counted() -> None:
    source = checked(Docx().paragraph("a").paragraph("").paragraph("  ").paragraph("b"))
    assert [block.paragraph for block in source.blocks] == [0, 3]


# Pages


def test_pages_are_those_of_words_last_look() -> None:
    document = Docx().paragraph("a").paragraph("b ", make.RENDERED_PAGE_BREAK, "tiếp")
    document.paragraph(make.PAGE_BREAK).paragraph(make.RENDERED_PAGE_BREAK, "c")
    source = checked(document)
    assert [block.page for block in source.blocks] == [1, 1, 3]
    assert source.text == "a\nb tiếp\nc"


def test_pages_by_hand_count_where_word_left_no_mark() -> None:
    document = Docx().paragraph("a", make.PAGE_BREAK).paragraph("b")
    document.paragraph("c", properties="<w:pageBreakBefore/>", numbered=None)
    document.paragraph("d", properties='<w:sectPr><w:type w:val="continuous"/></w:sectPr>')
    document.paragraph("e", properties="<w:sectPr/>").paragraph("f")
    assert [block.page for block in checked(document).blocks] == [1, 2, 3, 3, 3, 4]


def test_a_row_broken_by_a_page_turns_it_once() -> None:
    broken = make.cell(make.paragraph("x ", make.RENDERED_PAGE_BREAK, "y"))
    source = checked(Docx().table([[broken, broken]]).paragraph("sau"))
    assert [block.page for block in source.blocks] == [1, 1, 2]


def test_a_document_without_pages_names_none() -> None:
    assert checked(Docx().paragraph("a")).blocks[0].page is None


# Packages


def test_strict_documents_say_the_same() -> None:
    document = Docx().paragraph("Chỉ thị")
    document.parts["word/document.xml"] = document.document_xml().replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert lines(document) == ["Chỉ thị"]


def test_the_main_part_is_where_the_package_says() -> None:
    document = Docx().paragraph("Chỉ thị")
    relations = make._relations({"word/document": "officeDocument"}).replace("word/document.xml", "/word/document2.xml")
    document.parts |= {"_rels/.rels": relations, "word/document2.xml": document.document_xml().replace("Chỉ", "Kính")}
    assert lines(document) == ["Kính thị"]


def test_lxml_is_not_loaded_for_a_text() -> None:
    code = "import sys; from namro.reading.sources import open_source; open_source('Chỉ thị'.encode()); "
    subprocess.run([sys.executable, "-c", code + "sys.exit('lxml' in sys.modules)"], check=True)


# Soft hyphens


@pytest.mark.parametrize(
    ("typed", "read"),
    [("Thái Ngu\xadyên", "Thái Nguyên"), ("\xad x", "x"), ("a \xad b", "a b"), ("a \xad", "a"), ("\xad \xad", None)],
)
def test_soft_hyphens_leave_neither_a_mark_nor_a_space(typed: str, read: str | None) -> None:
    document = Docx().paragraph("đầu").paragraph(typed)
    assert_exact(checked(document))
    assert lines(document) == ["đầu", *([read] if read else [])]


def test_a_cell_of_nothing_but_a_soft_hyphen_is_empty() -> None:
    source = checked(Docx().paragraph("Chỉ thị").table([["\xad", "x"]]))
    assert source.text == "Chỉ thị\n | x"


# Any text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), max_size=4), max_size=6))
def test_whatever_stands_in_a_document_its_places_are_exact(paragraphs: list[list[str]]) -> None:
    document = Docx().paragraph("đầu")
    number = outline(document)
    for index, parts in enumerate(paragraphs):
        parts = [part.replace("\ufffe", "").replace("\uffff", "") for part in parts]
        document.paragraph(*parts, document.note("chú", *parts), *parts, numbered=(number, index % 6))
        document.table([parts, ["x"]])
    # Hypothesis tries the words that it finds in the code: marks of secrecy, the letters of old encodings.
    with suppress(CannotRead):
        checked(document)


# The same words typed or numbered by Word

DIRECTIVE = [
    "CHỈ THỊ",
    "I. QUAN ĐIỂM",
    "1. Tăng trưởng nhanh nhưng bền vững.",
    "2. Bám sát chủ trương.",
    "II. NHIỆM VỤ",
    "1. Tập trung thực hiện các Nghị quyết",
    "1.1. Sở Tài chính",
    "- Chủ trì xây dựng kế hoạch¹.",
    "+ Khu vực FDI;",
    "1.2. Sở Công Thương",
    "a) Báo cáo tiến độ[2];",
    "b) Đôn đốc.",
    "đ) Chữ mà Word không đếm tới.",
    "5. Nhảy số",
    "a) Lại từ đầu",
    "a) Lần nữa",
    "(1) Trong ngoặc",
    "Điều 3. Hiệu lực",
    "2.5 ha đất không phải nhãn",
    "3.2.1. Ba tầng",
    "IV. TỔ CHỨC",
    "¹ Dự án từ 70 tỷ đồng trở lên.",
    "[2] Hàng tuần.",
]


def test_typed_labels_become_words_own_and_read_the_same() -> None:
    source = open_source(docx_from_lines(DIRECTIVE))
    assert_exact(source)
    expected = [line.replace("[2]", "²") for line in DIRECTIVE[:-2]] + ["Dự án từ 70 tỷ đồng trở lên.", "Hàng tuần."]
    assert source.text.split("\n") == expected
    typed = {"CHỈ THỊ", "đ) Chữ mà Word không đếm tới.", "2.5 ha đất không phải nhãn", *expected[-2:]}
    assert {source.text[b.start : b.end] for b in source.blocks if b.label_end is None} == typed


@pytest.mark.parametrize("path", shared_files("reading/dev/*.txt"), ids=lambda path: path.stem)
def test_directives_read_the_same_with_words_own_numbers(path: Path) -> None:
    typed = open_source(path.read_bytes())
    relisted = open_source(docx_from_text(path))
    assert_exact(relisted)
    body = [typed.text[b.start : b.end] for b in typed.blocks if b.note is None]
    assert [relisted.text[b.start : b.end] for b in relisted.blocks if b.note is None] == body
    assert sum(b.label_end is not None for b in relisted.blocks) >= 10


@pytest.mark.parametrize("path", shared_files("reading/tables/*.docx"), ids=lambda path: path.stem)
def test_annex_tables_read_as_their_text(path: Path) -> None:
    def rows(text: str) -> list[str]:
        return [" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines() if line.strip()]

    source = open_source(path.read_bytes())
    assert_exact(source)
    assert rows(source.text) == rows(path.with_suffix(".txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", shared_files("nd30/*.docx"), ids=lambda path: path.stem)
def test_the_decrees_own_samples(path: Path) -> None:
    source = open_source(path.read_bytes())
    assert_exact(source)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in source.text
