"""Periodic reports that came, each for one expected report of a rhythm."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Person
from namro.tasks.models import ExpectedReport, Task, TaskTarget


class ItemKind(models.TextChoices):
    """What an item of a report's form asks for."""

    TEXT = "text", _("văn bản")
    FIGURE = "figure", _("số")
    TABLE = "table", _("bảng")


class ReportItem(models.Model):
    """One thing that the periodic reports of a task are to say, beside their text. A report keeps what was asked when
    it was sent, so that the form may change."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="report_items")
    number = models.PositiveSmallIntegerField()  # from 1, in the form's order
    kind = models.CharField(max_length=8, choices=ItemKind)
    label = models.CharField(max_length=200)
    unit = models.CharField(max_length=40, blank=True)  # of a figure
    columns = models.JSONField(default=list, blank=True)  # of a table: their heads
    is_required = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="reportitem_number", fields=("task", "number")),
            models.CheckConstraint(name="reportitem_has_a_label", condition=~Q(label="")),
        )


class Report(models.Model):
    """What an agency sent for one period. It is sent once; a late one is accepted and stays late."""

    expected = models.OneToOneField(ExpectedReport, on_delete=models.PROTECT, related_name="report")
    text = models.TextField(_("nội dung báo cáo"))
    answers = models.JSONField(default=list, blank=True)  # label, kind, unit, columns and value of each item
    document_number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    document_date = models.DateField(_("ngày văn bản"), null=True, blank=True)
    sent_at = models.DateTimeField()
    sent_date = models.DateField()  # at the office: decides on time or late
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(name="report_has_words", condition=~Q(text="")),
            models.CheckConstraint(
                name="report_document_whole",
                condition=Q(document_number="", document_date=None)
                | (~Q(document_number="") & Q(document_date__isnull=False)),
            ),
        )


class ReportedFigure(models.Model):
    """What a report says of one target of the task. A target it says nothing of has no row: missing is not zero."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    target = models.ForeignKey(TaskTarget, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(_("số đạt được"), max_digits=24, decimal_places=6)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(name="reportedfigure_once", fields=("report", "target")),)
