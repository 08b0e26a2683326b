"""The pages of documents and how they hang together, at 2,000 documents that name some 2,000 more.

    python benchmarks/graph_page.py [--documents 2000]
    python scripts/with_postgresql.py -- python benchmarks/graph_page.py

Goal: 300 ms a page at the 95th percentile; the two files are no pages. Times are the server's own, without the
network; "cpu" is what remains when other work on the machine is left out.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import datetime
from functools import partial

from sites import CLOCK, analyse, ask, make_tables, start_for_pages, tell_times

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
        start_for_pages(folder)
        directive = _fill(args.documents)
        for username in ("theodoi", "daumoi"):
            _measure(username, directive)
    return 0


def _fill(documents: int) -> int:
    from django.db import transaction
    from tests.invented_documents import invent_documents

    from namro.agencies.models import Agency
    from namro.directives.models import DirectiveRelation
    from namro.site.demo import _fill as fill_demo
    from namro.tasks.models import Assignment, TaskCitation

    make_tables()
    with transaction.atomic():
        fill_demo("an-lam", datetime.fromisoformat(CLOCK))
        invent_documents(documents)
    counts = (DirectiveRelation.objects.count(), TaskCitation.objects.count())
    print(f"{analyse()}: {documents:,} documents, {counts[0]:,} relations, {counts[1]:,} citations of tasks")
    agency = Agency.objects.get(names__name="Sở Xây dựng")  # whose officer asks
    return Assignment.objects.filter(agency=agency).values_list("directive", flat=True)[0]


def _measure(username: str, directive: int) -> None:
    from django.test import Client

    from namro.access.models import Account
    from namro.directives.models import DirectiveRelation

    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(username=username))
    tell_times(f"{username}: (own account)", partial(ask, client, "/account/"))
    named = DirectiveRelation.objects.filter(directive=directive).values_list("number", flat=True)[0]
    for name, address in PAGES.items():
        # One document that alone is meant is opened at once.
        asked = partial(ask, client, address.format(directive=directive, named=named), answers=(200, 302))
        tell_times(f"{username}: {name}", asked)


if __name__ == "__main__":
    sys.exit(main())
