"""The one form of a payload: what is hashed, kept and compared."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

Payload = dict[str, Any]


def canonical(payload: Payload | list[Any]) -> str:
    """The payload as text: NFC, keys in order, no space. Equal payloads give equal bytes."""
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def hash_of(text: str) -> str:
    """The hash by which a snapshot is known."""
    return hashlib.sha256(text.encode()).hexdigest()
