"""Whether 200 webhooks a second go out without slowing pages: a served site, a worker, and sinks on this machine.

    python benchmarks/webhooks.py [--seconds 30]

Four webhooks are told of 55 events a second each. The p95 of the register's page while they go out is to stay within
20 % of what it is while nothing does.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sites import make_demo

PORT, SINK_PORT = 8794, 8795
WEBHOOKS, EVENTS_A_SECOND = 4, 55
PAGE = "/tasks/"
PAUSE_SECONDS = 0.05  # of one who reads pages, between two of them
SINK = """
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
class Sink(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()
    def log_message(self, *args): pass
ThreadingHTTPServer.request_queue_size = 128
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Sink).serve_forever()
"""


def main() -> int:
    """Measure pages alone and beside webhooks, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory(prefix="namro-bench-") as home:
        make_demo(home, "--empty", NAMRO_WORKER_IN_PROCESS="0", NAMRO_WEBHOOKS_TO_THIS_MACHINE="1")
        task = fill()
        serve = [sys.executable, "-m", "namro", "serve", "--port", str(PORT)]
        sink = ["nice", "-n", "10", sys.executable, "-c", SINK, str(SINK_PORT)]  # stands for another machine
        worker = [sys.executable, "-m", "namro", "worker"]
        with running(serve), running(sink), running(worker):
            cookie = signed_in()
            times(cookie, 5, lambda _second: None)
            alone = times(cookie, seconds, lambda _second: None)
            before = delivered()
            began = time.perf_counter()
            beside = times(cookie, seconds, lambda _second: happen(task))
            rate = (delivered() - before) / (time.perf_counter() - began)
            left = waiting()
    print(f"pages alone:         p50 {p(alone, 50):5.1f} ms, p95 {p(alone, 95):5.1f} ms ({len(alone)} pages)")
    print(f"beside the webhooks: p50 {p(beside, 50):5.1f} ms, p95 {p(beside, 95):5.1f} ms ({len(beside)} pages)")
    print(f"p95 is {100 * (p(beside, 95) / p(alone, 95) - 1):+.0f} % (at most +20 %)")
    print(f"webhooks: {rate:.0f} a second accepted (at least {WEBHOOKS * EVENTS_A_SECOND}), {left} left waiting")
    return 0


def fill() -> int:
    """A register, and webhooks that want its events; the id of a task to which things happen."""
    from datetime import date

    from tests.invented_register import invent_register

    from namro.agencies.models import Agency, Person
    from namro.audit.actor import machine
    from namro.programs.operations.webhooks import make_webhook
    from namro.site import clock
    from namro.tasks.models import Task

    invent_register(2_000, day=date(2025, 6, 20), agencies=list(Agency.objects.filter(kind="department")))
    person = Person.objects.get(account__username="quantri")
    for number in range(WEBHOOKS):
        url = f"http://127.0.0.1:{SINK_PORT}/{number}"
        make_webhook(
            name=f"sink {number}", url=url, kinds=["updated"], person=person, by=machine("bench"), at=clock.now()
        )
    return Task.objects.exclude(directive__stage="trial").first().pk


def happen(task: int) -> None:
    """A second's events, as one insert: how acts are written is not what is measured."""
    from namro.site import clock
    from namro.tasks.models import Event

    Event.objects.bulk_create(
        Event(task_id=task, kind="updated", at=clock.now(), person_name="số liệu minh họa")
        for _n in range(EVENTS_A_SECOND)
    )


def times(cookie: str, seconds: int, each_second: Callable[[int], None]) -> list[float]:
    """Milliseconds of each page that one person reads in so many seconds."""
    connection = http.client.HTTPConnection("localhost", PORT)
    found, began, second = [], time.perf_counter(), 0
    while (gone := time.perf_counter() - began) < seconds:
        if gone >= second:
            each_second(second)
            second += 1
        asked = time.perf_counter()
        connection.request("GET", PAGE, headers={"Cookie": f"sessionid={cookie}", "Host": f"localhost:{PORT}"})
        response = connection.getresponse()
        response.read()
        assert response.status == 200, response.status
        found.append((time.perf_counter() - asked) * 1000)
        time.sleep(PAUSE_SECONDS)
    return found


def signed_in() -> str:
    """The session of one who follows all tasks."""
    from django.test import Client

    from namro.access.models import Account

    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(username="theodoi"))
    return client.cookies["sessionid"].value


def delivered() -> int:
    """How many deliveries were accepted so far."""
    from namro.programs.models import WebhookDelivery

    return WebhookDelivery.objects.filter(state="delivered").count()


def waiting() -> int:
    """How many were not."""
    from namro.programs.models import WebhookDelivery

    return WebhookDelivery.objects.exclude(state="delivered").count()


def p(found: list[float], percent: int) -> float:
    """A percentile."""
    return statistics.quantiles(found, n=100)[percent - 1]


@contextmanager
def running(command: list[str]) -> Iterator[None]:
    """A process beside this one, until the block ends."""
    process = subprocess.Popen(command)
    time.sleep(6)  # until it listens
    try:
        yield
    finally:
        process.terminate()
        process.wait(40)


if __name__ == "__main__":
    sys.exit(main())
