"""What a person changed in the register's workbook, and how that stands to the register of this moment.

Three values are known of each cell: what the workbook held when it was made (its digest stands in the row's key), what
it holds now, and what the register holds. Rows may come in any order, columns in any place.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from python_calamine import CalamineSheet

from namro.agencies.errors import Refused
from namro.agencies.folding import fold
from namro.agencies.imports.workbook import cell_name
from namro.tasks.models import Assignment, Event, EventKind, Task
from namro.words import day_in_words
from namro.workbooks import marks, queue
from namro.workbooks.cells import LONGEST, NotSuch, compared, day_of, text_of
from namro.workbooks.models import Brought, Cell, Handout, State
from namro.workbooks.register.columns import BY_NAME, COLUMNS, EDITED, LOCKED, SIGNED, WHY_LOCKED, Reader, shown
from namro.workbooks.sheet import Line, Opened, lines

MOST_CHANGES = 20_000
MOST_LOCKED = 2_000  # of those only so many are named
MOST_TOLD = 200  # rows named of each kind; the others are counted
SIGN_EVERY = 4_000  # rows between two signs of how far it is
BATCH = 500


@dataclass(slots=True)
class _Edit:
    """A cell whose value is no longer what the workbook held."""

    row: int
    column: int
    name: str
    assignment: int
    digest: bytes
    value: Any
    lost: bool


@dataclass(slots=True)
class Found:
    """What the workbook says, before the register is asked."""

    rows: int = 0
    edits: list[_Edit] = field(default_factory=list)
    too_many: int = 0
    locked: int = 0  # changed cells that may not be changed
    unknown: list[int] = field(default_factory=list)
    forged: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)  # columns that were taken away
    handout: int = 0
    seen: array[int] = field(default_factory=lambda: array("q"))


def read(brought: Brought, mark: str, at: datetime) -> None:
    """Read the workbook and keep the preview."""
    found = _found(brought, mark)
    handout = Handout.objects.filter(pk=found.handout).first()
    cells = list(_judged(found, handout, brought))
    with transaction.atomic():
        brought.cells.all().delete()
        Cell.objects.bulk_create(cells, BATCH)
        queue.finish(brought, mark, State.READY, told=_told(found, handout), handout=handout)


def _found(brought: Brought, mark: str) -> Found:
    book = Opened(brought.original.path)
    for name in book.names:
        sheet = book.sheet(name)
        places, head = _places(sheet)
        if places:
            return _walk(sheet, places, head, brought, mark)
    raise Refused(
        _("Tệp này không phải sổ nhiệm vụ xuất để sửa: không còn cột mã dòng. Xuất lại rồi sửa trên tệp mới."),
        field="file",
    )


def _places(sheet: CalamineSheet) -> tuple[dict[str, int], int]:
    """Where each column stands, by the hidden codes or else by the heads; and the last row of the heads."""
    heads = {fold(text): column.name for column in COLUMNS for text in _in_both(column.head)}
    by_heads: tuple[dict[str, int], int] = {}, 0
    key: int | None = None
    for line in islice(lines(sheet), marks.HEAD_ROWS):
        texts = [compared(cell) for cell in line.cells]
        if codes := marks.columns(texts):
            return codes, line.number
        named = {heads[fold(text)]: place for place, text in enumerate(texts) if fold(text) in heads}
        if len(named) > len(by_heads[0]):
            by_heads = named, line.number
        key = key if key is not None else next((at for at, text in enumerate(texts) if _is_key(text)), None)
    if key is None:
        return {}, 0
    return by_heads[0] | {"key": key}, by_heads[1]


def _walk(sheet: CalamineSheet, places: dict[str, int], head: int, brought: Brought, mark: str) -> Found:
    found = Found(lacking=[str(column.head) for column in SIGNED if column.name not in places])
    signed = [(column.name, column.size, places.get(column.name)) for column in SIGNED]
    sizes = [column.size for column in SIGNED]
    heads = {text for column in COLUMNS for text in _in_both(column.head)}
    seen: set[int] = set()
    handouts: Counter[int] = Counter()
    total = max(sheet.total_height, 1)
    for line in lines(sheet):
        if line.number % SIGN_EVERY == 0:
            queue.progress(brought.pk, mark, min(90, line.number * 90 // total))
        if line.number <= head:
            continue
        text = text_of(line.cells[places["key"]]) if places["key"] < len(line.cells) else ""
        if not text:
            if _is_a_row(line, places, heads):
                found.unknown.append(line.number)
            continue
        try:
            told = marks.read(text)
        except (marks.Forged, ValueError):
            if text not in heads and text != _("Mã dòng"):
                found.forged.append(line.number)
            continue
        if told.kind != "a":
            found.forged.append(line.number)
        elif told.row in seen:
            found.repeated.append(line.number)
        else:
            seen.add(told.row)
            handouts[told.handout] += 1
            found.rows += 1
            _edits(line, told, signed, sizes, found)
    found.seen = array("q", seen)
    found.handout = handouts.most_common(1)[0][0] if handouts else 0
    return found


def _edits(
    line: Line, told: marks.Mark, signed: list[tuple[str, int, int | None]], sizes: list[int], found: Found
) -> None:
    for (name, size, place), digest in zip(signed, marks.split(told.digests, sizes), strict=True):
        if place is None:
            continue
        value = line.cells[place] if place < len(line.cells) else ""
        if marks.digest(value, size) == digest:
            continue
        if BY_NAME[name].use == LOCKED:
            found.locked += 1
            if found.locked > MOST_LOCKED:
                continue
        elif len(found.edits) >= MOST_CHANGES + MOST_LOCKED:
            found.too_many += 1
            continue
        found.edits.append(_Edit(line.number, place, name, told.row, digest, value, place in line.lost))


def _judged(found: Found, handout: Handout | None, brought: Brought) -> Iterator[Cell]:
    if found.too_many:
        raise Refused(
            _("Tệp có hơn %(most)s ô thay đổi. Chia thành nhiều tệp rồi nhập lần lượt.") % {"most": MOST_CHANGES}
        )
    reader = Reader()
    wanted: dict[tuple[int, str], str] = {}  # by task and column: what the first row that changed it says
    disagreeing: set[tuple[int, str]] = set()
    cells: list[Cell] = []
    for at in range(0, len(found.edits), BATCH):
        for cell in _in_the_register(found.edits[at : at + BATCH], reader, brought):
            key = cell.task_id, cell.column
            if BY_NAME[cell.column].use == EDITED and cell.outcome != Cell.Outcome.REFUSED:
                if key in wanted:
                    if compared(wanted[key]) != compared(cell.wanted):
                        disagreeing.add(key)
                        cells.append(cell)
                    continue  # another row of the same task says the same
                wanted[key] = cell.wanted
            cells.append(cell)
    _add_bases([cell for cell in cells if cell.outcome == Cell.Outcome.CONFLICT], handout)
    for cell in cells:
        if (cell.task_id, cell.column) in disagreeing:
            cell.outcome = Cell.Outcome.REFUSED
            cell.reason = _("Các dòng của cùng nhiệm vụ ghi khác nhau ở cột này. Ghi một giá trị rồi nhập lại.")
        yield cell


def _in_the_register(edits: list[_Edit], reader: Reader, brought: Brought) -> Iterator[Cell]:
    rows = Assignment.objects.select_related("task__field", "task__overseer").in_bulk([one.assignment for one in edits])
    for edit in edits:
        row = rows.get(edit.assignment)
        if row is None:
            continue  # assignments are never deleted; a key of another database does not pass the signature
        cell = Cell(
            brought=brought,
            row=edit.row,
            place=cell_name(edit.column, edit.row),
            column=edit.name,
            assignment=row,
            task=row.task,
            wanted=text_of(edit.value)[:LONGEST],
            outcome=Cell.Outcome.CHANGE,
        )
        present = shown(row.task).get(edit.name)
        cell.present = present if present is not None else _locked(row, edit.name)
        if BY_NAME[edit.name].form == "day":
            cell.wanted = _day_as_written(cell.wanted)
        reason = _refusal(edit, row.task, present, reader)
        if reason:
            cell.outcome, cell.reason = Cell.Outcome.REFUSED, reason
        elif compared(present) == compared(edit.value):
            continue  # it is so already
        elif marks.digest(str(present)[:LONGEST], BY_NAME[edit.name].size) != edit.digest:
            cell.outcome = Cell.Outcome.CONFLICT
        yield cell


def _refusal(edit: _Edit, task: Task, present: str | None, reader: Reader) -> str:
    if BY_NAME[edit.name].use == LOCKED:
        return str(WHY_LOCKED[edit.name])
    if edit.lost:
        return _("Ô này bị gộp vào ô bên trái nên không còn giá trị riêng. Bỏ gộp ô rồi nhập lại.")
    if task.withdrawn_at is not None:
        return _("Nhiệm vụ này đã được thu hồi.")
    if present is not None and len(present) > LONGEST:
        return _("Nội dung dài hơn một ô của Excel. Sửa ở trang nhiệm vụ.")
    try:
        reader.value(edit.name, edit.value)
    except NotSuch as reason:
        return str(reason)
    return ""


def _locked(row: Assignment, name: str) -> str:
    """What the register holds where a workbook may not change it."""
    told = {
        "due": lambda: day_in_words(row.due_date),
        "original_due": lambda: day_in_words(row.original_due_date),
        "completed": lambda: day_in_words(row.completed_date),
        "duty": row.get_duty_display,
        "state": row.get_progress_display,
    }
    return str(told[name]()) if name in told else ""


def _day_as_written(text: str) -> str:
    try:
        return day_in_words(day_of(text))
    except NotSuch:
        return text


def _add_bases(conflicts: list[Cell], handout: Handout | None) -> None:
    """What the workbook held: the first correction since then tells what was before."""
    if handout is None or not conflicts:
        return
    known: dict[tuple[int, str], str] = {}
    corrected = Event.objects.filter(
        task__in={cell.task_id for cell in conflicts}, kind=EventKind.CORRECTED, at__gte=handout.made_at
    )
    for event in corrected.order_by("-at", "-pk"):
        for name, value in (event.before or {}).items():
            known[event.task_id, name] = str(value)
    for cell in conflicts:
        cell.base = known.get((cell.task_id, cell.column))


def _told(found: Found, handout: Handout | None) -> dict[str, Any]:
    there = set(found.seen)
    missing = [row for row in handout.rows if row not in there] if handout else []
    names = dict(Assignment.objects.filter(pk__in=missing[:MOST_TOLD]).values_list("pk", "task__text"))
    return {
        "rows": found.rows,
        "lacking": found.lacking,
        "unknown": _some(found.unknown),
        "forged": _some(found.forged),
        "repeated": _some(found.repeated),
        "missing": {"count": len(missing), "some": [[pk, names.get(pk, "")[:160]] for pk in missing[:MOST_TOLD]]},
    }


def _some(rows: list[int]) -> dict[str, Any]:
    return {"count": len(rows), "some": rows[:MOST_TOLD]}


def _is_key(text: str) -> bool:
    try:
        marks.read(text)
    except (marks.Forged, ValueError):
        return False
    return True


def _is_a_row(line: Line, places: dict[str, int], heads: set[str]) -> bool:
    at = places.get("text")
    if at is None or at >= len(line.cells):
        return False
    text = text_of(line.cells[at])
    return bool(text) and text not in heads


def _in_both(head: Any) -> set[str]:
    found = set()
    for language in ("vi", "en"):
        with translation.override(language):
            found.add(str(head))
    return found
