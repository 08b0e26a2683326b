"""Days and moments as an office writes them."""

from __future__ import annotations

from datetime import date, datetime


def day_in_words(value: date | None) -> str:
    """A day as Decree 30 writes it: days below 10 and months 01 and 02 take a zero.

    >>> day_in_words(date(2025, 3, 14)), day_in_words(date(2025, 2, 3))
    ('14/3/2025', '03/02/2025')
    """
    if value is None:
        return ""
    month = f"{value.month:02d}" if value.month < 3 else str(value.month)
    return f"{value.day:02d}/{month}/{value.year}"


def moment_in_words(value: datetime | None) -> str:
    """A moment, in the time zone it carries: 08:05 14/3/2025."""
    return "" if value is None else f"{value:%H:%M} {day_in_words(value.date())}"
