"""Pages of groups, and of names that wait for someone who knows."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies import operations
from namro.agencies.forms.agencies import AnswerForm
from namro.agencies.models import Agency, Group, UnresolvedName
from namro.agencies.queries.groups import members_on
from namro.agencies.queries.resolving import Resolution, Resolver
from namro.agencies.views.form_page import form_page

QUEUE_SHOWN = 200


@opens(Act.ANSWER_NAMES)
def queue(request: Request) -> HttpResponse:
    waiting = UnresolvedName.objects.filter(answered_at=None)
    answered = UnresolvedName.objects.exclude(answered_at=None).order_by("-answered_at").select_related("answered_by")
    agencies = Prefetch("agency", Agency.objects.named_on(request.day))
    return render(
        request,
        "agencies/names.html",
        {
            "waiting": waiting[:QUEUE_SHOWN],
            "count": waiting.count(),
            "answered": answered.prefetch_related(agencies, "group")[:20],
        },
    )


@opens(Act.ANSWER_NAMES, methods=("GET", "POST"))
def answer(request: Request, pk: int) -> HttpResponse:
    name = get_object_or_404(UnresolvedName, pk=pk, answered_at=None)
    found = Resolver()(name.text, name.day)
    agencies = Agency.objects.visible_to(request.person, request.day)
    form = AnswerForm(request.POST or None, initial=_likeliest(found), agencies=agencies, day=name.day)

    def do(_data: dict[str, Any]) -> str:
        operations.answer_name(name, meant=form.answer, person=request.person.pk, by=request.actor, at=request.now)
        return reverse("agencies:names")

    said = _("Đã ghi nhận. Lần sau “%(name)s” sẽ được nhận ra.") % {"name": name.text}
    return form_page(
        request,
        form,
        do,
        title=_("“%(name)s” là ai?") % {"name": name.text},
        submit=_("Ghi câu trả lời"),
        back=reverse("agencies:names"),
        intro=found.reason,
        points=[one.reason for one in found.candidates if one.reason != found.reason],
        said=said,
    )


def _likeliest(found: Resolution) -> dict[str, Any]:
    """What the form proposes: the first that may be meant."""
    if found.outcome == "not_an_agency":
        return {"meant": "nobody"}
    first = next(iter(found.candidates), None)
    if first is None:
        return {}
    return {"meant": "agency" if first.agency else "group", "agency": first.agency, "group": first.group}


@opens(Act.SEE_AGENCIES)
def groups(request: Request) -> HttpResponse:
    found = Group.objects.on(request.day).prefetch_related("aliases")
    counted = [(group, members_on(group, request.day).count()) for group in found]
    return render(request, "agencies/groups.html", {"groups": counted})


@opens(Act.SEE_AGENCIES)
def group(request: Request, pk: int) -> HttpResponse:
    shown = get_object_or_404(Group, pk=pk)
    members = members_on(shown, request.day)
    return render(
        request,
        "agencies/group.html",
        {
            "group": shown,
            "members": members.visible_to(request.person, request.day).named_on(request.day),
            "count": members.count(),
        },
    )
