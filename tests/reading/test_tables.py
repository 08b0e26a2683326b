"""Task tables: a row is a task, its columns are the fields; other tables give none."""

from __future__ import annotations

import pytest

from namro.reading import Directive, read
from namro.reading.model import Task
from tests.making_docx import Docx, cell, row
from tests.reading.phrases import FOOT, LETTERHEAD, names

HEADS = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm"]
ROW = [
    "1",
    "Rà soát hồ chứa nước",
    "Sở Xây dựng",
    "Công an tỉnh; Sở Tài chính",
    "Trước ngày 20/6/2025",
    "Báo cáo",
]
NEXT = ["2", "Tập huấn phòng cháy", "Công an tỉnh", "", "Hàng quý", ""]


def markdown(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def of_table(*rows: list[str], before: str = "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n\n") -> Directive:
    body = "Điều 1. Ban hành kèm theo Chỉ thị này danh mục nhiệm vụ.\n"
    return read((LETTERHEAD + body + FOOT + "\n\n" + before + markdown(list(rows)) + "\n").encode())


def tasks_of(*rows: list[str]) -> list[Task]:
    return list(of_table(*rows).tasks)


def test_a_row_is_a_task_and_its_cells_are_the_fields() -> None:
    first, second = tasks_of(HEADS, ROW, NEXT)
    assert first.text == "Rà soát hồ chứa nước"
    assert names(first.leads) == ["Sở Xây dựng"]
    assert names(first.coordinators) == ["Công an tỉnh", "Sở Tài chính"]
    assert [(one.rule, one.date) for one in first.deadlines] == [("before", "2025-06-20")]
    assert first.product is not None
    assert first.product.name == "Báo cáo"
    assert second.text == "Tập huấn phòng cháy"
    assert names(second.leads) == ["Công an tỉnh"]
    assert (second.coordinators, second.deadlines, second.product) == ((), (), None)
    assert [one.every for one in second.recurrences] == ["quarter"]


HEADINGS = [
    # words that head a column
    ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành", "Kết quả"],
    ["TT", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Tiến độ", "Sản phẩm đầu ra"],
    ["TT", "NHIỆM VỤ, GIẢI PHÁP", "ĐƠN VỊ CHỦ TRÌ", "ĐƠN VỊ PHỐI HỢP", "THỜI GIAN THỰC HIỆN", "SẢN PHẨM"],
    ["Số TT", "Tên nhiệm vụ", "Cơ quan thực hiện", "Cơ quan phối hợp", "Thời hạn hoàn thành", "Sản phẩm dự kiến"],
    ["TT", "Hoạt động", "Đơn vị thực hiện", "Đơn vị tham gia", "Lộ trình", "Kết quả đầu ra"],
    # with a note at the end, which is no field
    ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Sản phẩm", "Ghi chú"],
]


@pytest.mark.parametrize("heads", HEADINGS)
def test_how_columns_are_headed(heads: list[str]) -> None:
    (task,) = tasks_of(heads, [*ROW, ""][: len(heads)])
    assert (names(task.leads), names(task.coordinators)) == (["Sở Xây dựng"], ["Công an tỉnh", "Sở Tài chính"])
    assert [one.date for one in task.deadlines] == ["2025-06-20"]
    assert task.product is not None


def test_columns_in_another_order() -> None:
    order = [0, 2, 1, 4, 3, 5]
    (task,) = tasks_of([HEADS[i] for i in order], [ROW[i] for i in order])
    assert (task.text, names(task.leads), names(task.coordinators)) == (
        "Rà soát hồ chứa nước",
        ["Sở Xây dựng"],
        ["Công an tỉnh", "Sở Tài chính"],
    )


def test_a_row_that_is_only_a_title_groups_the_rows_below() -> None:
    group = ["I", "Lĩnh vực phòng cháy", "", "", "", ""]
    assert [task.text for task in tasks_of(HEADS, group, ROW, NEXT)] == ["Rà soát hồ chứa nước", "Tập huấn phòng cháy"]


def test_a_row_that_numbers_the_columns_is_none() -> None:
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    assert [task.text for task in tasks_of(HEADS, numbers, ROW)] == ["Rà soát hồ chứa nước"]


def test_the_names_in_a_cell() -> None:
    cells = [*ROW]
    cells[2] = "Sở Văn hóa, Thể thao và Du lịch; các sở, ban, ngành; UBND các xã, phường"
    (task,) = tasks_of(HEADS, cells)
    assert names(task.leads) == ["Sở Văn hóa, Thể thao và Du lịch", "các sở, ban, ngành", "UBND các xã, phường"]


TIMES = [
    ("31/10/2025", ["2025-10-31"], []),
    ("Quý IV/2025", ["2025-Q4"], []),
    ("2025 - 2026", ["2026"], []),
    ("Thường xuyên", [], ["unspecified"]),
    ("Hàng tháng", [], ["month"]),
]


@pytest.mark.parametrize(("when", "dates", "rhythms"), TIMES)
def test_the_time_in_a_cell(when: str, dates: list[str], rhythms: list[str]) -> None:
    (task,) = tasks_of(HEADS, [*ROW[:4], when, ""])
    assert ([one.date for one in task.deadlines], [one.every for one in task.recurrences]) == (dates, rhythms)


@pytest.mark.parametrize(
    "rows",
    [
        # figures
        [["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2025"], ["1", "Thu ngân sách", "tỷ đồng", "14.250"]],
        # a list of documents
        [["TT", "Tên văn bản", "Số, ký hiệu"], ["1", "Kế hoạch tiêm chủng", "12/KH-UBND"]],
        # a seat plan
        [["Họ và tên", "Chức vụ", "Phân công"], ["Trần Văn Mẫu", "Giám đốc", "Trưởng ban"]],
    ],
)
def test_tables_of_another_kind_give_no_tasks(rows: list[list[str]]) -> None:
    assert tasks_of(*rows) == []


def test_a_table_broken_by_a_page_goes_on() -> None:
    more = markdown([NEXT, ["3", "Diễn tập ứng phó", "Công an tỉnh", "", "Quý III/2025", ""]]).replace(
        "|" + " --- |" * 6 + "\n", ""
    )
    body = (
        LETTERHEAD
        + "Điều 1. Ban hành danh mục.\n"
        + FOOT
        + "\n\nPHỤ LỤC\n\n"
        + markdown([HEADS, ROW])
        + "\n\n"
        + more
        + "\n"
    )
    assert len(read(body.encode()).tasks) == 3


def word(*rows: str) -> Directive:
    return read(Docx().paragraph("PHỤ LỤC").table([row(*HEADS), *rows]).bytes())


def test_cells_merged_from_above_hold_for_each_row() -> None:
    found = word(
        row("1", "Rà soát hồ chứa", cell("Sở Xây dựng", merge="restart"), "", "31/10/2025", ""),
        row("2", "Lập phương án ứng phó", cell(merge="continue"), "", "30/9/2025", ""),
    )
    assert [(task.text, names(task.leads)) for task in found.tasks] == [
        ("Rà soát hồ chứa", ["Sở Xây dựng"]),
        ("Lập phương án ứng phó", ["Sở Xây dựng"]),
    ]


def test_a_title_over_all_columns_is_no_task() -> None:
    found = word(
        row(cell("I. LĨNH VỰC XÂY DỰNG", columns=6)), row("1", "Rà soát hồ chứa", "Sở Xây dựng", "", "31/10/2025", "")
    )
    assert [task.text for task in found.tasks] == ["Rà soát hồ chứa"]


def test_a_cell_of_several_paragraphs_is_one_task() -> None:
    found = word(row("1", cell("Rà soát hồ chứa:", "- Hồ lớn;", "- Hồ nhỏ."), "Sở Xây dựng", "", "31/10/2025", ""))
    assert [" ".join(task.text.split()) for task in found.tasks] == ["Rà soát hồ chứa: - Hồ lớn; - Hồ nhỏ."]


def test_names_on_lines_of_their_own() -> None:
    found = word(
        row("1", "Rà soát hồ chứa", cell("- Sở Xây dựng", "- Công an tỉnh"), cell("Sở Y tế", "UBND các xã"), "", "")
    )
    assert [(names(task.leads), names(task.coordinators)) for task in found.tasks] == [
        (["Sở Xây dựng", "Công an tỉnh"], ["Sở Y tế", "UBND các xã"])
    ]
