"""The check in a process of its own, from the side that waits for it."""

from __future__ import annotations

import struct
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256

from asn1crypto import x509  # type: ignore[import-untyped]

from namro.signing.finding import Content, Finding, Problem

LONGEST_SECONDS = 90


def examine_apart(original: bytes, signed: bytes, *, roots: Sequence[x509.Certificate] = ()) -> Finding:
    """As `examining.examine`; a file that ends the process is one of which nothing can be said."""
    parts = [original, signed, *(one.dump() for one in roots)]
    told = b"".join(struct.pack(">Q", len(part)) + part for part in parts)
    command = [sys.executable, "-I", "-m", "namro.signing.process"]
    try:
        done = subprocess.run(
            command, input=told, capture_output=True, env={"LANG": "C.UTF-8"}, timeout=LONGEST_SECONDS, check=False
        )
        return Finding.from_json(done.stdout.decode().strip().splitlines()[-1])
    except (subprocess.TimeoutExpired, ValueError, IndexError, KeyError, TypeError):
        went_out, came_in = sha256(original).hexdigest(), sha256(signed).hexdigest()
        return Finding(Content.UNKNOWN, Problem.TOO_MUCH, original_sha256=went_out, signed_sha256=came_in)
