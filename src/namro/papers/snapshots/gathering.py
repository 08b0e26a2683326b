"""What the database knows of a directive as of a moment, in a fixed number of queries and without a model's object a
row. What was corrected, decided or renamed after the moment is taken back, so that last month comes out as it was."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q
from django.utils import timezone

from namro.agencies.models import Agency
from namro.audit.models import Entry
from namro.calendar import DayRow, WorkingCalendar
from namro.directives.models import Directive
from namro.directives.once import read_once
from namro.life.models import Complaint, Direction, Extension, ExtensionStage, ReportedFigure, Trace, Update
from namro.tasks.models import Assignment, Event, EventKind, ExpectedReport, Task, TaskTarget

DECISIONS = {
    EventKind.GRANTED: ExtensionStage.GRANTED,
    EventKind.DENIED: ExtensionStage.DENIED,
    EventKind.COUNTERED: ExtensionStage.COUNTERED,
    EventKind.DECLINED: ExtensionStage.DECLINED,
}
TOLD = (*DECISIONS, EventKind.RETURNED, EventKind.WITHDRAWN, EventKind.HANDED_OVER, EventKind.REOPENED)


class State(NamedTuple):
    """What an assignment stood at."""

    progress: str
    due: date | None
    completed: date | None
    counted: bool


class Given(NamedTuple):
    """An assignment."""

    pk: int
    task: int
    agency: int
    duty: str
    original_due: date | None


class TaskWords(NamedTuple):
    """A task, as its words stood."""

    pk: int
    number: int
    place: str
    text: str
    kind: str
    product: str
    overseer: str
    due_phrase: str
    rhythm_phrase: str
    every: str


class Said(NamedTuple):
    """An update that had left its agency."""

    pk: int
    assignment: int
    kind: str
    text: str
    percent: int | None
    was_overdue: bool
    cause: str
    proposal: str
    document_number: str
    document_date: date | None
    file_count: int
    target: int | None
    figure: Decimal | None
    sent_at: datetime


class Asked(NamedTuple):
    """A request to move a deadline, and what had been answered."""

    pk: int
    assignment: int
    agency: int
    number: int
    present: date
    requested: date
    reason: str
    document: str
    asked_at: datetime
    stage: str
    new_date: date | None
    decided_at: datetime | None
    decision: str


class Expected(NamedTuple):
    """A report that a rhythm asked for, and what had come of it."""

    pk: int
    assignment: int
    period: str
    due: date
    sent: date | None
    document: str


class Reported(NamedTuple):
    """A number that an agency gave for a target."""

    target: int
    assignment: int
    value: Decimal
    at: datetime
    source: str  # "report" or "update"
    source_id: int
    period: str


class Happened(NamedTuple):
    """An event between the two moments."""

    pk: int
    kind: str
    at: datetime
    task: int
    assignment: int | None
    reason: str
    document: str


class Named(NamedTuple):
    """An agency as it was called on the day."""

    pk: int
    name: str
    abbreviation: str
    path: str
    kind: str
    is_asked: bool  # asked, not ordered


class Target(NamedTuple):
    """A number that a task is to reach."""

    pk: int
    task: int
    comparison: str
    value: Decimal
    unit: str
    period: str
    quote: str


class Directed(NamedTuple):
    """A leader's word."""

    pk: int
    agency: int
    assignment: int | None
    text: str
    at: datetime
    by_name: str
    became: int | None  # number of the task


class Complained(NamedTuple):
    """What a lead said of a partner."""

    pk: int
    lead: int
    partner: int
    text: str
    at: datetime
    settled_at: datetime | None


@dataclass
class Gathered:
    """All of it. Times are local, so that a day is a day at the office."""

    directive: Directive
    moment: datetime
    since: datetime
    event_count: int = 0
    last_event: int = 0
    assignments: dict[int, Given] = field(default_factory=dict)  # every duty; only those that existed
    now: dict[int, State] = field(default_factory=dict)
    before: dict[int, State] = field(default_factory=dict)
    tasks: dict[int, TaskWords] = field(default_factory=dict)
    agencies: dict[int, Named] = field(default_factory=dict)
    updates: dict[int, list[Said]] = field(default_factory=dict)
    extensions: list[Asked] = field(default_factory=list)
    reports: list[Expected] = field(default_factory=list)
    reported: list[Reported] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    events: list[Happened] = field(default_factory=list)
    complaints: list[Complained] = field(default_factory=list)
    directions: list[Directed] = field(default_factory=list)
    sections: list[tuple[str, str]] = field(default_factory=list)
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar.vietnam)


def gather(directive: Directive, moment: datetime, since: datetime, *, agency: Agency | None = None) -> Gathered:
    """Everything; with `agency`, only what it has."""
    found = Gathered(head_as_of(directive, moment), moment, since)
    own = {"assignment__directive": directive} | ({"assignment__agency": agency} if agency else {})
    _states(found, own)
    _assignments(found, directive, agency)
    _tasks(found, directive, agency)
    _updates(found, own)
    decided = _events(found, directive)
    _extensions(found, own, decided)
    _reports(found, own)
    _targets(found, directive, agency)
    _complaints(found, directive, agency)
    _directions(found, directive, agency)
    _agencies(found, agency)
    found.calendar = calendar_as_of(moment)
    found.sections = sections_of(directive, {task.place for task in found.tasks.values()})
    return found


def head_as_of(directive: Directive, moment: datetime) -> Directive:
    """The document's own head as it stood: changes of its settings after the moment are taken back by the log."""
    later = Entry.objects.filter(
        thing="directive", thing_id=str(directive.pk), act="directive.settings_changed", at__gt=moment
    )
    then = Directive.objects.select_related("tracker").get(pk=directive.pk)
    for told in later.order_by("-number").values_list("before", flat=True):
        before: dict[str, str] = told or {}
        for name in ("kind", "number", "issuer", "subject", "signer_name", "signer_title"):
            setattr(then, name, before.get(name, getattr(then, name)))
        for name in ("tracker", "confirmer"):
            if known := re.fullmatch(r"(?:#(\d+))?", before.get(name, "?")):
                setattr(then, f"{name}_id", int(known[1]) if known[1] else None)
    return then


def calendar_as_of(moment: datetime) -> WorkingCalendar:
    """The working calendar as the office had it, by the log: a day entered later moves no figure of a past paper."""
    acts = Entry.objects.filter(act__in=("calendar.entered", "calendar.dropped"), at__lte=moment).order_by("number")
    rows: dict[date, DayRow] = {}
    for act, day, name, before, after in acts.values_list("act", "thing_id", "thing_name", "before", "after"):
        told: dict[str, Any] = after or before or {}
        if told.get("agency") is not None:
            continue
        if act == "calendar.dropped":
            rows.pop(date.fromisoformat(day), None)
            continue
        first, last = date.fromisoformat(told["first"]), date.fromisoformat(told["last"])
        for one in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            rows[one] = DayRow(one, told["kind"], name, told["notice"], "cơ quan nhập")
    shipped = WorkingCalendar.vietnam()
    return shipped.with_rows(rows.values()) if rows else shipped


def _states(found: Gathered, own: dict[str, Any]) -> None:
    traces = Trace.objects.filter(**own, at__lte=found.moment).order_by("pk")
    columns = ("assignment", "at", "progress", "due_date", "completed_date", "is_counted")
    for assignment, at, *state in traces.values_list(*columns).iterator():
        found.now[assignment] = State(*state)
        if at <= found.since:
            found.before[assignment] = found.now[assignment]


def _assignments(found: Gathered, directive: Directive, agency: Agency | None) -> None:
    rows = Assignment.objects.filter(directive=directive, **({"agency": agency} if agency else {})).order_by("pk")
    for row in rows.values_list("pk", "task", "agency", "duty", "original_due_date").iterator():
        if row[0] in found.now:
            found.assignments[row[0]] = Given(*row)


def _tasks(found: Gathered, directive: Directive, agency: Agency | None) -> None:
    rows = Task.objects.filter(directive=directive).order_by("number")
    if agency:
        rows = rows.filter(pk__in=Assignment.objects.filter(directive=directive, agency=agency).values("task"))
    columns = ("pk", "number", "place", "text", "kind", "product", "overseer__name")
    known = {one.task for one in found.assignments.values()}
    for row in rows.values_list(*columns, "due_phrase", "rhythm_phrase", "every").iterator():
        if row[0] in known:
            found.tasks[row[0]] = TaskWords._make((*row[:6], row[6] or "", *row[7:]))
    later = Event.objects.filter(task__directive=directive, kind=EventKind.CORRECTED, at__gt=found.moment)
    for task, before in later.order_by("-at", "-pk").values_list("task", "before"):
        if task in found.tasks and before:
            words = {name: before[name] for name in ("text", "kind", "product", "overseer") if name in before}
            found.tasks[task] = found.tasks[task]._replace(**words)


def _updates(found: Gathered, own: dict[str, Any]) -> None:
    rows = Update.objects.filter(**own, sent_at__lte=found.moment).order_by("sent_at", "pk")
    by_assignment: dict[int, list[Said]] = defaultdict(list)
    for row in rows.values_list(*Said._fields).iterator():
        said = Said(*row)
        by_assignment[said.assignment].append(said)
        if said.target is not None and said.figure is not None:
            found.reported.append(
                Reported(said.target, said.assignment, said.figure, said.sent_at, "update", said.pk, "")
            )
    found.updates = by_assignment


def _events(found: Gathered, directive: Directive) -> dict[int, tuple[str, datetime]]:
    """Those between the moments; returned is the last answer to each request."""
    past = Event.objects.filter(task__directive=directive, at__lte=found.moment)
    counts = past.order_by().aggregate(count=Count("pk"), last=Max("pk"))
    found.event_count, found.last_event = counts["count"], counts["last"] or 0
    rows = past.filter(Q(at__gt=found.since) | Q(kind__in=DECISIONS), kind__in=TOLD).order_by("at", "pk")
    decided: dict[int, tuple[str, datetime]] = {}
    for *row, after in rows.values_list(*Happened._fields, "after").iterator():
        one = Happened(*row)
        if one.kind in DECISIONS and after and "extension" in after:
            decided[after["extension"]] = (DECISIONS[EventKind(one.kind)], one.at)
        if one.at > found.since and (one.assignment is None or one.assignment in found.now):
            found.events.append(one)
    return decided


def _extensions(found: Gathered, own: dict[str, Any], decided: dict[int, tuple[str, datetime]]) -> None:
    rows = Extension.objects.filter(**own, asked_at__lte=found.moment).order_by("asked_at", "pk")
    columns = ("pk", "assignment", "agency", "number", "present_date", "requested_date", "reason", "document")
    for *row, granted, offered, words in rows.values_list(
        *columns, "asked_at", "granted_date", "offered_date", "decision"
    ):
        stage, at = decided.get(row[0], (ExtensionStage.ASKED, None))
        new = {ExtensionStage.GRANTED: granted, ExtensionStage.COUNTERED: offered}.get(ExtensionStage(stage))
        found.extensions.append(Asked._make((*row, str(stage), new, at, words if at else "")))


def _reports(found: Gathered, own: dict[str, Any]) -> None:
    """Those that fell due between the moments, and older ones that had not come by the first."""
    first, last = found.since.date(), found.moment.date()
    rows = ExpectedReport.objects.filter(**own, due_date__lte=last).filter(
        Q(due_date__gt=first) | Q(report=None) | Q(report__sent_at__gt=found.since)
    )
    columns = ("pk", "assignment", "period", "due_date", "report__sent_date", "report__document_number")
    for *row, document, sent_at in rows.order_by("due_date", "pk").values_list(*columns, "report__sent_at"):
        if sent_at is not None and sent_at > found.moment:
            row[4], document = None, ""
        if row[1] in found.now:
            found.reports.append(Expected._make((*row, document or "")))


def _targets(found: Gathered, directive: Directive, agency: Agency | None) -> None:
    rows = TaskTarget.objects.filter(task__directive=directive).order_by("task__number", "pk")
    found.targets = [Target(*row) for row in rows.values_list(*Target._fields) if row[1] in found.tasks]
    if not found.targets:
        return
    given = ReportedFigure.objects.filter(
        report__expected__assignment__directive=directive, report__sent_at__lte=found.moment
    ).order_by("report__sent_at", "pk")
    columns = (
        "target",
        "report__expected__assignment",
        "value",
        "report__sent_at",
        "report",
        "report__expected__period",
    )
    for target, assignment, value, at, report, period in given.values_list(*columns):
        found.reported.append(Reported(target, assignment, value, at, "report", report, period))
    found.reported.sort(key=lambda one: (one.at, one.source, one.source_id))


def _complaints(found: Gathered, directive: Directive, agency: Agency | None) -> None:
    rows = Complaint.objects.filter(lead__directive=directive, at__lte=found.moment).order_by("at", "pk")
    if agency:
        rows = rows.filter(Q(lead__agency=agency) | Q(partner__agency=agency))
    for row in rows.values_list(*Complained._fields):
        one = Complained(*row)
        if one.settled_at is not None and one.settled_at > found.moment:
            one = one._replace(settled_at=None)
        if one.lead in found.assignments and one.partner in found.assignments:
            found.complaints.append(one)


def _directions(found: Gathered, directive: Directive, agency: Agency | None) -> None:
    own = Q(assignment__directive=directive)
    general = Q(assignment=None, at__gt=found.since, agency__in={one.agency for one in found.assignments.values()})
    rows = Direction.objects.filter(own | general, at__lte=found.moment).order_by("at", "pk")
    if agency:
        rows = rows.filter(agency=agency)
    columns = ("pk", "agency", "assignment", "text", "at", "by_name", "became__number", "became__created_at")
    for *row, made_at in rows.values_list(*columns):
        if made_at is not None and made_at > found.moment:
            row[6] = None
        found.directions.append(Directed(*row))


def _agencies(found: Gathered, agency: Agency | None) -> None:
    wanted = {one.agency for one in found.assignments.values()} | {one.agency for one in found.directions}
    wanted |= {agency.pk} if agency else set()
    rows = Agency.objects.filter(pk__in=_sure(wanted)).named_on(found.moment.date()).order_by("path")
    for pk, name, abbreviation, path, kind, relation in rows.values_list(
        "pk", "name", "abbreviation", "path", "kind", "relation"
    ):
        found.agencies[pk] = Named(pk, name or f"#{pk}", abbreviation or "", path, kind, relation == "coordinated")


def _sure(wanted: Iterable[int]) -> list[int]:
    return sorted(wanted)


def section_of(place: str) -> str:
    """The part of a document to which a place belongs: the first two steps of its path."""
    return ".".join(place.split(".")[:2])


def sections_of(directive: Directive, places: Iterable[str]) -> list[tuple[str, str]]:
    """The parts that give tasks, with their headings where a reading of the document is at hand."""
    wanted = sorted({section_of(place) for place in places if place}, key=_roman_order)
    reading = (
        Task.objects.filter(directive=directive, reading__annex=None, reading__isnull=False)
        .order_by("number")
        .values_list("reading", flat=True)
        .first()
    )
    titles: dict[str, str] = {}
    if reading is not None:
        read = read_once(reading)
        for unit in read.outline:
            if unit.path in wanted and unit.path not in titles:
                titles[unit.path] = _heading(read.source.words(unit.span))
    return [(place, titles.get(place, "")) for place in wanted]


HEADING = 90


def _heading(words: str) -> str:
    """A heading in one line; of a paragraph that is none, its opening."""
    line = " ".join(words.split())
    if len(line) <= HEADING:
        return line.rstrip(".:;, ")
    return line[:HEADING].rsplit(" ", 1)[0].rstrip(".:;, ") + "…"


_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _roman_order(place: str) -> list[tuple[int, str]]:
    return [(_step(step), step) for step in place.split(".")]


def _step(step: str) -> int:
    if step.isdigit():
        return int(step)
    if step and set(step) <= set(_ROMAN):
        values = [_ROMAN[one] for one in step]
        pairs = zip(values, [*values[1:], 0], strict=True)
        return sum(-one if one < following else one for one, following in pairs)
    return 10_000


def local(at: datetime) -> datetime:
    """A moment as the office's clock shows it."""
    return timezone.localtime(at)
