"""Days, months, quarters, halves and years as official Vietnamese writes them, in folded text."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

# "15/3/2025", "15-3-2025", "15 tháng 3 năm 2025", "mùng 03 tháng 4/2025"; the year may be left out
DAY = r"""(?:(?:mùng|mồng)\ )?\d{1,2}(?:
      \ ?[/.]\ ?\d{1,2}(?:\ ?[/.]\ ?\d{4})? (?!\d|/) | -\d{1,2}-\d{4}
    | \ tháng\ \d{1,2}(?:(?:\ năm\ |\ ?/\ ?)\d{4}|(?!\d))
    )"""
MONTH = r"tháng\ \d{1,2}(?!\d)(?:\ ?[/-]\ ?\d{4}|,?\ năm\ \d{4})?"
QUARTER = r"qu[ýí]\ (?:iv|iii|ii|i|[1-4])\b(?:\ ?[/-]\ ?\d{4}|,?\ năm\ \d{4})?"
HALF = r"(?:0?6|sáu)\ tháng\ (?:đầu|cuối)\ năm(?:\ \d{4})?"
YEAR = r"năm\ \d{4}(?!\s?-\s?\d)"
ANY = rf"(?:(?:ngày\ )?{DAY}|{MONTH}|{QUARTER}|{HALF}|(?:cuối\ |hết\ )?{YEAR})"

_DAY = re.compile(r"(\d{1,2})(?: ?[/.-] ?| tháng )(\d{1,2})(?:(?: năm | ?[/.-] ?)(\d{4}))?")
_MONTH = re.compile(r"tháng (\d{1,2})(?:\D{1,6}(\d{4}))?")
_QUARTER = re.compile(r"qu[ýí] (iv|iii|ii|i|[1-4])\b(?:\D{1,6}(\d{4}))?")
_HALF = re.compile(r"tháng (đầu|cuối) năm(?: (\d{4}))?")
_YEAR = re.compile(r"(\d{4})")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class Period(NamedTuple):
    """A day or a longer period in the form of a deadline's date, and whether the text named its year."""

    value: str  # 2025-03-15, 2025-03, 2025-Q2, 2025-H1, 2025
    dated: bool


def period_of(phrase: str, *, year: int | None) -> Period | None:
    """The period that a phrase matched by ANY means; `year` fills in where the phrase has none."""
    if half := _HALF.search(phrase):
        return _dated(half[2], year, "H1" if half[1] == "đầu" else "H2")
    if quarter := _QUARTER.search(phrase):
        return _dated(quarter[2], year, f"Q{_QUARTERS[quarter[1]]}")
    if (day := _DAY.search(phrase)) and not phrase.startswith("tháng"):
        return _day(day[1], day[2], day[3], year)
    if month := _MONTH.search(phrase):
        return _dated(month[2], year, f"{int(month[1]):02d}") if 1 <= int(month[1]) <= 12 else None
    if only := _YEAR.search(phrase):
        return Period(only[1], True) if 1945 <= int(only[1]) <= 2100 else None
    return None


def iso_day(day: str, month: str, year: str) -> str | None:
    """The ISO date, or None where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def first_day(value: str) -> str:
    """The first day of a period, to compare periods with days: "2025-Q2" -> "2025-04-01"."""
    if "Q" in value:
        return f"{value[:4]}-{int(value[-1]) * 3 - 2:02d}-01"
    if "H" in value:
        return f"{value[:4]}-{'01' if value[-1] == '1' else '07'}-01"
    return (value + "-01-01")[:10]


def last_day(value: str) -> str:
    """A bound on the last day of a period: "2025-Q2" -> "2025-06-31"; it sorts after each day of the period."""
    if "Q" in value:
        return f"{value[:4]}-{int(value[-1]) * 3:02d}-31"
    if "H" in value:
        return f"{value[:4]}-{'06' if value[-1] == '1' else '12'}-31"
    return value + {4: "-12-31", 7: "-31"}.get(len(value), "")


def _day(day: str, month: str, written: str | None, year: int | None) -> Period | None:
    chosen = written or (str(year) if year else None)
    value = iso_day(day, month, chosen) if chosen else None
    return Period(value, bool(written)) if value else None


def _dated(written: str | None, year: int | None, part: str) -> Period | None:
    if written:
        return Period(f"{written}-{part}", True)
    return Period(f"{year}-{part}", False) if year else None
