"""Agencies: their place in the tree, their names through time, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from namro.access.policy import Act, Person, sight_of
from namro.agencies.models.dated import Dated, DatedQuerySet, ends_after_it_begins, held_on

# A step of a path: position among its brothers, then the record's id. Digits only, of one width, so that the order
# of paths is the order of the tree under every collation.
POSITION_DIGITS, ID_DIGITS = 4, 9
STEP = POSITION_DIGITS + ID_DIGITS


class Kind(models.TextChoices):
    """What sort of body an agency is. A group of addressees is found by these."""

    PROVINCE_COMMITTEE = "province_committee", _("UBND tỉnh")
    DEPARTMENT = "department", _("Sở và cơ quan tương đương")
    PROVINCE_BODY = "province_body", _("Ban, cơ quan khác thuộc UBND tỉnh")
    DISTRICT_COMMITTEE = "district_committee", _("UBND cấp huyện")
    COMMUNE_COMMITTEE = "commune_committee", _("UBND cấp xã")
    CENTRAL_BODY = "central_body", _("Cơ quan trung ương tại địa phương")
    PARTY_BODY = "party_body", _("Cơ quan Đảng")
    COUNCIL = "council", _("Hội đồng nhân dân")
    FRONT_AND_UNIONS = "front_and_unions", _("Mặt trận và đoàn thể")
    UNIVERSITY = "university", _("Đại học, trường, viện")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    PROJECT_OWNER = "project_owner", _("Chủ đầu tư, ban quản lý dự án")
    PRESS = "press", _("Báo chí, truyền thông")
    COMMITTEE = "committee", _("Hội đồng, ban chỉ đạo liên ngành")
    OTHER = "other", _("Loại khác")


class Relation(models.TextChoices):
    """Whether the province orders the body or only asks it."""

    SUBORDINATE = "subordinate", _("trực thuộc")
    COORDINATED = "coordinated", _("phối hợp")


def _one_of(one: str, other: str) -> Q:
    return Q(**{f"{one}__isnull": True, f"{other}__isnull": False}) | Q(
        **{f"{one}__isnull": False, f"{other}__isnull": True}
    )


class FieldOfWork(models.Model):
    """A field that a vice-chairman looks after: finance, construction, culture."""

    name = models.CharField(_("lĩnh vực"), max_length=120, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class AgencyQuerySet(DatedQuerySet):
    """What can be asked of agencies."""

    def visible_to(self, person: Person | None, day: date) -> Self:
        """Those that `person` may see on `day`."""
        return self.filter(sight_of(person, Act.SEE_AGENCIES, day).of_paths("path"))

    def named_on(self, day: date) -> Self:
        """With `name` and `abbreviation`: those that hold on `day`, or the last known for one that is no more."""
        latest = AgencyName.objects.known_on(day).filter(agency=OuterRef("pk")).latest_first()
        return self.annotate(
            name=Subquery(latest.values("name")[:1]), abbreviation=Subquery(latest.values("abbreviation")[:1])
        )


class Agency(Dated):
    """A body that tasks are given to. Its place in the tree does not change: a body put elsewhere is a new record
    with a succession, so that what was reported under the old place still adds up."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("cấp trên")
    )
    path = models.CharField(max_length=STEP * 12, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    kind = models.CharField(_("loại"), max_length=24, choices=Kind)
    relation = models.CharField(_("quan hệ"), max_length=12, choices=Relation, default=Relation.SUBORDINATE)
    code = models.CharField(_("mã định danh"), max_length=35, null=True, blank=True)
    place_code = models.CharField(_("mã địa bàn"), max_length=10, null=True, blank=True)  # of statistics: "05443"
    locality = models.CharField(_("địa bàn"), max_length=120, blank=True)
    fields_of_work = models.ManyToManyField(FieldOfWork, blank=True, related_name="agencies")
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    name: str  # with AgencyQuerySet.named_on
    abbreviation: str  # likewise

    objects = AgencyQuerySet.as_manager()  # type: ignore[misc]  # a queryset of its own

    class Meta:
        ordering = ("path",)
        constraints = (
            ends_after_it_begins("agency"),
            models.CheckConstraint(name="agency_is_not_above_itself", condition=~Q(parent=F("pk"))),
            models.UniqueConstraint(name="agency_code_is_of_one", fields=("code",), condition=Q(valid_to=None)),
        )
        indexes = (models.Index(fields=("kind", "path"), name="agency_by_kind"),)

    def __str__(self) -> str:
        return getattr(self, "name", None) or f"#{self.pk}"

    @property
    def depth(self) -> int:
        """How many stand above it."""
        return len(self.path) // STEP - 1

    @property
    def agency_paths(self) -> Iterable[str]:
        """Where it stands, for `policy.may`."""
        return (self.path,)

    @property
    def is_asked_not_ordered(self) -> bool:
        """A university or the Front is asked ("đề nghị"), not ordered."""
        return self.relation == Relation.COORDINATED


class AgencyNameQuerySet(DatedQuerySet):
    """What can be asked of names."""

    def known_on(self, day: date) -> Self:
        """Those that an agency bears or bore on `day`; all of them for one that is not yet there."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day) | Q(agency__valid_from__gt=day))


class AgencyName(Dated):
    """An official name of an agency, and the days on which it bore it. Triggers refuse two that hold on one day,
    for one agency as well as for two agencies under the same body (migration 0002)."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("tên"), max_length=250)
    abbreviation = models.CharField(_("viết tắt"), max_length=60, blank=True)
    folded = models.CharField(max_length=250, editable=False)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    objects = AgencyNameQuerySet.as_manager()  # type: ignore[misc]  # a queryset of its own

    class Meta:
        ordering = ("valid_from", "pk")
        constraints = (ends_after_it_begins("agencyname"),)
        indexes = (models.Index(fields=("folded",), name="agencyname_folded"),)

    def __str__(self) -> str:
        return self.name


class InnerUnit(Dated):
    """A unit inside an agency: a phòng, a văn phòng, a chi cục without tasks of its own."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="inner_units")
    name = models.CharField(_("tên phòng, bộ phận"), max_length=250)

    class Meta:
        ordering = ("name",)
        constraints = (
            ends_after_it_begins("innerunit"),
            models.UniqueConstraint(name="innerunit_once", fields=("agency", "name", "valid_from")),
        )

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """From `effective_date` on, the successor stands where the predecessor stood, wholly or in part.

    One predecessor with several successors is a split, several with one a merger. A group as the successor means one or
    several of its members. Who takes which open task is a person's decision, recorded with the task."""

    predecessor = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="successions")
    predecessor_group = models.ForeignKey(
        "agencies.Group", on_delete=models.PROTECT, null=True, related_name="successions"
    )
    successor = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="origins")
    successor_group = models.ForeignKey("agencies.Group", on_delete=models.PROTECT, null=True, related_name="origins")
    effective_date = models.DateField(_("từ ngày"))
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)
    note = models.CharField(_("phần việc"), max_length=300, blank=True)

    class Meta:
        ordering = ("effective_date", "pk")
        constraints = (
            models.UniqueConstraint(
                *(Coalesce(end, 0) for end in ("predecessor", "predecessor_group", "successor", "successor_group")),
                name="succession_once",
            ),
            models.CheckConstraint(name="succession_from_one", condition=_one_of("predecessor", "predecessor_group")),
            models.CheckConstraint(name="succession_to_one", condition=_one_of("successor", "successor_group")),
            models.CheckConstraint(
                name="succession_of_another",
                condition=~Q(predecessor=F("successor")) & ~Q(predecessor_group=F("successor_group")),
            ),
        )

    @property
    def predecessor_key(self) -> str:
        """The key of the agency or group that was before."""
        return body_key(self.predecessor_id, self.predecessor_group_id)

    @property
    def successor_key(self) -> str:
        """The key of the agency or group that came after."""
        return body_key(self.successor_id, self.successor_group_id)


def agency_key(pk: int) -> str:
    """The key of an agency where agencies and groups share one namespace, as in `namro.agencies.records`."""
    return f"agency:{pk}"


def body_key(agency: int | None, group: int | None) -> str:
    """The key of the one of the two that is there."""
    return agency_key(agency) if agency is not None else f"group:{group}"


def path_of(parent: Agency | None, position: int, pk: int) -> str:
    """The place in the tree of the agency `pk` under `parent`."""
    return f"{parent.path if parent else ''}{position:0{POSITION_DIGITS}d}{pk:0{ID_DIGITS}d}"


def valid_name(day: date) -> Q:
    """The condition on agencies that one of their names holds on `day`."""
    return held_on(day, "names__")
