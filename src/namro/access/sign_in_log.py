"""Writes sign-ins into the log: allauth and Django tell of them only by signals."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from namro.access.models import Account
from namro.audit.actor import Actor
from namro.audit.operations import record


def connect() -> None:
    """Listen to what allauth and Django tell."""
    user_logged_in.connect(_signed_in, dispatch_uid="audit.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="audit.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="audit.failed")
    password_changed.connect(_password_changed, dispatch_uid="audit.password_changed")
    authenticator_added.connect(_second_step_added, dispatch_uid="audit.second_step_added")
    authenticator_removed.connect(_second_step_removed, dispatch_uid="audit.second_step_removed")


def _signed_in(request: HttpRequest, user: Account, **_: Any) -> None:
    _write("account.signed_in", user, request)


def _signed_out(request: HttpRequest, user: Account | None, **_: Any) -> None:
    if user is not None:
        _write("account.signed_out", user, request)


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    # The name as typed is not kept: people type their password there by mistake.
    account = Account.objects.filter(username=str(credentials.get("username", "")).lower()[:40]).first()
    _write("account.sign_in_failed", account, request)


def _password_changed(request: HttpRequest, user: Account, **_: Any) -> None:
    _write("account.password_set", user, request)


def _second_step_added(request: HttpRequest, user: Account, authenticator: Any, **_: Any) -> None:
    _write("account.second_step_added", user, request, {"type": str(authenticator.type)})


def _second_step_removed(request: HttpRequest, user: Account, authenticator: Any, **_: Any) -> None:
    _write("account.second_step_ended", user, request, {"type": str(authenticator.type)})


@transaction.atomic
def _write(
    act: str, account: Account | None, request: HttpRequest | None, after: dict[str, object] | None = None
) -> None:
    person = account.person if account is not None else None
    by = Actor(
        name=person.name if person else "chưa đăng nhập",
        person=person.pk if person else None,
        address=getattr(request, "address", ""),
        request_id=getattr(request, "id", ""),
    )
    record(
        by=by,
        at=getattr(request, "now", None) or timezone.now(),
        act=act,
        thing="account",
        thing_id=account.pk if account else "",
        thing_name=account.username if account else "",
        after=after,
    )
