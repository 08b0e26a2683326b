"""Views of the register that a person keeps under a name."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Person


class SavedView(models.Model):
    """A set of filters, columns and an order: the query of the register's address."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("tên khung nhìn"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(name="savedview_name", fields=("person", "name")),)
