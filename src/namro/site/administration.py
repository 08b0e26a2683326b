"""The state of the site for whoever runs the server: what `namro check` says, and what works in the background."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, Min, Sum
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from namro import __version__
from namro.audit.actor import machine
from namro.audit.models import Entry
from namro.audit.operations import record
from namro.directives.models import Original
from namro.reminders.models import Beat, Message, MessageState
from namro.site.readiness import Finding, findings

BACKED_UP = "site.backed_up"
SILENT_AFTER = timedelta(minutes=30)  # a tick is expected every few minutes
BACKUP_AFTER = timedelta(days=2)
FAILED_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Queue:
    """Work in the background: how much waits, runs, failed; since when the oldest waits."""

    waiting: int
    running: int
    failed: int
    oldest: datetime | None
    failures: list[DBTaskResult[Any, Any]]


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes: free on the disk, taken by the database and by the files that were brought."""

    free: int
    whole: int
    database: int
    files: int
    file_count: int


@dataclass(frozen=True, slots=True)
class SiteState:
    """All of the page. `mail` counts messages by state; `unsent` are the newest that were given up."""

    findings: list[Finding]
    queue: Queue
    mail: dict[str, int]
    unsent: list[Message]
    beats: list[Beat]
    is_silent: bool  # no machine has ticked for a while
    backup: Entry | None
    is_backup_old: bool
    room: Room
    versions: list[tuple[str, str]]


def log_backup(file: Path, size: int, *, at: datetime) -> None:
    """Write into the log that a backup was made and read back."""
    with transaction.atomic():
        record(
            by=machine("namro backup"),
            at=at,
            act=BACKED_UP,
            thing="backup",
            thing_name=file.name,
            after={"size": size},
        )


def state_of_site(now: datetime) -> SiteState:
    """Look at everything once; a fixed number of queries."""
    beats = list(Beat.objects.all()[:10])
    backup = Entry.objects.filter(act=BACKED_UP).order_by("-number").first()
    mail = Message.objects.order_by().values_list("state").annotate(count=Count("pk"))
    unsent = Message.objects.filter(state=MessageState.FAILED)
    return SiteState(
        findings=findings(),
        queue=_queue(),
        mail=dict(mail),
        unsent=list(unsent.prefetch_related("deliveries").defer("text", "html")[:FAILED_SHOWN]),
        beats=beats,
        is_silent=not beats or now - beats[0].at > SILENT_AFTER,
        backup=backup,
        is_backup_old=backup is None or now - backup.at > BACKUP_AFTER,
        room=_room(),
        versions=_versions(),
    )


def _queue() -> Queue:
    counts = dict(DBTaskResult.objects.order_by().values_list("status").annotate(count=Count("pk")))
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    return Queue(
        waiting=counts.get(TaskResultStatus.READY, 0),
        running=counts.get(TaskResultStatus.RUNNING, 0),
        failed=counts.get(TaskResultStatus.FAILED, 0),
        oldest=waiting.aggregate(oldest=Min("enqueued_at"))["oldest"],
        failures=list(failed.order_by("-finished_at")[:FAILED_SHOWN]),
    )


def _room() -> Room:
    disk = shutil.disk_usage(settings.HOME)
    files = Original.objects.aggregate(bytes=Sum("size"), count=Count("pk"))
    return Room(disk.free, disk.total, _database_size(), files["bytes"] or 0, files["count"])


def _database_size() -> int:
    asked = {
        "postgresql": "SELECT pg_database_size(current_database())",
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return int(cursor.fetchone()[0])


def _versions() -> list[tuple[str, str]]:
    version = {"postgresql": "SHOW server_version", "sqlite": "SELECT sqlite_version()"}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(version)
        database = str(cursor.fetchone()[0])
    programs = (("tesseract", _("nhận dạng bản quét")), ("soffice", _("đọc .doc, .odt, .rtf")))
    return [
        ("Năm Rõ", __version__),
        ("Python", platform.python_version()),
        ("Django", django.get_version()),
        ({"postgresql": "PostgreSQL", "sqlite": "SQLite"}[connection.vendor], database),
        *((f"{name} ({what})", _("có") if shutil.which(name) else _("không có")) for name, what in programs),
    ]
