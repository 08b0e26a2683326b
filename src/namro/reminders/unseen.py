"""How many notices came since a person last looked."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef

from namro.agencies.models import Person
from namro.reminders.models import Notice, Seen

MOST = 99  # past this many the bell says "99+"


def unseen(person: Person) -> int:
    """What came since the person last opened the page of their notices, up to one more than `MOST`."""
    seen = Seen.objects.filter(person=OuterRef("person"), at__gte=OuterRef("at"))
    return Notice.objects.filter(~Exists(seen), person=person)[: MOST + 1].count()


def look(person: Person, at: datetime) -> None:
    """The person has opened the page."""
    Seen.objects.update_or_create(person=person, defaults={"at": at})
