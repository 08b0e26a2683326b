"""The list of documents, newest first, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q

from namro.agencies.folding import fold
from namro.agencies.models import Person
from namro.directives.models import Directive, Reading, ReadingState, ReviewState
from namro.directives.models.directive import DirectiveQuerySet
from namro.directives.models.draft import OPEN_STATES

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """A page of documents, the key of the one after, and how many match."""

    directives: list[Directive]
    after: str | None
    count: int


def directive_list(
    person: Person | None, day: date, *, words: str = "", stage: str = "", after: str = ""
) -> DirectivePage:
    """The documents that `person` sees; each with `drafts_open`, `drafts_confirmed`, `is_being_read`, `has_failed`."""
    found = Directive.objects.visible_to(person, day)
    if words:
        found = found.filter(Q(folded__contains=fold(words)) | Q(file_name__icontains=words))
    if stage:
        found = found.filter(stage=stage)
    page = list(told(_after(found, after))[: PAGE_SIZE + 1])
    more = len(page) > PAGE_SIZE
    return DirectivePage(page[:PAGE_SIZE], _key(page[PAGE_SIZE - 1]) if more else None, found.count())


def told(found: DirectiveQuerySet) -> DirectiveQuerySet:
    """With `drafts_open`, `drafts_confirmed`, `is_being_read` and `has_failed`, newest first."""
    main = Reading.objects.filter(directive=OuterRef("pk"), annex=None)
    going = main.filter(state__in=(ReadingState.WAITING, ReadingState.RUNNING))
    return found.annotate(
        drafts_open=Count("drafts", filter=Q(drafts__state__in=OPEN_STATES)),
        drafts_confirmed=Count("drafts", filter=Q(drafts__state=ReviewState.CONFIRMED)),
        is_being_read=Exists(going),
        has_failed=Exists(main.filter(state=ReadingState.FAILED)) & ~Exists(main.filter(state=ReadingState.DONE)),
    ).order_by("-received_at", "-pk")


def _key(directive: Directive) -> str:
    return f"{directive.pk}:{directive.received_at.isoformat()}"


def _after(found: DirectiveQuerySet, key: str) -> DirectiveQuerySet:
    pk, _mark, moment = key.partition(":")
    try:
        received = datetime.fromisoformat(moment)
    except ValueError:
        return found
    return found.filter(Q(received_at__lt=received) | Q(received_at=received, pk__lt=int(pk or 0)))
