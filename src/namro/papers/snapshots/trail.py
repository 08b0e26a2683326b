"""From a figure to the rows that make it up, from the payload alone: as of its moment, whatever happened since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from namro.papers.snapshots.figures import Figure, Where
from namro.papers.snapshots.rows import Row


@dataclass(frozen=True, slots=True)
class Trail:
    """A figure, the rows or entries that it counts, and the figures that it is made of."""

    key: str
    figure: Figure
    rows: list[Row] = field(default_factory=list)
    list_name: str = ""  # of what the rows are, where they are no assignments
    parts: list[Trail] = field(default_factory=list)  # of a sum, a difference or a rate; numerator before denominator
    source: Mapping[str, Any] | None = None  # what it was given by

    @property
    def count(self) -> int | None:
        """How many its rows are: the number itself, for every figure that is a count. None for others."""
        if "denominator" in self.figure or self.figure.get("minus") or self.figure.get("given"):
            return None
        distinct = self.figure.get("distinct")
        return len({row[distinct] for row in self.rows}) if distinct else len(self.rows)


class Trails:
    """The trails of a payload for who follows many of them: each is followed once, and the rows are sorted once by
    each set of fields that filters name, for there are some hundred figures by the same ones."""

    def __init__(self, payload: Mapping[str, Any]) -> None:
        self._payload = payload
        self._known: dict[str, Trail] = {}
        self._sorted: dict[tuple[str, ...], dict[tuple[Any, ...], list[tuple[int, Row]]]] = {}

    def of(self, key: str) -> Trail:
        """The trail of one figure. Raises KeyError for a key that the payload has not."""
        if key not in self._known:
            self._known[key] = self._followed(key)
        return self._known[key]

    def _followed(self, key: str) -> Trail:
        figure: Figure = self._payload["figures"][key]
        keys = [*figure.get("sum", ()), *figure.get("minus", ())]
        if "denominator" in figure:
            keys = [figure["numerator"], figure["denominator"]]
        parts = [self.of(one) for one in keys]
        if parts:
            rows = {row["id"]: row for part in parts for row in part.rows}
            return Trail(key, figure, list(rows.values()), parts[0].list_name, parts)
        if "rows" in figure:
            return Trail(key, figure, self._found("", figure["rows"]))
        if "list" in figure:
            return Trail(key, figure, self._found(figure["list"], figure["where"]), figure["list"])
        return Trail(key, figure, source=figure.get("given"))

    def _found(self, name: str, where: Where) -> list[Row]:
        """What a filter finds in a list, or among the rows, in their order."""
        by = (name, *where)
        if by not in self._sorted:
            rows = self._payload["lists"][name] if name else self._payload["rows"]
            alike = self._sorted[by] = defaultdict(list)
            for position, row in enumerate(rows):
                alike[tuple(row[one] for one in where)].append((position, row))
        found = [one for values in product(*where.values()) for one in self._sorted[by].get(values, ())]
        return [row for _position, row in sorted(found, key=lambda one: one[0])]


def trail(payload: Mapping[str, Any], key: str) -> Trail:
    """The trail of one figure. Raises KeyError for a key that the payload has not."""
    return Trails(payload).of(key)
