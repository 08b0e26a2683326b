"""The first page: what each role needs to see first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from namro.access.gate import opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.models import Person
from namro.agencies.queries.people import held_now, people_list
from namro.audit.acts import act_in_words
from namro.desk import queries
from namro.life.queries import lists
from namro.life.queries.as_of import as_of, working_days_between
from namro.life.queries.leader import FEW, leader_page
from namro.life.timeliness import rate

UNMANNED_SHOWN = 8


@opens()
def home(request: Request) -> HttpResponse:
    """A leader's one screen once there is something to lead; for others their work first, then where they are."""
    person, day = request.person, request.day
    if may(person, Act.DECIDE_TASKS, None, day):
        page = leader_page(person, request.now)
        if page.figures.all.total:
            context = {
                "fields": queries.fields_led(person, day),
                "page": page,
                "working_days": working_days_between,
                "rate": rate,
                "few": FEW,
            }
            return render(request, "desk/leader.html", context)
    return _home(request)


def _home(request: Request) -> HttpResponse:
    person, day = request.person, request.day
    unmanned = queries.agencies_without_officer(person, day)
    context: dict[str, Any] = {
        "person": Person.objects.prefetch_related(*held_now(day)).get(pk=person.pk),
        "figures": queries.agency_figures(person, day),
        "agency": queries.own_agency(person, day),
        "absences": queries.absences_of(person, day),
        "names": queries.waiting_names(person, day),
        "unmanned": unmanned[:UNMANNED_SHOWN],
        "unmanned_count": unmanned.count(),
        "accounts": queries.account_figures() if may(person, Act.SEE_ACCOUNTS, None, day) else None,
        "entries": queries.newest_entries(person, day),
        "may_read_audit": may(person, Act.READ_AUDIT, None, day),
        "may_edit": may(person, Act.EDIT_AGENCIES, None, day),
        "act_in_words": act_in_words,
    }
    if context["agency"] is not None:
        context["colleagues"] = people_list(person, day, agency=context["agency"], below=False)
    context |= {"mine": None, "following": None, "on": as_of(day), "working_days": working_days_between}
    if may(person, Act.REPORT_PROGRESS, None, day):
        context["mine"] = lists.mine(person, day)
    elif may(person, Act.FOLLOW_TASKS, None, day) or may(person, Act.CONFIRM_RESULTS, None, day):
        context["following"] = queries.following(person, day)
    return render(request, "desk/home.html", context)
