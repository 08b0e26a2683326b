"""What an assignment stood at from a moment on. Written by a trigger, whoever changes the assignment."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Max

from namro.tasks.models import Assignment
from namro.tasks.progress import Progress


class TraceQuerySet(models.QuerySet["Trace"]):
    """What can be asked of traces."""

    def at(self, moment: datetime) -> Self:
        """The one of each assignment that held at `moment`: a report as of then comes out the same for ever."""
        last = Trace.objects.filter(at__lte=moment).order_by().values("assignment").annotate(last=Max("pk"))
        return self.filter(pk__in=last.values("last"))


class Trace(models.Model):
    """The state and days of an assignment from `at` until its next trace. Triggers on the assignments' table add
    a row with every change of these, and refuse to change or remove one (migration 0002)."""

    assignment = models.ForeignKey(Assignment, on_delete=models.DO_NOTHING, related_name="traces")
    at = models.DateTimeField()
    progress = models.CharField(max_length=12, choices=Progress)
    due_date = models.DateField(null=True)
    completed_date = models.DateField(null=True)
    is_counted = models.BooleanField()

    objects = TraceQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("assignment", "at", "id"), name="trace_of_assignment"),)
