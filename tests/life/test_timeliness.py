"""In time or late, and figures that add up, by the rule alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.life.timeliness import Cells, Day, Timeliness, rate, timeliness
from namro.tasks.progress import Progress

FRIDAY = date(2025, 6, 20)
ON = Day(FRIDAY, soon_until=date(2025, 6, 25))


@pytest.mark.parametrize(
    ("progress", "due", "completed", "expected"),
    [
        (Progress.UNDER_WAY, date(2025, 6, 19), None, Timeliness.OVERDUE),
        (Progress.UNDER_WAY, FRIDAY, None, Timeliness.DUE_SOON),  # the last good day is still good
        (Progress.AWAITING, date(2025, 6, 19), None, Timeliness.OVERDUE),  # not done until confirmed
        (Progress.PAUSED, date(2025, 6, 19), None, Timeliness.OVERDUE),  # a pause moves no deadline
        (Progress.NOT_STARTED, date(2025, 7, 30), None, Timeliness.IN_TIME),
        (Progress.NOT_STARTED, None, None, Timeliness.WITHOUT_DEADLINE),
        (Progress.DONE, FRIDAY, FRIDAY, Timeliness.DONE_ON_TIME),
        (Progress.DONE, date(2025, 5, 30), FRIDAY, Timeliness.DONE_LATE),
        (Progress.DONE, None, FRIDAY, Timeliness.DONE_WITHOUT_DEADLINE),
        (Progress.WITHDRAWN, date(2025, 5, 30), None, Timeliness.OUTSIDE),
        (Progress.HANDED_OVER, None, None, Timeliness.OUTSIDE),
    ],
)
def test_how_an_assignment_stands(progress: str, due: date | None, completed: date | None, expected: str) -> None:
    assert timeliness(progress, due, completed, is_counted=True, on=ON) == expected


def test_a_trial_counts_for_nothing() -> None:
    assert timeliness(Progress.UNDER_WAY, FRIDAY, None, is_counted=False, on=ON) == Timeliness.OUTSIDE


days = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@given(st.lists(st.tuples(st.sampled_from(Progress), st.none() | days, days, st.booleans())), days)
def test_the_cells_add_up(rows: list[tuple[Progress, date | None, date, bool]], day: date) -> None:
    on = Day(day, day + timedelta(days=5))
    found = [
        timeliness(state, due, done if state == Progress.DONE else None, is_counted=counted, on=on)
        for state, due, done, counted in rows
    ]
    cells = Cells.of((one, 1) for one in found if one != Timeliness.OUTSIDE)
    parts = (cells.done_on_time, cells.done_late, cells.open_in_time, cells.overdue, cells.without_any_deadline)
    assert sum(parts) == cells.total == len(found) - found.count(Timeliness.OUTSIDE)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(74, 83, "89,2%"), (63, 83, "75,9%"), (5, 5, "100,0%"), (0, 7, "0,0%"), (0, 0, "–")],
)
def test_a_rate_has_one_decimal(part: int, whole: int, words: str) -> None:
    assert rate(part, whole) == words
