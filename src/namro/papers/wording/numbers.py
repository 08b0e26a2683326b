"""Numbers and days as official papers write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from namro.words import day_in_words


def number_in_words(value: Decimal | int) -> str:
    """A number with the decimal comma and the point of thousands; no noughts at its end.

    >>> number_in_words(3000), number_in_words(Decimal("46.80")), number_in_words(Decimal("-1234.5"))
    ('3.000', '46,8', '-1.234,5')
    """
    whole, _point, part = f"{abs(Decimal(value)):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    part = part.rstrip("0")
    return ("-" if value < 0 else "") + grouped + (f",{part}" if part else "")


def day_of(iso: str | None) -> str:
    """A day of a payload in words.

    >>> day_of("2025-02-03"), day_of(None)
    ('03/02/2025', '')
    """
    return day_in_words(date.fromisoformat(iso[:10])) if iso else ""


def hour_and_day(moment: datetime) -> str:
    """A moment as a report says it.

    >>> hour_and_day(datetime(2025, 6, 20, 8, 0))
    '08 giờ 00 phút ngày 20/6/2025'
    """
    return f"{moment:%H} giờ {moment:%M} phút ngày {day_in_words(moment.date())}"


def in_short(text: str, most: int = 160) -> str:
    """The opening of a text, in one line, cut between words; a word longer than that is cut where it must be."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line.rstrip(".;: ")
    head = line[:most].rsplit(" ", 1)[0] if " " in line[:most] else line[:most]
    return head.rstrip(".,;: ") + "…"


def listed(names: list[str]) -> str:
    """Names one after another.

    >>> listed(["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"])
    'Sở Y tế, Sở Nội vụ và Sở Tư pháp'
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}" if names else ""
