"""In time or late: always derived as of a day, by one rule, from a state, a last good day and a day of completion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.tasks.progress import Progress


class Timeliness(StrEnum):
    """How an assignment stands to its deadline on a day. Each is in exactly one."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    DONE_WITHOUT_DEADLINE = "done_without_deadline"
    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    WITHOUT_DEADLINE = "without_deadline"
    OUTSIDE = "outside"  # withdrawn, handed over, or of a trial register: listed, not counted


NAMES: dict[Timeliness, Promise] = {
    Timeliness.DONE_ON_TIME: _("hoàn thành đúng hạn"),
    Timeliness.DONE_LATE: _("hoàn thành quá hạn"),
    Timeliness.DONE_WITHOUT_DEADLINE: _("hoàn thành, không hạn"),
    Timeliness.IN_TIME: _("trong hạn"),
    Timeliness.DUE_SOON: _("sắp đến hạn"),
    Timeliness.OVERDUE: _("quá hạn"),
    Timeliness.WITHOUT_DEADLINE: _("không hạn"),
    Timeliness.OUTSIDE: _("không tính"),
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which timeliness is asked; up to `soon_until` an open assignment is due soon."""

    day: date
    soon_until: date


def timeliness(
    progress: str, due_date: date | None, completed_date: date | None, *, is_counted: bool, on: Day
) -> Timeliness:
    """How an assignment stands on a day. "Chờ xác nhận" is open: not done until confirmed.

    What decides between on time and late is the day on which the agency reported what was later confirmed, so that a
    slow confirmer costs the agency nothing, and a report that was returned gains it nothing."""
    if not is_counted or progress in (Progress.WITHDRAWN, Progress.HANDED_OVER):
        return Timeliness.OUTSIDE
    if progress == Progress.DONE:
        if due_date is None or completed_date is None:
            return Timeliness.DONE_WITHOUT_DEADLINE
        return Timeliness.DONE_ON_TIME if completed_date <= due_date else Timeliness.DONE_LATE
    if due_date is None:
        return Timeliness.WITHOUT_DEADLINE
    if due_date < on.day:
        return Timeliness.OVERDUE
    return Timeliness.DUE_SOON if due_date <= on.soon_until else Timeliness.IN_TIME


@dataclass(frozen=True, slots=True)
class Cells:
    """The four cells of every official report, and what has no deadline. They add up to `total`, always."""

    done_on_time: int = 0
    done_late: int = 0
    done_without_deadline: int = 0
    in_time: int = 0
    due_soon: int = 0
    overdue: int = 0
    without_deadline: int = 0

    @classmethod
    def of(cls, found: Iterable[tuple[Timeliness, int]]) -> Cells:
        """Add up counts by timeliness; what stands outside is left out."""
        counts: Counter[str] = Counter()
        for one, count in found:
            counts[one] += count
        return cls(**{name: counts[name] for name in cls.__slots__})

    @property
    def open_in_time(self) -> int:
        """Open with a day that has not passed; those due soon are among them."""
        return self.in_time + self.due_soon

    @property
    def done(self) -> int:
        """All that is confirmed as done."""
        return self.done_on_time + self.done_late + self.done_without_deadline

    @property
    def open(self) -> int:
        """All that is not."""
        return self.open_in_time + self.overdue + self.without_deadline

    @property
    def total(self) -> int:
        """Every assignment that counts."""
        return self.done + self.open

    @property
    def without_any_deadline(self) -> int:
        """Done or not."""
        return self.done_without_deadline + self.without_deadline

    @property
    def done_of_due(self) -> int:
        """Done with a deadline: the numerator of the rate of completion."""
        return self.done_on_time + self.done_late

    @property
    def due(self) -> int:
        """What was to be done by now or is done: the denominator of both rates (docs/life.md)."""
        return self.done_of_due + self.overdue


def rate(part: int, whole: int) -> str:
    """A share with one decimal: "89,2%"; a dash where there is no denominator.

    >>> rate(74, 83), rate(0, 0)
    ('89,2%', '–')
    """
    if whole == 0:
        return "–"
    tenths = (part * 2000 + whole) // (2 * whole)  # rounded half up, in whole numbers
    return f"{tenths // 10},{tenths % 10}%"
