"""How an agency works here: a setting of its own head."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Agency


class Practice(models.Model):
    """What an agency wants. One without a row wants nothing special."""

    agency = models.OneToOneField(Agency, on_delete=models.CASCADE, related_name="practice")
    head_approves = models.BooleanField(_("thủ trưởng duyệt trước khi gửi"), default=False)
