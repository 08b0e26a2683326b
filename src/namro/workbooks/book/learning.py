"""A person says what the columns are; the answer is kept for the same headings."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from namro.agencies.models import Person
from namro.workbooks import queue
from namro.workbooks.book import headings
from namro.workbooks.book.values import Cited
from namro.workbooks.models import Brought, Mapping, State, Work
from namro.workbooks.sheet import Opened


def table_of(brought: Brought, *, head: int | None = None) -> headings.Table:
    """The table of the workbook, found once and kept with it; again where a person names another row of headings."""
    told = brought.told
    if "headings" in told and head in (None, told["head"]):
        return headings.Table(told["sheet"], told["head"], told["headings"], told["samples"])
    table = headings.find_table(Opened(brought.original.path), head=head)
    brought.told = told | {
        "sheet": table.sheet,
        "head": table.head,
        "headings": table.headings,
        "samples": table.samples,
    }
    Brought.objects.filter(pk=brought.pk).update(told=brought.told)
    return table


@transaction.atomic
def learn(brought: Brought, columns: dict[str, str], default: Cited | None, *, person: Person, at: datetime) -> None:
    """Keep the mapping, and have the rows read by it. Refused where a needed column lacks."""
    headings.check(columns)
    table = table_of(brought)
    chosen = {place: kind for place, kind in columns.items() if kind}
    mapping, _made = Mapping.objects.update_or_create(
        fingerprint=table.fingerprint,
        defaults={"headings": table.headings, "columns": chosen, "learnt_at": at, "learnt_by": person},
    )
    told = brought.told | {"columns": chosen, "default": _told(default)}
    queue.ask(brought, Work.READ, from_=(State.MAPPING, State.READY, State.FAILED), told=told, mapping=mapping)


def _told(default: Cited | None) -> dict[str, str] | None:
    if default is None or not isinstance(default.issued_date, date):
        return None
    return {"kind": default.kind, "number": default.number, "issued_date": default.issued_date.isoformat()}
