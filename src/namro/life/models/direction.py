"""What leaders write on a task or to an agency, and what a lead reports of a partner that does not co-operate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.access.policy import Act, sight_of
from namro.agencies.models import Agency, Person
from namro.tasks.models import Assignment, Task


class DirectionQuerySet(models.QuerySet["Direction"]):
    """What can be asked of directions."""

    def visible_to(self, person: Person | None, day: date) -> Self:
        """Those that reach agencies where `person` looks."""
        return self.filter(sight_of(person, Act.SEE_TASKS, day).of_paths("agency__path"))


class Direction(models.Model):
    """A leader's word to one agency, on one of its assignments or on its work as a whole."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="directions")
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="directions"
    )
    text = models.TextField(_("ý kiến chỉ đạo"))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=160)
    became = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DirectionQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (models.CheckConstraint(name="direction_has_words", condition=~Q(text="")),)

    @property
    def agency_paths(self) -> Iterable[str]:
        """Whom it reaches, for `policy.may`."""
        return (self.agency.path,)


class Complaint(models.Model):
    """A partner does not do its part, as the lead sees it. The list of them is a report that a directive may order."""

    lead = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="complaints")
    partner = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="complaints_about")
    text = models.TextField(_("việc chưa phối hợp"))
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(name="complaint_about_another", condition=~Q(lead=F("partner"))),
            models.CheckConstraint(name="complaint_has_words", condition=~Q(text="")),
            models.UniqueConstraint(
                name="complaint_one_open", fields=("lead", "partner"), condition=Q(settled_at=None)
            ),
        )
