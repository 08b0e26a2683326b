"""Calendars: one's own addresses, and the calendar that such an address gives."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.programs.forms import FeedForm
from namro.programs.models import CalendarFeed
from namro.programs.operations.calendars import find_feed, is_alive, make_feed, note_use, revoke_feed
from namro.programs.queries.calendars import calendar_of

PLAIN = "text/plain; charset=utf-8"


@opens(methods=("GET", "POST"))
def calendars(request: Request) -> HttpResponse:
    offered: dict[str, Any] = {"agencies": Agency.objects.visible_to(request.person, request.day), "day": request.day}
    form, address = FeedForm(**offered), ""
    if request.method == "POST" and (form := FeedForm(request.POST, **offered)).is_valid():
        try:
            _feed, text = make_feed(
                request.person, form.cleaned_data["agency"], day=request.day, by=request.actor, at=request.now
            )
            address = settings.SITE_ADDRESS + reverse("programs:calendar", args=[text])
            form = FeedForm(**offered)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    named = Prefetch("agency", Agency.objects.named_on(request.day))
    feeds = CalendarFeed.objects.filter(person=request.person).select_related("post").prefetch_related(named)
    context = {"form": form, "address": address, "feeds": list(feeds[:100])}
    return render(request, "programs/calendars.html", context, status=422 if form.errors else 200)


@opens(methods=("POST",))
def revoke(request: Request, pk: int) -> HttpResponse:
    feed = get_object_or_404(CalendarFeed.objects.select_related("person"), pk=pk, person=request.person)
    revoke_feed(feed, by=request.actor, at=request.now)
    messages.success(request, _("Đã thu hồi địa chỉ lịch. Lịch đã đăng ký bằng địa chỉ này không cập nhật nữa."))
    return redirect("programs:calendars")


@opens(anyone=True)
def ics(request: Request, token: str) -> HttpResponse:
    """The calendar. Programs come again every few minutes: what did not change is not sent again."""
    feed = find_feed(token)
    if feed is None:
        return HttpResponse(_("Không có lịch ở địa chỉ này."), status=404, content_type=PLAIN)
    if not is_alive(feed, request.day):
        gone = _("Lịch này đã bị thu hồi hoặc hết hiệu lực. Xóa khỏi chương trình lịch; lập địa chỉ mới nếu cần.")
        return HttpResponse(gone, status=410, content_type=PLAIN)
    note_use(feed)
    content = calendar_of(feed, request.day, site=settings.SITE_ADDRESS)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="namro.ics"'
    response.headers["ETag"] = f'"{sha256(content).hexdigest()[:32]}"'
    response.headers["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response
