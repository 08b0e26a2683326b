"""A backup taken while the site is in use comes back whole; one that is not whole is refused before anything is
written. Each site here has a home of its own and runs in processes of its own, as it does in an office."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run(home: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "namro.site.settings",
            "NAMRO_HOME": str(tmp_path / home),
        }
        program = [] if arguments[0].endswith(".py") else ["-m", "namro"]
        return subprocess.run([sys.executable, *program, *arguments], env=environment, capture_output=True, text=True)

    return run


@pytest.fixture
def site(tmp_path: Path, run: Run) -> Path:
    """A site with some records and a file."""
    done = run("old", str(ROOT / "tests/reminders/filling.py"), "5")
    assert done.returncode == 0, done.stderr
    home = tmp_path / "old"
    (home / "files/ab").mkdir(parents=True)
    (home / "files/ab" / ("ab" * 32)).write_bytes(b"%PDF-1.7 van ban")
    return home


def rows(home: Path) -> int:
    with sqlite3.connect(home / "namro.sqlite3") as database:
        return int(database.execute("SELECT count(*) FROM agencies_fieldofwork").fetchone()[0])


def test_taken_in_use_it_comes_back_whole_and_nothing_else_is_overwritten(tmp_path: Path, run: Run, site: Path) -> None:
    stop = threading.Event()
    writer = threading.Thread(target=_write_on, args=(site / "namro.sqlite3", stop))
    writer.start()
    try:
        done = run("old", "backup", str(tmp_path / "a.namro"))
    finally:
        stop.set()
        writer.join()
    assert done.returncode == 0, done.stderr
    assert "kiểm tra đủ" in done.stdout
    assert run("old", "backup", str(tmp_path / "a.namro")).returncode == 2  # never over another
    assert run("old", "restore", str(tmp_path / "a.namro")).returncode == 2  # never into a site in use

    done = run("new", "restore", str(tmp_path / "a.namro"))
    assert done.returncode == 0, done.stderr
    new = tmp_path / "new"
    assert 0 < rows(new) <= rows(site)
    assert (new / "files/ab" / ("ab" * 32)).read_bytes() == b"%PDF-1.7 van ban"
    assert (new / "secret_key").read_text() == (site / "secret_key").read_text()
    assert run("new", "tick", "--at", "2025-06-20T08:00+07:00").stdout.startswith("5 nhắc việc, 5 thư mới")


def test_a_spoilt_backup_is_refused_before_anything_is_written(tmp_path: Path, run: Run, site: Path) -> None:
    assert run("old", "backup", str(tmp_path / "a.namro")).returncode == 0
    whole = (tmp_path / "a.namro").read_bytes()
    (tmp_path / "cut.namro").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "other.namro").write_bytes(b"khong phai ban sao luu")
    for name in ("cut.namro", "other.namro", "missing.namro"):
        done = run("new", "restore", str(tmp_path / name))
        assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert not (tmp_path / "new/namro.sqlite3").exists() or _is_empty(tmp_path / "new/namro.sqlite3")


def _write_on(database: Path, stop: threading.Event) -> None:
    number = 0
    with sqlite3.connect(database, timeout=30) as connection:
        while not stop.is_set():
            number += 1
            connection.execute("INSERT INTO agencies_fieldofwork (name) VALUES (?)", [f"lĩnh vực {number}"])
            connection.commit()
            stop.wait(0.002)


def _is_empty(database: Path) -> bool:
    with sqlite3.connect(database) as connection:
        return not connection.execute("SELECT name FROM sqlite_master").fetchall()
