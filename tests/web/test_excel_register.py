"""The register goes out as a workbook, comes back changed, is previewed, written and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from namro.agencies.models import FieldOfWork, Person
from namro.audit.models import Entry
from namro.audit.verification import verify
from namro.site import clock
from namro.tasks.models import EventKind, Task
from namro.tasks.operations import revise_tasks
from namro.workbooks import marks, queue
from namro.workbooks.models import Brought, Cell, State
from namro.workbooks.register import applying, undoing

from . import lives
from .brought import column, downloaded, row_of, saved, send, worked

NEW = "/workbooks/register/new/"
OUT = "/workbooks/register.xlsx"


@pytest.fixture
def tasks(db: None) -> list[Task]:
    """Three tasks of one document; the first is given to two agencies."""
    of = lives.directive()
    made = [
        lives.task(of, due=date(2025, 6, 30), text=f"Nhiệm vụ số {number} về đất đai", product="Báo cáo")
        for number in (1, 2, 3)
    ]
    for one in made:
        lives.assign(one, lives.named("Sở Xây dựng"))
    lives.assign(made[0], lives.named("Sở Công Thương"), duty="coordinate")
    return made


@pytest.fixture
def tracker(as_role: Callable[[str], Client]) -> Client:
    return as_role("theodoi")


def cells(brought: Brought, outcome: str = Cell.Outcome.CHANGE) -> list[tuple[str, str, str]]:
    found = brought.cells.filter(outcome=outcome)
    return [(cell.column, cell.present, cell.wanted) for cell in found]


def apply(client: Client, brought: Brought, **values: str) -> Brought:
    told = {"reason": "Rà soát lại", "document": "22/CV-VP ngày 19/6/2025"} | values
    response = client.post(f"/workbooks/{brought.pk}/apply/", told)
    assert response.status_code == 302, response.content.decode()
    return worked(brought)


def test_what_is_not_changed_changes_nothing(tracker: Client, tasks: list[Task]) -> None:
    brought = send(tracker, NEW, saved(downloaded(tracker, OUT)))
    assert (brought.state, brought.told["rows"], brought.cells.count()) == (State.READY, 4, 0)
    assert brought.told["missing"]["count"] == 0


def test_each_changed_cell_is_shown_then_written_as_one_event_of_its_task(tracker: Client, tasks: list[Task]) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    row = row_of(sheet, "Nhiệm vụ số 2")
    sheet.cell(row, column(sheet, "Nhiệm vụ"), "Nhiệm vụ số 2 về nhà ở")
    sheet.cell(row, column(sheet, "Sản phẩm"), "Kế hoạch")
    sheet.cell(row, column(sheet, "Loại"), "Thường xuyên")
    sheet.cell(row, column(sheet, "Lĩnh vực"), FieldOfWork.objects.first().name)
    sheet.cell(row, column(sheet, "Lãnh đạo phụ trách"), Person.objects.get(account__username="lanhdao").name)
    brought = send(tracker, NEW, saved(book))
    assert len(cells(brought)) == 5
    page = tracker.get(f"/workbooks/{brought.pk}/").content.decode()
    assert "Nhiệm vụ số 2 về nhà ở" in page and "Ghi 5 ô vào sổ" in page
    assert Task.objects.get(pk=tasks[1].pk).product == "Báo cáo"  # nothing before it is confirmed

    brought = apply(tracker, brought)
    task = Task.objects.get(pk=tasks[1].pk)
    assert brought.state == State.APPLIED, brought.failure
    assert (task.text, task.product, task.kind) == ("Nhiệm vụ số 2 về nhà ở", "Kế hoạch", "routine")
    assert "nha o" in task.folded and "so xay dung" in task.folded
    own = task.assignments.get()
    assert (own.kind, own.field_id, own.overseer_id) == ("routine", task.field_id, task.overseer_id)
    event = task.events.get(kind=EventKind.CORRECTED)
    assert (event.reason, event.document) == ("Rà soát lại", "22/CV-VP ngày 19/6/2025")
    assert event.before["product"] == "Báo cáo" and event.after["product"] == "Kế hoạch"
    assert Entry.objects.filter(act="workbook.applied").count() == 1
    assert verify().is_whole


def test_undo_puts_back_what_nobody_touched_since(tracker: Client, tasks: list[Task], by: Any) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    for number in (2, 3):
        sheet.cell(row_of(sheet, f"Nhiệm vụ số {number}"), column(sheet, "Sản phẩm"), "Kế hoạch")
    brought = apply(tracker, send(tracker, NEW, saved(book)))
    person = Person.objects.get(account__username="theodoi")
    held = applying.hold({tasks[2].pk})
    later = clock.now()
    revise_tasks(held, {tasks[2].pk: {"product": "Đề án"}}, reason="khác", document="", person=person, by=by, at=later)

    assert tracker.post(f"/workbooks/{brought.pk}/undo/").status_code == 302
    brought = worked(brought)
    assert brought.state == State.UNDONE, brought.failure
    assert [Task.objects.get(pk=task.pk).product for task in tasks] == ["Báo cáo", "Báo cáo", "Đề án"]
    assert brought.told["undone"] == {"cells": 1, "left": 1}
    assert "hiện là “Đề án”" in tracker.get(f"/workbooks/{brought.pk}/").content.decode()
    assert tasks[1].events.filter(kind=EventKind.CORRECTED).count() == 2  # there and back, both told


def test_undo_ends_after_a_day(tracker: Client, tasks: list[Task], person: Any, by: Any) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    sheet.cell(row_of(sheet, "Nhiệm vụ số 2"), column(sheet, "Sản phẩm"), "Kế hoạch")
    brought = apply(tracker, send(tracker, NEW, saved(book)))
    late = brought.applied_at + timedelta(hours=24, seconds=1)
    with pytest.raises(undoing.Refused):
        undoing.ask_undo(brought, person=person("theodoi"), by=by, at=late)


def test_a_conflict_shows_three_values_and_a_person_chooses(tracker: Client, tasks: list[Task], by: Any) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    for number in (2, 3):
        sheet.cell(row_of(sheet, f"Nhiệm vụ số {number}"), column(sheet, "Sản phẩm"), f"Theo tệp {number}")
    person = Person.objects.get(account__username="theodoi")
    pks = {tasks[1].pk, tasks[2].pk}
    changes = {pk: {"product": "Người khác sửa"} for pk in pks}
    who = {"person": person, "by": by, "at": clock.now()}
    revise_tasks(applying.hold(pks), changes, reason="khác", document="", **who)
    brought = send(tracker, NEW, saved(book))
    conflicts = list(brought.cells.filter(outcome=Cell.Outcome.CONFLICT))
    assert [(one.base, one.present, one.wanted) for one in conflicts] == [
        ("Báo cáo", "Người khác sửa", "Theo tệp 2"),
        ("Báo cáo", "Người khác sửa", "Theo tệp 3"),
    ]
    page = tracker.get(f"/workbooks/{brought.pk}/").content.decode()
    assert "Người khác sửa" in page and "Theo tệp 2" in page and "Báo cáo" in page
    tracker.post(f"/workbooks/{brought.pk}/choices/", {f"cell-{conflicts[0].pk}": "take"})
    apply(tracker, brought)
    assert Task.objects.get(pk=tasks[1].pk).product == "Theo tệp 2"
    assert Task.objects.get(pk=tasks[2].pk).product == "Người khác sửa"


def test_what_changes_between_preview_and_writing_is_compared_again(
    tracker: Client, tasks: list[Task], by: Any
) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    sheet.cell(row_of(sheet, "Nhiệm vụ số 2"), column(sheet, "Sản phẩm"), "Kế hoạch")
    brought = send(tracker, NEW, saved(book))
    person = Person.objects.get(account__username="theodoi")
    changes = {tasks[1].pk: {"product": "Đề án"}}
    who = {"person": person, "by": by, "at": clock.now()}
    revise_tasks(applying.hold({tasks[1].pk}), changes, reason="khác", document="", **who)
    brought = apply(tracker, brought)
    assert brought.state == State.READY and "Chưa ghi gì" in brought.failure
    assert cells(brought, Cell.Outcome.CONFLICT) == [("product", "Đề án", "Kế hoạch")]
    assert Task.objects.get(pk=tasks[1].pk).product == "Đề án"


def test_deadlines_doers_and_states_are_refused_with_the_way_to_go(tracker: Client, tasks: list[Task]) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    row = row_of(sheet, "Nhiệm vụ số 2")
    sheet.cell(row, column(sheet, "Hạn"), date(2025, 12, 31))
    sheet.cell(row, column(sheet, "Hạn gốc"), "31/12/2025")
    sheet.cell(row, column(sheet, "Đơn vị"), "Sở Tài chính")
    sheet.cell(row, column(sheet, "Trạng thái"), "Hoàn thành")
    brought = send(tracker, NEW, saved(book))
    refused = {cell.column: cell for cell in brought.cells.all()}
    assert set(refused) == {"due", "original_due", "agency", "state"}
    assert {cell.outcome for cell in refused.values()} == {Cell.Outcome.REFUSED}
    assert "gia hạn" in refused["due"].reason and "Chuyển giao" in refused["agency"].reason
    assert (refused["due"].present, refused["due"].wanted) == ("30/6/2025", "31/12/2025")
    page = tracker.get(f"/workbooks/{brought.pk}/").content.decode()
    assert "Hạn gốc không bao giờ đổi" in page and refused["due"].place in page
    assert tracker.post(f"/workbooks/{brought.pk}/apply/", {"reason": "a"}).status_code == 422


def test_sorted_moved_renamed_coloured_and_reformatted_is_the_same(tracker: Client, tasks: list[Task]) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    sheet.title = "Bản của tôi"
    head = next(at for at, row in enumerate(rows) if "Nhiệm vụ" in row)
    rows[head] = [f"{value} (cũ)" if value else value for value in rows[head]]
    body = list(reversed(rows[head + 1 :]))
    due = next(at for at, value in enumerate(rows[head - 1]) if value == "namro:due")
    for row in body:
        row[due] = f"{row[due]:%-d/%-m/%Y}"  # as text
    order = [5, 0, *[at for at in range(len(rows[0])) if at not in (0, 5)]]
    for at, row in enumerate([*rows[: head + 1], *body], 1):
        for place, old in enumerate(order, 1):
            sheet.cell(at, place).value = row[old]
            sheet.cell(at, place).fill = openpyxl_fill()
    brought = send(tracker, NEW, saved(book))
    assert (brought.state, brought.told["rows"], cells(brought)) == (State.READY, 4, [])
    assert list(brought.cells.all()) == []


def openpyxl_fill() -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor="FFFF00")


def test_without_the_hidden_codes_the_heads_tell_the_columns(tracker: Client, tasks: list[Task]) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    sheet.delete_rows(row_of(sheet, "namro:key"))
    sheet.cell(row_of(sheet, "Nhiệm vụ số 2"), column(sheet, "Sản phẩm"), "Kế hoạch")
    assert cells(send(tracker, NEW, saved(book))) == [("product", "Báo cáo", "Kế hoạch")]


def test_a_tampered_key_is_refused_and_the_rest_is_taken(tracker: Client, tasks: list[Task]) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    two, three = row_of(sheet, "Nhiệm vụ số 2"), row_of(sheet, "Nhiệm vụ số 3")
    first = sheet.cell(two, 1).value
    sheet.cell(two, 1, first.replace(f".a{tasks[1].assignments.get().pk}.", f".a{tasks[0].assignments.first().pk}."))
    sheet.cell(two, column(sheet, "Sản phẩm"), "Giả mạo")
    sheet.cell(three, column(sheet, "Sản phẩm"), "Kế hoạch")
    brought = send(tracker, NEW, saved(book))
    assert brought.told["forged"]["some"] == [two]
    assert cells(brought) == [("product", "Báo cáo", "Kế hoạch")]
    assert "mã không do hệ thống này cấp" in tracker.get(f"/workbooks/{brought.pk}/?part=rows").content.decode()


def test_removed_new_and_repeated_rows_are_told_and_nothing_is_deleted(tracker: Client, tasks: list[Task]) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    three = row_of(sheet, "Nhiệm vụ số 3")
    for at, cell in enumerate(sheet[three], 1):
        sheet.cell(sheet.max_row + (at == 1), at, cell.value)  # the same row once more, below
    sheet.cell(sheet.max_row + 1, column(sheet, "Nhiệm vụ"), "Việc mới viết thêm")
    sheet.delete_rows(row_of(sheet, "Nhiệm vụ số 2"))
    brought = send(tracker, NEW, saved(book))
    told = brought.told
    assert [told[name]["count"] for name in ("missing", "unknown", "repeated")] == [1, 1, 1]
    assert "không thu hồi" in tracker.get(f"/workbooks/{brought.pk}/?part=rows").content.decode()
    assert Task.objects.filter(withdrawn_at=None).count() == 3


def test_rows_of_one_task_that_disagree_are_refused(tracker: Client, tasks: list[Task]) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    first = row_of(sheet, "Nhiệm vụ số 1")
    rows = [row for row in range(first, sheet.max_row + 1) if str(sheet.cell(row, 4).value).startswith("Nhiệm vụ số 1")]
    assert len(rows) == 2
    for number, row in enumerate(rows):
        sheet.cell(row, column(sheet, "Sản phẩm"), f"Bản {number}")
    sheet.cell(rows[0], column(sheet, "Mục"), "III.1")
    sheet.cell(rows[1], column(sheet, "Mục"), "III.1")
    brought = send(tracker, NEW, saved(book))
    assert cells(brought) == [("place", "II.4.3", "III.1")]
    assert len(cells(brought, Cell.Outcome.REFUSED)) == 2


def test_formulas_count_by_their_value_and_are_never_run(tracker: Client, tasks: list[Task]) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    cell = sheet.cell(row_of(sheet, "Nhiệm vụ số 2"), column(sheet, "Sản phẩm"), "=cmd|' /C calc'!A0")
    cell.data_type = "s"
    brought = apply(tracker, send(tracker, NEW, saved(book)))
    assert brought.state == State.APPLIED
    assert Task.objects.get(pk=tasks[1].pk).product == "=cmd|' /C calc'!A0"
    again = downloaded(tracker, "/tasks/export.xlsx").worksheets[0]
    assert all(cell.data_type != "f" for row in again.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("head", "value", "words"),
    [
        ("Nhiệm vụ", "", "không được để trống"),
        ("Loại", "việc gấp", "theo dõi"),
        ("Lĩnh vực", "Vũ trụ", "Không có lĩnh vực"),
        ("Lãnh đạo phụ trách", "Người Lạ", "Không có lãnh đạo"),
        ("Mục", "x" * 61, "nhiều nhất 60"),
    ],
)
def test_values_that_a_task_cannot_have_are_refused(
    tracker: Client, tasks: list[Task], head: str, value: str, words: str
) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    sheet.cell(row_of(sheet, "Nhiệm vụ số 2"), column(sheet, head)).value = value
    refused = send(tracker, NEW, saved(book)).cells.get()
    assert refused.outcome == Cell.Outcome.REFUSED and words in refused.reason


def test_a_clock_that_was_set_back_writes_nothing(tracker: Client, tasks: list[Task]) -> None:
    book = downloaded(tracker, OUT)
    sheet = book.worksheets[0]
    sheet.cell(row_of(sheet, "Nhiệm vụ số 2"), column(sheet, "Sản phẩm"), "Kế hoạch")
    brought = send(tracker, NEW, saved(book))
    tasks[1].assignments.update(updated_at=lives.after(days=1))
    brought = apply(tracker, brought)
    assert brought.state == State.READY and "Đồng hồ máy chủ" in brought.failure
    assert Task.objects.get(pk=tasks[1].pk).product == "Báo cáo"


def test_a_preview_of_many_cells_asks_as_often_as_one_of_few(
    tracker: Client, tasks: list[Task], django_assert_max_num_queries: Any
) -> None:
    counts = []
    for number in (1, 3):
        book = downloaded(tracker, OUT)
        sheet = book.worksheets[0]
        for row in range(1, number + 1):
            sheet.cell(row_of(sheet, f"Nhiệm vụ số {row}"), column(sheet, "Sản phẩm"), f"Bản {number}")
        brought = send(tracker, NEW, saved(book))
        with django_assert_max_num_queries(40) as asked:
            assert tracker.get(f"/workbooks/{brought.pk}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_same_file_is_recognised(tracker: Client, tasks: list[Task]) -> None:
    content = saved(downloaded(tracker, OUT))
    first = send(tracker, NEW, content)
    second = send(tracker, NEW, content)
    assert first.pk == second.pk and Brought.objects.count() == 1


def test_a_file_that_is_no_workbook_is_refused(tracker: Client, tasks: list[Task]) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    damaged = bytearray(saved(downloaded(tracker, OUT)))
    at = damaged.index(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml")
    damaged[at : at + 200] = b"\xff" * 200  # the packed bytes of a part: zlib stops, not zipfile
    for content in (b"", b"MZ\x90", b"PK\x03\x04rubbish", bytes(damaged)):
        response = tracker.post(NEW, {"file": SimpleUploadedFile("so.xlsx", content)})
        assert response.status_code == 422


def test_a_workbook_of_something_else_is_refused(tracker: Client, tasks: list[Task]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["STT", "Họ tên"])
    brought = send(tracker, NEW, saved(book))
    assert brought.state == State.FAILED and "không phải sổ nhiệm vụ" in brought.failure
    assert tracker.get(f"/workbooks/{brought.pk}/").status_code == 200


def test_a_lost_worker_is_replaced_and_the_work_is_done_once(tracker: Client, tasks: list[Task]) -> None:
    brought = send(tracker, NEW, saved(downloaded(tracker, OUT)))
    Brought.objects.filter(pk=brought.pk).update(state=State.QUEUED, attempts=0)
    claimed = queue.claim(brought.pk)
    assert claimed is not None and queue.claim(brought.pk) is None
    Brought.objects.filter(pk=brought.pk).update(lease_until=lives.NOW - timedelta(days=900))
    assert queue.take_up_again() == 1
    with pytest.raises(queue.Lost):
        queue.progress(brought.pk, claimed[1], 50)
    assert worked(brought).state == State.READY


def test_others_do_not_come_in(as_role: Callable[[str], Client], tracker: Client, tasks: list[Task]) -> None:
    brought = send(tracker, NEW, saved(downloaded(tracker, OUT)))
    for username in ("daumoi", "thutruong", "thanhtra", "lanhdao"):
        client = as_role(username)
        assert client.get(OUT).status_code == 403
        assert client.get(f"/workbooks/{brought.pk}/").status_code == 403


def test_a_key_bears_its_row_and_no_other() -> None:
    text = marks.key(3, "a", 17, b"1234")
    assert marks.read(text) == marks.Mark(3, "a", 17, b"1234")
    with pytest.raises(marks.Forged):
        marks.read(text.replace("a17", "a18"))
