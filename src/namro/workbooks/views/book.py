"""An office's own workbook: brought, its columns named by a person, its rows looked at, entered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.forms.fields import DayField
from namro.agencies.views.form_page import button_pressed
from namro.workbooks import queue
from namro.workbooks.book import headings, learning
from namro.workbooks.book.values import Cited
from namro.workbooks.models import Brought, Form, Line, State
from namro.workbooks.views.bringing import bring_page
from namro.workbooks.views.rows import GOOD, REFUSED, rows_page

PARTS: dict[str, tuple[str, ...]] = {"good": GOOD, "waiting": (Line.Outcome.WAITING,), "refused": REFUSED}


class MappingForm(forms.Form):
    """What each column is, and the document of the rows that name none."""

    kind = forms.CharField(label=gettext_lazy("Loại văn bản"), max_length=60, required=False)
    number = forms.CharField(label=gettext_lazy("Số, ký hiệu"), max_length=60, required=False)
    issued_date = DayField(label=gettext_lazy("Ngày ban hành"), required=False)

    def __init__(self, data: Any, *, table: headings.Table, columns: dict[str, str], default: Any) -> None:
        super().__init__(data, initial=default or {})
        for place, heading in enumerate(table.headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading or _("Cột %(n)s") % {"n": place + 1},
                choices=list(headings.KINDS.items()),
                required=False,
                initial=columns.get(str(place), ""),
            )

    def columns(self) -> dict[str, str]:
        """Place of the column → what it is."""
        return {
            name.removeprefix("column_"): value for name, value in self.cleaned_data.items() if name[:7] == "column_"
        }

    def default(self) -> Cited | None:
        """The document of the rows that name none."""
        given = self.cleaned_data
        if not given.get("number") or not given.get("issued_date"):
            return None
        return Cited(given["kind"].lower() or "văn bản", given["number"], given["issued_date"])

    def clean(self) -> dict[str, Any]:
        """A document has both its number and its day, or neither."""
        given = super().clean() or {}
        if bool(given.get("number")) != bool(given.get("issued_date")) and "issued_date" not in self.errors:
            self.add_error("issued_date" if given.get("number") else "number", _("Ghi cả số và ngày văn bản."))
        return given


@opens(Act.EDIT_TASKS, methods=("GET", "POST"))
def bring(request: Request) -> HttpResponse:
    return bring_page(
        request,
        Form.BOOK,
        page="workbooks:page",
        title=_("Nhập sổ theo dõi cũ"),
        intro=(
            _("Bảng tính bất kỳ có dòng tiêu đề: nội dung nhiệm vụ, đơn vị chủ trì, phối hợp, thời hạn, văn bản giao…"),
            _("Bước sau ghép các cột; cách ghép được nhớ cho lần sau."),
            _("Chưa có gì được ghi trước khi xem trước và xác nhận."),
        ),
        back=(reverse("tasks:register"), _("Sổ nhiệm vụ")),
    )


@opens(Act.EDIT_TASKS, methods=("GET", "POST"))
def mapping(request: Request, pk: int) -> HttpResponse:
    """What each column is; the rows below are a sample."""
    seen = Brought.objects.visible_to(request.person, request.day).select_related("original")
    brought = get_object_or_404(seen, pk=pk, form=Form.BOOK)
    if brought.is_at_work or brought.state == State.APPLIED:
        return redirect("workbooks:page", pk)
    head = request.GET.get("head", "")
    try:
        table = learning.table_of(brought, head=int(head) if head.isdigit() and len(head) < 7 else None)
    except Refused as refusal:
        return render(request, "workbooks/no_table.html", {"one": brought, "reason": str(refusal)})
    known = headings.known(table)
    columns = known.columns if known else headings.guess(table.headings)
    if not head:
        columns = brought.told.get("columns") or columns
    form = MappingForm(request.POST or None, table=table, columns=columns, default=brought.told.get("default"))
    if request.method == "POST" and form.is_valid():
        try:
            learning.learn(brought, form.columns(), form.default(), person=request.person, at=request.now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("workbooks:page", pk)
    places = [form[f"column_{place}"] for place in range(len(table.headings))]
    context = {"one": brought, "form": form, "table": table, "places": places, "known": known}
    return render(request, "workbooks/mapping.html", context, status=422 if form.errors else 200)


def book_page(request: Request, brought: Brought) -> HttpResponse:
    """The rows as tasks to be, or what they became."""
    return rows_page(request, brought, "workbooks/book.html", PARTS)


@opens(Act.EDIT_TASKS, methods=("POST",))
def enter(request: Request, pk: int) -> HttpResponse:
    brought = get_object_or_404(Brought.objects.visible_to(request.person, request.day), pk=pk, form=Form.BOOK)
    return button_pressed(
        request, lambda: queue.confirm_rows(brought, person=request.person, by=request.actor), "workbooks:page", pk
    )
