"""Identities of the province's provider: which account one may sign in with, and an administrator's consent.

An identity is tied to an account by the work address that the provider has verified, and by consent: neither alone
is enough. Posts and roles are the account's; what the provider claims of them is not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from namro.access.models import Account, IdentityRequest
from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.operations import record


@dataclass(frozen=True, slots=True)
class Claim:
    """What the provider says of an identity, as far as it is looked at."""

    subject: str
    email: str
    is_verified: bool
    is_one: bool = True  # the two answers of the provider speak of the same identity

    @classmethod
    def of(cls, subject: str, told: dict[str, Any]) -> Claim:
        """From the token and the user information that the provider gave."""
        info, token = told.get("userinfo") or {}, told.get("id_token") or {}
        claims = token | info
        subjects = {str(one["sub"]) for one in (info, token) if one.get("sub")}
        email = claims.get("email")
        return cls(
            subject=subject,
            email=email.strip().lower() if isinstance(email, str) else "",
            is_verified=claims.get("email_verified") is True,
            is_one=subjects <= {subject},
        )


class Denied(Exception):
    """The identity does not sign in. `reason` is for the log only: the page does not tell it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Waits(Denied):
    """An administrator has to say whether it may."""


def check_linked(claim: Claim, account: Account) -> None:
    """Let a known identity through. Denied where its address is no longer the account's, or the account is locked."""
    _check_address(claim)
    if not account.is_active:
        raise Denied("tài khoản bị khóa")
    if account.person.work_email.lower() != claim.email:
        raise Denied("thư của danh tính khác thư công vụ của tài khoản")


def ask(claim: Claim, *, by: Actor, at: datetime) -> None:
    """Let an unknown identity ask; always raises: Waits where an administrator has to decide, else Denied."""
    _check_address(claim)
    accounts = list(Account.objects.select_related("person").filter(person__work_email__iexact=claim.email)[:2])
    if not accounts:
        raise Denied("không có tài khoản nào có thư công vụ này")
    if len(accounts) > 1:
        raise Denied("hai tài khoản cùng thư công vụ")
    account = accounts[0]
    if not account.is_active:
        raise Denied("tài khoản bị khóa")
    if linked_identity(account) is not None:
        raise Denied("tài khoản đã gắn với danh tính khác")
    with transaction.atomic():
        request, is_new = IdentityRequest.objects.get_or_create(
            subject=claim.subject, defaults={"account": account, "email": claim.email, "asked_at": at}
        )
        if is_new:
            _log("identity.asked", request, by, at)
    if request.account_id != account.pk or request.state == IdentityRequest.State.REFUSED:
        raise Denied("yêu cầu gắn danh tính đã bị từ chối")
    raise Waits("chờ quản trị chấp nhận")


def linked_identity(account: Account) -> SocialAccount | None:
    """The identity that signs in with the account."""
    return SocialAccount.objects.filter(user=account, provider=settings.OIDC_PROVIDER).first()


@transaction.atomic
def accept(request: IdentityRequest, *, person: Person, by: Actor, at: datetime) -> None:
    """From now on the identity signs in with the account. Nobody accepts their own."""
    request = _held(request, person)
    if request.state == IdentityRequest.State.ACCEPTED:
        return
    if not request.account.is_active:
        raise Refused(_("Tài khoản đang bị khóa. Mở khóa trước khi gắn danh tính."))
    if linked_identity(request.account) is not None:
        raise Refused(_("Tài khoản đã gắn với danh tính khác. Gỡ danh tính cũ ở trang của tài khoản trước."))
    SocialAccount.objects.create(user=request.account, provider=settings.OIDC_PROVIDER, uid=request.subject)
    _decide(request, IdentityRequest.State.ACCEPTED, person, at)
    _log("identity.accepted", request, by, at)


@transaction.atomic
def refuse(request: IdentityRequest, *, person: Person, by: Actor, at: datetime) -> None:
    """The identity does not sign in; it can still be accepted later."""
    request = _held(request, person)
    if request.state != IdentityRequest.State.WAITING:
        raise Refused(_("Yêu cầu này đã được quyết định."))
    _decide(request, IdentityRequest.State.REFUSED, person, at)
    _log("identity.refused", request, by, at)


@transaction.atomic
def unlink(account: Account, *, person: Person, by: Actor, at: datetime) -> None:
    """The identity signs in no more; what it asked counts as refused until somebody accepts it again."""
    linked = linked_identity(account)
    if linked is None:
        raise Refused(_("Tài khoản này chưa gắn danh tính nào."))
    request = IdentityRequest.objects.select_related("account").get(subject=linked.uid)
    linked.delete()
    _decide(request, IdentityRequest.State.REFUSED, person, at)
    _log("identity.unlinked", request, by, at)


@transaction.atomic
def log_denied(claim: Claim | None, reason: str, *, by: Actor, at: datetime) -> None:
    """Write down that an identity was turned away, and why."""
    record(
        by=by,
        at=at,
        act="identity.denied",
        thing="identity",
        thing_id=claim.subject[:60] if claim else "",
        thing_name=claim.email if claim else "",
        after={"reason": reason},
    )


def _check_address(claim: Claim) -> None:
    if not claim.is_one:
        raise Denied("hai câu trả lời của máy đăng nhập nói về hai danh tính")
    if not claim.email:
        raise Denied("danh tính không có thư")
    if not claim.is_verified:
        raise Denied("thư của danh tính chưa được xác minh")


def _held(request: IdentityRequest, person: Person) -> IdentityRequest:
    held = IdentityRequest.objects.select_for_update(of=("self",)).select_related("account__person").get(pk=request.pk)
    if held.account.person_id == person.pk:
        raise Refused(_("Không tự chấp nhận danh tính của mình. Nhờ một quản trị khác."))
    return held


def _decide(request: IdentityRequest, state: str, person: Person, at: datetime) -> None:
    request.state, request.decided_by, request.decided_at = state, person, at
    request.save(update_fields=("state", "decided_by", "decided_at"))


def _log(act: str, request: IdentityRequest, by: Actor, at: datetime) -> None:
    after = {"username": request.account.username}
    record(by=by, at=at, act=act, thing="identity", thing_id=request.pk, thing_name=request.email, after=after)
