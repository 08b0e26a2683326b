"""What allauth asks this site about identities of the province's provider: nobody registers, consent comes first."""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from namro.access.identities import Claim, Denied, Waits, ask, check_linked, log_denied
from namro.access.middleware import actor_of
from namro.access.request import Request


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Sign-in by the provider ends here in one of three ways: in, waiting for consent, or turned away."""

    def list_apps(self, request: Request, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """The one that the settings name; rows of the database name none."""
        # allauth builds them from the settings, and adds what the database has.
        return [one for one in super().list_apps(request, provider, client_id) if one.pk is None]

    def is_open_for_signup(self, request: Request, sociallogin: Any) -> bool:
        """Accounts come by invitation only."""
        return False

    def pre_social_login(self, request: Request, sociallogin: Any) -> None:
        """Before anybody is signed in."""
        told = sociallogin.account.extra_data or {}
        claim = Claim.of(sociallogin.account.uid, told)
        self._forget(sociallogin)
        try:
            # allauth would tie an identity to whoever is signed in, without consent, if its address asked for that.
            if sociallogin.state.get("process") != AuthProcess.LOGIN:
                raise Denied("không phải yêu cầu đăng nhập")
            if sociallogin.is_existing:
                check_linked(claim, sociallogin.user)
            else:
                ask(claim, by=actor_of(request), at=request.now)
        except Waits:
            raise ImmediateHttpResponse(identity_page(request, "waits")) from None
        except Denied as denied:
            log_denied(claim, denied.reason, by=actor_of(request), at=request.now)
            raise ImmediateHttpResponse(identity_page(request, "denied", 403)) from None

    def on_authentication_error(
        self, request: Request, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """The provider was left, or answered wrongly."""
        if error == "cancelled":
            raise ImmediateHttpResponse(identity_page(request, "left"))
        reason = f"máy đăng nhập trả lời sai: {type(exception).__name__ if exception else error}"
        log_denied(None, reason, by=actor_of(request), at=request.now)
        raise ImmediateHttpResponse(identity_page(request, "failed", 502))

    @staticmethod
    def _forget(sociallogin: Any) -> None:
        """Keep nothing of what the provider claims; allauth would keep all of it."""
        sociallogin.account.extra_data = {}
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=("extra_data",))


def identity_page(request: Request, end: str, status: int = 200) -> HttpResponse:
    """The page on which a sign-in by the provider ended."""
    context = {"end": end, "provider": settings.OIDC_NAME, "request_id": getattr(request, "id", "")}
    return render(request, "access/identity.html", context, status=status)
