"""People: the posts they hold, the roles they are given, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from namro.access.policy import WHOLE_TREE, Act, Duty, sight_of
from namro.access.roles import ROLES_OF_AN_AGENCY, Role
from namro.agencies.models.agency import Agency, FieldOfWork, InnerUnit, Kind
from namro.agencies.models.dated import Dated, ends_after_it_begins, held_on


class PersonQuerySet(models.QuerySet["Person"]):
    """What can be asked of people."""

    def visible_to(self, person: Person | None, day: date) -> Self:
        """Those whom `person` may see on `day`: themselves, and who holds or held a post where they look."""
        sight = sight_of(person, Act.SEE_PEOPLE, day)
        if sight.everywhere:
            return self
        posts = Post.objects.filter(sight.of_paths("agency__path"), person=OuterRef("pk"))
        return self.filter(Exists(posts) | Q(pk=person.pk if person else None))


class Person(models.Model):
    """Someone who works here. Only what the work needs is kept: name, work address, posts (Law 91/2025/QH15)."""

    name = models.CharField(_("họ và tên"), max_length=120)
    folded = models.CharField(max_length=120, editable=False, db_index=True)
    work_email = models.EmailField(_("thư công vụ"), unique=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)

    posts_now: list[Post]  # with queries.people.held_now
    grants_now: list[RoleGrant]  # likewise

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ("folded", "pk")
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    @cached_property
    def _duties(self) -> dict[date, tuple[Duty, ...]]:
        return {}

    def duties_on(self, day: date) -> tuple[Duty, ...]:
        """Their roles on `day` and those of whom they stand in for; asked of the database once a day and object."""
        if day not in self._duties:
            self._duties[day] = tuple(_duties(self.pk, day))
        return self._duties[day]

    def roles_on(self, day: date) -> tuple[Role, ...]:
        """Their own roles on `day`, in the order of `Role`."""
        own = {duty.role for duty in self.duties_on(day) if duty.principal is None}
        return tuple(role for role in Role if role in own)

    @property
    def agency_paths(self) -> Iterable[str]:
        """Where they hold or held posts, for `policy.may`."""
        return tuple(self.posts.values_list("agency__path", flat=True))


class Rank(models.IntegerChoices):
    """Who signs for whom: the head, a deputy for the head, another by order."""

    HEAD = 1, _("cấp trưởng")
    DEPUTY = 2, _("cấp phó")
    OTHER = 3, _("khác")


class Post(Dated):
    """What a person is, where, from when to when."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="posts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    inner_unit = models.ForeignKey(InnerUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="posts")
    title = models.CharField(_("chức vụ"), max_length=120)
    rank = models.PositiveSmallIntegerField(_("cấp"), choices=Rank, default=Rank.OTHER)
    is_acting = models.BooleanField(_("quyền"), default=False)  # "Q. Giám đốc"

    class Meta:
        ordering = ("rank", "valid_from", "pk")
        constraints = (ends_after_it_begins("post"),)

    def __str__(self) -> str:
        return self.title


class RoleGrant(Dated):
    """A role a person has from a day to a day; one within an agency names it. A leader with fields of work is a
    vice-chairman: they see the agencies of their fields, where the chairman sees all below."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(_("vai trò"), max_length=16, choices=Role)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="role_grants")
    fields_of_work = models.ManyToManyField(FieldOfWork, blank=True, related_name="role_grants")

    class Meta:
        ordering = ("role", "pk")
        constraints = (
            ends_after_it_begins("rolegrant"),
            models.CheckConstraint(
                name="rolegrant_within_an_agency",
                condition=~Q(role__in=[str(role) for role in ROLES_OF_AN_AGENCY]) | Q(agency__isnull=False),
            ),
            models.UniqueConstraint(
                name="rolegrant_once", fields=("person", "role", "agency"), condition=Q(valid_to=None)
            ),
        )


class Absence(Dated):
    """While `absent` is away, `deputy` has their roles too; each act of theirs says on whose behalf it was."""

    absent = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stands_in")
    reason = models.CharField(_("lý do"), max_length=200, blank=True)

    class Meta:
        ordering = ("-valid_from", "pk")
        constraints = (
            ends_after_it_begins("absence"),
            models.CheckConstraint(
                name="absence_has_both_days", condition=Q(valid_from__isnull=False, valid_to__isnull=False)
            ),
            models.CheckConstraint(name="absence_of_another", condition=~Q(absent=F("deputy"))),
        )


def _duties(person: int, day: date) -> Iterable[Duty]:
    principals = dict(Absence.objects.on(day).filter(deputy=person).values_list("absent", "absent__name"))
    grants = RoleGrant.objects.filter(held_on(day), person__in=[person, *principals]).select_related("agency")
    for grant in grants:
        if grant.person_id == person:
            yield _duty(grant, day)
        # The right to look into everything and the running of the site are lent to nobody.
        elif grant.role not in (Role.AUDITOR, Role.ADMINISTRATOR):
            yield replace(_duty(grant, day), principal=grant.person_id, principal_name=principals[grant.person_id])


def _duty(grant: RoleGrant, day: date) -> Duty:
    role = Role(grant.role)
    if grant.agency is None:
        return Duty(role)
    # The province's leaders look also to those who stand under no body: they ask the police or the tax office to act.
    leads_province = role is Role.LEADER and grant.agency.kind == Kind.PROVINCE_COMMITTEE
    top = WHOLE_TREE if leads_province else grant.agency.path
    fields = list(grant.fields_of_work.all()) if role is Role.LEADER else []
    if not fields:
        return Duty(role, below=frozenset({top}))
    looked_after = (
        Agency.objects.on(day).filter(fields_of_work__in=fields, path__startswith=top).values_list("path", flat=True)
    )
    return Duty(role, at=frozenset({grant.agency.path}), below=frozenset(looked_after))
