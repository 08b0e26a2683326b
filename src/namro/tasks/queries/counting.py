"""The counts of the register, which always add up: what is in each part as of a day, and what stands outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet

from namro.tasks.models import Assignment, Progress, Standing
from namro.tasks.models.assignment import list_order
from namro.tasks.queries.filters import HANDED_OVER, TRIAL, WITHDRAWN, Filters, of_facts
from namro.tasks.timeliness import DONE, OF_STANDING, OPEN, AsOf, Timeliness


@dataclass(frozen=True, slots=True)
class Counts:
    """How many assignments are in each part as of a day. `total` is the sum of the parts."""

    parts: dict[Timeliness, int]
    awaiting: int  # among the open ones
    outside: dict[str, int]  # what no figure counts: withdrawn, handed over, on trial

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


def count(seen: QuerySet[Assignment], filters: Filters, as_of: AsOf) -> Counts:
    """The counts under the filters, in all states whichever of them the list shows. One statement."""
    rows = of_facts(seen, filters).order_by()
    if filters.question.is_empty:
        return _along_the_indexes(of_facts(seen, filters, in_order=False).order_by(), rows, as_of)
    return _in_one_pass(rows.filter(filters.question.folded()), as_of)


# What the clock splits lies in two short stretches of the index, so that the long walk need not look at any day.
_ALONG_THE_INDEXES = """
WITH found (standing, progress) AS NOT MATERIALIZED ({rows}),
by_day (standing, list_order) AS NOT MATERIALIZED ({by_day})
{standings}
UNION ALL SELECT -1, '', COUNT(*), 0 FROM by_day WHERE standing = %s AND list_order < %s
UNION ALL SELECT -2, '', COUNT(*), 0 FROM by_day WHERE standing = %s AND list_order >= %s AND list_order <= %s
UNION ALL SELECT standing, progress, COUNT(*), 0 FROM found WHERE standing = %s GROUP BY standing, progress
"""
_AWAITING = f"COUNT(*) FILTER (WHERE progress = '{Progress.AWAITING.value}')"
# A walk for each standing along the index of counts, where a GROUP BY would compare each row with the one before it.
_STANDINGS = " UNION ALL ".join(
    f"SELECT {one}, '', COUNT(*), {_AWAITING if one <= Standing.OPEN_UNDATED else 0} FROM found WHERE standing = {one}"
    for one in Standing
    if one is not Standing.OUTSIDE
)


def _along_the_indexes(rows: QuerySet[Assignment], by_day: QuerySet[Assignment], as_of: AsOf) -> Counts:
    """The same rows, to be counted by their standing and by their day: along the index of counts, and of the list."""
    try:
        of_rows, params = rows.values_list("standing", "progress").query.sql_with_params()
        of_days, params_of_days = by_day.values_list("standing", "list_order").query.sql_with_params()
    except EmptyResultSet:  # someone who sees nothing
        return _counts({}, 0, 0, 0, {})
    today, soon, dated = list_order(as_of.day, None), list_order(as_of.soon_until, None), Standing.OPEN_DATED.value
    asked = (dated, today, dated, today, soon, Standing.OUTSIDE.value)
    with connection.cursor() as cursor:
        sql = _ALONG_THE_INDEXES.format(rows=of_rows, by_day=of_days, standings=_STANDINGS)
        cursor.execute(sql, (*params, *params_of_days, *asked))
        told: Sequence[tuple[int, str, int, int]] = cursor.fetchall()
    found = {standing: n for standing, progress, n, _awaiting in told if not progress}
    outside = {progress: n for _standing, progress, n, _awaiting in told if progress}
    return _counts(found, found[-1], found[-2], sum(row[3] for row in told), outside)


def _in_one_pass(rows: QuerySet[Assignment], as_of: AsOf) -> Counts:
    """Words are looked for once only, and what holds them comes in no order: to group it would be to sort it."""
    dated, open_ = Q(standing=Standing.OPEN_DATED), Q(standing__range=(Standing.OPEN_DATED, Standing.OPEN_UNDATED))
    asked = {str(standing): Q(standing=standing) for standing in Standing} | {
        "overdue": dated & as_of.overdue(),
        "overdue_or_soon": dated & as_of.overdue_or_soon(),
        "awaiting": open_ & Q(progress=Progress.AWAITING),
        **{state: Q(standing=Standing.OUTSIDE, progress=state) for state in (WITHDRAWN, HANDED_OVER)},
    }
    told = rows.aggregate(**{f"n_{name}": Count("pk", filter=of) for name, of in asked.items()})
    outside = {state: told[f"n_{state}"] for state in (WITHDRAWN, HANDED_OVER)}
    outside[TRIAL] = told[f"n_{Standing.OUTSIDE}"] - sum(outside.values())
    return _counts(
        {standing: told[f"n_{standing}"] for standing in Standing},
        told["n_overdue"],
        told["n_overdue_or_soon"] - told["n_overdue"],
        told["n_awaiting"],
        outside,
    )


def _counts(found: Mapping[int, int], overdue: int, soon: int, awaiting: int, outside: Mapping[str, int]) -> Counts:
    """Put together from the numbers by standing, and by state for what stands outside."""
    split = {
        Timeliness.OVERDUE: overdue,
        Timeliness.SOON: soon,
        Timeliness.IN_TIME: found.get(Standing.OPEN_DATED, 0) - overdue - soon,
    }
    parts = split | {part: found.get(standing, 0) for standing, part in OF_STANDING.items()}
    ended = {state: outside.get(state, 0) for state in (WITHDRAWN, HANDED_OVER)}
    return Counts(parts, awaiting, ended | {TRIAL: sum(outside.values()) - sum(ended.values())})
