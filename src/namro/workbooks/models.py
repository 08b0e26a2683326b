"""Workbooks that went out to be filled in, and those that were brought."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.access.policy import Act, may, sight_of
from namro.agencies.models import Agency, Person
from namro.directives.models import Directive, Original
from namro.tasks.models import Assignment, Task

UNDO_FOR = timedelta(hours=24)


class Form(models.TextChoices):
    """What a workbook holds."""

    REGISTER = "register", _("sổ nhiệm vụ đã sửa")
    AGENCY = "agency", _("bảng của đơn vị")
    BOOK = "book", _("sổ theo dõi cũ")


class Handout(models.Model):
    """A workbook that was made to be brought back: which rows it had, so that missing ones are told."""

    form = models.CharField(max_length=8, choices=Form)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    count = models.PositiveIntegerField(default=0)
    packed = models.BinaryField(default=bytes)  # the ids of its rows, some bytes each

    def keep(self, rows: Iterable[int]) -> None:
        """Remember the rows."""
        ids = array("q", rows)
        self.count, self.packed = len(ids), zlib.compress(ids.tobytes(), 6)
        self.save(update_fields=("count", "packed"))

    @property
    def rows(self) -> array[int]:
        """The ids of its rows, in their order."""
        ids = array("q")
        if self.packed:
            ids.frombytes(zlib.decompress(bytes(self.packed)))
        return ids


class Mapping(models.Model):
    """What the columns of an office's own workbook are, learnt once: the same headings are known again."""

    fingerprint = models.CharField(max_length=64, unique=True)  # of the headings, folded
    headings = models.JSONField()
    columns = models.JSONField()  # place of the column → what it is
    learnt_at = models.DateTimeField()
    learnt_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")


class State(models.TextChoices):
    """How far a brought workbook is."""

    MAPPING = "mapping", _("chờ ghép cột")
    QUEUED = "queued", _("chờ đến lượt")
    RUNNING = "running", _("đang xử lý")
    READY = "ready", _("chờ xác nhận")
    APPLIED = "applied", _("đã nhập")
    UNDONE = "undone", _("đã hoàn tác")
    FAILED = "failed", _("không đọc được")


class Work(models.TextChoices):
    """What a worker does with it."""

    READ = "read", _("đọc tệp")
    APPLY = "apply", _("nhập")
    UNDO = "undo", _("hoàn tác")


class BroughtQuerySet(models.QuerySet["Brought"]):
    """What can be asked of brought workbooks."""

    def visible_to(self, person: Person | None, day: date) -> Self:
        """Those of who edits tasks, and of the agencies that a person reports for."""
        if may(person, Act.EDIT_TASKS, None, day):
            return self
        own = sight_of(person, Act.REPORT_PROGRESS, day).of_paths("agency__path")
        return self.filter(own, form=Form.AGENCY, agency__isnull=False)


class Brought(models.Model):
    """A workbook that somebody brought, from the upload to its end. Nothing of it counts before it is confirmed."""

    form = models.CharField(max_length=8, choices=Form)
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=255)
    handout = models.ForeignKey(Handout, on_delete=models.PROTECT, null=True, related_name="brought")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField(_("nhận lúc"))
    brought_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    state = models.CharField(max_length=8, choices=State)
    work = models.CharField(max_length=6, choices=Work, default=Work.READ)
    progress = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=1000, blank=True)
    claim = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    told = models.JSONField(default=dict)  # what the reading found: counts, and rows to tell of
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    document = models.CharField(_("văn bản"), max_length=300, blank=True)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    actor = models.JSONField(null=True)  # an audit.actor.Actor: for whom the worker acts
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = BroughtQuerySet.as_manager()

    class Meta:
        ordering = ("-brought_at", "-pk")

    def __str__(self) -> str:
        return self.file_name

    @property
    def agency_paths(self) -> Iterable[str]:
        """Whose it is, for `policy.may`."""
        return (self.agency.path,) if self.agency else ()

    @property
    def is_at_work(self) -> bool:
        """Whether a worker has it, or will."""
        return self.state in (State.QUEUED, State.RUNNING)

    def may_be_undone(self, at: datetime) -> bool:
        """Whether its changes can still be taken back."""
        is_applied = self.form == Form.REGISTER and self.state == State.APPLIED
        return is_applied and self.applied_at is not None and at <= self.applied_at + UNDO_FOR


class Cell(models.Model):
    """A cell of the register's workbook that a person changed."""

    class Outcome(models.TextChoices):
        CHANGE = "change", _("sẽ ghi")
        CONFLICT = "conflict", _("xung đột")
        REFUSED = "refused", _("không nhận")
        APPLIED = "applied", _("đã ghi")
        KEPT = "kept", _("giữ giá trị hiện tại")
        UNDONE = "undone", _("đã hoàn tác")
        NOT_UNDONE = "not_undone", _("không hoàn tác được")

    brought = models.ForeignKey(Brought, on_delete=models.CASCADE, related_name="cells")
    row = models.PositiveIntegerField()
    place = models.CharField(max_length=12)  # "G17"
    column = models.CharField(max_length=12)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    base = models.TextField(null=True, blank=True)  # what the workbook held when it was made, where that is known
    present = models.TextField(blank=True)  # what the register holds
    wanted = models.TextField(blank=True)  # what the workbook holds
    outcome = models.CharField(max_length=10, choices=Outcome)
    takes = models.BooleanField(default=False)  # of a conflict: the workbook's value, not the present one
    reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("row", "pk")
        indexes = (models.Index(fields=("brought", "outcome", "row", "id"), name="cell_by_outcome"),)


class Line(models.Model):
    """A row of an agency's workbook or of an office's own, with what will become of it."""

    class Outcome(models.TextChoices):
        GOOD = "good", _("nhập được")
        WAITING = "waiting", _("chờ rõ đơn vị")
        REFUSED = "refused", _("không nhận")
        DONE = "done", _("đã nhập")

    brought = models.ForeignKey(Brought, on_delete=models.CASCADE, related_name="lines")
    sheet = models.CharField(max_length=60, blank=True)
    row = models.PositiveIntegerField()
    content = models.JSONField()
    refusals = models.JSONField(default=list)  # [{"cell": "C7", "reason": "…"}]
    outcome = models.CharField(max_length=8, choices=Outcome)
    made = models.CharField(max_length=40, blank=True)  # "task:12", "update:7", "report:3"
    taken = models.CharField(max_length=40, null=True, blank=True)  # handout and row, once it was taken

    class Meta:
        ordering = ("pk",)
        constraints = (
            # A row of a handed-out workbook is taken once, in whichever file it comes back.
            models.UniqueConstraint(name="line_taken_once", fields=("taken",), condition=Q(taken__isnull=False)),
        )
        indexes = (models.Index(fields=("brought", "outcome", "id"), name="line_by_outcome"),)

    def day(self, *path: str) -> date | None:
        """A day of the content, for the page."""
        found: Any = self.content
        for name in path:
            found = found.get(name) if found else None
        return date.fromisoformat(found) if found else None
