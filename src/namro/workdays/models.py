"""Days that an office enters: holidays, days off, days worked in return, for all or for one agency."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Agency, Person


class DayKind(models.TextChoices):
    """What a day is; the values are those of namro.calendar."""

    HOLIDAY = "holiday", _("nghỉ lễ, tết")
    OFF = "off", _("nghỉ, hoán đổi")
    MAKE_UP = "make_up_workday", _("ngày làm việc")


class OfficeDay(models.Model):
    """One day as the office says it is. It stands over the shipped row of that day, which a new release may change; a
    row with an agency holds for that agency only."""

    day = models.DateField(_("ngày"))
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, blank=True, related_name="office_days")
    kind = models.CharField(_("loại"), max_length=16, choices=DayKind)
    name = models.CharField(_("tên"), max_length=160)
    notice = models.CharField(_("thông báo"), max_length=160, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("day", "agency")
        constraints = (
            models.UniqueConstraint("day", Coalesce("agency", Value(0)), name="officeday_once"),
            models.CheckConstraint(name="officeday_has_a_name", condition=~Q(name="")),
        )
