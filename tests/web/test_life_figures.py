"""The four cells over random histories: they add up, the database and the rule say the same, and a report of a past
moment comes out the same after whatever followed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namro.agencies.errors import Refused
from namro.life import operations
from namro.life.models import Trace
from namro.life.operations import Acting, NewUpdate
from namro.life.queries.figures import counted_here, figures_at, figures_now
from namro.life.timeliness import Cells, Day, Timeliness, timeliness
from namro.life.transitions import Move
from namro.tasks.models import Assignment
from namro.tasks.progress import Progress

from .lives import DAY, EVIDENCE, NOW, acting, assign, directive, named, task

pytestmark = pytest.mark.django_db

AGENCIES = ("Sở Xây dựng", "Sở Công Thương")
DUES = st.none() | st.dates(date(2025, 5, 20), date(2025, 8, 1))
WHY = {"cause": "Chờ ý kiến", "proposal": "Đôn đốc"}
ACTS = ("update", "complete", "confirm", "return", "pause", "resume", "withdraw", "hand_over", "extend")
# Each step: which assignment, what, and how many hours after the step before.
STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(
            ("update", "complete", "confirm", "return", "pause", "resume", "withdraw", "hand_over", "extend")
        ),
        st.integers(0, 24 * 9),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(dues=st.tuples(DUES, DUES, DUES, DUES), steps=STEPS)
def test_every_history_adds_up_and_the_past_stays(dues: tuple[date | None, ...], steps: list) -> None:
    with transaction.atomic():
        _live(dues, steps)
        transaction.set_rollback(True)


def _live(dues: tuple[date | None, ...], steps: list[tuple[int, str, int]]) -> None:
    cast = {name: acting(name).person for name in ("daumoi", "daumoi2", "xacnhan", "theodoi", "lanhdao")}
    of = directive()
    ones = [assign(task(of, due=due), named(AGENCIES[number % 2])) for number, due in enumerate(dues)]
    leader, at = cast["lanhdao"], NOW
    seen: list[tuple[datetime, Cells]] = []
    for number, what, hours in steps:
        at += timedelta(hours=hours)
        try:
            with transaction.atomic():
                _step(ones[number], what, cast, at)
        except Refused:
            continue
        on = Day(at.date(), at.date() + timedelta(days=5))
        seen.append((at, figures_now(counted_here(leader, DAY), on).all))
    for moment, then in dict(seen).items():  # of several at one moment the last holds
        on = Day(moment.date(), moment.date() + timedelta(days=5))
        again = figures_at(moment, leader, on)
        assert again.all == then
        _check(again.all, Trace.objects.at(moment), on)
        assert sum(cells.total for cells in again.of_agency.values()) == again.all.total


def _check(cells: Cells, traces, on: Day) -> None:
    rule = [
        timeliness(row.progress, row.due_date, row.completed_date, is_counted=row.is_counted, on=on) for row in traces
    ]
    counted = [one for one in rule if one != Timeliness.OUTSIDE]
    assert cells == Cells.of((one, 1) for one in counted)
    parts = (cells.done_on_time, cells.done_late, cells.open_in_time, cells.overdue, cells.without_any_deadline)
    assert sum(parts) == cells.total == len(counted)


def _step(one: Assignment, what: str, cast: dict, at: datetime) -> None:
    one.refresh_from_db()
    officer = "daumoi" if one.agency == named("Sở Xây dựng") else "daumoi2"
    who = {name: Acting(person, acting(name).by, at) for name, person in cast.items()}
    words = {"reason": "Theo chỉ đạo", "document": "01/UBND ngày 01/6/2025"}
    if what == "confirm" and one.progress != Progress.AWAITING:  # or few random histories would reach "done"
        _step(one, "complete", cast, at)
    if what in ("update", "complete"):
        new = NewUpdate("Đang làm", is_completion=what == "complete", **EVIDENCE, **WHY)
        operations.make_update(one, new, version=None, acting=who[officer])
    elif what == "confirm":
        operations.confirm(one, version=None, acting=who["xacnhan"])
    elif what == "return":
        operations.return_(one, reason="Chưa đủ", version=None, acting=who["xacnhan"])
    elif what == "hand_over":
        operations.hand_over(one, [named("Sở Tài chính")], **words, acting=who["theodoi"])
    elif what == "extend":
        until = (one.due_date or date(2025, 6, 1)) + timedelta(days=20)
        asked = operations.ask(one, requested_date=until, reason="Chờ", acting=who[officer])
        operations.grant(asked, acting=who["lanhdao"])
    else:
        operations.move(one, Move(what), **words, acting=who["theodoi"])


def test_traces_are_append_only() -> None:
    assign(task(), named("Sở Xây dựng"))
    for change in (lambda: Trace.objects.update(progress="done"), lambda: Trace.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_by_the_original_deadline_an_extended_one_is_overdue() -> None:
    one = assign(task(due=date(2025, 6, 21)), named("Sở Xây dựng"))
    asked = operations.ask(one, requested_date=date(2025, 7, 31), reason="Chờ", acting=acting("daumoi"))
    operations.grant(asked, acting=acting("lanhdao"))
    on = Day(date(2025, 6, 23), date(2025, 6, 26))
    found = counted_here(acting("lanhdao").person, DAY)
    assert figures_now(found, on).all.in_time == 1
    assert figures_now(found, on, by_original=True).all.overdue == 1
