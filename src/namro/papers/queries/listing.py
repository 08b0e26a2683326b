"""The list of papers, newest first, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q

from namro.agencies.folding import fold
from namro.agencies.models import Agency, Person
from namro.papers.kinds import PaperKind
from namro.papers.models import Paper, Stage
from namro.papers.models.paper import PaperQuerySet

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to."""

    words: str = ""
    kind: str = ""
    stage: str = ""
    directive: str = ""
    agency: str = ""

    @property
    def any(self) -> bool:
        """Whether it is narrowed at all."""
        return bool(self.words or self.kind or self.stage or self.directive or self.agency)


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page of papers, the key of the one after, and how many match."""

    papers: list[Paper]
    after: str | None
    count: int


def paper_list(person: Person | None, day: date, filters: Filters, *, after: str = "") -> PaperPage:
    """The papers that `person` sees. Dropped ones are shown only when asked for."""
    found = Paper.objects.visible_to(person, day)
    found = found.filter(stage=filters.stage) if filters.stage in Stage.values else found.alive()
    if filters.words:
        found = found.filter(Q(folded__contains=fold(filters.words)) | Q(number=filters.words))
    if filters.kind in PaperKind.values:
        found = found.filter(kind=filters.kind)
    if filters.directive.isdigit():
        found = found.filter(directive=int(filters.directive))
    if filters.agency.isdigit():
        found = found.filter(agency=int(filters.agency))
    page = list(shown(_after(found, after), day)[: PAGE_SIZE + 1])
    more = len(page) > PAGE_SIZE
    return PaperPage(page[:PAGE_SIZE], _key(page[PAGE_SIZE - 1]) if more else None, found.count())


def shown(found: PaperQuerySet, day: date) -> PaperQuerySet:
    """With what a row names; without the snapshots' text."""
    named = Agency.objects.named_on(day)
    return (
        found.select_related("directive", "drafted_by")
        .prefetch_related(Prefetch("agency", named), Prefetch("issuer", named))
        .order_by("-drafted_at", "-pk")
    )


def _key(paper: Paper) -> str:
    return f"{paper.pk}:{paper.drafted_at.isoformat()}"


def _after(found: PaperQuerySet, key: str) -> PaperQuerySet:
    pk, _mark, moment = key.partition(":")
    try:
        at, last = datetime.fromisoformat(moment), int(pk)
    except ValueError:
        return found
    if at.tzinfo is None:
        return found
    return found.filter(Q(drafted_at__lt=at) | Q(drafted_at=at, pk__lt=last))
