"""Originals on the disk: written once under the hash of their bytes, never changed; and pages of scans on their way."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from namro.directives.models import Original


def keep(data: bytes, *, form: str, at: datetime) -> Original:
    """The record of these bytes, which lie on the disk when it returns. The same bytes are kept once."""
    original = Original(sha256=sha256(data).hexdigest(), size=len(data), form=form, kept_at=at)
    if not original.path.exists():
        _write(original.path, data)
    found, _made = Original.objects.get_or_create(
        sha256=original.sha256, defaults={"size": original.size, "form": form, "kept_at": at}
    )
    return found


def recognised(original: Original) -> dict[str, str]:
    """The pages of a scan that are recognised already, by their keys: what a reading that was stopped goes on from."""
    folder = _recognised(original)
    return {path.name: path.read_text() for path in folder.iterdir()} if folder.is_dir() else {}


def keep_recognised(original: Original, pages: Mapping[str, str]) -> None:
    """Keep recognised pages until the reading is over. They hold the document's words and lie beside it."""
    for key, value in pages.items():
        _write(_recognised(original) / key, value.encode())


def forget_recognised(original: Original) -> None:
    """The reading is over: its words stand in the database."""
    shutil.rmtree(_recognised(original), ignore_errors=True)


def _recognised(original: Original) -> Path:
    return Path(settings.RECOGNISED) / original.sha256


def _write(path: Path, data: bytes) -> None:
    # Whole or not at all: a crash leaves a temporary file, never half an original under its hash.
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
