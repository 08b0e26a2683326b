"""An agency's filled workbook: each row an update or a report by the same rules, taken once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from namro.life import operations as life
from namro.life.models import Report, Update, UpdateStage
from namro.tasks.models import Assignment, Progress, TaskTarget
from namro.workbooks.models import Brought, Line, State

from . import lives
from .brought import column, downloaded, row_of, saved, send, worked

LATE, EARLY = date(2025, 6, 10), date(2025, 7, 30)


@pytest.fixture
def own(db: None) -> list[Assignment]:
    """Two tasks of Sở Xây dựng, one overdue; a report it owes; a task of another agency."""
    of = lives.directive()
    builders = lives.named("Sở Xây dựng")
    made = [
        lives.assign(lives.task(of, due=EARLY, text="Việc trong hạn"), builders),
        lives.assign(lives.task(of, due=LATE, text="Việc quá hạn"), builders),
        lives.assign(lives.task(of, text="Việc định kỳ"), builders),
    ]
    TaskTarget.objects.create(task=made[0].task, comparison=">=", value=1000, unit="căn")
    month = (date(2025, 5, 15), date(2025, 6, 14), date(2025, 6, 14), date(2025, 6, 25))
    lives.expect(made[2], [month])
    lives.assign(lives.task(of, due=EARLY, text="Việc của sở khác"), lives.named("Sở Công Thương"))
    return made


@pytest.fixture
def officer(as_role: Callable[[str], Client]) -> Client:
    return as_role("daumoi")


def addresses(agency: str = "Sở Xây dựng") -> tuple[str, str]:
    pk = lives.named(agency).pk
    return f"/workbooks/agencies/{pk}/to-fill.xlsx", f"/workbooks/agencies/{pk}/new/"


def fill(book: Any, words: str, **values: Any) -> None:
    """Fill in the row of a task, by the heads."""
    heads = {
        "text": "Kết quả đến nay", "done": "Đã hoàn thành (x)", "percent": "Mức hoàn thành (%)",
        "figure": "Số đạt được", "cause": "Nguyên nhân quá hạn", "proposal": "Đề xuất, kiến nghị",
        "number": "Số văn bản", "day": "Ngày văn bản", "report": "Nội dung báo cáo",
    }  # fmt: skip
    sheet = book.worksheets[1 if "report" in values else 0]
    for name, value in values.items():
        sheet.cell(row_of(sheet, words), column(sheet, heads[name])).value = value


def take(client: Client, brought: Brought) -> Brought:
    assert client.post(f"/workbooks/filled/{brought.pk}/take/").status_code == 302
    return worked(brought)


def reasons(brought: Brought) -> list[str]:
    return [one["reason"] for line in brought.lines.filter(outcome=Line.Outcome.REFUSED) for one in line.refusals]


def test_the_template_holds_the_agencys_own_open_rows(officer: Client, own: list[Assignment]) -> None:
    out, _new = addresses()
    book = downloaded(officer, out)
    texts = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value]
    assert "Việc trong hạn" in texts and "Việc quá hạn" in texts and "Việc của sở khác" not in texts
    reports = [str(cell.value) for row in book.worksheets[1].iter_rows() for cell in row if cell.value]
    assert "tháng 6/2025" in reports


def test_rows_become_updates_and_reports_and_refused_ones_say_why(officer: Client, own: list[Assignment]) -> None:
    out, new = addresses()
    book = downloaded(officer, out)
    fill(book, "Việc trong hạn", text="Đã xong 800 căn", percent="80 %", figure="1.104,5")
    fill(book, "Việc quá hạn", text="Đang làm")  # no cause, no proposal
    fill(book, "Việc định kỳ", report="Báo cáo tháng 6", number="5/BC-SXD", day="19/6/2025")
    brought = send(officer, new, saved(book))
    assert brought.state == State.READY, brought.failure
    assert reasons(brought) == ["Nhiệm vụ đã quá hạn. Ghi nguyên nhân."]
    assert not Update.objects.exists() and not Report.objects.exists()  # what was tried was taken back
    page = officer.get(f"/workbooks/filled/{brought.pk}/").content.decode()
    assert "Gửi 2 dòng" in page and "Đã xong 800 căn" in page
    assert "Ghi nguyên nhân" in officer.get(f"/workbooks/filled/{brought.pk}/?part=refused").content.decode()

    brought = take(officer, brought)
    update = Update.objects.get()
    assert (update.percent, update.figure, update.made_by.name) == (80, 1104.5, brought.brought_by.name)
    own[0].refresh_from_db()
    assert own[0].progress == Progress.UNDER_WAY
    report = Report.objects.get()
    assert (report.text, report.document_number, report.document_date) == (
        "Báo cáo tháng 6", "5/BC-SXD", date(2025, 6, 19),
    )  # fmt: skip
    assert officer.get(f"/workbooks/filled/{brought.pk}/").status_code == 200


def test_completion_needs_its_evidence(officer: Client, own: list[Assignment]) -> None:
    out, new = addresses()
    book = downloaded(officer, out)
    fill(book, "Việc trong hạn", text="Xong", done="x")
    fill(book, "Việc quá hạn", text="Xong", done="x", cause="Chờ số liệu", proposal="Sở Tài chính gửi trước 25/6",
         number="12/TTr-SXD", day=date(2025, 6, 18))  # fmt: skip
    brought = send(officer, new, saved(book))
    assert len(reasons(brought)) == 1 and "minh chứng" in reasons(brought)[0]
    take(officer, brought)
    own[1].refresh_from_db()
    assert own[1].progress == Progress.AWAITING


def test_where_the_head_approves_rows_wait_for_the_head(officer: Client, own: list[Assignment]) -> None:
    life.set_practice(own[0].agency, head_approves=True, acting=lives.acting("thutruong"))
    out, new = addresses()
    book = downloaded(officer, out)
    fill(book, "Việc trong hạn", text="Đang làm")
    take(officer, send(officer, new, saved(book)))
    assert Update.objects.get().stage == UpdateStage.WITH_HEAD


def test_the_same_rows_are_taken_once_in_whichever_file(officer: Client, own: list[Assignment]) -> None:
    out, new = addresses()
    book = downloaded(officer, out)
    fill(book, "Việc trong hạn", text="Đang làm")
    content = saved(book)
    first = take(officer, send(officer, new, content))
    assert send(officer, new, content).pk == first.pk  # the same file
    fill(book, "Việc trong hạn", text="Đang làm, sửa chữ")
    second = send(officer, new, saved(book))
    assert "đã nhập lúc" in reasons(second)[0]
    assert Update.objects.count() == 1


def test_two_files_with_one_row_meet_and_one_is_taken(officer: Client, own: list[Assignment]) -> None:
    out, new = addresses()
    book = downloaded(officer, out)
    fill(book, "Việc trong hạn", text="Bản một")
    one = send(officer, new, saved(book))
    fill(book, "Việc trong hạn", text="Bản hai")
    two = send(officer, new, saved(book))
    take(officer, one)
    take(officer, two)
    assert Update.objects.get().text == "Bản một"
    assert reasons(Brought.objects.get(pk=two.pk)) != []


def test_what_changed_since_the_download_is_refused(officer: Client, own: list[Assignment]) -> None:
    out, new = addresses()
    book = downloaded(officer, out)
    fill(book, "Việc trong hạn", text="Cũ")
    life.make_update(own[0], life.NewUpdate("Mới hơn"), version=None, acting=lives.acting("daumoi"))
    assert "đã thay đổi sau khi tải" in reasons(send(officer, new, saved(book)))[0]


def test_another_agencys_rows_are_refused(as_role: Callable[[str], Client], own: list[Assignment]) -> None:
    other = as_role("daumoi2")
    out, _new = addresses("Sở Công Thương")
    book = downloaded(other, out)
    fill(book, "Việc của sở khác", text="Nộp nhầm")
    _out, new = addresses()
    brought = send(as_role("daumoi"), new, saved(book))
    assert "đơn vị khác" in reasons(brought)[0]
    content = SimpleUploadedFile("a.xlsx", saved(book))
    assert other.post(new, {"file": content}).status_code == 404  # nor by its address
    assert other.get(f"/workbooks/filled/{brought.pk}/").status_code == 404


def test_forged_keys_bad_days_and_figures_without_a_target(officer: Client, own: list[Assignment]) -> None:
    out, new = addresses()
    book = downloaded(officer, out)
    sheet = book.worksheets[0]
    fill(book, "Việc trong hạn", text="a", day="31/2/2025", percent="120", figure="1.2.3")
    fill(book, "Việc quá hạn", text="a", cause="b", proposal="c", figure="5")
    key = sheet.cell(row_of(sheet, "Việc định kỳ"), 1)
    key.value = key.value.replace(f".u{own[2].pk}.", f".u{own[1].pk}.")
    fill(book, "Việc định kỳ", text="a")
    told = " ".join(reasons(send(officer, new, saved(book))))
    for words in ("31/2/2025", "0 đến 100", "không phải số", "không có chỉ tiêu", "Mã dòng bị sửa"):
        assert words in told


def test_a_tracker_may_send_the_template_but_not_fill_it(
    as_role: Callable[[str], Client], own: list[Assignment]
) -> None:
    out, new = addresses()
    tracker = as_role("theodoi")
    assert tracker.get(out).status_code == 200
    assert tracker.get(new).status_code == 403


def test_the_way_from_the_agencys_own_page(officer: Client, own: list[Assignment]) -> None:
    assert "/workbooks/filled/" in officer.get("/assignments/mine/").content.decode()
    _out, new = addresses()
    assert officer.get("/workbooks/filled/").headers["Location"] == new
    assert officer.get(new).status_code == 200
