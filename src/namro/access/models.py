"""Accounts of people, and the links by which a password is set for the first time or again."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,39}\Z",
    _("Tên đăng nhập gồm 3 đến 40 ký tự: chữ thường không dấu, số, dấu chấm, gạch nối, gạch dưới."),
)


class AccountManager(BaseUserManager["Account"]):
    """How allauth and Django find an account."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this sign-in name, whatever its case."""
        account: Account = self.get(username=(username or "").lower())
        return account


class Account(AbstractBaseUser):
    """How a person signs in. Without a usable password nobody can; roles and posts belong to the person."""

    username = models.CharField(_("tên đăng nhập"), max_length=40, unique=True, validators=[USERNAME])
    email = models.EmailField(_("thư"), blank=True)
    person = models.OneToOneField("agencies.Person", on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(_("đang dùng"), default=True)
    created_at = models.DateTimeField(_("cấp lúc"))

    objects = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.username

    @property
    def is_staff(self) -> bool:
        """Django's own administration pages are not used."""
        return False

    def get_full_name(self) -> str:
        """The person's name."""
        return self.person.name


class PasswordLink(models.Model):
    """A link to set a password, good once and for a while. Only its hash is kept, so that a copy of the database
    opens no account."""

    class Purpose(models.TextChoices):
        INVITATION = "invitation", _("lời mời")
        RESET = "reset", _("đặt lại mật khẩu")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="password_links")
    purpose = models.CharField(max_length=12, choices=Purpose)
    token_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-issued_at",)
        constraints = (
            # A new link ends the one before.
            models.UniqueConstraint(name="passwordlink_one_open", fields=("account",), condition=Q(used_at=None)),
        )

    def is_open_at(self, moment: datetime) -> bool:
        """Whether it still opens the page at `moment`."""
        return self.used_at is None and moment < self.expires_at


class IdentityRequest(models.Model):
    """An identity of the province's provider that asks to sign in with an account: its work address is the account's,
    and an administrator says whether it is the same person. What it claims besides is not kept."""

    class State(models.TextChoices):
        WAITING = "waiting", _("chờ quyết định")
        ACCEPTED = "accepted", _("đã chấp nhận")
        REFUSED = "refused", _("đã từ chối")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="identity_requests")
    subject = models.CharField(max_length=255, unique=True)  # how the provider calls the identity, for ever
    email = models.EmailField()  # as claimed, verified by the provider
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="identityrequest_decided_by_somebody",
                condition=Q(state="waiting", decided_at=None, decided_by=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
        )
