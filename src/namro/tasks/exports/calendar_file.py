"""The deadlines of the register as an iCalendar file (RFC 5545): what is open, one whole day each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from namro.tasks.exports.lines import Names

MOST_EVENTS = 2_000  # more than any program of a person's calendar takes up gladly
TITLE_LENGTH = 110


def render(rows: Iterable[Any], names: Names, stamp: datetime) -> bytes:
    """The calendar of these rows, which all have a day. An assignment keeps its UID, so that a later file moves it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Nam Ro//namro//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Hạn nhiệm vụ"))
    for row in rows:
        calendar.add_component(_event(row, names, stamp))
    return bytes(calendar.to_ical())


def _event(row: Any, names: Names, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"assignment-{row.id}@namro")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", row.due_date)
    event.add("dtend", row.due_date + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a due day does not make the person busy
    title = f"{names.agencies[row.agency_id]}: {' '.join(row.task__text.split())}"
    event.add("summary", title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…")
    place = f", {_('mục')} {row.task__place}" if row.task__place else ""
    event.add("description", f"{row.task__text}\n{names.directives[row.directive_id]}{place}")
    return event
