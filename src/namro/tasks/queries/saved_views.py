"""The views of the register that a person keeps."""

from __future__ import annotations

from dataclasses import dataclass

from namro.agencies.models import Person
from namro.tasks.models import SavedView


@dataclass(frozen=True, slots=True)
class Tab:
    """A saved view as a tab of the list."""

    view: SavedView
    is_current: bool


def saved_views(person: Person | None, query: str) -> list[Tab]:
    """The person's own views; the one that `query` is, is marked."""
    return [Tab(view, view.query == query) for view in SavedView.objects.filter(person=person)]
