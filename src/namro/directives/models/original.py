"""Files as they came, known by their bytes."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

SHA256 = RegexValidator(r"^[0-9a-f]{64}\Z")


class Original(models.Model):
    """A file that was brought here. It lies in NAMRO_HOME/files under the hash of its bytes, so that the same file is
    kept once and a changed one is told; it is handed out as a download only, never shown as it is."""

    sha256 = models.CharField(max_length=64, unique=True, validators=[SHA256])
    size = models.PositiveBigIntegerField(_("dung lượng"))  # bytes
    form = models.CharField(_("kiểu tệp"), max_length=8)  # docx, xlsx, pdf, text, other: told from the bytes
    kept_at = models.DateTimeField(_("nhận lúc"))

    class Meta:
        constraints = (models.CheckConstraint(name="original_is_not_empty", condition=Q(size__gt=0)),)

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(settings.FILES) / self.sha256[:2] / self.sha256
