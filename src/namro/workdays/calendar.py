"""The calendar that deadlines and reminders are counted by, built once and again when somebody has changed a day.

Every list counts working days, so that this may not ask the database each time: a file in NAMRO_HOME bears the moment
of the last change, and a machine that does not share that folder looks again every few minutes.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

from django.conf import settings

from namro.calendar import DayRow, WorkingCalendar
from namro.calendar.rows import Kind
from namro.workdays.models import OfficeDay


@dataclass(frozen=True, slots=True)
class _Built:
    calendar: WorkingCalendar
    rows: tuple[DayRow, ...]  # of the office
    stamp: int
    looked_at: float


_built: _Built | None = None


def working_calendar() -> WorkingCalendar:
    """Vietnam's as shipped, with the days that the office entered for all."""
    global _built
    stamp, now = _stamp(), time.monotonic()
    if _built is None or _built.stamp != stamp or _is_old(_built, now):
        _built = _build(stamp, now)
    return _built.calendar


def _build(stamp: int, now: float) -> _Built:
    # Where nobody ever changed a day here and no other machine can have, the database need not be asked.
    asks = stamp or settings.CALENDAR_LOOKS_AGAIN_AFTER
    rows = tuple(_row(day) for day in OfficeDay.objects.filter(agency=None)) if asks else ()
    if _built is not None and rows == _built.rows:  # the same object: its users keep what they counted by it
        return replace(_built, stamp=stamp, looked_at=now)
    shipped = WorkingCalendar.vietnam()
    return _Built(shipped.with_rows(rows) if rows else shipped, rows, stamp, now)


def _is_old(built: _Built, now: float) -> bool:
    after = settings.CALENDAR_LOOKS_AGAIN_AFTER
    return bool(after) and now - built.looked_at > after


def agencies_apart(day: date) -> dict[str, bool]:
    """The agencies for which this day is not as for all others, by their path: whether they work."""
    rows = OfficeDay.objects.filter(day=day).exclude(agency=None).values_list("agency__path", "kind")
    return {path: _is_work(kind) for path, kind in rows}


def note_change() -> None:
    """Let every process of this home build the calendar anew. Called when the change is committed."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(str(time.time_ns()))


def _row(day: OfficeDay) -> DayRow:
    return DayRow(day.day, cast(Kind, day.kind), day.name, day.notice, "cơ quan nhập")


def _is_work(kind: str) -> bool:
    return kind == "make_up_workday"


def _file() -> Path:
    return Path(settings.HOME) / "calendar-changed"


def _stamp() -> int:
    try:
        return _file().stat().st_mtime_ns
    except OSError:
        return 0
