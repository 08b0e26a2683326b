"""Sites for the benchmarks: Django in this process on a site in a home of its own, and how long its pages take."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
CLOCK = "2025-06-20T08:00+07:00"
DEMO = {"NAMRO_DEMO": "1", "NAMRO_HTTPS": "0", "NAMRO_CLOCK": CLOCK}
ROUNDS = 20


def start_site(home: Path | str, **settings: str) -> None:
    """Django in this process, on the site in `home` with these settings; what the tests invent can be imported."""
    os.environ.update(_environment(home, settings))
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()


def make_demo(home: Path | str, *options: str, **settings: str) -> None:
    """A demonstration in `home` by `namro demo` with these options, and Django in this process on it."""
    command = [sys.executable, "-m", "namro", "demo", "--no-serve", *options]
    subprocess.run(command, env=os.environ | _environment(home, DEMO | settings), check=True)
    start_site(home, **DEMO, **settings)


def _environment(home: Path | str, settings: dict[str, str]) -> dict[str, str]:
    told = {"NAMRO_HOME": str(home), "NAMRO_LOG_LEVEL": "ERROR", "DJANGO_SETTINGS_MODULE": "namro.site.settings"}
    return told | settings


def start_for_pages(home: Path | str) -> None:
    """A demonstration's site, of which pages are asked though its static files were not collected."""
    from django.conf import settings

    os.environ.update(_environment(home, DEMO))
    # The files of the pages are not what is measured; without this they would have to be collected first.
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    (Path(home) / "static").mkdir(parents=True, exist_ok=True)
    start_site(home, **DEMO)


def make_tables() -> None:
    """All tables, those of the cache too."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def analyse() -> str:
    """Let the database look at what was filled in, as it does by itself in time; the name of its kind."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    return connection.vendor


def ask(client: object, address: str, *, answers: tuple[int, ...] = (200,)) -> None:
    """One page. Raises RuntimeError where it is not answered as it should be."""
    response = client.get(address)  # type: ignore[attr-defined]
    if response.status_code not in answers:
        raise RuntimeError(f"{address}: {response.status_code}")


def tell_times(name: str, do: Callable[[], object]) -> None:
    """Do it once to warm up, then again and again, and print how long that took."""
    do()
    walls, cpus = [], []
    for _round in range(ROUNDS):
        wall, cpu = perf_counter(), process_time()
        do()
        walls.append((perf_counter() - wall) * 1000)
        cpus.append((process_time() - cpu) * 1000)
    p95 = sorted(walls)[int(len(walls) * 0.95) - 1]
    print(f"{name:36} p50 {median(walls):6.1f} ms  p95 {p95:6.1f} ms  cpu {median(cpus):6.1f} ms", flush=True)
