"""What stands in a cell: one form of it for comparison, and the days and numbers that people write."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

LONGEST = 32_767  # characters; a cell of Excel holds no more
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\Z")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?\Z")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+(?:,\d+)?\Z")  # 104.100 and 1.234,5
_COMMA = re.compile(r"[-+]?\d+,\d+\Z")  # 10,5
_POINT = re.compile(r"[-+]?\d+(?:\.\d+)?\Z")  # 104100 and 10.5
_GUARDED = ("'=", "'+", "'-", "'@")  # what our own .csv writes before a formula


class NotSuch(ValueError):
    """A cell does not hold what its column asks for; the words say what to write."""


def text_of(value: object) -> str:
    """A cell as text, as it would be shown: Unicode in one form, days as 2025-03-14, whole numbers without a point.

    >>> text_of("Sở  Y tế\\r\\n"), text_of(12.0), text_of(datetime(2025, 3, 14)), text_of("'=1+1")
    ('Sở  Y tế', '12', '2025-03-14', '=1+1')
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}".replace(".", ",")
    text = str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()
    text = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    return text[1:] if text.startswith(_GUARDED) else text


def compared(value: object) -> str:
    """The form in which two cells are the same: blanks do not count, and a day is a day however it is written.

    >>> compared("14/3/2025") == compared(date(2025, 3, 14)), compared("a  b") == compared("a b")
    (True, True)
    """
    text = " ".join(text_of(value).split())
    if len(text) <= 12 and (found := _DAY.match(text)):
        day, month, year = (int(one) for one in found.groups())
        return f"{year:04}-{month:02}-{day:02}"
    return text


def day_of(value: object) -> date | None:
    """A day, from a day or from text such as 14/3/2025; None for an empty cell. Raises NotSuch."""
    text = " ".join(text_of(value).split())
    if not text:
        return None
    try:
        if found := _DAY.match(text):
            day, month, year = (int(one) for one in found.groups())
            return date(year, month, day)
        if found := _ISO.match(text):
            year, month, day = (int(one) for one in found.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise NotSuch(_("“%(text)s” không phải ngày. Ghi như 14/3/2025.") % {"text": text[:60]})


def number_of(value: object) -> Decimal | None:
    """A number as people here write it; None for an empty cell. Raises NotSuch.

    >>> number_of("104.100"), number_of("10,5 %"), number_of(7.0), number_of("10.5")
    (Decimal('104100'), Decimal('10.5'), Decimal('7'), Decimal('10.5'))
    """
    if isinstance(value, float | int) and not isinstance(value, bool):
        return Decimal(str(int(value) if float(value).is_integer() else value))
    text = text_of(value).removesuffix("%").replace("\u00a0", " ").replace(" ", "")
    if not text:
        return None
    if _THOUSANDS.match(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _COMMA.match(text):
        return Decimal(text.replace(",", "."))
    if _POINT.match(text):
        return Decimal(text)
    raise NotSuch(_("“%(text)s” không phải số. Ghi như 104.100 hoặc 10,5.") % {"text": text[:60]})


def percent_of(value: object) -> int | None:
    """A whole percentage from 0 to 100; a cell that Excel keeps as a share (0,8) is 80. Raises NotSuch."""
    found = number_of(value)
    if found is None:
        return None
    if isinstance(value, float) and 0 < value < 1:
        found *= 100
    if not 0 <= found <= 100 or found != int(found):
        raise NotSuch(_("Mức hoàn thành là số nguyên từ 0 đến 100; đã ghi “%(text)s”.") % {"text": text_of(value)})
    return int(found)


def is_ticked(value: object) -> bool:
    """Whether a cell says yes: x, có, 1, "đã hoàn thành"."""
    return text_of(value).casefold() in ("x", "có", "co", "1", "v", "✓", "✔", "rồi", "đã hoàn thành", "hoàn thành")
