"""Forms of handing over all that an agency holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from namro.agencies.forms.fields import AgencyField
from namro.agencies.models import Agency


class BasisForm(forms.Form):
    """By which document, why, and who takes what nobody else is chosen for."""

    document = forms.CharField(
        label=gettext_lazy("Số, ngày văn bản"),
        max_length=120,
        widget=forms.TextInput(attrs={"placeholder": "1683/NQ-UBTVQH15 ngày 16/6/2025"}),
    )
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 2}))
    receiver = AgencyField(label=gettext_lazy("Đơn vị tiếp nhận"), required=False)

    def __init__(self, *args: Any, agencies: QuerySet[Agency], day: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].offer(agencies, day)  # type: ignore[attr-defined]
