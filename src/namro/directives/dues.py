"""The days of a draft: what its deadlines come to under the settings of its directive, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from namro.calendar import Due, DueRules, Roll
from namro.directives.content import OFFICER
from namro.directives.models import Directive
from namro.due_days import due_day
from namro.reading.model import Deadline, Head, Task
from namro.workdays.calendar import working_calendar


@dataclass(frozen=True, slots=True)
class DatedDeadline:
    """A deadline with the day it comes to; None where that hangs on an event nobody knows."""

    deadline: Deadline
    due: Due | None

    @property
    def by_officer(self) -> bool:
        """Whether a person set it, not the document."""
        return self.deadline.found_by == OFFICER

    @property
    def reason(self) -> str:
        """Why it is that day. It begins with the words of the text, more often than not; they are said once."""
        told = self.due.explain.partition(": ")[2] if self.due else ""
        return told.removeprefix(self.deadline.quote).lstrip(", ") or told


def day_of(directive: Directive) -> date:
    """The day on which names and groups of the document are understood: its own, else that of its receipt."""
    return directive.issued_date or directive.received_at.date()


def rules_of(directive: Directive) -> DueRules:
    """How this directive's deadlines are counted."""
    return DueRules(strict_before=directive.strict_before, roll=cast(Roll, directive.roll))


def head_of(directive: Directive) -> Head:
    """The head that deadlines are counted from: as a person mended it."""
    issued = directive.issued_date.isoformat() if directive.issued_date else None
    return Head(kind=directive.kind or None, number=directive.number or None, issued_on=issued)


def dated(task: Task, directive: Directive) -> tuple[DatedDeadline, ...]:
    """The deadlines of the task with their days."""
    head, rules = head_of(directive), rules_of(directive)
    return tuple(DatedDeadline(one, due_day(one, head, working_calendar(), rules)) for one in task.deadlines)


def deciding(deadlines: tuple[DatedDeadline, ...]) -> DatedDeadline | None:
    """The one that counts: an officer's before the document's, else the first day that falls due."""
    known = [one for one in deadlines if one.due is not None]
    return min(known, key=lambda one: (not one.by_officer, cast(Due, one.due).day), default=None)


def is_before_signing(deadlines: tuple[DatedDeadline, ...], issued: date | None) -> bool:
    """Whether the day that counts lies before the document's own: a slip in the text or of the hand."""
    chosen = deciding(deadlines)
    return bool(issued and chosen and chosen.due and chosen.due.day < issued)
