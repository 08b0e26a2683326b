"""Measures the site: the page of agencies with 5,000 units, names resolved a second, memory of the server at rest.

    python benchmarks/site_speed.py

The figures to hold: p95 of the page at most 60 ms on SQLite (server time), 5,000 names a second, 150 MB.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sites import make_demo

UNITS = 5_000
REQUESTS = 200
NAMES = 20_000
PORT = 8792
DAY = date(2025, 6, 20)


def main() -> int:
    """Make a demonstration with many communes, measure, print."""
    with tempfile.TemporaryDirectory() as home:
        prepare(home)
        add_communes(UNITS)
        for name, path in (
            ("first page", "/agencies/"),
            ("deep page", f"/agencies/?after={deep_key()}"),
            ("search", "/agencies/?q=xa%20so%2049"),
            ("by kind", "/agencies/?kind=commune_committee"),
        ):
            report(f"agencies, {UNITS} units, {name}", page_times(path))
        print(f"resolver of {UNITS} units: made in {seconds_to_make_a_resolver():.2f} s")
        print(f"resolve: {names_a_second():,.0f} names/s (at least 5,000)")
        print(f"namro serve at rest: {memory_at_rest(home):.0f} MB in all its processes (at most 150)")
    return 0


def prepare(home: str) -> None:
    """A demonstration in `home`, and Django in this process."""
    make_demo(home, NAMRO_LOG_LEVEL="WARNING")
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def add_communes(count: int) -> None:
    """Communes under the six districts, as one insert: the log is not what is measured."""
    from namro.agencies.folding import fold
    from namro.agencies.models import Agency, AgencyName
    from namro.agencies.models.agency import path_of

    districts = list(Agency.objects.filter(kind="district_committee"))
    first = Agency.objects.order_by("-pk").first().pk + 1
    communes = [
        Agency(
            pk=pk,
            parent=(parent := districts[pk % len(districts)]),
            position=pk % 9999,
            path=path_of(parent, pk % 9999, pk),
            kind="commune_committee",
            locality=f"huyện {pk % len(districts)}",
            valid_from=date(2025, 3, 1),
        )
        for pk in range(first, first + count)
    ]
    Agency.objects.bulk_create(communes)
    named = ((commune, f"Ủy ban nhân dân xã số {commune.pk}") for commune in communes)
    AgencyName.objects.bulk_create(
        AgencyName(agency=commune, name=name, folded=fold(name), valid_from=commune.valid_from)
        for commune, name in named
    )


def deep_key() -> str:
    """The key of a page near the end."""
    from namro.agencies.models import Agency

    return Agency.objects.order_by("path").values_list("path", flat=True)[UNITS - 200]


def page_times(path: str) -> list[float]:
    """Milliseconds of the whole request, middleware and template included, for an administrator."""
    from django.test import Client

    from namro.access.models import Account

    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(username="quantri"))
    for _time in range(10):
        assert client.get(path).status_code == 200
    return [timed(lambda: client.get(path)) for _time in range(REQUESTS)]


def names_a_second() -> float:
    """How many names a resolver answers a second, known and unknown ones, in one thread, once it is made."""
    from namro.agencies.queries.resolving import Resolver

    names = ["Sở Xây dựng", "UBND tỉnh", "các sở, ban, ngành", "Sở Vũ trụ", "SXD", "Uỷ ban nhân dân tỉnh"]
    resolver = Resolver()
    return NAMES / (timed(lambda: [resolver(names[index % len(names)], DAY) for index in range(NAMES)]) / 1000)


def seconds_to_make_a_resolver() -> float:
    """How long the directory of all units takes to read from the database."""
    from namro.agencies.queries.resolving import Resolver

    return timed(Resolver) / 1000


def memory_at_rest(home: str) -> float:
    """Megabytes of the server's processes, shared pages counted once (PSS)."""
    environment = os.environ | {"NAMRO_HOME": home}
    server = subprocess.Popen(
        [sys.executable, "-m", "namro", "serve", "--port", str(PORT)], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        for _try in range(100):
            try:
                urllib.request.urlopen(f"http://localhost:{PORT}/sign-in/", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        time.sleep(1)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        return sum(pss_kb(pid) for pid in (str(server.pid), *children)) / 1024
    finally:
        server.terminate()
        server.wait(20)


def pss_kb(pid: str) -> int:
    """Kilobytes of one process, with its share of what it shares."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of a call."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def report(name: str, times: list[float]) -> None:
    """Print the median and the 95th of a hundred."""
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{name}: median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms (at most 60)")


if __name__ == "__main__":
    sys.exit(main())
