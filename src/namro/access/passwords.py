"""Rules for a password, each with a sentence that says how to meet it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from namro.agencies.folding import fold


class LeastLength:
    """At least so many characters."""

    def __init__(self, characters: int) -> None:
        self.characters = characters

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < self.characters:
            raise ValidationError(
                ngettext(
                    "Mật khẩu phải có ít nhất %(least)s ký tự; mật khẩu đã nhập có %(count)s ký tự.",
                    "Mật khẩu phải có ít nhất %(least)s ký tự; mật khẩu đã nhập có %(count)s ký tự.",
                    len(password),
                )
                % {"least": self.characters, "count": len(password)}
            )

    def get_help_text(self) -> str:
        return _("Ít nhất %(least)s ký tự.") % {"least": self.characters}


class NotTheName:
    """Does not contain the account's or the person's name."""

    def validate(self, password: str, user: Any = None) -> None:
        folded = fold(password).replace(" ", "")
        person = getattr(user, "person", None)
        names = [getattr(user, "username", ""), *(fold(person.name).split() if person else ())]
        if any(len(name) >= 4 and name in folded for name in names):
            raise ValidationError(_("Mật khẩu không được chứa tên đăng nhập hoặc họ tên."))

    def get_help_text(self) -> str:
        return _("Không chứa tên đăng nhập hoặc họ tên.")


class NotCommon(CommonPasswordValidator):
    """Not one of the 20,000 passwords that are tried first."""

    def validate(self, password: str, user: Any = None) -> None:
        if password.lower().strip() in self.passwords:
            raise ValidationError(_("Mật khẩu này nằm trong danh sách bị đoán đầu tiên. Chọn mật khẩu khác."))

    def get_help_text(self) -> str:
        return _("Không phải mật khẩu thường gặp.")


class NotOneKindOfCharacter:
    """Not digits alone and not one character over and over."""

    def validate(self, password: str, user: Any = None) -> None:
        if password.isdigit() or len(set(password)) < 5:
            raise ValidationError(_("Mật khẩu phải có ít nhất 5 ký tự khác nhau và không chỉ gồm chữ số."))

    def get_help_text(self) -> str:
        return _("Có ít nhất 5 ký tự khác nhau, không chỉ gồm chữ số.")


class NotTheDemoPassword:
    """Not the password that everyone knows from the demonstration."""

    def validate(self, password: str, user: Any = None) -> None:
        if password == settings.DEMO_PASSWORD and not settings.DEMO:
            raise ValidationError(_("Mật khẩu của bản trình diễn không dùng được ở đây."))

    def get_help_text(self) -> str:
        return ""
