"""Pages of one's own account: sessions, second step, and the password by a link."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from namro.access import operations
from namro.access.forms import PasswordForm
from namro.access.gate import opens
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.agencies.queries.people import held_now


@opens()
def own_account(request: Request) -> HttpResponse:
    account = request.user
    codes = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return render(
        request,
        "access/own_account.html",
        {
            "account": account,
            "person": Person.objects.prefetch_related(*held_now(request.day)).get(pk=account.person_id),
            "sessions": sorted(
                UserSession.objects.purge_and_list(account), key=lambda session: session.created_at, reverse=True
            ),
            "this_session": request.session.session_key,
            "second_step": Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first(),
            "passkeys": list(
                Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN).order_by("pk")
            ),
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        },
    )


@opens(methods=("POST",))
def end_session(request: Request, pk: int) -> HttpResponse:
    if operations.end_sessions(request.user, only=pk, but=request.session.session_key):
        messages.success(request, _("Đã kết thúc phiên."))
    return redirect("access:own_account")


@opens(methods=("POST",))
def end_other_sessions(request: Request) -> HttpResponse:
    count = operations.end_sessions(request.user, but=request.session.session_key)
    messages.success(
        request, ngettext("Đã kết thúc %(n)s phiên khác.", "Đã kết thúc %(n)s phiên khác.", count) % {"n": count}
    )
    return redirect("access:own_account")


@opens(methods=("GET", "POST"), anyone=True)
def set_password(request: Request, token: str) -> HttpResponse:
    link = operations.open_link(token)
    if link is None:
        return render(request, "access/link_closed.html", status=404)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_password_by_link(
                link, password=form.cleaned_data["password1"], by=request.actor, at=request.now
            )
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Đã đặt mật khẩu. Đăng nhập để tiếp tục."))
            return redirect("account_login")
    return render(request, "access/set_password.html", {"form": form, "link": link})


@opens(anyone=True)
def forgotten(request: Request) -> HttpResponse:
    return render(request, "access/forgotten.html")
