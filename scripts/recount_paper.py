"""Counts every figure of a paper's snapshot again, from the raw rows, by plain SQL and plain loops.

python scripts/recount_paper.py FILE.json DATABASE.sqlite3
python scripts/recount_paper.py FILE.json postgresql://USER@HOST/DATABASE

It shares no code with the site on purpose: what a figure means is written here a second time, by its key. A key that is
not known here is told as a fault, so that no figure escapes. Exit code: 0 all agree, 1 some do not, 2 not read.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
SOON = 7  # working days
CALENDAR = Path(__file__).parents[1] / "src/namro/calendar/data"
DONE = {"done_on_time", "done_late", "done_without_deadline"}
OPEN = {"in_time", "due_soon", "overdue", "without_deadline"}
CELLS = {
    **{one: {one} for one in (*DONE, *OPEN)},
    "done": DONE,
    "open": OPEN,
    "open_in_time": {"in_time", "due_soon"},
    "without_any_deadline": {"done_without_deadline", "without_deadline"},
    "done_of_due": {"done_on_time", "done_late"},
    "due": {"done_on_time", "done_late", "overdue"},
    "total": DONE | OPEN,
}
Execute = Callable[[str], list[tuple[Any, ...]]]


class Recount:
    """The raw rows of one directive as of the moment, and what each key comes to."""

    def __init__(self, payload: dict[str, Any], execute: Execute) -> None:
        self.payload, self.execute = payload, execute
        self.directive = int(payload["subject"]["directive"])
        self.moment, self.since = (datetime.fromisoformat(payload[name]) for name in ("moment", "since"))
        self.day, self.day_before = (at.astimezone(OFFICE).date() for at in (self.moment, self.since))
        self._assignments()
        self._lives()
        self._lists()

    def _assignments(self) -> None:
        of_one = self.payload["subject"]["agency"]
        if of_one is None and self.payload["subject"]["extension"] is not None:
            of_one = self.execute(
                f"SELECT agency_id FROM life_extension WHERE id = {self.payload['subject']['extension']}"
            )[0][0]
        only = f" AND a.agency_id = {of_one}" if of_one is not None else ""
        rows = self.execute(
            "SELECT a.id, a.task_id, a.agency_id, a.duty, a.original_due_date, t.place, t.kind, t.every FROM "
            f"tasks_assignment a JOIN tasks_task t ON t.id = a.task_id WHERE a.directive_id = {self.directive}{only}"
        )
        self.given = {
            row[0]: dict(zip(("id", "task", "agency", "duty", "original", "place", "kind", "every"), row, strict=True))
            for row in rows
        }
        corrected = self.execute(
            'SELECT e.task_id, e.at, e."before" FROM tasks_event e JOIN tasks_task t ON t.id = e.task_id '
            f"WHERE t.directive_id = {self.directive} AND e.kind = 'corrected' ORDER BY e.at DESC, e.id DESC"
        )
        for task, at, before in corrected:
            told = json.loads(before) if isinstance(before, str) else before
            if moment(at) > self.moment and told and "kind" in told:
                for one in self.given.values():
                    if one["task"] == task:
                        one["kind"] = told["kind"]

    def _office_days(self) -> dict[date, bool]:
        """Days that the office had entered for all by then, and whether they are worked."""
        told: dict[date, bool] = {}
        for act, at, day, before, after in self.execute(
            "SELECT act, at, thing_id, \"before\", after FROM audit_entry WHERE act LIKE 'calendar.%' ORDER BY number"
        ):
            facts = after or before
            facts = json.loads(facts) if isinstance(facts, str) else facts
            if moment(at) > self.moment or facts.get("agency") is not None:
                continue
            if act == "calendar.dropped":
                told.pop(date.fromisoformat(day), None)
                continue
            one = date.fromisoformat(facts["first"])
            while one <= date.fromisoformat(facts["last"]):
                told[one] = facts["kind"] == "make_up_workday"
                one += timedelta(days=1)
        return told

    def _lives(self) -> None:
        office = self._office_days()
        soon, soon_before = (nth_working_day(day, SOON, office) for day in (self.day, self.day_before))
        now: dict[int, tuple[Any, ...]] = {}
        before: dict[int, tuple[Any, ...]] = {}
        for assignment, at, *state in self.execute(
            "SELECT r.assignment_id, r.at, r.progress, r.due_date, r.completed_date, r.is_counted FROM life_trace r "
            f"JOIN tasks_assignment a ON a.id = r.assignment_id WHERE a.directive_id = {self.directive} ORDER BY r.id"
        ):
            if moment(at) <= self.moment:
                now[assignment] = tuple(state)
            if moment(at) <= self.since:
                before[assignment] = tuple(state)
        self.updates: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for row in self.execute(
            "SELECT u.assignment_id, u.sent_at, u.cause, u.was_overdue, u.target_id, u.figure FROM life_update u "
            f"JOIN tasks_assignment a ON a.id = u.assignment_id WHERE a.directive_id = {self.directive} "
            "AND u.sent_at IS NOT NULL ORDER BY u.sent_at, u.id"
        ):
            if moment(row[1]) <= self.moment:
                self.updates[row[0]].append(row)
        self.leads = []
        self.alive = {pk for pk in self.given if pk in now}
        self.progress = {pk: now[pk][0] for pk in self.alive}
        self.counted_now = {pk for pk in self.alive if truth(now[pk][3])}
        for pk in sorted(self.alive):
            one = self.given[pk]
            if one["duty"] != "lead":
                continue
            progress, due, completed, counted = now[pk]
            due, completed, original = day_of(due), day_of(completed), day_of(one["original"])
            state = stands(progress, due, completed, truth(counted), self.day, soon)
            self.leads.append(
                one
                | {
                    "state": state,
                    "progress": progress,
                    "due": due,
                    "by_original": stands(progress, original, completed, truth(counted), self.day, soon),
                    "before": self._before(before.get(pk), soon_before),
                    "section": ".".join(one["place"].split(".")[:2]) or "none",
                    "heard": any(moment(row[1]) > self.since for row in self.updates[pk]),
                    "cause": self._cause(pk, due),
                }
            )
        self.counted = [one for one in self.leads if one["state"] != "outside"]

    def _before(self, state: tuple[Any, ...] | None, soon: date) -> str:
        if state is None:
            return "none"
        return stands(state[0], day_of(state[1]), day_of(state[2]), truth(state[3]), self.day_before, soon)

    def _cause(self, pk: int, due: date | None) -> bool:
        """Whether the agency wrote a cause that speaks of the present deadline."""
        for _pk, at, cause, was_overdue, _target, _figure in self.updates[pk]:
            sent = moment(at).astimezone(OFFICE).date()
            if cause and not (truth(was_overdue) and due is not None and due >= sent):
                return True
        return False

    def _lists(self) -> None:
        leads = {one["id"] for one in self.leads}
        self.reports = []
        for assignment, due, sent_date, sent_at in self.execute(
            "SELECT x.assignment_id, x.due_date, r.sent_date, r.sent_at FROM tasks_expectedreport x "
            "JOIN tasks_assignment a ON a.id = x.assignment_id LEFT JOIN life_report r ON r.expected_id = x.id "
            f"WHERE a.directive_id = {self.directive}"
        ):
            due = day_of(due)
            sent = day_of(sent_date) if sent_at is not None and moment(sent_at) <= self.moment else None
            in_period = self.day_before < due <= self.day
            came_in_period = sent_at is not None and self.since < moment(sent_at) <= self.moment
            if assignment not in self.counted_now or due > self.day:
                continue
            if sent is not None:
                state = "on_time" if sent <= due else "late"
                if not in_period and not came_in_period:
                    continue
            elif due < self.day and self.progress[assignment] not in ("done", "withdrawn", "handed_over"):
                state = "missing"
            else:
                continue
            self.reports.append((self.given[assignment]["agency"], state, in_period))
        answers: dict[int, tuple[str, datetime]] = {}
        self.returned = 0
        kinds = "'granted', 'denied', 'countered', 'declined', 'returned'"
        for kind, at, assignment, after in self.execute(
            "SELECT e.kind, e.at, e.assignment_id, e.after FROM tasks_event e JOIN tasks_task t ON t.id = e.task_id "
            f"WHERE t.directive_id = {self.directive} AND e.kind IN ({kinds}) ORDER BY e.at, e.id"
        ):
            told = (json.loads(after) if isinstance(after, str) else after) or {}
            if moment(at) > self.moment:
                continue
            if kind == "returned":
                self.returned += assignment in leads and moment(at) > self.since
            elif "extension" in told:
                answers[told["extension"]] = (kind, moment(at))
        self.extensions = []
        for pk, assignment, at in self.execute("SELECT id, assignment_id, asked_at FROM life_extension"):
            if assignment in leads and moment(at) <= self.moment:
                stage, decided = answers.get(pk, ("asked", None))
                self.extensions.append((stage, moment(at) > self.since, decided is not None and decided > self.since))
        self.complaints = [
            self.given[partner]["agency"]
            for lead, partner, at, settled in self.execute(
                "SELECT lead_id, partner_id, at, settled_at FROM life_complaint"
            )
            if lead in self.alive and partner in self.alive and moment(at) <= self.moment
            and (settled is None or moment(settled) > self.moment)
        ]  # fmt: skip
        self._directions()
        self._targets()

    def _directions(self) -> None:
        agencies = {self.given[pk]["agency"] for pk in self.alive}
        self.directions = []  # what became of each, and whether it is of the period
        for assignment, agency, at, made in self.execute(
            "SELECT d.assignment_id, d.agency_id, d.at, t.created_at FROM life_direction d "
            "LEFT JOIN tasks_task t ON t.id = d.became_id"
        ):
            when = moment(at)
            if when > self.moment:
                continue
            became = made is not None and moment(made) <= self.moment
            if assignment is None:
                if agency in agencies and when > self.since:
                    self.directions.append(("general", True, became))
            elif assignment in self.alive:
                answered = became or any(moment(row[1]) > when for row in self.updates[assignment])
                what = "done" if self.progress[assignment] == "done" else "answered" if answered else "unanswered"
                self.directions.append((what, when > self.since, became))

    def _targets(self) -> None:
        tasks = defaultdict(list)
        for one in self.counted:
            tasks[one["task"]].append(one["id"])
        said: dict[tuple[int, int], tuple[datetime, int, int, Decimal]] = {}
        told = self.execute(
            "SELECT f.target_id, x.assignment_id, f.value, r.sent_at, r.id FROM life_reportedfigure f "
            "JOIN life_report r ON r.id = f.report_id JOIN tasks_expectedreport x ON x.id = r.expected_id"
        )
        entries = [(target, pk, moment(at), 0, source, Decimal(str(value))) for target, pk, value, at, source in told]
        for pk, rows in self.updates.items():
            entries += [
                (target, pk, moment(at), 1, position, Decimal(str(figure)))
                for position, (_pk, at, _c, _o, target, figure) in enumerate(rows)
                if target is not None
            ]
        for target, pk, at, rank, source, value in sorted(entries, key=lambda entry: entry[2:5]):
            if at <= self.moment:
                said[target, pk] = (at, rank, source, value)
        self.targets: dict[str, tuple[Decimal, Decimal | None, bool | None, int]] = {}
        for target, task, comparison, value in self.execute(
            "SELECT id, task_id, comparison, value FROM tasks_tasktarget"
        ):
            for pk in tasks.get(task, ()):
                asked = Decimal(str(value))
                given = said.get((target, pk))
                reached = None if given is None else met(given[3], comparison, asked)
                self.targets[f"{target}-{pk}"] = (asked, given[3] if given else None, reached, target)

    def value(self, key: str) -> Any:
        """What a figure comes to. Raises KeyError for one that is not known here."""
        head, _dot, rest = key.partition(".")
        return COUNTS[head](self, rest)

    def count_cells(self, cell: str) -> int:
        return sum(one["state"] in CELLS[cell] for one in self.counted)

    def count_original(self, cell: str) -> int:
        return sum(one["by_original"] in CELLS[cell] for one in self.counted)

    def count_before(self, cell: str) -> int:
        return sum(one["before"] in CELLS[cell] for one in self.leads)

    def count_kind(self, rest: str) -> Any:
        return self.grouped("kind", rest)

    def count_section(self, rest: str) -> Any:
        place, _dot, cell = rest.rpartition(".")
        return sum(one["section"] == place and one["state"] in CELLS[cell] for one in self.counted)

    def count_agency(self, rest: str) -> Any:
        return self.grouped("agency", rest)

    def grouped(self, field: str, rest: str) -> Any:
        name, _dot, cell = rest.partition(".")
        of = [one["state"] for one in self.counted if str(one[field]) == name]
        if cell.startswith("rate."):
            top = {"rate.done_of_due": "done_of_due", "rate.on_time_of_due": "done_on_time"}[cell]
            return share(sum(one in CELLS[top] for one in of), sum(one in CELLS["due"] for one in of))
        return sum(one in CELLS[cell] for one in of)

    def count_rate(self, name: str) -> Any:
        if name == "on_time_by_original":
            return share(self.count_original("done_on_time"), self.count_original("due"))
        if name == "reports_on_time":
            return share(self.count_reports("on_time"), self.count_reports("due"))
        top, bottom = {
            "done_of_due": ("done_of_due", "due"),
            "on_time_of_due": ("done_on_time", "due"),
            "done_of_total": ("done", "total"),
        }[name]
        return share(self.count_cells(top), self.count_cells(bottom))

    def count_tasks(self, _total: str) -> int:
        return len({one["task"] for one in self.counted})

    def count_agencies(self, what: str) -> int:
        return len({one["agency"] for one in self.counted if what == "total" or one["state"] == "overdue"})

    def count_outside(self, _total: str) -> int:
        return sum(one["state"] == "outside" for one in self.leads)

    def count_overdue(self, _without_cause: str) -> int:
        return sum(one["state"] == "overdue" and not one["cause"] for one in self.counted)

    def count_undated(self, what: str) -> int:
        periodic = what == "periodic"
        return sum(
            one["state"] == "without_deadline" and (one["every"] not in ("", "unspecified")) is periodic
            for one in self.counted
        )

    def count_progress(self, progress: str) -> int:
        return sum(one["progress"] == progress for one in self.counted)

    def count_change(self, cell: str) -> int:
        return self.count_cells(cell) - self.count_before(cell)

    def count_changes(self, what: str) -> int:
        if what == "left":
            return sum(one["state"] == "outside" and one["before"] in DONE | OPEN for one in self.leads)
        tests: dict[str, Callable[[dict[str, Any]], bool]] = {
            "finished": lambda one: one["state"] in DONE and (one["before"] in OPEN or one["before"] == "none"),
            "became_overdue": lambda one: one["state"] == "overdue" and one["before"] != "overdue",
            "added": lambda one: one["before"] in ("none", "outside"),
            "heard": lambda one: one["heard"],
        }
        return sum(tests[what](one) for one in self.counted)

    def count_next(self, what: str) -> int:
        year, month = (self.day.year, self.day.month + 1) if self.day.month < 12 else (self.day.year + 1, 1)
        last = self.day.day
        while True:  # the same day of the next month, or its last
            try:
                until = date(year, month, last)
                break
            except ValueError:
                last -= 1
        coming = [one for one in self.counted if one["state"] in ("in_time", "due_soon") and one["due"] <= until]
        return len(coming) if what == "due" else len({one["agency"] for one in coming})

    def count_reports(self, what: str) -> int:
        if what == "late_agencies":
            return len({agency for agency, state, _in in self.reports if state in ("late", "missing")})
        if what == "missing_earlier":
            return sum(state == "missing" and not inside for _agency, state, inside in self.reports)
        return sum(inside and what in ("due", state) for _agency, state, inside in self.reports)

    def count_extensions(self, what: str) -> int:
        if what == "asked":
            return sum(asked for _stage, asked, _decided in self.extensions)
        if what == "waiting":
            return sum(stage == "asked" for stage, _asked, _decided in self.extensions)
        return sum(stage == what and decided for stage, _asked, decided in self.extensions)

    def count_returned(self, _total: str) -> int:
        return self.returned

    def count_complaints(self, what: str) -> int:
        return len(self.complaints) if what == "open" else len(set(self.complaints))

    def count_directions(self, what: str) -> int:
        if what == "all":
            return len(self.directions)
        if what == "total":
            return sum(inside for _what, inside, _became in self.directions)
        # One on an agency's work as a whole is answered when it became a task, and has none that could be done.
        general = {"answered": True, "unanswered": False}
        if what in general:
            return sum(
                one == what or (one == "general" and became is general[what]) for one, _in, became in self.directions
            )
        return sum(one == what for one, _in, _became in self.directions)

    def count_targets(self, rest: str) -> Any:
        if rest == "total":
            return len({one[3] for one in self.targets.values()})
        if rest == "reported":
            return len({one[3] for one in self.targets.values() if one[1] is not None})
        if rest == "met":
            return sum(one[2] is True for one in self.targets.values())
        name, _dot, what = rest.rpartition(".")
        if name in self.targets:
            return self.targets[name][0 if what == "required" else 1]
        of = [one for one in self.targets.values() if str(one[3]) == name]
        tests = {
            "asked": lambda _one: True,
            "reported": lambda one: one[1] is not None,
            "met": lambda one: one[2] is True,
        }
        return sum(tests[what](one) for one in of)


COUNTS: dict[str, Callable[[Recount, str], Any]] = {
    "cells": Recount.count_cells,
    "original": Recount.count_original,
    "before": Recount.count_before,
    "kind": Recount.count_kind,
    "section": Recount.count_section,
    "agency": Recount.count_agency,
    "rate": Recount.count_rate,
    "tasks": Recount.count_tasks,
    "agencies": Recount.count_agencies,
    "outside": Recount.count_outside,
    "overdue": Recount.count_overdue,
    "undated": Recount.count_undated,
    "progress": Recount.count_progress,
    "change": Recount.count_change,
    "changes": Recount.count_changes,
    "next": Recount.count_next,
    "reports": Recount.count_reports,
    "extensions": Recount.count_extensions,
    "returned": Recount.count_returned,
    "complaints": Recount.count_complaints,
    "directions": Recount.count_directions,
    "targets": Recount.count_targets,
}


def moment(told: Any) -> datetime:
    """A moment as either database gives it; SQLite keeps it in UTC without saying so."""
    at = told if isinstance(told, datetime) else datetime.fromisoformat(told)
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def day_of(told: Any) -> date | None:
    """A day as either database gives it."""
    return date.fromisoformat(told) if isinstance(told, str) else told


def truth(told: Any) -> bool:
    """A yes or no as either database gives it."""
    return told in (True, 1)


def stands(progress: str, due: date | None, completed: date | None, counted: bool, day: date, soon: date) -> str:
    """How an assignment stands to its deadline."""
    if not counted or progress in ("withdrawn", "handed_over"):
        return "outside"
    if progress == "done":
        if due is None:
            return "done_without_deadline"
        assert completed is not None
        return "done_late" if completed > due else "done_on_time"
    if due is None:
        return "without_deadline"
    if due < day:
        return "overdue"
    return "in_time" if due > soon else "due_soon"


def days_off() -> dict[date, bool]:
    """Days that the calendar's files tell apart from their weekday, and whether they are worked."""
    told: dict[date, bool] = {}
    for name in ("vietnam_seed.csv", "vietnam.csv"):
        with (CALENDAR / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                told[date.fromisoformat(row["day"])] = row["kind"] == "make_up_workday"
    return told


def nth_working_day(day: date, count: int, office: dict[date, bool]) -> date:
    """Day by day, until `count` worked ones have passed."""
    told = days_off() | office
    while count:
        day += timedelta(days=1)
        count -= told.get(day, day.weekday() < 5)
    return day


def met(value: Decimal, comparison: str, asked: Decimal) -> bool:
    """Whether a number is what was asked."""
    difference = value - asked
    if comparison == "=":
        return difference == 0
    good = difference > 0 if comparison[0] == ">" else difference < 0
    return good or (comparison.endswith("=") and difference == 0)


def share(part: int, whole: int) -> Decimal | None:
    """A rate, as the snapshot keeps it: six places; none where nothing is counted."""
    return (Decimal(part) / Decimal(whole)).quantize(Decimal("0.000001")) if whole else None


def as_printed(value: Any, figure: dict[str, Any]) -> str:
    """The words of a value: a number with points and a comma, a rate with one place, half up."""
    if "denominator" in figure:
        if value is None:
            return "–"
        tenths = int(value * 1000 + Decimal("0.5"))
        return f"{tenths // 10},{tenths % 10}%"
    if "minus" in figure:
        return f"{value:+d}".replace("-", "−") if value else "0"
    whole, _point, part = f"{value:f}".partition(".") if isinstance(value, Decimal) else (str(value), "", "")
    return f"{int(whole):,}".replace(",", ".") + (f",{part.rstrip('0')}" if part.rstrip("0") else "")


def faults(payload: dict[str, Any], execute: Execute) -> list[str]:
    """One line for each figure that does not come out the same."""
    recount = Recount(payload, execute)
    told = []
    for key, figure in payload["figures"].items():
        try:
            value = recount.value(key)
        except KeyError:
            told.append(f"{key}: not known to the recount")
            continue
        kept = figure["value"]
        same = (value is None and kept is None) or (
            value is not None and kept is not None and Decimal(str(value)) == Decimal(str(kept))
        )
        if not same:
            told.append(f"{key}: the paper says {kept}, the records {value}")
        elif (words := as_printed(value, figure)) and not f"{figure['text']} ".replace("%", " %").startswith(
            f"{words} ".replace("%", " %")
        ):
            told.append(f"{key}: {value} is printed as {figure['text']!r}, not {words!r}")
    shown = sum(row["counted"] for row in payload["rows"])
    if shown != len(recount.counted):
        told.append(f"rows: the paper counts {shown}, the records {len(recount.counted)}")
    return told


def connected(database: str) -> Execute:
    """A way to ask the database."""
    if database.startswith("postgres"):
        import psycopg

        connection: Any = psycopg.connect(database)
    else:
        connection = sqlite3.connect(f"file:{Path(database).absolute()}?mode=ro", uri=True)
    return lambda statement: list(connection.execute(statement))


def main(arguments: Iterable[str]) -> int:
    """Compare and print."""
    try:
        file, database = arguments
        payload = json.loads(Path(file).read_text(encoding="utf-8"))
        found = faults(payload, connected(database))
    except (ValueError, KeyError, OSError, sqlite3.Error) as error:
        print(f"{__doc__}\n{error!r}", file=sys.stderr)
        return 2
    print("\n".join(found) or f"{len(payload['figures'])} figures agree with the records.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
