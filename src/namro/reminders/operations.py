"""What changes a ladder of reminders."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.directives.models import Directive
from namro.reminders.models import Ladder, Rung

Rungs = dict[str, tuple[int, ...]]  # by audience: working days from the deadline


@transaction.atomic
def set_ladder(directive: Directive, rungs: Rungs, *, by: Actor, at: datetime) -> None:
    """Give a document a ladder of its own; with no rungs at all it goes by the usual one again."""
    Ladder.objects.filter(directive=directive).delete()
    if any(rungs.values()):
        ladder = Ladder.objects.create(name=directive.title[:120], directive=directive)
        Rung.objects.bulk_create(
            Rung(ladder=ladder, audience=audience, offset=offset)
            for audience, offsets in rungs.items()
            for offset in offsets
        )
    record(
        by=by,
        at=at,
        act="directive.ladder_set",
        thing="directive",
        thing_id=directive.pk,
        thing_name=directive.title,
        after={audience: list(offsets) for audience, offsets in rungs.items()},
    )
