"""The production server: gunicorn in one command. SIGTERM lets running requests end, then stops."""

from __future__ import annotations

import gc
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from gunicorn.app.base import BaseApplication

GRACE_SECONDS = 30
OBJECTS_BEFORE_A_LOOK = 5_000  # a look of 2 ms at each fifth page of a list; at 20,000 one of 10 and now and then 50


class Server(BaseApplication):
    """gunicorn, told here and not in a file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand our options over."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The site itself."""
        from namro.site.wsgi import application

        # The workers are forked from this process: none may inherit an open connection.
        connections.close_all()
        settle()
        return application


def settle() -> None:
    """What is loaded by now stays: the collector of cycles need not look at it again, nor come after every few hundred
    objects, where a page makes more than a hundred thousand. It took a tenth of the time of a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BEFORE_A_LOOK)


def _work_too(server: Any, worker: Any) -> None:
    if settings.WORKER_IN_PROCESS:
        from namro.site.worker import start_in_process

        start_in_process()


def serve(host: str, port: int, *, workers: int, threads: int) -> None:
    """Collect the static files and serve until stopped."""
    call_command("collectstatic", interactive=False, verbosity=0)
    Server(
        {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "preload_app": True,  # one copy in memory, one moment at which a demonstration's clock began
            "graceful_timeout": GRACE_SECONDS,
            "timeout": 60,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "accesslog": None,  # the site writes its own, with the request's id
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "namro",
            "post_fork": _work_too,
        }
    ).run()
