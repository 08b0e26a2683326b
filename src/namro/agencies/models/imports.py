"""What was read from a workbook and waits for the one who brought it to say yes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.agencies.models.people import Person


class ImportDraft(models.Model):
    """The rows of a workbook as read, good and bad; nothing of it is saved until it is confirmed, once."""

    class Subject(models.TextChoices):
        AGENCIES = "agencies", _("đơn vị")
        ACCOUNTS = "accounts", _("tài khoản")

    subject = models.CharField(max_length=12, choices=Subject)
    file_name = models.CharField(max_length=200)
    rows = models.JSONField()
    refusals = models.JSONField()
    brought_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    brought_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-brought_at",)
