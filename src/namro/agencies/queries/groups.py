"""Whom a collective addressee means on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from namro.agencies.models import Agency, Group
from namro.agencies.models.agency import AgencyQuerySet


def members_on(group: Group, day: date) -> AgencyQuerySet:
    """The agencies that the group means on `day`: by its kinds and place, with the exceptions of that day."""
    exceptions = dict(group.exceptions.on(day).values_list("agency", "is_member"))
    rule = Q(kind__in=group.kinds)
    if group.under is not None:
        rule &= Q(path__startswith=group.under.path)
    let_in = [agency for agency, is_member in exceptions.items() if is_member]
    kept_out = [agency for agency, is_member in exceptions.items() if not is_member]
    return Agency.objects.on(day).filter(rule | Q(pk__in=let_in)).exclude(pk__in=kept_out).order_by("path")
