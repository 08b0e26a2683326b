"""Expected reports and what became of them, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import TruncDate
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.life.models import Handover
from namro.tasks.models import ExpectedReport
from namro.tasks.progress import Progress


class ReportState(StrEnum):
    """What became of an expected report, derived as of a day."""

    NOT_YET_DUE = "not_yet_due"  # its data are not closed
    AWAITED = "awaited"
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"


NAMES: dict[ReportState, Promise] = {
    ReportState.NOT_YET_DUE: _("chưa đến kỳ"),
    ReportState.AWAITED: _("đang chờ"),
    ReportState.ON_TIME: _("đúng hạn"),
    ReportState.LATE: _("gửi muộn"),
    ReportState.MISSING: _("chưa gửi, quá hạn"),
}


def report_state(expected: ExpectedReport, sent_date: date | None, day: date) -> ReportState:
    """What became of one, as far as was known on `day`."""
    if sent_date is not None and sent_date <= day:
        return ReportState.ON_TIME if sent_date <= expected.due_date else ReportState.LATE
    if expected.due_date < day:
        return ReportState.MISSING
    return ReportState.AWAITED if expected.cut_off_date < day else ReportState.NOT_YET_DUE


def with_state(found: QuerySet[ExpectedReport], day: date) -> QuerySet[Any]:
    """The same rule for the database: each with `state`."""
    sent = Q(report__isnull=False, report__sent_date__lte=day)
    cases = (
        When(sent & Q(report__sent_date__lte=F("due_date")), then=Value(str(ReportState.ON_TIME))),
        When(sent, then=Value(str(ReportState.LATE))),
        When(due_date__lt=day, then=Value(str(ReportState.MISSING))),
        When(cut_off_date__lt=day, then=Value(str(ReportState.AWAITED))),
    )
    default = Value(str(ReportState.NOT_YET_DUE))
    return found.annotate(state=Case(*cases, default=default, output_field=CharField()))


@dataclass(frozen=True, slots=True)
class Discipline:
    """How an agency reports: complete is what came of what was due, timely what came on time of the same."""

    on_time: int = 0
    late: int = 0
    missing: int = 0

    @property
    def due(self) -> int:
        """What had to be there."""
        return self.on_time + self.late + self.missing


def discipline(found: QuerySet[ExpectedReport], day: date) -> dict[int, Discipline]:
    """By the agency's id. What a hand-over carried on counts once: for the agency that had the work on the day."""
    passed_on = Q(assignment__progress=Progress.HANDED_OVER, due_date__gte=TruncDate("assignment__closed_at"))
    taken_late = Q(due_date__lt=TruncDate("assignment__assigned_at")) & Exists(
        Handover.objects.filter(successor=OuterRef("assignment"))
    )
    found = found.exclude(passed_on | taken_late)
    rows = with_state(found, day).order_by().values_list("assignment__agency", "state").annotate(count=Count("pk"))
    kept = {ReportState.ON_TIME, ReportState.LATE, ReportState.MISSING}
    counts: dict[int, dict[str, int]] = {}
    for agency, state, count in rows:
        if state in kept:
            counts.setdefault(agency, {})[state] = count
    return {agency: Discipline(**of_agency) for agency, of_agency in counts.items()}
