"""Snapshots over random histories: the cells add up, equal a naive count and the figures of the screens, and a moment
that is past comes out the same after whatever followed."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namro.agencies.errors import Refused
from namro.life.models import Trace
from namro.life.queries.as_of import as_of
from namro.life.queries.figures import figures_at
from namro.papers.snapshots import Taken, take
from namro.tasks.progress import Duty

from .lives import NOW, acting, assign, directive, named, task
from .test_life_figures import AGENCIES, DUES, STEPS, _step
from .test_recount import execute, recount

pytestmark = pytest.mark.django_db

PARTS = ("done_on_time", "done_late", "done_without_deadline", "open_in_time", "overdue", "without_deadline")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(dues=st.tuples(DUES, DUES, DUES, DUES), steps=STEPS)
def test_every_history_adds_up_and_the_past_stays(dues: tuple[date | None, ...], steps: list[Any]) -> None:
    with transaction.atomic():
        _live(dues, steps)
        transaction.set_rollback(True)


def _live(dues: tuple[date | None, ...], steps: list[tuple[int, str, int]]) -> None:
    cast = {name: acting(name).person for name in ("daumoi", "daumoi2", "xacnhan", "theodoi", "lanhdao")}
    of = directive(tracker=named("Sở Tài chính"))
    ones = [assign(task(of, due=due), named(AGENCIES[number % 2])) for number, due in enumerate(dues)]
    at, taken = NOW, dict[datetime, Taken]()
    for position, (number, what, hours) in enumerate(steps):
        at += timedelta(hours=hours)
        try:
            with transaction.atomic():
                _step(ones[number], what, cast, at)
        except Refused:
            continue
        taken.pop(at, None)  # something more happened in that moment
        if position % 3 == 0:
            taken[at] = take("monthly", directive=of, at=at)
    taken[at] = take("monthly", directive=of, at=at)
    for moment, then in taken.items():
        assert take("monthly", directive=of, at=moment).text == then.text
        _check(then.payload, figures_at(moment, cast["lanhdao"], as_of(timezone.localdate(moment))).all, moment)


def _check(payload: dict[str, Any], cells: Any, moment: datetime) -> None:
    figures = {key: figure["value"] for key, figure in payload["figures"].items()}
    prefixes = [key.removesuffix(".without_any_deadline") for key in figures if key.endswith(".without_any_deadline")]
    for prefix in prefixes:
        assert sum(figures[f"{prefix}.{part}"] for part in PARTS) == figures[f"{prefix}.total"], prefix
    for group in ("kind", "section", "agency"):
        members = [one for one in prefixes if one.startswith(f"{group}.")]
        for part in (*PARTS, "total"):
            assert sum(figures[f"{one}.{part}"] for one in members) == figures[f"cells.{part}"], (group, part)
    for part in ("done_on_time", "done_late", "done_without_deadline", "in_time", "due_soon", "overdue"):
        assert figures[f"cells.{part}"] == getattr(cells, part)
    assert recount().faults(payload, execute) == []
    assert naive(moment) == Counter({part: figures[f"cells.{part}"] for part in PARTS if figures[f"cells.{part}"]})


def naive(moment: datetime) -> Counter[str]:
    """The cells by a plain walk over the traces."""
    day, last = timezone.localdate(moment), dict[int, Trace]()
    for trace in Trace.objects.filter(at__lte=moment, assignment__duty=Duty.LEAD).order_by("pk"):
        last[trace.assignment_id] = trace
    counts: Counter[str] = Counter()
    for trace in last.values():
        if not trace.is_counted or trace.progress in ("withdrawn", "handed_over"):
            continue
        if trace.progress == "done":
            late = trace.due_date is not None and trace.completed_date > trace.due_date
            name = "done_without_deadline" if trace.due_date is None else "done_late" if late else "done_on_time"
        elif trace.due_date is None:
            name = "without_deadline"
        else:
            name = "overdue" if trace.due_date < day else "open_in_time"
        counts[name] += 1
    return counts
