"""allauth's forms with labels in the language of the site."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

CODE = {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True, "maxlength": 16}


class SignInForm(account_forms.LoginForm):
    """Sign-in name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "login", _("Tên đăng nhập"), autocomplete="username", autocapitalize="none", autofocus=True)
        _label(self, "password", _("Mật khẩu"), autocomplete="current-password")

    def clean_login(self) -> str:
        """A sign-in name has no capitals."""
        return str(super().clean_login()).lower()


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The password now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "oldpassword", _("Mật khẩu hiện tại"), autocomplete="current-password")
        _label(self, "password1", _("Mật khẩu mới"), autocomplete="new-password")
        _label(self, "password2", _("Nhập lại mật khẩu mới"), autocomplete="new-password")


class ReauthenticateForm(account_forms.ReauthenticateForm):
    """The password again before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "password", _("Mật khẩu"), autocomplete="current-password", autofocus=True)


class CodeForm(mfa_forms.AuthenticateForm):
    """A code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "code", _("Mã xác thực"), **CODE)


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    """The first code, to show that the app has the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "code", _("Mã 6 chữ số trên ứng dụng"), **CODE)


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    """A passkey by the name under which its owner knows it. It always signs in alone, so it must show who holds it."""

    passwordless = forms.BooleanField(initial=True, required=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "name", _("Tên để nhận ra"), maxlength=60, autocomplete="off")


class RenamePasskeyForm(webauthn_forms.EditWebAuthnForm):
    """Another name for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "name", _("Tên để nhận ra"), maxlength=60, autocomplete="off")


def _label(form: Any, name: str, label: Any, **attributes: Any) -> None:
    field = form.fields[name]
    field.label, field.help_text = label, ""
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
