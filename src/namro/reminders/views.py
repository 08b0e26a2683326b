"""Pages of reminders: mine and their hour, whom the next month would remind, and what became of each message."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access.gate import find, opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.access.roles import Role
from namro.agencies.views.form_page import form_page, posted
from namro.directives.models import Directive
from namro.reminders.models import (
    USUAL_TIME,
    AgencyDigestRhythm,
    Audience,
    DigestTime,
    Ladder,
    Message,
    MessageState,
    Notice,
    Rhythm,
)
from namro.reminders.noticing import usual_rungs
from namro.reminders.operations import set_ladder
from namro.reminders.ticking import simulate
from namro.reminders.unseen import look, unseen

SHOWN = 100
DAYS_AHEAD = 30
FURTHEST = 25  # working days: beyond that nothing is made up (steps.LOOK_BACK)
AUDIENCES = tuple(Audience.values)


class TimeForm(forms.Form):
    """When the day's message comes."""

    at = forms.TimeField(
        label=gettext_lazy("Giờ nhận thư mỗi sáng"),
        input_formats=("%H:%M",),
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "07:30", "inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Ghi giờ như 07:30.")},
    )
    every = forms.ChoiceField(label=gettext_lazy("Số liệu của đơn vị gửi thủ trưởng"), choices=Rhythm.choices)

    def __init__(self, *args: Any, is_head: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_head:
            del self.fields["every"]


@opens(methods=("GET", "POST"))
def mine(request: Request) -> HttpResponse:
    chosen = DigestTime.objects.filter(person=request.person).first()
    rhythm = AgencyDigestRhythm.objects.filter(person=request.person).first()
    initial = {"at": chosen.at if chosen else USUAL_TIME, "every": rhythm.every if rhythm else Rhythm.WEEK}
    is_head = Role.AGENCY_HEAD in request.person.roles_on(request.day)
    form = TimeForm(posted(request), initial=initial, is_head=is_head)
    if form.is_valid():
        DigestTime.objects.update_or_create(person=request.person, defaults={"at": form.cleaned_data["at"]})
        if is_head:
            every = {"every": form.cleaned_data["every"]}
            AgencyDigestRhythm.objects.update_or_create(person=request.person, defaults=every)
        messages.success(request, _("Đã ghi giờ nhận thư."))
        return redirect("reminders:mine")
    notices = Notice.objects.filter(person=request.person).select_related(
        "assignment__task", "expected__assignment__task", "direction", "paper"
    )
    context: dict[str, Any] = {"notices": list(notices[:SHOWN]), "form": form, "new": unseen(request.person)}
    if request.method == "GET":
        look(request.person, request.now)
    return render(request, "reminders/mine.html", context, status=422 if form.errors else 200)


class OffsetsField(forms.CharField):
    """Working days from the deadline, as -7, -3, 0, +1."""

    def clean(self, value: Any) -> tuple[int, ...]:
        text = super().clean(value).replace("−", "-").replace("+", "")
        try:
            found = tuple(sorted({int(part) for part in text.replace(",", " ").replace(";", " ").split()}))
        except ValueError:
            raise forms.ValidationError(_("Ghi số ngày làm việc, cách nhau bằng dấu phẩy: -7, -3, 0, +1.")) from None
        if any(abs(offset) > FURTHEST for offset in found):
            raise forms.ValidationError(_("Mỗi mốc trong vòng %(most)d ngày làm việc.") % {"most": FURTHEST})
        return found


class LadderForm(forms.Form):
    """When each audience is told. The officer is always told of what is overdue: nobody can be silent about that."""

    officer = OffsetsField(label=gettext_lazy("Báo công chức đầu mối"), required=False)
    head = OffsetsField(label=gettext_lazy("Báo thủ trưởng đơn vị"), required=False)
    overseer = OffsetsField(label=gettext_lazy("Báo lãnh đạo phụ trách"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        told = any(given.get(audience) for audience in AUDIENCES)
        if told and not any(offset > 0 for offset in given.get("officer") or ()) and "officer" not in self.errors:
            self.add_error("officer", _("Công chức đầu mối phải được báo khi đã quá hạn: thêm một mốc sau hạn."))
        return given


@opens(Act.REVIEW_DIRECTIVES, methods=("GET", "POST"))
def ladder(request: Request, pk: int) -> HttpResponse:
    """A document's own ladder of reminders."""
    directive = find(request, Directive.objects.all(), Act.REVIEW_DIRECTIVES, pk=pk)
    own = Ladder.objects.filter(directive=directive).first()
    rungs = own.rungs.values_list("offset", "audience") if own else usual_rungs()
    initial = {one: ", ".join(f"{n:+d}" if n else "0" for n, who in rungs if who == one) for one in AUDIENCES}
    back = reverse("directives:directive", args=[pk])

    def do(data: dict[str, Any]) -> str:
        set_ladder(directive, data, by=request.actor, at=request.now)
        return back

    return form_page(
        request,
        LadderForm(posted(request), initial=initial),
        do,
        title=_("Thang nhắc việc: %(title)s") % {"title": directive.title},
        submit=_("Lưu"),
        back=back,
        intro=_(
            "Số ngày làm việc so với hạn: -3 là trước hạn 3 ngày, 0 là ngày đến hạn, +1 là quá hạn 1 ngày. "
            "Để trống cả ba ô để dùng thang chung."
        ),
        said=_("Đã lưu thang nhắc việc."),
    )


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
