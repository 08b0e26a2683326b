"""What agencies are seen by beside their assignments: how they report, whom they wait for, what leaders told them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, QuerySet

from namro.access.policy import Act, sight_of
from namro.agencies.models import Agency, Person
from namro.agencies.queries.directory import names_on
from namro.life.models import Complaint, Direction
from namro.life.queries.reports import Discipline, ReportState, discipline, with_state
from namro.tasks.models import Assignment, ExpectedReport

PAGE_SIZE = 50
# What a number of the table of reports counts, by the name that its address bears.
STATES: dict[str, tuple[ReportState, ...]] = {
    "due": (ReportState.ON_TIME, ReportState.LATE, ReportState.MISSING),
    "sent": (ReportState.ON_TIME, ReportState.LATE),
    **{str(one): (one,) for one in ReportState},
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list, the key of the one after, and how many there are in all."""

    rows: list[Any]
    after: str
    count: int


def page_of(found: QuerySet[Any], field: str, after: str, *, newest_first: bool = False) -> Listed:
    """The rows after a key, in the order of `field`. A key that says nothing shows the first page."""
    count = found.count()
    way, sign = ("lt", "-") if newest_first else ("gt", "")
    value, _mark, pk = after.rpartition("~")
    if value and pk.isdigit():
        with suppress(ValidationError):
            given = found.model._meta.get_field(field).to_python(value)
            found = found.filter(Q(**{f"{field}__{way}": given}) | Q(**{field: given, f"pk__{way}": int(pk)}))
    rows = list(found.order_by(f"{sign}{field}", f"{sign}pk")[: PAGE_SIZE + 1])
    last = rows[PAGE_SIZE - 1] if len(rows) > PAGE_SIZE else None
    return Listed(rows[:PAGE_SIZE], f"{getattr(last, field).isoformat()}~{last.pk}" if last else "", count)


@dataclass(frozen=True, slots=True)
class ReportingLine:
    """How one agency reports."""

    name: str
    agency: int
    reports: Discipline


def reporting(person: Person, day: date) -> list[ReportingLine]:
    """Every agency that had to report by `day`, the worst first."""
    found = discipline(expected_reports(person, day), day)
    names = names_on(day, found)
    lines = [ReportingLine(names[agency] or f"#{agency}", agency, reports) for agency, reports in found.items()]
    return sorted(lines, key=lambda line: (-line.reports.missing, -line.reports.late, line.name))


def total_of(found: Iterable[Discipline]) -> Discipline:
    """How all agencies together report."""
    each = list(found)
    return Discipline(
        on_time=sum(one.on_time for one in each),
        late=sum(one.late for one in each),
        missing=sum(one.missing for one in each),
    )


def expected_reports(person: Person, day: date, *, since: date | None = None) -> QuerySet[ExpectedReport]:
    """The reports that had to be there by `day` (and after `since`), of assignments that the person sees and that
    count. One that was sent before its day counts when that day is past."""
    seen = sight_of(person, Act.SEE_TASKS, day).of_paths("assignment__agency_path")
    found = ExpectedReport.objects.filter(seen, due_date__lt=day, assignment__is_counted=True)
    return found.filter(due_date__gt=since) if since else found


def reports_list(
    person: Person, day: date, *, state: str, agency: int | None = None, since: date | None = None
) -> QuerySet[ExpectedReport]:
    """The reports that a number of the table counts."""
    found = with_state(expected_reports(person, day, since=since), day)
    if state == ReportState.MISSING:  # the same as its state says, for an index
        found = found.filter(due_date__lt=day, report=None)
    else:
        found = found.filter(state__in=STATES.get(state, STATES["due"]))
    if agency is not None:
        found = found.filter(assignment__agency=agency)
    named = Prefetch("assignment__agency", Agency.objects.named_on(day))
    return found.select_related("assignment__task", "report").prefetch_related(named)


def complaints(person: Person, day: date) -> QuerySet[Complaint]:
    """Who is said not to co-operate, in tasks that the person sees."""
    seen = Assignment.objects.visible_to(person, day)
    found = Complaint.objects.filter(Q(lead__in=seen) | Q(partner__in=seen))
    named = (Prefetch(f"{one}__agency", Agency.objects.named_on(day)) for one in ("lead", "partner"))
    return found.select_related("lead__task", "lead__directive", "partner", "by").prefetch_related(*named)


def directions(person: Person, day: date) -> QuerySet[Direction]:
    """What leaders told agencies where the person looks."""
    return (
        Direction.objects.visible_to(person, day)
        .select_related("assignment__task", "became")
        .prefetch_related(Prefetch("agency", Agency.objects.named_on(day)))
    )
