"""Due days per second of CPU time in one thread: the whole computation from the reader's values to a Due.

Run: python benchmarks/due_days.py. "first" computes every date for the first time, with caches emptied; "again" is a
register that is looked at again. The goal is 200,000 a second. Whether `explain` is built is told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import process_time
from typing import NamedTuple

from namro.calendar import DueRules, WorkingCalendar, due_of
from namro.calendar.periods import stated_period
from namro.calendar.wording import written, written_with_weekday

GOAL = 200_000  # due days a second
ROUNDS = 5  # the best counts: the machine is shared
START = date(2025, 3, 10)
CALENDAR = WorkingCalendar.vietnam()
ROLLED = DueRules(roll="next_working_day")


class Deadline(NamedTuple):
    rule: str
    date: str | None = None
    amount: int | None = None
    unit: str | None = None


def mixed_deadlines() -> Iterator[Deadline]:
    """What registers hold: mostly days before or by which, some months, quarters and years, some terms."""
    for i in range(5_000):
        day = START + timedelta(days=i % 3_650)
        yield Deadline("before", day.isoformat())
        yield Deadline("by", day.isoformat())
        yield Deadline(
            "by", (f"{day:%Y-%m}", f"{day.year}-Q{i % 4 + 1}", f"{day.year}-H{i % 2 + 1}", f"{day.year}")[i % 4]
        )
        yield Deadline("within", amount=i % 60 + 1, unit=("day", "working_day", "month")[i % 3])


def dues(deadlines: list[Deadline]) -> None:
    for deadline in deadlines:
        due_of(deadline, CALENDAR, start=START)


def rolled_dues(deadlines: list[Deadline]) -> None:
    for deadline in deadlines:
        due_of(deadline, CALENDAR, start=START, rules=ROLLED)


def explained_dues(deadlines: list[Deadline]) -> None:
    for deadline in deadlines:
        _ = due_of(deadline, CALENDAR, start=START).explain


def per_second(work: Callable[[list[Deadline]], None], deadlines: list[Deadline], *, cold: bool) -> float:
    best = 0.0
    for _ in range(ROUNDS):
        if cold:
            for cached in (stated_period, written, written_with_weekday):
                cached.cache_clear()
        began = process_time()
        work(deadlines)
        best = max(best, len(deadlines) / (process_time() - began))
    return best


def main() -> None:
    mixed = list(mixed_deadlines())
    unique = [Deadline("before", (START + timedelta(days=i)).isoformat()) for i in range(8_000)]
    for name, work, deadlines, cold in (
        ("mixed deadlines, again", dues, mixed, False),
        ("mixed deadlines, again, rolled to the next working day", rolled_dues, mixed, False),
        ("mixed deadlines, again, with their explanation", explained_dues, mixed, False),
        ("8,000 different days, first", dues, unique, True),
        ("8,000 different days, first, with their explanation", explained_dues, unique, True),
    ):
        rate = per_second(work, deadlines, cold=cold)
        print(f"{rate:>10,.0f} due days/s  {name}{'' if rate >= GOAL else f'  (goal: {GOAL:,})'}")


if __name__ == "__main__":
    main()
