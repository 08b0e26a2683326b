"""The reply slip: what the letter urges, filled in by hand in Word, and read back."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from namro.papers.rendering import read_reply_slip, reply_slip
from namro.papers.rendering.reply_slips import COLUMNS, NotASlip, written_to
from tests import invented_papers as invented
from tests.papers.test_templates import with_part
from tests.papers.test_word import all_text

HEADS = [head for _, head, _, _ in COLUMNS]


def letter(**changes):
    rows = [invented.row(3), invented.row(4), invented.row(6, text=invented.WORKS[2]), invented.row(9, counted=False)]
    head = invented.head(kind_name="", title="", symbol="STC-TH", subject_line="V/v đôn đốc thực hiện nhiệm vụ")
    return invented.payload("urging", head=head, rows=rows, **changes)


def filled(data: bytes, cells: dict[tuple[int, str], str], change=None) -> bytes:
    """The slip with these cells written, as an officer would; rows counted from 1."""
    document = Document(BytesIO(data))
    table = document.tables[0]
    for (row, head), text in cells.items():
        table.rows[row].cells[HEADS.index(head)].text = text
    if change:
        change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_slip_asks_about_what_is_late_and_counted():
    text = all_text(reply_slip(letter()))
    assert "PHIẾU TRẢ LỜI" in text
    assert "(Kèm theo Công văn số ……/STC-TH ngày … tháng … năm 2025 của Sở Tài chính)" in text
    assert [answer.assignment for answer in read_reply_slip(reply_slip(letter()))] == [3, 6]


def test_only_of_the_agency_that_the_letter_is_to():
    payload = letter(subject={"directive": 3, "agency": invented.row(6)["agency"], "extension": None})
    agencies = {row["id"]: row["agency"] for row in payload["rows"]}
    wanted = [number for number in (3, 6) if agencies[number] == payload["subject"]["agency"]]
    assert [answer.assignment for answer in read_reply_slip(reply_slip(payload))] == wanted


def test_a_letter_to_several_goes_to_who_is_late_or_owes_a_report():
    rows = [
        {"agency": 1, "timeliness": "overdue", "counted": True},
        {"agency": 2, "timeliness": "in_time", "counted": True},
        {"agency": 3, "timeliness": "overdue", "counted": False},
    ]
    reports = [{"agency": 4, "state": "missing"}, {"agency": 2, "state": "late"}]
    assert written_to({"rows": rows, "lists": {"reports": reports}}) == {1, 4}


def test_an_untouched_slip_has_blank_answers():
    assert all(answer.is_blank for answer in read_reply_slip(reply_slip(letter())))


def test_what_was_filled_in_comes_back():
    slip = filled(
        reply_slip(letter()),
        {
            (1, "Kết quả đến nay"): "Đã trình tại Tờ trình số 12/TTr-SXD <2025> & phụ lục",
            (1, "Nguyên nhân"): "Chờ đơn giá\nmới",
            (1, "Đề xuất, kiến nghị"): "=1+1",
            (1, "Ngày cam kết hoàn thành"): "30/6/2025",
        },
    )
    first, second = read_reply_slip(slip)
    assert first.assignment == 3
    assert first.result == "Đã trình tại Tờ trình số 12/TTr-SXD <2025> & phụ lục"
    assert first.cause == "Chờ đơn giá\nmới"
    assert first.proposal == "=1+1"
    assert first.committed == date(2025, 6, 30)
    assert second.is_blank


@pytest.mark.parametrize(
    "text", ["30/6/2025", "30/06/2025", "30-6-2025", "30.06.2025", "ngày 30 tháng 6 năm 2025", "trước 30/6/2025"]
)
def test_days_as_people_write_them(text):
    slip = filled(reply_slip(letter()), {(1, "Ngày cam kết hoàn thành"): text})
    assert read_reply_slip(slip)[0].committed == date(2025, 6, 30)


@pytest.mark.parametrize(("text", "said"), [("cuối quý", "Không đọc được ngày"), ("31/6/2025", "không có trong lịch")])
def test_a_day_that_cannot_be_read_is_said_and_the_rest_kept(text, said):
    slip = filled(reply_slip(letter()), {(1, "Ngày cam kết hoàn thành"): text, (1, "Kết quả đến nay"): "đang làm"})
    answer = read_reply_slip(slip)[0]
    assert said in answer.problems[0]
    assert (answer.committed, answer.result) == (None, "đang làm")


def test_a_changed_code_is_refused_with_its_row():
    with pytest.raises(NotASlip, match="Dòng 2: mã “6a” không đúng"):
        read_reply_slip(filled(reply_slip(letter()), {(2, "Mã"): "6a"}))


def test_a_code_twice_is_refused():
    with pytest.raises(NotASlip, match="mã 3 có hai lần"):
        read_reply_slip(filled(reply_slip(letter()), {(2, "Mã"): "3"}))


def test_empty_rows_that_word_added_are_passed_over():
    slip = filled(reply_slip(letter()), {}, lambda document: document.tables[0].add_row())
    assert len(read_reply_slip(slip)) == 2


def test_columns_that_were_moved_are_found_by_their_heads():
    def move(document):
        for row in document.tables[0].rows:
            cells = row._tr.tc_lst
            cells[1].addprevious(cells[-1])

    slip = filled(
        reply_slip(letter()), {(1, "Kết quả đến nay"): "xong", (1, "Ngày cam kết hoàn thành"): "30/6/2025"}, move
    )
    assert read_reply_slip(slip)[0].committed == date(2025, 6, 30)
    assert read_reply_slip(slip)[0].result == "xong"


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04"])
def test_what_is_no_word_document(data):
    with pytest.raises(NotASlip, match="không phải phiếu Word"):
        read_reply_slip(data)


def test_another_document_is_refused_in_words():
    out = BytesIO()
    Document().save(out)
    with pytest.raises(NotASlip, match="Không thấy bảng trả lời"):
        read_reply_slip(out.getvalue())


def test_a_zip_bomb_is_refused():
    with pytest.raises(NotASlip):
        read_reply_slip(with_part("word/media/x.xml", b"\0" * 70_000_000, reply_slip(letter())))


def test_demonstration_data_is_marked():
    document = Document(BytesIO(reply_slip(letter())))
    assert document.sections[0].footer.paragraphs[0].text == "Số liệu minh họa"
