"""How far an assignment can be. No database: the table of transitions is built on these words alone."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Progress(TextChoices):
    """How far an assignment is: the last word of its events, kept for the lists. Timeliness is not in it."""

    NOT_STARTED = "not_started", _("chưa thực hiện")
    UNDER_WAY = "under_way", _("đang thực hiện")
    AWAITING = "awaiting", _("chờ xác nhận")
    RETURNED = "returned", _("bị trả lại")
    PAUSED = "paused", _("tạm dừng")
    REFUSED = "refused", _("từ chối")
    DONE = "done", _("đã hoàn thành")
    WITHDRAWN = "withdrawn", _("đã thu hồi")
    HANDED_OVER = "handed_over", _("đã chuyển giao")


class Duty(TextChoices):
    """What an agency has to do in a task."""

    LEAD = "lead", _("chủ trì")
    COORDINATE = "coordinate", _("phối hợp")
    REPORT = "report", _("tổng hợp, báo cáo")
    OVERSEE = "oversee", _("chỉ đạo, theo dõi")


ENDED = (Progress.DONE, Progress.WITHDRAWN, Progress.HANDED_OVER)
