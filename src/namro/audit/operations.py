"""Writing to the log, and anchoring it outside the database."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from namro.audit.actor import Actor
from namro.audit.chain import START, hash_of
from namro.audit.models import Entry

APPEND_LOCK = 7_201_001  # any fixed number: the one PostgreSQL lock that all writers of the log wait for


def record(
    *,
    by: Actor,
    at: datetime,
    act: str,
    thing: str,
    thing_id: object = "",
    thing_name: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Entry:
    """Append one act. Called inside the transaction of the act itself, so that neither stands without the other."""
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside the transaction of the act that it records")
    wait_for_other_writers()
    last = Entry.objects.order_by("-number").values("number", "hash").first()
    row: dict[str, Any] = {
        "number": last["number"] + 1 if last else 1,
        "at": at,
        "actor": by.person,
        "actor_name": by.name,
        "principal": by.principal,
        "principal_name": by.principal_name,
        "act": act,
        "thing": thing,
        "thing_id": str(thing_id),
        "thing_name": thing_name[:300],
        "before": _storable(before),
        "after": _storable(after),
        "address": by.address,
        "request_id": by.request_id,
        "previous_hash": last["hash"] if last else START,
    }
    entry = Entry.objects.create(**row, hash=hash_of(row))
    transaction.on_commit(anchor_once_a_day)
    return entry


def anchor_once_a_day() -> None:
    """Write today's anchor unless it is there. The day is the machine's own, whatever clock a demonstration shows."""
    file = Path(settings.AUDIT_ANCHOR_FILE)
    if last_anchor_day(file) != timezone.now().date().isoformat():
        anchor(file)


def anchor(file: Path) -> dict[str, Any]:
    """Append the head of the chain and the count of rows to `file`, which an office copies to where the database's
    administrator cannot write."""
    last = Entry.objects.order_by("-number").first()
    line = {
        "day": timezone.now().date().isoformat(),
        "count": last.number if last else 0,
        "head": last.hash if last else START,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
    return line


def last_anchor_day(file: Path) -> str | None:
    """The day of the last anchor in `file`."""
    if not file.exists():
        return None
    lines = file.read_text(encoding="utf-8").split("\n")
    last = next((line for line in reversed(lines) if line.strip()), None)
    return json.loads(last)["day"] if last else None


def _storable(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    # What the database gives back is what is hashed: dates and the like as text from the start.
    return None if values is None else json.loads(json.dumps(dict(values), default=str, ensure_ascii=False))


def wait_for_other_writers() -> None:
    """Let one transaction at a time write from here to its end, so that rows numbered after this are committed in the
    order of their numbers: who reads on from a number misses none."""
    # SQLite needs nothing here: its transactions begin with the write lock (settings: IMMEDIATE).
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [APPEND_LOCK])
