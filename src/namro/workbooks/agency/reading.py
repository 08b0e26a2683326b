"""What an agency filled in, row by row: checked by the very operations that will take it, then put aside again."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from python_calamine import CalamineSheet

from namro.agencies.errors import Refused
from namro.agencies.imports.workbook import cell_name
from namro.life import operations as life
from namro.life.operations import Acting, NewReport, NewUpdate
from namro.tasks.models import Assignment, ExpectedReport, TaskTarget
from namro.words import moment_in_words
from namro.workbooks import marks, models, queue
from namro.workbooks.agency.columns import BY_KIND, REPORT, UPDATE
from namro.workbooks.agency.handing_out import version_of
from namro.workbooks.cells import NotSuch, compared, day_of, is_ticked, number_of, percent_of, text_of
from namro.workbooks.models import Brought, State
from namro.workbooks.sheet import Line, Opened, lines

BATCH = 500
SIGN_EVERY = 50  # rows between two signs that the worker lives: each of them is tried as a whole
Values = dict[str, Any]


class _Tried(Exception):
    """Thrown to take back what was only tried."""


def read(brought: Brought, mark: str, at: datetime) -> None:
    """Read the filled rows and keep the preview."""
    acting = Acting(brought.brought_by, queue.actor_of(brought), at)
    kept: list[models.Line] = []
    found_any = False
    empty = 0
    seen: set[str] = set()
    book = Opened(brought.original.path)
    for name in book.names:
        sheet = book.sheet(name)
        places, head = _places(sheet)
        if not places:
            continue
        found_any = True
        for line in lines(sheet):
            if line.number <= head or not _key(line, places):
                continue
            values = {code: line.cells[at] if at < len(line.cells) else "" for code, at in places.items()}
            row = _judged(brought, name, line, places, values, acting, seen)
            if row is None:
                empty += 1
            else:
                kept.append(row)
                if len(kept) % SIGN_EVERY == 0:
                    queue.progress(brought.pk, mark, 50)
    if not found_any:
        raise Refused(_("Tệp này không phải bảng do hệ thống cấp. Tải bảng của đơn vị rồi điền vào đó."), field="file")
    with transaction.atomic():
        brought.lines.all().delete()
        models.Line.objects.bulk_create(kept, BATCH)
        queue.finish(brought, mark, State.READY, told={"empty": empty})


def act(content: Values, acting: Acting) -> str:
    """Do what a row says; what it became. Raises Refused."""
    if content["kind"] == UPDATE:
        assignment = Assignment.objects.get(pk=content["row"])
        target = TaskTarget.objects.get(pk=content["target"]) if content["target"] else None
        update = NewUpdate(
            content["text"],
            is_completion=content["done"],
            percent=content["percent"],
            target=target,
            figure=Decimal(content["figure"]) if content["figure"] else None,
            cause=content["cause"],
            proposal=content["proposal"],
            document_number=content["document_number"],
            document_date=_iso(content["document_date"]),
        )
        made = life.make_update(assignment, update, version=content["version"], acting=acting)
        return f"update:{made.pk}"
    expected = ExpectedReport.objects.select_related("assignment").get(pk=content["row"])
    figures = {content["target"]: Decimal(content["figure"])} if content["target"] else {}
    report = NewReport(
        content["text"],
        document_number=content["document_number"],
        document_date=_iso(content["document_date"]),
        figures=figures,
    )
    return f"report:{life.send_report(expected, report, acting=acting).pk}"


def _places(sheet: CalamineSheet) -> tuple[dict[str, int], int]:
    for line in islice(lines(sheet), marks.HEAD_ROWS):
        if codes := marks.columns([compared(cell) for cell in line.cells]):
            return codes, line.number
    return {}, 0


def _key(line: Line, places: dict[str, int]) -> str:
    return text_of(line.cells[places["key"]]) if places["key"] < len(line.cells) else ""


def _judged(
    brought: Brought,
    sheet: str,
    line: Line,
    places: dict[str, int],
    values: Values,
    acting: Acting,
    seen: set[str],
) -> models.Line | None:
    """A row that was filled in; None for one that was left empty."""
    refusals: list[dict[str, str]] = []

    def refuse(name: str, reason: str) -> None:
        refusals.append({"cell": cell_name(places.get(name, 0), line.number), "reason": reason})

    told: marks.Mark | None = None
    try:
        told = marks.read(_key(line, places))
    except (marks.Forged, ValueError):
        refuse("key", _("Mã dòng bị sửa nên không được nhận. Tải bảng mới."))
    kind = told.kind if told and told.kind in BY_KIND else (UPDATE if "done" in places else REPORT)
    filled = [column.name for column in BY_KIND[kind] if column.is_filled]
    if not any(text_of(values.get(name)) for name in filled):
        return None
    content: Values = {"kind": kind, "task": text_of(values.get("task"))[:300], "period": text_of(values.get("period"))}
    content |= _values(kind, values, refuse)
    if told is not None and not refusals:
        content |= {"row": told.row, "handout": told.handout}
        _check_whose(told, brought, content, refuse)
        key = f"{told.handout}.{told.kind}{told.row}"
        if not refusals and key in seen:
            refuse("key", _("Dòng này lặp lại trong tệp; chỉ lấy dòng đầu tiên."))
        seen.add(key)
    if not refusals:
        _try(content, acting, refuse)
    outcome = models.Line.Outcome.REFUSED if refusals else models.Line.Outcome.GOOD
    return models.Line(
        brought=brought, sheet=sheet[:60], row=line.number, content=content, refusals=refusals, outcome=outcome
    )


def _values(kind: str, values: Values, refuse: Any) -> Values:
    def get(name: str, read: Any) -> Any:
        try:
            return read(values.get(name))
        except NotSuch as reason:
            refuse(name, str(reason))
            return None

    day, figure = get("document_date", day_of), get("figure", number_of)
    content: Values = {
        "text": text_of(values.get("text")),
        "figure": str(figure) if figure is not None else "",
        "target": None,
        "row": None,
        "done": False,
        "percent": None,
        "cause": "",
        "proposal": "",
        "document_number": text_of(values.get("document_number"))[:60],
        "document_date": day.isoformat() if day else None,
    }
    if kind == UPDATE:
        content |= {
            "done": is_ticked(values.get("done")),
            "percent": get("percent", percent_of),
            "cause": text_of(values.get("cause")),
            "proposal": text_of(values.get("proposal")),
        }
    return content


def _check_whose(told: marks.Mark, brought: Brought, content: Values, refuse: Any) -> None:
    """The row is this agency's, was not taken before, and its figure has a target."""
    assignment = _assignment(told)
    is_ours = models.Handout.objects.filter(pk=told.handout, agency=brought.agency_id).exists()
    if assignment is None or not is_ours or assignment.agency_id != brought.agency_id:
        refuse("key", _("Dòng này của đơn vị khác nên không được nhận."))
        return
    taken = models.Line.objects.filter(taken=f"{told.handout}.{told.kind}{told.row}").select_related("brought").first()
    if taken is not None and taken.brought.applied_at is not None:
        moment = moment_in_words(timezone.localtime(taken.brought.applied_at))
        refuse("key", _("Dòng này đã nhập lúc %(moment)s. Muốn cập nhật tiếp thì tải bảng mới.") % {"moment": moment})
        return
    if told.kind == UPDATE:
        content["version"] = int.from_bytes(told.digests, "big")
        if told.digests != version_of(assignment):
            refuse("key", _("Lượt giao này đã thay đổi sau khi tải bảng. Xem ở trang lượt giao, rồi tải bảng mới."))
    if content["figure"]:
        targets = list(assignment.task.targets.values_list("pk", flat=True))
        if len(targets) != 1:
            reason = _("Nhiệm vụ này có nhiều chỉ tiêu: ghi số ở trang lượt giao.") if targets else ""
            refuse("figure", reason or _("Nhiệm vụ này không có chỉ tiêu nên không ghi số đạt được."))
        else:
            content["target"] = targets[0]


def _assignment(told: marks.Mark) -> Assignment | None:
    found = Assignment.objects.select_related("task")
    if told.kind == REPORT:
        return found.filter(expected_reports=told.row).first()
    return found.filter(pk=told.row).first()


def _try(content: Values, acting: Acting, refuse: Any) -> None:
    """Do it and take it back: no second telling of the rules could be as true as the rules themselves."""
    try:
        with transaction.atomic():
            act(content, acting)
            raise _Tried
    except _Tried:
        pass
    except Refused as refusal:
        refuse(refusal.field or "text", str(refusal))


def _iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
