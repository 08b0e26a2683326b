"""The table of transitions in words: for the administrator's page and for docs/life.md, from the one table."""

from __future__ import annotations

from dataclasses import dataclass

from namro.life.transitions import MOVE_NAMES, NEED_NAMES, TRANSITIONS, WHO_NAMES, Transition
from namro.tasks.progress import Duty

HEADS = ("Từ trạng thái", "Việc", "Vai trò trong nhiệm vụ", "Ai được làm", "Phải có", "Sang trạng thái")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table as people read it."""

    sources: str
    move: str
    duties: str
    who: str
    needs: str
    target: str


def lines() -> tuple[Line, ...]:
    """All rows, in the order of the table."""
    return tuple(_line(row) for row in TRANSITIONS)


def as_markdown() -> str:
    """The table for the documentation."""
    rows = [HEADS, ("---",) * len(HEADS)]
    rows += [(one.sources, one.move, one.duties, one.who, one.needs, one.target) for one in lines()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _line(row: Transition) -> Line:
    every = len(row.duties) == len(Duty)
    return Line(
        sources=", ".join(str(one.label) for one in row.sources),
        move=str(MOVE_NAMES[row.move]),
        duties="mọi vai trò" if every else ", ".join(str(one.label) for one in row.duties),
        who=str(WHO_NAMES[row.who]),
        needs="; ".join(str(NEED_NAMES[one]) for one in row.needs) or "–",
        target=str(row.target.label),
    )
