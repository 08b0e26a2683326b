"""Parts of sentences that several papers share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from namro.papers.snapshots.rows import Row
from namro.papers.wording.numbers import day_of, in_short


def at_place(one: Row) -> str:
    """Where in the document, in brackets."""
    return f" (mục {one['place']})" if one["place"] else ""


def place_and(row: Row) -> str:
    """Where in the document, before what else the brackets hold."""
    return f"mục {row['place']}; " if row["place"] else ""


def due_words(row: Row) -> str:
    """A deadline, with the original one where it was moved; "không hạn" has words of its own."""
    if row["due"] is None:
        return f"không hạn ({row['due_phrase']})" if row["due_phrase"] else "không hạn"
    if row["due"] != row["original_due"]:
        return f"{day_of(row['due'])}, gia hạn từ {day_of(row['original_due'])}"
    return day_of(row["due"])


def late_by(row: Row) -> str:
    """How late, in working days; on the first days off after a deadline there is none yet."""
    return f"quá {row['days_late']} ngày làm việc" if row["days_late"] else "quá hạn"


def overdue_line(row: Row, *, most: int = 160) -> str:
    """An overdue task with its deadline."""
    return f"{in_short(row['text'], most)} ({place_and(row)}hạn {due_words(row)}, {late_by(row)})"


def cause_words(row: Row) -> str:
    """The cause as the agency wrote it, or that it wrote none."""
    return f"Nguyên nhân: “{in_short(row['cause'], 300)}”." if row["cause"] else "Đơn vị chưa nêu nguyên nhân."


def by_day(rows: Iterable[Row]) -> list[Row]:
    """Rows by their deadline, then by their place."""
    return sorted(rows, key=lambda row: (row["due"], row["number"], row["id"]))


def moved(figures: Any, cell: str) -> list[Any]:
    """How a cell changed since the start of the period."""
    now, before = figures[f"cells.{cell}"], figures[f"before.{cell}"]
    if now == before:
        return ["giữ nguyên là ", {"f": f"cells.{cell}"}]
    way = ("tăng từ ", " lên ") if now > before else ("giảm từ ", " xuống ")
    return [way[0], {"f": f"before.{cell}"}, way[1], {"f": f"cells.{cell}"}]
