"""The day, month, quarter, half or year that a finding bears, as days and in words."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

# 2025-03-15, 2025-03, 2025-Q2, 2025-H1 or 2025
_FORM = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?")
_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, with its name in words: "quý II/2025"."""

    first: date
    last: date
    words: str


def period_of(written: str) -> Period | None:
    """None where it is no period of these forms, or a day that the calendar does not have."""
    found = _FORM.fullmatch(written)
    try:
        return _period(found) if found else None
    except ValueError:  # 31 February
        return None


def day_in_words(one: date) -> str:
    """14/3/2025; days below 10 and months 1 and 2 take a zero, as in documents (Decree 30, annex I, II.4.b)."""
    return f"{one.day:02d}/{month_in_words(one.month)}/{one.year}"


def month_in_words(number: int) -> str:
    return f"{number:02d}" if number < 3 else str(number)


def _period(found: re.Match[str]) -> Period:
    year = int(found["year"])
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return Period(day, day, f"ngày {day_in_words(day)}")
    if found["month"]:
        month = int(found["month"])
        return _months(year, month, month, f"tháng {month_in_words(month)}/{year}")
    if found["quarter"]:
        quarter = int(found["quarter"])
        return _months(year, quarter * 3 - 2, quarter * 3, f"quý {_QUARTERS[quarter - 1]}/{year}")
    if found["half"]:
        half = int(found["half"])
        return _months(year, half * 6 - 5, half * 6, f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {year}")
    return _months(year, 1, 12, f"năm {year}")


def _months(year: int, first: int, last: int, words: str) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), words)
