"""How long a tick takes over many assignments, and that a second one at once does nothing.

python benchmarks/tick_speed.py [--assignments 1000000]                        SQLite, in a home that vanishes
python scripts/with_postgresql.py -- python benchmarks/tick_speed.py           PostgreSQL
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta

from sites import make_tables, start_site

AGENCIES, OFFICERS_EACH = 300, 2
TASKS_A_DIRECTIVE = 5_000
GIVEN = datetime(2025, 3, 12, 2, 0, tzinfo=UTC)
AT = "2025-06-20T08:00+07:00"
BATCH = 10_000


def main() -> int:
    """Fill, tick twice, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assignments", type=int, default=1_000_000)
    count = parser.parse_args().assignments
    with tempfile.TemporaryDirectory(prefix="namro-bench-") as home:
        start_site(home)
        make_tables()
        began = time.perf_counter()
        fill(count)
        print(f"{count} assignments filled in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        from django.db import connection

        print(connection.vendor)
        for which in ("first", "second"):
            print(f"{which} tick: {measured()}")
    return 0


def measured() -> str:
    """One tick, with the seconds of its three steps; the mail goes into files."""
    from namro.reminders.delivery import deliver
    from namro.reminders.digests import write_digests
    from namro.reminders.noticing import write_notices

    at = datetime.fromisoformat(AT)
    told = []
    for name, step in (
        ("notices", lambda: write_notices(at.date(), at)),
        ("digests", lambda: write_digests(at)),
        ("sent", lambda: deliver(at)),
    ):
        began = time.perf_counter()
        count = step()
        told.append((name, count, time.perf_counter() - began))
    total = sum(seconds for _name, _count, seconds in told)
    return f"{total:.1f} s: " + ", ".join(f"{count} {name} {seconds:.1f} s" for name, count, seconds in told)


def fill(count: int) -> None:
    """Agencies with officers and a head, and assignments of which two thirds are done; the rest due over a year."""
    from django.db import connection

    from namro.agencies.models import Agency, AgencyName, Person, RoleGrant
    from namro.agencies.models.agency import path_of
    from namro.directives.models import Directive, Stage
    from namro.tasks.models import Assignment, Task, TaskKind, list_order

    agencies = [Agency(pk=n, path=path_of(None, n, n), kind="department") for n in range(1, AGENCIES + 1)]
    Agency.objects.bulk_create(agencies)
    AgencyName.objects.bulk_create(
        AgencyName(agency=one, name=f"Sở {one.pk}", folded=f"so {one.pk}") for one in agencies
    )
    roles = ["focal_officer"] * OFFICERS_EACH + ["agency_head"]
    people = Person.objects.bulk_create(
        Person(name=f"Cán bộ {one.pk}", work_email=f"cb-{one.pk}-{n}@an-lam.example")
        for one in agencies
        for n in range(len(roles))
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(person=person, role=roles[n % len(roles)], agency=agencies[n // len(roles)])
        for n, person in enumerate(people)
    )
    chance = random.Random(2025)
    directive = None
    for start in range(0, count, BATCH):
        if start % TASKS_A_DIRECTIVE == 0:
            directive = Directive.objects.create(
                number=f"{start}/CT-UBND",
                issued_date=date(2025, 3, 10),
                stage=Stage.ISSUED,
                received_at=GIVEN,
                registered_at=GIVEN,
            )
        dues = [
            None if chance.random() < 0.3 else date(2025, 3, 20) + timedelta(days=chance.randrange(365))
            for _ in range(min(BATCH, count - start))
        ]
        tasks = Task.objects.bulk_create(
            Task(
                directive=directive,
                number=start + n,
                text=f"Nhiệm vụ {start + n}",
                kind=TaskKind.FOLLOWED,
                original_due_date=due,
                created_at=GIVEN,
            )
            for n, due in enumerate(dues)
        )
        rows = []
        for task, due in zip(tasks, dues, strict=True):
            agency = agencies[chance.randrange(AGENCIES)]
            done = due is not None and due < date(2025, 6, 20) and chance.random() < 0.95
            rows.append(
                Assignment(
                    task=task,
                    agency=agency,
                    duty="lead",
                    progress="done" if done else "not_started",
                    original_due_date=due,
                    due_date=due,
                    completed_date=due if done else None,
                    closed_at=GIVEN if done else None,
                    assigned_at=GIVEN,
                    updated_at=GIVEN,
                    directive=directive,
                    agency_path=agency.path,
                    kind=TaskKind.FOLLOWED,
                    list_order=list_order(due, GIVEN if done else None),
                )
            )
        Assignment.objects.bulk_create(rows, batch_size=2_000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


if __name__ == "__main__":
    sys.exit(main())
