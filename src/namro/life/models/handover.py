"""Hand-overs: an assignment that another agency carries on, with the document that says so."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Person
from namro.tasks.models import Assignment


class Handover(models.Model):
    """From one assignment to another of the same task. One that splits has several. What was done before stays with
    the agency that did it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="handed_to")
    successor = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="taken_from")
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
