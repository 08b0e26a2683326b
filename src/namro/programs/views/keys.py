"""Pages where an administrator sees and revokes everybody's keys."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.programs.models import ApiToken
from namro.programs.operations.tokens import revoke_token
from namro.programs.queries.keys import key_list

TABS = ("tokens",)


@opens(Act.SEE_ACCOUNTS)
def keys(request: Request) -> HttpResponse:
    words = request.GET.get("q", "")[:120].strip()
    found = ApiToken.objects.select_related("person__account")
    context: dict[str, Any] = {
        "page": key_list(found, request.person, request.day, words=words, after=request.GET.get("after", "")),
        "words": words,
        "machine_now": timezone.now(),
        "may_manage": may(request.person, Act.MANAGE_ACCOUNTS, None, request.day),
    }
    return render(request, "programs/keys.html", context)


@opens(Act.MANAGE_ACCOUNTS, methods=("POST",))
def revoke_anyones_token(request: Request, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.select_related("person"), pk=pk)
    revoke_token(token, by=request.actor, at=request.now)
    messages.success(
        request, _("Đã thu hồi khóa “%(name)s” của %(person)s.") % {"name": token.name, "person": token.person.name}
    )
    return redirect("programs:keys")
