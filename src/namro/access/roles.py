"""The roles a person can be given. A role says what one does here, a post says what one is in the office."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person does in the following of tasks."""

    LEADER = "leader", _("Lãnh đạo")
    TRACKER = "tracker", _("Cán bộ theo dõi")
    CONFIRMER = "confirmer", _("Người xác nhận kết quả")
    AGENCY_HEAD = "agency_head", _("Thủ trưởng đơn vị")
    FOCAL_OFFICER = "focal_officer", _("Công chức đầu mối")
    AUDITOR = "auditor", _("Thanh tra, kiểm tra")
    ADMINISTRATOR = "administrator", _("Quản trị")


# These work within an agency; the others serve the whole site.
ROLES_OF_AN_AGENCY = (Role.LEADER, Role.AGENCY_HEAD, Role.FOCAL_OFFICER)
