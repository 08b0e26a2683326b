"""Runs a command against a throw-away PostgreSQL server, under an ordinary user, and removes the server afterwards.

python scripts/with_postgresql.py -- python -m pytest tests/web
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

# PostgreSQL refuses to run as root, so there the server runs as the user that its package makes.
SERVER_USER = "postgres"
SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "40"}


def main() -> int:
    """Start the server, run the command with DATABASE_URL, stop the server."""
    command = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(tempfile.mkdtemp(prefix="namro-pg-"))
    data, port = folder / "data", free_port()
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_USER)
        run("initdb", "--pgdata", data, "--username=namro", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        options += f" -p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        run("pg_ctl", "--pgdata", data, "--wait", "--log", folder / "log", "--options", options, "start")
        try:
            address = f"postgresql://namro@127.0.0.1:{port}/postgres"
            return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode
        finally:
            run("pg_ctl", "--pgdata", data, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(program: str, *arguments: object) -> None:
    """Run one of PostgreSQL's own programs, as an ordinary user."""
    found = find(program)
    user = pwd.getpwnam(SERVER_USER) if os.geteuid() == 0 else None
    subprocess.run(
        [found, *map(str, arguments)],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
    )


def find(program: str) -> str:
    """Where the program lies: Debian keeps them by version, off the path."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: path.parent.parent.name)
    found = str(versions[-1]) if versions else shutil.which(program)
    if found is None:
        sys.exit(f"{program} is missing: apt-get install postgresql")
    return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
