"""What is read: mine, lists, one assignment, its files, the table of transitions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_date as parse_iso
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.access.gate import find, opens
from namro.access.policy import Act, may
from namro.access.request import Request
from namro.agencies.models import Agency
from namro.directives.forms_of_files import CONTENT_TYPES
from namro.life import table
from namro.life.models import Attachment, Direction, Handover, Report
from namro.life.operations.evidence import CONTENT_TYPES as EVIDENCE_TYPES
from namro.life.operations.extensions import ASKED_FROM
from namro.life.operations.moves import ACT_OF
from namro.life.queries import lists
from namro.life.queries.as_of import as_of, working_days_between
from namro.life.queries.figures import with_timeliness
from namro.life.queries.handover import origins
from namro.life.queries.reports import NAMES as REPORT_NAMES
from namro.life.queries.reports import with_state
from namro.life.timeliness import Timeliness
from namro.life.transitions import MOVE_NAMES, Move, Who, moves_from
from namro.tasks.models import Allotment, Assignment
from namro.tasks.progress import Duty, Progress
from namro.words import day_in_words

PARTS = (*lists.GROUPS, *Timeliness)
CHANGES: dict[str, Promise] = {
    "done": gettext_lazy("hoàn thành"),
    "done_on_time": gettext_lazy("hoàn thành đúng hạn"),
    "done_late": gettext_lazy("hoàn thành quá hạn"),
    "done_without_deadline": gettext_lazy("hoàn thành, không hạn"),
    "newly_overdue": gettext_lazy("quá hạn mới, chưa xong"),
    "caught_up": gettext_lazy("quá hạn cũ đã xong"),
    "extended": gettext_lazy("được gia hạn"),
    "returned": gettext_lazy("bị trả lại"),
    "withdrawn": gettext_lazy("được thu hồi"),
    "handed_over": gettext_lazy("được chuyển giao"),
}
TABS = ("days", "returned", "undated")


@opens(Act.REPORT_PROGRESS)
def mine(request: Request) -> HttpResponse:
    tab = request.GET.get("tab", "")
    context = mine_context(request) | {"tab": tab if tab in TABS else "days"}
    return render(request, "life/mine.html", context)


def mine_context(request: Request) -> dict[str, Any]:
    """What the agency's first page shows, too."""
    return {
        "mine": lists.mine(request.person, request.day),
        "on": as_of(request.day),
        "working_days": working_days_between,
        "agencies": {post.agency_id for post in request.person.posts.on(request.day)},
    }


@opens(Act.SEE_TASKS)
def assignments(request: Request) -> HttpResponse:
    part = request.GET.get("part", "")
    part = part if part in PARTS else ""
    progress = request.GET.get("progress", "")
    agency = request.GET.get("agency", "")
    page = lists.assignment_list(
        request.person,
        request.day,
        part=part,
        agency=int(agency) if agency.isdigit() else None,
        progress=progress if progress in Progress.values else "",
        change=_change(request),
        after=request.GET.get("after", ""),
    )
    here = Agency.objects.visible_to(request.person, request.day).named_on(request.day)
    return render(
        request,
        "life/list.html",
        {
            "page": page,
            "part": part,
            "part_words": lists.part_in_words(part) if part else "",
            "change_words": change_in_words(_change(request)),
            "agency": here.filter(pk=int(agency)).first() if agency.isdigit() else None,
            "on": as_of(request.day),
            "working_days": working_days_between,
            "may_urge": part == "overdue" and may(request.person, Act.DRAFT_PAPERS, None, request.day),
        },
    )


def day_of(written: str) -> date | None:
    """A day of an address, as 2025-06-20; None where it is none."""
    try:
        return parse_iso(written)
    except ValueError:
        return None


def _change(request: Request) -> tuple[str, date] | None:
    what, since = request.GET.get("change", ""), day_of(request.GET.get("since", ""))
    return (what, since) if what in CHANGES and since else None


@opens(Act.SEE_TASKS)
def assignment(request: Request, pk: int) -> HttpResponse:
    day = request.day
    seen = with_timeliness(Assignment.objects.visible_to(request.person, day), as_of(day))
    shown = get_object_or_404(lists.shown(seen, day).prefetch_related("task__targets"), pk=pk)
    expected = with_state(shown.expected_reports.select_related("report"), day)
    return render(
        request,
        "life/assignment.html",
        {
            "one": shown,
            "on": as_of(day),
            "working_days": working_days_between,
            "moves": _moves(request, shown),
            "may_report": may(request.person, Act.REPORT_PROGRESS, shown, day) and shown.is_open,
            "may_ask": _may_ask(request, shown),
            "may_approve": may(request.person, Act.APPROVE_REPORTS, shown, day),
            "may_allot": may(request.person, Act.ALLOT_TASKS, shown, day) and shown.is_open,
            "allotment": Allotment.objects.filter(assignment=shown)
            .select_related("inner_unit", "officer", "deputy")
            .first(),
            "may_decide": may(request.person, Act.DECIDE_TASKS, shown, day),
            "may_draft_papers": may(request.person, Act.DRAFT_PAPERS, None, day),
            "updates": shown.updates.select_related("made_by", "target").prefetch_related("files__original"),
            "extensions": shown.extensions.select_related("asked_by", "decided_by"),
            "expected": expected,
            "report_names": REPORT_NAMES,
            "partners": _partners(request, shown),
            "events": shown.events.order_by("-at", "-pk")[:60],
            "directions": Direction.objects.filter(assignment__in={shown.pk, *origins(shown)}),
            "handed_to": _handovers(shown.handed_to, "successor", day),
            "taken_from": _handovers(shown.taken_from, "assignment", day),
        },
    )


@opens(Act.SEE_TASKS)
def sent_report(request: Request, pk: int, expected: int) -> HttpResponse:
    """A periodic report as it was sent."""
    one = get_object_or_404(lists.shown(Assignment.objects.visible_to(request.person, request.day), request.day), pk=pk)
    reports = Report.objects.select_related("expected", "sent_by").prefetch_related(
        "figures__target", "files__original"
    )
    report = get_object_or_404(reports, expected=expected, expected__assignment=one)
    context = {"one": one, "report": report, "is_late": report.sent_date > report.expected.due_date}
    return render(request, "life/sent_report.html", context)


@opens(Act.SEE_TASKS)
def attachment(request: Request, pk: int, file: int) -> FileResponse:
    """A file as it came, to keep; never shown in the page, whatever it says it is."""
    shown = find(request, Assignment.objects.all(), Act.SEE_TASKS, pk=pk)
    kept = get_object_or_404(Attachment.objects.select_related("original", "update", "report__expected"), pk=file)
    owner = kept.update.assignment_id if kept.update else kept.report and kept.report.expected.assignment_id
    if not (owner == shown.pk and kept.original.path.exists()):
        raise Http404
    kind = (CONTENT_TYPES | EVIDENCE_TYPES)[kept.original.form]
    return FileResponse(kept.original.path.open("rb"), as_attachment=True, filename=kept.file_name, content_type=kind)


@opens(Act.SEE_ACCOUNTS)
def transitions(request: Request) -> HttpResponse:
    return render(request, "life/transitions.html", {"heads": table.HEADS, "lines": table.lines()})


def change_in_words(change: tuple[str, date] | None) -> str:
    """What a list of changes holds."""
    if change is None:
        return ""
    return _("%(what)s từ sau %(day)s") % {"what": CHANGES[change[0]], "day": day_in_words(change[1])}


def _moves(request: Request, shown: Assignment) -> list[tuple[Move, str]]:
    # Confirming one who helps is on the lead's own page; what an agency reports has its form.
    own = {Move.UPDATE, Move.COMPLETE, Move.WITHDRAW}
    rows = [row for row in moves_from(shown.progress, shown.duty) if row.who is not Who.LEAD and row.move not in own]
    allowed = [row for row in rows if may(request.person, ACT_OF[row.who], shown, request.day)]
    return [(row.move, str(MOVE_NAMES[row.move])) for row in allowed]


def _may_ask(request: Request, shown: Assignment) -> bool:
    return (
        shown.duty in (Duty.LEAD, Duty.REPORT)
        and shown.due_date is not None
        and shown.progress in ASKED_FROM
        and may(request.person, Act.REPORT_PROGRESS, shown, request.day)
    )


def _handovers(found: Any, side: str, day: date) -> list[Handover]:
    return list(found.select_related(side).prefetch_related(Prefetch(f"{side}__agency", Agency.objects.named_on(day))))


def _partners(request: Request, shown: Assignment) -> list[Assignment]:
    if shown.duty != Duty.LEAD:
        return []
    found = Assignment.objects.filter(task=shown.task_id, duty=Duty.COORDINATE).exclude(progress=Progress.WITHDRAWN)
    return list(lists.shown(with_timeliness(found, as_of(request.day)), request.day).order_by("agency_path"))
