"""Documents that name each other, made up: as many as wanted, each naming some that are here and some that are not."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from namro.agencies.models import Agency
from namro.directives.models import Directive, DirectiveRelation, RelationKind, Stage
from namro.tasks.models import Assignment, Task, TaskCitation, TaskKind, list_order

FIRST = date(2024, 1, 2)
AT = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
NAMED = 10  # documents that one names
TASKS = 5  # tasks of one document, each naming one
ABSENT = (("nghị quyết", "{n}-NQ/TW"), ("nghị định", "{n}/2024/NĐ-CP"), ("kế hoạch", "{n}/KH-UBND"))
RELATIONS = (RelationKind.IMPLEMENTS, RelationKind.CITES, RelationKind.CITES, RelationKind.AMENDS)


def invent_documents(count: int, *, seed: int = 7) -> list[Directive]:
    """Write `count` documents with their relations, tasks, citations and assignments."""
    chance = random.Random(seed)
    agencies = list(Agency.objects.on(date(2025, 6, 20)).exclude(parent=None).order_by("path"))
    made = Directive.objects.bulk_create(
        Directive(
            number=f"{number}/CT-UBND",
            kind="chỉ thị",
            issuer="Ủy ban nhân dân tỉnh An Lâm",
            issued_date=FIRST + timedelta(days=number % 500),
            subject=f"Về việc minh họa số {number}",
            stage=Stage.ISSUED,
            received_at=AT,
            registered_at=AT,
        )
        for number in range(1, count + 1)
    )
    absent = [
        (kind, form.format(n=number), FIRST + timedelta(days=number % 300))
        for number in range(1, max(2, count // 2))
        for kind, form in ABSENT
    ]
    relations, tasks = [], []
    for directive in made:
        known = {(one.kind, one.number, one.issued_date) for one in chance.sample(made, min(2, count))}
        known |= set(chance.sample(absent, min(NAMED - 2, len(absent))))
        for kind, number, issued in sorted(known):
            if number != directive.number:
                relation = chance.choice(RELATIONS)
                told = {"kind": relation, "number": number, "other_kind": kind, "issued_date": issued}
                relations.append(DirectiveRelation(directive=directive, **told))
        for number in range(1, TASKS + 1):
            tasks.append(
                Task(
                    directive=directive, number=number, place=f"II.{number}", text=f"Việc minh họa {number}",
                    kind=TaskKind.FOLLOWED, original_due_date=date(2025, 7, 1), created_at=AT, clears="ccccc",
                )
            )  # fmt: skip
    DirectiveRelation.objects.bulk_create(relations, 2_000)
    Task.objects.bulk_create(tasks, 2_000)
    citations, assignments = [], []
    for task in tasks:
        kind, number, issued = chance.choice(absent[: max(1, len(absent) // 5)])
        citations.append(
            TaskCitation(task=task, number=number, kind=kind, issued_date=issued, relation=RelationKind.IMPLEMENTS)
        )
        agency = chance.choice(agencies)
        due = task.original_due_date
        assignments.append(
            Assignment(
                task=task, agency=agency, duty="lead", original_due_date=due, due_date=due, assigned_at=AT,
                updated_at=AT, directive=task.directive, agency_path=agency.path, kind=task.kind,
                list_order=list_order(due, None),
            )
        )  # fmt: skip
    TaskCitation.objects.bulk_create(citations, 2_000)
    Assignment.objects.bulk_create(assignments, 2_000)
    return made
