"""Keeping a view of the register, and dropping it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.views.form_page import form_page, posted
from namro.tasks.models import SavedView
from namro.tasks.operations import saved_views as operations
from namro.tasks.views.asking import asked_by


class SaveViewForm(forms.Form):
    """The name of a view."""

    name = forms.CharField(label=gettext_lazy("Tên khung nhìn"), max_length=60)


@opens(Act.SEE_TASKS, methods=("GET", "POST"))
def new_view(request: Request) -> HttpResponse:
    kept = asked_by(request).kept()  # what the address asks, in its one plain form
    back = f"{reverse('tasks:register')}?{kept}"

    def save(data: dict[str, Any]) -> str:
        operations.save_view(request.person, name=data["name"], query=kept)
        return back

    return form_page(
        request,
        SaveViewForm(posted(request)),
        save,
        title=_("Lưu khung nhìn"),
        submit=_("Lưu khung nhìn"),
        back=back,
        intro=_("Khung nhìn giữ bộ lọc, cách xếp và các cột; tên trùng thì thay khung nhìn cũ."),
    )


@opens(Act.SEE_TASKS, methods=("POST",))
def drop_view(request: Request, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView, person=request.person, pk=pk)
    operations.drop_view(view)
    return redirect("tasks:register")
