"""The form by which a package comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.reading.sources.limits import DEFAULT_LIMITS, MEGABYTE


class PackageForm(forms.Form):
    """One package and the number under which it comes in."""

    package = forms.FileField(
        label=gettext_lazy("Gói văn bản (.zip)"), widget=forms.FileInput(attrs={"accept": ".zip,.edxml"})
    )
    incoming_number = forms.CharField(label=gettext_lazy("Số đến"), required=False, max_length=30)

    def clean_package(self) -> Any:
        """Not larger than the reader takes."""
        file = self.cleaned_data["package"]
        if file.size > DEFAULT_LIMITS.max_bytes:
            most = DEFAULT_LIMITS.max_bytes // MEGABYTE
            raise forms.ValidationError(
                _("Gói nặng %(size)s MB, quá giới hạn %(most)s MB.") % {"size": file.size // MEGABYTE, "most": most}
            )
        return file
