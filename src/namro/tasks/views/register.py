"""The register's list."""

from __future__ import annotations

from datetime import date
from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namro.access.gate import opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.forms.fields import DAY_FORMATS
from namro.tasks.columns import ALWAYS, COLUMNS
from namro.tasks.models.assignment import list_order
from namro.tasks.queries.counting import count
from namro.tasks.queries.filters import OUTSIDE
from namro.tasks.queries.lines import as_lines
from namro.tasks.queries.register import register_page
from namro.tasks.queries.rows import described
from namro.tasks.queries.saved_views import saved_views
from namro.tasks.views.asking import asked_by
from namro.tasks.views.table_rows import rows_as_html

SORTABLE = {"due": ("due", "due_last"), "updated": ("updated", "updated"), "agency": ("agency", "agency")}


@opens(Act.SEE_TASKS)
def register(request: Request) -> HttpResponse:
    asked = asked_by(request)
    if day := _day_to_jump_to(request):
        return redirect(_jump(request, day))
    page = register_page(
        asked.seen,
        asked.filters,
        asked.as_of,
        sort=asked.sort,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
        fetch=as_lines,
    )
    rows = described(page.assignments, asked.as_of, asked.columns)
    counts = count(asked.seen, asked.filters, asked.as_of)
    return render(
        request,
        "tasks/register.html",
        {
            "page": page,
            "rows": rows,
            "draw_rows": partial(rows_as_html, rows, asked.columns),
            "counts": counts,
            "outside": [(name, OUTSIDE[name], n) for name, n in counts.outside.items() if n],
            "filters": asked.filters,
            "chips": asked.form.chips(asked.filters),
            "sort": asked.sort,
            "sortable": SORTABLE,
            "columns": asked.columns,
            "all_columns": [(name, label) for name, label in COLUMNS.items() if name not in ALWAYS],
            "views": saved_views(request.person, asked.kept()),
            "kept": asked.kept(),
            "may_edit": may(request.person, Act.EDIT_TASKS, None, request.day),
        },
    )


def _day_to_jump_to(request: Request) -> date | None:
    field = forms.DateField(input_formats=DAY_FORMATS, required=False)
    try:
        return field.clean(request.GET.get("jump"))
    except forms.ValidationError:
        return None


def _jump(request: Request, day: date) -> str:
    """The page of the list that begins with the open ones of `day`."""
    query = request.GET.copy()
    for name in ("jump", "after", "before", "sort"):
        query.pop(name, None)
    query["after"] = f"0~{list_order(day, None)}~0"
    return f"{reverse('tasks:register')}?{query.urlencode()}"
