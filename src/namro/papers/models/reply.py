"""What an agency answers to an urging letter."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Agency, Person
from namro.directives.models import Original
from namro.life.models import Update
from namro.papers.models.paper import Paper
from namro.tasks.models import Assignment


class ReplySlip(models.Model):
    """One sending of the slip of an urging letter: filled in on the page, or sent back as the Word file in
    `original`. Each line became an update of its assignment."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="replies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=255, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=160)

    class Meta:
        ordering = ("-at", "-pk")


class ReplyLine(models.Model):
    """The answer for one assignment, and the update that it became."""

    slip = models.ForeignKey(ReplySlip, on_delete=models.PROTECT, related_name="lines")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    update_made = models.OneToOneField(Update, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(name="replyline_once", fields=("slip", "assignment")),)
