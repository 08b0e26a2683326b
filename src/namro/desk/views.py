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

UNMANNED_SHOWN = 8


@opens()
def home(request: Request) -> HttpResponse:
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
    return render(request, "desk/home.html", context)
