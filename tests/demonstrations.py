"""Demonstrations for the tests: each kind is made once for a whole run, whichever process asks first, and copied."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

MAKING_SECONDS = 600  # a slow machine under load; a quiet one takes twenty


def copy_of_demo(tmp_path_factory: pytest.TempPathFactory, to: Path, options: Sequence[str] = ()) -> Path:
    """A demonstration's home at `to`, made by `namro demo` with these options."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # shared by the processes of one run
    kept = base / ("demonstration" + "".join(options))
    with (base / f"{kept.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            making = kept.with_suffix(".making")
            command = [sys.executable, "-m", "namro", "demo", "--no-serve", *options]
            environment = plain_environment() | {"NAMRO_HOME": str(making), "NAMRO_LOG_LEVEL": "WARNING"}
            subprocess.run(command, env=environment, check=True, capture_output=True, timeout=MAKING_SECONDS)
            making.rename(kept)
    shutil.copytree(kept, to, dirs_exist_ok=True)
    return to


def plain_environment() -> dict[str, str]:
    """The environment without what the tests set for themselves."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("NAMRO_", "DATABASE_", "DJANGO_"))
    }
