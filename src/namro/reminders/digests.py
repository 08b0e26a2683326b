"""One message a person and morning, from all that they are to be told and were not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import translation

from namro.agencies.models import Person
from namro.agencies.queries.directory import names_on
from namro.reminders.at_work import at_work_on
from namro.reminders.models import USUAL_TIME, DigestTime, Message, Notice
from namro.words import short_name
from namro.workdays.calendar import working_calendar

BATCH = 50  # messages written in one transaction
SHOWN = 40  # lines of a digest; the rest are a number and the list in the site


@dataclass(frozen=True, slots=True)
class Digest:
    """What one message says, in groups."""

    overdue: list[Notice]
    soon: list[Notice]
    reports: list[Notice]
    directions: list[Notice]
    papers: list[Notice]
    others: list[Notice]  # ended or moved since: nothing is left to say

    @property
    def count(self) -> int:
        """How many lines there would be in all."""
        return sum(len(group) for group in (self.overdue, self.soon, self.reports, self.directions, self.papers))


def write_digests(at: datetime) -> int:
    """Make the message of everyone whose hour has come; how many. Each is made once a day on any number of machines."""
    day = at.date()
    at_work = at_work_on(day)
    if at_work.nobody:
        return 0
    times = dict(DigestTime.objects.values_list("person", "at"))
    waiting = Notice.objects.filter(message=None).order_by().values_list("person", flat=True).distinct()
    due = [person for person in waiting if times.get(person, USUAL_TIME) <= at.time() and at_work.holds(person)]
    made = set(Message.objects.filter(key__in=[_key(one, at) for one in due]).values_list("person", flat=True))
    people = list(Person.objects.filter(pk__in=set(due) - made).order_by("pk"))
    return sum(_write(people[start : start + BATCH], at) for start in range(0, len(people), BATCH))


def digest_of(notices: Iterable[Notice], day: date) -> Digest:
    """Notices in the groups of a message. What ended since it was noticed is left out."""
    groups: dict[str, list[Notice]] = {
        "overdue": [],
        "soon": [],
        "reports": [],
        "directions": [],
        "papers": [],
        "others": [],
    }
    for notice in notices:
        groups[_group(notice, day)].append(notice)
    for name in ("overdue", "soon", "reports"):
        groups[name].sort(key=lambda notice: (notice.due_date, notice.pk))
    return Digest(**groups)


def _write(people: list[Person], at: datetime) -> int:
    # Many in one transaction, for the disk is asked once then; where another machine made one of them between our
    # look and our write, each by itself.
    try:
        with transaction.atomic():
            return sum(_write_once(person, at) for person in people)
    except IntegrityError:
        return _write(people[:1], at) + _write(people[1:], at) if len(people) > 1 else 0


def _write_once(person: Person, at: datetime) -> bool:
    notices = list(
        Notice.objects.filter(person=person, message=None).select_related(
            "assignment__task", "expected__assignment__task", "direction", "paper"
        )
    )
    digest = digest_of(notices, at.date())
    Notice.objects.filter(pk__in=[notice.pk for notice in digest.others]).delete()
    ids = [notice.pk for notice in notices if notice not in digest.others]
    if not digest.count:
        return False
    message = put_out(_key(person.pk, at), person, _words(person, digest, at), at)
    for start in range(0, len(ids), 500):
        Notice.objects.filter(pk__in=ids[start : start + 500]).update(message=message)
    return True


def put_out(key: str, person: Person, words: dict[str, str], at: datetime) -> Message:
    """Put a message into the outbox; the key is the database's to refuse a second time."""
    return Message.objects.create(
        key=key,
        message_id=f"<{sha256(key.encode()).hexdigest()[:32]}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>",
        person=person,
        address=person.work_email,
        created_at=at,
        next_attempt_at=at,
        **words,
    )


def _key(person: int, at: datetime) -> str:
    return f"digest:{person}:{at.date()}"


def _words(person: Person, digest: Digest, at: datetime) -> dict[str, str]:
    context = {
        "person": person,
        "digest": digest,
        "at": at,
        "shown": SHOWN,
        "site": settings.SITE_ADDRESS,
        "agency": _agencies(digest, at.date()).get,
        "late": lambda due: working_calendar().count_working_days(due, at.date()),
        "is_demo": settings.DEMO,
    }
    with translation.override("vi"):
        subject = render_to_string("emails/digest-subject.txt", context, using="jinja2").strip()
        text = render_to_string("emails/digest.txt", context, using="jinja2")
        html = render_to_string("emails/digest.html", context, using="jinja2")
    return {"subject": " ".join(subject.split()), "text": text, "html": html}


def _agencies(digest: Digest, day: date) -> dict[int, str]:
    """How the agencies of the lines are called, in one question."""
    shown = (*digest.overdue, *digest.soon)
    ids = {notice.assignment.agency_id for notice in shown if notice.assignment}
    ids |= {notice.expected.assignment.agency_id for notice in digest.reports if notice.expected}
    return {pk: short_name(name) for pk, name in names_on(day, ids).items()}


def _group(notice: Notice, day: date) -> str:
    if notice.direction_id is not None:
        return "directions"
    if notice.expected_id is not None:
        return "reports"
    if notice.paper is not None:
        return "papers" if notice.paper.is_draft else "others"
    assignment, due = notice.assignment, notice.due_date
    if assignment is None or due is None or not assignment.is_open or assignment.due_date != due:
        return "others"
    return "overdue" if due < day else "soon"
