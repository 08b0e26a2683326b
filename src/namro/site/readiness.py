"""What is not ready yet, in words for whoever runs the server (`namro check`)."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from namro.access.roles import Role
from namro.agencies.models import Agency, RoleGrant
from namro.audit.models import Entry

LEAST_FREE_BYTES = 1024**3
CLOCK_BEFORE_RELEASE = datetime(2026, 11, 1, tzinfo=UTC)  # a machine's clock before this is wrong

# The triggers without which the log, and the names of agencies, are not protected (migrations 0002 of both apps).
PROTECTIONS = {
    "postgresql": {"audit_entry_append_only", "audit_entry_no_truncate", "agencyname_clash"},
    "sqlite": {"audit_entry_no_update", "audit_entry_no_delete", "agencyname_clash_insert", "agencyname_clash_update"},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not ready; a serious one keeps the site from its work."""

    serious: bool
    text: str


def findings() -> list[Finding]:
    """All that is not ready; the database first, since the rest asks it."""
    found = list(_database())
    if found:
        return found
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (_people, _mail, _clock, _disk, _safety, _triggers)
    return [finding for check in checks for finding in check()]


def _database() -> Iterator[Finding]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Finding(True, f"Không mở được cơ sở dữ liệu: {error}. Kiểm tra DATABASE_URL hoặc NAMRO_HOME.")
        return
    if waiting:
        yield Finding(True, f"Còn {len(waiting)} bước chuyển đổi cơ sở dữ liệu. Chạy: namro migrate")


def _people() -> Iterator[Finding]:
    today = timezone.localdate()
    administrators = RoleGrant.objects.on(today).filter(role=Role.ADMINISTRATOR, person__account__is_active=True)
    if not administrators.exists():
        yield Finding(True, "Chưa có quản trị. Chạy: namro createadmin")
    if not Agency.objects.exists():
        yield Finding(
            False, "Chưa có đơn vị nào. Nhập từ Excel trên trang Đơn vị, hoặc: namro agencies import TỆP.xlsx"
        )


def _mail() -> Iterator[Finding]:
    if not settings.MAIL_IS_SET:
        where = settings.HOME / "mail"
        yield Finding(False, f"Chưa đặt máy chủ thư (NAMRO_MAIL_URL): thư được ghi vào {where}.")


def _clock() -> Iterator[Finding]:
    now = timezone.now()
    if now < CLOCK_BEFORE_RELEASE:
        yield Finding(True, f"Đồng hồ máy sai: đang là {now:%d/%m/%Y}. Đặt lại giờ máy chủ.")
    last = Entry.objects.order_by("-number").first()
    if last is not None and not settings.DEMO and last.at > now:
        yield Finding(True, "Nhật ký có dòng ở tương lai: đồng hồ máy chạy chậm hoặc từng chạy nhanh.")
    if settings.CLOCK_SET_TO is not None and not settings.DEMO:
        yield Finding(True, "NAMRO_CLOCK chỉ dùng cho bản trình diễn. Bỏ biến này.")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free
    if free < LEAST_FREE_BYTES:
        yield Finding(True, f"Ổ đĩa của {settings.HOME} chỉ còn {free // 1024**2} MB. Cần ít nhất 1.024 MB.")


def _safety() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding(True, "NAMRO_DEBUG đang bật. Tắt đi trước khi dùng thật.")
        return
    if not settings.HTTPS and not settings.DEMO:
        yield Finding(True, "NAMRO_HTTPS đang tắt: mật khẩu đi qua mạng không được mã hóa.")
    try:
        call_command("check", deploy=True, fail_level="WARNING", stdout=io.StringIO())
    except SystemCheckError as error:
        if not settings.DEMO:
            yield Finding(True, f"Kiểm tra an toàn của Django: {error}")


def _triggers() -> Iterator[Finding]:
    listing = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(listing[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    if not PROTECTIONS[connection.vendor] <= present:
        yield Finding(True, "Nhật ký mất lớp bảo vệ chống sửa, xóa. Khôi phục từ bản sao lưu và báo đơn vị kỹ thuật.")
