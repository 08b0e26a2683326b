"""The list of people, page by page, and what each is on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

from namro.agencies.folding import fold
from namro.agencies.models import Agency, Person, Post, RoleGrant
from namro.agencies.models.dated import held_on
from namro.agencies.models.people import PersonQuerySet

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of people, and the key of the one after."""

    people: list[Person]
    after: str | None
    count: int


def people_list(
    viewer: Person | None,
    day: date,
    *,
    words: str = "",
    role: str = "",
    agency: Agency | None = None,
    below: bool = True,
    after: str = "",
) -> PeoplePage:
    """The people that `viewer` sees on `day`, by name; each with `posts_now` and `grants_now`. With `agency`, those
    who hold a post there, or (`below`) in an agency under it."""
    found = Person.objects.visible_to(viewer, day)
    if words:
        found = found.filter(Q(folded__contains=fold(words)) | Q(work_email__icontains=words))
    if role:
        found = found.filter(Exists(RoleGrant.objects.on(day).filter(person=OuterRef("pk"), role=role)))
    if agency is not None:
        where = {"agency__path__startswith": agency.path} if below else {"agency": agency}
        found = found.filter(Exists(Post.objects.on(day).filter(person=OuterRef("pk"), **where)))
    page = list(_after(found, after).order_by("folded", "pk").prefetch_related(*held_now(day))[: PAGE_SIZE + 1])
    more = len(page) > PAGE_SIZE
    return PeoplePage(page[:PAGE_SIZE], _key(page[PAGE_SIZE - 1]) if more else None, found.count())


def held_now(day: date) -> tuple[Prefetch[Any], Prefetch[Any]]:
    """What to prefetch so that a person has `posts_now` and `grants_now`, each with its agency's name."""
    agencies = Agency.objects.named_on(day)
    return (
        Prefetch(
            "posts",
            Post.objects.filter(held_on(day))
            .select_related("inner_unit")
            .prefetch_related(Prefetch("agency", agencies)),
            to_attr="posts_now",
        ),
        Prefetch(
            "role_grants",
            RoleGrant.objects.filter(held_on(day)).prefetch_related(Prefetch("agency", agencies), "fields_of_work"),
            to_attr="grants_now",
        ),
    )


def _key(person: Person) -> str:
    return f"{person.pk}:{person.folded}"


def _after(people: PersonQuerySet, key: str) -> PersonQuerySet:
    pk, mark, folded = key.partition(":")
    if not mark or not pk.isdigit():
        return people
    return people.filter(Q(folded__gt=folded) | Q(folded=folded, pk__gt=int(pk)))
