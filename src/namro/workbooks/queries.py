"""Pages of what a brought workbook holds, by key, and its counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from namro.workbooks.models import Brought, Cell

PAGE_SIZE = 100
LISTED = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the key of the next page."""

    rows: list[Any]
    after: str


def cells(brought: Brought, outcomes: tuple[str, ...], after: str) -> Page:
    """Changed cells with these outcomes, in the order of the sheet."""
    found = brought.cells.filter(outcome__in=outcomes).select_related("task__directive").order_by("row", "pk")
    row, _mark, pk = after.partition("-")
    if row.isdigit() and pk.isdigit():
        found = found.filter(row__gte=int(row)).exclude(row=int(row), pk__lte=int(pk))
    return _page(found, lambda cell: f"{cell.row}-{cell.pk}")


def lines(brought: Brought, outcomes: tuple[str, ...], after: str) -> Page:
    """Rows with these outcomes, as they stand in the file."""
    found = brought.lines.filter(outcome__in=outcomes).order_by("pk")
    if after.isdigit():
        found = found.filter(pk__gt=int(after))
    return _page(found, lambda line: str(line.pk))


def counts(brought: Brought) -> dict[str, int]:
    """How many cells or lines have each outcome."""
    rows: QuerySet[Any] = brought.cells.all() if brought.form == "register" else brought.lines.all()
    return dict(rows.order_by().values_list("outcome").annotate(n=Count("pk")))


def conflicts_taken(brought: Brought) -> int:
    """Of the conflicts, how many take the workbook's value."""
    return brought.cells.filter(outcome=Cell.Outcome.CONFLICT, takes=True).count()


def brought_list(seen: QuerySet[Brought], after: str) -> Page:
    """The workbooks that were brought, the newest first."""
    found = seen.select_related("brought_by", "agency").order_by("-pk")
    if after.isdigit():
        found = found.filter(pk__lt=int(after))
    rows = list(found[: LISTED + 1])
    return Page(rows[:LISTED], str(rows[LISTED - 1].pk) if len(rows) > LISTED else "")


def _page(found: QuerySet[Any], key: Any) -> Page:
    rows = list(found[: PAGE_SIZE + 1])
    return Page(rows[:PAGE_SIZE], key(rows[PAGE_SIZE - 1]) if len(rows) > PAGE_SIZE else "")
