"""Fills the database of NAMRO_HOME with officers who each have one thing to be told. Run by test_killed.py."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

import django
from django.core.management import call_command

PEOPLE = int(sys.argv[1])
GIVEN = datetime(2025, 3, 12, 2, 0, tzinfo=UTC)
DUE = date(2025, 6, 25)


def main() -> None:
    """The tables, then one agency, task and officer for each message to come."""
    django.setup()
    call_command("migrate", verbosity=0)
    from namro.agencies.models import Agency, Person, RoleGrant
    from namro.agencies.models.agency import AgencyName, path_of
    from namro.directives.models import Directive, Stage
    from namro.tasks.models import Assignment, Task, TaskKind, list_order

    directive = Directive.objects.create(
        number="05/CT-UBND", issued_date=date(2025, 3, 10), stage=Stage.ISSUED, received_at=GIVEN, registered_at=GIVEN
    )
    for number in range(1, PEOPLE + 1):
        agency = Agency.objects.create(pk=number, path=path_of(None, number, number), kind="department")
        AgencyName.objects.create(agency=agency, name=f"Sở {number}", folded=f"so {number}")
        person = Person.objects.create(name=f"Cán bộ {number}", work_email=f"can-bo-{number}@an-lam.example")
        RoleGrant.objects.create(person=person, role="focal_officer", agency=agency)
        task = Task.objects.create(
            directive=directive,
            number=number,
            text=f"Nhiệm vụ {number}",
            kind=TaskKind.FOLLOWED,
            original_due_date=DUE,
            created_at=GIVEN,
        )
        Assignment.objects.create(
            task=task,
            agency=agency,
            duty="lead",
            original_due_date=DUE,
            due_date=DUE,
            assigned_at=GIVEN,
            updated_at=GIVEN,
            directive=directive,
            agency_path=agency.path,
            kind=TaskKind.FOLLOWED,
            list_order=list_order(DUE, None),
        )


if __name__ == "__main__":
    main()
