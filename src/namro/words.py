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


_SHORT = (
    ("Ủy ban nhân dân", "UBND"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Mặt trận Tổ quốc", "MTTQ"),
    ("Ngân hàng Nhà nước", "NHNN"),
    ("Kho bạc Nhà nước", "KBNN"),
    ("Ban Quản lý dự án đầu tư xây dựng công trình", "Ban QLDA"),
    ("khu công nghiệp", "KCN"),
)


def short_name(name: str) -> str:
    """An agency's name as lists write it.

    >>> short_name("Ủy ban nhân dân huyện Bình Sơn Hạ")
    'UBND huyện Bình Sơn Hạ'
    """
    for long, short in _SHORT:
        name = name.replace(long, short)
    return name


def beginning(text: str, most: int) -> str:
    """The first words of a text, at most so many characters of them.

    >>> beginning("Rà soát danh mục dự án", 15)
    'Rà soát danh…'
    """
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(" ,;:.") + "…"
