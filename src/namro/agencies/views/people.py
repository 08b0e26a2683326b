"""Pages of people."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import find, opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.access.roles import Role
from namro.agencies import operations
from namro.agencies.forms import people as forms
from namro.agencies.models import Agency, Person, Post, RoleGrant
from namro.agencies.queries.people import held_now, people_list
from namro.agencies.views.form_page import form_page

FORM = ("GET", "POST")


@opens(Act.SEE_PEOPLE)
def people(request: Request) -> HttpResponse:
    role = request.GET.get("role", "")
    role = role if role in Role.values else ""
    words = request.GET.get("q", "").strip()[:120]
    page = people_list(request.person, request.day, words=words, role=role, after=request.GET.get("after", ""))
    return render(
        request,
        "agencies/people.html",
        {
            "page": page,
            "words": words,
            "role": role,
            "roles": Role.choices,
            "may_edit": may(request.person, Act.EDIT_PEOPLE, None, request.day),
        },
    )


@opens()
def person(request: Request, pk: int) -> HttpResponse:
    day = request.day
    visible = Person.objects.visible_to(request.person, day).prefetch_related(*held_now(day))
    shown = get_object_or_404(visible, pk=pk)
    return render(
        request,
        "agencies/person.html",
        {
            "person": shown,
            "past_posts": shown.posts.exclude(pk__in=[post.pk for post in shown.posts_now]).select_related("agency"),
            "absences": shown.absences.select_related("deputy")[:10],
            "stands_in": shown.stands_in.on(day).select_related("absent"),
            "account": getattr(shown, "account", None),
            "may_edit": may(request.person, Act.EDIT_PEOPLE, shown, day),
            "may_record_absence": may(request.person, Act.RECORD_ABSENCE, shown, day),
            "may_manage_accounts": may(request.person, Act.MANAGE_ACCOUNTS, None, day),
        },
    )


@opens(Act.SEE_PEOPLE)
def suggest(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = people_list(request.person, request.day, words=words).people[:12] if len(words) >= 2 else []
    options = [(someone.work_email, someone.name) for someone in found]
    return render(request, "agencies/suggestions.html", {"options": options})


@opens(Act.EDIT_PEOPLE, methods=FORM)
def new(request: Request) -> HttpResponse:
    def create(data: dict[str, Any]) -> str:
        return _page(operations.create_person(**data, by=request.actor, at=request.now).pk)

    return form_page(
        request,
        forms.PersonForm(request.POST or None),
        create,
        title=_("Thêm cán bộ"),
        submit=_("Thêm cán bộ"),
        back=reverse("agencies:people"),
    )


@opens(Act.EDIT_PEOPLE, methods=FORM)
def edit(request: Request, pk: int) -> HttpResponse:
    shown = find(request, Person.objects, Act.EDIT_PEOPLE, pk=pk)

    def change(data: dict[str, Any]) -> str:
        operations.edit_person(shown, **data, by=request.actor, at=request.now)
        return _page(pk)

    initial = {"name": shown.name, "work_email": shown.work_email, "phone": shown.phone}
    form = forms.PersonForm(request.POST or None, initial=initial)
    return form_page(
        request, form, change, title=_("Sửa %(name)s") % {"name": shown.name}, submit=_("Lưu"), back=_page(pk)
    )


@opens(Act.EDIT_PEOPLE, methods=FORM)
def new_post(request: Request, pk: int) -> HttpResponse:
    shown = find(request, Person.objects, Act.EDIT_PEOPLE, pk=pk)

    def change(data: dict[str, Any]) -> str:
        operations.add_post(shown, operations.NewPost(**data), by=request.actor, at=request.now)
        return _page(pk)

    form = forms.PostForm(request.POST or None, agencies=_agencies(request), day=request.day)
    title = _("Chức vụ của %(name)s") % {"name": shown.name}
    return form_page(request, form, change, title=title, submit=_("Thêm chức vụ"), back=_page(pk))


@opens(Act.EDIT_PEOPLE, methods=FORM)
def end_post(request: Request, pk: int, post: int) -> HttpResponse:
    shown = find(request, Person.objects, Act.EDIT_PEOPLE, pk=pk)
    held = get_object_or_404(Post, pk=post, person=shown)

    def change(data: dict[str, Any]) -> str:
        operations.end_post(held, **data, by=request.actor, at=request.now)
        return _page(pk)

    title = _("%(name)s thôi giữ chức %(title)s") % {"name": shown.name, "title": held.title}
    form = forms.EndForm(request.POST or None)
    return form_page(request, form, change, title=title, submit=_("Ghi ngày cuối"), back=_page(pk))


@opens(Act.EDIT_PEOPLE, methods=FORM)
def new_role(request: Request, pk: int) -> HttpResponse:
    shown = find(request, Person.objects, Act.EDIT_PEOPLE, pk=pk)

    def change(data: dict[str, Any]) -> str:
        fields = data.pop("fields_of_work")
        operations.grant_role(shown, **data, fields=fields, by=request.actor, at=request.now)
        return _page(pk)

    form = forms.RoleForm(request.POST or None, agencies=_agencies(request), day=request.day)
    title = _("Vai trò của %(name)s") % {"name": shown.name}
    return form_page(request, form, change, title=title, submit=_("Giao vai trò"), back=_page(pk))


@opens(Act.EDIT_PEOPLE, methods=FORM)
def end_role(request: Request, pk: int, grant: int) -> HttpResponse:
    shown = find(request, Person.objects, Act.EDIT_PEOPLE, pk=pk)
    held = get_object_or_404(RoleGrant, pk=grant, person=shown)

    def change(data: dict[str, Any]) -> str:
        operations.end_grant(held, **data, by=request.actor, at=request.now)
        return _page(pk)

    title = _("%(name)s thôi vai trò %(role)s") % {"name": shown.name, "role": held.get_role_display().lower()}
    form = forms.EndForm(request.POST or None)
    return form_page(request, form, change, title=title, submit=_("Ghi ngày cuối"), back=_page(pk))


@opens(Act.RECORD_ABSENCE, methods=FORM)
def new_absence(request: Request, pk: int) -> HttpResponse:
    shown = find(request, Person.objects, Act.RECORD_ABSENCE, pk=pk)

    def change(data: dict[str, Any]) -> str:
        operations.record_absence(shown, **data, by=request.actor, at=request.now)
        return _page(pk)

    form = forms.AbsenceForm(request.POST or None, people=Person.objects.visible_to(request.person, request.day))
    title = _("Người làm thay %(name)s") % {"name": shown.name}
    intro = _("Người làm thay có thêm vai trò của người vắng trong những ngày này; nhật ký ghi rõ làm thay ai.")
    return form_page(request, form, change, title=title, submit=_("Ghi người làm thay"), back=_page(pk), intro=intro)


def _agencies(request: Request) -> Any:
    return Agency.objects.visible_to(request.person, request.day)


def _page(pk: int) -> str:
    return reverse("agencies:person", args=[pk])
