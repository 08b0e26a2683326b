"""The key that each row of a handed-out workbook bears: which row it is, what its cells held, and our signature.

The digests of the cells are the row's version: what a person changed differs from its digest in the file, what was
changed here meanwhile differs from it in the database. Nothing else has to be remembered of the workbook.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from namro.workbooks.cells import compared

SIGNATURE = 9  # bytes: 72 bits
HEAD_ROWS = 60  # where the hidden row of codes, or else the heads, are looked for
_CODE = "namro:"
CODE_ROW = f"{_CODE}key"  # heads the hidden column of keys, in the hidden row of codes
_PURPOSE = b"namro.workbooks.row"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a key says, once its signature was found right."""

    handout: int
    kind: str
    row: int
    digests: bytes


class Forged(ValueError):
    """A key that was not written here, or was changed."""


def key(handout: int, kind: str, row: int, digests: bytes = b"") -> str:
    """The key of a row."""
    told = f"{handout}.{kind}{row}.{_letters(digests)}"
    return f"{told}.{_signature(told)}"


def columns(texts: Sequence[str]) -> dict[str, int]:
    """Where each column stands by its hidden code, "key" among them; none where this is not the row of codes."""
    if CODE_ROW not in texts:
        return {}
    return {text.removeprefix(_CODE): place for place, text in enumerate(texts) if text.startswith(_CODE)}


def code_of(column: str) -> str:
    """What the hidden row of codes says of a column."""
    return f"{_CODE}{column}"


def read(text: str) -> Mark:
    """What a key says. Raises Forged."""
    told, mark, signature = text.strip().rpartition(".")
    parts = told.split(".")
    if not mark or len(parts) != 3 or not hmac.compare_digest(_signature(told).encode(), signature.encode()):
        raise Forged(text)
    return Mark(int(parts[0]), parts[1][:1], int(parts[1][1:]), base64.urlsafe_b64decode(parts[2] + "=="))


def digest(value: object, size: int) -> bytes:
    """A cell's value in `size` bytes."""
    return _digest(compared(value), size)


def split(digests: bytes, sizes: Sequence[int]) -> list[bytes]:
    """The digests of the single cells."""
    cut, at = [], 0
    for size in sizes:
        cut.append(digests[at : at + size])
        at += size
    return cut


@lru_cache(maxsize=50_000)
def _digest(text: str, size: int) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=size).digest()


def _signature(told: str) -> str:
    return _letters(hmac.digest(_secret(), told.encode(), "sha256")[:SIGNATURE])


@lru_cache(maxsize=1)
def _secret_of(site: str) -> bytes:
    return hashlib.sha256(_PURPOSE + site.encode()).digest()


def _secret() -> bytes:
    return _secret_of(settings.SECRET_KEY)


def _letters(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
