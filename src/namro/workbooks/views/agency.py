"""An agency's workbook: out with its own rows, back filled in."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import allow, find, opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.imports.pages import XLSX, attachment
from namro.agencies.models import Agency
from namro.agencies.views.form_page import button_pressed
from namro.audit.operations import record
from namro.life.queries.own import own_agencies
from namro.workbooks import queue
from namro.workbooks.agency import handing_out
from namro.workbooks.models import Brought, Form, State, Work
from namro.workbooks.views.bringing import bring_page, progress_part
from namro.workbooks.views.rows import GOOD, REFUSED, rows_page

PARTS = {"good": GOOD, "refused": REFUSED}


@opens(Act.SEE_TASKS)
def to_fill(request: Request, pk: int) -> HttpResponse:
    """The workbook of an agency, for its own people or for who follows the tasks to send it."""
    agency = find(request, Agency.objects.all().named_on(request.day), Act.SEE_TASKS, pk=pk)
    content = handing_out.render(agency, by=request.person, day=request.day, at=request.now)
    told = {"form": "xlsx", "agency": agency.pk}
    with transaction.atomic():
        record(by=request.actor, at=request.now, act="register.exported", thing="register", after=told)
    return attachment(content, f"bang-cap-nhat-{agency.pk}-{request.day.isoformat()}.xlsx", XLSX)


@opens(Act.REPORT_PROGRESS)
def filled(request: Request) -> HttpResponse:
    """The person's agencies; the one page of the one agency where there is no other."""
    own = [
        one
        for one in own_agencies(request.person, request.day)
        if may(request.person, Act.REPORT_PROGRESS, one, request.day)
    ]
    if len(own) == 1:
        return redirect("workbooks:bring_filled", own[0].pk)
    named = Agency.objects.named_on(request.day).filter(pk__in=[one.pk for one in own])
    return render(request, "workbooks/own_agencies.html", {"agencies": named})


@opens(Act.REPORT_PROGRESS, methods=("GET", "POST"))
def bring(request: Request, pk: int) -> HttpResponse:
    agency = find(request, Agency.objects.all().named_on(request.day), Act.REPORT_PROGRESS, pk=pk)
    return bring_page(
        request,
        Form.AGENCY,
        page="workbooks:filled",
        title=_("Nộp bảng đã điền: %(name)s") % {"name": agency},
        intro=(
            _("Tải bảng có sẵn các nhiệm vụ đang làm và báo cáo đang chờ của đơn vị, điền, rồi gửi lại."),
            _("Bước sau cho xem từng dòng; dòng không được nhận có lý do, dòng còn lại vẫn gửi được."),
        ),
        back=(reverse("life:mine"), _("Việc của tôi")),
        template=(reverse("workbooks:to_fill", args=[pk]), _("Tải bảng để điền")),
        agency=agency,
    )


@opens(Act.REPORT_PROGRESS)
def page(request: Request, pk: int) -> HttpResponse:
    brought = _found(request, pk)
    if brought.is_at_work or brought.state == State.FAILED:
        return render(request, "workbooks/at_work.html", {"one": brought})
    return rows_page(request, brought, "workbooks/filled.html", PARTS)


@opens(Act.REPORT_PROGRESS)
def progress(request: Request, pk: int) -> HttpResponse:
    return progress_part(request, _found(request, pk))


@opens(Act.REPORT_PROGRESS, methods=("POST",))
def take(request: Request, pk: int) -> HttpResponse:
    brought = _found(request, pk)
    return button_pressed(
        request, lambda: queue.confirm_rows(brought, person=request.person, by=request.actor), "workbooks:filled", pk
    )


@opens(Act.REPORT_PROGRESS, methods=("POST",))
def read_again(request: Request, pk: int) -> HttpResponse:
    """Check once more, after something was put right here."""
    brought = _found(request, pk)
    return button_pressed(
        request, lambda: queue.ask(brought, Work.READ, from_=(State.READY, State.FAILED)), "workbooks:filled", pk
    )


def _found(request: Request, pk: int) -> Brought:
    seen = Brought.objects.visible_to(request.person, request.day).filter(form=Form.AGENCY)
    found = get_object_or_404(seen.select_related("agency", "brought_by"), pk=pk)
    allow(request, Act.REPORT_PROGRESS, found)
    return found
