"""Work in the background: jobs of the queue, what a dead worker left, webhooks, and the tick of reminders."""

from __future__ import annotations

import logging
import os
import secrets
import threading
import time

from django.conf import settings
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from namro.directives import operations
from namro.programs.delivering import deliver_webhooks
from namro.programs.operations.webhooks import forget_delivered
from namro.reminders.ticking import tick
from namro.site import clock
from namro.workbooks import queue

POLL_SECONDS = 0.3
SWEEP_SECONDS = 5.0
WEBHOOK_SECONDS = 1.0
TICK_SECONDS = 300.0
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
    beside = [(_sweep, "namro-sweep"), (_tell_webhooks, "namro-webhooks")]
    beside += [(_tick, "namro-tick")] if settings.TICK_IN_WORKER else []
    for work, name in beside:
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


def _tick() -> None:
    # The built-in scheduler: any number of these, and `namro tick` beside them, tell each thing once.
    while True:
        _tick_once()
        time.sleep(TICK_SECONDS)


def _tick_once() -> None:
    close_old_connections()
    try:
        at = clock.now()
        tick(at)
        forget_delivered(at)
    except Exception:
        # What was not told is told by the next one; a database that is away must not end this for good.
        log.exception("not ticked")


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
