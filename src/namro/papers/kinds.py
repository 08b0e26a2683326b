"""The kinds of papers: what each is called, and what has to be said before one can be made."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaperKind(TextChoices):
    """What can be made. The value is what the command and the addresses take."""

    MONTHLY = "monthly", _("Báo cáo tháng về thực hiện chỉ thị")
    URGING = "urging", _("Công văn đôn đốc")
    BRIEF = "brief", _("Tóm tắt một trang cho phiên họp")
    ANNEX = "annex", _("Phụ lục nhiệm vụ của chỉ thị")
    EXTENSION = "extension", _("Văn bản về việc gia hạn")
    DIRECTIONS = "directions", _("Tổng hợp ý kiến chỉ đạo và kết quả")


@dataclass(frozen=True, slots=True)
class Nature:
    """What the decree makes of a kind: its name and abbreviation in the number, and what it is about."""

    name: str  # "BÁO CÁO"; "" for an official letter, which has no name (Decree 30/2020/NĐ-CP, Appendix III)
    abbreviation: str  # "BC"; "" likewise
    takes_agency: bool = False  # may be about, or to, one agency
    needs_extension: bool = False


NATURES: dict[PaperKind, Nature] = {
    PaperKind.MONTHLY: Nature("BÁO CÁO", "BC"),
    PaperKind.URGING: Nature("", "", takes_agency=True),
    PaperKind.BRIEF: Nature("BÁO CÁO", "BC"),
    PaperKind.ANNEX: Nature("PHỤ LỤC", "", takes_agency=True),
    PaperKind.EXTENSION: Nature("", "", needs_extension=True),
    PaperKind.DIRECTIONS: Nature("BÁO CÁO", "BC"),
}
