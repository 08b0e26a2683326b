"""The page of a document's settings."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import find, opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.models import Agency
from namro.agencies.views.form_page import form_page
from namro.directives import operations
from namro.directives.forms.settings import RelationForm, SettingsForm
from namro.directives.models import Directive


@opens(Act.REVIEW_DIRECTIVES, methods=("GET", "POST"))
def settings(request: Request, pk: int) -> HttpResponse:
    directive = find(request, Directive.objects.all(), Act.REVIEW_DIRECTIVES, pk=pk)
    agencies = Agency.objects.visible_to(request.person, request.day)
    form = SettingsForm(request.POST or None, directive=directive, agencies=agencies, day=request.day)
    back = reverse("directives:directive", args=[pk])

    def change(data: dict[str, Any]) -> str:
        operations.change_settings(
            directive, form.settings(), form.overseers(), version=data["version"], by=request.actor, at=request.now
        )
        return back

    return form_page(
        request,
        form,
        change,
        title=_("Thông tin, thiết lập: %(title)s") % {"title": directive.title},
        submit=_("Lưu"),
        back=back,
        intro=_("Cách tính hạn áp dụng cho mọi nhiệm vụ của văn bản; đổi ở đây, ngày trên các thẻ tính lại ngay."),
    )


@opens(Act.REVIEW_DIRECTIVES, methods=("GET", "POST"))
def relate(request: Request, pk: int) -> HttpResponse:
    directive = find(request, Directive.objects.all(), Act.REVIEW_DIRECTIVES, pk=pk)
    back = reverse("directives:directive", args=[pk])

    def do(data: dict[str, Any]) -> str:
        operations.relate(directive, **data, by=request.actor, at=request.now)
        return back

    return form_page(
        request,
        RelationForm(request.POST or None),
        do,
        title=_("Văn bản liên quan: %(title)s") % {"title": directive.title},
        submit=_("Ghi"),
        back=back,
        said=_("Đã ghi."),
    )
