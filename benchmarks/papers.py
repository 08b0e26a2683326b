"""How long the papers take: the snapshot, the check of its sums, Word, PDF and workbook of a monthly report, and a
letter for each agency.

python benchmarks/papers.py [--tasks 3000 30000] [--agencies 60]               SQLite, in a home that vanishes
python scripts/with_postgresql.py -- python benchmarks/papers.py               PostgreSQL
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sites import start_site

GIVEN = datetime(2025, 3, 12, 2, 0, tzinfo=UTC)
AT = datetime(2025, 6, 20, 1, 0, tzinfo=UTC)
BATCH = 2_000
WORDS = (
    "Chủ trì, phối hợp với các sở, ban, ngành và địa phương rà soát, tham mưu, trình Ủy ban nhân dân tỉnh ban hành kế "
    "hoạch thực hiện; chịu trách nhiệm về tiến độ và chất lượng của nội dung tham mưu"
)


def main() -> int:
    """Each size in a process of its own, so that the peak of memory is its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, nargs="+", default=[3_000, 30_000])
    parser.add_argument("--agencies", type=int, default=60)
    parser.add_argument("--no-drawing", action="store_true", help="only the snapshot")
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.only:
        return measure(args.only, args.agencies, drawing=not args.no_drawing)
    for count in args.tasks:
        command = [sys.executable, __file__, "--only", str(count), "--agencies", str(args.agencies)]
        subprocess.run(command + ["--no-drawing"] * args.no_drawing, check=True)
    return 0


def measure(count: int, agencies: int, *, drawing: bool) -> int:
    """Fill, take, draw, print."""
    with tempfile.TemporaryDirectory(prefix="namro-bench-") as home:
        start_site(home)
        from django.core.management import call_command
        from django.db import connection

        tables = connection.introspection.table_names()
        call_command("flush" if tables else "migrate", verbosity=0, **({"interactive": False} if tables else {}))
        directive = fill(count, agencies)
        from django.test.utils import CaptureQueriesContext

        from namro.agencies.models import Agency
        from namro.papers import rendering
        from namro.papers.queries.sums import disagreements
        from namro.papers.snapshots import take

        print(f"{connection.vendor}: {count} tasks, {agencies} agencies")
        with CaptureQueriesContext(connection) as queries:
            taken = timed("snapshot", lambda: take("monthly", directive=directive, at=AT))
        print(f"  {len(queries)} queries, {len(taken.text.encode()) / 1e6:.1f} MB, "
              f"{taken.payload['figures']['cells.overdue']['text']} overdue")  # fmt: skip
        peak("snapshot")
        timed("sums held against their rows", lambda: disagreements(taken.payload))
        if not drawing:
            return 0
        for name, draw in (
            ("docx", lambda: rendering.to_docx(taken.payload, taken.payload["body"])),
            ("pdf", lambda: rendering.to_pdf(taken.payload, taken.payload["body"])),
            ("xlsx", lambda: rendering.to_xlsx(taken.payload)),
        ):
            drawn = timed(name, draw)
            print(f"  {len(drawn) / 1e6:.1f} MB")
        peak("all four")

        def letters() -> None:
            for agency in Agency.objects.order_by("path"):
                letter = take("urging", directive=directive, at=AT, agency=agency)
                rendering.to_docx(letter.payload, letter.payload["body"])
                rendering.to_pdf(letter.payload, letter.payload["body"])

        timed(f"{agencies} urging letters, docx and pdf", letters)
    return 0


def timed(name: str, work: Callable[[], Any]) -> Any:
    """Run, and say how long it took."""
    began, worked = time.perf_counter(), time.process_time()
    result = work()
    spent = f"{time.perf_counter() - began:.2f} s ({time.process_time() - worked:.2f} s of processor)"
    print(f"{name}: {spent}", flush=True)
    return result


def peak(name: str) -> None:
    """The most memory that the process has had."""
    print(f"  peak after {name}: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def fill(count: int, agency_count: int) -> Any:
    """Agencies under a committee, one directive, tasks of which two thirds are done and a sixth is late; each with
    three updates, a sixth with an extension, some with monthly reports."""
    from django.db import connection

    from namro.agencies.models import Agency, AgencyName, Person, Post, Rank
    from namro.agencies.models.agency import path_of
    from namro.directives.models import Directive, Stage
    from namro.life.models import Update
    from namro.tasks.models import Assignment, ExpectedReport, Task, TaskKind, list_order

    chance = random.Random(7)
    top = Agency.objects.create(
        pk=9_001, path=path_of(None, 1, 9_001), kind="province_committee", locality="tỉnh An Lâm"
    )
    AgencyName.objects.create(agency=top, name="Ủy ban nhân dân tỉnh An Lâm", abbreviation="UBND", folded="ubnd")
    agencies = [
        Agency(pk=n, parent=top, path=path_of(top, n, n), kind="department", locality="tỉnh An Lâm")
        for n in range(1, agency_count + 1)
    ]
    Agency.objects.bulk_create(agencies)
    AgencyName.objects.bulk_create(
        AgencyName(agency=one, name=f"Sở số {one.pk}", abbreviation=f"SS{one.pk}", folded=f"so so {one.pk}")
        for one in agencies
    )
    officer = Person.objects.create(name="Ngô Văn Tài", folded="ngo van tai", work_email="tai@an-lam.example")
    confirmer = Person.objects.create(name="Phạm Thị Xác", folded="pham thi xac", work_email="xac@an-lam.example")
    Post.objects.create(person=officer, agency=agencies[0], title="Giám đốc", rank=Rank.HEAD)
    directive = Directive.objects.create(
        number="07/CT-UBND", kind="chỉ thị", issuer="Ủy ban nhân dân tỉnh An Lâm", issued_date=date(2025, 3, 10),
        stage=Stage.ISSUED, received_at=GIVEN, registered_at=GIVEN, tracker=agencies[0],
    )  # fmt: skip
    for start in range(0, count, BATCH):
        numbers = range(start + 1, min(start + BATCH, count) + 1)
        days = [
            date(2025, 3, 20) + timedelta(days=chance.randrange(200)) if chance.random() < 0.7 else None
            for _n in numbers
        ]
        tasks = Task.objects.bulk_create(
            Task(
                directive=directive, number=n, place=f"II.{n % 30 + 1}.{n % 7 + 1}", text=f"{WORDS} (việc {n}).",
                kind=TaskKind.FOLLOWED if n % 4 else TaskKind.ROUTINE, product="Tờ trình, kế hoạch",
                original_due_date=day, created_at=GIVEN, clears="ccccc",
            )
            for n, day in zip(numbers, days, strict=True)
        )  # fmt: skip
        ones = Assignment.objects.bulk_create(
            Assignment(
                task=task, agency=agencies[task.number % agency_count], duty="lead",
                original_due_date=task.original_due_date, due_date=task.original_due_date,
                assigned_at=GIVEN, updated_at=GIVEN, directive=directive,
                agency_path=agencies[task.number % agency_count].path, kind=task.kind,
                list_order=list_order(task.original_due_date, None),
            )
            for task in tasks
        )  # fmt: skip
        mine = Assignment.objects.filter(pk__in=[one.pk for one in ones])
        mine.update(progress="under_way", updated_at=GIVEN + timedelta(days=10))
        done = {one.pk for one in ones if chance.random() < 0.66}
        updates = []
        for one in ones:
            is_done = one.pk in done
            for step in range(3):
                at = GIVEN + timedelta(days=20 + 25 * step)
                last = step == 2 and is_done
                late = one.due_date is not None and one.due_date < at.date() and not last
                updates.append(
                    Update(
                        assignment=one, agency=one.agency, kind="completion" if last else "progress",
                        stage="confirmed" if last else "sent", text="Đã hoàn thành dự thảo, đang lấy ý kiến các đơn vị",
                        percent=30 * (step + 1), was_overdue=late, cause="Chờ ý kiến của bộ, ngành" if late else "",
                        proposal="Đề nghị UBND tỉnh đôn đốc" if late else "", needs_evidence=last,
                        document_number="12/TTr" if last else "", document_date=at.date() if last else None,
                        made_at=at, made_by=officer, sent_at=at, sent_by=officer,
                        decided_at=at if last else None, decided_by=confirmer if last else None,
                        decided_for=top if last else None,
                    )
                )  # fmt: skip
        Update.objects.bulk_create(updates, batch_size=500)
        ended = GIVEN + timedelta(days=72)
        finished = mine.filter(pk__in=done)
        finished.update(progress="awaiting", updated_at=ended)
        finished.update(
            progress="done", completed_date=(GIVEN + timedelta(days=70)).date(), closed_at=ended, updated_at=ended
        )
        ExpectedReport.objects.bulk_create(
            ExpectedReport(
                assignment=one, number=month, period=f"tháng {month}/2025", period_first=date(2025, month, 1),
                period_last=date(2025, month, 28), cut_off_date=date(2025, month, 28),
                due_date=date(2025, month + 1, 3),
                reason="trước ngày mùng 03 hằng tháng",
            )
            for one in ones[::10] for month in range(3, 12)
        )  # fmt: skip
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return directive


if __name__ == "__main__":
    sys.exit(main())
