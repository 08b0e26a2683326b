"""What stands in a calendar: open deadlines and the reports that are still to come."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from namro.access.policy import Act, sight_of
from namro.agencies.queries.directory import names_on
from namro.directives.models import Directive
from namro.life.queries.own import own_agencies
from namro.programs.models import CalendarFeed
from namro.tasks.exports import calendar_file
from namro.tasks.exports.calendar_file import MOST_EVENTS
from namro.tasks.exports.lines import Names, raw_rows
from namro.tasks.models import Assignment, ExpectedReport

PAST = timedelta(days=60)  # how long a report that did not come stays in the calendar


def calendar_of(feed: CalendarFeed, day: date, *, site: str) -> bytes:
    """The calendar as of `day`, as far as its owner sees. The same rows give the same bytes."""
    work = work_of(feed, day)
    dated = work.filter(due_date__isnull=False).order_by("list_order", "pk")[:MOST_EVENTS]
    rows = list(raw_rows([dated]))
    reports = list(
        ExpectedReport.objects.filter(assignment__in=work, report=None, due_date__gte=day - PAST)
        .select_related("assignment__task")
        .order_by("due_date", "pk")[:MOST_EVENTS]
    )
    agencies = {row.agency_id for row in rows} | {one.assignment.agency_id for one in reports}
    if feed.agency_id:
        agencies.add(feed.agency_id)
    directives = {row.directive_id for row in rows} | {one.assignment.directive_id for one in reports}
    names = Names(
        agencies=names_on(day, sorted(agencies)),
        directives={one.pk: one.title for one in Directive.objects.filter(pk__in=directives)},
        fields={},
        people={},
    )
    title = names.agencies.get(feed.agency_id or 0, "")
    return calendar_file.render(rows, names, None, reports=reports, title=title, site=site)


def work_of(feed: CalendarFeed, day: date) -> QuerySet[Assignment]:
    """The open assignments of the agency, or those that are the person's own: of agencies for which they report,
    given to them within one, or overseen by them."""
    person = feed.person
    seen = Assignment.objects.visible_to(person, day).open().counted()
    if feed.agency is not None:
        return seen.filter(agency=feed.agency)
    reports_for = sight_of(person, Act.REPORT_PROGRESS, day).of_paths("agency_path")
    own = Q(agency__in=[one.pk for one in own_agencies(person, day)]) & reports_for
    given = Q(allotment__officer=person) | Q(allotment__deputy=person)
    return seen.filter(own | given | Q(overseer=person))
