"""Tasks of the register: what is to be done, in whose words, by when, and with which result."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.access.policy import Act, sight_of
from namro.agencies.models import FieldOfWork, Group, Person
from namro.directives.models import Directive, DraftTask, Reading, RelationKind
from namro.words import beginning


class TaskKind(models.TextChoices):
    """An output that is followed, or a routine duty; lists and papers say which they count (QĐ 42/2014/QĐ-TTg)."""

    FOLLOWED = "followed", _("theo dõi")
    ROUTINE = "routine", _("thường xuyên")


class Rhythm(models.TextChoices):
    """How often a duty comes back; the values are those of namro.reading and namro.calendar."""

    NONE = "", _("một lần")
    DAY = "day", _("hằng ngày")
    WEEK = "week", _("hằng tuần")
    MONTH = "month", _("hằng tháng")
    QUARTER = "quarter", _("hằng quý")
    HALF_YEAR = "half_year", _("6 tháng")
    YEAR = "year", _("hằng năm")
    UNSPECIFIED = "unspecified", _("định kỳ, chưa rõ kỳ")


class TaskQuerySet(models.QuerySet["Task"]):
    """What can be asked of tasks."""

    def visible_to(self, person: Person | None, day: date) -> Self:
        """Those with an assignment where `person` looks."""
        sight = sight_of(person, Act.SEE_TASKS, day)
        if sight.everywhere:
            return self
        return self.filter(pk__in=Task.objects.filter(sight.of_paths("assignments__agency_path")).values("pk"))


class Task(models.Model):
    """One thing to be done. `original_due_date` and the words it came from never change (a trigger refuses it); an
    extension is a record beside the assignment. No date and no rhythm is "không hạn", a kind of its own."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="tasks")
    draft = models.OneToOneField(DraftTask, on_delete=models.PROTECT, null=True, blank=True, related_name="task")
    number = models.PositiveIntegerField()  # in its directive, from 1, in reading order
    place = models.CharField(_("mục"), max_length=60, blank=True)  # "II.1.1"
    text = models.TextField(_("nhiệm vụ"))
    kind = models.CharField(_("loại"), max_length=8, choices=TaskKind)
    is_request = models.BooleanField(_("đề nghị, không giao"), default=False)
    product = models.CharField(_("sản phẩm"), max_length=400, blank=True)
    reports_to = models.CharField(_("báo cáo tới"), max_length=400, blank=True)
    field = models.ForeignKey(FieldOfWork, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    overseer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True)  # code points of the reading's text
    end = models.PositiveIntegerField(null=True, blank=True)
    words = models.TextField(_("lời văn"), blank=True)  # of the document, between start and end

    original_due_date = models.DateField(_("hạn gốc"), null=True, blank=True)
    due_phrase = models.CharField(_("lời văn về hạn"), max_length=300, blank=True)
    due_reason = models.CharField(_("cách tính hạn"), max_length=400, blank=True)
    due_set_by_officer = models.BooleanField(_("hạn do cán bộ ấn định"), default=False)
    every = models.CharField(_("nhịp"), max_length=12, choices=Rhythm, blank=True, default=Rhythm.NONE)
    rhythm = models.JSONField(null=True, blank=True)  # a reading.model.Recurrence, packed
    rhythm_phrase = models.CharField(_("lời văn về nhịp"), max_length=300, blank=True)
    clears = models.CharField(max_length=5, blank=True)  # the five marks of the record: c, v or -

    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    folded = models.TextField(editable=False, default="")  # words, product, doers: one folded form for the search

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("directive", "number")
        constraints = (
            models.UniqueConstraint(name="task_number", fields=("directive", "number")),
            models.CheckConstraint(
                name="task_has_its_words",
                condition=Q(reading=None, start=None, end=None)
                | Q(reading__isnull=False, start__isnull=False, end__gt=F("start")),
            ),
        )

    def __str__(self) -> str:
        return beginning(self.text, 90)

    @property
    def is_without_term(self) -> bool:
        """Whether nothing says when: neither a day nor a rhythm."""
        return self.original_due_date is None and self.every in (Rhythm.NONE, Rhythm.UNSPECIFIED)

    @property
    def agency_paths(self) -> Iterable[str]:
        """Who has it, for `policy.may`."""
        return tuple(self.assignments.values_list("agency_path", flat=True))


class Collective(models.Model):
    """A collective addressee of a task: a group, under the name that the document gives it. Its members of that day
    have an assignment each; its state is theirs taken together."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="collectives")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    duty = models.CharField(max_length=12)
    members_on = models.DateField()  # the day on which its members were found

    class Meta:
        constraints = (models.UniqueConstraint(name="collective_once", fields=("task", "group", "duty")),)


class TaskTarget(models.Model):
    """A number that the task is to reach, kept for the indicators."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="targets")
    comparison = models.CharField(max_length=2)  # >=, >, <=, <, =
    value = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=10, blank=True)  # 2025-Q2, as reading.model.Target
    quote = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("pk",)


class TaskCitation(models.Model):
    """A document that the task's words name; `directive` is set where it is here."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="citations")
    number = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=250, blank=True)
    issued_date = models.DateField(null=True, blank=True)
    relation = models.CharField(_("quan hệ"), max_length=12, choices=RelationKind, default=RelationKind.CITES)
    quote = models.CharField(max_length=400, blank=True)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("number", "issued_date"), name="taskcitation_by_number"),)
