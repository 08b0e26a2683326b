"""Work in the background: jobs from the queue, what a dead worker left, and the tick of reminders every few minutes."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from namro.directives.operations import take_up_again
from namro.reminders.ticking import tick
from namro.site import clock

POLL_SECONDS = 0.3
SWEEP_SECONDS = 5.0
TICK_SECONDS = 300.0

log = logging.getLogger("namro.worker")


def run(*, batch: bool = False) -> None:
    """Work until told to stop (SIGTERM ends after the job in hand); with `batch`, until the queue is empty."""
    worker = _worker(batch)
    worker.configure_signals()
    take_up_again(at=clock.now())
    if not batch:
        _start_threads()
    worker.run()


def start_in_process() -> None:
    """Work in threads of this server: enough for a demonstration on one machine."""
    _start_threads()
    threading.Thread(target=_worker(batch=False).run, name="namro-worker", daemon=True).start()


def _start_threads() -> None:
    threading.Thread(target=_sweep, name="namro-sweep", daemon=True).start()
    if settings.TICK_IN_WORKER:
        threading.Thread(target=_tick, name="namro-tick", daemon=True).start()


def _worker(batch: bool) -> Worker:
    return Worker(
        queue_names=["*"],
        interval=POLL_SECONDS,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=secrets.token_hex(16),
        excluded_queue_names=[],
    )


def _sweep() -> None:
    while True:
        _kept_alive(lambda: take_up_again(at=clock.now()))
        time.sleep(SWEEP_SECONDS)


def _tick() -> None:
    # The built-in scheduler: any number of these, and `namro tick` beside them, tell each thing once.
    while True:
        _kept_alive(lambda: tick(clock.now()))
        time.sleep(TICK_SECONDS)


def _kept_alive(do: Callable[[], object]) -> None:
    # A database that is away for a while must not end the thread.
    close_old_connections()
    try:
        do()
    except Exception:
        log.exception("work in the background")
