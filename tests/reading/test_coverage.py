"""Every sentence of the body is part of a task, no task by a rule that says why, or unread; none is lost."""

from __future__ import annotations

import pytest

from tests.reading.phrases import directive

FIELDS = "I. NHIỆM VỤ ¶ 1. Rà soát hồ chứa. ¶ - Đơn vị chủ trì: Sở Xây dựng. ¶ - Thời gian: Quý II/2025."


def told(body: str) -> list[tuple[str, str, str]]:
    """(first two words, state, rule) of each sentence."""
    found = directive(body)
    return [
        (" ".join(found.source.words(one.span).split()[:2]), one.state, one.found_by)
        for one in found.coverage.sentences
    ]


def states(body: str) -> list[str]:
    return [state for _, state, _ in told(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # a task
        ("1. Sở Y tế rà soát cơ số thuốc.", ["task"]),
        # sentences and clauses are counted one by one
        ("1. Sở Y tế rà soát cơ số thuốc; báo cáo UBND tỉnh. Sở Nội vụ kiểm tra.", ["task", "task", "task"]),
        # the lines that tell its fields
        (FIELDS, ["not_task", "task", "task", "task", "task", "task"]),
        # a heading
        ("1. Sở Y tế ¶ - Rà soát cơ số thuốc.", ["not_task", "task"]),
        # a footnote that is a duty, and one that explains
        ("1. Sở Y tế tổng hợp số ca[1]. ¶ [1] Báo cáo gửi trước ngày 05 hàng tháng.", ["task", "task"]),
        ("1. Sở Y tế rà soát thuốc[1]. ¶ [1] Gồm thuốc thiết yếu.", ["task", "not_task"]),
        # aims
        ("I. MỤC TIÊU ¶ 1. Nâng cao chất lượng phục vụ.", ["not_task", "not_task"]),
    ],
)
def test_states(body: str, expected: list[str]) -> None:
    assert states(body) == expected


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("1. Chỉ thị này có hiệu lực kể từ ngày ký.", "not_task.formula"),
        ("I. MỤC TIÊU ¶ 1. Nâng cao chất lượng phục vụ.", "not_task.aim"),
        ("Chủ tịch UBND tỉnh yêu cầu các sở, ngành: ¶ 1. Sở Y tế rà soát thuốc.", "not_task.addressing"),
        ("1. Sở Y tế ¶ - Rà soát cơ số thuốc.", "not_task.agency_heading"),
        ("I. NHIỆM VỤ ¶ 1. Sở Y tế rà soát thuốc.", "not_task.heading"),
        ("1. Sở Y tế rà soát thuốc[1]. ¶ [1] Gồm thuốc thiết yếu.", "not_task.note"),
        ("Trong hai tháng đầu năm, dịch bệnh diễn biến phức tạp. ¶ 1. Sở Y tế rà soát thuốc.", "not_task.preamble"),
    ],
)
def test_no_task_says_why(body: str, rule: str) -> None:
    assert rule in [found_by for _, state, found_by in told(body) if state == "not_task"]


def test_a_task_is_named_by_its_index() -> None:
    found = directive("1. Sở Y tế rà soát thuốc. ¶ 2. Sở Nội vụ kiểm tra công vụ.")
    assert [one.task for one in found.coverage.sentences] == [0, 1]


ORDERS_IN_ODD_PLACES = [
    "I. MỤC ĐÍCH, YÊU CẦU ¶ 1. Yêu cầu Sở Y tế khẩn trương rà soát thuốc.",
    "I. QUAN ĐIỂM ¶ 1. Các sở, ngành phải công khai thủ tục.",
    "III. KINH PHÍ ¶ Kinh phí từ ngân sách. Các đơn vị lập dự toán gửi Sở Tài chính thẩm định.",
    "Căn cứ tình hình dịch bệnh, Sở Y tế khẩn trương rà soát thuốc.",
    "Thời gian qua, dịch bệnh diễn biến phức tạp. Sở Y tế chủ trì, phối hợp với Công an tỉnh xử lý.",
]


@pytest.mark.parametrize("body", ORDERS_IN_ODD_PLACES)
def test_a_doer_with_an_order_is_never_dismissed_by_default(body: str) -> None:
    """It is a task, or unread: among the aims, too."""
    assert states(body)[-1] != "not_task"


def test_counts_add_up() -> None:
    coverage = directive("I. MỤC TIÊU ¶ 1. Nâng cao chất lượng. ¶ II. NHIỆM VỤ ¶ 1. Sở Y tế rà soát thuốc.").coverage
    counted = sum(coverage.count(state) for state in ("task", "not_task", "unread"))  # type: ignore[arg-type]
    assert counted == len(coverage.sentences) == 4
