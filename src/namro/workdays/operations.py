"""What changes the office's days. Each act is logged in its own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.words import day_in_words
from namro.workdays.calendar import note_change
from namro.workdays.models import OfficeDay

MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class NewDays:
    """Days from the first to the last that are of one kind, for all or for one agency."""

    first: date
    last: date
    kind: str
    name: str
    notice: str
    agency: Agency | None = None


@transaction.atomic
def enter_days(new: NewDays, *, person: Person, by: Actor, at: datetime) -> int:
    """Say what these days are; a day said before is said anew. Returns how many."""
    if new.last < new.first:
        raise Refused(_("Ngày cuối phải từ %(day)s trở đi.") % {"day": day_in_words(new.first)}, field="last")
    count = (new.last - new.first).days + 1
    if count > MOST_DAYS:
        raise Refused(_("Mỗi lần nhập tối đa %(most)d ngày.") % {"most": MOST_DAYS}, field="last")
    for day in (new.first + timedelta(days=n) for n in range(count)):
        facts = {"kind": new.kind, "name": new.name, "notice": new.notice, "entered_at": at, "entered_by": person}
        OfficeDay.objects.update_or_create(day=day, agency=new.agency, defaults=facts)
    record(
        by=by,
        at=at,
        act="calendar.entered",
        thing="calendar",
        thing_id=new.first.isoformat(),
        thing_name=new.name,
        after={
            "first": new.first,
            "last": new.last,
            "kind": new.kind,
            "notice": new.notice,
            "agency": new.agency.pk if new.agency else None,
        },
    )
    transaction.on_commit(note_change)
    return count


@transaction.atomic
def drop_day(day: OfficeDay, *, by: Actor, at: datetime) -> None:
    """The office says nothing of this day any more: what was shipped holds again."""
    record(
        by=by,
        at=at,
        act="calendar.dropped",
        thing="calendar",
        thing_id=day.day.isoformat(),
        thing_name=day.name,
        before={"kind": day.kind, "notice": day.notice, "agency": day.agency_id},
    )
    day.delete()
    transaction.on_commit(note_change)
