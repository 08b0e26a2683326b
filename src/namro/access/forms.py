"""Forms about accounts."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

from namro.agencies.forms.fields import PersonField


class AccountForm(forms.Form):
    """A person, and the name they sign in with."""

    person = PersonField(label=_("Cán bộ"))
    username = forms.CharField(label=_("Tên đăng nhập"), max_length=40)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(PersonField, self.fields["person"]).people = people

    def clean_username(self) -> str:
        """A sign-in name has no capitals; its form is checked by the operation."""
        return str(self.cleaned_data["username"]).lower()


class PasswordForm(forms.Form):
    """A new password, twice."""

    password1 = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autofocus": True}),
    )
    password2 = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    @staticmethod
    def rules() -> list[str]:
        """The rules in words."""
        return [text for text in password_validators_help_texts() if text]

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        cleaned = super().clean() or {}
        if cleaned.get("password1") != cleaned.get("password2"):
            self.add_error("password2", _("Hai lần nhập mật khẩu khác nhau."))
        return cleaned
