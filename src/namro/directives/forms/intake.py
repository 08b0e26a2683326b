"""Forms by which documents come in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.agencies.forms.fields import DayField

MOST_FILES = 20
_ACCEPT = ".docx,.pdf,.txt,.md,.png,.jpg,.jpeg,.tif,.tiff,.html,.doc,.odt,.rtf,.eml"
LONGEST_PASTED = 2_000_000  # characters


class SeveralFiles(forms.ClearableFileInput):
    """A file input that takes many."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Some files; the value is a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file as one."""
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("Mỗi lần nhận tối đa %(most)s tệp; đã chọn %(count)s.") % {"most": MOST_FILES, "count": len(files)}
            )
        return [super(SeveralFilesField, self).clean(one, initial) for one in files]


class IntakeForm(forms.Form):
    """One or many files, or pasted words, with the number under which they came in."""

    documents = SeveralFilesField(
        label=gettext_lazy("Tệp văn bản (.docx, .pdf, .txt)"),
        required=False,
        allow_empty_file=True,  # the reader refuses it by its name, and the others go on
        widget=SeveralFiles(attrs={"accept": _ACCEPT, "multiple": True}),
    )
    words = forms.CharField(
        label=gettext_lazy("hoặc dán lời văn"),
        required=False,
        max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    incoming_number = forms.CharField(label=gettext_lazy("Số đến"), required=False, max_length=30)
    incoming_date = DayField(label=gettext_lazy("Ngày đến"), required=False)

    def clean(self) -> dict[str, Any]:
        """One or the other."""
        given = super().clean() or {}
        if not given.get("documents") and not (given.get("words") or "").strip() and not self.errors:
            raise forms.ValidationError(_("Chọn ít nhất một tệp hoặc dán lời văn."))
        return given


class AnnexForm(forms.Form):
    """A file that belongs to a document."""

    documents = forms.FileField(
        allow_empty_file=True,
        label=gettext_lazy("Phụ lục (.docx, .pdf, .xlsx, .txt)"),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.xlsx,.txt"}),
    )
