"""In time, soon, overdue: what the clock makes of an assignment. Always asked as of a day, never stored.

The parts of `Timeliness` do not overlap and leave nothing out, so that their counts add up to the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from namro.tasks.models import Assignment, Standing
from namro.tasks.models.assignment import list_order
from namro.workdays.calendar import working_calendar

SOON_WORKING_DAYS = 7


class Timeliness(TextChoices):
    """The parts of the register on a day. What waits for confirmation is not done, so it is among the open ones."""

    DONE_ON_TIME = "done_on_time", _("hoàn thành đúng hạn")
    DONE_LATE = "done_late", _("hoàn thành quá hạn")
    DONE_UNDATED = "done_undated", _("hoàn thành, không hạn")
    IN_TIME = "in_time", _("trong hạn")
    SOON = "soon", _("sắp đến hạn")
    OVERDUE = "overdue", _("quá hạn")
    PERIODIC = "periodic", _("theo kỳ")
    UNDATED = "undated", _("không hạn")


DONE = (Timeliness.DONE_ON_TIME, Timeliness.DONE_LATE, Timeliness.DONE_UNDATED)
OPEN = (Timeliness.IN_TIME, Timeliness.SOON, Timeliness.OVERDUE, Timeliness.PERIODIC, Timeliness.UNDATED)
OF_STANDING = {
    Standing.DONE_ON_TIME: Timeliness.DONE_ON_TIME,
    Standing.DONE_LATE: Timeliness.DONE_LATE,
    Standing.DONE_UNDATED: Timeliness.DONE_UNDATED,
    Standing.OPEN_PERIODIC: Timeliness.PERIODIC,
    Standing.OPEN_UNDATED: Timeliness.UNDATED,
}


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day that is asked for, and the last one that is "soon" from there."""

    day: date
    soon_until: date

    @classmethod
    def on(cls, day: date) -> AsOf:
        """As of `day`, with the working days that follow it."""
        return cls(day, working_calendar().add_working_days(day, SOON_WORKING_DAYS))

    def of(self, assignment: Assignment) -> Timeliness | None:
        """Which part it is in; None for one that stands outside."""
        standing = Standing(assignment.standing)
        if standing is not Standing.OPEN_DATED:
            return OF_STANDING.get(standing)
        due = assignment.due_date
        assert due is not None  # the standing says so
        if due < self.day:
            return Timeliness.OVERDUE
        return Timeliness.SOON if due <= self.soon_until else Timeliness.IN_TIME

    def overdue(self) -> Q:
        """Open and past its day. In terms of the list's own order, so that its index answers."""
        return Q(list_order__lt=list_order(self.day, None))

    def overdue_or_soon(self) -> Q:
        """Open and past its day, or soon to be."""
        return Q(list_order__lte=list_order(self.soon_until, None))

    def is_in(self, part: Timeliness) -> Q:
        """The condition of one part."""
        if part in (Timeliness.IN_TIME, Timeliness.SOON, Timeliness.OVERDUE):
            return Q(standing=Standing.OPEN_DATED) & self._by_day(part)
        return Q(standing=next(standing for standing, one in OF_STANDING.items() if one is part))

    def _by_day(self, part: Timeliness) -> Q:
        today, soon = list_order(self.day, None), list_order(self.soon_until, None)
        if part is Timeliness.OVERDUE:
            return Q(list_order__lt=today)
        return Q(list_order__gte=today, list_order__lte=soon) if part is Timeliness.SOON else Q(list_order__gt=soon)
