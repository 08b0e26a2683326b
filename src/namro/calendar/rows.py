"""The dated rows that a working calendar is built from, and the rows that are shipped for Vietnam.

A row is a fact about one day with the notice that fixed it. Public holidays: Labour Code 2019, art. 112; a holiday that
falls on a weekly day of rest is made up for on the next working day: art. 111(3). Tết's five days, the day beside
2 September and swapped days are fixed year by year by a notice, so a coming year's rows are an expectation until then.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Final, Literal, cast, get_args

Kind = Literal["holiday", "off", "make_up_workday"]
Status = Literal["confirmed", "partly_confirmed", "seed"]

KINDS: Final = frozenset(get_args(Kind))
STATUSES: Final = frozenset(get_args(Status))
SHIPPED: Final = ("vietnam_seed.csv", "vietnam.csv")  # a later file overrides an earlier one, day by day


class BadRow(ValueError):
    """A calendar row that cannot be used; the message names the row, the fault and the remedy."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """What is known of one day. A make-up workday may also take back a day that an earlier row gave off."""

    day: date
    kind: Kind
    name: str  # in Vietnamese: "Giỗ Tổ Hùng Vương", "Hoán đổi với 26/4/2025"
    notice: str = ""  # number and date of the notice: "12729/VPCP-KGVX ngày 25/12/2025"
    source: str = ""  # where this row was read
    status: Status = "confirmed"  # partly_confirmed: from second hand; seed: computed, no notice yet

    @property
    def is_work(self) -> bool:
        return self.kind == "make_up_workday"


def shipped_rows() -> tuple[DayRow, ...]:
    """The rows for Vietnam that come with the package, in order of day, notices before seeds."""
    data = files("namro.calendar") / "data"
    by_day: dict[date, DayRow] = {}
    for name in SHIPPED:
        with (data / name).open(encoding="utf-8") as lines:
            by_day.update((row.day, row) for row in read_rows(lines))
    return tuple(by_day[day] for day in sorted(by_day))


def read_rows(lines: Iterable[str]) -> tuple[DayRow, ...]:
    """Rows from CSV text with the header day,kind,name,notice,source,status.

    Raises BadRow where a day, kind or status is not one of those known.
    """
    return tuple(_row(number, record) for number, record in enumerate(csv.DictReader(lines), start=2))


def _row(number: int, record: dict[str, str]) -> DayRow:
    try:
        day = date.fromisoformat(record["day"])
        kind, status = record["kind"], record["status"]
    except (KeyError, ValueError) as error:
        raise BadRow(f"Dòng {number} của lịch: {error}. Cần các cột day,kind,name,notice,source,status.") from error
    if kind not in KINDS or status not in STATUSES:
        known = ", ".join(sorted(KINDS | STATUSES))
        raise BadRow(f"Dòng {number} của lịch: loại “{kind}”, độ tin cậy “{status}”. Dùng: {known}.")
    return DayRow(
        day=day,
        kind=cast(Kind, kind),
        name=record["name"],
        notice=record["notice"],
        source=record["source"],
        status=cast(Status, status),
    )
