"""The form of a draft: an update's, and which draft of whom it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from namro.life.forms import UpdateForm


class DraftForm(UpdateForm):
    """As the site's own form of an update, with what tells drafts apart."""

    key = forms.UUIDField()
    person = forms.IntegerField()
    complete = forms.BooleanField(required=False)

    def __init__(self, *args: Any, here: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here = here

    def clean_person(self) -> int:
        """Whoever wrote it sends it: a phone may have passed from hand to hand."""
        person: int = self.cleaned_data["person"]
        if person != self.here:
            raise forms.ValidationError(_("Bản nháp này của người khác. Người đã viết đăng nhập trên máy này để gửi."))
        return person
