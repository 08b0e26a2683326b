"""Writing the register's workbook that comes back: keys hidden, what may be edited marked, lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice, tee
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from namro.agencies.models import FieldOfWork, Person
from namro.reading.export.workbook import write_cell
from namro.tasks.exports.lines import CHUNK, READ, Names, lines
from namro.tasks.exports.workbook import CELL, OPTIONS, lay_on_paper
from namro.tasks.models import Assignment, TaskKind
from namro.tasks.timeliness import AsOf
from namro.workbooks import marks
from namro.workbooks.cells import LONGEST
from namro.workbooks.handed_out import GREY, HEADS, write_head, write_how_to
from namro.workbooks.models import Form, Handout
from namro.workbooks.register.columns import COLUMNS, EDITED, SIGNED

MOST_ROWS = 100_000
_LISTED = ("kind", "field", "overseer")


def write(
    file: Path, stages: Iterable[QuerySet[Assignment]], *, by: Person, day: date, at: datetime, as_of: AsOf
) -> Handout:
    """Write the workbook of these rows and remember which they are."""
    handout = Handout.objects.create(form=Form.REGISTER, made_at=at, made_by=by)
    ids: list[int] = []
    with Workbook(str(file), OPTIONS | {"constant_memory": True}) as book:
        book.set_properties({"title": _("SỔ NHIỆM VỤ"), "comments": "Năm Rõ", "created": at.replace(tzinfo=None)})
        sheet = book.add_worksheet(_("Sổ nhiệm vụ"))
        forms = _forms(book)
        words = _("Sửa các cột có tiêu đề vàng rồi nhập lại tệp này. Cách làm ở trang “Hướng dẫn”.")
        write_head(book, sheet, COLUMNS, title=_("SỔ NHIỆM VỤ"), words=words, at=at)
        sheet.write_string(HEADS, 0, _("Mã dòng"))
        last = HEADS
        for last, (row, cells) in enumerate(_rows(stages, day, as_of), HEADS + 1):
            ids.append(row)
            digests = b"".join(marks.digest(cells[column.name], column.size) for column in SIGNED)
            sheet.write_string(last, 0, marks.key(handout.pk, "a", row, digests))
            for place, column in enumerate(COLUMNS, 1):
                write_cell(sheet, last, place, cells[column.name], forms[column.form, column.use])
        _offer(book, sheet, last)
        write_how_to(book, _how_to())
        sheet.autofilter(HEADS, 1, max(last, HEADS + 1), len(COLUMNS))
        sheet.freeze_panes(HEADS + 1, 4)
        lay_on_paper(sheet)
    handout.keep(ids)
    return handout


def _rows(stages: Iterable[QuerySet[Assignment]], day: date, as_of: AsOf) -> Iterator[tuple[int, dict[str, Any]]]:
    kinds = {value: str(label) for value, label in TaskKind.choices}
    rows, again = tee(islice(_raw(stages), MOST_ROWS))
    for row, told in zip(rows, lines(again, Names.on(day), as_of), strict=True):
        number, place, text, directive, agency, duty, original, due, rhythm, state, completed, product, *rest = told
        field, overseer, _updated = rest
        yield (
            row.id,
            {
                "number": number,
                "place": place,
                "text": str(text)[:LONGEST],
                "product": product,
                "kind": kinds[row.kind],
                "field": field,
                "overseer": overseer,
                "directive": directive,
                "agency": agency,
                "duty": duty,
                "original_due": original,
                "due": due,
                "rhythm": rhythm,
                "state": state,
                "completed": completed,
            },
        )


def _raw(stages: Iterable[QuerySet[Assignment]]) -> Iterator[Any]:
    for stage in stages:
        yield from stage.values_list(*READ, "kind", named=True).iterator(chunk_size=CHUNK)


def _forms(book: Any) -> dict[tuple[str, str], Any]:
    found = {}
    for use in ("edited", "locked", "free"):
        look = CELL | ({} if use == EDITED else GREY)
        found["text", use] = book.add_format(look | {"text_wrap": True})
        found["number", use] = book.add_format(look | {"align": "center"})
        found["day", use] = book.add_format(look | {"align": "center", "num_format": "dd/mm/yyyy"})
    return found


def _offer(book: Any, sheet: Any, last: int) -> None:
    leaders = Person.objects.filter(role_grants__role="leader").distinct().order_by("folded", "pk")
    offered = {
        "kind": [str(label) for _value, label in TaskKind.choices],
        "field": list(FieldOfWork.objects.values_list("name", flat=True)),
        "overseer": list(dict.fromkeys(leaders.values_list("name", flat=True))),
    }
    listed = book.add_worksheet(_("Danh mục"))
    listed.hide()
    for row in range(max(len(values) for values in offered.values())):
        for at, name in enumerate(_LISTED):
            if row < len(offered[name]):
                listed.write_string(row, at, offered[name][row])
    places = {column.name: place for place, column in enumerate(COLUMNS, 1)}
    for at, name in enumerate(_LISTED):
        if not offered[name] or last == HEADS:
            continue
        letter = "ABC"[at]
        sheet.data_validation(
            HEADS + 1,
            places[name],
            last,
            places[name],
            {
                "validate": "list",
                "source": f"='{listed.get_name()}'!${letter}$1:${letter}${len(offered[name])}",
                "ignore_blank": True,
                "error_title": _("Không có trong danh sách"),
                "error_message": _("Chọn một giá trị trong danh sách, hoặc để trống."),
            },
        )


def _how_to() -> tuple[str, ...]:
    edited = ", ".join(str(column.head) for column in COLUMNS if column.is_filled)
    return (
        _("Sửa được các cột có tiêu đề vàng: %(columns)s.") % {"columns": edited},
        _("Mọi dòng của cùng một nhiệm vụ dùng chung các cột này: sửa ở một dòng là đủ."),
        _("Sắp xếp, lọc, tô màu, đổi chỗ hoặc đổi tên cột, xóa bớt dòng đều được: dòng bị xóa không bị thu hồi."),
        _("Giữ nguyên cột ẩn A (mã dòng). Dòng có mã bị sửa không được nhận."),
        _("Ô công thức được đọc theo giá trị đang hiện."),
        _("Hạn chỉ đổi qua gia hạn; đơn vị chỉ đổi qua chuyển giao; trạng thái chỉ đổi khi đơn vị cập nhật."),
        _("Nhập lại ở Sổ nhiệm vụ, Xuất, Nhập tệp đã sửa: trang xem trước cho thấy từng ô trước khi ghi."),
    )
