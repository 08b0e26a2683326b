"""The register as a workbook: out to be edited, back with a preview, written, taken back."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.views.form_page import button_pressed
from namro.audit.operations import record
from namro.tasks.queries.register import in_order
from namro.tasks.views.asking import asked_by
from namro.workbooks import queries, queue
from namro.workbooks.forms import ConfirmForm
from namro.workbooks.models import Brought, Cell, Form, State, Work
from namro.workbooks.register import applying, handing_out, undoing
from namro.workbooks.register.columns import BY_NAME
from namro.workbooks.views.bringing import bring_page

POST = ("POST",)
# What the preview shows under each tab.
PARTS: dict[str, tuple[str, ...]] = {
    "change": (Cell.Outcome.CHANGE, Cell.Outcome.APPLIED, Cell.Outcome.UNDONE, Cell.Outcome.NOT_UNDONE),
    "conflict": (Cell.Outcome.CONFLICT, Cell.Outcome.KEPT),
    "refused": (Cell.Outcome.REFUSED,),
}
OTHER_ROWS = ("unknown", "forged", "repeated", "missing")


@opens(Act.EDIT_TASKS)
def to_edit(request: Request) -> FileResponse:
    """The rows that the list shows under the same address, as a workbook to bring back."""
    asked = asked_by(request)
    with tempfile.TemporaryDirectory(prefix="namro-") as folder:
        file = Path(folder) / "register.xlsx"
        stages = in_order(asked.seen, asked.filters, asked.as_of, asked.sort)
        # Outside a transaction: writing 100,000 rows takes its time, and nobody else waits for it.
        handout = handing_out.write(file, stages, by=request.person, day=request.day, at=request.now, as_of=asked.as_of)
        told = {"form": "xlsx", "query": asked.kept(), "rows": handout.count, "handout": handout.pk}
        with transaction.atomic():
            record(by=request.actor, at=request.now, act="register.exported", thing="register", after=told)
        name = f"so-nhiem-vu-de-sua-{request.day.isoformat()}.xlsx"
        return FileResponse(file.open("rb"), as_attachment=True, filename=name)


@opens(Act.EDIT_TASKS, methods=("GET", "POST"))
def bring(request: Request) -> HttpResponse:
    return bring_page(
        request,
        Form.REGISTER,
        page="workbooks:page",
        title=_("Nhập sổ nhiệm vụ đã sửa"),
        intro=(
            _("Dùng tệp đã xuất bằng “Excel để sửa rồi nhập lại”."),
            _("Bước sau cho xem từng ô thay đổi; chưa có gì được ghi trước khi xác nhận."),
            _("Sau khi ghi, hoàn tác được trong 24 giờ."),
        ),
        back=(reverse("tasks:register"), _("Sổ nhiệm vụ")),
        template=(reverse("workbooks:to_edit"), _("Tải sổ để sửa")),
    )


@opens(Act.EDIT_TASKS)
def listing(request: Request) -> HttpResponse:
    seen = Brought.objects.visible_to(request.person, request.day)
    page = queries.brought_list(seen, request.GET.get("after", ""))
    return render(request, "workbooks/list.html", {"page": page})


def register_page(request: Request, brought: Brought, form: ConfirmForm | None = None) -> HttpResponse:
    """The preview of an edited register, or what became of it."""
    counts = queries.counts(brought)
    sums = {part: sum(counts.get(one, 0) for one in outcomes) for part, outcomes in PARTS.items()}
    part = request.GET.get("part", "")
    if part not in (*PARTS, "rows"):
        part = next((one for one in ("conflict", "change", "refused") if sums[one]), "change")
    taken = queries.conflicts_taken(brought)
    context = {
        "one": brought,
        "form": form or ConfirmForm(),
        "sums": sums,
        "others": sum(brought.told.get(name, {}).get("count", 0) for name in OTHER_ROWS),
        "part": part,
        "page": queries.cells(brought, PARTS[part], request.GET.get("after", "")) if part in PARTS else None,
        "heads": {name: column.head for name, column in BY_NAME.items()},
        "to_write": counts.get(Cell.Outcome.CHANGE, 0) + taken,
        "kept": counts.get(Cell.Outcome.CONFLICT, 0) - taken,
        "may_undo": brought.may_be_undone(request.now),
    }
    return render(request, "workbooks/register.html", context, status=422 if form is not None else 200)


@opens(Act.EDIT_TASKS, methods=POST)
def choose(request: Request, pk: int) -> HttpResponse:
    brought = _ready(request, pk)
    if "all" in request.POST:
        applying.choose_all(brought, takes=request.POST["all"] == "take")
    else:
        given = {name.removeprefix("cell-"): value for name, value in request.POST.items() if name[:5] == "cell-"}
        applying.choose(brought, {int(name): value == "take" for name, value in given.items() if name.isdigit()})
        messages.success(request, _("Đã ghi lựa chọn."))
    return redirect(f"{reverse('workbooks:page', args=[pk])}?part=conflict")


@opens(Act.EDIT_TASKS, methods=POST)
def apply(request: Request, pk: int) -> HttpResponse:
    brought = _ready(request, pk)
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            applying.confirm(brought, **form.cleaned_data, person=request.person, by=request.actor, at=request.now)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("workbooks:page", pk)
    return register_page(request, brought, form)


@opens(Act.EDIT_TASKS, methods=POST)
def read_again(request: Request, pk: int) -> HttpResponse:
    """Compare once more with the register as it is now."""
    brought = found(request, pk)
    return button_pressed(
        request, lambda: queue.ask(brought, Work.READ, from_=(State.READY, State.FAILED)), "workbooks:page", pk
    )


@opens(Act.EDIT_TASKS, methods=POST)
def undo(request: Request, pk: int) -> HttpResponse:
    brought = found(request, pk)
    return button_pressed(
        request,
        lambda: undoing.ask_undo(brought, person=request.person, by=request.actor, at=request.now),
        "workbooks:page",
        pk,
    )


def found(request: Request, pk: int) -> Brought:
    """A brought workbook of the two kinds that are the tracker's, as this person may see it."""
    seen = Brought.objects.visible_to(request.person, request.day).exclude(form=Form.AGENCY)
    return get_object_or_404(seen.select_related("brought_by", "applied_by", "handout"), pk=pk)


def _ready(request: Request, pk: int) -> Brought:
    return get_object_or_404(Brought.objects.visible_to(request.person, request.day), pk=pk, form=Form.REGISTER)
