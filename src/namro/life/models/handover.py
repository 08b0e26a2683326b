"""Hand-overs: an assignment that another agency carries on, with the document that says so; one by one, or all that an
agency still held when it ended."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Agency, Person
from namro.tasks.models import Assignment


class BatchStage(models.TextChoices):
    """How far the hand-over of an agency is."""

    DRAFT = "draft", _("đang chuẩn bị")
    QUEUED = "queued", _("đang chuyển")
    DONE = "done", _("đã chuyển")


class HandoverBatch(models.Model):
    """All that an agency hands over at once. While it is prepared, `receiver` is who takes what nobody else was chosen
    for; what was counted before and after stays with it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="handover_batches")
    receiver = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    document = models.CharField(_("văn bản"), max_length=120, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    stage = models.CharField(max_length=6, choices=BatchStage, default=BatchStage.DRAFT)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.CharField(max_length=64, blank=True)  # the digest of what was shown and confirmed
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    principal_name = models.CharField(max_length=160, blank=True)  # on whose behalf
    failure = models.CharField(max_length=500, blank=True)  # why the last run changed nothing
    finished_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(null=True)  # a life.queries.handover.Balance, when it is done

    class Meta:
        ordering = ("-begun_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="handoverbatch_one_at_work", fields=("agency",), condition=Q(stage__in=("draft", "queued"))
            ),
            models.CheckConstraint(
                name="handoverbatch_to_another", condition=Q(receiver=None) | ~Q(receiver=F("agency"))
            ),
            models.CheckConstraint(
                name="handoverbatch_says_why", condition=Q(stage="draft") | (~Q(reason="") & ~Q(document=""))
            ),
            models.CheckConstraint(
                name="handoverbatch_done_with_counts",
                condition=~Q(stage="done") | (Q(counts__isnull=False) & Q(finished_at__isnull=False)),
            ),
        )

    @property
    def agency_paths(self) -> Iterable[str]:
        """Whose work it hands over, for `policy.may`."""
        return (self.agency.path,)


class HandoverChoice(models.Model):
    """Whom a person chose for one assignment, while its hand-over is prepared."""

    batch = models.ForeignKey(HandoverBatch, on_delete=models.CASCADE, related_name="choices")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(name="handoverchoice_once", fields=("batch", "assignment")),)


class Handover(models.Model):
    """From one assignment to another of the same task. One that splits has several. What was done before stays with
    the agency that did it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="handed_to")
    successor = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="taken_from")
    batch = models.ForeignKey(HandoverBatch, on_delete=models.PROTECT, null=True, related_name="handovers")
    joined = models.BooleanField(default=False)  # the receiver had this duty in the task already
    reports = models.PositiveIntegerField(default=0)  # expected of the successor since then
    reason = models.TextField(_("lý do"))
    document = models.CharField(_("văn bản"), max_length=120)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(name="handover_once", fields=("assignment", "successor")),
            models.CheckConstraint(name="handover_to_another", condition=~Q(assignment=F("successor"))),
            models.CheckConstraint(name="handover_says_why", condition=~Q(reason="") & ~Q(document="")),
        )
