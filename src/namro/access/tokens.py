"""Tokens that are shown once and kept as a hash, so that a copy of the database opens nothing."""

from __future__ import annotations

import hashlib
import secrets


def new_token(prefix: str = "") -> str:
    """A token that nobody guesses: 256 bits, behind a prefix by which a leak is recognised."""
    return prefix + secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of it. A token this long needs no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
