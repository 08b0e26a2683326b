"""The register's workbook out and back at 100,000 rows with 500 changed cells, on either database.

    python benchmarks/excel_both_ways.py [--tasks 80000] [--home FOLDER]
    python scripts/with_postgresql.py -- python benchmarks/excel_both_ways.py

Goals: preview 20 s, writing 20 s, both in the worker and within 500 MB. Each step runs in a process of its own, so that
its memory is its own; "cpu" is what remains when other work on the machine is left out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter, process_time

from register_pages import fill_register
from sites import start_for_pages

CHANGES = 500
DAY = date(2025, 6, 20)
STEPS = ("export", "edit", "preview", "write", "undo")


def main() -> int:
    """Write the register unless it is there, then each step in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=80_000)  # some 100,000 assignments, a row each
    parser.add_argument("--home", type=Path, help="a home in which a register was written before, or will be")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    os.environ.setdefault("NAMRO_CLOCK_SET_AT", datetime.now(UTC).isoformat())  # one clock for all the processes
    with tempfile.TemporaryDirectory(prefix="namro-bench-") as folder:
        home = args.home or Path(folder)
        start_for_pages(home)
        if args.step:
            return _run(args.step, home)
        fill_register(args.tasks)
        for step in STEPS:
            subprocess.run([sys.executable, __file__, "--home", str(home), "--step", step], check=True)
    return 0


def _run(step: str, home: Path) -> int:
    base = _peak()
    wall, cpu = perf_counter(), process_time()
    told = {"export": _export, "edit": _edit, "preview": _preview, "write": _write, "undo": _undo}[step](home)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    print(f"{step:8} {wall:6.1f} s (cpu {cpu:5.1f} s), {_peak():4.0f} MB (before: {base:.0f} MB); {told}", flush=True)
    return 0


def _peak() -> float:
    """The most memory that this process had, in MB; what its parent had does not count, as it would for getrusage."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _export(home: Path) -> str:
    from django.db import transaction

    from namro.agencies.models import Person
    from namro.site import clock
    from namro.tasks.queries.filters import Filters
    from namro.tasks.queries.register import in_order, seen_by
    from namro.tasks.timeliness import AsOf
    from namro.workbooks.register import handing_out

    person, as_of = Person.objects.get(account__username="theodoi"), AsOf.on(DAY)
    with transaction.atomic():
        stages = in_order(seen_by(person, DAY), Filters(), as_of)
        handout = handing_out.write(home / "out.xlsx", stages, by=person, day=DAY, at=clock.now(), as_of=as_of)
    return f"{handout.count:,} rows, {(home / 'out.xlsx').stat().st_size / 2**20:.1f} MB"


def _edit(home: Path) -> str:
    """As a person would: 500 products of rows all over the sheet are changed."""
    from python_calamine import CalamineWorkbook
    from xlsxwriter import Workbook

    sheet = CalamineWorkbook.from_path(str(home / "out.xlsx")).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    codes = next(at for at, row in enumerate(rows) if "namro:key" in row)
    at = rows[codes].index("namro:product")
    step = (len(rows) - codes - 2) // CHANGES
    for number in range(CHANGES):
        rows[codes + 2 + number * step][at] = f"Sản phẩm sửa lần {os.getpid()} số {number}"
    with Workbook(str(home / "back.xlsx"), {"constant_memory": True, "strings_to_formulas": False}) as book:
        written = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    written.write_datetime(number, place, value, day)
                elif value != "":
                    written.write(number, place, value)
    return f"{CHANGES} cells"


def _preview(home: Path) -> str:
    from namro.agencies.models import Person
    from namro.audit.actor import Actor
    from namro.directives.operations.intake import NewFile
    from namro.site import clock
    from namro.workbooks import queries, queue
    from namro.workbooks.jobs import work_on
    from namro.workbooks.models import Form

    person = Person.objects.get(account__username="theodoi")
    data = (home / "back.xlsx").read_bytes()
    by = Actor(person.name, person.pk)
    brought = queue.bring(Form.REGISTER, NewFile("back.xlsx", data), person=person, by=by, at=clock.now())
    work_on.func(brought.pk)
    brought.refresh_from_db()
    return f"{brought.get_state_display()}, {queries.counts(brought)}, {len(data) / 2**20:.1f} MB"


def _write(home: Path) -> str:
    from namro.agencies.models import Person
    from namro.audit.actor import Actor
    from namro.site import clock
    from namro.workbooks.jobs import work_on
    from namro.workbooks.models import Brought
    from namro.workbooks.register import applying

    brought = Brought.objects.latest("pk")
    person = Person.objects.get(account__username="theodoi")
    by = Actor(person.name, person.pk)
    applying.confirm(brought, reason="đo", document="", person=person, by=by, at=clock.now())
    work_on.func(brought.pk)
    brought.refresh_from_db()
    return f"{brought.get_state_display()} {brought.failure} {brought.told.get('applied')}"


def _undo(home: Path) -> str:
    from namro.agencies.models import Person
    from namro.audit.actor import Actor
    from namro.site import clock
    from namro.workbooks.jobs import work_on
    from namro.workbooks.models import Brought
    from namro.workbooks.register import undoing

    brought = Brought.objects.latest("pk")
    person = Person.objects.get(account__username="theodoi")
    undoing.ask_undo(brought, person=person, by=Actor(person.name, person.pk), at=clock.now())
    work_on.func(brought.pk)
    brought.refresh_from_db()
    return f"{brought.get_state_display()} {brought.failure} {brought.told.get('undone')}"


if __name__ == "__main__":
    sys.exit(main())
