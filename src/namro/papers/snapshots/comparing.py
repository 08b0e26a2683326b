"""Two snapshots of a directive side by side: what their figures say, and what was added, finished, became late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from namro.papers.snapshots.rows import Row

COMPARED = (
    ("cells.total", "Tổng số lượt giao"),
    ("cells.done", "Đã hoàn thành"),
    ("cells.done_on_time", "Hoàn thành đúng hạn"),
    ("cells.done_late", "Hoàn thành quá hạn"),
    ("cells.open_in_time", "Trong hạn"),
    ("cells.overdue", "Quá hạn"),
    ("cells.without_deadline", "Không hạn, chưa hoàn thành"),
    ("rate.done_of_due", "Hoàn thành trên đến hạn"),
    ("rate.on_time_of_due", "Đúng hạn trên đến hạn"),
    ("agencies.overdue", "Đơn vị có việc quá hạn"),
    ("reports.late_agencies", "Đơn vị muộn, thiếu báo cáo"),
)
OPEN = ("in_time", "due_soon", "overdue", "without_deadline")
DONE = ("done_on_time", "done_late", "done_without_deadline")


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure in both; `change` is in words: "+14", "−1", "+1,0 điểm", "" where one has no value."""

    key: str
    name: str
    earlier: str
    later: str
    change: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from the earlier snapshot to the later one."""

    figures: list[Pair]
    added: list[Row]
    finished: list[Row]
    became_late: list[Row]
    left: list[Row]  # no longer counted: withdrawn or handed over
    changed: frozenset[str]  # every key whose figure differs, for the marks beside the text


def compare(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Comparison:
    """Compare two payloads."""
    before = {row["id"]: row for row in earlier["rows"]}
    added, finished, late, left = [], [], [], []
    for row in later["rows"]:
        then = before.get(row["id"])
        was = then["timeliness"] if then is not None and then["counted"] else None
        if row["counted"] and was is None:
            added.append(row)
        if not row["counted"] and was is not None:
            left.append(row)
        if row["timeliness"] in DONE and was not in DONE:
            finished.append(row)
        if row["timeliness"] == "overdue" and was != "overdue":
            late.append(row)
    first, second = earlier["figures"], later["figures"]
    pairs = [_pair(key, name, first[key], second[key]) for key, name in COMPARED if key in first and key in second]
    changed = {key for key in second if key not in first or first[key]["text"] != second[key]["text"]}
    return Comparison(pairs, added, finished, late, left, frozenset(changed))


def _pair(key: str, name: str, earlier: Mapping[str, Any], later: Mapping[str, Any]) -> Pair:
    return Pair(key, name, earlier["text"], later["text"], _change(earlier, later))


def _change(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> str:
    if earlier["value"] is None or later["value"] is None:
        return ""
    if "denominator" in later:
        points = (Decimal(later["value"]) - Decimal(earlier["value"])) * 100
        told = f"{points:+.1f}".replace(".", ",").replace("-", "−")
        return "0 điểm" if told in ("+0,0", "−0,0") else f"{told} điểm"
    difference = later["value"] - earlier["value"]
    return f"{difference:+d}".replace("-", "−") if difference else "0"
