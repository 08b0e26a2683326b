"""The list of agencies, page by page, in the order of the tree."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from namro.agencies.folding import fold, fold_in_full
from namro.agencies.models import Agency, AgencyName, Alias, Person
from namro.agencies.models.agency import STEP, AgencyQuerySet

PAGE_SIZE = 50
SUGGESTED = 12
MOST_COUNTED = 10_000  # past this many the page says "10.000+": counting more only costs time


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty means everything."""

    words: str = ""
    kind: str = ""
    relation: str = ""
    locality: str = ""
    below: Agency | None = None
    with_closed: bool = False

    @property
    def are_set(self) -> bool:
        """Whether anything is narrowed at all."""
        return any((self.words, self.kind, self.relation, self.locality, self.below, self.with_closed))


@dataclass(frozen=True, slots=True)
class Page:
    """A page of agencies, the key of the one after, and how many match in all."""

    agencies: list[Agency]
    after: str | None
    count: int
    is_first: bool

    @property
    def count_is_capped(self) -> bool:
        """Whether there may be more than `count`."""
        return self.count >= MOST_COUNTED


def directory(person: Person | None, day: date, filters: Filters, *, after: str = "") -> Page:
    """The agencies that `person` sees on `day`, `PAGE_SIZE` from the key `after` on."""
    found = _filtered(Agency.objects.visible_to(person, day), day, filters)
    page = list(found.filter(path__gt=after).named_on(day).order_by("path")[: PAGE_SIZE + 1])
    return Page(
        agencies=page[:PAGE_SIZE],
        after=page[PAGE_SIZE - 1].path if len(page) > PAGE_SIZE else None,
        count=found.order_by()[:MOST_COUNTED].count(),
        is_first=not after,
    )


def _filtered(agencies: AgencyQuerySet, day: date, filters: Filters) -> AgencyQuerySet:
    if not filters.with_closed:
        agencies = agencies.filter(Q(valid_to=None) | Q(valid_to__gte=day))
    if filters.words:
        agencies = agencies.filter(_called(filters.words))
    if filters.kind:
        agencies = agencies.filter(kind=filters.kind)
    if filters.relation:
        agencies = agencies.filter(relation=filters.relation)
    if filters.locality:
        agencies = agencies.filter(locality=filters.locality)
    if filters.below is not None:
        agencies = agencies.filter(path__startswith=filters.below.path)
    return agencies


def _called(words: str) -> Q:
    """The condition that some name, short form or alias holds these words, accents or none."""
    plain = fold(words)
    names = AgencyName.objects.filter(
        Q(folded__contains=plain) | Q(folded__contains=fold_in_full(words)) | Q(abbreviation__icontains=words),
        agency=OuterRef("pk"),
    )
    aliases = Alias.objects.filter(folded__contains=plain, agency=OuterRef("pk"))
    return Exists(names) | Exists(aliases) | Q(code__iexact=words)


def choices_of_agency(person: Person | None, day: date) -> list[tuple[int, str]]:
    """The agencies at work on `day` for a form's list, in the order of the tree."""
    found = Agency.objects.visible_to(person, day).on(day).named_on(day).order_by("path")
    return [(agency.pk, f"{'  ' * agency.depth}{agency.name}") for agency in found]


def localities(person: Person | None, day: date) -> list[str]:
    """The localities that agencies visible to `person` have."""
    found = Agency.objects.visible_to(person, day).exclude(locality="").order_by("locality")
    return list(found.values_list("locality", flat=True).distinct())


def ancestors(agency: Agency, day: date) -> list[Agency]:
    """What stands above the agency, from the top."""
    above = [agency.path[: STEP * step] for step in range(1, agency.depth + 1)]
    return list(Agency.objects.filter(path__in=above).named_on(day).order_by("path"))


def names_on(day: date, ids: Collection[int]) -> dict[int, str]:
    """The names that agencies bear on `day`, by id."""
    known = AgencyName.objects.known_on(day).filter(agency__in=ids).latest_first().values_list("agency", "name")
    return dict.fromkeys(ids, "") | dict(reversed(list(known)))


def suggestions(person: Person | None, day: date, words: str) -> list[tuple[str, str]]:
    """Agencies to offer while someone types: the text to put in, and the body above it."""
    if len(fold(words)) < 2:
        return []
    found = _filtered(Agency.objects.visible_to(person, day), day, Filters(words=words)).named_on(day)
    shown = list(found.order_by("path")[:SUGGESTED])
    above = names_on(day, [agency.parent_id for agency in shown if agency.parent_id])
    names = [agency.name for agency in shown]
    return [
        (_told_apart(agency.name, superior) if superior and names.count(agency.name) > 1 else agency.name, superior)
        for agency, superior in ((agency, above.get(agency.parent_id or 0, "")) for agency in shown)
    ]


def _told_apart(name: str, superior: str) -> str:
    return f"{name} ({superior})"
