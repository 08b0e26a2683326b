"""Tasks of different documents that may be one: proposed by the machine, decided by a person, never merged."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Person
from namro.tasks.models.task import Task


class LikenessKind(models.TextChoices):
    """What two tasks may be to each other."""

    DUPLICATE = "duplicate", _("có thể trùng")
    CONTINUATION = "continuation", _("có thể tiếp nối")


class Likeness(models.Model):
    """Two tasks that look alike, why, and what a person said."""

    class Answer(models.TextChoices):
        RELATED = "related", _("có liên quan")
        UNRELATED = "unrelated", _("không liên quan")

    earlier = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="likenesses_after")
    later = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="likenesses_before")
    kind = models.CharField(max_length=12, choices=LikenessKind)
    reason = models.CharField(max_length=400)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="likeness_once", fields=("earlier", "later")),
            models.CheckConstraint(name="likeness_of_two", condition=~Q(earlier=F("later"))),
        )
