"""The register at 100,000 tasks and 60 agencies: pages, counts, search and the workbook, on either database.

    python benchmarks/register_pages.py [--tasks 100000] [--home FOLDER]
    python scripts/with_postgresql.py -- python benchmarks/register_pages.py

Without `--home` the register is written first, into a folder of its own (some minutes). Goals, for 100,000 tasks: the
leader's first page 100 ms; a page of 100 rows with two filters 40 ms at the 95th percentile, the deepest like the
first; counts 20 ms; search 100 ms; the workbook of 100,000 rows 1.5 times what XlsxWriter takes to write the same
cells, within 200 MB.
Times are the server's own, without the network; "cpu" is what remains when other work on the machine is left out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

from sites import CLOCK, analyse, ask, make_tables, start_for_pages, tell_times

DAY = date(2025, 6, 20)
AGENCIES = 60
EXPORTED = 100_000  # rows of the workbook
PAGES = {
    "first page": "",
    "duty, state": "?duty=lead&progress=under_way",
    "agency, overdue": "?agency={agency}&time=overdue",
    "field, has target": "?field=3&has_target=on",
    "overseer, window": "?overseer={leader}&first_day=01/6/2025&last_day=30/6/2025",
    "province, in time": "?agency={province}&time=in_time",
    "deepest page": "?before=0~2~0",
    "a deep page": "?after=0~09999-12-31~{middle}",
    "search": "?q=dat+dai",
    "search, spelt": "?q=đất+đai&duty=lead",
    "search, common": "?q=bao+cao",
}

FIRST_PAGES = ("/", "/assignments/?part=overdue", "/assignments/reporting/")


def main() -> int:
    """Write the register unless it is there, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="a home in which a register was written before, or will be")
    parser.add_argument("--workbook", choices=("ours", "bare"), help=argparse.SUPPRESS)  # in a process of its own
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="namro-bench-") as folder:
        start_for_pages(args.home or Path(folder))
        if args.workbook:
            return _write_workbook(args.workbook, Path(folder))
        fill_register(args.tasks)
        _measure_pages()
        _measure_queries()
        _measure_workbook(Path(os.environ["NAMRO_HOME"]))
    return 0


def fill_register(tasks: int) -> None:
    from django.db import transaction
    from tests.invented_register import invent_communes, invent_register

    from namro.site.demo import _fill as fill_demo
    from namro.tasks.models import Assignment, Task

    make_tables()
    if not Task.objects.exists():
        began = perf_counter()
        fill_demo("an-lam", datetime.fromisoformat(CLOCK))
        with transaction.atomic():
            invent_communes(AGENCIES, DAY)
            print(invent_register(tasks, day=DAY, trial_documents=3), f"in {perf_counter() - began:.0f} s")
    print(f"{analyse()}: {Task.objects.count():,} tasks, {Assignment.objects.count():,} assignments")


def _measure_pages() -> None:
    from django.test import Client

    from namro.access.models import Account
    from namro.agencies.models import Agency, Person
    from namro.site.server import settle
    from namro.tasks.models import Assignment

    settle()  # as `namro serve` does
    known = {
        "agency": Agency.objects.get(names__name="Sở Xây dựng").pk,
        "province": Agency.objects.get(kind="province_committee").pk,
        "leader": Person.objects.get(account__username="lanhdao").pk,
        "middle": Assignment.objects.order_by("-pk").values_list("pk", flat=True)[0] // 2,
    }
    for username, names in (("theodoi", list(PAGES)), ("lanhdao", ["first page", "agency, overdue"])):
        client = Client(SERVER_NAME="localhost")
        client.force_login(Account.objects.get(username=username))
        # How fast the machine is today: a page with hardly anything on it.
        tell_times(f"{username}: (own account)", partial(ask, client, "/account/"))
        for name in names:
            tell_times(f"{username}: {name}", partial(ask, client, f"/tasks/{PAGES[name].format(**known)}"))
        for address in FIRST_PAGES:
            tell_times(f"{username}: {address}", partial(ask, client, address))


def _measure_queries() -> None:
    from namro.agencies.models import Person
    from namro.tasks.models import Task
    from namro.tasks.queries.counting import count
    from namro.tasks.queries.filters import Filters
    from namro.tasks.queries.register import register_page, seen_by
    from namro.tasks.search import question
    from namro.tasks.timeliness import AsOf

    seen, as_of = seen_by(Person.objects.get(account__username="theodoi"), DAY), AsOf.on(DAY)
    tell_times("counts, all", lambda: count(seen, Filters(), as_of))
    tell_times("counts, two filters", lambda: count(seen, Filters(duty="lead", progress="under_way"), as_of))
    tell_times("search: every task found", lambda: Task.objects.filter(question("dat dai").folded("pk")).count())
    tell_times("search: 100 rows, ranked", lambda: register_page(seen, Filters(words="đất đai"), as_of, sort="match"))


def _measure_workbook(home: Path) -> None:
    for kind in ("bare", "ours"):
        command = [sys.executable, __file__, "--home", str(home), "--workbook", kind]
        subprocess.run(command, check=True)


def _write_workbook(kind: str, folder: Path) -> int:
    from namro.agencies.models import Person
    from namro.tasks.exports import workbook
    from namro.tasks.exports.lines import Names, lines, raw_rows
    from namro.tasks.queries.filters import Filters
    from namro.tasks.queries.register import in_order, seen_by
    from namro.tasks.timeliness import AsOf

    as_of = AsOf.on(DAY)
    stages = in_order(seen_by(Person.objects.get(account__username="theodoi"), DAY), Filters(), as_of)
    told = islice(lines(raw_rows(stages), Names.on(DAY), as_of), EXPORTED)
    # "bare": the values lie ready, so that only XlsxWriter is measured.
    values = list(told) if kind == "bare" else told
    with _clock() as spent:
        workbook.write(folder / "a.xlsx", values, title="x", caption="x", made_at=datetime(2025, 6, 20))  # noqa: DTZ001
    # The system's own count of a process's peak begins with that of the process which started it; this does not.
    peak = _of_this_process("VmHWM")
    mapped = _of_this_process("RssFile")  # pages of SQLite's file that the system may take back whenever it wants
    size = (folder / "a.xlsx").stat().st_size / 2**20
    told_memory = f", {peak - mapped} MB of memory and {mapped} MB of files mapped" if kind == "ours" else ""
    print(f"workbook, {kind:4}: {spent[0]:.1f} s (cpu {spent[1]:.1f} s), {size:.0f} MB{told_memory}")
    return 0


def _of_this_process(name: str) -> int:
    """MB that the system tells of this process: "VmHWM" its peak, "RssFile" the files that stand in its memory now."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition(f"{name}:")[2].split()[0]) // 1024


@contextmanager
def _clock():  # type: ignore[no-untyped-def]
    spent = [perf_counter(), process_time()]
    yield spent
    spent[:] = [perf_counter() - spent[0], process_time() - spent[1]]


if __name__ == "__main__":
    sys.exit(main())
