"""Work in the background: one loop that takes jobs from the queue, and one that takes up what a dead worker left."""

from __future__ import annotations

import logging
import os
import secrets
import threading
import time

from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from namro.directives import operations
from namro.programs.delivering import deliver_webhooks
from namro.site import clock
from namro.workbooks import queue

POLL_SECONDS = 0.3
SWEEP_SECONDS = 5.0
WEBHOOK_SECONDS = 1.0
BEHIND_PAGES = 10  # nice: of the thread that tells webhooks, and of those it starts

log = logging.getLogger("namro.site")


def run(*, batch: bool = False) -> None:
    """Work until told to stop (SIGTERM ends after the job in hand); with `batch`, until the queue is empty."""
    worker = _worker(batch)
    worker.configure_signals()
    _take_up_again()
    if not batch:
        _start_beside()
    worker.run()


def start_in_process() -> None:
    """Work in threads of this server: enough for a demonstration on one machine."""
    _start_beside()
    threading.Thread(target=_worker(batch=False).run, name="namro-worker", daemon=True).start()


def _start_beside() -> None:
    for work, name in ((_sweep, "namro-sweep"), (_tell_webhooks, "namro-webhooks")):
        threading.Thread(target=work, name=name, daemon=True).start()


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
        close_old_connections()
        _take_up_again()
        time.sleep(SWEEP_SECONDS)


def _take_up_again() -> None:
    operations.take_up_again(at=clock.now())
    queue.take_up_again()


def _tell_webhooks() -> None:
    # A burst of webhooks gives way to whoever waits for a page on the same machine.
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND_PAGES)
    while True:
        close_old_connections()
        try:
            deliver_webhooks(clock.now())
        except Exception:
            # What was under way is taken up again; a database that is away must not end this for good.
            log.exception("webhooks not delivered")
        time.sleep(WEBHOOK_SECONDS)
