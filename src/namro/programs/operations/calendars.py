"""Making and revoking the addresses of calendars, and finding what an address still opens."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.access.policy import Act, may
from namro.access.tokens import hash_of, new_token
from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Person, Post
from namro.agencies.models.dated import held_on
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.programs.models import CalendarFeed

MOST_FEEDS = 20  # open ones of one person
HINT_LENGTH = 6
USE_STEP_SECONDS = 3600  # how fine the last use is told: programs ask every few minutes


@transaction.atomic
def make_feed(person: Person, agency: Agency | None, *, day: date, by: Actor, at: datetime) -> tuple[CalendarFeed, str]:
    """A new address for the person's own work, or for one agency, and its secret, which is shown once."""
    post = Post.objects.filter(held_on(day), person=person).order_by("rank", "pk").first()
    if post is None:
        raise Refused(_("Chưa ghi chức vụ hiện tại nên chưa lập được lịch. Báo quản trị bổ sung chức vụ."))
    if not may(person, Act.SEE_TASKS, agency, day):
        raise Refused(_("Đơn vị này không thuộc phạm vi được xem."), field="agency")
    if CalendarFeed.objects.filter(person=person, revoked_at=None).count() >= MOST_FEEDS:
        raise Refused(_("Mỗi người có nhiều nhất %(most)s địa chỉ lịch. Thu hồi bớt.") % {"most": MOST_FEEDS})
    text = new_token()
    feed = CalendarFeed.objects.create(
        person=person,
        post=post,
        agency=agency,
        token_hash=hash_of(text),
        hint=text[:HINT_LENGTH],
        issued_at=timezone.now(),
    )
    _log("calendar.made", feed, by, at)
    return feed, text


@transaction.atomic
def revoke_feed(feed: CalendarFeed, *, by: Actor, at: datetime) -> None:
    """Nobody gets it any more; revoking it again changes nothing."""
    if CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=timezone.now()) == 1:
        _log("calendar.revoked", feed, by, at)


def find_feed(text: str) -> CalendarFeed | None:
    """The feed at this address, dead or alive."""
    found = CalendarFeed.objects.select_related("person__account", "post", "agency")
    return found.filter(token_hash=hash_of(text)).first()


def is_alive(feed: CalendarFeed, day: date) -> bool:
    """Whether it opens anything on `day`: not revoked, its account in use, its post held, its work still to be seen."""
    account = getattr(feed.person, "account", None)
    return (
        feed.revoked_at is None
        and account is not None
        and account.is_active
        and feed.post.holds_on(day)
        and may(feed.person, Act.SEE_TASKS, feed.agency, day)
    )


def note_use(feed: CalendarFeed) -> None:
    """Write down that it was fetched, once an hour at most."""
    now = timezone.now()
    if feed.last_used_at is None or (now - feed.last_used_at).total_seconds() >= USE_STEP_SECONDS:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_used_at=now)


def _log(act: str, feed: CalendarFeed, by: Actor, at: datetime) -> None:
    after = {"agency": feed.agency_id} if feed.agency_id else None
    record(by=by, at=at, act=act, thing="calendar", thing_id=feed.pk, thing_name=feed.person.name, after=after)
