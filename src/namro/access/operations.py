"""Accounts: giving, locking, and setting passwords by links.

Links and lockouts go by the machine's own clock (`timezone.now()`), never by a demonstration's."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.access.models import USERNAME, Account, PasswordLink
from namro.access.tokens import hash_of, new_token
from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.operations import record


@transaction.atomic
def create_account(person: Person, *, username: str, by: Actor, at: datetime) -> Account:
    """Give a person an account without a password yet; a link sets it."""
    username = username.strip().lower()
    check_username(username)
    if Account.objects.filter(person=person).exists():
        raise Refused(_("%(name)s đã có tài khoản.") % {"name": person.name}, field="person")
    account = Account(username=username, email=person.work_email, person=person, created_at=at)
    account.set_unusable_password()
    account.save()
    _log("account.created", account, by, at, after={"username": username, "person": person.pk})
    return account


def check_username(username: str) -> None:
    """Refuse a sign-in name of a wrong form, or one that is taken."""
    try:
        USERNAME(username)
    except ValidationError as error:
        raise Refused(error.messages[0], field="username") from None
    if Account.objects.filter(username=username).exists():
        raise Refused(_("Tên đăng nhập %(name)s đã có người dùng.") % {"name": username}, field="username")


@transaction.atomic
def issue_password_link(account: Account, *, by: Actor, by_person: int | None, at: datetime) -> str:
    """A new link to set the password; the one before ends. Returns the token, which is shown once and not kept."""
    if not account.is_active:
        raise Refused(_("Tài khoản đang bị khóa. Mở khóa trước khi cấp đường dẫn."))
    now = timezone.now()
    account.password_links.filter(used_at=None).update(used_at=now)
    purpose = PasswordLink.Purpose.RESET if account.has_usable_password() else PasswordLink.Purpose.INVITATION
    token = new_token()
    PasswordLink.objects.create(
        account=account,
        purpose=purpose,
        token_hash=hash_of(token),
        issued_by_id=by_person,
        issued_at=now,
        expires_at=now + settings.INVITATION_LIFE,
    )
    _log("account.link_issued", account, by, at, after={"purpose": str(purpose)})
    return token


def open_link(token: str) -> PasswordLink | None:
    """The link with this token, while it is good."""
    link = (
        PasswordLink.objects.select_related("account__person").filter(token_hash=hash_of(token), used_at=None).first()
    )
    good = link is not None and link.is_open_at(timezone.now()) and link.account.is_active
    return link if good else None


@transaction.atomic
def set_password_by_link(link: PasswordLink, *, password: str, by: Actor, at: datetime) -> None:
    """Set the password and use the link up. Every session of the account ends, since its password changed."""
    try:
        validate_password(password, link.account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="password1") from None
    if PasswordLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()) != 1:
        raise Refused(_("Đường dẫn này đã được dùng."))
    link.account.set_password(password)
    link.account.save(update_fields=("password",))
    _log("account.password_set", link.account, by, at, after={"by": link.purpose})


@transaction.atomic
def lock_account(account: Account, *, by: Actor, at: datetime) -> None:
    """Nobody signs in with it until it is unlocked; its sessions end and its links close."""
    account.is_active = False
    account.save(update_fields=("is_active",))
    account.password_links.filter(used_at=None).update(used_at=timezone.now())
    end_sessions(account)
    _log("account.locked", account, by, at, before={"is_active": True}, after={"is_active": False})


@transaction.atomic
def unlock_account(account: Account, *, by: Actor, at: datetime) -> None:
    """It can be used again."""
    account.is_active = True
    account.save(update_fields=("is_active",))
    _log("account.unlocked", account, by, at, before={"is_active": False}, after={"is_active": True})


@transaction.atomic
def remove_second_step(account: Account, *, by: Actor, at: datetime) -> None:
    """Someone lost the phone with their codes: the second step is off until they set it up again."""
    if not Authenticator.objects.filter(user=account).exists():
        raise Refused(_("Tài khoản này chưa bật xác thực hai lớp."))
    Authenticator.objects.filter(user=account).delete()
    end_sessions(account)
    _log("account.second_step_removed", account, by, at)


def end_sessions(account: Account, *, but: str | None = None, only: int | None = None) -> int:
    """End the account's sessions, all but the one with the key `but`, or only the one with the id `only`."""
    sessions = UserSession.objects.filter(user=account).exclude(session_key=but)
    if only is not None:
        sessions = sessions.filter(pk=only)
    ended = list(sessions)
    for session in ended:
        session.end()
    return len(ended)


def _log(act: str, account: Account, by: Actor, at: datetime, **values: dict[str, object]) -> None:
    record(by=by, at=at, act=act, thing="account", thing_id=account.pk, thing_name=account.username, **values)
