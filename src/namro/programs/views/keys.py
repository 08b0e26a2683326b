"""Pages where an administrator sees and revokes everybody's keys."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.models import Agency
from namro.programs.models import ApiToken, CalendarFeed
from namro.programs.operations.calendars import revoke_feed
from namro.programs.operations.tokens import revoke_token
from namro.programs.queries.keys import key_list


@opens(Act.SEE_ACCOUNTS)
def keys(request: Request) -> HttpResponse:
    return _page(request, ApiToken.objects.select_related("person"), "programs/keys.html")


@opens(Act.SEE_ACCOUNTS)
def calendars(request: Request) -> HttpResponse:
    agencies = Prefetch("agency", Agency.objects.named_on(request.day))
    found = CalendarFeed.objects.select_related("person__account", "post").prefetch_related(agencies)
    return _page(request, found, "programs/all_calendars.html")


@opens(Act.MANAGE_ACCOUNTS, methods=("POST",))
def revoke_anyones_token(request: Request, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.select_related("person"), pk=pk)
    revoke_token(token, by=request.actor, at=request.now)
    said = _("Đã thu hồi khóa “%(name)s” của %(person)s.")
    messages.success(request, said % {"name": token.name, "person": token.person.name})
    return redirect("programs:keys")


@opens(Act.MANAGE_ACCOUNTS, methods=("POST",))
def revoke_anyones_calendar(request: Request, pk: int) -> HttpResponse:
    feed = get_object_or_404(CalendarFeed.objects.select_related("person"), pk=pk)
    revoke_feed(feed, by=request.actor, at=request.now)
    messages.success(request, _("Đã thu hồi địa chỉ lịch của %(person)s.") % {"person": feed.person.name})
    return redirect("programs:all_calendars")


def _page(request: Request, found: QuerySet[Any], template: str) -> HttpResponse:
    words = request.GET.get("q", "")[:120].strip()
    context: dict[str, Any] = {
        "page": key_list(found, request.person, request.day, words=words, after=request.GET.get("after", "")),
        "words": words,
        "machine_now": timezone.now(),
        "may_manage": may(request.person, Act.MANAGE_ACCOUNTS, None, request.day),
    }
    return render(request, template, context)
