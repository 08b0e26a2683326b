"""Events: what happened to a task, in order. They are only added; triggers refuse anything else (migration 0002)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Person
from namro.tasks.models.assignment import Assignment
from namro.tasks.models.task import Task


class EventKind(models.TextChoices):
    """What can happen: first how a task comes into the register, then the moves and acts of its life."""

    CONFIRMED = "confirmed", _("Xác nhận từ văn bản")
    ENTERED = "entered", _("Nhập tay")
    IMPORTED = "imported", _("Nhập từ sổ cũ")
    ISSUED = "issued", _("Chính thức giao")
    CORRECTED = "corrected", _("Đính chính")
    ASSIGNED = "assigned", _("Giao thêm đơn vị")
    ALLOTTED = "allotted", _("Phân công trong đơn vị")
    WITHDRAWN = "withdrawn", _("Thu hồi")
    UPDATED = "updated", _("Cập nhật tiến độ")
    TO_HEAD = "to_head", _("Trình thủ trưởng duyệt")
    SENT_BACK = "sent_back", _("Thủ trưởng yêu cầu sửa")
    COMPLETED = "completed", _("Báo cáo hoàn thành")
    ACCEPTED = "accepted", _("Xác nhận hoàn thành")
    RETURNED = "returned", _("Trả lại")
    PAUSED = "paused", _("Tạm dừng")
    RESUMED = "resumed", _("Thực hiện tiếp")
    REFUSED = "refused", _("Từ chối nhiệm vụ")
    UPHELD = "upheld", _("Giữ nguyên việc giao")
    HANDED_OVER = "handed_over", _("Chuyển giao")
    REOPENED = "reopened", _("Mở lại nhiệm vụ")
    ASKED = "asked", _("Xin gia hạn")
    GRANTED = "granted", _("Đồng ý gia hạn")
    DENIED = "denied", _("Không đồng ý gia hạn")
    COUNTERED = "countered", _("Đề nghị hạn khác")
    DECLINED = "declined", _("Không nhận hạn khác")
    REPORTED = "reported", _("Gửi báo cáo định kỳ")
    DIRECTED = "directed", _("Ý kiến chỉ đạo")
    COMPLAINED = "complained", _("Phản ánh đơn vị phối hợp")


class Event(models.Model):
    """One thing that happened to a task or to one of its assignments, with its reason and the document behind it."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="events")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    person_name = models.CharField(max_length=160)
    principal_name = models.CharField(max_length=160, blank=True)  # on whose behalf
    reason = models.TextField(_("lý do"), blank=True)
    document = models.CharField(_("văn bản"), max_length=300, blank=True)  # that orders it
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ("at", "pk")
        indexes = (
            models.Index(fields=("task", "at", "id"), name="event_of_task"),
            models.Index(fields=("kind", "at", "assignment"), name="event_by_kind"),
        )
