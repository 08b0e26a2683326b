"""Pages of reminders: mine and their hour, whom the next month would remind, and what became of each message."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.reminders.models import USUAL_TIME, DigestTime, Message, MessageState, Notice
from namro.reminders.noticing import usual_rungs
from namro.reminders.ticking import simulate

SHOWN = 100
DAYS_AHEAD = 30


class TimeForm(forms.Form):
    """When the day's message comes."""

    at = forms.TimeField(
        label=gettext_lazy("Giờ nhận thư mỗi sáng"),
        input_formats=("%H:%M",),
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "07:30", "inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Ghi giờ như 07:30.")},
    )


@opens(methods=("GET", "POST"))
def mine(request: Request) -> HttpResponse:
    chosen = DigestTime.objects.filter(person=request.person).first()
    posted = request.POST if request.method == "POST" else None
    form = TimeForm(posted, initial={"at": chosen.at if chosen else USUAL_TIME})
    if form.is_valid():
        DigestTime.objects.update_or_create(person=request.person, defaults={"at": form.cleaned_data["at"]})
        messages.success(request, _("Đã ghi giờ nhận thư."))
        return redirect("reminders:mine")
    notices = Notice.objects.filter(person=request.person).select_related(
        "assignment__task", "expected__assignment__task", "direction", "paper"
    )
    context: dict[str, Any] = {"notices": notices[:SHOWN], "form": form}
    return render(request, "reminders/mine.html", context, status=422 if form.errors else 200)


@opens(Act.FOLLOW_TASKS)
def foreseen(request: Request) -> HttpResponse:
    return render(
        request,
        "reminders/foreseen.html",
        {"found": simulate(request.day, DAYS_AHEAD), "days": DAYS_AHEAD, "rungs": usual_rungs()},
    )


@opens(Act.FOLLOW_TASKS)
def messages_sent(request: Request) -> HttpResponse:
    state = request.GET.get("state", "")
    found = Message.objects.select_related("person").prefetch_related("deliveries").defer("text", "html")
    if state in MessageState.values:
        found = found.filter(state=state)
    return render(
        request,
        "reminders/messages.html",
        {"found": found[:SHOWN], "state": state, "states": MessageState.choices},
    )
