"""Keeping and dropping a view of the register: a person's own matter, so the log says nothing of it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.tasks.models import SavedView

MOST_VIEWS = 20


@transaction.atomic
def save_view(person: Person, *, name: str, query: str) -> SavedView:
    """Keep `query` under `name`; a view of that name is replaced."""
    own = SavedView.objects.select_for_update().filter(person=person)
    view = own.filter(name=name).first()
    if view is None and own.count() >= MOST_VIEWS:
        raise Refused(_("Đã có %(count)s khung nhìn. Bỏ bớt rồi lưu.") % {"count": MOST_VIEWS}, field="name")
    if view is None:
        last = own.aggregate(last=Max("position"))["last"] or 0
        view = SavedView(person=person, name=name, position=last + 1)
    view.query = query
    view.save()
    return view


def drop_view(view: SavedView) -> None:
    """Forget a view."""
    view.delete()
