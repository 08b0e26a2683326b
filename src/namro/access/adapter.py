"""What allauth asks this site: who may register (nobody), what errors say, what a code app shows."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from namro.access.models import Account
from namro.access.sealed import seal, unseal

KEYS_OF_CODE_APPS = "second-step"


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in in the site's own words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Tài khoản đã bị khóa. Liên hệ quản trị của cơ quan."),
        "enter_current_password": _("Mật khẩu hiện tại không đúng."),
        "incorrect_code": _("Mã không đúng hoặc đã hết hạn. Nhập mã đang hiện trên ứng dụng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "email_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "phone_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "too_many_login_attempts": _("Đã nhập sai nhiều lần. Chờ 5 phút rồi thử lại."),
        "rate_limited": _("Thao tác quá nhanh. Chờ một phút rồi thử lại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts come by invitation only."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's own account."""
        return reverse("access:own_account")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say themselves what happened; allauth's English messages would say it twice."""


class TwoStepAdapter(DefaultMFAAdapter):
    """The second step in the site's own words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Mã không đúng hoặc đã hết hạn. Nhập mã đang hiện trên ứng dụng."),
        "cannot_delete_authenticator": _("Không tắt được xác thực hai lớp của tài khoản này."),
        "cannot_generate_recovery_codes": _("Bật xác thực hai lớp trước khi lấy mã dự phòng."),
    }

    def get_totp_label(self, user: Account) -> str:
        """What the code app shows beside the code."""
        return user.username

    def encrypt(self, text: str) -> str:
        """Keys of code apps are kept encrypted, so that a copy of the database makes no codes."""
        return seal(text, KEYS_OF_CODE_APPS)

    def decrypt(self, encrypted_text: str) -> str:
        """The key again."""
        return unseal(encrypted_text, KEYS_OF_CODE_APPS)
