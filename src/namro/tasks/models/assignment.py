"""Assignments: one task, one agency, one duty; what the lists count.

Timeliness is derived as of a day, never stored. What the lists sort and filter by is copied here from the task, in the
same transaction, because a page of 100,000 rows cannot afford the joins; `operations.projection` rebuilds it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.access.policy import Act, sight_of
from namro.agencies.models import Agency, FieldOfWork, InnerUnit, Person
from namro.agencies.models.agency import STEP
from namro.directives.models import Directive
from namro.tasks.models.standing import Standing, standing_of_row
from namro.tasks.models.task import Collective, Task, TaskKind
from namro.tasks.progress import ENDED, Duty, Progress

NO_DAY = "9999-12-31"  # stands for "không hạn" in the order of the list: after every day
FILTERED = ("progress", "duty", "field", "overseer", "has_target", "kind", "agency_path", "directive")
COUNTED = ("agency_path", "progress", "duty", "kind", "has_target", "field", "overseer")  # the agency's stand together


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """What can be asked of assignments."""

    def visible_to(self, person: Person | None, day: date) -> Self:
        """Those of agencies where `person` looks."""
        return self.filter(sight_of(person, Act.SEE_TASKS, day).of_paths("agency_path"))

    def counted(self) -> Self:
        """Those that figures count: issued, neither withdrawn nor handed over."""
        return self.filter(is_counted=True)

    def open(self) -> Self:
        """Those not ended. The condition has no parameter, so that SQLite uses the partial index."""
        return self.filter(closed_at__isnull=True)

    def waiting_as(self, progress: Progress) -> Self:
        """Open ones that count and wait in this state, along an index of theirs."""
        return self.open().filter(progress=progress, is_counted=True)

    def overdue_on(self, day: date, *, since: date | None = None) -> Self:
        """Open ones that count and whose day is past on `day` (and not before `since`); along the list's own index."""
        late = self.filter(standing=Standing.OPEN_DATED, list_order__lt=list_order(day, None))
        return late.filter(list_order__gte=list_order(since, None)) if since else late


class Assignment(models.Model):
    """What one agency has to do in one task. `original_due_date` never changes; `due_date` moves with an extension."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="assignments", db_index=False)  # see indexes
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assignments")
    duty = models.CharField(_("vai trò"), max_length=12, choices=Duty)
    collective = models.ForeignKey(
        Collective, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    progress = models.CharField(_("trạng thái"), max_length=12, choices=Progress, default=Progress.NOT_STARTED)
    original_due_date = models.DateField(_("hạn gốc"), null=True, blank=True)
    due_date = models.DateField(_("hạn"), null=True, blank=True)
    assigned_at = models.DateTimeField(_("giao lúc"))
    completed_date = models.DateField(_("hoàn thành ngày"), null=True, blank=True)  # decides "đúng hạn" or "quá hạn"
    closed_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(_("cập nhật lúc"))
    version = models.PositiveIntegerField(default=1)

    # Copied from the task, the directive and the agency for the lists.
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="assignments")
    agency_path = models.CharField(max_length=STEP * 12)
    kind = models.CharField(max_length=8, choices=TaskKind)
    # Without an index of their own: half of all rows may have one overseer, and the planner would believe in it.
    field = models.ForeignKey(
        FieldOfWork, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    overseer = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    has_target = models.BooleanField(default=False)
    has_rhythm = models.BooleanField(default=False)
    is_counted = models.BooleanField(default=True)
    list_order = models.CharField(max_length=12)  # `list_order`: what the register sorts by, with id to tell apart
    standing = models.GeneratedField(
        expression=standing_of_row(), output_field=models.PositiveSmallIntegerField(), db_persist=True
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ("list_order", "pk")
        constraints = (
            models.UniqueConstraint(name="assignment_once", fields=("task", "agency", "duty")),
            models.CheckConstraint(
                name="assignment_closed_when_ended",
                condition=Q(progress__in=[str(one) for one in ENDED], closed_at__isnull=False)
                | (~Q(progress__in=[str(one) for one in ENDED]) & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="assignment_done_has_its_day",
                condition=Q(progress=Progress.DONE, completed_date__isnull=False)
                | (~Q(progress=Progress.DONE) & Q(completed_date=None)),
            ),
            models.CheckConstraint(
                name="assignment_extended_only_from_a_day",
                condition=Q(original_due_date=None, due_date=None)
                | Q(original_due_date__isnull=False, due_date__gte=F("original_due_date")),
            ),
        )
        indexes = (
            # Pages of the register: all, of one standing (which the counts walk through, too), of an agency, of a
            # directive. The filters stand behind the order, so that rows are told apart without fetching them.
            models.Index(fields=("list_order", "id", "standing", *FILTERED), name="assignment_list"),
            models.Index(fields=("standing", "list_order", "id", *FILTERED), name="assignment_standing"),
            # What is counted of each standing under these filters: narrow, so that all of it is soon walked through.
            models.Index(fields=("standing", *COUNTED), name="assignment_counts"),
            models.Index(fields=("agency_path", "list_order", "id"), name="assignment_list_of_agency"),
            models.Index(fields=("directive", "list_order", "id"), name="assignment_list_of_directive"),
            models.Index(fields=("-updated_at", "-id"), name="assignment_by_update"),
            # From the tasks that hold a word to what is counted of them, without their rows.
            models.Index(fields=("task", "standing", "progress", "list_order"), name="assignment_of_task"),
            # What first pages count: the cells of each agency in one walk, what waits, what ended since a day.
            models.Index(fields=("duty", "agency", "standing", "due_date", "progress"), name="assignment_figures"),
            # (of those that ended alone: SQLite would take NULL for a rare value, and look for all that is open there).
            models.Index(fields=("closed_at",), name="assignment_ended", condition=Q(closed_at__isnull=False)),
            # What is open: in which state and since when, and by which day; the conditions bear no parameters
            # (STACK.md, 5).
            models.Index(
                fields=("progress", "duty", "updated_at", "id", "is_counted"),
                name="assignment_open_in_state",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(fields=("due_date", "id"), name="assignment_open", condition=Q(closed_at__isnull=True)),
            models.Index(
                fields=("agency_path", "due_date", "id"),
                name="assignment_open_of_agency",
                condition=Q(closed_at__isnull=True),
            ),
        )

    @property
    def agency_paths(self) -> Iterable[str]:
        """Whose it is, for `policy.may`."""
        return (self.agency_path,)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.closed_at is None

    @property
    def is_extended(self) -> bool:
        """Whether its day was moved."""
        return self.due_date != self.original_due_date


class ExpectedReport(models.Model):
    """One time that a rhythm falls due: which period, by which day and why. Whether it came, `namro.life` says."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="expected_reports")
    number = models.PositiveIntegerField()  # from 1
    period = models.CharField(_("kỳ"), max_length=60)  # "tháng 3/2025"
    period_first = models.DateField()
    period_last = models.DateField()
    cut_off_date = models.DateField(_("ngày chốt số liệu"))
    due_date = models.DateField(_("hạn gửi"))
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ("assignment", "number")
        constraints = (
            models.UniqueConstraint(name="expectedreport_number", fields=("assignment", "number")),
            models.UniqueConstraint(name="expectedreport_period", fields=("assignment", "period_first", "period_last")),
        )
        indexes = (models.Index(fields=("due_date", "assignment"), name="expectedreport_by_day"),)


class Allotment(models.Model):
    """Within an agency: the unit, the officer and the deputy head to whom its head gave the assignment."""

    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, related_name="allotment")
    inner_unit = models.ForeignKey(InnerUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="allotment_to_somebody",
                condition=Q(inner_unit__isnull=False) | Q(officer__isnull=False) | Q(deputy__isnull=False),
            ),
        )


def list_order(due_date: date | None, closed_at: datetime | None) -> str:
    """Where an assignment stands in the register: open ones by their day, those without one after them, ended last."""
    return order_of(due_date, ended=closed_at is not None)


def order_of(due_date: date | None, *, ended: bool) -> str:
    """The order of one that is open, or has ended, with this day."""
    return f"{int(ended)}{due_date.isoformat() if due_date else NO_DAY}"
