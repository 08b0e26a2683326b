"""The archive: the database's copy, the files it knows, and a manifest by which every byte is checked."""

from __future__ import annotations

import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from namro import __version__
from namro.backup import databases
from namro.backup.databases import BackupFailed

MANIFEST, DATABASE = "manifest.json", "database"
FILE_NAME = "secret_key"  # in NAMRO_HOME, where the site keeps it
FORM = 1  # of the archive
CHUNK = 1024 * 1024


def write_backup(target: Path, *, at: datetime) -> dict[str, Any]:
    """Write the backup beside `target`, read it back, and only then give it its name. Returns the manifest.

    The database is copied first and the files after: originals are written before the record that names them and
    never changed, so every file that the copy knows is there."""
    if target.exists():
        raise BackupFailed(f"{target} đã có. Chọn tên khác; bản sao lưu không bao giờ bị ghi đè.")
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".namro-backup-") as folder:
            copy = Path(folder) / DATABASE
            databases.dump(copy)
            databases.check(copy, connection.vendor)
            files = {DATABASE: copy} | _originals() | _taken_aside(Path(folder))
            manifest = _manifest(files, at)
            _pack(Path(temporary), files, manifest)
        verify(Path(temporary))
        os.chmod(temporary, 0o600)  # it holds everything, password hashes included
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return manifest


def verify(archive: Path) -> dict[str, Any]:
    """Read every byte of a backup and compare it with its manifest. Raises BackupFailed where one differs."""
    try:
        with tarfile.open(archive, "r:gz") as package:
            manifest: dict[str, Any] = json.load(_open(package, MANIFEST))
            if manifest["form"] != FORM:
                raise BackupFailed(f"{archive}: bản sao lưu kiểu {manifest['form']}; bản này chỉ đọc kiểu {FORM}.")
            for name, expected in manifest["sha256"].items():
                if _hash(_chunks(_open(package, name))) != expected:
                    raise BackupFailed(f"{archive}: {name} không còn nguyên vẹn. Dùng bản sao lưu khác.")
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError) as error:
        raise BackupFailed(f"{archive}: không đọc được ({error}). Dùng bản sao lưu khác.") from error
    return manifest


def restore_backup(archive: Path) -> dict[str, Any]:
    """Make an empty site what the backup holds. Everything is checked before the first byte is written."""
    manifest = verify(archive)
    if manifest["vendor"] != connection.vendor:
        raise BackupFailed(
            f"Bản sao lưu là của {manifest['vendor']}, cơ sở dữ liệu ở đây là {connection.vendor}. Đặt DATABASE_URL."
        )
    if not databases.is_empty():
        raise BackupFailed("Cơ sở dữ liệu ở đây không trống. Khôi phục vào một cơ sở dữ liệu và NAMRO_HOME mới.")
    home = Path(settings.HOME)
    with tarfile.open(archive, "r:gz") as package, tempfile.TemporaryDirectory(dir=home) as folder:
        package.extractall(folder, filter="data")
        databases.load(Path(folder) / DATABASE)
        for name in manifest["sha256"]:
            if name != DATABASE:
                _put(Path(folder) / name, home / name)
    if manifest["rows"] and databases.counts() != manifest["rows"]:
        raise BackupFailed("Số dòng sau khi khôi phục khác với bản sao lưu. Không dùng cơ sở dữ liệu này.")
    return manifest


def _manifest(files: dict[str, Path], at: datetime) -> dict[str, Any]:
    return {
        "form": FORM,
        "made_at": at.isoformat(),
        "version": __version__,
        "vendor": connection.vendor,
        # PostgreSQL's copy is opened by its own program only; there the rows are not counted here.
        "rows": databases.counts_in(files[DATABASE]) if connection.vendor == "sqlite" else {},
        "sha256": {name: _hash(_chunks(path.open("rb"))) for name, path in files.items()},
    }


def _originals() -> dict[str, Path]:
    """Files as they came, which never change once they lie under their hash."""
    home, folder = Path(settings.HOME), Path(settings.FILES)
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(home).as_posix(): path for path in sorted(found)}


def _taken_aside(folder: Path) -> dict[str, Path]:
    """Copies of the small files that may change meanwhile: the log's anchors, the secret key."""
    taken = {}
    for source in (Path(settings.AUDIT_ANCHOR_FILE), Path(settings.HOME) / FILE_NAME):
        if source.exists():
            taken[source.name] = Path(shutil.copyfile(source, folder / source.name))
    return taken


def _pack(target: Path, files: dict[str, Path], manifest: dict[str, Any]) -> None:
    written = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    head = tarfile.TarInfo(MANIFEST)
    head.size = len(written)
    with tarfile.open(target, "w:gz", compresslevel=6) as package:
        package.addfile(head, io.BytesIO(written))
        for name, path in files.items():
            package.add(path, name)
    with target.open("rb") as done:
        os.fsync(done.fileno())


def _open(package: tarfile.TarFile, name: str) -> Any:
    found = package.extractfile(name)
    if found is None:
        raise BackupFailed(f"Bản sao lưu thiếu {name}.")
    return found


def _chunks(file: Any) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def _hash(chunks: Iterator[bytes]) -> str:
    digest = sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.replace(source, target)
