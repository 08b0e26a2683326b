"""Builders for lives of assignments: a directive, a task of it, what agencies have to do, and who acts when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.directives.models import Directive, Stage
from namro.life import operations
from namro.life.operations import Acting, NewUpdate
from namro.tasks.models import Assignment, ExpectedReport, Task, TaskKind, list_order
from namro.tasks.progress import Duty

GIVEN = datetime(2025, 3, 12, 2, 0, tzinfo=UTC)
NOW = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
DAY = date(2025, 6, 20)


def directive(**values: Any) -> Directive:
    """A document whose register is issued."""
    number = values.pop("number", "05/CT-UBND")
    return Directive.objects.create(
        number=number, kind="chỉ thị", issued_date=date(2025, 3, 10), stage=Stage.ISSUED, received_at=GIVEN,
        registered_at=GIVEN, **values,
    )  # fmt: skip


def task(of: Directive | None = None, *, due: date | None = None, text: str = "Tham mưu Chương trình phát triển nhà ở",
         **values: Any) -> Task:  # fmt: skip
    """A task of a directive."""
    of = of or directive()
    return Task.objects.create(
        directive=of, number=of.tasks.count() + 1, place="II.4.3", text=text, kind=TaskKind.FOLLOWED,
        original_due_date=due, created_at=GIVEN, clears="ccccv", **values,
    )  # fmt: skip


def assign(of: Task, agency: Agency, *, duty: str = Duty.LEAD, at: datetime = GIVEN, **values: Any) -> Assignment:
    """What `agency` has to do in a task."""
    due = of.original_due_date
    return Assignment.objects.create(
        task=of, agency=agency, duty=duty, original_due_date=due, due_date=due, assigned_at=at, updated_at=at,
        directive=of.directive, agency_path=agency.path, kind=of.kind, list_order=list_order(due, None), **values,
    )  # fmt: skip


def named(name: str) -> Agency:
    """An agency by one of its names."""
    return Agency.objects.get(names__name=name)


def lead(due: date | None = date(2025, 6, 30), *, agency: str = "Sở Xây dựng", **values: Any) -> Assignment:
    """A task that one agency leads."""
    return assign(task(due=due, **values), named(agency))


def acting(username: str, at: datetime = NOW) -> Acting:
    """One of the cast, who acts at a moment."""
    person = Person.objects.get(account__username=username)
    return Acting(person, Actor(name=person.name, person=person.pk), at)


def after(days: int = 0, *, hours: int = 0) -> datetime:
    """A moment some days after now."""
    return NOW + timedelta(days=days, hours=hours)


EVIDENCE = {"document_number": "12/TTr-SXD", "document_date": date(2025, 6, 20)}


def complete(assignment: Assignment, *, at: datetime = NOW, by: str = "daumoi", **values: Any) -> None:
    """Report that it is done, with evidence."""
    new = NewUpdate("Đã trình UBND tỉnh", is_completion=True, **(EVIDENCE | values))
    operations.make_update(assignment, new, version=None, acting=acting(by, at))


def expect(assignment: Assignment, periods: Sequence[tuple[date, date, date, date]]) -> list[ExpectedReport]:
    """Expected reports: first day, last day, cut-off, due day of each."""
    return [
        ExpectedReport.objects.create(
            assignment=assignment, number=number, period=f"tháng {last.month}/{last.year}", period_first=first,
            period_last=last, cut_off_date=cut_off, due_date=due, reason="trước ngày mùng 03 hằng tháng",
        )
        for number, (first, last, cut_off, due) in enumerate(periods, start=1)
    ]  # fmt: skip
