"""What the cells of an office's own workbook say: a deadline in its many spellings, a document's number and day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from namro.agencies.folding import fold
from namro.workbooks.cells import NotSuch, day_of, text_of

_DAYS = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_MONTH = re.compile(r"\bthang (\d{1,2}) (\d{4})\b|^(\d{1,2}) (\d{4})$")
_QUARTER = re.compile(r"\bquy (iv|iii|ii|i|[1-4]) (?:nam )?(\d{4})\b")
_YEAR = re.compile(r"^(?:trong |het |den het |den )?nam (\d{4})$|^(\d{4})$")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NO_DAY = ("", "khong", "khong han", "khong thoi han", "khong xac dinh", "k", "o")
_ROUTINE = ("thuong xuyen", "hang", "dinh ky", "lien tuc")
_NUMBER = re.compile(
    r"(?<![\w/])(\d{1,6}\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\w.-]*"  # 05/CT-UBND, 12/2025/NQ-HĐND
    r"|\d{1,6}\s*-\s*[A-ZĐ]{1,4}\s*/\s*[A-ZĐ][\w.-]*)"  # 57-NQ/TW
)
_KINDS = ("chỉ thị", "quyết định", "nghị quyết", "kế hoạch", "công văn", "thông báo", "kết luận", "công điện",
          "chương trình", "báo cáo", "tờ trình", "văn bản")  # fmt: skip
_SHORT = {"CT": "chỉ thị", "QĐ": "quyết định", "NQ": "nghị quyết", "KH": "kế hoạch", "TB": "thông báo",
          "KL": "kết luận", "CĐ": "công điện", "CTR": "chương trình"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: a day or none, and whether the words say that the duty has no end."""

    day: date | None
    is_routine: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """The document behind a row: its kind, number and day, as far as the cell says."""

    kind: str
    number: str
    issued_date: date | None


def due_of(value: object) -> Due:
    """A deadline. "Trước ngày 30/6/2025" is the day before, as the register counts it. Raises NotSuch.

    >>> due_of("Quý II/2025").day, due_of("tháng 02/2025").day, due_of("trước ngày 15/3/2025").day
    (datetime.date(2025, 6, 30), datetime.date(2025, 2, 28), datetime.date(2025, 3, 14))
    """
    text = text_of(value)
    folded = fold(text)
    if folded in _NO_DAY:
        return Due(None)
    if folded.startswith(_ROUTINE) and not _DAYS.search(text):
        return Due(None, is_routine=True)
    try:
        if days := _DAYS.findall(text):
            if len(days) > 1:
                raise NotSuch(_("“%(text)s” có nhiều ngày. Tách thành nhiều dòng.") % {"text": text[:80]})
            day, month, year = map(int, days[0])
            return Due(date(year, month, day) - timedelta(days=folded.startswith("truoc")))
        if found := _QUARTER.search(folded):
            quarter = _QUARTERS.get(found[1]) or int(found[1])
            return Due(_end_of(int(found[2]), quarter * 3))
        if found := _MONTH.search(folded):
            return Due(_end_of(int(found[2] or found[4]), int(found[1] or found[3])))
        if found := _YEAR.match(folded):
            return Due(date(int(found[1] or found[2]), 12, 31))
        return Due(day_of(value))
    except NotSuch:
        raise
    except ValueError as error:
        raise NotSuch(_("“%(text)s” không phải ngày. Ghi như 14/3/2025.") % {"text": text[:80]}) from error


def cited_in(value: object, day: object = None) -> Cited | None:
    """The document that a cell names; None for an empty cell. Raises NotSuch.

    >>> cited_in("Chỉ thị số 05/CT-UBND ngày 10/3/2025")
    Cited(kind='chỉ thị', number='05/CT-UBND', issued_date=datetime.date(2025, 3, 10))
    """
    text = " ".join(text_of(value).split())
    if not text:
        return None
    found = _NUMBER.search(text)
    if found is None:
        raise NotSuch(
            _("“%(text)s” không có số, ký hiệu văn bản. Ghi như 05/CT-UBND ngày 10/3/2025.") % {"text": text[:80]}
        )
    number = re.sub(r"\s+", "", found[1]).rstrip(".-")
    issued = day_of(day) if day is not None and text_of(day) else None
    if issued is None and (days := _DAYS.findall(text)):
        try:
            issued = date(int(days[0][2]), int(days[0][1]), int(days[0][0]))
        except ValueError as error:
            raise NotSuch(_("“%(text)s” không phải ngày. Ghi như 14/3/2025.") % {"text": text[:80]}) from error
    lowered = text.lower()
    kind = next((one for one in _KINDS if one in lowered), "")
    if not kind:
        kind = _SHORT.get(re.sub(r"^[\d/]+-?", "", number).split("-")[0].split("/")[0], "văn bản")
    return Cited(kind, number[:60], issued)


def _end_of(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(month)
    return date(year, month, monthrange(year, month)[1])
