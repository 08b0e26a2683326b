"""The columns of the register's table: which there are, and which are shown unless someone chose others."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COLUMNS: dict[str, Promise] = {
    "place": _("Mục"),
    "task": _("Nhiệm vụ"),
    "directive": _("Văn bản"),
    "agency": _("Đơn vị"),
    "due": _("Hạn"),
    "state": _("Trạng thái"),
    "clears": _("Năm rõ"),
    "product": _("Sản phẩm"),
    "field": _("Lĩnh vực"),
    "overseer": _("Lãnh đạo phụ trách"),
    "original_due": _("Hạn gốc"),
    "updated": _("Cập nhật"),
}
ALWAYS = ("task",)
USUAL = ("place", "task", "agency", "due", "state", "clears", "product", "updated")


def shown(chosen: Sequence[str]) -> tuple[str, ...]:
    """The columns to show, in their fixed order."""
    wanted = {*chosen, *ALWAYS} if set(chosen) & set(COLUMNS) else set(USUAL)
    return tuple(name for name in COLUMNS if name in wanted)
