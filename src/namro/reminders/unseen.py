"""How many notices came since a person last looked."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from namro.agencies.models import Person
from namro.reminders.models import Notice, Seen

MOST = 99  # past this many the bell says "99+"
# Every page asks this, and to put it together by the ORM took as long as all else that the frame of a page asks.
_UNSEEN = f"""
SELECT COUNT(*) FROM (
    SELECT 1 FROM {Notice._meta.db_table} AS notice WHERE person_id = %s AND NOT EXISTS (
        SELECT 1 FROM {Seen._meta.db_table} AS seen WHERE seen.person_id = notice.person_id AND seen.at >= notice.at
    ) LIMIT %s
) AS new
"""


def unseen(person: Person) -> int:
    """What came since the person last opened the page of their notices, up to one more than `MOST`."""
    with connection.cursor() as cursor:
        cursor.execute(_UNSEEN, (person.pk, MOST + 1))
        return int(cursor.fetchone()[0])


def look(person: Person, at: datetime) -> None:
    """The person has opened the page."""
    Seen.objects.update_or_create(person=person, defaults={"at": at})
