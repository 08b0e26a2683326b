"""Papers that come back: which kind, by which rhythm of the directive, who drafts it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Agency, Person
from namro.directives.models import Directive
from namro.papers.kinds import PaperKind
from namro.tasks.models import Task


class PaperRhythm(models.Model):
    """A paper that falls due again and again. The days are those of `task`, whose words give the rhythm ("trước ngày
    12 hằng tháng"), or a day of each month or week that the office set by hand."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="paper_rhythms")
    kind = models.CharField(_("loại"), max_length=12, choices=PaperKind)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    every = models.CharField(
        _("nhịp"), max_length=6, blank=True, choices=(("month", _("hằng tháng")), ("week", _("hằng tuần")))
    )
    day = models.PositiveSmallIntegerField(_("ngày"), null=True, blank=True)  # of the month; of the week, Monday = 1
    issuer = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("directive", "kind", "pk")
        constraints = (
            models.CheckConstraint(
                name="paperrhythm_of_words_or_by_hand",
                condition=Q(task__isnull=False, every="", day=None)
                | Q(task=None, every="month", day__range=(1, 31))
                | Q(task=None, every="week", day__range=(1, 7)),
            ),
            models.UniqueConstraint(name="paperrhythm_of_task_once", fields=("kind", "task"), condition=Q(until=None)),
            models.UniqueConstraint(
                name="paperrhythm_by_hand_once",
                fields=("directive", "kind", "every", "day"),
                condition=Q(until=None, task=None),
            ),
        )
