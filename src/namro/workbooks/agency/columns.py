"""The columns of an agency's workbook: its open assignments on one sheet, the reports it owes on another."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UPDATE, REPORT = "u", "r"  # kinds of rows, in their keys


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code, its head, its width in characters, and whether the agency fills it in."""

    name: str
    head: Promise
    width: float
    is_filled: bool = False


_EVIDENCE = (
    Column("document_number", _("Số văn bản"), 16, True),
    Column("document_date", _("Ngày văn bản"), 13, True),
)
_FIGURE = (
    Column("target", _("Chỉ tiêu"), 20),
    Column("figure", _("Số đạt được"), 13, True),
)
UPDATES = (
    Column("number", _("STT"), 6),
    Column("task", _("Nhiệm vụ"), 52),
    Column("directive", _("Văn bản"), 24),
    Column("duty", _("Vai trò"), 11),
    Column("due", _("Hạn"), 12),
    Column("state", _("Trạng thái"), 15),
    Column("text", _("Kết quả đến nay"), 44, True),
    Column("done", _("Đã hoàn thành (x)"), 11, True),
    Column("percent", _("Mức hoàn thành (%)"), 11, True),
    *_FIGURE,
    Column("cause", _("Nguyên nhân quá hạn"), 28, True),
    Column("proposal", _("Đề xuất, kiến nghị"), 28, True),
    *_EVIDENCE,
)
REPORTS = (
    Column("number", _("STT"), 6),
    Column("task", _("Nhiệm vụ"), 52),
    Column("period", _("Kỳ báo cáo"), 16),
    Column("due", _("Hạn gửi"), 12),
    Column("text", _("Nội dung báo cáo"), 60, True),
    *_FIGURE,
    *_EVIDENCE,
)
BY_KIND = {UPDATE: UPDATES, REPORT: REPORTS}
