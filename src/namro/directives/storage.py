"""Originals on the disk: written once under the hash of their bytes, never changed."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from hashlib import sha256
from pathlib import Path

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
