"""Packages that came: what stood on them beyond the document itself, for the answer to their sender."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.directives.models import Directive


class ReceivedPackage(models.Model):
    """The envelope under which a document came."""

    directive = models.OneToOneField(Directive, on_delete=models.CASCADE, related_name="package")
    sender_code = models.CharField(_("mã định danh nơi gửi"), max_length=35)
    sender_name = models.CharField(_("nơi gửi"), max_length=250, blank=True)
    receiver_code = models.CharField(_("mã định danh nơi nhận"), max_length=35)  # ours
    number = models.CharField(_("số, ký hiệu"), max_length=60)
    issued_date = models.DateField(_("ngày ban hành"), null=True, blank=True)
    document_id = models.CharField(_("mã văn bản"), max_length=120, blank=True)
    due_date = models.DateField(_("hạn xử lý"), null=True, blank=True)
    steering = models.PositiveSmallIntegerField(_("loại chỉ đạo"), default=1)
    received_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("sender_code", "document_id"), name="package_by_sender"),)
