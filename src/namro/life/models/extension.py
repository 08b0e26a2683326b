"""Extensions: what an agency asks, what is answered. The original deadline stands beside them for ever."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Agency, Person
from namro.tasks.models import Assignment

MANY = 3  # from this one on, an extension says how many there have been


class ExtensionStage(models.TextChoices):
    """Where a request is."""

    ASKED = "asked", _("chờ quyết định")
    COUNTERED = "countered", _("được đề nghị hạn khác")
    GRANTED = "granted", _("được gia hạn")
    DENIED = "denied", _("không được gia hạn")
    DECLINED = "declined", _("không nhận hạn khác")


OPEN_STAGES = (ExtensionStage.ASKED, ExtensionStage.COUNTERED)


class Extension(models.Model):
    """One request to move a deadline."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="extensions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # the assignment's
    number = models.PositiveSmallIntegerField()  # from 1, of this assignment, whatever came of the earlier ones
    stage = models.CharField(max_length=10, choices=ExtensionStage, default=ExtensionStage.ASKED)
    present_date = models.DateField(_("hạn hiện tại"))
    requested_date = models.DateField(_("xin đến ngày"))
    reason = models.TextField(_("lý do"))
    document = models.CharField(_("văn bản xin gia hạn"), max_length=120, blank=True)
    asked_late = models.BooleanField(default=False)  # after the deadline, where the office allows it
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    offered_date = models.DateField(_("hạn được đề nghị"), null=True, blank=True)
    granted_date = models.DateField(_("hạn mới"), null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_for = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.TextField(_("ý kiến"), blank=True)

    class Meta:
        ordering = ("assignment", "number")
        constraints = (
            models.UniqueConstraint(name="extension_number", fields=("assignment", "number")),
            models.UniqueConstraint(
                name="extension_one_open", fields=("assignment",), condition=Q(stage__in=("asked", "countered"))
            ),
            models.CheckConstraint(name="extension_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="extension_goes_on", condition=Q(requested_date__gt=F("present_date"))),
            models.CheckConstraint(
                name="extension_offer_goes_on",
                condition=Q(offered_date=None) | Q(offered_date__gt=F("present_date")),
            ),
            models.CheckConstraint(
                name="extension_granted_has_its_day",
                condition=(~Q(stage="granted") & Q(granted_date=None))
                | Q(stage="granted", granted_date__gt=F("present_date")),
            ),
            models.CheckConstraint(
                name="extension_countered_has_its_day", condition=~Q(stage="countered") | Q(offered_date__isnull=False)
            ),
            models.CheckConstraint(name="extension_denied_with_reason", condition=~Q(stage="denied") | ~Q(decision="")),
            models.CheckConstraint(
                name="extension_decided_by_another",
                condition=Q(stage="asked", decided_by=None, decided_for=None)
                | (
                    Q(decided_by__isnull=False, decided_for__isnull=False)
                    & ~Q(decided_by=F("asked_by"))
                    & ~Q(decided_for=F("agency"))
                ),
            ),
        )
        indexes = (models.Index(fields=("asked_at",), name="extension_waits", condition=Q(stage="asked")),)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer."""
        return self.stage in OPEN_STAGES

    @property
    def is_one_of_many(self) -> bool:
        """Whether it must say "gia hạn nhiều lần"."""
        return self.number >= MANY

    @property
    def shown_date(self) -> date:
        """The day in question: what was granted, else offered, else asked for."""
        return self.granted_date or self.offered_date or self.requested_date
