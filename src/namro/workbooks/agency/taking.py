"""Taking the good rows of an agency's workbook: each an update or a report, once."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.imports.workbook import cell_name
from namro.life.operations import Acting
from namro.workbooks import queue
from namro.workbooks.agency.reading import act
from namro.workbooks.models import Brought, Line, State

BATCH = 100


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
        queue.log(brought, "workbook.applied", at, {"rows": made, "agency": brought.agency_id})
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
