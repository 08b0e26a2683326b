"""The register: the tasks of a Directive as numbered entries, put together once for every form that leaves the house.

What reading may not import comes in as an argument: the calendar's due days and the five clears.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from namro.reading.export import wording
from namro.reading.export.periods import period_of
from namro.reading.model import Deadline, Directive, Head, Span, Task

if TYPE_CHECKING:
    from namro.reading.clarity import Finding, Mark
    from namro.reading.clears import State

STATE_WORDS: dict[State, str] = {"clear": "rõ", "vague": "chưa đủ rõ", "missing": "thiếu"}
NATURE_WORDS = {"assigned": "Theo dõi", "routine": "Thường xuyên"}


@dataclass(frozen=True, slots=True)
class Due:
    """The last good day of a deadline, and the Vietnamese sentence that says why it is that day."""

    day: date
    why: str  # "Chậm nhất thứ Sáu, 14/3/2025: trước ngày 15/3/2025, không tính ngày 15"

    @property
    def reason(self) -> str:
        """The sentence without the day that it begins with."""
        return self.why.partition(": ")[2] or self.why


DueDay = Callable[[Deadline, Head], Due | None]
Marks = Sequence[Sequence["Mark"]]  # one row per task, as clarity.measure gives them


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register."""

    number: int  # from 1
    task: Task
    dues: tuple[Due | None, ...]  # one per deadline of the task
    marks: tuple[Mark, ...]

    @property
    def leads(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.task.leads)

    @property
    def coordinators(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.task.coordinators)

    @property
    def reports_to(self) -> tuple[str, ...]:
        """To whom the result goes, and who gathers on the way."""
        through = tuple(f"qua {one.name}" for one in self.task.through)
        return tuple(one.name for one in self.task.reports_to) + through

    @property
    def deadline_quotes(self) -> tuple[str, ...]:
        return tuple(one.quote for one in self.task.deadlines)

    @property
    def rhythms(self) -> tuple[str, ...]:
        return tuple(wording.rhythm(one) for one in self.task.recurrences)

    @property
    def targets(self) -> tuple[str, ...]:
        return tuple(wording.target(one) for one in self.task.targets)

    @property
    def outcome(self) -> tuple[str, ...]:
        """What can be shown at the end: the product and the numbers to reach."""
        product = (self.task.product.name,) if self.task.product else ()
        return product + self.targets

    @property
    def cited(self) -> tuple[str, ...]:
        """The documents named in the task, each once."""
        return tuple(dict.fromkeys(one.quote or one.number for one in self.task.citations))

    @property
    def due_day(self) -> date | None:
        """The first of the days by which something is due."""
        return min((due.day for due in self.dues if due), default=None)

    @property
    def nature(self) -> str:
        return NATURE_WORDS[self.task.nature]

    def fault(self, key: str) -> Span | None:
        """The words at fault where a thing is not clear; None where it is the task as a whole."""
        return next((one.span for one in self.marks if one.key == key), None)

    @property
    def clear_count(self) -> int:
        return sum(one.state == "clear" for one in self.marks)

    @property
    def unclear(self) -> str:
        """ "chưa đủ rõ: người; thiếu: thời gian, kết quả"; empty when all is clear."""
        told = []
        for state in ("vague", "missing"):
            names = [one.name for one in self.marks if one.state == state]
            if names:
                told.append(f"{STATE_WORDS[state]}: {', '.join(names)}")
        return "; ".join(told)


@dataclass(frozen=True, slots=True)
class Register:
    """A directive with its numbered entries and the slips of its text."""

    directive: Directive
    entries: tuple[Entry, ...]
    slips: tuple[Finding, ...] = ()

    @property
    def title(self) -> str:
        return wording.document(self.directive.head, self.directive.source.name)

    def by_lead(self) -> dict[str, list[Entry]]:
        """The entries of each agency that leads, in the order in which agencies are first named."""
        spelling: dict[str, str] = {}
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries:
            names = {name.casefold(): name for name in entry.leads} or {"": "Chưa nêu cơ quan chủ trì"}
            for key, name in names.items():
                groups.setdefault(spelling.setdefault(key, name), []).append(entry)
        return groups


def register_of(
    directive: Directive,
    due_day: DueDay | None = None,
    marks: Marks = (),
    slips: Sequence[Finding] = (),
) -> Register:
    """Number the tasks; `due_day` says the last good day of a deadline, without it the bare day of the text counts.

    `marks` and `slips` are what clarity.measure and clarity.slips_of say of the directive.
    """
    find = due_day or written_day
    entries = tuple(
        Entry(
            number=index + 1,
            task=task,
            dues=tuple(find(one, directive.head) for one in task.deadlines),
            marks=tuple(marks[index]) if index < len(marks) else (),
        )
        for index, task in enumerate(directive.tasks)
    )
    return Register(directive, entries, tuple(slips))


def written_day(deadline: Deadline, head: Head) -> Due | None:
    """The last day that the words allow, with no calendar of days off: the day before a "trước ngày"."""
    period = period_of(deadline.date or "")
    if deadline.rule == "within" or period is None:
        return None
    if deadline.rule == "before":
        return _due(period.first - timedelta(days=1), f"trước {period.words}")
    return _due(period.last, f"đến hết {period.words}")


def _due(day: date, reason: str) -> Due:
    return Due(day, f"Chậm nhất {wording.weekday(day)}, {wording.day(day)}: {reason}")
