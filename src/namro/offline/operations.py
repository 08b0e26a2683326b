"""A draft of a phone becomes an update, once."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from namro.life.models import Update
from namro.life.operations import Acting, NewUpdate, make_update
from namro.offline.models import SentDraft
from namro.tasks.models import Assignment


def send_draft(
    key: UUID, assignment: Assignment, new: NewUpdate, *, version: int | None, acting: Acting
) -> tuple[Update, bool]:
    """The update that the draft became, and whether this call made it. Raises Refused as `make_update` does."""
    if (there := sent_update(key, acting)) is not None:
        return there, False
    try:
        with transaction.atomic():
            update = make_update(assignment, new, version=version, acting=acting)
            SentDraft.objects.create(key=key, person=acting.person, update=update, at=acting.at)
    except IntegrityError:
        # The same draft came twice at one moment: the other one stands.
        if (there := sent_update(key, acting)) is None:
            raise
        return there, False
    return update, True


def sent_update(key: UUID, acting: Acting) -> Update | None:
    """What a draft of this person became, when it came before."""
    sent = SentDraft.objects.filter(key=key, person=acting.person).select_related("update").first()
    return sent.update if sent else None
