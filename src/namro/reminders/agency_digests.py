"""The figures of an agency for its head, in the rhythm that the head chose; weekly where none was chosen.

The figures come of the same query as those of the pages, so that a number here and the list it opens agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation

from namro.access.roles import Role
from namro.agencies.models import Person, RoleGrant
from namro.agencies.queries.directory import names_on
from namro.life.models import Update, UpdateStage
from namro.life.queries.as_of import as_of
from namro.life.queries.figures import figures_now
from namro.life.queries.lists import shown
from namro.life.timeliness import Cells, rate
from namro.reminders.at_work import AtWork, at_work_on
from namro.reminders.digests import put_out
from namro.reminders.models import USUAL_TIME, AgencyDigestRhythm, DigestTime, Message, Rhythm
from namro.tasks.models import Assignment, ExpectedReport
from namro.tasks.progress import Duty, Progress

OLDEST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class AgencyDigest:
    """What one message says of one agency, as of a moment."""

    agency: int
    name: str
    cells: Cells
    rate: str  # done of all that was to be done by now
    awaiting: int  # reported as done, waiting for others
    with_head: int  # updates that wait for the head's word
    missing: int  # reports that did not come
    oldest: list[Assignment]  # overdue the longest


def write_agency_digests(at: datetime) -> int:
    """Make the message of every head whose period has begun and who has not got it; how many."""
    day = at.date()
    at_work = at_work_on(day)
    if at_work.nobody:
        return 0
    due = Heads().due_on(day, at_work)
    people = [grant.person_id for grant in due.values()]
    times = dict(DigestTime.objects.filter(person__in=people).values_list("person", "at"))
    due = {key: grant for key, grant in due.items() if times.get(grant.person_id, USUAL_TIME) <= at.time()}
    return _write(due, at) if due else 0


def foreseen_digests(first: date, at_work: Mapping[date, AtWork]) -> Iterator[tuple[date, int, str]]:
    """Day, head and agency of each message that the days from `first` on will bring if nothing changes."""
    heads = Heads()
    made = set(Message.objects.filter(key__startswith="agency:").values_list("key", flat=True))
    figures = figures_now(Assignment.objects.filter(duty=Duty.LEAD), as_of(first)).of_agency
    names = names_on(first, figures)
    for day, working in at_work.items():
        for key, grant in heads.due_on(day, working).items():
            if key not in made and grant.agency_id in names and figures[grant.agency_id].total:
                made.add(key)
                yield day, grant.person_id, names[grant.agency_id]


class Heads:
    """The heads of agencies and the rhythm that each chose, read once for any number of days."""

    def __init__(self) -> None:
        heads = RoleGrant.objects.filter(role=Role.AGENCY_HEAD, agency__isnull=False)
        self._grants = list(heads.select_related("person").order_by("pk"))
        self._rhythms = dict(AgencyDigestRhythm.objects.values_list("person", "every"))

    def due_on(self, day: date, at_work: AtWork) -> dict[str, RoleGrant]:
        """By the keys of their messages, the heads at work whose period has begun by `day`."""
        due = {}
        for grant in self._grants:
            every = self._rhythms.get(grant.person_id, Rhythm.WEEK)
            if every != Rhythm.NEVER and grant.holds_on(day) and at_work.holds(grant.person_id):
                due[_key(grant, every, day)] = grant
        return due


def agency_digest(agency: int, name: str, cells: Cells, day: date) -> AgencyDigest:
    """What there is to say of one agency."""
    own = Assignment.objects.filter(agency=agency, is_counted=True)
    overdue = own.filter(duty=Duty.LEAD).overdue_on(day)
    return AgencyDigest(
        agency=agency,
        name=name,
        cells=cells,
        rate=rate(cells.done_of_due, cells.due),
        awaiting=own.filter(duty=Duty.LEAD, progress=Progress.AWAITING).count(),
        with_head=Update.objects.filter(stage=UpdateStage.WITH_HEAD, assignment__in=own).count(),
        missing=ExpectedReport.objects.filter(assignment__in=own.open(), due_date__lt=day, report=None).count(),
        oldest=list(shown(overdue, day).order_by("due_date", "pk")[:OLDEST_SHOWN]),
    )


def _write(due: dict[str, RoleGrant], at: datetime) -> int:
    made = set(Message.objects.filter(key__in=due).values_list("key", flat=True))
    waiting = {key: grant for key, grant in due.items() if key not in made}
    if not waiting:
        return 0
    day = at.date()
    agencies = sorted({int(grant.agency_id or 0) for grant in waiting.values()})
    found = Assignment.objects.filter(agency__in=agencies, duty=Duty.LEAD)
    figures, names = figures_now(found, as_of(day)).of_agency, names_on(day, agencies)
    count = 0
    for key, grant in waiting.items():
        agency = int(grant.agency_id or 0)
        cells = figures.get(agency)
        if cells is None or not cells.total:
            continue  # nothing was ever given to it
        digest = agency_digest(agency, names[agency], cells, day)
        count += _put_out_once(key, grant.person, digest, at)
    return count


def _put_out_once(key: str, person: Person, digest: AgencyDigest, at: datetime) -> bool:
    try:
        with transaction.atomic():
            put_out(key, person, _words(person, digest, at), at)
    except IntegrityError:
        return False  # another machine made it between our look and our write
    return True


def _key(grant: RoleGrant, every: str, day: date) -> str:
    first = {Rhythm.DAY: day, Rhythm.WEEK: day - timedelta(days=day.weekday()), Rhythm.MONTH: day.replace(day=1)}
    return f"agency:{grant.agency_id}:{grant.person_id}:{first[Rhythm(every)]}"


def _words(person: Person, digest: AgencyDigest, at: datetime) -> dict[str, str]:
    lists = f"{settings.SITE_ADDRESS}/assignments/?agency={digest.agency}"
    context: dict[str, Any] = {
        "person": person,
        "digest": digest,
        "at": at,
        "site": settings.SITE_ADDRESS,
        "lines": [
            ("Chưa hoàn thành, quá hạn", digest.cells.overdue, f"{lists}&part=overdue"),
            ("Chưa hoàn thành, trong hạn", digest.cells.open_in_time, f"{lists}&part=open_in_time"),
            ("Trong đó sắp đến hạn", digest.cells.due_soon, f"{lists}&part=due_soon"),
            ("Chưa hoàn thành, không hạn", digest.cells.without_deadline, f"{lists}&part=without_deadline"),
            ("Đã hoàn thành", digest.cells.done, f"{lists}&part=done"),
            ("Tổng số nhiệm vụ chủ trì", digest.cells.total, f"{lists}&part=total"),
            ("Đã báo cáo, chờ xác nhận", digest.awaiting, f"{lists}&progress=awaiting"),
        ],
    }
    with translation.override("vi"):
        subject = render_to_string("emails/agency-subject.txt", context, using="jinja2").strip()
        text = render_to_string("emails/agency.txt", context, using="jinja2")
        html = render_to_string("emails/agency.html", context, using="jinja2")
    return {"subject": " ".join(subject.split())[:300], "text": text, "html": html}
