"""Readings: one pass of the reader over one file of a document, as a job that may be killed and taken up again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.directives.models.directive import Annex, Directive


class ReadingState(models.TextChoices):
    """How far a reading has come."""

    WAITING = "waiting", _("chờ đọc")
    RUNNING = "running", _("đang đọc")
    DONE = "done", _("đã đọc")
    FAILED = "failed", _("không đọc được")


_NOT_OVER = Q(state__in=("waiting", "running"))


class ReadingQuerySet(models.QuerySet["Reading"]):
    """What can be asked of readings."""

    def light(self) -> ReadingQuerySet:
        """Without the read text, which only the desk needs."""
        return self.defer("result")


class Reading(models.Model):
    """What the reader made of one file. The job that does it claims the row by an update that must change exactly one;
    `lease_until` is by when the one who claimed it must have given a sign, or another takes over."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="readings")
    annex = models.ForeignKey(Annex, on_delete=models.CASCADE, null=True, blank=True, related_name="readings")
    number = models.PositiveSmallIntegerField()  # from 1, of this document
    reader = models.CharField(max_length=40)  # version of the program that reads
    state = models.CharField(max_length=8, choices=ReadingState, default=ReadingState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.CharField(max_length=32, blank=True)  # of the worker that has it now
    lease_until = models.DateTimeField(null=True, blank=True)  # the machine's own clock
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    step = models.CharField(max_length=60, blank=True)  # what it is at, for the one who waits
    requested_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)  # cause and remedy, in words
    result = models.JSONField(null=True, blank=True)  # reading.archive

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="reading_number", fields=("directive", "number")),
            models.UniqueConstraint(
                name="reading_one_at_a_time", fields=("directive",), condition=Q(annex=None) & _NOT_OVER
            ),
            models.UniqueConstraint(name="reading_one_at_a_time_of_annex", fields=("annex",), condition=_NOT_OVER),
            models.CheckConstraint(
                name="reading_ended_when_done",
                condition=(_NOT_OVER & Q(ended_at=None)) | Q(state__in=("done", "failed"), ended_at__isnull=False),
            ),
        )

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in (ReadingState.DONE, ReadingState.FAILED)

    @property
    def pages_seen(self) -> tuple[int, int] | None:
        """While a scan is recognised: how many of its pages are, and how many there are."""
        told, _, pages = self.step.removeprefix("pages ").partition("/")
        return (int(told), int(pages)) if self.step.startswith("pages ") else None

    @property
    def part(self) -> int:
        """Which file it read: 0 the document itself, then its annexes."""
        return self.annex.part if self.annex is not None else 0
