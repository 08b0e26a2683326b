"""Pages of agencies."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import find, opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies import operations
from namro.agencies.forms import agencies as forms
from namro.agencies.models import Agency, Kind, Relation, Succession
from namro.agencies.queries.directory import Filters, ancestors, directory, localities, suggestions
from namro.agencies.queries.people import people_list
from namro.agencies.queries.signing import signature_block
from namro.agencies.views.form_page import form_page

FORM = ("GET", "POST")
CHILDREN_SHOWN = 100


@opens(Act.SEE_AGENCIES)
def agencies(request: Request) -> HttpResponse:
    filters = _filters(request)
    page = directory(request.person, request.day, filters, after=request.GET.get("after", ""))
    template = "agencies/rows.html" if request.htmx and request.htmx.target == "agency-list" else "agencies/list.html"
    return render(
        request,
        template,
        {
            "page": page,
            "filters": filters,
            "kinds": Kind.choices,
            "relations": Relation.choices,
            "localities": localities(request.person, request.day),
            "may_edit": may(request.person, Act.EDIT_AGENCIES, None, request.day),
            "may_follow": may(request.person, Act.FOLLOW_TASKS, None, request.day),
        },
    )


@opens(Act.SEE_AGENCIES)
def agency(request: Request, pk: int) -> HttpResponse:
    day = request.day
    shown = get_object_or_404(Agency.objects.visible_to(request.person, day).named_on(day), pk=pk)
    children = shown.children.visible_to(request.person, day).named_on(day)
    return render(
        request,
        "agencies/agency.html",
        {
            "agency": shown,
            "above": ancestors(shown, day),
            "names": shown.names.latest_first(),
            "children": children.on(day)[: CHILDREN_SHOWN + 1],
            "most_children": CHILDREN_SHOWN,
            "inner_units": shown.inner_units.on(day),
            "aliases": shown.aliases.all(),
            "successions": _named(shown.successions.all(), "successor", day),
            "origins": _named(shown.origins.all(), "predecessor", day),
            "people": people_list(request.person, day, agency=shown),
            "signature": signature_block(shown, day),
            "may_edit": may(request.person, Act.EDIT_AGENCIES, shown, day),
            "may_direct": may(request.person, Act.DECIDE_TASKS, shown, day),
            "may_follow": may(request.person, Act.FOLLOW_TASKS, shown, day),
        },
    )


@opens(Act.SEE_AGENCIES)
def suggest(request: Request) -> HttpResponse:
    found = suggestions(request.person, request.day, request.GET.get("q", ""))
    return render(request, "agencies/suggestions.html", {"options": found})


@opens(Act.EDIT_AGENCIES, methods=FORM)
def new(request: Request) -> HttpResponse:
    initial = {"parent": request.GET.get("parent"), "relation": Relation.SUBORDINATE}
    form = forms.NewAgencyForm(request.POST or None, initial=initial, agencies=_mine(request), day=request.day)

    def create(data: dict[str, Any]) -> str:
        created = operations.create_agency(operations.NewAgency(**data), by=request.actor, at=request.now)
        return _page(created.pk)

    return form_page(
        request, form, create, title=_("Thêm đơn vị"), submit=_("Thêm đơn vị"), back=reverse("agencies:list")
    )


@opens(Act.EDIT_AGENCIES, methods=FORM)
def edit(request: Request, pk: int) -> HttpResponse:
    shown = _find(request, pk)
    initial = {
        "abbreviation": shown.abbreviation,
        "kind": shown.kind,
        "relation": shown.relation,
        "code": shown.code,
        "locality": shown.locality,
        "fields_of_work": "; ".join(field.name for field in shown.fields_of_work.all()),
    }

    def change(data: dict[str, Any]) -> str:
        operations.edit_agency(shown, **data, by=request.actor, at=request.now)
        return _page(pk)

    form = forms.EditAgencyForm(request.POST or None, initial=initial)
    return form_page(request, form, change, title=_("Sửa %(name)s") % _name(shown), submit=_("Lưu"), back=_page(pk))


@opens(Act.EDIT_AGENCIES, methods=FORM)
def rename(request: Request, pk: int) -> HttpResponse:
    shown = _find(request, pk)

    def change(data: dict[str, Any]) -> str:
        operations.rename_agency(shown, **data, by=request.actor, at=request.now)
        return _page(pk)

    return form_page(
        request,
        forms.RenameForm(request.POST or None),
        change,
        title=_("Đổi tên %(name)s") % _name(shown),
        submit=_("Ghi tên mới"),
        back=_page(pk),
        intro=_("Tên cũ được giữ cho các văn bản trước ngày đổi."),
    )


@opens(Act.EDIT_AGENCIES, methods=FORM)
def close(request: Request, pk: int) -> HttpResponse:
    shown = _find(request, pk)

    def change(data: dict[str, Any]) -> str:
        operations.close_agency(shown, **data, by=request.actor, at=request.now)
        return _page(pk)

    return form_page(
        request,
        forms.CloseForm(request.POST or None),
        change,
        title=_("Kết thúc hoạt động của %(name)s") % _name(shown),
        submit=_("Ghi ngày kết thúc"),
        back=_page(pk),
        intro=_("Đơn vị không bị xóa: nhiệm vụ và số liệu cũ vẫn đứng tên đơn vị này."),
    )


@opens(Act.EDIT_AGENCIES, methods=FORM)
def succession(request: Request, pk: int) -> HttpResponse:
    shown = _find(request, pk)

    def change(data: dict[str, Any]) -> str:
        operations.record_succession(shown, data.pop("successor"), **data, by=request.actor, at=request.now)
        return _page(pk)

    return form_page(
        request,
        forms.SuccessionForm(request.POST or None, agencies=_mine(request)),
        change,
        title=_("Đơn vị kế thừa %(name)s") % _name(shown),
        submit=_("Ghi kế thừa"),
        back=_page(pk),
    )


@opens(Act.EDIT_AGENCIES, methods=FORM)
def new_alias(request: Request, pk: int) -> HttpResponse:
    shown = _find(request, pk)

    def change(data: dict[str, Any]) -> str:
        operations.add_alias(shown, **data, by=request.actor, at=request.now)
        return _page(pk)

    return form_page(
        request,
        forms.AliasForm(request.POST or None),
        change,
        title=_("Cách gọi khác của %(name)s") % _name(shown),
        submit=_("Thêm cách gọi"),
        back=_page(pk),
    )


@opens(Act.EDIT_AGENCIES, methods=FORM)
def new_inner_unit(request: Request, pk: int) -> HttpResponse:
    shown = _find(request, pk)

    def change(data: dict[str, Any]) -> str:
        operations.add_inner_unit(shown, **data, by=request.actor, at=request.now)
        return _page(pk)

    return form_page(
        request,
        forms.InnerUnitForm(request.POST or None),
        change,
        title=_("Phòng, bộ phận của %(name)s") % _name(shown),
        submit=_("Thêm phòng, bộ phận"),
        back=_page(pk),
    )


def _filters(request: Request) -> Filters:
    form = forms.FilterForm(request.GET)
    form.is_valid()
    given = form.cleaned_data
    below = given.get("below")
    return Filters(
        words=given.get("q") or "",
        kind=given.get("kind") or "",
        relation=given.get("relation") or "",
        locality=given.get("locality") or "",
        below=_mine(request).named_on(request.day).filter(pk=below).first() if below else None,
        with_closed=bool(given.get("closed")),
    )


def _mine(request: Request) -> Any:
    return Agency.objects.visible_to(request.person, request.day)


def _find(request: Request, pk: int) -> Agency:
    return find(request, Agency.objects.named_on(request.day), Act.EDIT_AGENCIES, pk=pk)


def _name(shown: Agency) -> dict[str, str]:
    return {"name": shown.name}


def _page(pk: int) -> str:
    return reverse("agencies:agency", args=[pk])


def _named(successions: Any, side: str, day: Any) -> list[Succession]:
    bodies = (Prefetch(side, Agency.objects.named_on(day)), f"{side}_group")
    return list(successions.prefetch_related(*bodies))
