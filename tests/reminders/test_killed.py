"""A tick killed with -9 at random points, against a real mail server: nothing is lost, and only a message whose
sending never ended is repeated, under its own Message-ID."""

from __future__ import annotations

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

PEOPLE = 40
# `make chaos` asks for 200.
RUNS = int(os.environ.get("NAMRO_CHAOS_RUNS", "20"))
AT = "2025-06-20T08:00+07:00"
TICK = (sys.executable, "-m", "namro", "tick", "--at")


class MailServer:
    """Takes every message; after the one that `kill_after` counts down to, it kills the sender before answering, or
    the moment after: in the window between acceptance and commit."""

    def __init__(self) -> None:
        self.received: Counter[str] = Counter()
        self.sender: subprocess.Popen[bytes] | None = None
        self.kill_after: int | None = None
        self.port = 0

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        self.received[str(message_from_bytes(envelope.content)["Message-ID"])] += 1
        if self.kill_after is not None:
            self.kill_after -= 1
            if self.kill_after == 0 and self.sender is not None:
                self.sender.send_signal(signal.SIGKILL)
        return "250 OK"


@pytest.fixture
def server() -> Iterator[MailServer]:
    handler = MailServer()
    handler.port = _free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def home(tmp_path: Path, server: MailServer) -> dict[str, str]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(__file__).parents[2] / "src"),
        "DJANGO_SETTINGS_MODULE": "namro.site.settings",
        "NAMRO_HOME": str(tmp_path),
        "NAMRO_MAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "NAMRO_MAIL_LEASE_SECONDS": "1",
        "NAMRO_LOG_LEVEL": "ERROR",
    }
    filling = [sys.executable, str(Path(__file__).with_name("filling.py")), str(PEOPLE)]
    subprocess.run(filling, env=environment, check=True)
    return environment


def test_none_is_lost_and_only_the_uncertain_are_repeated(home: dict[str, str], server: MailServer) -> None:
    chance = random.Random(20250620)
    for run in range(RUNS):
        _killed_tick(home, server, chance, in_the_window=run % 2 == 0)
    time.sleep(1.1)  # the last claim runs out
    for _ in range(2):  # the first takes up what was left; the second finds nothing to do
        done = subprocess.run([*TICK, AT], env=home, check=True, capture_output=True, text=True)
        time.sleep(1.1)
    assert done.stdout == "0 nhắc việc, 0 thư mới, 0 thư đã gửi, 0 dự thảo văn bản.\n"

    messages, uncertain = _written_down(Path(home["NAMRO_HOME"]) / "namro.sqlite3")
    assert len(messages) == PEOPLE
    assert set(server.received) == set(messages)
    assert {state for state in messages.values()} == {"sent"}
    for message_id, times in server.received.items():
        assert times <= 1 + uncertain[message_id], message_id
    assert sum(uncertain.values()) > 0  # some were killed in the window, or nothing was tried here


def _killed_tick(home: dict[str, str], server: MailServer, chance: random.Random, *, in_the_window: bool) -> None:
    server.kill_after = chance.randint(1, 3) if in_the_window else None
    server.sender = subprocess.Popen([*TICK, AT], env=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    timer = threading.Timer(30 if in_the_window else chance.uniform(0.2, 3), server.sender.kill)
    timer.start()
    server.sender.wait()
    timer.cancel()


def _written_down(database: Path) -> tuple[dict[str, str], Counter[str]]:
    with sqlite3.connect(database) as connection:
        messages = dict(connection.execute("SELECT message_id, state FROM reminders_message"))
        uncertain = connection.execute(
            "SELECT m.message_id, count(*) FROM reminders_delivery d JOIN reminders_message m"
            " ON m.id = d.message_id WHERE d.outcome = 'uncertain' GROUP BY m.message_id"
        )
        return messages, Counter(dict(uncertain))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
