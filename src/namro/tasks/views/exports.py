"""The register as files: the rows that the list shows under the same address, all pages of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.audit.operations import record
from namro.tasks.exports import annex, calendar_file, commas, workbook
from namro.tasks.exports.lines import Names, lines, raw_rows
from namro.tasks.models import Assignment
from namro.tasks.queries.register import in_order
from namro.tasks.timeliness import AsOf
from namro.tasks.views.asking import Asked, asked_by
from namro.tasks.views.bulk import picked_rows
from namro.words import moment_in_words

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Stages = Iterable[QuerySet[Assignment]]


@opens(Act.SEE_TASKS)
def xlsx(request: Request) -> HttpResponse:
    asked = _asked(request, "xlsx")
    return _workbook(request, _stages(asked), asked.as_of)


@opens(Act.SEE_TASKS, methods=("POST",))
def picked(request: Request) -> HttpResponse:
    asked = _asked(request, "xlsx")
    rows = asked.seen.filter(pk__in=picked_rows(request))
    return _workbook(request, [rows.order_by("list_order", "pk")], asked.as_of)


@opens(Act.SEE_TASKS)
def csv(request: Request) -> HttpResponse:
    asked = _asked(request, "csv")
    told = lines(raw_rows(_stages(asked)), Names.on(request.day), asked.as_of)
    response = StreamingHttpResponse(commas.written(told), content_type="text/csv; charset=utf-8")
    return _named(response, request, "csv")


@opens(Act.SEE_TASKS)
def docx(request: Request) -> HttpResponse:
    asked = _asked(request, "docx")
    rows = list(islice(raw_rows(_stages(asked)), annex.MOST_ROWS + 1))
    if len(rows) > annex.MOST_ROWS:
        return _too_many(request, asked, annex.MOST_ROWS)
    told = lines(rows, Names.on(request.day), asked.as_of)
    content = annex.render(told, as_of=request.day, made_at=request.now)
    return _named(HttpResponse(content, content_type=WORD), request, "docx")


@opens(Act.SEE_TASKS)
def ics(request: Request) -> HttpResponse:
    asked = _asked(request, "ics")
    dated = [rows.filter(due_date__isnull=False, closed_at__isnull=True) for rows in _stages(asked)]
    rows = list(islice(raw_rows(dated), calendar_file.MOST_EVENTS + 1))
    if len(rows) > calendar_file.MOST_EVENTS:
        return _too_many(request, asked, calendar_file.MOST_EVENTS)
    content = calendar_file.render(rows, Names.on(request.day), request.now)
    return _named(HttpResponse(content, content_type="text/calendar; charset=utf-8"), request, "ics")


def _asked(request: Request, form: str) -> Asked:
    """The question, and a line in the log: what leaves the site in bulk is remembered."""
    asked = asked_by(request)
    with transaction.atomic():
        told = {"form": form, "query": asked.kept()}
        record(by=request.actor, at=request.now, act="register.exported", thing="register", after=told)
    return asked


def _stages(asked: Asked) -> Stages:
    return in_order(asked.seen, asked.filters, asked.as_of, asked.sort)


def _workbook(request: Request, stages: Stages, as_of: AsOf) -> HttpResponse:
    told = lines(raw_rows(stages), Names.on(request.day), as_of)
    caption = _("Tính đến %(moment)s") % {"moment": moment_in_words(request.now)}
    with tempfile.TemporaryDirectory(prefix="namro-") as folder:
        file = Path(folder) / "register.xlsx"
        # Excel knows no time zones: it shows the office's own clock.
        made_at = request.now.replace(tzinfo=None)
        workbook.write(file, told, title=_("SỔ NHIỆM VỤ"), caption=caption, made_at=made_at)
        # Opened before the folder goes: the file lives until the answer is sent.
        response: Any = FileResponse(file.open("rb"), as_attachment=True, filename=_file_name(request, "xlsx"))
        return response


def _too_many(request: Request, asked: Asked, most: int) -> HttpResponse:
    messages.error(
        request, _("Tệp này chứa nhiều nhất %(count)s dòng. Lọc hẹp hơn, hoặc xuất Excel.") % {"count": most}
    )
    return redirect(f"{reverse('tasks:register')}?{asked.kept()}")


def _named(response: Any, request: Request, ending: str) -> Any:
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(request, ending)}"'
    return response


def _file_name(request: Request, ending: str) -> str:
    return f"so-nhiem-vu-{request.day.isoformat()}.{ending}"
