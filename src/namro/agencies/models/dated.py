"""Records that hold from a day to a day."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def held_on(day: date, prefix: str = "") -> Q:
    """The condition that a record holds on `day`; `prefix` leads to it from another model ("names__")."""
    return (Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day})) & (
        Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day})
    )


class DatedQuerySet(models.QuerySet[Any]):
    """What can be asked of dated records."""

    def on(self, day: date) -> Self:
        """Those that hold on `day`."""
        return self.filter(held_on(day))

    def overlapping(self, first: date | None, last: date | None) -> Self:
        """Those that hold on some day from `first` to `last`."""
        found = self.all()
        if last is not None:
            found = found.exclude(valid_from__gt=last)
        if first is not None:
            found = found.exclude(valid_to__lt=first)
        return found

    def latest_first(self) -> Self:
        """By first day, the last one first; the databases do not agree on where an open day stands."""
        return self.order_by(F("valid_from").desc(nulls_last=True), "-pk")


class Dated(models.Model):
    """A record that holds from its first to its last day, both included; an open end is not known or not yet come."""

    valid_from = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def ends_after_it_begins(model: str) -> models.CheckConstraint:
    """The constraint that a record of `model` does not end before it begins."""
    return models.CheckConstraint(
        name=f"{model}_ends_after_it_begins",
        condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
    )
