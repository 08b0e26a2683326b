"""What agencies are called besides their names, whom a collective addressee means, and names nobody knows yet."""

from __future__ import annotations

from typing import TypeAlias

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from namro.agencies.models.agency import Agency, Kind
from namro.agencies.models.dated import Dated, ends_after_it_begins


class Group(Dated):
    """A collective addressee: "các sở, ban, ngành", "UBND các huyện, thành phố". Its members are found for a day:
    all agencies of its kinds below `under`, with the exceptions that GroupMember records."""

    name = models.CharField(_("tên nhóm"), max_length=250, unique=True)
    folded = models.CharField(max_length=250, editable=False, db_index=True)
    under = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, blank=True, related_name="groups_below")
    kinds = models.JSONField(_("gồm các loại"), default=list)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (ends_after_it_begins("group"),)

    def __str__(self) -> str:
        return self.name

    @property
    def kind_names(self) -> list[str]:
        """The kinds in words."""
        return [str(Kind(kind).label) for kind in self.kinds]


Body: TypeAlias = Agency | Group


class GroupMember(Dated):
    """An exception to a group's rule: an agency that is in it, or out of it, for some time."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="exceptions")
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="group_exceptions")
    is_member = models.BooleanField(_("thuộc nhóm"), default=True)

    class Meta:
        constraints = (
            ends_after_it_begins("groupmember"),
            models.UniqueConstraint(name="groupmember_once", fields=("group", "agency", "valid_from")),
        )


class Alias(Dated):
    """Another way in which documents call an agency or a group: a short form, an old name, a slip of the pen."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, null=True, blank=True, related_name="aliases")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, blank=True, related_name="aliases")
    text = models.CharField(_("cách gọi"), max_length=250)
    folded = models.CharField(max_length=250, editable=False)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    class Meta:
        ordering = ("text",)
        verbose_name_plural = "aliases"
        constraints = (
            ends_after_it_begins("alias"),
            models.CheckConstraint(
                name="alias_of_one_thing",
                condition=Q(agency=None, group__isnull=False) | Q(agency__isnull=False, group=None),
            ),
            models.UniqueConstraint(
                name="alias_of_agency_once", fields=("agency", "folded"), condition=Q(valid_to=None, group=None)
            ),
            models.UniqueConstraint(
                name="alias_of_group_once", fields=("group", "folded"), condition=Q(valid_to=None, agency=None)
            ),
        )
        indexes = (models.Index(fields=("folded",), name="alias_folded"),)

    def __str__(self) -> str:
        return self.text


class UnresolvedName(models.Model):
    """A name from a document that no agency or group answers to; it waits until a person says who is meant."""

    class Answer(models.TextChoices):
        AGENCY = "agency", _("là một đơn vị")
        GROUP = "group", _("là một nhóm đơn vị")
        NOT_AN_AGENCY = "not_an_agency", _("không phải đơn vị")

    text = models.CharField(_("tên trong văn bản"), max_length=250)
    folded = models.CharField(max_length=250)
    day = models.DateField(_("ngày văn bản"))
    seen_in = models.CharField(_("thấy ở"), max_length=300, blank=True)
    times_seen = models.PositiveIntegerField(_("số lần"), default=1)
    first_seen_at = models.DateTimeField(_("thấy lần đầu"))
    answer = models.CharField(max_length=16, choices=Answer, null=True, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("agencies.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-times_seen", "pk")
        constraints = (
            models.UniqueConstraint(name="unresolvedname_once", fields=("folded",), condition=Q(answered_at=None)),
        )

    def __str__(self) -> str:
        return self.text
