"""Lists of assignments: the same conditions as the figures, so that a number and the list it opens agree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.db.models import Count, Model, Prefetch, Q, QuerySet

from namro.access.policy import Act, sight_of
from namro.agencies.models import Agency, Person
from namro.life.models import OPEN_STAGES, Complaint, Extension, Update, UpdateStage
from namro.life.queries.as_of import as_of
from namro.life.queries.changes import changed
from namro.life.queries.figures import counted_here, standing_in, with_timeliness
from namro.life.queries.reports import ReportState, with_state
from namro.life.timeliness import NAMES, Day, Timeliness
from namro.tasks.models import Assignment, ExpectedReport
from namro.tasks.models.assignment import AssignmentQuerySet
from namro.tasks.progress import Progress

Row = TypeVar("Row", bound=Model)  # of assignments, as they are or with `timeliness`

PAGE_SIZE = 50
# What a list can be asked for besides one timeliness: sums of cells, and the outside.
GROUPS: dict[str, tuple[Timeliness, ...]] = {
    "open_in_time": (Timeliness.IN_TIME, Timeliness.DUE_SOON),
    "done": (Timeliness.DONE_ON_TIME, Timeliness.DONE_LATE, Timeliness.DONE_WITHOUT_DEADLINE),
    "open": (Timeliness.IN_TIME, Timeliness.DUE_SOON, Timeliness.OVERDUE, Timeliness.WITHOUT_DEADLINE),
    "without_any_deadline": (Timeliness.WITHOUT_DEADLINE, Timeliness.DONE_WITHOUT_DEADLINE),
    "total": tuple(one for one in Timeliness if one is not Timeliness.OUTSIDE),
}


@dataclass(frozen=True, slots=True)
class Page:
    """A page of assignments, the key of the one after, and how many there are in all."""

    rows: list[Assignment]
    after: str | None
    count: int


def assignment_list(
    person: Person,
    day: date,
    *,
    part: str = "",
    agency: int | None = None,
    progress: str = "",
    change: tuple[str, date] | None = None,
    after: str = "",
) -> Page:
    """The assignments that `part` counts, by their day; or those that a change since a day concerns."""
    found = with_timeliness(counted_here(person, day), as_of(day))
    if part:
        found = found.filter(standing_in(GROUPS.get(part) or (Timeliness(part),), as_of(day)))
    if agency is not None:
        found = found.filter(agency=agency)
    if progress:
        found = found.filter(progress=progress, is_counted=True)
    if change is not None:
        found = changed(cast(AssignmentQuerySet, found), *change, as_of(day))
    count = found.count()
    order, mark, pk = after.partition(":")
    if mark and pk.isdigit():
        found = found.filter(list_order__gte=order).exclude(list_order=order, pk__lte=int(pk))
    rows = list(shown(found, day).order_by("list_order", "pk")[: PAGE_SIZE + 1])
    last = rows[PAGE_SIZE - 1] if len(rows) > PAGE_SIZE else None
    return Page(rows[:PAGE_SIZE], f"{last.list_order}:{last.pk}" if last else None, count)


def shown(found: QuerySet[Row], day: date) -> QuerySet[Row]:
    """With what a row of a list names: the task, its document, the agency as it is called on `day`."""
    return found.select_related("task", "directive").prefetch_related(Prefetch("agency", Agency.objects.named_on(day)))


def part_in_words(part: str) -> str:
    """What a list holds."""
    groups = {
        "open_in_time": "chưa hoàn thành, trong hạn",
        "done": "đã hoàn thành",
        "open": "chưa hoàn thành",
        "without_any_deadline": "không hạn",
        "total": "mọi lượt giao",
    }
    return groups.get(part) or str(NAMES[Timeliness(part)])


@dataclass(frozen=True, slots=True)
class Mine:
    """What an agency's people have before them, by how soon it is to be done."""

    overdue: list[Assignment]
    dated: list[Assignment]
    returned: list[Assignment]
    undated: list[Assignment]
    awaited: list[ExpectedReport]
    with_head: list[Update]
    offered: list[Extension]
    waiting_for: list[Complaint]  # open ones of its own, about partners
    sent: int
    given: int  # in all, the ended ones too

    @property
    def soon(self) -> int:
        """How many are due soon."""
        return sum(row.timeliness == Timeliness.DUE_SOON for row in self.dated)  # type: ignore[attr-defined]

    @property
    def by_day(self) -> int:
        """How many have a day."""
        return len(self.overdue) + len(self.dated)


MOST = 200  # of one agency's open assignments on its first page; the list has the rest


def mine(person: Person, day: date) -> Mine:
    """The open assignments of the person's agencies, in every duty, and what else waits for them."""
    own = Assignment.objects.visible_to(person, day).filter(is_counted=True)
    at_work = own.open().exclude(progress__in=(Progress.AWAITING, Progress.PAUSED))
    rows = list(shown(with_timeliness(at_work, as_of(day)), day).order_by("list_order", "pk")[:MOST])
    reports = with_state(
        ExpectedReport.objects.filter(assignment__in=own.open(), due_date__lte=as_of(day).soon_until, report=None), day
    )
    waiting = reports.filter(state__in=(ReportState.AWAITED, ReportState.MISSING))
    named = Prefetch("partner__agency", Agency.objects.named_on(day))
    helping = Complaint.objects.filter(settled_at=None, lead__in=own).prefetch_related(named)
    return Mine(
        overdue=[row for row in rows if row.timeliness == Timeliness.OVERDUE],
        dated=[row for row in rows if row.timeliness in (Timeliness.IN_TIME, Timeliness.DUE_SOON)],
        returned=[row for row in rows if row.progress == Progress.RETURNED],
        undated=[row for row in rows if row.timeliness == Timeliness.WITHOUT_DEADLINE],
        awaited=list(waiting.select_related("assignment__task").order_by("due_date", "pk")[:MOST]),
        with_head=list(
            Update.objects.filter(stage=UpdateStage.WITH_HEAD, assignment__in=own)
            .select_related("assignment__task", "made_by")
            .order_by("made_at")[:MOST]
        ),
        offered=list(
            Extension.objects.filter(stage="countered", assignment__in=own).select_related("assignment__task")[:MOST]
        ),
        waiting_for=list(helping.select_related("lead__task", "partner").order_by("at")[:MOST]),
        **own.aggregate(sent=Count("pk", filter=Q(progress=Progress.AWAITING)), given=Count("pk")),
    )


def open_extensions(person: Person, day: date) -> QuerySet[Extension]:
    """Requests about assignments that the person sees, the oldest first."""
    seen = sight_of(person, Act.SEE_TASKS, day).of_paths("assignment__agency_path")
    found = Extension.objects.filter(seen, stage__in=OPEN_STAGES)
    return (
        found.select_related("assignment__task")
        .prefetch_related(Prefetch("agency", Agency.objects.named_on(day)))
        .order_by("asked_at")
    )


def awaiting_confirmation(person: Person, day: date) -> QuerySet[Assignment]:
    """What was reported as done and waits, the longest first."""
    found = counted_here(person, day).waiting_as(Progress.AWAITING)
    return shown(with_timeliness(found, as_of(day)), day).order_by("updated_at", "pk")


def days_in_words(row: Assignment, on: Day, working_days: int) -> str:
    """How an assignment stands to its day, in a few words."""
    if row.due_date is None:
        return "không hạn"
    if row.due_date < on.day:
        return f"quá {working_days} ngày làm việc" if working_days else "quá hạn"
    return f"còn {working_days} ngày làm việc" if row.due_date > on.day else "hạn hôm nay"
