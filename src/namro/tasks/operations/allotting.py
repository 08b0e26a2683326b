"""Within an agency: its head says which unit and officer do an assignment, and which deputy answers for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import InnerUnit, Person, Post
from namro.audit.actor import Actor
from namro.tasks.models import Allotment, Assignment, EventKind
from namro.tasks.operations.history import happened


@transaction.atomic
def allot(
    assignment: Assignment,
    *,
    inner_unit: InnerUnit | None,
    officer: Person | None,
    deputy: Person | None,
    person: Person,
    by: Actor,
    at: datetime,
) -> Allotment:
    """Give an assignment to people of the agency itself; the last word counts."""
    if not (inner_unit or officer or deputy):
        raise Refused(_("Chọn phòng, công chức hoặc lãnh đạo phụ trách."))
    if inner_unit is not None and inner_unit.agency_id != assignment.agency_id:
        raise Refused(_("%(name)s không thuộc đơn vị này.") % {"name": inner_unit.name}, field="inner_unit")
    for field, one in (("officer", officer), ("deputy", deputy)):
        if one is not None and not Post.objects.on(at.date()).filter(person=one, agency=assignment.agency_id).exists():
            raise Refused(_("%(name)s không có chức vụ ở đơn vị này.") % {"name": one.name}, field=field)
    allotment, _made = Allotment.objects.update_or_create(
        assignment=assignment,
        defaults={"inner_unit": inner_unit, "officer": officer, "deputy": deputy, "given_at": at},
    )
    told = {"unit": inner_unit, "officer": officer, "deputy": deputy}
    happened(
        assignment.task,
        EventKind.ALLOTTED,
        person=person,
        by=by,
        at=at,
        assignment=assignment,
        after={key: str(value) for key, value in told.items() if value},
    )
    return allotment
