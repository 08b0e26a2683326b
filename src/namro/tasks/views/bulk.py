"""Acts on the rows that were picked in the register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.models import FieldOfWork, Person
from namro.agencies.views.form_page import form_page
from namro.tasks.forms.filters import overseers
from namro.tasks.operations import overseeing
from namro.tasks.queries.register import seen_by

NOBODY = ("", gettext_lazy("— không ghi —"))


class PickedForm(forms.Form):
    """What is done to the picked rows, and why. The rows ride along, hidden."""

    row = forms.TypedMultipleChoiceField(coerce=int, required=False, widget=forms.MultipleHiddenInput)
    value = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def __init__(self, request: Request, label: str, choices: list[tuple[int, str]]) -> None:
        picked = picked_rows(request)
        # The first form comes from the list, with rows only; the second, from here, says what to do.
        super().__init__(request.POST if "value" in request.POST else None, initial={"row": picked})
        fields: Any = self.fields
        fields["row"].choices = [(pk, pk) for pk in picked]
        fields["value"].label = label
        fields["value"].choices = [NOBODY, *choices]


@opens(Act.EDIT_TASKS, methods=("POST",))
def set_overseer(request: Request) -> HttpResponse:
    def change(tasks: list[int], value: int | None, told: dict[str, Any]) -> None:
        chosen = Person.objects.get(pk=value) if value else None
        overseeing.set_overseer(tasks, chosen, **told)

    return _page(request, _("Đổi lãnh đạo phụ trách"), _("Lãnh đạo phụ trách"), overseers(), change)


@opens(Act.EDIT_TASKS, methods=("POST",))
def set_field(request: Request) -> HttpResponse:
    def change(tasks: list[int], value: int | None, told: dict[str, Any]) -> None:
        chosen = FieldOfWork.objects.get(pk=value) if value else None
        overseeing.set_field(tasks, chosen, **told)

    fields = list(FieldOfWork.objects.values_list("pk", "name"))
    return _page(request, _("Đổi lĩnh vực"), _("Lĩnh vực"), fields, change)


def picked_rows(request: Request) -> list[int]:
    """The assignments that were picked."""
    return [int(row) for row in request.POST.getlist("row") if row.isascii() and row.isdigit() and len(row) < 19]


def _page(
    request: Request,
    title: str,
    label: str,
    choices: list[tuple[int, str]],
    change: Callable[[list[int], int | None, dict[str, Any]], None],
) -> HttpResponse:
    seen = seen_by(request.person, request.day)
    tasks = sorted(set(seen.filter(pk__in=picked_rows(request)).values_list("task", flat=True)))
    back = reverse("tasks:register")

    def do(data: dict[str, Any]) -> str:
        told = {"person": request.person, "by": request.actor, "at": request.now}
        change(tasks, data["value"], {"reason": data["reason"], **told})
        return back

    return form_page(
        request,
        PickedForm(request, label, choices),
        do,
        title=title,
        submit=title,
        back=back,
        intro=ngettext(
            "%(num)s nhiệm vụ, với mọi lượt giao của nó.", "%(num)s nhiệm vụ, với mọi lượt giao của chúng.", len(tasks)
        )
        % {"num": len(tasks)},
        said=_("Đã ghi thay đổi."),
    )
