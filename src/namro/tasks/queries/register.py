"""The register: a page of it, and its counts, which always add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from namro.agencies.models import Person
from namro.tasks.models import Assignment, Progress, Standing
from namro.tasks.queries.filters import HANDED_OVER, TRIAL, WITHDRAWN, Filters, narrowed, of_facts
from namro.tasks.queries.paging import Order
from namro.tasks.timeliness import DONE, OF_STANDING, OPEN, AsOf, Timeliness

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


@dataclass(frozen=True, slots=True)
class Counts:
    """How many assignments are in each part as of a day. `total` is the sum of the parts."""

    parts: dict[Timeliness, int]
    awaiting: int  # among the open ones

    @property
    def total(self) -> int:
        return sum(self.parts.values())

    @property
    def done(self) -> int:
        return sum(self.parts[part] for part in DONE)

    @property
    def open(self) -> int:
        return sum(self.parts[part] for part in OPEN)

    @property
    def due(self) -> int:
        """Done, or open past their day: what the share of completion is of."""
        return self.done + self.parts[Timeliness.OVERDUE]

    @property
    def share(self) -> float | None:
        """Done of all that was to be done by now, in per cent; None where nothing was."""
        return 100 * self.done / self.due if self.due else None


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
) -> Page:
    """A page of the register in the order `sort`, behind the key `after` or ahead of the key `before`."""
    order = ORDERS.get(sort, ORDERS["due"])
    stages = _stages(narrowed(seen, filters, as_of), filters, sort)
    backwards = bool(before)
    found = _walk(stages, order, before or after, backwards, size + 1)
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


def count(seen: QuerySet[Assignment], filters: Filters, as_of: AsOf) -> Counts:
    """The counts under the filters, in all states whichever of them the list shows. One query along one index."""
    rows = _with_words(of_facts(seen, filters), filters).filter(standing__gt=Standing.OUTSIDE)
    found = rows.values("standing").annotate(
        all=Count("*"),
        overdue=Count("id", filter=as_of.overdue()),
        overdue_or_soon=Count("id", filter=as_of.overdue_or_soon()),
        awaiting=Count("id", filter=Q(progress=Progress.AWAITING)),
    )
    told: dict[int, Any] = {row["standing"]: row for row in found.order_by("standing")}
    return Counts(_parts(told), sum(row["awaiting"] for row in told.values()))


def count_outside(seen: QuerySet[Assignment], filters: Filters) -> dict[str, int]:
    """How many under the filters no figure counts: withdrawn, handed over, on trial."""
    rows = _with_words(of_facts(seen, filters), filters).filter(standing=Standing.OUTSIDE)
    numbers = dict(rows.values_list("progress").annotate(n=Count("*")).order_by("progress"))
    ended = {state: numbers.pop(state, 0) for state in (WITHDRAWN, HANDED_OVER)}
    return ended | {TRIAL: sum(numbers.values())}


def _parts(told: dict[int, Any]) -> dict[Timeliness, int]:
    dated = told.get(Standing.OPEN_DATED, {"all": 0, "overdue": 0, "overdue_or_soon": 0})
    split = {
        Timeliness.OVERDUE: dated["overdue"],
        Timeliness.SOON: dated["overdue_or_soon"] - dated["overdue"],
        Timeliness.IN_TIME: dated["all"] - dated["overdue_or_soon"],
    }
    return split | {part: told[standing]["all"] if standing in told else 0 for standing, part in OF_STANDING.items()}


def _with_words(rows: QuerySet[Assignment], filters: Filters) -> QuerySet[Assignment]:
    return rows if filters.question.is_empty else rows.filter(filters.question.folded())


def _stages(rows: QuerySet[Assignment], filters: Filters, sort: str) -> list[QuerySet[Assignment]]:
    """The parts of the list that follow each other: one, or with words those spelt as asked and then the others."""
    asked = filters.question
    if asked.is_empty or sort not in ("", BEST_MATCH):
        return [_with_words(rows, filters)]
    return [rows.filter(asked.spelt()), rows.filter(asked.folded()).exclude(asked.spelt())]


def _walk(
    stages: list[QuerySet[Assignment]], order: Order, key: str, backwards: bool, most: int
) -> list[tuple[int, Assignment]]:
    """Up to `most` rows with the number of their stage, from the key on: forwards or backwards."""
    given, _mark, rest = key.partition("~")
    first = int(given) if given.isdigit() and int(given) < len(stages) else (len(stages) - 1 if backwards else 0)
    found: list[tuple[int, Assignment]] = []
    for number in range(first, -1, -1) if backwards else range(first, len(stages)):
        rows = order.sorted(stages[number], backwards=backwards)
        if key and number == first:
            rows = order.beyond(rows, rest, backwards=backwards)
        found += [(number, row) for row in rows.select_related("task")[: most - len(found)]]
        if len(found) == most:
            break
    return found
