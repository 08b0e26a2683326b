"""Which walks a person has been on, so that they are shown once."""

from __future__ import annotations

from django.db import models

from namro.agencies.models import Person


class SeenWalk(models.Model):
    """A walk that a person ended, or did not want."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    walk = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="seenwalk_once", fields=("person", "walk")),)
