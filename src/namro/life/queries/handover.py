"""What an agency still holds, who comes after it, and what handing it over will do."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Agency, Group, Succession
from namro.agencies.queries.groups import members_on
from namro.life.models import (
    OPEN_STAGES,
    Complaint,
    Direction,
    Extension,
    Handover,
    HandoverBatch,
    HandoverChoice,
)
from namro.tasks.models import Assignment, ExpectedReport
from namro.tasks.progress import Duty, Progress
from namro.tasks.queries.paging import Order

PAGE_SIZE = 50
SHOWN = 20  # of what is only told on the page: extensions, directions, complaints
ORDER = Order(("list_order", "pk"), (str, int), (str, str))
STEPS_OF_SUCCESSION = 6  # more than any province had in a lifetime; ends a loop


class Hindrance(StrEnum):
    """Why an open assignment cannot be handed over yet: what somebody decides first."""

    AWAITING = "awaiting"
    EXTENSION = "extension"
    ENDED_THERE = "ended_there"
    NO_RECEIVER = "no_receiver"
    NOT_YET_AT_WORK = "not_yet_at_work"


HINDRANCES: dict[Hindrance, Promise] = {
    Hindrance.AWAITING: _("chờ xác nhận kết quả"),
    Hindrance.EXTENSION: _("chờ trả lời đề nghị gia hạn"),
    Hindrance.ENDED_THERE: _("đơn vị tiếp nhận đã kết thúc phần việc này"),
    Hindrance.NO_RECEIVER: _("chưa chọn đơn vị tiếp nhận"),
    Hindrance.NOT_YET_AT_WORK: _("đơn vị tiếp nhận chưa hoạt động"),
}


@dataclass(frozen=True, slots=True)
class DutyLine:
    """The open assignments of one duty."""

    duty: str
    name: str
    count: int
    to_decide: int


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything open at an agency."""

    lines: tuple[DutyLine, ...]
    reports: int
    extensions: list[Extension]
    extension_count: int
    directions: list[Direction]
    direction_count: int
    complaints: list[Complaint]
    complaint_count: int

    @property
    def assignments(self) -> int:
        """In every duty."""
        return sum(line.count for line in self.lines)

    @property
    def to_decide(self) -> int:
        """Of these, how many wait for somebody's decision first."""
        return sum(line.to_decide for line in self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left."""
        return not self.assignments


def open_at(agency: int) -> QuerySet[Assignment]:
    """The open assignments of an agency, those on trial too."""
    return Assignment.objects.filter(agency=agency).open()


def asked() -> Exists:
    """Whether a request for more time waits for an answer."""
    return Exists(Extension.objects.filter(assignment=OuterRef("pk"), stage__in=OPEN_STAGES))


def holdings(agency: Agency) -> Holdings:
    """Count what is open and list what is little of it."""
    found = open_at(agency.pk).annotate(is_asked=asked())
    waits = Q(progress=Progress.AWAITING) | Q(is_asked=True)
    counts = {
        row["duty"]: row
        for row in found.order_by().values("duty").annotate(n=Count("pk"), waiting=Count("pk", filter=waits))
    }
    lines = tuple(
        DutyLine(duty, str(label), counts[duty]["n"], counts[duty]["waiting"])
        for duty, label in Duty.choices
        if duty in counts
    )
    extensions = Extension.objects.filter(stage__in=OPEN_STAGES, assignment__in=open_at(agency.pk))
    of_all_its_work = Q(agency=agency, assignment=None, became=None)  # moves with no assignment: a task is made of it
    directions = Direction.objects.filter(Q(assignment__in=open_at(agency.pk)) | of_all_its_work)
    of_agency = Q(lead__agency=agency) | Q(partner__agency=agency)
    complaints = Complaint.objects.filter(of_agency, settled_at=None)
    return Holdings(
        lines=lines,
        reports=reports_to_come(agency.pk).count(),
        extensions=list(extensions.select_related("assignment__task").order_by("asked_at")[:SHOWN]),
        extension_count=extensions.count(),
        directions=list(directions.select_related("assignment__task")[:SHOWN]),
        direction_count=directions.count(),
        complaints=list(complaints.select_related("lead__task")[:SHOWN]),
        complaint_count=complaints.count(),
    )


def reports_to_come(agency: int) -> QuerySet[ExpectedReport]:
    """Those that are expected of an agency's open assignments and did not come."""
    return ExpectedReport.objects.filter(assignment__in=open_at(agency), report=None)


def receivers_of(agency: Agency, day: date) -> list[Agency]:
    """Who stands where the agency stood, as recorded; what ended since then, by its own successors in turn. A group
    stands for its members. In the order of the tree."""
    found: dict[int, Agency] = {}
    edge, seen = {agency.pk}, {agency.pk}
    for _step in range(STEPS_OF_SUCCESSION):
        successions = Succession.objects.filter(predecessor__in=edge).select_related("successor_group__under")
        after, groups = set(), {}
        for one in successions:
            if one.successor_id is not None:
                after.add(one.successor_id)
            elif one.successor_group is not None:
                groups[one.successor_group] = max(day, one.effective_date)
        bodies = list(Agency.objects.filter(pk__in=after - seen).named_on(day)) + _members(groups)
        edge = {one.pk for one in bodies if one.valid_to is not None and one.valid_to < day}
        found |= {one.pk: one for one in bodies if one.pk not in edge}
        seen |= {one.pk for one in bodies}
        if not edge:
            break
    found.pop(agency.pk, None)
    return sorted(found.values(), key=lambda one: one.path)


def _members(groups: dict[Group, date]) -> list[Agency]:
    return [member for group, on in groups.items() for member in members_on(group, on).named_on(on)]


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An open assignment in the list, with whom it would go to."""

    assignment: Assignment
    receiver: int | None
    is_chosen: bool  # by itself; otherwise it goes with the rest
    reports: int
    waits: Hindrance | None


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page of them."""

    rows: list[OpenRow]
    after: str
    count: int


def open_page(batch: HandoverBatch | None, agency: Agency, *, only: str = "", after: str = "") -> OpenPage:
    """The open assignments, `PAGE_SIZE` from the key `after` on; `only` is "unchosen", "to_decide" or a duty."""
    found = open_at(agency.pk).annotate(is_asked=asked())
    chosen: QuerySet[Any] = HandoverChoice.objects.filter(batch=batch, assignment=OuterRef("pk"))
    if only == "unchosen":
        found = found.filter(~Exists(chosen)).exclude(progress=Progress.AWAITING).filter(is_asked=False)
    elif only == "to_decide":
        found = found.filter(Q(progress=Progress.AWAITING) | Q(is_asked=True))
    elif only in Duty:
        found = found.filter(duty=only)
    count = found.count()
    reports = Count("expected_reports", filter=Q(expected_reports__report=None))
    page = ORDER.beyond(ORDER.sorted(found), after).select_related("task", "directive").annotate(reports=reports)
    rows = list(page[: PAGE_SIZE + 1])
    choices = dict(
        HandoverChoice.objects.filter(batch=batch, assignment__in=[one.pk for one in rows]).values_list(
            "assignment", "receiver"
        )
    )
    rest = batch.receiver_id if batch else None
    return OpenPage(
        rows=[
            OpenRow(one, choices.get(one.pk, rest), one.pk in choices, one.reports, _waits(one.progress, one.is_asked))
            for one in rows[:PAGE_SIZE]
        ],
        after=ORDER.key(rows[PAGE_SIZE - 1]) if len(rows) > PAGE_SIZE else "",
        count=count,
    )


def _waits(progress: str, is_asked: bool) -> Hindrance | None:
    if progress == Progress.AWAITING:
        return Hindrance.AWAITING
    return Hindrance.EXTENSION if is_asked else None


@dataclass(frozen=True, slots=True)
class Step:
    """One assignment that will be handed over."""

    assignment: int
    version: int
    receiver: int
    joins: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a hand-over will do, row by row."""

    steps: tuple[Step, ...] = ()
    left: dict[Hindrance, int] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """A digest: a plan that was shown is the one that is carried out, or none is."""
        told = ";".join(f"{one.assignment}:{one.receiver}:{one.joins:d}" for one in self.steps)
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def joining(self) -> int:
        """How many go into an assignment that the receiver has."""
        return sum(step.joins for step in self.steps)

    @property
    def left_count(self) -> int:
        """How many stay."""
        return sum(self.left.values())

    def by_receiver(self) -> list[tuple[int, int, int]]:
        """Each receiver with how many it gets, and how many of them it has already."""
        all_, joins = Counter(step.receiver for step in self.steps), Counter(s.receiver for s in self.steps if s.joins)
        return [(receiver, count, joins[receiver]) for receiver, count in all_.items()]


def plan_of(batch: HandoverBatch, day: date) -> Plan:
    """Each open assignment with its receiver, and those that stay with the reason why."""
    rows = list(
        open_at(batch.agency_id)
        .annotate(is_asked=asked())
        .order_by("pk")
        .values_list("pk", "version", "task", "duty", "progress", "is_asked")
    )
    choices = dict(batch.choices.values_list("assignment", "receiver"))
    receivers = {*choices.values(), *([batch.receiver_id] if batch.receiver_id else [])}
    at_work = set(Agency.objects.filter(pk__in=receivers).on(day).values_list("pk", flat=True))
    there = {
        (task, duty, agency): closed is None
        for task, duty, agency, closed in Assignment.objects.filter(
            agency__in=receivers, task__in=open_at(batch.agency_id).values("task")
        ).values_list("task", "duty", "agency", "closed_at")
    }
    steps: list[Step] = []
    left: Counter[Hindrance] = Counter()
    for pk, version, task, duty, progress, is_asked in rows:
        receiver = choices.get(pk, batch.receiver_id)
        is_open_there = there.get((task, duty, receiver)) if receiver else None
        if waits := _waits(progress, is_asked):
            left[waits] += 1
        elif receiver is None:
            left[Hindrance.NO_RECEIVER] += 1
        elif receiver not in at_work:
            left[Hindrance.NOT_YET_AT_WORK] += 1
        elif is_open_there is False:
            left[Hindrance.ENDED_THERE] += 1
        else:
            steps.append(Step(pk, version, receiver, is_open_there is True))
    return Plan(tuple(steps), dict(left))


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands in the register at one moment, as far as a hand-over touches it."""

    held: int  # open assignments of the agency
    reports_held: int  # what is expected of these and did not come
    counted: int  # all assignments that figures count, of the whole site
    open: int  # all open ones of the whole site
    reports_open: int  # what is expected of all open ones and did not come

    @classmethod
    def now(cls, agency: int) -> Counts:
        """Count."""
        whole = Assignment.objects.aggregate(
            counted=Count("pk", filter=Q(is_counted=True)), open=Count("pk", filter=Q(closed_at__isnull=True))
        )
        reports = ExpectedReport.objects.filter(assignment__closed_at__isnull=True, report=None).count()
        return cls(open_at(agency).count(), reports_to_come(agency).count(), **whole, reports_open=reports)


def balance(batch: HandoverBatch, before: Counts, after: Counts) -> dict[str, int]:
    """Before and after, side by side. What does not add up is nobody's to hide: `agrees` says so."""
    done = batch.handovers.aggregate(
        made=Count("pk", filter=Q(joined=False)),
        joining=Count("pk", filter=Q(joined=True)),
        joining_counted=Count("pk", filter=Q(joined=True, successor__is_counted=True)),
        reports_made=Sum("reports"),
    )
    moved = done["reports_made"] or 0
    return {
        "held_before": before.held,
        "moved": done["made"],
        "joined": done["joining"],
        "left": after.held,
        "reports_before": before.reports_held,
        "reports_moved": moved,
        "reports_joined": before.reports_held - moved - after.reports_held,
        "reports_left": after.reports_held,
        "reports_open_before": before.reports_open,
        "reports_open_after": after.reports_open,
        "counted_before": before.counted,
        "counted_after": after.counted,
        "counted_joined": done["joining_counted"],
        "open_before": before.open,
        "open_after": after.open,
    }


def agrees(told: dict[str, int]) -> bool:
    """Whether every sum adds up."""
    return (
        told["held_before"] == told["moved"] + told["joined"] + told["left"]
        and told["reports_joined"] >= 0
        and told["reports_open_before"] == told["reports_open_after"] + told["reports_joined"]
        and told["open_before"] == told["open_after"] + told["joined"]
        and told["counted_before"] == told["counted_after"] + told["counted_joined"]
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """An agency that is no more and still holds something."""

    agency: Agency
    count: int
    to_decide: int
    reports: int
    successors: int
    batch: HandoverBatch | None


def ended_with_work(day: date) -> list[Ended]:
    """Agencies that ended before `day` with open assignments, in the order of the tree."""
    waits = Q(progress=Progress.AWAITING) | Q(is_asked=True)
    found = Assignment.objects.open().filter(agency__valid_to__lt=day).annotate(is_asked=asked())
    counts = {
        row["agency"]: row
        for row in found.order_by().values("agency").annotate(n=Count("pk"), waiting=Count("pk", filter=waits))
    }
    reports = dict(
        ExpectedReport.objects.filter(assignment__in=found.values("pk"), report=None)
        .order_by()
        .values_list("assignment__agency")
        .annotate(n=Count("pk"))
    )
    agencies = Agency.objects.filter(pk__in=counts).named_on(day).order_by("path")
    at_work = Prefetch(
        "handover_batches", HandoverBatch.objects.filter(stage__in=("draft", "queued")), to_attr="batches_at_work"
    )
    return [
        Ended(
            agency=one,
            count=counts[one.pk]["n"],
            to_decide=counts[one.pk]["waiting"],
            reports=reports.get(one.pk, 0),
            successors=one.successor_count,
            batch=next(iter(one.batches_at_work), None),
        )
        for one in agencies.annotate(successor_count=Count("successions")).prefetch_related(at_work)
    ]


def recent_batches(day: date, limit: int = 20) -> QuerySet[HandoverBatch]:
    """Hand-overs that were done, the last first."""
    return (
        HandoverBatch.objects.filter(stage="done")
        .prefetch_related(Prefetch("agency", Agency.objects.named_on(day)))
        .select_related("confirmed_by")
        .order_by("-finished_at")[:limit]
    )


def handed_over(batch: HandoverBatch, day: date, after: str = "") -> tuple[list[Handover], str]:
    """What was handed over, page by page."""
    found = batch.handovers.filter(pk__gt=int(after) if after.isdigit() else 0).order_by("pk")
    found = found.select_related("assignment__task", "assignment__directive", "successor")
    found = found.prefetch_related(Prefetch("successor__agency", Agency.objects.named_on(day)))
    rows = list(found[: PAGE_SIZE + 1])
    return rows[:PAGE_SIZE], str(rows[PAGE_SIZE - 1].pk) if len(rows) > PAGE_SIZE else ""


def origins(assignment: Assignment) -> set[int]:
    """The assignments that this one carries on, however many hand-overs ago."""
    found: set[int] = set()
    edge: Iterable[int] = {assignment.pk}
    while edge := set(Handover.objects.filter(successor__in=edge).values_list("assignment", flat=True)) - found:
        found |= edge
    return found
