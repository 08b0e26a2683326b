"""What a request asks of the register: its filters, its order and its columns, for the list and for the exports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from namro.access.request import Request
from namro.agencies.models import Agency
from namro.directives.models import Directive
from namro.tasks.columns import USUAL, shown
from namro.tasks.forms.filters import FilterForm
from namro.tasks.models import Assignment
from namro.tasks.queries.filters import Filters
from namro.tasks.queries.register import BEST_MATCH, ORDERS, seen_by
from namro.tasks.timeliness import AsOf


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the register, as of the day of the request."""

    form: FilterForm
    filters: Filters
    as_of: AsOf
    seen: QuerySet[Assignment]
    sort: str
    columns: tuple[str, ...]

    def kept(self) -> str:
        """The question as the end of an address: what a saved view is."""
        told = QueryDict(mutable=True)
        told.update(self.filters.parameters())
        if self.sort not in ("due", BEST_MATCH):
            told["sort"] = self.sort
        if self.columns != USUAL:
            told.setlist("col", list(self.columns))
        return told.urlencode()


def asked_by(request: Request, given: QueryDict | None = None) -> Asked:
    """Read the question from the address, or from `given`."""
    query = request.GET if given is None else given
    person, day = request.person, request.day
    agencies: Any = Agency.objects.visible_to(person, day).named_on(day)
    directives = Directive.objects.visible_to(person, day)
    form = FilterForm(query, agencies=agencies, directives=directives, day=day)
    filters = form.filters()
    usual = "due" if filters.question.is_empty else BEST_MATCH
    sort = query.get("sort", "")
    return Asked(
        form=form,
        filters=filters,
        as_of=AsOf.on(day),
        seen=seen_by(person, day),
        sort=sort if sort in ORDERS else usual,
        columns=shown(query.getlist("col")),
    )
