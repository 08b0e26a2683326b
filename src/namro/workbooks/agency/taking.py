"""Taking the good rows of an agency's workbook: each an update or a report, once."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.life.operations import Acting
from namro.workbooks import queue
from namro.workbooks.agency.reading import act
from namro.workbooks.cells import cell_name
from namro.workbooks.models import Brought, Line, State, Work

BATCH = 100


def confirm(brought: Brought, *, person: Person, by: Actor) -> None:
    """Have the good rows taken. Refused where there are none."""
    if not brought.lines.filter(outcome=Line.Outcome.GOOD).exists():
        raise Refused(_("Không có dòng nào nhập được."))
    queue.ask(brought, Work.APPLY, from_=(State.READY,), applied_by=person, actor=queue.in_name_of(by))


def take(brought: Brought, mark: str, at: datetime) -> None:
    """Take the rows, some at a time, each with the word that it is taken."""
    person = brought.applied_by
    if person is None:
        raise Refused(_("Không rõ ai đã xác nhận tệp này."))
    acting = Acting(person, queue.actor_of(brought), at)
    while True:
        with transaction.atomic():
            good = list(brought.lines.filter(outcome=Line.Outcome.GOOD).order_by("pk")[:BATCH])
            for line in good:
                _take(line, acting)
            queue.progress(brought.pk, mark, 50)
        if not good:
            break
    with transaction.atomic():
        made = brought.lines.filter(outcome=Line.Outcome.DONE).count()
        record(
            by=acting.by,
            at=at,
            act="workbook.applied",
            thing="workbook",
            thing_id=brought.pk,
            thing_name=brought.file_name,
            after={"rows": made, "agency": brought.agency_id},
        )
        queue.finish(brought, mark, State.APPLIED, applied_at=at, told=brought.told | {"taken": made})


def _take(line: Line, acting: Acting) -> None:
    content = line.content
    try:
        with transaction.atomic():
            line.taken = f"{content['handout']}.{content['kind']}{content['row']}"
            line.outcome = Line.Outcome.DONE
            line.save(update_fields=("taken", "outcome"))  # first: two files with one row meet here
            line.made = act(content, acting)
            line.save(update_fields=("made",))
    except IntegrityError:
        _refuse(line, _("Dòng này vừa được nhập từ tệp khác."))
    except Refused as refusal:
        _refuse(line, str(refusal))


def _refuse(line: Line, reason: str) -> None:
    line.taken, line.made, line.outcome = None, "", Line.Outcome.REFUSED
    line.refusals = [{"cell": cell_name(0, line.row), "reason": reason}]
    line.save(update_fields=("taken", "made", "outcome", "refusals"))
