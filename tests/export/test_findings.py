"""What lint found, for a person and for a program."""

import pytest

from namro.reading.clarity import Finding
from namro.reading.export.findings import as_dict, render
from namro.reading.export.table import columns_of
from tests.export.invented import directive, span


@pytest.fixture(scope="module")
def made():
    return directive()


@pytest.fixture(scope="module")
def findings(made):
    task, text = made.tasks[1].span, made.source.text
    soft = span("khẩn trương", text)
    return (
        Finding("date_twice", "Lỗi văn bản", "slip", "Bỏ một lần ghi ngày.", span("¹", text), task, 1),
        Finding("result", "Rõ kết quả", "missing", "Nêu sản phẩm.", task, task, 1),
        Finding("time", "Rõ thời gian", "vague", "Nêu thời hạn thay cho “khẩn trương”.", soft, task, 1),
        Finding("label", "Lỗi văn bản", "slip", "Sửa số mục.", span("I.", text), span("I. NHIỆM VỤ", text)),
    )  # fmt: skip


def test_a_tasks_findings_stand_together_in_the_order_of_the_clears(made, findings):
    lines = [line.strip() for line in render(made, findings, 100).splitlines()]
    assert lines[1] == "4 điểm cần xem: Lỗi văn bản 2; Rõ kết quả 1; Rõ thời gian 1."
    assert lines[3].startswith("Nhiệm vụ 2, mục I.1: “Sở Tư pháp tổng hợp")
    assert [line.split("  ")[0] for line in lines[4:7]] == ["Rõ thời gian", "Rõ kết quả", "Lỗi văn bản"]
    assert lines[8].startswith("Ngoài nhiệm vụ: “I. NHIỆM VỤ”")


def test_what_several_tasks_share_comes_first_with_their_numbers(made, findings):
    whole = Finding(
        "time", "Rõ thời gian", "missing", "Nêu thời hạn cho 3 trong 4 nhiệm vụ.", made.tasks[0].span,
        made.tasks[0].span, None, (0, 1, 3), "time.no_deadline",
    )  # fmt: skip
    lines = [line.strip() for line in render(made, (*findings, whole), 100).splitlines()]
    assert lines[3] == "Cả văn bản" and lines[4].endswith("Nêu thời hạn cho 3 trong 4 nhiệm vụ.")
    assert lines[5] == "Nhiệm vụ 1, 2, 4."
    told = as_dict(made, (whole,), "a.txt")["findings"][0]
    assert told["rule"] == "time.no_deadline" and told["task"] is None
    assert [one["index"] for one in told["tasks"]] == [0, 1, 3]


@pytest.mark.parametrize("width", [60, 80, 140])
def test_it_fits_the_width(made, findings, width):
    assert max(columns_of(line) for line in render(made, findings, width).splitlines()) <= width


def test_nothing_to_mend_is_said(made):
    assert "Không có điểm nào cần sửa." in render(made, ())


def test_for_a_program(made, findings):
    told = as_dict(made, findings, "a.txt")
    assert told["file"] == "a.txt" and told["tasks"] == 4
    vague = told["findings"][2]
    assert vague["words"] == "khẩn trương" and vague["task"] == {"index": 1, "at": "I.1", "nth": 2}
    assert made.source.text[vague["sentence"]["start"] : vague["sentence"]["end"]] == vague["sentence"]["text"]
    assert told["findings"][3]["task"] is None
