"""From the doers of a task to its assignments: one per agency and duty, one per member of a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from namro.agencies.models import Agency, Group
from namro.agencies.queries.groups import members_on
from namro.calendar import Occurrence, Rule, expected
from namro.directives.dues import rules_of
from namro.directives.models import Directive
from namro.reading.archive import unpack
from namro.reading.model import Recurrence
from namro.tasks.models import Assignment, Collective, Duty, ExpectedReport, Task, list_order
from namro.workdays.calendar import working_calendar

REPORTING = (Duty.LEAD, Duty.REPORT)  # whose rhythm becomes expected reports


@dataclass(frozen=True, slots=True)
class Assignee:
    """An agency or a group that gets a duty in a task; `name` is what the document calls it."""

    duty: str
    name: str
    agency: int | None = None
    group: int | None = None


class Members:
    """The members of groups on one day, each group asked once."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._found: dict[int, list[Agency]] = {}

    def of(self, group: int) -> list[Agency]:
        """The agencies that the group means on the day."""
        if group not in self._found:
            self._found[group] = list(members_on(Group.objects.get(pk=group), self.day))
        return self._found[group]


def assign(task: Task, assignees: Iterable[Assignee], members: Members, *, at: datetime) -> list[Assignment]:
    """Give the task to its doers. An agency that is named and also in a group has the duty once, by its own name; one
    that leads does not co-ordinate, too."""
    taken = set(task.assignments.values_list("agency", "duty"))
    leading = {agency for agency, duty in taken if duty == Duty.LEAD}
    rows: list[Assignment] = []
    for agency, duty, collective in _each(task, assignees, members):
        if (agency.pk, duty) in taken or (duty == Duty.COORDINATE and agency.pk in leading):
            continue
        taken.add((agency.pk, duty))
        leading |= {agency.pk} if duty == Duty.LEAD else set()
        rows.append(_row(task, agency, duty, collective, at))
    made = Assignment.objects.bulk_create(rows)
    _expect_reports(task, made)
    return made


def expected_until(directive: Directive, at: datetime) -> date:
    """How far ahead reports are expected: to the end of the year; `namro tick` goes on from there."""
    return date(max((directive.issued_date or at.date()).year, at.year), 12, 31)


def _each(
    task: Task, assignees: Iterable[Assignee], members: Members
) -> Iterator[tuple[Agency, str, Collective | None]]:
    # Those named by themselves first, leads before the others.
    ranks = list(Duty.values)
    ordered = sorted(assignees, key=lambda one: (ranks.index(one.duty), one.group is not None))
    named = Agency.objects.in_bulk([one.agency for one in ordered if one.agency is not None])
    for one in ordered:
        if one.agency is not None:
            yield named[one.agency], one.duty, None
        elif one.group is not None:
            collective, _made = Collective.objects.get_or_create(
                task=task,
                group_id=one.group,
                duty=one.duty,
                defaults={"name": one.name[:250], "members_on": members.day},
            )
            for agency in members.of(one.group):
                yield agency, one.duty, collective


def _row(task: Task, agency: Agency, duty: str, collective: Collective | None, at: datetime) -> Assignment:
    return Assignment(
        task=task,
        agency=agency,
        duty=duty,
        collective=collective,
        original_due_date=task.original_due_date,
        due_date=task.original_due_date,
        assigned_at=at,
        updated_at=at,
        directive_id=task.directive_id,
        agency_path=agency.path,
        kind=task.kind,
        field_id=task.field_id,
        overseer_id=task.overseer_id,
        has_target=task.targets.exists(),
        has_rhythm=task.rhythm is not None,
        is_counted=not task.directive.is_trial,
        list_order=list_order(task.original_due_date, None),
    )


def _expect_reports(task: Task, assignments: list[Assignment]) -> None:
    if task.rhythm is None:
        return
    reporting = [one for one in assignments if one.duty in REPORTING]
    occurrences = _occurrences(task)
    ExpectedReport.objects.bulk_create(
        ExpectedReport(
            assignment=assignment,
            number=number,
            period=one.period.label,
            period_first=one.period.first,
            period_last=one.period.last,
            cut_off_date=one.cut_off,
            due_date=one.due.day,
            reason=one.explain[:500],
        )
        for assignment in reporting
        for number, one in enumerate(occurrences, 1)
    )


def _occurrences(task: Task) -> tuple[Occurrence, ...]:
    directive = task.directive
    first = directive.issued_date or task.created_at.date()
    found = expected(
        unpack(Recurrence, task.rhythm),
        first,
        expected_until(directive, task.created_at),
        working_calendar(),
        period_rule=cast(Rule, directive.period_rule),
        rules=rules_of(directive),
    )
    return found.occurrences
