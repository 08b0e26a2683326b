"""Forms about what programs may use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from namro.agencies.forms.fields import AgencyField
from namro.programs.models import Scope
from namro.tasks.models import EventKind

LIVES = ((30, _("30 ngày")), (90, _("90 ngày")), (365, _("một năm")))


class TokenForm(forms.Form):
    """A program's name, what it may do, and for how long."""

    name = forms.CharField(
        label=_("Tên chương trình"),
        max_length=60,
        help_text=_("Để nhận ra khi xem lại, ví dụ: hệ thống quản lý văn bản của Sở."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Được làm"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một việc.")},
    )
    days = forms.TypedChoiceField(label=_("Có hạn"), coerce=int, choices=LIVES, initial=90)

    def __init__(self, *args: Any, scopes: Sequence[Scope], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["scopes"]
        field.choices = [(str(scope), f"{str(scope.label)[:1].upper()}{str(scope.label)[1:]}") for scope in scopes]


class FeedForm(forms.Form):
    """Whose deadlines: an agency's, or with no agency one's own."""

    agency = AgencyField(
        label=_("Đơn vị"), required=False, help_text=_("Để trống thì lịch có việc của chính mình và của đơn vị mình.")
    )

    def __init__(self, *args: Any, agencies: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["agency"]
        field.offer(agencies, day)


class WebhookForm(forms.Form):
    """Where to, and of what."""

    name = forms.CharField(label=_("Tên"), max_length=80, help_text=_("Ví dụ: cổng tin nhắn của tỉnh."))
    url = forms.CharField(
        label=_("Địa chỉ nhận"),
        max_length=500,
        help_text=_("https://…, hoặc http://… trong mạng nội bộ."),
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Diễn biến được báo"),
        choices=EventKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một loại diễn biến.")},
    )

    @staticmethod
    def kinds_in_words(kinds: Sequence[str]) -> list[str]:
        """Chosen kinds in words, in the order in which they are offered."""
        return [str(label) for value, label in EventKind.choices if value in kinds]
