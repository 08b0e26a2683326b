"""Snapshots: all that a paper needs, frozen as of a moment. Triggers refuse to change one (migration 0001)."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.functional import cached_property

from namro.agencies.models import Agency, Person
from namro.directives.models import Directive
from namro.life.models import Extension
from namro.papers.kinds import PaperKind


class Snapshot(models.Model):
    """A payload in its canonical form, known by its hash. What is printed from it is printed from it alone."""

    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=12, choices=PaperKind)
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="snapshots")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    extension = models.ForeignKey(Extension, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    moment = models.DateTimeField()
    text = models.TextField()  # canonical JSON
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-moment", "-pk")
        indexes = (models.Index(fields=("directive", "kind", "-moment", "-id"), name="snapshot_of_directive"),)

    @cached_property
    def payload(self) -> dict[str, Any]:
        """What was frozen; read once, for that of a long directive has some ten megabytes. Not to be changed."""
        payload: dict[str, Any] = json.loads(self.text)
        return payload
