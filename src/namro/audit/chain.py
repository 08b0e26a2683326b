"""The hash that ties each row of the log to the one before. Plain Python: it needs a row's values, no database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

START = "0" * 64  # what the first row has before it

# What is hashed, in this order. A new column goes to the end under a new version of the chain.
FIELDS = (
    "number",
    "at",
    "actor",
    "actor_name",
    "principal",
    "principal_name",
    "act",
    "thing",
    "thing_id",
    "thing_name",
    "before",
    "after",
    "address",
    "request_id",
    "previous_hash",
)


def hash_of(row: Mapping[str, Any]) -> str:
    """The SHA-256 of a row's values, the hash of the row before among them."""
    values = [_plain(row[field]) for field in FIELDS]
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
