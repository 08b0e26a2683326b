"""Word templates that an office made its own."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Person
from namro.directives.models import Original
from namro.papers.kinds import PaperKind


class OfficeTemplateQuerySet(models.QuerySet["OfficeTemplate"]):
    """What can be asked of templates."""

    def in_use(self) -> Self:
        """Those that papers are drawn with now; at most one of a kind."""
        return self.filter(in_use_since__isnull=False, in_use_until=None)


class OfficeTemplate(models.Model):
    """A template for one kind of paper, checked when it was brought. At most one of a kind is in use; without one the
    shipped template is. What was used for an issued paper stays for ever."""

    kind = models.CharField(_("loại"), max_length=12, choices=PaperKind)
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=255)
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    in_use_since = models.DateTimeField(null=True, blank=True)
    in_use_until = models.DateTimeField(null=True, blank=True)
    put_to_use_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = OfficeTemplateQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "-brought_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="officetemplate_one_in_use",
                fields=("kind",),
                condition=Q(in_use_since__isnull=False, in_use_until=None),
            ),
            models.CheckConstraint(
                name="officetemplate_ends_after_it_begins",
                condition=Q(in_use_until=None) | Q(in_use_since__isnull=False),
            ),
        )

    @property
    def is_in_use(self) -> bool:
        """Whether papers are drawn with it now."""
        return self.in_use_since is not None and self.in_use_until is None

    @property
    def data(self) -> bytes:
        """The file itself."""
        return self.original.path.read_bytes()
