"""Writing what happened to a task: the event, and the log's entry beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.operations import record, wait_for_other_writers
from namro.tasks.models import Assignment, Event, EventKind, Task


def happened(
    task: Task,
    kind: EventKind,
    *,
    person: Person | None,
    by: Actor,
    at: datetime,
    assignment: Assignment | None = None,
    reason: str = "",
    document: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Event:
    """Append an event, inside the transaction of the act itself."""
    wait_for_other_writers()  # whoever follows the events by their numbers must miss none
    event = Event.objects.create(
        task=task,
        assignment=assignment,
        kind=kind,
        at=at,
        person=person,
        person_name=by.name,
        principal_name=by.principal_name,
        reason=reason,
        document=document,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )
    record(
        by=by,
        at=at,
        act=f"task.{kind}",
        thing="task",
        thing_id=task.pk,
        thing_name=task.text,
        before=before,
        after=dict(after or {}) | {"reason": reason, "document": document} if reason or document else after,
    )
    return event


def must_say_why(reason: str) -> None:
    """Refused where what is to be written into the history has no reason."""
    if not reason.strip():
        raise Refused(_("Ghi lý do."), field="reason")
