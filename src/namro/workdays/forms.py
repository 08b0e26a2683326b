"""The form of the office's days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from namro.agencies.forms.fields import AgencyField, DayField
from namro.agencies.models import Agency
from namro.workdays.models import DayKind


class DaysForm(forms.Form):
    """Which days, what they are, and by which notice."""

    first = DayField(label=gettext_lazy("Từ ngày"))
    last = DayField(
        label=gettext_lazy("Đến hết ngày"), required=False, help_text=gettext_lazy("Để trống nếu chỉ một ngày.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Là"), choices=DayKind.choices)
    name = forms.CharField(
        label=gettext_lazy("Tên"),
        max_length=160,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("Hoán đổi với 26/4/2025")}),
    )
    notice = forms.CharField(
        label=gettext_lazy("Thông báo"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "12729/VPCP-KGVX, 25/12/2025"}),
    )
    agency = AgencyField(
        label=gettext_lazy("Chỉ áp dụng cho đơn vị"),
        required=False,
        help_text=gettext_lazy("Để trống nếu áp dụng cho mọi đơn vị."),
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].offer(agencies, day)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One day where the last is left empty."""
        given = super().clean() or {}
        given["last"] = given.get("last") or given.get("first")
        return given
