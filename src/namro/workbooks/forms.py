"""Forms of workbooks that are brought."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class BringForm(forms.Form):
    """A workbook."""

    file = forms.FileField(
        label=gettext_lazy("Bảng tính .xlsx"), widget=forms.FileInput(attrs={"accept": ".xlsx"}), max_length=255
    )


class ConfirmForm(forms.Form):
    """Why the register is corrected, and by which document."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    document = forms.CharField(
        label=gettext_lazy("Số, ngày văn bản chỉ đạo"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "22/QĐ-UBND ngày 18/6/2025"}),
    )
