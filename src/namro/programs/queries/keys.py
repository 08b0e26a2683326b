"""The keys that programs hold, of everybody: what an administrator and an auditor look through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from namro.access.policy import Act, sight_of
from namro.agencies.folding import fold
from namro.agencies.models import Person

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class KeyPage:
    """A page of keys, newest first, and the key of the page after."""

    keys: list[Any]
    after: str | None
    count: int


def key_list(found: QuerySet[Any], viewer: Person, day: date, *, words: str = "", after: str = "") -> KeyPage:
    """The keys of one kind by their owner's name; none for who may not see accounts."""
    if not sight_of(viewer, Act.SEE_ACCOUNTS, day).everywhere:
        found = found.none()
    if words:
        found = found.filter(person__folded__contains=fold(words))
    count = found.count()
    if after.isdigit():
        found = found.filter(pk__lt=int(after[:18]))
    page = list(found.order_by("-pk")[: PAGE_SIZE + 1])
    return KeyPage(page[:PAGE_SIZE], str(page[PAGE_SIZE - 1].pk) if len(page) > PAGE_SIZE else None, count)
