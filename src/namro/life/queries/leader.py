"""What stands on a leader's page, all as of one moment, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from namro.access.policy import Act, sight_of
from namro.agencies.models import Person
from namro.agencies.queries.directory import names_on
from namro.life.models import Extension
from namro.life.queries.as_of import as_of
from namro.life.queries.changes import Changes, changes_since, usual_since
from namro.life.queries.figures import Figures, counted_here, figures_now
from namro.life.queries.lists import open_extensions, shown
from namro.life.queries.overviews import expected_reports, total_of
from namro.life.queries.reports import Discipline, discipline
from namro.life.timeliness import Cells, Day
from namro.tasks.models import Assignment

FEW = 5  # with fewer due than this a rate says little, and is told as "ít việc"
AGENCIES_SHOWN = 12
OLDEST_SHOWN = 5
DECISIONS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency in the table, or the rest of them together."""

    name: str
    agency: int | None
    cells: Cells

    @property
    def is_few(self) -> bool:
        """Whether its rate says little."""
        return self.cells.due < FEW


@dataclass(frozen=True, slots=True)
class LeaderPage:
    """One screen."""

    on: Day
    figures: Figures
    lines: list[AgencyLine]
    oldest: list[Assignment]
    decisions: list[Extension]
    decision_count: int
    confirmation_count: int
    changes: Changes
    reports: Discipline
    worst: AgencyLine | None
    late_agencies: int


def leader_page(person: Person, now: datetime, *, since: date | None = None) -> LeaderPage:
    """All of it for one leader."""
    day = now.date()
    on = as_of(day)
    since = since or usual_since(day)
    found = counted_here(person, day)
    sight = sight_of(person, Act.SEE_TASKS, day)
    figures = figures_now(found, on)
    lines = _lines(figures, day)
    late = [line for line in lines if line.cells.overdue]
    decisions = open_extensions(person, day).filter(stage="asked")
    return LeaderPage(
        on=on,
        figures=figures,
        lines=_cut(lines),
        oldest=list(shown(found.overdue_on(day), day).order_by("list_order", "pk")[:OLDEST_SHOWN]),
        decisions=list(decisions[:DECISIONS_SHOWN]),
        decision_count=decisions.count(),
        confirmation_count=figures.awaiting,
        changes=changes_since(found, sight.of_paths, since, on),
        reports=total_of(discipline(expected_reports(person, day, since=since), day).values()),
        worst=late[0] if late else None,
        late_agencies=len(late),
    )


def _lines(figures: Figures, day: date) -> list[AgencyLine]:
    names = names_on(day, figures.of_agency)
    lines = [AgencyLine(names[agency] or f"#{agency}", agency, cells) for agency, cells in figures.of_agency.items()]
    return sorted(lines, key=lambda line: (-line.cells.overdue, _on_time_share(line.cells), line.name))


def _on_time_share(cells: Cells) -> float:
    return cells.done_on_time / cells.due if cells.due else 1.0


def _cut(lines: list[AgencyLine]) -> list[AgencyLine]:
    if len(lines) <= AGENCIES_SHOWN:
        return lines
    head, rest = lines[: AGENCIES_SHOWN - 1], lines[AGENCIES_SHOWN - 1 :]
    total = {name: sum(getattr(line.cells, name) for line in rest) for name in Cells.__slots__}
    return [*head, AgencyLine(f"{len(rest)} đơn vị còn lại", None, Cells(**total))]
