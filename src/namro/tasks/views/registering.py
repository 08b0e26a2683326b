"""The page that makes the register of a document, and the one that ends its trial."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access.gate import find, opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.views.form_page import form_page, posted
from namro.directives.models import Directive
from namro.tasks import operations


class MakeRegisterForm(forms.Form):
    """Whether the register counts at once."""

    trial = forms.BooleanField(
        label=gettext_lazy("Chạy thử: chưa tính vào số liệu cho đến khi chính thức giao"), required=False
    )


@opens(Act.REVIEW_DIRECTIVES, methods=("GET", "POST"))
def make_register(request: Request, pk: int) -> HttpResponse:
    directive = find(request, Directive.objects.all(), Act.REVIEW_DIRECTIVES, pk=pk)
    back = reverse("directives:directive", args=[pk])

    def make(data: dict[str, Any]) -> str:
        operations.make_register(
            directive, trial=data["trial"], person=request.person, by=request.actor, at=request.now
        )
        return back

    return form_page(
        request,
        MakeRegisterForm(posted(request)),
        make,
        title=_("Lập sổ nhiệm vụ: %(title)s") % {"title": directive.title},
        submit=_("Lập sổ nhiệm vụ"),
        back=back,
        intro=_(
            "Mỗi đơn vị nhận một lượt giao; nhóm đơn vị được tách theo thành viên vào ngày văn bản. Sau bước này, "
            "sửa nhiệm vụ phải có lý do; hạn gốc không thay đổi."
        ),
        said=_("Đã lập sổ nhiệm vụ."),
    )


@opens(Act.REVIEW_DIRECTIVES, methods=("GET", "POST"))
def issue(request: Request, pk: int) -> HttpResponse:
    directive = find(request, Directive.objects.all(), Act.REVIEW_DIRECTIVES, pk=pk)
    back = reverse("directives:directive", args=[pk])

    def end_trial(data: dict[str, Any]) -> str:
        operations.issue_trial(directive, person=request.person, by=request.actor, at=request.now)
        return back

    return form_page(
        request,
        forms.Form(posted(request)),
        end_trial,
        title=_("Chính thức giao: %(title)s") % {"title": directive.title},
        submit=_("Chính thức giao"),
        back=back,
        intro=_("Từ bước này các nhiệm vụ được tính vào số liệu và nhắc việc."),
        said=_("Đã chính thức giao."),
    )
