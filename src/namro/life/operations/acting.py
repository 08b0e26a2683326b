"""Who acts on an assignment, and that they may: the rules that every operation here asks first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from namro.access.policy import Act, Thing, deciding_duty
from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.directives.errors import Stale
from namro.life.queries.own import own_agencies
from namro.tasks.models import Assignment


@dataclass(frozen=True, slots=True)
class Acting:
    """A person who acts now: themselves, for the log, and when. The edge of the site makes it."""

    person: Person
    by: Actor
    at: datetime

    @property
    def day(self) -> date:
        """The day it is at the office."""
        return timezone.localdate(self.at)


def lock(assignment: Assignment, acting: Acting, *, version: int | None = None) -> Assignment:
    """The assignment as it stands, held until the transaction ends. Refused where someone else changed it since
    `version`, and where the clock has been set back behind its last change."""
    held = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("task", "directive", "agency")
        .get(pk=assignment.pk)
    )
    if version is not None and held.version != version:
        raise Stale(_("Người khác vừa cập nhật nhiệm vụ này. Xem nội dung mới rồi gửi lại; phần đã nhập vẫn còn."))
    if acting.at < held.updated_at:
        raise Refused(
            _("Đồng hồ máy chủ đang chạy trước lần cập nhật cuối (%(moment)s). Báo quản trị chỉnh giờ rồi gửi lại.")
            % {"moment": f"{timezone.localtime(held.updated_at):%H:%M %d/%m/%Y}"}
        )
    return held


def allowed(acting: Acting, act: Act, thing: Thing | None) -> Acting:
    """The same, saying on whose behalf. Refused where no duty of the person allows the act."""
    duty = deciding_duty(acting.person, act, thing, acting.day)
    if duty is None:
        raise Refused(_("Việc này thuộc thẩm quyền của người khác."))
    if duty.principal is None:
        return acting
    principal = Person.objects.get(pk=duty.principal)
    return replace(acting, by=replace(acting.by, principal=principal.pk, principal_name=principal.name))


def deciding_agency(acting: Acting, assignment: Assignment) -> Agency:
    """The agency for which the person decides. Refused where it is the one whose work is decided."""
    own = own_agencies(acting.person, acting.day)
    if assignment.agency_id in {agency.pk for agency in own}:
        raise Refused(_("Không ai xác nhận hoặc quyết định việc của chính đơn vị mình."))
    if not own:
        raise Refused(_("Chưa ghi chức vụ của người quyết định. Báo quản trị bổ sung chức vụ."))
    return own[0]
