"""How official Vietnamese documents write days.

Decree 30/2020/NĐ-CP, Appendix I, section II.4: Arabic figures; a day below 10 and the months 1 and 2 take a zero.
Appendix II, section V.5: the names of weekdays take a capital ("thứ Hai").
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")  # Monday first
MONTHS: Final = ("", "01", "02", *map(str, range(3, 13)))  # by number


@lru_cache(maxsize=4096)
def written(day: date) -> str:
    """The day in figures: "14/3/2025", "03/4/2025", "05/02/2025"."""
    return f"{day.day:02}/{MONTHS[day.month]}/{day.year}"


@lru_cache(maxsize=4096)
def written_with_weekday(day: date) -> str:
    """The day with its name: "thứ Sáu, 14/3/2025"."""
    return f"{WEEKDAYS[day.weekday()]}, {written(day)}"


def month_figure(month: int) -> str:
    """The month in figures: "01", "02", "3" ... "12"."""
    return MONTHS[month]


def sentence_case(text: str) -> str:
    """The text with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]
