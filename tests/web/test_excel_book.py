"""An office's own tracking workbook: its columns named once, its rows entered as tasks, the bad ones told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client

from namro.agencies.models import Agency, UnresolvedName
from namro.agencies.operations import answer_name
from namro.tasks.models import Assignment, EventKind, Task
from namro.workbooks.book.headings import guess
from namro.workbooks.book.values import cited_in, due_of
from namro.workbooks.cells import NotSuch
from namro.workbooks.models import Brought, Line, Mapping, State

from . import lives
from .brought import saved, send, worked

NEW = "/workbooks/books/new/"
HEADS = ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Đơn vị phối hợp", "Thời hạn", "Văn bản giao", "Kết quả",
         "Ghi chú"]  # fmt: skip
DOCUMENT = "Chỉ thị số 07/CT-UBND ngày 02/4/2025"


def book(*rows: list[Any], heads: list[str] = HEADS) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["UBND TỈNH AN LÂM"])
    sheet.append(["BẢNG THEO DÕI NHIỆM VỤ (số liệu minh họa)"])
    sheet.append([])
    sheet.append(heads)
    sheet.append([f"({number})" for number in range(1, len(heads) + 1)])
    for row in rows:
        sheet.append(row)
    return saved(made)


GOOD = [1, "Rà soát quy hoạch đất đai", "Sở Xây dựng", "Sở Công Thương; Sở Tài chính", "30/6/2025", DOCUMENT,
        "Đang làm", "gấp"]  # fmt: skip


@pytest.fixture
def tracker(as_role: Callable[[str], Client]) -> Client:
    return as_role("theodoi")


def mapped(client: Client, brought: Brought, **values: str) -> Brought:
    """After a person agreed with the guess."""
    address = f"/workbooks/{brought.pk}/mapping/"
    page = client.get(address)
    assert page.status_code == 200
    chosen = {f"column_{place}": kind for place, kind in guess(brought_told(brought)["headings"]).items()}
    response = client.post(address, chosen | values)
    assert response.status_code == 302, response.content.decode()
    return worked(brought)


def brought_told(brought: Brought) -> dict[str, Any]:
    brought.refresh_from_db()
    return brought.told


def entered(client: Client, brought: Brought) -> Brought:
    assert client.post(f"/workbooks/{brought.pk}/enter/").status_code == 302
    return worked(brought)


def refusals(brought: Brought) -> dict[int, str]:
    return {
        line.row: "; ".join(f"{one['cell']} {one['reason']}" for one in line.refusals)
        for line in brought.lines.filter(outcome=Line.Outcome.REFUSED)
    }


def test_the_usual_headings_are_guessed() -> None:
    kinds = ["", "text", "lead", "partners", "due", "document", "result", "note"]
    assert [guess(HEADS).get(str(place), "") for place in range(8)] == kinds
    others = [
        "TT",
        "Nhiệm vụ được giao",
        "Đơn vị thực hiện",
        "Hạn hoàn thành",
        "Số, ký hiệu",
        "Ngày văn bản",
        "Sản phẩm",
    ]
    kinds = ["", "text", "lead", "due", "document", "document_date", "product"]
    assert [guess(others).get(str(place), "") for place in range(7)] == kinds


def test_a_row_becomes_a_task_with_its_doers_its_day_and_where_it_came_from(tracker: Client) -> None:
    brought = send(tracker, NEW, book(["", "I. Lĩnh vực đất đai"], GOOD), "theo-doi.xlsx")
    assert brought.state == State.MAPPING
    brought = mapped(tracker, brought)
    assert (brought.state, brought.told["headings_skipped"]) == (State.READY, 1), brought.failure
    page = tracker.get(f"/workbooks/{brought.pk}/").content.decode()
    assert "Rà soát quy hoạch đất đai" in page and "Nhập 1 nhiệm vụ" in page
    assert not Task.objects.exists()

    brought = entered(tracker, brought)
    task = Task.objects.get()
    assert (task.text, task.original_due_date) == ("Rà soát quy hoạch đất đai", date(2025, 6, 30))
    assert (task.directive.kind, task.directive.number) == ("chỉ thị", "07/CT-UBND")
    assert sorted(task.assignments.values_list("agency__names__name", "duty")) == [
        ("Sở Công Thương", "coordinate"), ("Sở Tài chính", "coordinate"), ("Sở Xây dựng", "lead"),
    ]  # fmt: skip
    event = task.events.get()
    assert event.kind == EventKind.IMPORTED
    assert "theo-doi.xlsx, dòng 7" in event.reason and "Kết quả: Đang làm; Ghi chú: gấp" in event.reason
    assert tracker.get(f"/workbooks/{brought.pk}/").status_code == 200


def test_the_mapping_is_learnt_once(tracker: Client) -> None:
    heads = ["Số", "Việc", "Ai làm"]
    row = [1, "Rà soát quy hoạch", "Sở Xây dựng"]
    first = send(tracker, NEW, book(row, heads=["TT", "Nội dung", "Chủ trì"]))
    address = f"/workbooks/{first.pk}/mapping/"
    tracker.get(address)
    refused = tracker.post(address, {"column_0": "", "column_1": "text", "column_2": ""})
    assert refused.status_code == 422 and "Đơn vị chủ trì" in refused.content.decode()
    told = {
        "column_1": "text",
        "column_2": "lead",
        "kind": "Kế hoạch",
        "number": "9/KH-UBND",
        "issued_date": "1/4/2025",
    }
    assert tracker.post(address, told).status_code == 302
    assert worked(first).lines.get().outcome == Line.Outcome.GOOD
    assert Mapping.objects.count() == 1

    # A person corrects unusual headings by naming their row; they are known the next time.
    second = send(tracker, NEW, book(row, heads=heads), "hai.xlsx")
    page = tracker.get(f"/workbooks/{second.pk}/mapping/?head=4").content.decode()
    assert "Ai làm" in page
    assert tracker.post(f"/workbooks/{second.pk}/mapping/", told).status_code == 302
    third = send(tracker, NEW, book([1, "Việc khác", "Sở Xây dựng"], heads=heads), "ba.xlsx")
    page = tracker.get(f"/workbooks/{third.pk}/mapping/?head=4").content.decode()
    assert "đã ghép lần trước" in page
    assert '<option value="lead" selected>' in page


def test_bad_rows_are_told_by_cell_and_the_good_ones_go_on(tracker: Client) -> None:
    brought = send(
        tracker,
        NEW,
        book(
            GOOD,
            [2, "Không có ai làm", "", "", "30/6/2025", DOCUMENT],
            [3, "Hạn lạ", "Sở Xây dựng", "", "sớm nhất có thể", DOCUMENT],
            [4, "Hạn trước văn bản", "Sở Xây dựng", "", "01/01/2025", DOCUMENT],
            [5, "Không văn bản", "Sở Xây dựng", "", "30/6/2025", ""],
            [6, "Văn bản không ngày", "Sở Xây dựng", "", "30/6/2025", "Công văn 99/UBND-KT"],
            [*GOOD[:6]],
        ),
    )
    brought = mapped(tracker, brought)
    told = refusals(brought)
    assert set(told) == {7, 8, 9, 10, 11, 12}
    assert told[7].startswith("C7 ") and told[8].startswith("E8 ") and "trước ngày ban hành" in told[9]
    assert "chưa chọn văn bản chung" in told[10] and "Thiếu ngày" in told[11] and "Trùng dòng 6" in told[12]
    assert "E8" in tracker.get(f"/workbooks/{brought.pk}/?part=refused").content.decode()
    assert entered(tracker, brought).told["entered"] == 1
    assert Task.objects.count() == 1


def test_an_unknown_name_waits_in_the_queue_and_its_answer_lets_the_row_through(
    tracker: Client, by: Any, agency: Callable[[str], Agency]
) -> None:
    row = [1, "Rà soát", "Ban Chỉ huy Quy hoạch vùng Thượng", "", "", DOCUMENT]
    brought = mapped(tracker, send(tracker, NEW, book(row)))
    assert brought.lines.get().outcome == Line.Outcome.WAITING
    name = UnresolvedName.objects.get(text="Ban Chỉ huy Quy hoạch vùng Thượng")
    assert name.seen_in == "so.xlsx"
    answer_name(name, meant=agency("Sở Xây dựng"), person=None, by=by, at=lives.NOW)
    assert tracker.post(f"/workbooks/{brought.pk}/again/").status_code == 302
    brought = worked(brought)
    assert brought.lines.get().outcome == Line.Outcome.GOOD
    entered(tracker, brought)
    assert Assignment.objects.get().agency_id == agency("Sở Xây dựng").pk


def test_the_same_file_and_the_same_rows_are_recognised(tracker: Client) -> None:
    content = book(GOOD)
    first = entered(tracker, mapped(tracker, send(tracker, NEW, content)))
    assert send(tracker, NEW, content).pk == first.pk
    again = mapped(tracker, send(tracker, NEW, book([1, *GOOD[1:7], "sửa ghi chú"]), "khac.xlsx"))
    assert "đã có trong sổ" in next(iter(refusals(again).values()))
    assert Task.objects.count() == 1


def test_merged_cells_are_every_rows_own(tracker: Client) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(HEADS)
    for number in (1, 2, 3):
        sheet.append([number, f"Việc {number}", "Sở Xây dựng" if number == 1 else None, "", "Quý II/2025",
                      DOCUMENT if number == 1 else None])  # fmt: skip
    sheet.merge_cells("C2:C4")
    sheet.merge_cells("F2:F4")
    brought = entered(tracker, mapped(tracker, send(tracker, NEW, saved(made))))
    assert Task.objects.count() == 3, refusals(brought)
    assert set(Task.objects.values_list("original_due_date", flat=True)) == {date(2025, 6, 30)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14/3/2025", date(2025, 3, 14)),
        (date(2025, 3, 14), date(2025, 3, 14)),
        ("trước ngày 15/3/2025", date(2025, 3, 14)),
        ("Chậm nhất ngày 15.3.2025", date(2025, 3, 15)),
        ("Tháng 02/2025", date(2025, 2, 28)),
        ("Quý III năm 2025", date(2025, 9, 30)),
        ("Năm 2025", date(2025, 12, 31)),
        ("thường xuyên", None),
        ("không hạn", None),
        ("", None),
    ],
)
def test_deadlines_as_offices_write_them(text: Any, day: date | None) -> None:
    assert due_of(text).day == day


@pytest.mark.parametrize("text", ["31/2/2025", "sớm", "10/3/2025 và 10/6/2025", "Tháng 13/2025"])
def test_no_deadlines(text: str) -> None:
    with pytest.raises(NotSuch):
        due_of(text)


@pytest.mark.parametrize(
    ("text", "kind", "number", "issued"),
    [
        ("Chỉ thị số 05/CT-UBND ngày 10/3/2025", "chỉ thị", "05/CT-UBND", date(2025, 3, 10)),
        ("QĐ 123/QĐ-TTg (01/02/2025)", "quyết định", "123/QĐ-TTg", date(2025, 2, 1)),
        ("Công văn 99/UBND-KT", "công văn", "99/UBND-KT", None),
        ("Nghị quyết số 57-NQ/TW ngày 22/12/2024", "nghị quyết", "57-NQ/TW", date(2024, 12, 22)),
        ("57-NQ/TW", "nghị quyết", "57-NQ/TW", None),
        ("theo ý kiến chỉ đạo", None, None, None),
        ("12/2025/NQ-HĐND ngày 1/4/2025", "nghị quyết", "12/2025/NQ-HĐND", date(2025, 4, 1)),
    ],
)
def test_documents_as_offices_write_them(text: str, kind: str | None, number: str | None, issued: date | None) -> None:
    if number is None:
        with pytest.raises(NotSuch):
            cited_in(text)
        return
    found = cited_in(text)
    assert found is not None
    assert (found.kind, found.number, found.issued_date) == (kind, number, issued)


def test_others_do_not_come_in(as_role: Callable[[str], Client], tracker: Client) -> None:
    brought = send(tracker, NEW, book(GOOD))
    for username in ("daumoi", "thanhtra"):
        client = as_role(username)
        assert client.get(NEW).status_code == 403
        assert client.get(f"/workbooks/{brought.pk}/mapping/").status_code == 403
        assert client.post(f"/workbooks/{brought.pk}/enter/").status_code == 403
