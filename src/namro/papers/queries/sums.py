"""Whether the figures of a snapshot agree with one another: sums with their parts, counts with their rows, totals of
tables with their columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeGuard

from django.utils.translation import gettext as _

from namro.papers.bodies import Payload
from namro.papers.snapshots import Trails


def disagreements(payload: Payload) -> list[str]:
    """Each figure that is not what its parts make, in words. Empty: all agree."""
    return [*_of_figures(payload), *_of_tables(payload)]


def _of_figures(payload: Payload) -> Iterator[str]:
    figures, trails = payload["figures"], Trails(payload)
    for key, figure in figures.items():
        if "numerator" in figure or figure.get("given") or figure.get("value") is None:
            continue
        parts = figure.get("sum") or ()
        if parts and Decimal(str(figure["value"])) != sum(Decimal(str(figures[part]["value"])) for part in parts):
            yield _("%(what)s: %(shown)s không bằng tổng các phần.") % {
                "what": _what(key, figure),
                "shown": figure["text"],
            }
        found = trails.of(key).count
        if found is not None and found != figure["value"]:
            told = {"what": _what(key, figure), "shown": figure["text"], "count": found}
            yield _("%(what)s: ghi %(shown)s nhưng danh mục có %(count)d dòng.") % told


def _of_tables(payload: Payload) -> Iterator[str]:
    for table in (payload.get("tables") or {}).values():
        total = table.get("total") or {}
        for column in table["columns"]:
            cell = total.get(column["key"])
            cells = [row.get(column["key"]) for row in table["rows"] if "heading" not in row]
            counts = [one for one in cells if _is_count(one, payload)]
            if not _is_count(cell, payload) or len(counts) < len(cells):
                continue
            made = sum(_value(one, payload) for one in counts)
            if made != _value(cell, payload):
                yield _("Bảng: cột “%(column)s” cộng được %(made)s, dòng cộng ghi %(shown)s.") % {
                    "column": column["name"],
                    "made": made,
                    "shown": _value(cell, payload),
                }


def _is_count(cell: Any, payload: Payload) -> TypeGuard[Mapping[str, Any]]:
    if not isinstance(cell, Mapping) or "f" not in cell:
        return False
    figure = payload["figures"][cell["f"]]
    return "numerator" not in figure and figure.get("value") is not None


def _value(cell: Mapping[str, Any], payload: Payload) -> Decimal:
    return Decimal(str(payload["figures"][cell["f"]]["value"]))


def _what(key: str, figure: Mapping[str, Any]) -> str:
    return str(figure.get("what") or key)
