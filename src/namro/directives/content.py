"""What a draft task says: the reader's fields with their spans, what an officer set in their place, and whom each doer
means. Plain and pure; models.DraftTask keeps it packed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from namro.reading.archive import pack, unpack
from namro.reading.model import Deadline, Named, Nature, Recurrence, Span, Task

OFFICER = "officer"  # in place of the rule that found a field: a person set it

LEAD, COORDINATE, REPORT, OVERSEE = "lead", "coordinate", "report", "oversee"
DUTIES = (LEAD, COORDINATE, REPORT, OVERSEE)


@dataclass(frozen=True, slots=True)
class Choice:
    """An agency or a group that a name may mean, and why."""

    agency: int | None
    group: int | None
    name: str
    reason: str

    @property
    def key(self) -> str:
        """As a form sends it: a12 for the agency 12, g3 for the group 3."""
        return f"a{self.agency}" if self.agency is not None else f"g{self.group}"


@dataclass(frozen=True, slots=True)
class Doer:
    """Someone with a duty in the task: the name in the document, and whom it means. Not resolved: neither is set."""

    duty: str
    name: str
    agency: int | None = None
    group: int | None = None
    meant: str = ""  # the name that the agency or group bears
    reason: str = ""
    candidates: tuple[Choice, ...] = ()
    by_officer: bool = False

    @property
    def is_resolved(self) -> bool:
        """Whether it is known who is meant."""
        return self.agency is not None or self.group is not None

    @property
    def key(self) -> str:
        """As a form sends it; empty where nobody knows."""
        return Choice(self.agency, self.group, "", "").key if self.is_resolved else ""


@dataclass(frozen=True, slots=True)
class Content:
    """A draft's task and its doers."""

    task: Task
    doers: tuple[Doer, ...]

    def to_json(self) -> dict[str, Any]:
        """For the database."""
        return {"task": pack(self.task), "doers": pack(self.doers)}

    @staticmethod
    def from_json(stored: dict[str, Any]) -> Content:
        """From the database."""
        doers = tuple(unpack(Doer, one) for one in stored["doers"])
        return Content(unpack(Task, stored["task"]), doers)

    def of_duty(self, duty: str) -> tuple[Doer, ...]:
        """The doers with this duty."""
        return tuple(doer for doer in self.doers if doer.duty == duty)

    @property
    def unresolved(self) -> tuple[Doer, ...]:
        """The doers of whom it is not known who is meant."""
        return tuple(doer for doer in self.doers if not doer.is_resolved)


Resolve = Callable[[str, str], Doer]  # duty and name in the document


def content_of(task: Task, resolve: Resolve) -> Content:
    """A reader's task with whom its doers mean."""
    named = [(LEAD, task.leads), (COORDINATE, task.coordinators), (REPORT, task.through)]
    doers = (resolve(duty, one.name) for duty, names in named for one in names)
    return Content(task, _once(doers))


def joined(first: Content, second: Content, text: str) -> Content:
    """Two drafts as one: the words from the first's beginning to the second's end, the fields of both."""
    a, b = first.task, second.task
    task = replace(
        a,
        span=Span(min(a.span.start, b.span.start), max(a.span.end, b.span.end)),
        text=text,
        leads=_named_once(a.leads, b.leads),
        coordinators=_named_once(a.coordinators, b.coordinators),
        deadlines=_once((*a.deadlines, *b.deadlines)),
        recurrences=_once((*a.recurrences, *b.recurrences)),
        targets=_once((*a.targets, *b.targets)),
        citations=_once((*a.citations, *b.citations)),
        reports_to=_named_once(a.reports_to, b.reports_to),
        through=_named_once(a.through, b.through),
        product=a.product or b.product,
        soft_times=_once((*a.soft_times, *b.soft_times)),
        nature="assigned" if "assigned" in (a.nature, b.nature) else "routine",
    )
    leads = {doer.name for doer in (*first.doers, *second.doers) if doer.duty == LEAD}
    doers = (doer for doer in (*first.doers, *second.doers) if doer.duty != COORDINATE or doer.name not in leads)
    return Content(task, _once(doers))


def set_by_officer(
    content: Content,
    *,
    text: str,
    nature: Nature,
    product: str,
    due: date | None,
    every: str,
    day: int | None,
    doers: tuple[Doer, ...],
) -> Content:
    """The draft as an officer wants it. A field that says the same as before stays the reader's, with its words."""
    before = content.task
    nowhere = Span(before.span.start, before.span.start)
    task = replace(before, text=text, nature=nature, leads=_names(doers, LEAD, before.leads, nowhere))
    task = replace(task, coordinators=_names(doers, COORDINATE, before.coordinators, nowhere))
    task = replace(task, through=_names(doers, REPORT, before.through, nowhere))
    if product != (before.product.name if before.product else ""):
        task = replace(task, product=Named(product, nowhere, OFFICER, 1.0) if product else None)
    task = replace(task, deadlines=_deadlines(before.deadlines, due, nowhere))
    if (every, day) != rhythm_of(before):
        rhythm = Recurrence("", nowhere, every, "by" if day else None, day, OFFICER, 1.0)
        task = replace(task, recurrences=(rhythm,) if every else ())
    return Content(task, doers)


def rhythm_of(task: Task) -> tuple[str, int | None]:
    """The first rhythm of the task as a form shows it."""
    first = task.recurrences[0] if task.recurrences else None
    return (first.every, first.day) if first else ("", None)


def officer_day(task: Task) -> date | None:
    """The day that an officer set for the task."""
    days = (one.date for one in task.deadlines if one.found_by == OFFICER and one.date)
    return next((date.fromisoformat(day) for day in days), None)


def _deadlines(before: tuple[Deadline, ...], due: date | None, nowhere: Span) -> tuple[Deadline, ...]:
    # The directive's own words stay beside what an officer decides: both are shown, the officer's counts.
    read = tuple(one for one in before if one.found_by != OFFICER)
    if due is None:
        return read
    return (Deadline("", nowhere, "by", due.isoformat(), OFFICER, 1.0), *read)


def _names(doers: Iterable[Doer], duty: str, before: tuple[Named, ...], nowhere: Span) -> tuple[Named, ...]:
    known = {one.name: one for one in before}
    return tuple(known.get(doer.name) or Named(doer.name, nowhere, OFFICER, 1.0) for doer in doers if doer.duty == duty)


def _named_once(*lists: tuple[Named, ...]) -> tuple[Named, ...]:
    found: dict[str, Named] = {}
    for one in (one for some in lists for one in some):
        found.setdefault(one.name.casefold(), one)
    return tuple(found.values())


def _once(things: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(_distinct(things))


def _distinct(things: Iterable[Any]) -> Iterator[Any]:
    seen: list[Any] = []
    for one in things:
        if one not in seen:
            seen.append(one)
            yield one
