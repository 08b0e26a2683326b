"""Drafts that came from a phone: each once, by the key that the phone gave it."""

from __future__ import annotations

from django.db import models

from namro.agencies.models import Person
from namro.life.models import Update


class SentDraft(models.Model):
    """A draft that became an update. A phone that did not hear the answer sends it again, and is told the same."""

    key = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    update = models.OneToOneField(Update, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
