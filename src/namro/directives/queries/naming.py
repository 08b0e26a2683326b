"""Names to offer while someone types a doer: agencies and groups."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from namro.agencies.folding import fold
from namro.agencies.models import Group, Person
from namro.agencies.queries.directory import suggestions

MOST_GROUPS = 5


def doer_names(person: Person | None, day: date, words: str) -> list[tuple[str, str]]:
    """What can be put in, and what it is."""
    plain = fold(words)
    if len(plain) < 2:
        return []
    groups = Group.objects.on(day).filter(folded__contains=plain)[:MOST_GROUPS]
    return [(group.name, _("nhóm đơn vị")) for group in groups] + suggestions(person, day, words)
