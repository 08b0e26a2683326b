"""Tables of tasks in other orders, under other heads and in every form: told by heads and cells, not by position."""

from __future__ import annotations

from itertools import permutations

import pytest

from namro.reading import read
from namro.reading.model import Task
from tests.making_docx import Docx, cell, row
from tests.reading.phrases import names
from tests.reading.table_forms import ABOVE, FORMS, LEFT, Rows

DAMS = "Rà soát các hồ chứa thủy lợi trên địa bàn"
FLOODS = "Xây dựng phương án sơ tán dân vùng trũng"
DRILLS = "Tập huấn lực lượng xung kích cấp xã"

in_each_form = pytest.mark.parametrize("form", FORMS)


def times(task: Task) -> list[object]:
    """Days, terms and rhythms of a task."""
    told = [one.date or (one.amount, one.unit) for one in task.deadlines]
    return [*told, *(one.every for one in task.recurrences)]


def told(form: str, rows: Rows) -> list[tuple[str, list[str], list[str], list[object]]]:
    """(task, leads, coordinators, times) of each row."""
    return [
        (" ".join(task.text.split()), names(task.leads), names(task.coordinators), times(task))
        for task in FORMS[form](rows).tasks
    ]


@in_each_form
def test_doers_stand_before_the_task_and_are_merged(form: str) -> None:
    rows = [
        ["STT", "Cơ quan chủ trì", "Cơ quan phối hợp", "Nhóm nhiệm vụ", "Nội dung nhiệm vụ", "Thời hạn hoàn thành"],
        ["I", "SỞ XÂY DỰNG", LEFT, LEFT, LEFT, LEFT],
        ["1", "Sở Xây dựng", "Công an tỉnh; Sở Tài chính", "Phòng ngừa thiên tai", DAMS, "Giai đoạn 2026 - 2027"],
        [ABOVE, ABOVE, ABOVE, ABOVE, FLOODS, "Trình UBND tỉnh trong năm 2026"],
        ["2", "Sở Y tế", "Các sở, ngành liên quan", "Cứu chữa", DRILLS, "Thực hiện thường xuyên, liên tục"],
    ]
    helpers = ["Công an tỉnh", "Sở Tài chính"]
    assert told(form, rows) == [
        (DAMS, ["Sở Xây dựng"], helpers, ["2027"]),
        (FLOODS, ["Sở Xây dựng"], helpers, ["2026"]),
        (DRILLS, ["Sở Y tế"], ["Các sở, ngành liên quan"], ["unspecified"]),
    ]


HEADS = [
    ["Nội dung công việc", "Đơn vị chủ trì thực hiện", "Phối hợp", "Tiến độ", "Lãnh đạo phụ trách"],
    ["Nhiệm vụ được giao", "Cơ quan được giao", "Đơn vị tham gia", "Mốc thời gian", "Lãnh đạo chỉ đạo"],
    ["Nội dung", "Phân công", "Cơ quan phối hợp", "Hạn xử lý", "Người đứng đầu"],
]
CELLS_OF_ROWS = [
    [DAMS, "Sở Xây dựng", "Công an tỉnh", "31/10/2025", "Phó Giám đốc Trần Văn Mẫu"],
    [FLOODS, "UBND các xã, phường", "", "Quý IV/2025", "Phó Giám đốc Trần Văn Mẫu"],
]


@pytest.mark.parametrize("form", ["word", "bars"])
@pytest.mark.parametrize("heads", HEADS)
def test_columns_in_every_order(form: str, heads: list[str]) -> None:
    """In the dump the empty cell of who helps leaves no trace, and the cells tell which it was."""
    for order in list(permutations(range(len(heads))))[::5]:
        rows = [[cells[at] for at in order] for cells in (heads, *CELLS_OF_ROWS)]
        numbered = [[number, *cells] for number, cells in zip(("TT", "1", "2"), rows, strict=True)]
        assert told(form, numbered) == [
            (DAMS, ["Sở Xây dựng"], ["Công an tỉnh"], ["2025-10-31"]),
            (FLOODS, ["UBND các xã, phường"], [], ["2025-Q4"]),
        ], order


WISHES = [
    ("Xã kiến nghị", "Nội dung đề xuất", "Sở phụ trách tiếp nhận, xử lý"),
    ("Đơn vị", "Kiến nghị", "Cơ quan xử lý"),
    ("Địa phương", "Thông tin phản ánh", "Cơ quan giải quyết"),
]


@in_each_form
@pytest.mark.parametrize("heads", WISHES)
def test_wishes_with_one_column_of_doers(form: str, heads: tuple[str, ...]) -> None:
    roof = "Đề nghị bố trí kinh phí sửa chữa trụ sở làm việc của xã"
    posts = "Hướng dẫn việc tuyển dụng công chức cấp xã"
    rows = [
        ["TT", *heads],
        ["1", "Tân Lập", roof, "Sở Tài chính"],
        ["2", "Tân Lập, An Bình", posts, "Sở Nội vụ; Sở Tư pháp"],
    ]
    assert told(form, rows) == [(roof, ["Sở Tài chính"], [], []), (posts, ["Sở Nội vụ", "Sở Tư pháp"], [], [])]


@in_each_form
@pytest.mark.parametrize("over", ["Phân công", "Cơ quan thực hiện", "Trách nhiệm thực hiện"])
def test_two_rows_of_heads(form: str, over: str) -> None:
    rows = [
        ["STT", "Nhiệm vụ", over, LEFT, "Thời hạn"],
        [ABOVE, ABOVE, "Chủ trì", "Phối hợp", ABOVE],
        ["1", DAMS, "Sở Xây dựng", "Công an tỉnh", "31/10/2025"],
        ["2", FLOODS, "Sở Y tế", "Sở Nội vụ", "Quý IV/2025"],
    ]
    assert told(form, rows) == [
        (DAMS, ["Sở Xây dựng"], ["Công an tỉnh"], ["2025-10-31"]),
        (FLOODS, ["Sở Y tế"], ["Sở Nội vụ"], ["2025-Q4"]),
    ]


@pytest.mark.parametrize("form", ["markdown", "word", "workbook"])
def test_of_two_times_the_end_counts(form: str) -> None:
    rows = [
        ["STT", "Nội dung", "Đơn vị thực hiện", LEFT, "Thời gian", LEFT],
        [ABOVE, ABOVE, "Chủ trì", "Phối hợp", "Bắt đầu", "Hoàn thành"],
        ["1", DAMS, "Sở Xây dựng", "Công an tỉnh", "01/10/2025", "31/10/2025"],
    ]
    assert told(form, rows) == [(DAMS, ["Sở Xây dựng"], ["Công an tỉnh"], ["2025-10-31"])]


ONE_COLUMN_OF_LEADS = [
    # heads, cells of leads, leads
    (["Cơ quan thực hiện"], ["Sở Xây dựng"], ["Sở Xây dựng"]),
    (["Phân công"], ["Sở Xây dựng chủ trì, phối hợp với Công an tỉnh"], ["Sở Xây dựng"]),
    (["Lãnh đạo phụ trách"], ["Phó Chủ tịch Trần Văn Mẫu"], ["Phó Chủ tịch Trần Văn Mẫu"]),
    (["Lãnh đạo phụ trách", "Đơn vị chủ trì thực hiện"], ["Phó Giám đốc Trần Văn Mẫu", "Văn phòng"], ["Văn phòng"]),
    (["Người đứng đầu chịu trách nhiệm", "Cơ quan chủ trì"], ["Giám đốc Sở Y tế", "Sở Y tế"], ["Sở Y tế"]),
    (["Đầu mối", "Bộ phận xử lý"], ["Phòng Tổng hợp", "Phòng Nội chính"], ["Phòng Tổng hợp"]),
]


@in_each_form
@pytest.mark.parametrize(("heads", "cells", "leads"), ONE_COLUMN_OF_LEADS)
def test_which_column_leads(form: str, heads: list[str], cells: list[str], leads: list[str]) -> None:
    rows = [
        ["TT", "Nội dung công việc", *heads, "Tiến độ", "Ghi chú"],
        ["1", DAMS, *cells, "Tháng 10/2025", "Theo mẫu"],
    ]
    assert [(text, who, when) for text, who, _, when in told(form, rows)] == [(DAMS, leads, ["2025-10"])]


@in_each_form
def test_who_helps_in_the_column_of_those_who_lead(form: str) -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Phân công", "Kết quả/Sản phẩm", "Tiến độ"],
        ["1", DAMS, "Sở Xây dựng chủ trì, phối hợp với Công an tỉnh", "Báo cáo", "31/10/2025"],
    ]
    assert told(form, rows) == [(DAMS, ["Sở Xây dựng"], ["Công an tỉnh"], ["2025-10-31"])]


@in_each_form
def test_two_lines_of_doers_for_one_task(form: str) -> None:
    rows = [
        ["TT", "Tên đề án", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"],
        ["1", "Đề án thu gom rác thải nông thôn", "Hội Nông dân tỉnh", "Sở Tài chính", "2030"],
        [ABOVE, ABOVE, "UBND các xã, phường", "Đoàn Thanh niên tỉnh", ABOVE],
        ["2", "Đề án trồng rừng ven biển", "Sở Nông nghiệp và Môi trường", "UBND các xã", "2027"],
    ]
    leads, helpers = ["Hội Nông dân tỉnh", "UBND các xã, phường"], ["Sở Tài chính", "Đoàn Thanh niên tỉnh"]
    assert told(form, rows) == [
        ("Đề án thu gom rác thải nông thôn", leads, helpers, ["2030"]),
        ("Đề án trồng rừng ven biển", ["Sở Nông nghiệp và Môi trường"], ["UBND các xã"], ["2027"]),
    ]


@in_each_form
def test_where_no_column_leads_the_title_of_the_group_does(form: str) -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Sản phẩm", "Thời gian hoàn thành"],
        ["I", "Sở Xây dựng", LEFT, LEFT],
        ["1", DAMS, "Báo cáo", "Quý III/2025"],
        ["II", "Các nhiệm vụ khác", LEFT, LEFT],
        ["2", FLOODS, "Phương án", "Quý IV/2025"],
    ]
    assert told(form, rows) == [(DAMS, ["Sở Xây dựng"], [], ["2025-Q3"]), (FLOODS, [], [], ["2025-Q4"])]


@in_each_form
def test_of_two_columns_of_work_the_one_that_is_not_merged(form: str) -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Nội dung thực hiện", "Cơ quan thực hiện", "Thời gian"],
        ["1", "Bảo đảm an toàn hồ đập", DAMS, "Sở Xây dựng", "31/10/2025"],
        [ABOVE, ABOVE, FLOODS, "Sở Y tế", "30/11/2025"],
        ["2", "Nâng cao năng lực", DRILLS, "Công an tỉnh", "30/12/2025"],
    ]
    assert told(form, rows) == [
        (DAMS, ["Sở Xây dựng"], [], ["2025-10-31"]),
        (FLOODS, ["Sở Y tế"], [], ["2025-11-30"]),
        (DRILLS, ["Công an tỉnh"], [], ["2025-12-30"]),
    ]


@in_each_form
def test_the_time_may_stand_first(form: str) -> None:
    rows = [
        ["Thời gian", "Nội dung công việc", "Đơn vị thực hiện"],
        ["Trước 15/10/2025", DAMS, "Sở Xây dựng"],
        ["Tháng 11/2025", FLOODS, "Sở Y tế"],
    ]
    assert told(form, rows) == [(DAMS, ["Sở Xây dựng"], [], ["2025-10-15"]), (FLOODS, ["Sở Y tế"], [], ["2025-11"])]


@in_each_form
def test_heads_told_again_and_totals_are_no_tasks(form: str) -> None:
    heads = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]
    rows = [
        heads,
        ["1", DAMS, "Sở Xây dựng", "31/10/2025"],
        heads,
        ["2", FLOODS, "Sở Y tế", "30/11/2025"],
        ["3", "Tổng cộng", "02 đơn vị", "30/11/2025"],
    ]
    assert [task[0] for task in told(form, rows)] == [DAMS, FLOODS]


@in_each_form
def test_the_steps_of_a_procedure(form: str) -> None:
    rows = [
        ["Thứ tự công việc", "Đơn vị/người thực hiện", "Nội dung công việc", "Thời gian thực hiện"],
        ["Bước 1", "Bộ phận tiếp nhận và trả kết quả", "Tiếp nhận hồ sơ, chuyển phòng", "0,25 ngày làm việc"],
        ["Bước 2", "Lãnh đạo Phòng Quy hoạch", "Phân công chuyên viên thẩm định", "1/2 ngày"],
        ["Bước 3", "Chuyên viên Phòng Quy hoạch", "Thẩm định hồ sơ, dự thảo văn bản", "04 giờ làm việc"],
        ["Bước 4", "Văn thư Sở", "Đóng dấu, phát hành văn bản", "Giờ hành chính"],
        ["Tổng thời gian giải quyết", "05 ngày làm việc", LEFT, LEFT],
    ]
    assert told(form, rows) == [
        (
            "Tiếp nhận hồ sơ, chuyển phòng",
            ["Bộ phận tiếp nhận và trả kết quả"],
            [],
            [(0.25, "working_day")],
        ),
        ("Phân công chuyên viên thẩm định", ["Lãnh đạo Phòng Quy hoạch"], [], [(0.5, "day")]),
        ("Thẩm định hồ sơ, dự thảo văn bản", ["Chuyên viên Phòng Quy hoạch"], [], [(4, "hour")]),
        ("Đóng dấu, phát hành văn bản", ["Văn thư Sở"], [], []),
    ]


@in_each_form
@pytest.mark.parametrize("head", ["Thời gian (ngày làm việc)", "Thời hạn (ĐVT: Ngày làm việc)"])
def test_the_head_of_the_time_tells_the_unit(form: str, head: str) -> None:
    rows = [
        ["Các bước", "Nội dung thực hiện", "Người thực hiện", head],
        ["1", "Tiếp nhận hồ sơ, chuyển phòng chuyên môn", "Công chức một cửa", "0,5"],
        ["2", "Thẩm định hồ sơ, dự thảo văn bản trả lời", "Chuyên viên", "03 ngày"],
    ]
    assert [task[3] for task in told(form, rows)] == [[(0.5, "working_day")], [(3, "working_day")]]


@in_each_form
@pytest.mark.parametrize("head", ["Bộ phận", "Đơn vị", "Cơ quan, đơn vị", "Các sở, ngành"])
def test_a_bare_head_of_doers(form: str, head: str) -> None:
    rows = [["TT", head, "Nội dung công việc", "Thời gian"], ["1", "Phòng Nội vụ", DAMS, "Tháng 10/2025"]]
    assert told(form, rows) == [(DAMS, ["Phòng Nội vụ"], [], ["2025-10"])]


NO_TASKS = [
    [
        ["STT", "Tên thủ tục hành chính", "Lĩnh vực", "Cơ quan thực hiện"],
        ["1", "Cho phép trồng cây xanh trên vỉa hè", "Đô thị", "UBND cấp xã"],
    ],
    [
        ["TT", "Mã TTHC", "Tên TTHC", "Thời hạn giải quyết", "Cơ quan giải quyết"],
        ["1", "1.000001", "Cấp phép đào hố ga", "05 ngày", "Sở Xây dựng"],
    ],
    [
        ["TT", "Dự án", "Quy mô", "Địa điểm", "Thời gian vận hành"],
        ["1", "Nhà máy nước An Bình", "20.000 m3", "Xã An Bình", "2027"],
    ],
    [["TT", "Nội dung", "Địa điểm thực hiện"], ["1", "Lớp tập huấn phòng cháy", "Hội trường xã"]],
    [["TT", "Chỉ tiêu", "Đơn vị", "Kết quả"], ["1", "Tỷ lệ che phủ rừng", "%", "42"]],
]


@in_each_form
@pytest.mark.parametrize("rows", NO_TASKS)
def test_lists_of_other_things_give_no_tasks(form: str, rows: Rows) -> None:
    assert told(form, rows) == []


def test_heads_of_a_dump_that_lost_the_one_of_the_numbers() -> None:
    rows = [
        ["", "Nội dung công việc", "Trách nhiệm thực hiện", "Thời gian (ngày)"],
        ["Bước 1", "Phân công thụ lý hồ sơ", "Lãnh đạo Phòng Quy hoạch", "0,5 ngày"],
        ["Bước 2", "Thẩm định, xử lý hồ sơ", "Chuyên viên Phòng Quy hoạch", "03 ngày"],
    ]
    assert told("bars", rows) == [
        ("Phân công thụ lý hồ sơ", ["Lãnh đạo Phòng Quy hoạch"], [], [(0.5, "day")]),
        ("Thẩm định, xử lý hồ sơ", ["Chuyên viên Phòng Quy hoạch"], [], [(3, "day")]),
    ]


@in_each_form
def test_a_cell_that_says_as_above(form: str) -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
        ["1", DAMS, "Sở Xây dựng", "31/10/2025"],
        ["2", FLOODS, "Như trên", "nt"],
    ]
    assert told(form, rows)[1] == (FLOODS, ["Sở Xây dựng"], [], ["2025-10-31"])


def test_a_merged_field_of_a_dump_is_less_sure() -> None:
    rows = [
        ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Tiến độ"],
        ["1", DAMS, "Sở Xây dựng", "31/10/2025"],
        ["2", FLOODS, ABOVE, "30/11/2025"],
    ]
    first, second = FORMS["bars"](rows).tasks
    assert names(second.leads) == ["Sở Xây dựng"]
    assert second.confidence < first.confidence


CELLS = [
    # cell of those who lead, their names
    ("Các Cục: Thuế; Hải quan; Bản quyền tác giả", ["Cục Thuế", "Cục Hải quan", "Cục Bản quyền tác giả"]),
    ("Các Vụ: Kế hoạch, Tài chính; Pháp chế; Văn phòng Bộ", ["Vụ Kế hoạch, Tài chính", "Vụ Pháp chế", "Văn phòng Bộ"]),
    ("Vụ Khoa học, Đào tạo và Môi trường", ["Vụ Khoa học, Đào tạo và Môi trường"]),
    ("Trung tâm Chuyển đổi số Nông thôn mới", ["Trung tâm Chuyển đổi số Nông thôn mới"]),
    ("Viện Nghiên cứu phát triển tỉnh An Lâm", ["Viện Nghiên cứu phát triển tỉnh An Lâm"]),
    ("Các đơn vị được giao lập hồ sơ số; Sở Y tế", ["Các đơn vị được giao lập hồ sơ số", "Sở Y tế"]),
    ("Các cơ quan có kho lưu trữ, thư viện", ["Các cơ quan có kho lưu trữ, thư viện"]),
    ("Các sở, ngành được lấy ý kiến", ["Các sở, ngành được lấy ý kiến"]),
    ("Các sở, ngành có liên quan", ["Các sở, ngành có liên quan"]),
    ("Sở Tài chính/Sở Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
    ("Chuyên viên, nhân viên phòng Một cửa", ["Chuyên viên, nhân viên phòng Một cửa"]),
    ("Công chức phòng Nội vụ và Công chức Trung tâm Một cửa", None),
    ("Hợp phần Nước sạch (nếu có)", ["Hợp phần Nước sạch"]),
    ("Theo phân công của UBND tỉnh", []),
]


@pytest.mark.parametrize(("cell", "leads"), CELLS)
def test_the_names_of_a_cell(cell: str, leads: list[str] | None) -> None:
    rows = [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"], ["1", DAMS, cell, "31/10/2025"]]
    assert [task[1] for task in told("word", rows)] == [cell.split(" và ") if leads is None else leads]


TIMES: list[tuple[str, list[object]]] = [
    ("Triển khai từ năm 2026 và thực hiện thường xuyên", ["unspecified"]),
    ("Thí điểm trong giai đoạn 2026 - 2027, mở rộng sau năm 2028", ["2027"]),
    ("Giai đoạn 2026 - 2030. Trong đó làm điểm đến năm 2030", ["2030"]),
    ("Giai đoạn 2026 - 2030", ["2030"]),
    ("Thực hiện thường xuyên, liên tục", ["unspecified"]),
    ("2030", ["2030"]),
    ("Từ tháng 10/2025 đến khi kết thúc kiểm kê", []),
    ("Từ tháng 5 đến tháng 7/2026", ["2026-07"]),
    ("0,25 ngày làm việc", [(0.25, "working_day")]),
    ("1/2 ngày", [(0.5, "day")]),
    ("1,5 ngày", [(1.5, "day")]),
    ("Không quá 05 ngày làm việc", [(5, "working_day")]),
]


@pytest.mark.parametrize(("cell", "when"), TIMES)
def test_the_time_of_a_cell(cell: str, when: list[object]) -> None:
    rows = [["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"], ["1", DAMS, "Sở Y tế", cell]]
    assert [task[3] for task in told("word", rows)] == [when]


def test_a_page_breaks_a_row_and_the_table_goes_on_without_heads() -> None:
    heads = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]
    pages = [
        [heads, ["1", DAMS, "Sở Xây dựng", "31/10/2025"]],
        # a data row may say what heads say
        [["", "và các đập dâng", "", ""], ["2", "Hoàn thành nội dung rà soát", "Sở Y tế", "30/11/2025"]],
    ]
    document = Docx().paragraph("PHỤ LỤC")
    for page in pages:
        document.table([row(*cells) for cells in page])
    assert [(task.text, names(task.leads)) for task in read(document.bytes()).tasks] == [
        (DAMS, ["Sở Xây dựng"]),
        ("Hoàn thành nội dung rà soát", ["Sở Y tế"]),
    ]


def test_between_two_tables_of_a_dump_stands_text() -> None:
    """A last row with fewer cells, text and the same heads again: the text is no cell."""
    heads = ["Thứ tự công việc", "Người thực hiện", "Nội dung công việc", "Thời gian"]
    first = [heads, ["Bước 1", "Chuyên viên", "Tiếp nhận hồ sơ", "01 ngày"], ["Tổng thời gian", "02 ngày"]]
    second = [heads, ["Bước 1", "Văn thư Sở", "Phát hành văn bản", "01 ngày"]]
    bars = ["\n".join("|\n" + "\n|\n".join(cells) + "\n|" for cells in table) for table in (first, second)]
    text = f"PHỤ LỤC\n\n{bars[0]}\n\n2. Quy trình thứ hai\n\n{bars[1]}\n\n"
    assert [(task.text, names(task.leads)) for task in read(text.encode()).tasks if task.found_by == "task.row"] == [
        ("Tiếp nhận hồ sơ", ["Chuyên viên"]),
        ("Phát hành văn bản", ["Văn thư Sở"]),
    ]


def test_the_title_of_an_annex_is_no_task() -> None:
    """ "PHỤ LỤC" alone under the name of who issued it."""
    document = Docx()
    for line in ("Số: 12/QĐ-UBND", "An Lâm, ngày 5 tháng 3 năm 2025", "QUYẾT ĐỊNH", "BAN HÀNH KẾ HOẠCH TRỒNG CÂY"):
        document.paragraph(line)
    for line in ("ỦY BAN NHÂN DÂN TỈNH AN LÂM", "PHỤ LỤC", "NHIỆM VỤ CỦA CÁC SỞ, NGÀNH"):
        document.paragraph(line)
    assert read(document.bytes()).tasks == ()


def test_a_cell_that_says_to_span_millions() -> None:
    document = Docx().paragraph("PHỤ LỤC")
    document.table(
        [
            row("TT", "Nhiệm vụ", cell("Cơ quan chủ trì", columns=10**7), "Thời hạn"),
            row("1", DAMS, "Sở Xây dựng", "31/10/2025"),
        ]
    )
    assert read(document.bytes()).coverage.sentences


PIPED = """PHỤ LỤC
STT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn
1 | Rà soát các hồ chứa thủy lợi trên địa bàn | Sở Xây dựng | 31/10/2025
STT | Tên nhiệm vụ | Đơn vị chủ trì | Thời hạn | Kết quả thực hiện | Tiến độ
 | Nhiệm vụ giao Giám đốc Sở Y tế chỉ đạo |  |  |  |
1 | Xây dựng phương án sơ tán dân vùng trũng | Sở Y tế | 30/11/2025 |  |
2 | Tập huấn lực lượng xung kích cấp xã | Công an tỉnh | 31/12/2025 | Đang thực hiện | Chưa hoàn thành
"""


def test_rows_without_outer_bars_keep_their_empty_cells() -> None:
    """At either end, too; and a table of another width begins where its heads do."""
    tasks = read(PIPED.encode(), name="phu-luc.txt").tasks
    assert [(" ".join(task.text.split()), names(task.leads), times(task)) for task in tasks] == [
        (DAMS, ["Sở Xây dựng"], ["2025-10-31"]),
        (FLOODS, ["Sở Y tế"], ["2025-11-30"]),
        (DRILLS, ["Công an tỉnh"], ["2025-12-31"]),
    ]


@pytest.mark.parametrize("form", ["markdown", "word"])
def test_a_second_line_of_doers_and_times_beside_one_task(form: str) -> None:
    rows = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Kết quả", "Thời hạn hoàn thành"],
        ["1", DAMS, "Sở Xây dựng", "Báo cáo đánh giá", "Tháng 5/2025"],
        [ABOVE, ABOVE, "Sở Tài chính", "Quyết định của UBND tỉnh", "Tháng 11/2025"],
        ["2", FLOODS, "UBND các xã, phường", "Phương án", "Quý IV/2025"],
    ]
    assert told(form, rows) == [
        (DAMS, ["Sở Xây dựng", "Sở Tài chính"], [], ["2025-05", "2025-11"]),
        (FLOODS, ["UBND các xã, phường"], [], ["2025-Q4"]),
    ]


@pytest.mark.parametrize("form", ["markdown", "word"])
def test_a_table_in_which_another_begins_under_its_own_heads(form: str) -> None:
    rows = [
        ["STT", "Nhiệm vụ", "Văn bản giao", "Cơ quan chủ trì", "Thời hạn"],
        ["1", DAMS, "Công văn số 12/UBND-NN", "Sở Xây dựng", "31/10/2025"],
        ["STT", "Tên nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Kết quả thực hiện"],
        ["1", FLOODS, "Sở Y tế", "30/11/2025", "Đang thực hiện"],
    ]
    assert told(form, rows) == [
        (DAMS, ["Sở Xây dựng"], [], ["2025-10-31"]),
        (FLOODS, ["Sở Y tế"], [], ["2025-11-30"]),
    ]
