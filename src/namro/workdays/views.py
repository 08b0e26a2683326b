"""The page of a year's days, and the forms that change them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.models import Agency
from namro.agencies.views.form_page import form_page, posted
from namro.words import day_in_words
from namro.workdays import operations
from namro.workdays.forms import DaysForm
from namro.workdays.models import OfficeDay
from namro.workdays.queries import year_of

FIRST_YEAR, LAST_YEAR = 2020, 2060
EITHER_SIDE = 2


@opens()
def calendar(request: Request) -> HttpResponse:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else request.day.year
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    context = {
        "year": year_of(year, request.day),
        "years": range(max(FIRST_YEAR, year - EITHER_SIDE), min(LAST_YEAR, year + EITHER_SIDE) + 1),
        "today": request.day,
        "may_edit": may(request.person, Act.EDIT_CALENDAR, None, request.day),
    }
    return render(request, "workdays/calendar.html", context)


@opens(Act.EDIT_CALENDAR, methods=("GET", "POST"))
def enter(request: Request) -> HttpResponse:
    agencies = Agency.objects.visible_to(request.person, request.day)
    form = DaysForm(posted(request), agencies=agencies, day=request.day, initial={"first": request.GET.get("day")})

    def do(data: dict[str, Any]) -> str:
        new = operations.NewDays(**data)
        operations.enter_days(new, person=request.person, by=request.actor, at=request.now)
        return _page(data["first"].year)

    return form_page(
        request,
        form,
        do,
        title=_("Nhập ngày nghỉ, ngày làm bù"),
        submit=_("Lưu"),
        back=reverse("workdays:calendar"),
        intro=_(
            "Ngày nhập ở đây đứng trên ngày có sẵn, và bản cập nhật sau không ghi đè. Hạn đã vào sổ không đổi; đếm "
            "ngày làm việc, nhắc việc và văn bản đang rà soát tính theo lịch mới."
        ),
        said=_("Đã lưu lịch làm việc."),
    )


@opens(Act.EDIT_CALENDAR, methods=("GET", "POST"))
def drop(request: Request, office_day: int) -> HttpResponse:
    one = get_object_or_404(OfficeDay, pk=office_day)
    year = one.day.year

    def do(data: dict[str, Any]) -> str:
        operations.drop_day(one, by=request.actor, at=request.now)
        return _page(year)

    return form_page(
        request,
        forms.Form(posted(request)),
        do,
        title=_("Bỏ ngày %(day)s: %(name)s") % {"day": day_in_words(one.day), "name": one.name},
        submit=_("Bỏ ngày này"),
        back=_page(year),
        intro=_("Ngày này trở lại như lịch có sẵn."),
        said=_("Đã bỏ."),
    )


def _page(year: int) -> str:
    return f"{reverse('workdays:calendar')}?year={year}"
