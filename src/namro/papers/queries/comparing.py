"""A paper beside the one before it: figures side by side, what was added, what finished, what became late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from namro.papers.bodies import Payload

# What a reader looks for first; the rest of the figures are told by the marks at the margin.
MAIN = ("cells.total", "cells.done", "cells.done_on_time", "cells.done_late", "cells.overdue", "cells.without_deadline")
RATES = ("rate.done_of_due", "rate.done_of_all")
DONE = ("done_on_time", "done_late", "done_without_deadline")


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure then and now."""

    key: str
    what: str
    then: str
    now: str
    change: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two snapshots of the same kind."""

    pairs: tuple[Pair, ...]
    added: tuple[Mapping[str, Any], ...]
    finished: tuple[Mapping[str, Any], ...]
    became_late: tuple[Mapping[str, Any], ...]


def side_by_side(earlier: Payload, later: Payload) -> SideBySide:
    """What changed from one snapshot to the other."""
    then = {row["id"]: row for row in earlier["rows"]}
    now = [row for row in later["rows"] if row.get("counted")]
    keys = [key for key in (*MAIN, *RATES) if key in earlier["figures"] and key in later["figures"]]
    return SideBySide(
        pairs=tuple(_pair(key, earlier, later) for key in keys),
        added=tuple(row for row in now if row["id"] not in then),
        finished=tuple(row for row in now if row["timeliness"] in DONE and not _was(then, row, DONE)),
        became_late=tuple(row for row in now if row["timeliness"] == "overdue" and not _was(then, row, ("overdue",))),
    )


def _was(then: Mapping[Any, Mapping[str, Any]], row: Mapping[str, Any], states: tuple[str, ...]) -> bool:
    return row["id"] in then and then[row["id"]]["timeliness"] in states


def _pair(key: str, earlier: Payload, later: Payload) -> Pair:
    then, now = earlier["figures"][key], later["figures"][key]
    return Pair(key, str(now.get("what") or key), str(then["text"]), str(now["text"]), _change(then, now))


def _change(then: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    if then.get("value") is None or now.get("value") is None:
        return ""
    by = Decimal(str(now["value"])) - Decimal(str(then["value"]))
    if "numerator" in now:
        points = f"{by * 100:+.1f}".replace(".", ",").replace("-", "−")
        return _("%(points)s điểm") % {"points": points}
    return f"{by.normalize():+f}".replace("-", "−") if by else "0"
