"""The four cells, from one query: now from the assignments themselves, as of a past moment from their traces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from namro.access.policy import Act, sight_of
from namro.agencies.models import Person
from namro.life.models import Trace
from namro.life.timeliness import Cells, Day, Timeliness
from namro.tasks import timeliness as tasks
from namro.tasks.models import Assignment, Standing
from namro.tasks.models.assignment import AssignmentQuerySet
from namro.tasks.progress import Duty, Progress


@dataclass(frozen=True, slots=True)
class Figures:
    """The cells of all agencies together and of each, by the agency's id. `outside` are listed, not counted."""

    all: Cells
    of_agency: dict[int, Cells]
    outside: int
    awaiting: int = 0  # reported as done, not confirmed; told only of now


OF_STANDING = {
    Standing.OPEN_PERIODIC: Timeliness.WITHOUT_DEADLINE,
    Standing.OPEN_UNDATED: Timeliness.WITHOUT_DEADLINE,
    Standing.DONE_ON_TIME: Timeliness.DONE_ON_TIME,
    Standing.DONE_LATE: Timeliness.DONE_LATE,
    Standing.DONE_UNDATED: Timeliness.DONE_WITHOUT_DEADLINE,
    Standing.OUTSIDE: Timeliness.OUTSIDE,
}
# What the clock splits of the open ones with a day.
_BY_DAY = {
    Timeliness.IN_TIME: tasks.Timeliness.IN_TIME,
    Timeliness.DUE_SOON: tasks.Timeliness.SOON,
    Timeliness.OVERDUE: tasks.Timeliness.OVERDUE,
}


def conditions(on: Day, *, due: str = "due_date") -> dict[Timeliness, Q]:
    """The condition of each timeliness, in the order in which they are tried: the same rule as `timeliness`, for the
    database."""
    done, has_day = Q(progress=Progress.DONE), Q(**{f"{due}__isnull": False})
    return {
        Timeliness.OUTSIDE: Q(is_counted=False) | Q(progress__in=(Progress.WITHDRAWN, Progress.HANDED_OVER)),
        Timeliness.DONE_ON_TIME: done & has_day & Q(completed_date__lte=F(due)),
        Timeliness.DONE_LATE: done & has_day & Q(completed_date__gt=F(due)),
        Timeliness.DONE_WITHOUT_DEADLINE: done,
        Timeliness.OVERDUE: Q(**{f"{due}__lt": on.day}),
        Timeliness.DUE_SOON: Q(**{f"{due}__lte": on.soon_until}),
        Timeliness.IN_TIME: has_day,
        Timeliness.WITHOUT_DEADLINE: Q(**{f"{due}__isnull": True}),
    }


def with_timeliness(found: QuerySet[Any], on: Day, *, due: str = "due_date") -> QuerySet[Any]:
    """The rows with `timeliness`."""
    cases = [When(condition, then=Value(str(name))) for name, condition in conditions(on, due=due).items()]
    return found.annotate(timeliness=Case(*cases, output_field=CharField()))


def counted_here(person: Person | None, day: date) -> AssignmentQuerySet:
    """What figures are made of, as far as `person` looks: one row for each agency that leads a task."""
    return Assignment.objects.visible_to(person, day).filter(duty=Duty.LEAD)


def figures_now(found: QuerySet[Assignment], on: Day, *, by_original: bool = False) -> Figures:
    """Count assignments as they stand; with `by_original`, by the deadlines that were never extended."""
    if by_original:
        return _counted(with_timeliness(found, on, due="original_due_date"), "agency_id")
    return _along_the_index(found, on)


def _along_the_index(found: QuerySet[Assignment], on: Day) -> Figures:
    """The same by the standing that the database keeps in each row: one index holds all that is asked, and at
    100,000 assignments a look into each row costs ten times as much."""
    rows = (
        found.order_by()
        .values("agency", "standing")
        .annotate(
            all=Count("id"),
            overdue=Count("id", filter=Q(due_date__lt=on.day)),
            overdue_or_soon=Count("id", filter=Q(due_date__lte=on.soon_until)),
            waiting=Count("id", filter=Q(progress=Progress.AWAITING)),
        )
    )
    by_agency: dict[int, list[tuple[Timeliness, int]]] = defaultdict(list)
    outside = awaiting = 0
    for row in rows:
        if row["standing"] == Standing.OUTSIDE:
            outside += row["all"]
        else:
            by_agency[row["agency"]] += _parts_of(dict(row))
            awaiting += row["waiting"]
    of_agency = {agency: Cells.of(pairs) for agency, pairs in by_agency.items()}
    return Figures(Cells.of(pair for pairs in by_agency.values() for pair in pairs), of_agency, outside, awaiting)


def standing_in(parts: Iterable[Timeliness], on: Day) -> Q:
    """The condition that an assignment stands in one of `parts` now, by what `figures_now` counts along: a list and the
    number that opens it cannot differ."""
    asked, found = tasks.AsOf(on.day, on.soon_until), Q()
    for part in parts:
        if part in _BY_DAY:
            found |= asked.is_in(_BY_DAY[part])
        else:
            found |= Q(standing__in=[standing for standing, one in OF_STANDING.items() if one is part])
    return found


def _parts_of(row: dict[str, Any]) -> list[tuple[Timeliness, int]]:
    if row["standing"] != Standing.OPEN_DATED:
        return [(OF_STANDING[row["standing"]], row["all"])]
    return [
        (Timeliness.OVERDUE, row["overdue"]),
        (Timeliness.DUE_SOON, row["overdue_or_soon"] - row["overdue"]),
        (Timeliness.IN_TIME, row["all"] - row["overdue_or_soon"]),
    ]


def figures_at(moment: datetime, person: Person | None, on: Day) -> Figures:
    """Count as it stood at `moment`: next year as today."""
    sight = sight_of(person, Act.SEE_TASKS, on.day)
    rows = Trace.objects.at(moment).filter(sight.of_paths("assignment__agency_path"), assignment__duty=Duty.LEAD)
    return _counted(with_timeliness(rows, on), "assignment__agency_id")


def _counted(rows: QuerySet[Any], agency: str) -> Figures:
    # The order by nothing: a model's own order would count each row apart.
    found = rows.order_by().values_list(agency, "timeliness").annotate(count=Count("pk"))
    by_agency: dict[int, list[tuple[Timeliness, int]]] = defaultdict(list)
    outside = 0
    for one, name, count in found:
        if name == Timeliness.OUTSIDE:
            outside += count
        else:
            by_agency[one].append((Timeliness(name), count))
    of_agency = {one: Cells.of(counts) for one, counts in by_agency.items()}
    total = Cells.of(pair for counts in by_agency.values() for pair in counts)
    return Figures(total, of_agency, outside)
