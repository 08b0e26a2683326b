"""Agencies that are late, as urging letters are made from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

from namro.agencies.models import Agency
from namro.directives.models import Directive
from namro.life.timeliness import Day
from namro.tasks.models import Assignment
from namro.tasks.progress import Duty


@dataclass(frozen=True, slots=True)
class Late:
    """An agency, how many of its assignments are overdue, and the oldest of their days."""

    agency: Agency
    count: int
    since: date


def late_agencies(directive: Directive, on: Day) -> list[Late]:
    """Who leads overdue tasks of a document, in the order of the tree."""
    late = Assignment.objects.counted().overdue_on(on.day).filter(directive=directive, duty=Duty.LEAD)
    found = (
        late.order_by("agency_path").values("agency", "agency_path").annotate(count=Count("pk"), since=Min("due_date"))
    )
    agencies = Agency.objects.named_on(on.day).in_bulk([row["agency"] for row in found])
    return [Late(agencies[row["agency"]], row["count"], row["since"]) for row in found]
