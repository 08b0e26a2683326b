"""Pages beside the list of assignments: how agencies report, who does not co-operate, what leaders said."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from namro.access.gate import find, opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.models import Agency
from namro.agencies.views.form_page import act_page, form_page, posted
from namro.directives.models import Directive
from namro.life import forms, operations
from namro.life.models import Direction
from namro.life.queries import lists, overviews
from namro.life.queries.as_of import working_days_between
from namro.life.queries.handover import receivers_of
from namro.life.queries.reports import NAMES
from namro.life.timeliness import rate
from namro.life.views.acting import acting
from namro.life.views.pages import day_of
from namro.tasks.forms.acts import EnterTaskForm
from namro.tasks.views.acts import document_of, new_task

FORM = ("GET", "POST")


@opens(Act.SEE_TASKS)
def reporting(request: Request) -> HttpResponse:
    """Each agency's periodic reports: complete, in time."""
    lines = overviews.reporting(request.person, request.day)
    context = {"lines": lines, "total": overviews.total_of(line.reports for line in lines), "rate": rate}
    return render(request, "life/reporting.html", context)


@opens(Act.SEE_TASKS)
def reports(request: Request) -> HttpResponse:
    """The reports that a number of that table counts."""
    state, agency = request.GET.get("state", "due"), request.GET.get("agency", "")
    one = int(agency) if agency.isdigit() else None
    since = day_of(request.GET.get("since", ""))
    found = overviews.reports_list(request.person, request.day, state=state, agency=one, since=since)
    here = Agency.objects.visible_to(request.person, request.day).named_on(request.day)
    context = {
        "page": overviews.page_of(found, "due_date", request.GET.get("after", "")),
        "agency": here.filter(pk=one).first() if one else None,
        "since": since,
        "state": state if state in overviews.STATES else "due",
        "names": {str(name): words for name, words in NAMES.items()} | {"due": _("đến hạn gửi"), "sent": _("đã gửi")},
    }
    return render(request, "life/reports.html", context)


@opens(Act.SEE_TASKS)
def complaints(request: Request) -> HttpResponse:
    """Who does not co-operate: the report that a directive may order."""
    found = overviews.complaints(request.person, request.day)
    is_settled = request.GET.get("state") == "settled"
    opened = found.filter(settled_at=None)
    listed = found.exclude(settled_at=None) if is_settled else opened
    context = {
        "page": overviews.page_of(listed, "at", request.GET.get("after", "")),
        "is_settled": is_settled,
        "open_count": opened.count(),
        "settled_count": found.count() - opened.count(),
        "working_days": working_days_between,
        "may_settle": may(request.person, Act.FOLLOW_TASKS, None, request.day),
    }
    return render(request, "life/complaints.html", context)


@opens(Act.SEE_TASKS, methods=FORM)
def settle(request: Request, complaint: int) -> HttpResponse:
    """The lead, or who follows, says that the partner did its part."""
    seen = overviews.complaints(request.person, request.day)
    one = get_object_or_404(seen, pk=complaint)

    return act_page(
        request,
        forms.NothingForm(posted(request)),
        lambda _data: operations.settle(one, acting=acting(request)),
        title=_("Đã phối hợp: %(name)s") % {"name": one.partner.agency.name},
        submit=_("Ghi là đã phối hợp"),
        back=reverse("life:complaints"),
        intro=one.text,
    )


@opens(Act.SEE_TASKS)
def extensions(request: Request) -> HttpResponse:
    """Requests for another day that wait for an answer."""
    found = lists.open_extensions(request.person, request.day).filter(stage="asked")
    page = overviews.page_of(found, "asked_at", request.GET.get("after", ""))
    decidable = [one.pk for one in page.rows if may(request.person, Act.DECIDE_TASKS, one.assignment, request.day)]
    return render(request, "life/extensions.html", {"page": page, "decidable": decidable})


@opens(Act.SEE_TASKS)
def directions(request: Request) -> HttpResponse:
    """What leaders said, and what became of it."""
    found = overviews.directions(request.person, request.day)
    context = {
        "page": overviews.page_of(found, "at", request.GET.get("after", ""), newest_first=True),
        "may_enter": may(request.person, Act.EDIT_TASKS, None, request.day),
    }
    return render(request, "life/directions.html", context)


@opens(Act.DECIDE_TASKS, methods=FORM)
def direct_agency(request: Request, pk: int) -> HttpResponse:
    """A word on an agency's work as a whole."""
    agency = find(request, Agency.objects.named_on(request.day), Act.DECIDE_TASKS, pk=pk)
    return act_page(
        request,
        forms.WordsForm(posted(request)),
        lambda data: operations.direct_agency(agency, **data, acting=acting(request)),
        title=_("Ý kiến chỉ đạo: %(task)s") % {"task": agency.name},
        submit=_("Gửi ý kiến"),
        back=reverse("agencies:agency", args=[pk]),
        intro=_("Ý kiến tới thủ trưởng và công chức đầu mối của đơn vị trong thư sáng gần nhất."),
        said=_("Đã gửi ý kiến."),
    )


@opens(Act.EDIT_TASKS, methods=FORM)
def make_task(request: Request, direction: int) -> HttpResponse:
    """A leader's word becomes a task of the register."""
    found = Direction.objects.visible_to(request.person, request.day).select_related("assignment", "agency")
    one = get_object_or_404(found, pk=direction)
    directives = Directive.objects.visible_to(request.person, request.day).order_by("-issued_date", "-pk")
    told = Agency.objects.named_on(request.day).get(pk=one.agency_id)
    # An agency that ended does nothing any more: the one that stands where it stood is offered; of several one chooses.
    leads = [told] if told.holds_on(request.day) else receivers_of(told, request.day)
    initial = {
        "text": one.text,
        "leads": leads[0].name if len(leads) == 1 else "",
        "directive": one.assignment.directive_id if one.assignment else None,
    }
    form = EnterTaskForm(posted(request), directives=directives, day=request.day, initial=initial)

    def do(data: dict[str, Any]) -> str:
        task = operations.make_task_of(one, document_of(request, data), new_task(data), acting=acting(request))
        return reverse("tasks:task", args=[task.pk])

    return form_page(
        request,
        form,
        do,
        title=_("Lập nhiệm vụ từ ý kiến chỉ đạo"),
        submit=_("Đưa vào sổ"),
        back=reverse("life:directions"),
        intro=_("Ý kiến của %(name)s. Giữ nguyên lời hoặc viết gọn lại; ý kiến gốc vẫn còn.") % {"name": one.by_name},
        said=_("Đã đưa nhiệm vụ vào sổ."),
    )
