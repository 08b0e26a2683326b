"""Addresses from which a calendar program fetches deadlines."""

from __future__ import annotations

from django.db import models

from namro.agencies.models import Agency, Person, Post


class CalendarFeed(models.Model):
    """A secret address of one person: their own work, or that of one agency. It lives as long as the post in which it
    was made: who moves on leaves it behind."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="calendar_feeds")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-issued_at", "-pk")
        indexes = (models.Index(fields=("-issued_at", "-id"), name="calendarfeed_by_age"),)
