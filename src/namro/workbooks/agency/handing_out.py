"""Writing the workbook with an agency's own rows, for it to fill in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from namro.agencies.models import Agency, Person
from namro.tasks.exports.workbook import BASE, CELL, OPTIONS, lay_on_paper
from namro.tasks.models import Assignment, ExpectedReport
from namro.tasks.progress import Progress
from namro.words import day_in_words
from namro.workbooks import marks
from namro.workbooks.agency.columns import BY_KIND, REPORT, UPDATE, Column
from namro.workbooks.cells import LONGEST
from namro.workbooks.handed_out import GREY, HEADS, write_head, write_how_to
from namro.workbooks.models import Form, Handout

MOST_ROWS = 5_000
AT_WORK = (Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.RETURNED)


def render(agency: Agency, *, by: Person, day: date, at: datetime) -> bytes:
    """The bytes of the workbook; which rows it has is remembered."""
    handout = Handout.objects.create(form=Form.AGENCY, agency=agency, made_at=at, made_by=by)
    out = io.BytesIO()
    kept: list[int] = []
    with Workbook(out, OPTIONS | {"in_memory": True}) as book:
        book.set_properties({"title": str(agency), "comments": "Năm Rõ", "created": at.replace(tzinfo=None)})
        sheets = (
            (UPDATE, _("Nhiệm vụ"), _updates(open_assignments(by, agency, day))),
            (REPORT, _("Báo cáo định kỳ"), _reports(awaited_reports(by, agency, day))),
        )
        for kind, title, rows in sheets:
            kept += _sheet(book, title, BY_KIND[kind], rows, kind, handout, f"{agency}", at)
        write_how_to(
            book,
            (
                _("Mỗi dòng đã điền trở thành một cập nhật hoặc một báo cáo định kỳ, như nhập ở trang lượt giao."),
                _("Nhiệm vụ quá hạn phải ghi nguyên nhân và đề xuất. Báo cáo hoàn thành phải có số, ngày văn bản."),
                _("Ngày ghi như 14/3/2025; số ghi như 104.100 hoặc 10,5; mức hoàn thành là số từ 0 đến 100."),
                _("Giữ nguyên cột ẩn A (mã dòng). Sắp xếp, lọc, tô màu, xóa bớt dòng đều được."),
                _("Mỗi dòng của một tệp chỉ nhập một lần; muốn cập nhật tiếp thì tải tệp mới."),
            ),
        )
    handout.keep(kept)
    return out.getvalue()


def open_assignments(person: Person, agency: Agency, day: date) -> QuerySet[Assignment]:
    """What the agency works on and may say something of."""
    own = Assignment.objects.visible_to(person, day).filter(agency=agency, is_counted=True, progress__in=AT_WORK)
    return own.select_related("task", "directive").prefetch_related("task__targets").order_by("list_order", "pk")


def awaited_reports(person: Person, agency: Agency, day: date) -> QuerySet[ExpectedReport]:
    """The reports of periods that have begun and did not come yet."""
    own = Assignment.objects.visible_to(person, day).filter(agency=agency, is_counted=True).open()
    found = ExpectedReport.objects.filter(assignment__in=own, report=None, period_first__lte=day)
    return (
        found.select_related("assignment__task")
        .prefetch_related("assignment__task__targets")
        .order_by("due_date", "pk")
    )


def version_of(assignment: Assignment) -> bytes:
    """The state in which an assignment was handed out, as a row's key bears it."""
    return assignment.version.to_bytes(4, "big")


def _updates(found: QuerySet[Assignment]) -> Iterator[tuple[int, bytes, dict[str, Any]]]:
    for one in found[:MOST_ROWS]:
        yield one.pk, version_of(one), {
            "task": one.task.text,
            "directive": one.directive.title,
            "duty": one.get_duty_display(),
            "due": day_in_words(one.due_date) if one.due_date else _("không hạn"),
            "state": one.get_progress_display(),
            "target": _target(one),
        }  # fmt: skip


def _reports(found: QuerySet[ExpectedReport]) -> Iterator[tuple[int, bytes, dict[str, Any]]]:
    for one in found[:MOST_ROWS]:
        yield one.pk, b"", {
            "task": one.assignment.task.text,
            "period": one.period,
            "due": day_in_words(one.due_date),
            "target": _target(one.assignment),
        }  # fmt: skip


def _target(one: Assignment) -> str:
    targets = list(one.task.targets.all())
    if len(targets) > 1:
        return _("nhiều chỉ tiêu: ghi số ở trang lượt giao")
    return f"{targets[0].comparison} {targets[0].value.normalize():f} {targets[0].unit}" if targets else ""


def _sheet(
    book: Any,
    title: str,
    columns: tuple[Column, ...],
    rows: Iterator[tuple[int, bytes, dict[str, Any]]],
    kind: str,
    handout: Handout,
    name: str,
    at: datetime,
) -> list[int]:
    sheet = book.add_worksheet(title)
    cell = CELL | {"text_wrap": True}
    grey = book.add_format(cell | GREY)
    # As text, so that Excel takes 5/6/2025 and 104.100 as they are typed, whatever country it thinks it is in.
    free = book.add_format(cell | {"num_format": "@"})
    words = _("Điền các cột có tiêu đề vàng rồi nộp lại tệp này. Dòng để trống được bỏ qua.")
    write_head(book, sheet, columns, title=f"{name}: {title}", words=words, at=at)
    kept, row = [], HEADS
    for row, (pk, version, values) in enumerate(rows, HEADS + 1):
        kept.append(pk)
        sheet.write_string(row, 0, marks.key(handout.pk, kind, pk, version))
        sheet.write_number(row, 1, row - HEADS, grey)
        for place, column in enumerate(columns[1:], 2):
            value = values.get(column.name, "")
            if value:
                sheet.write_string(row, place, str(value)[:LONGEST], grey)
            else:
                sheet.write_blank(row, place, None, free if column.is_filled else grey)
    if kept:
        places = {column.name: place for place, column in enumerate(columns, 1)}
        if "done" in places:
            words = _("Ghi x nếu đã hoàn thành, không thì để trống.")
            allowed = {"validate": "list", "source": ["x"], "error_message": words}
            sheet.data_validation(HEADS + 1, places["done"], row, places["done"], allowed)
        sheet.autofilter(HEADS, 1, row, len(columns))
    else:
        sheet.write_string(HEADS + 1, 1, _("Không có dòng nào cần điền."), book.add_format(BASE))
    sheet.freeze_panes(HEADS + 1, 3)
    lay_on_paper(sheet)
    return kept
