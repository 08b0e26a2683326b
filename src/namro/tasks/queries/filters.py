"""What the register is narrowed to. One set of filters serves the list, its counts, the saved views and the exports."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import CharField, F, Func, Q, QuerySet
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThanOrEqual
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Agency
from namro.agencies.models.agency import STEP
from namro.tasks.models import Assignment, Progress, Standing
from namro.tasks.models.assignment import order_of
from namro.tasks.search import Question, question
from namro.tasks.timeliness import AsOf, Timeliness

LAST_DAY = date(9999, 12, 30)  # the last that is not taken for "no day"
OPEN, DONE = "open", "done"
GROUPS = {OPEN: _("chưa hoàn thành"), DONE: _("đã hoàn thành")}
WITHDRAWN, HANDED_OVER, TRIAL = "withdrawn", "handed_over", "trial"
OUTSIDE = {WITHDRAWN: _("đã thu hồi"), HANDED_OVER: _("đã chuyển giao"), TRIAL: _("chạy thử")}


@dataclass(frozen=True)
class Filters:
    """Empty means everything that counts. `outside` turns to what no figure counts."""

    words: str = ""
    agency: Agency | None = None  # with all below it
    duty: str = ""
    progress: str = ""
    time: str = ""  # a Timeliness, or one of GROUPS
    first_day: date | None = None
    last_day: date | None = None
    overseer: int | None = None
    field: int | None = None
    directive: int | None = None
    has_target: bool = False
    kind: str = ""
    outside: str = ""

    @cached_property
    def question(self) -> Question:
        """The words as the search takes them."""
        return question(self.words)

    @property
    def are_set(self) -> bool:
        """Whether anything is narrowed at all."""
        return any(getattr(self, one.name) for one in fields(self))

    def parameters(self) -> dict[str, str]:
        """As an address bears them, the agency by its id: what a saved view keeps."""
        told: dict[str, Any] = {
            "q": self.words,
            "agency": self.agency.pk if self.agency else "",
            "duty": self.duty,
            "progress": self.progress,
            "time": self.time,
            "first_day": f"{self.first_day:%d/%m/%Y}" if self.first_day else "",
            "last_day": f"{self.last_day:%d/%m/%Y}" if self.last_day else "",
            "overseer": self.overseer or "",
            "field": self.field or "",
            "directive": self.directive or "",
            "has_target": "on" if self.has_target else "",
            "kind": self.kind,
            "outside": self.outside,
        }
        return {name: str(value) for name, value in told.items() if value}

    def query(self) -> str:
        """The parameters as the end of an address."""
        return urlencode(self.parameters())


def of_facts(rows: QuerySet[Assignment], filters: Filters, *, in_order: bool = True) -> QuerySet[Assignment]:
    """The rows that bear the facts asked for, in whatever state and whether they count or not. Where their order does
    not matter (`in_order`), an index may be walked by the agency."""
    return rows.filter(_facts(filters, in_order=in_order), _due_window(filters))


def narrowed(rows: QuerySet[Assignment], filters: Filters, as_of: AsOf) -> QuerySet[Assignment]:
    """The rows that the filters let through, but for their words: those the caller ranks."""
    return of_facts(rows, filters).filter(_scope(filters), _time(filters, as_of), _from_first_to_last(filters))


def counts() -> GreaterThan:
    """The condition that figures count a row. The sum hides the column from the planner, which would else walk its
    index and sort every row of the register to show a hundred."""
    return GreaterThan(F("standing") + 0, Standing.OUTSIDE)


def _facts(filters: Filters, *, in_order: bool) -> Q:
    told = Q(**{name: getattr(filters, name) for name in _PLAIN if getattr(filters, name)})
    if filters.agency is None:
        return told
    in_order = in_order or bool(filters.first_day or filters.last_day)  # a window of days is a stretch of the order
    return told & _below(filters.agency.path, is_hidden=in_order and connection.vendor != "postgresql")


def _below(path: str, *, is_hidden: bool) -> Q:
    """Of the agency at `path` or of one below it, by the two ends of what begins so: paths are digits. PostgreSQL knows
    how many lie between and when an index helps; from SQLite's planner a plus hides the column, along whose index it
    would fetch every row of a high agency and sort them."""
    sign = "+" if is_hidden else ""
    own = Func(F("agency_path"), template=f"{sign}%(expressions)s", output_field=CharField())
    return Q(GreaterThanOrEqual(own, path)) & Q(LessThanOrEqual(own, path + "9" * STEP))


_PLAIN = ("duty", "progress", "overseer", "field", "directive", "has_target", "kind")


def _due_window(filters: Filters) -> Q:
    """In terms of the list's own order, where the open ones stand by their day and the ended ones again by theirs: the
    index of the list answers without the rows. What has no day stands behind every day, and outside every window."""
    if not (filters.first_day or filters.last_day):
        return Q()
    first, last = filters.first_day or date.min, filters.last_day or LAST_DAY
    windows = Q()
    for ended in (False, True):
        windows |= Q(list_order__gte=order_of(first, ended=ended), list_order__lte=order_of(last, ended=ended))
    return windows


def _from_first_to_last(filters: Filters) -> Q:
    """The stretch of the list that both parts of the window lie in: a page is walked along it, where the parts alone
    would be found apart and sorted."""
    if not (filters.first_day or filters.last_day):
        return Q()
    first, last = filters.first_day or date.min, filters.last_day or LAST_DAY
    return Q(list_order__gte=order_of(first, ended=False), list_order__lte=order_of(last, ended=True))


def _scope(filters: Filters) -> Any:
    if filters.outside == TRIAL:
        return Q(standing=Standing.OUTSIDE) & ~Q(progress__in=(Progress.WITHDRAWN, Progress.HANDED_OVER))
    if filters.outside:
        return Q(standing=Standing.OUTSIDE, progress=filters.outside)
    return counts()


def _time(filters: Filters, as_of: AsOf) -> Q:
    if filters.time == OPEN:
        return Q(closed_at__isnull=True)
    if filters.time == DONE:
        return Q(progress=Progress.DONE)
    return as_of.is_in(Timeliness(filters.time)) if filters.time else Q()
