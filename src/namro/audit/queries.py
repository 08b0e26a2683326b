"""What the auditor looks for in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from namro.audit.models import Entry, EntryQuerySet

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class LogFilters:
    """What the log is narrowed to; empty means everything."""

    words: str = ""
    act: str = ""
    first_day: date | None = None
    last_day: date | None = None
    thing: str = ""
    thing_id: str = ""

    @property
    def are_set(self) -> bool:
        """Whether anything is narrowed."""
        return any((self.words, self.act, self.first_day, self.last_day, self.thing, self.thing_id))


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of the log, newest first, and the number to go on from."""

    entries: list[Entry]
    before: int | None


def log_page(person: Any, day: date, filters: LogFilters, *, before: int | None = None) -> LogPage:
    """`PAGE_SIZE` entries older than the number `before`."""
    found = filtered(Entry.objects.visible_to(person, day), filters)
    if before is not None:
        found = found.filter(number__lt=before)
    page = list(found.order_by("-number")[: PAGE_SIZE + 1])
    return LogPage(page[:PAGE_SIZE], page[PAGE_SIZE - 1].number if len(page) > PAGE_SIZE else None)


def filtered(entries: EntryQuerySet, filters: LogFilters) -> EntryQuerySet:
    """The entries that the filters let through."""
    if filters.words:
        entries = entries.filter(
            Q(actor_name__icontains=filters.words)
            | Q(thing_name__icontains=filters.words)
            | Q(address__startswith=filters.words)
            | Q(request_id=filters.words)
        )
    if filters.act:
        entries = entries.filter(act=filters.act)
    if filters.thing:
        entries = entries.filter(thing=filters.thing)
    if filters.thing_id:
        entries = entries.filter(thing_id=filters.thing_id)
    if filters.first_day:
        entries = entries.filter(at__gte=_start(filters.first_day))
    if filters.last_day:
        entries = entries.filter(at__lt=_start(filters.last_day + timedelta(days=1)))
    return entries


def acts_in_use() -> list[str]:
    """The kinds of act that stand in the log."""
    return list(Entry.objects.order_by("act").values_list("act", flat=True).distinct())


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
