"""From rungs to notices: what a tick has to tell, found in the records and written down once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from namro.life.models import Direction
from namro.papers.models import Paper, Stage
from namro.reminders.models import Audience, Ladder, Notice, Rung
from namro.reminders.recipients import Recipients
from namro.reminders.steps import LOOK_BACK, Step, steps_on
from namro.tasks.models import Assignment, ExpectedReport
from namro.tasks.progress import Duty, Progress
from namro.workdays.calendar import working_calendar

BATCH = 2_000
# What is reported as done waits for others; what is paused was told to wait.
NOT_TOLD = (Progress.AWAITING, Progress.PAUSED)
# A rhythm shorter than a rung's distance would be told of the next report before the last one was due.
FIRST_OFFSET = {"day": 0, "week": -1}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A deadline that stands at a rung, and whose it is. `is_report`: of an expected report."""

    is_report: bool
    pk: int
    agency: int
    agency_path: str
    overseer: int | None
    due: date
    audience: str
    offset: int

    def key(self, person: int) -> str:
        """What tells this notice from all others."""
        return f"{'r' if self.is_report else 'a'}{self.pk}:{self.due}:{self.audience}:{self.offset}:{person}"


def candidates(day: date, *, untold_only: bool) -> Iterator[Candidate]:
    """Every deadline that stands at a rung on `day`; with `untold_only`, those of which nobody was told there yet."""
    with_own = Ladder.objects.exclude(directive=None).values("directive")
    for ladder in Ladder.objects.prefetch_related("rungs"):
        rungs = [(rung.offset, rung.audience) for rung in ladder.rungs.all()]
        for step in steps_on(rungs, day, working_calendar()):
            for is_report, found in ((False, _assignments(step)), (True, _reports(step))):
                prefix = "assignment__" if is_report else ""
                if ladder.directive_id is None:
                    found = found.exclude(**{f"{prefix}directive__in": with_own})
                else:
                    found = found.filter(**{f"{prefix}directive": ladder.directive_id})
                if untold_only:
                    found = found.filter(~Exists(_told(step, is_report)))
                yield from _candidates(found, step, is_report)


def write_notices(day: date, at: datetime) -> int:
    """Write a notice for everyone who is to be told and was not; how many. Two machines at once write each once."""
    before = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = _rows(candidates(day, untold_only=True), Recipients(day), at)
    while batch := list(islice(rows, BATCH)):
        Notice.objects.bulk_create(batch, ignore_conflicts=True)
    Notice.objects.bulk_create(_of_directions(day, at), ignore_conflicts=True)
    Notice.objects.bulk_create(_of_papers(day, at), ignore_conflicts=True)
    return Notice.objects.filter(pk__gt=before).count()


def _rows(found: Iterable[Candidate], recipients: Recipients, at: datetime) -> Iterator[Notice]:
    for one in found:
        for person in recipients.of(one.audience, one.agency, one.agency_path, one.overseer):
            yield Notice(
                key=one.key(person),
                person_id=person,
                assignment_id=None if one.is_report else one.pk,
                expected_id=one.pk if one.is_report else None,
                audience=one.audience,
                offset=one.offset,
                due_date=one.due,
                at=at,
            )


def _of_directions(day: date, at: datetime) -> Iterator[Notice]:
    recipients = Recipients(day)
    fresh = Direction.objects.filter(at__lte=at, at__date__gt=day - LOOK_BACK, notices=None).select_related("agency")
    for direction in fresh:
        path = direction.agency.path
        for audience in (Audience.OFFICER, Audience.HEAD):
            for person in recipients.of(audience, direction.agency_id, path, None):
                yield Notice(
                    key=f"d{direction.pk}:{person}",
                    person_id=person,
                    direction=direction,
                    audience=audience,
                    at=at,
                )


def _of_papers(day: date, at: datetime) -> Iterator[Notice]:
    # What the tick drafted is told to who is to go on with it.
    fresh = Paper.objects.filter(
        drafted_by=None, stage=Stage.DRAFT, notices=None, drafted_at__lte=at, drafted_at__date__gt=day - LOOK_BACK
    )
    papers = list(fresh)
    trackers = Recipients(day).trackers if any(paper.officer_id is None for paper in papers) else []
    for paper in papers:
        for person in [paper.officer_id] if paper.officer_id is not None else trackers:
            yield Notice(
                key=f"p{paper.pk}:{person}",
                person_id=person,
                paper=paper,
                audience=Audience.OFFICER,
                due_date=paper.due_date,
                at=at,
            )


def long_overdue(day: date) -> list[tuple[int, int]]:
    """Directive and agency of what stood at the rung of leaders on `day`: they are to be written to."""
    told = Notice.objects.filter(
        audience=Audience.OVERSEER, offset__gt=0, at__date=day, assignment__duty=Duty.LEAD
    ).order_by()
    return list(told.values_list("assignment__directive", "assignment__agency").distinct())


def _assignments(step: Step) -> QuerySet[Assignment]:
    open_ = Assignment.objects.filter(closed_at__isnull=True, is_counted=True).exclude(duty=Duty.OVERSEE)
    return open_.exclude(progress__in=NOT_TOLD).filter(due_date__range=(step.first, step.last))


def _reports(step: Step) -> QuerySet[ExpectedReport]:
    found = ExpectedReport.objects.filter(
        due_date__range=(step.first, step.last),
        report=None,
        assignment__closed_at__isnull=True,
        assignment__is_counted=True,
    )
    return found.exclude(
        assignment__task__every__in=[every for every, first in FIRST_OFFSET.items() if step.offset < first]
    )


def _told(step: Step, is_report: bool) -> QuerySet[Notice]:
    told = Notice.objects.filter(audience=step.audience, offset=step.offset)
    if is_report:
        return told.filter(expected=OuterRef("pk"))
    return told.filter(assignment=OuterRef("pk"), due_date=OuterRef("due_date"))


def _candidates(found: QuerySet[Any], step: Step, is_report: bool) -> Iterator[Candidate]:
    at = "assignment__" if is_report else ""
    fields = ("pk", f"{at}agency_id", f"{at}agency_path", f"{at}overseer_id", "due_date")
    for pk, agency, path, overseer, due in found.order_by().values_list(*fields).iterator(chunk_size=BATCH):
        yield Candidate(is_report, pk, agency, path, overseer, due, step.audience, step.offset)


def usual_rungs() -> list[tuple[int, str]]:
    """The rungs of the usual ladder, for the page that shows them."""
    return list(Rung.objects.filter(ladder__directive=None).values_list("offset", "audience"))
