"""The auditor's page of the log, and its export."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.audit.acts import act_in_words, field_in_words, value_in_words
from namro.audit.forms import LogFilterForm
from namro.audit.models import Entry, EntryQuerySet
from namro.audit.operations import record
from namro.audit.queries import LogFilters, acts_in_use, filtered, log_page

WORDS = {"act_in_words": act_in_words, "field_in_words": field_in_words, "value_in_words": value_in_words}
EXPORTED = (
    "number",
    "at",
    "actor_name",
    "principal_name",
    "act",
    "thing",
    "thing_id",
    "thing_name",
    "before",
    "after",
    "address",
    "request_id",
    "hash",
)


@opens(Act.READ_AUDIT)
def log(request: Request) -> HttpResponse:
    form, filters = _filters(request)
    before = request.GET.get("before", "")
    page = log_page(request.person, request.day, filters, before=int(before) if before.isdigit() else None)
    acts = [(act, act_in_words(act)) for act in acts_in_use()]
    context = {"page": page, "filters": filters, "form": form, "acts": sorted(acts, key=lambda act: act[1])}
    return render(request, "audit/log.html", context | WORDS)


@opens(Act.READ_AUDIT)
def export(request: Request) -> StreamingHttpResponse:
    _form, filters = _filters(request)
    with transaction.atomic():
        narrowed = {key: str(value) for key, value in request.GET.items() if value}
        record(by=request.actor, at=request.now, act="audit.exported", thing="audit", after=narrowed)
    found = filtered(Entry.objects.visible_to(request.person, request.day), filters).order_by("number")
    response = StreamingHttpResponse(_csv(found), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="nhat-ky-{request.day.isoformat()}.csv"'
    return response


class _Line:
    """A file for the csv module that hands each line back."""

    @staticmethod
    def write(line: str) -> str:
        return line


def _csv(entries: EntryQuerySet) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"  # so that Excel reads the Vietnamese letters
    yield writer.writerow(EXPORTED)
    for entry in entries.iterator(chunk_size=1000):
        yield writer.writerow([_cell(getattr(entry, name), name) for name in EXPORTED])


def _cell(value: Any, name: str) -> str:
    if value is None:
        return ""
    if name == "at":
        return localtime(value).isoformat(timespec="seconds")
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    # A cell that begins so is a formula to Excel, and names come from people.
    return f"'{text}" if text[:1] in "=+-@\t" else text


def _filters(request: Request) -> tuple[LogFilterForm, LogFilters]:
    form = LogFilterForm(request.GET or None)
    form.is_valid()
    given = getattr(form, "cleaned_data", {})
    return form, LogFilters(
        words=given.get("q") or "",
        act=given.get("act") or "",
        first_day=given.get("first_day"),
        last_day=given.get("last_day"),
        thing=given.get("thing") or "",
        thing_id=given.get("thing_id") or "",
    )
