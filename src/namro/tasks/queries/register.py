"""The register: a page of it, and all of it in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import QuerySet

from namro.agencies.models import Person
from namro.tasks.models import Assignment
from namro.tasks.queries.filters import Filters, narrowed
from namro.tasks.queries.paging import Order
from namro.tasks.timeliness import AsOf

PAGE_SIZE = 100
_MICROSECONDS = 1_000_000


def _moment(text: str) -> datetime:
    return datetime.fromtimestamp(int(text) / _MICROSECONDS, UTC)


def _microseconds(moment: datetime) -> str:
    return str(round(moment.timestamp() * _MICROSECONDS))


ORDERS = {
    "due": Order(("list_order", "id"), (str, int), (str, str)),
    "due_last": Order(("list_order", "id"), (str, int), (str, str), descending=True),
    "updated": Order(("updated_at", "id"), (_moment, int), (_microseconds, str), descending=True),
    "agency": Order(("agency_path", "list_order", "id"), (str, str, int), (str, str, str)),
}
BEST_MATCH = "match"  # rows spelt as asked before the others, each by due day; only where words are looked for


@dataclass(frozen=True, slots=True)
class Page:
    """A page of assignments, and the keys of the pages beside it."""

    assignments: list[Assignment]
    after: str | None
    before: str | None


def with_tasks(rows: QuerySet[Assignment]) -> list[Assignment]:
    """The rows with their tasks."""
    return list(rows.select_related("task"))


Fetch = Callable[[QuerySet[Assignment]], list[Assignment]]


def seen_by(person: Person | None, day: date) -> QuerySet[Assignment]:
    """What the register holds for `person` on `day`."""
    return Assignment.objects.visible_to(person, day).order_by()


def register_page(
    seen: QuerySet[Assignment],
    filters: Filters,
    as_of: AsOf,
    *,
    sort: str = "due",
    after: str = "",
    before: str = "",
    size: int = PAGE_SIZE,
    fetch: Fetch = with_tasks,
) -> Page:
    """A page of the register in the order `sort`, behind the key `after` or ahead of the key `before`."""
    order = ORDERS.get(sort, ORDERS["due"])
    stages = _stages(narrowed(seen, filters, as_of), filters, sort)
    backwards = bool(before)
    found = _walk(stages, order, before or after, backwards, size + 1, fetch, is_sorted=not filters.question.is_empty)
    more, kept = len(found) > size, found[:size]
    if backwards:
        kept.reverse()
    keys = [f"{stage}~{order.key(row)}" for stage, row in kept[:1] + kept[-1:]]
    has_next, has_previous = (True, more) if backwards else (more, bool(after))
    return Page(
        assignments=[row for _stage, row in kept],
        after=keys[-1] if keys and has_next else None,
        before=keys[0] if keys and has_previous else None,
    )


def in_order(
    seen: QuerySet[Assignment], filters: Filters, as_of: AsOf, sort: str = "due"
) -> Iterable[QuerySet[Assignment]]:
    """All rows of the register in its order, for the exports: one queryset after the other."""
    order = ORDERS.get(sort, ORDERS["due"])
    return [order.sorted(stage) for stage in _stages(narrowed(seen, filters, as_of), filters, sort)]


def _stages(rows: QuerySet[Assignment], filters: Filters, sort: str) -> list[QuerySet[Assignment]]:
    """The parts of the list that follow each other: one, or with words those spelt as asked and then the others."""
    asked = filters.question
    if asked.is_empty:
        return [rows]
    if sort not in ("", BEST_MATCH):
        return [rows.filter(asked.folded(along=True))]
    return [rows.filter(asked.spelt(along=True)), rows.filter(asked.spelt_otherwise(along=True))]


def _walk(
    stages: list[QuerySet[Assignment]],
    order: Order,
    key: str,
    backwards: bool,
    most: int,
    fetch: Fetch,
    *,
    is_sorted: bool,
) -> list[tuple[int, Assignment]]:
    """Up to `most` rows with the number of their stage, from the key on: forwards or backwards. What has to be sorted
    is sorted by its keys alone, and only the rows of the page are fetched with their tasks."""
    given, _mark, rest = key.partition("~")
    first = int(given) if given.isdigit() and int(given) < len(stages) else (len(stages) - 1 if backwards else 0)
    found: list[tuple[int, Assignment]] = []
    for number in range(first, -1, -1) if backwards else range(first, len(stages)):
        rows = order.sorted(stages[number], backwards=backwards)
        if key and number == first:
            rows = order.beyond(rows, rest, backwards=backwards)
        rows = rows[: most - len(found)]
        if is_sorted:
            rows = order.sorted(Assignment.objects.filter(pk__in=rows.values("pk")), backwards=backwards)
        found += [(number, row) for row in fetch(rows)]
        if len(found) == most:
            break
    return found
