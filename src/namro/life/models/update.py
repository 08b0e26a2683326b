"""What an agency says of its assignment: how far it is, what stands in the way, and with which evidence it is done."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Agency, Person
from namro.directives.models import Original
from namro.tasks.models import Assignment, TaskTarget


class UpdateKind(models.TextChoices):
    """A word on the way, or the word that it is done."""

    PROGRESS = "progress", _("cập nhật tiến độ")
    COMPLETION = "completion", _("báo cáo hoàn thành")


class UpdateStage(models.TextChoices):
    """Where an update is. One that waits for the agency's own head has not left the agency."""

    WITH_HEAD = "with_head", _("chờ thủ trưởng duyệt")
    SENT_BACK = "sent_back", _("thủ trưởng yêu cầu sửa")
    SENT = "sent", _("đã gửi")
    CONFIRMED = "confirmed", _("được xác nhận")
    RETURNED = "returned", _("bị trả lại")


DECIDED = (UpdateStage.CONFIRMED, UpdateStage.RETURNED)


class Update(models.Model):
    """One update. Its words are never rewritten: only its stage moves on."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="updates")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")  # the assignment's
    kind = models.CharField(max_length=12, choices=UpdateKind)
    stage = models.CharField(max_length=10, choices=UpdateStage)
    text = models.TextField(_("kết quả đến nay"))
    percent = models.PositiveSmallIntegerField(_("mức hoàn thành (%)"), null=True, blank=True)
    target = models.ForeignKey(TaskTarget, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    figure = models.DecimalField(_("số đạt được"), max_digits=24, decimal_places=6, null=True, blank=True)
    was_overdue = models.BooleanField()  # on the day it was written: then a cause and a proposal are needed
    cause = models.TextField(_("nguyên nhân"), blank=True)
    proposal = models.TextField(_("đề xuất, kiến nghị"), blank=True)
    needs_evidence = models.BooleanField()
    document_number = models.CharField(_("số văn bản"), max_length=60, blank=True)
    document_date = models.DateField(_("ngày văn bản"), null=True, blank=True)
    file_count = models.PositiveSmallIntegerField(default=0)

    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)  # when it left the agency
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_for = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.TextField(blank=True)  # why it was returned or sent back

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(name="update_has_words", condition=~Q(text="")),
            models.CheckConstraint(name="update_percent_0_to_100", condition=Q(percent=None) | Q(percent__lte=100)),
            models.CheckConstraint(
                name="update_figure_of_a_target",
                condition=Q(figure=None, target=None) | Q(figure__isnull=False, target__isnull=False),
            ),
            models.CheckConstraint(
                name="update_says_why_overdue", condition=Q(was_overdue=False) | (~Q(cause="") & ~Q(proposal=""))
            ),
            models.CheckConstraint(
                name="update_document_whole",
                condition=Q(document_number="", document_date=None)
                | (~Q(document_number="") & Q(document_date__isnull=False)),
            ),
            models.CheckConstraint(
                name="update_completion_has_evidence",
                condition=~Q(kind="completion")
                | Q(needs_evidence=False)
                | ~Q(document_number="")
                | Q(file_count__gt=0),
            ),
            models.CheckConstraint(
                name="update_sent_has_its_moment",
                condition=Q(stage__in=("with_head", "sent_back"), sent_at=None)
                | (~Q(stage__in=("with_head", "sent_back")) & Q(sent_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="update_decided_by_another_agency",
                condition=(~Q(stage__in=("confirmed", "returned")) & Q(decided_for=None))
                | (Q(decided_by__isnull=False, decided_for__isnull=False) & ~Q(decided_for=F("agency"))),
            ),
            models.CheckConstraint(
                name="update_returned_with_reason",
                condition=~Q(stage__in=("returned", "sent_back")) | ~Q(decision=""),
            ),
            models.CheckConstraint(
                name="update_confirmed_is_completion", condition=~Q(stage="confirmed") | Q(kind="completion")
            ),
            models.UniqueConstraint(
                name="update_one_with_head", fields=("assignment",), condition=Q(stage="with_head")
            ),
            models.UniqueConstraint(
                name="update_one_completion_waits",
                fields=("assignment",),
                condition=Q(kind="completion", stage="sent"),
            ),
        )
        indexes = (
            models.Index(fields=("assignment", "-made_at", "-id"), name="update_of_assignment"),
            models.Index(fields=("agency", "made_at"), name="update_with_head", condition=Q(stage="with_head")),
        )

    @property
    def is_completion(self) -> bool:
        """Whether it says that the work is done."""
        return self.kind == UpdateKind.COMPLETION


class Attachment(models.Model):
    """A file that proves or explains: of an update, or of a periodic report."""

    update = models.ForeignKey(Update, on_delete=models.PROTECT, null=True, related_name="files")
    report = models.ForeignKey("life.Report", on_delete=models.PROTECT, null=True, related_name="files")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("tên tệp"), max_length=255)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="attachment_of_one",
                condition=Q(update__isnull=False, report=None) | Q(update=None, report__isnull=False),
            ),
            models.UniqueConstraint(name="attachment_once", fields=("update", "original")),
            models.UniqueConstraint(name="attachment_once_of_report", fields=("report", "original")),
        )
