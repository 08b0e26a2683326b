"""From a figure to the rows that make it up, from the payload alone: as of its moment, whatever happened since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from namro.papers.snapshots.figures import Figure, matches
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


def trail(payload: Mapping[str, Any], key: str) -> Trail:
    """The trail of one figure. Raises KeyError for a key that the payload has not."""
    figure: Figure = payload["figures"][key]
    keys = [*figure.get("sum", ()), *figure.get("minus", ())]
    if "denominator" in figure:
        keys = [figure["numerator"], figure["denominator"]]
    parts = [trail(payload, one) for one in keys]
    if parts:
        rows = {row["id"]: row for part in parts for row in part.rows}
        return Trail(key, figure, list(rows.values()), parts[0].list_name, parts)
    if "rows" in figure:
        return Trail(key, figure, [row for row in payload["rows"] if matches(row, figure["rows"])])
    if "list" in figure:
        name = figure["list"]
        return Trail(key, figure, [row for row in payload["lists"][name] if matches(row, figure["where"])], name)
    return Trail(key, figure, source=figure.get("given"))
