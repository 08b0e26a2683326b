"""The deadlines of the register as an iCalendar file (RFC 5545): what is open, one whole day each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from namro.tasks.exports.lines import Names
from namro.tasks.models import ExpectedReport

MOST_EVENTS = 2_000  # more than any program of a person's calendar takes up gladly
TITLE_LENGTH = 110
ASK_AGAIN = timedelta(hours=1)


def render(
    rows: Iterable[Any],
    names: Names,
    stamp: datetime | None,
    *,
    reports: Iterable[ExpectedReport] = (),
    title: str = "",
    site: str = "",
) -> bytes:
    """The calendar of these rows, which all have a day, and of reports. An assignment keeps its UID, so that a later
    file moves it. With no `stamp` each bears its own last change: the same rows give the same bytes. With `site`, the
    address of the site, each leads to its page."""
    calendar = Calendar()
    calendar.add("prodid", "-//Nam Ro//namro//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{_('Hạn nhiệm vụ')}: {title}" if title else _("Hạn nhiệm vụ"))
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for row in rows:
        event = _event(f"assignment-{row.id}", row.due_date, stamp or row.updated_at)
        event.add("summary", _cut(f"{names.agencies[row.agency_id]}: {' '.join(row.task__text.split())}"))
        event.add("description", _described(row.task__text, names.directives[row.directive_id], row.task__place))
        if site:
            event.add("url", site + reverse("tasks:task", args=[row.task_id]))
        calendar.add_component(event)
    for one in reports:
        calendar.add_component(_report(one, names, stamp, site))
    return bytes(calendar.to_ical())


def _report(one: ExpectedReport, names: Names, stamp: datetime | None, site: str) -> Event:
    of, task = one.assignment, one.assignment.task
    # A report that is expected changes only with its own days.
    closed = timezone.make_aware(datetime.combine(one.cut_off_date, time()))
    event = _event(f"report-{one.pk}", one.due_date, stamp or closed)
    told = {"agency": names.agencies[of.agency_id], "period": one.period, "text": " ".join(task.text.split())}
    event.add("summary", _cut(_("%(agency)s: báo cáo %(period)s, %(text)s") % told))
    event.add("description", _described(task.text, names.directives[of.directive_id], task.place))
    if site:
        event.add("url", site + reverse("life:report", args=[of.pk, one.pk]))
    return event


def _event(uid: str, day: date, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uid}@namro")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")  # a due day does not make the person busy
    return event


def _described(text: str, directive: str, place: str) -> str:
    where = f", {_('mục')} {place}" if place else ""
    return f"{text}\n{directive}{where}"


def _cut(title: str) -> str:
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"
