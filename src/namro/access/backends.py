"""Looks up the account behind a sign-in or a session."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from namro.access.models import Account


class AccountBackend(AuthenticationBackend):
    """allauth's, with the person in the same query, and the demonstration's password refused outside it."""

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session, if it is still in use."""
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        return account if account is not None and account.is_active else None

    def _check_password(self, user: Account | None, password: str) -> Account | None:
        if password == settings.DEMO_PASSWORD and not settings.DEMO:
            return None
        checked: Account | None = super()._check_password(user, password)
        return checked
