"""What the page of the register needs of its rows, and no more: as values, not as models.

A model of an assignment and of its task costs a page of a hundred rows a tenth of its time, most of it for columns that
no page shows: the folded words, the rhythm, moments. The names are those of the models, so that a line stands where an
assignment does for all that only reads.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple, cast

from django.db.models import QuerySet

from namro.tasks.models import Assignment
from namro.tasks.progress import ENDED


class TaskOfLine(NamedTuple):
    """The task of a line."""

    pk: int
    place: str
    text: str
    product: str
    every: str
    due_phrase: str
    clears: str


class Line(NamedTuple):
    """An assignment, as far as a row of the list tells of it."""

    pk: int
    agency_id: int
    duty: str
    progress: str
    original_due_date: date | None
    due_date: date | None
    completed_date: date | None
    updated_at: datetime
    directive_id: int
    agency_path: str
    field_id: int | None
    overseer_id: int | None
    has_rhythm: bool
    list_order: str
    standing: int
    task: TaskOfLine

    @property
    def id(self) -> int:
        """The name by which the list is sorted."""
        return self.pk

    @property
    def is_open(self) -> bool:
        """As the model has it: the database sees to it that what has ended is closed."""
        return self.progress not in ENDED

    @property
    def is_extended(self) -> bool:
        """Whether its day was moved."""
        return self.due_date != self.original_due_date


_OWN = Line._fields[:-1]
_COLUMNS = (*_OWN, *(f"task__{name}" for name in TaskOfLine._fields))


def as_lines(rows: QuerySet[Assignment]) -> list[Assignment]:
    """The rows as lines, in their order; said to be assignments, for which they stand."""
    own = len(_OWN)
    told = [Line._make((*row[:own], TaskOfLine._make(row[own:]))) for row in rows.values_list(*_COLUMNS)]
    return cast(list[Assignment], told)
