"""A consistent copy of the database as a file, and the database from such a file, on SQLite and PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.db import connection, connections


class BackupFailed(Exception):
    """A backup that was not made or not restored; `str(error)` says why and what to do."""


def dump(target: Path) -> None:
    """Copy the database as of one moment; writers go on meanwhile."""
    if connection.vendor == "sqlite":
        _dump_sqlite(target)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--file", str(target))


def check(copy: Path, vendor: str) -> None:
    """Read a copy back. Raises BackupFailed where it is not whole."""
    if vendor == "sqlite":
        with sqlite3.connect(f"file:{copy}?mode=ro", uri=True) as database:
            verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok":
            raise BackupFailed(f"Bản sao cơ sở dữ liệu hỏng: {verdict}.")
        return
    _run("pg_restore", "--file", os.devnull, str(copy), with_database=False)  # reads all of it, writes none


def counts() -> dict[str, int]:
    """How many rows each table has, to compare after a restore."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        found = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()[0]
    return found


def counts_in(copy: Path) -> dict[str, int]:
    """The same of a copy of an SQLite database."""
    with sqlite3.connect(f"file:{copy}?mode=ro", uri=True) as database:
        rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        tables = sorted(name for (name,) in rows)
        return {table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}


def is_empty() -> bool:
    """Whether the database holds nothing that a restore would overwrite."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def load(copy: Path) -> None:
    """Make the database what the copy holds. It must be empty."""
    if connection.vendor == "sqlite":
        target = Path(str(connection.settings_dict["NAME"]))
        connections.close_all()
        for left in (target, target.with_name(target.name + "-wal"), target.with_name(target.name + "-shm")):
            left.unlink(missing_ok=True)
        shutil.copyfile(copy, target)
        return
    _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", str(copy))


def _dump_sqlite(target: Path) -> None:
    # The page-by-page copy of SQLite itself: one moment's state, though others write.
    source = sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=30)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # the copy is one file
    finally:
        copy.close()
        source.close()


def _run(program: str, *arguments: str, with_database: bool = True) -> None:
    settings: dict[str, Any] = connection.settings_dict
    found = _find(program)
    environment = os.environ | {"PGPASSWORD": settings["PASSWORD"] or ""}
    where = ["--host", settings["HOST"], "--port", str(settings["PORT"] or 5432), "--username", settings["USER"]]
    where += ["--dbname", settings["NAME"]]
    done = subprocess.run(
        [found, *(where if with_database else []), *arguments], env=environment, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise BackupFailed(f"{program}: {done.stderr.strip()[-400:]}")


def _find(program: str) -> str:
    # Debian keeps them by version, off the path.
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: path.parent.parent.name)
    found = shutil.which(program) or (str(kept[-1]) if kept else None)
    if found is None:
        raise BackupFailed(f"Không có chương trình {program}. Cài gói postgresql-client rồi chạy lại.")
    return found
