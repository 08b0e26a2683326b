"""Sign-in by the province's provider, and the page where an administrator accepts or refuses identities."""

from __future__ import annotations

import requests
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from namro.access import identities as operations
from namro.access.gate import opens
from namro.access.identity_adapter import identity_page
from namro.access.models import Account, IdentityRequest
from namro.access.policy import Act, may
from namro.access.queries import accounts_visible_to, identity_requests
from namro.access.request import Request
from namro.agencies.views.form_page import button_pressed


@opens(anyone=True)
def start(request: Request, provider_id: str) -> HttpResponseBase:
    """To the provider."""
    try:
        return openid_connect.login(request, provider_id)
    except requests.RequestException:
        operations.log_denied(None, "máy đăng nhập không trả lời", by=request.actor, at=request.now)
        return identity_page(request, "away", 502)


@opens(anyone=True)
def callback(request: Request, provider_id: str) -> HttpResponseBase:
    """Back from the provider."""
    try:
        return openid_connect.callback(request, provider_id)
    except (requests.RequestException, KeyError, ValueError):
        # An answer without what OpenID Connect asks for.
        operations.log_denied(None, "máy đăng nhập trả lời sai", by=request.actor, at=request.now)
        return identity_page(request, "failed", 502)


@opens(Act.SEE_ACCOUNTS)
def identities(request: Request) -> HttpResponse:
    state = request.GET.get("state", IdentityRequest.State.WAITING)
    state = state if state in IdentityRequest.State.values else IdentityRequest.State.WAITING
    context = {
        "page": identity_requests(request.person, request.day, state=state, after=request.GET.get("after", "")),
        "state": state,
        "states": IdentityRequest.State.choices,
        "provider": settings.OIDC_NAME,
        "may_manage": may(request.person, Act.MANAGE_ACCOUNTS, None, request.day),
    }
    return render(request, "access/identities.html", context)


@opens(Act.MANAGE_ACCOUNTS, methods=("POST",))
def accept(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(IdentityRequest.objects.select_related("account__person"), pk=pk)
    said = _("%(email)s đăng nhập được bằng tài khoản %(name)s.")
    return button_pressed(
        request,
        lambda: operations.accept(found, person=request.person, by=request.actor, at=request.now),
        "access:identities",
        said=said % {"email": found.email, "name": found.account.username},
    )


@opens(Act.MANAGE_ACCOUNTS, methods=("POST",))
def refuse(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(IdentityRequest.objects.select_related("account__person"), pk=pk)
    return button_pressed(
        request,
        lambda: operations.refuse(found, person=request.person, by=request.actor, at=request.now),
        "access:identities",
        said=_("Đã từ chối %(email)s.") % {"email": found.email},
    )


@opens(Act.MANAGE_ACCOUNTS, methods=("POST",))
def unlink(request: Request, pk: int) -> HttpResponse:
    account: Account = get_object_or_404(accounts_visible_to(request.person, request.day), pk=pk)
    return button_pressed(
        request,
        lambda: operations.unlink(account, person=request.person, by=request.actor, at=request.now),
        "access:account",
        pk,
        said=_("Đã gỡ danh tính khỏi tài khoản."),
    )
