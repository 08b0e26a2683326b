"""The log. Triggers on both databases refuse to change or remove a row (migration 0002)."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.access.policy import Act, Person, sight_of


class EntryQuerySet(models.QuerySet["Entry"]):
    """What can be asked of the log."""

    def visible_to(self, person: Person | None, day: date) -> Self:
        """All of it to who may read it, none to others."""
        return self if sight_of(person, Act.READ_AUDIT, day).everywhere else self.none()


class Entry(models.Model):
    """One act. Names are written out, so that the log still reads when what they name is gone."""

    number = models.PositiveBigIntegerField(_("số"), primary_key=True)
    at = models.DateTimeField(_("lúc"), db_index=True)
    actor = models.BigIntegerField(_("người làm"), null=True)
    actor_name = models.CharField(_("người làm"), max_length=160)
    principal = models.BigIntegerField(_("làm thay"), null=True)
    principal_name = models.CharField(_("làm thay"), max_length=160, blank=True)
    act = models.CharField(_("việc"), max_length=60, db_index=True)
    thing = models.CharField(_("đối tượng"), max_length=60)
    thing_id = models.CharField(max_length=60, blank=True)
    thing_name = models.CharField(_("tên đối tượng"), max_length=300, blank=True)
    before = models.JSONField(_("trước"), null=True)
    after = models.JSONField(_("sau"), null=True)
    address = models.CharField(_("từ địa chỉ"), max_length=60, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        verbose_name_plural = "entries"
        indexes = (
            models.Index(fields=("actor", "-number"), name="entry_by_actor"),
            models.Index(fields=("thing", "thing_id", "-number"), name="entry_by_thing"),
        )
