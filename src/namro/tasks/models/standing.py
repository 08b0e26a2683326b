"""Where an assignment stands for the counts, as far as that can be told without a clock.

The database computes it from the row itself, so that nobody who changes a row can forget it. What the clock adds
(in time, soon, overdue) is in `namro.tasks.timeliness`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Case, F, Q, Value, When


class Standing(models.IntegerChoices):
    """Kept as small numbers: the counts of 100,000 rows walk through an index of them."""

    OUTSIDE = 0  # on trial, withdrawn or handed over: listed, never counted
    OPEN_DATED = 1
    OPEN_PERIODIC = 2
    OPEN_UNDATED = 3
    DONE_ON_TIME = 4
    DONE_LATE = 5
    DONE_UNDATED = 6


def standing_of_row() -> Case:
    """The expression that the column is generated from."""
    open_ = Q(closed_at__isnull=True)
    done = Q(progress="done")
    return Case(
        When(Q(is_counted=False), then=Value(Standing.OUTSIDE)),
        When(open_ & Q(due_date__isnull=False), then=Value(Standing.OPEN_DATED)),
        When(open_ & Q(has_rhythm=True), then=Value(Standing.OPEN_PERIODIC)),
        When(open_, then=Value(Standing.OPEN_UNDATED)),
        When(done & Q(due_date__isnull=True), then=Value(Standing.DONE_UNDATED)),
        When(done & Q(completed_date__lte=F("due_date")), then=Value(Standing.DONE_ON_TIME)),
        When(done, then=Value(Standing.DONE_LATE)),
        default=Value(Standing.OUTSIDE),
    )
