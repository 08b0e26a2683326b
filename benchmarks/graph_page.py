"""The pages of documents and how they hang together, at 2,000 documents that name some 2,000 more.

    python benchmarks/graph_page.py [--documents 2000]
    python scripts/with_postgresql.py -- python benchmarks/graph_page.py

Goal: 300 ms a page at the 95th percentile; the two files are no pages. Times are the server's own, without the
network; "cpu" is what remains when other work on the machine is left out.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
CLOCK = "2025-06-20T08:00+07:00"
ROUNDS = 20
PAGES = {
    "all documents": "/directives/graph/",
    "search": "/directives/graph/?q=nghị+quyết",
    "search: one number": "/directives/graph/?q=chỉ+thị+7",
    "named only": "/directives/graph/document/?number={named}",
    "a document's family": "/directives/{directive}/family/",
    "graph as JSON": "/directives/graph/graph.json",
    "graph as GraphML": "/directives/graph/graph.graphml",
}


def main() -> int:
    """Fill a site, ask each page, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=2_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _start(Path(folder))
        directive = _fill(args.documents)
        for username in ("theodoi", "daumoi"):
            _measure(username, directive)
    return 0


def _start(home: Path) -> None:
    os.environ.update(NAMRO_HOME=str(home), NAMRO_DEMO="1", NAMRO_CLOCK=CLOCK, NAMRO_LOG_LEVEL="ERROR", NAMRO_HTTPS="0")
    os.environ["DJANGO_SETTINGS_MODULE"] = "namro.site.settings"
    sys.path.insert(0, str(ROOT))
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    (home / "static").mkdir(parents=True, exist_ok=True)
    django.setup()


def _fill(documents: int) -> int:
    from django.core.management import call_command
    from django.db import connection, transaction
    from tests.invented_documents import invent_documents

    from namro.agencies.models import Agency
    from namro.directives.models import DirectiveRelation
    from namro.site.demo import _fill as fill_demo
    from namro.tasks.models import Assignment, TaskCitation

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    with transaction.atomic():
        fill_demo("an-lam", datetime.fromisoformat(CLOCK))
        invent_documents(documents)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    counts = (DirectiveRelation.objects.count(), TaskCitation.objects.count())
    print(f"{connection.vendor}: {documents:,} documents, {counts[0]:,} relations, {counts[1]:,} citations of tasks")
    agency = Agency.objects.get(names__name="Sở Xây dựng")  # whose officer asks
    return Assignment.objects.filter(agency=agency).values_list("directive", flat=True)[0]


def _measure(username: str, directive: int) -> None:
    from django.test import Client

    from namro.access.models import Account
    from namro.directives.models import DirectiveRelation

    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(username=username))
    _tell(f"{username}: (own account)", partial(_ask, client, "/account/"))
    named = DirectiveRelation.objects.filter(directive=directive).values_list("number", flat=True)[0]
    for name, address in PAGES.items():
        _tell(f"{username}: {name}", partial(_ask, client, address.format(directive=directive, named=named)))


def _ask(client: object, address: str) -> None:
    response = client.get(address)  # type: ignore[attr-defined]
    if response.status_code not in (200, 302):  # one document that alone is meant is opened at once
        raise RuntimeError(f"{address}: {response.status_code}")


def _tell(name: str, do: Callable[[], object]) -> None:
    do()
    walls, cpus = [], []
    for _round in range(ROUNDS):
        wall, cpu = perf_counter(), process_time()
        do()
        walls.append((perf_counter() - wall) * 1000)
        cpus.append((process_time() - cpu) * 1000)
    p95 = sorted(walls)[int(len(walls) * 0.95) - 1]
    print(f"{name:36} p50 {median(walls):6.1f} ms  p95 {p95:6.1f} ms  cpu {median(cpus):6.1f} ms", flush=True)


if __name__ == "__main__":
    sys.exit(main())
