"""Times: deadlines, rhythms and soft words of time, in running text and in a time column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from namro.reading import dates
from namro.reading.deadlines import find_deadlines, terms_alone, terms_in
from namro.reading.lexicon import words
from namro.reading.model import Deadline, Recurrence, SoftTime, Span
from namro.reading.phrases import in_order, phrases
from namro.reading.recurrences import find_recurrences, rhythms_in

_SOFT = phrases(*map(re.escape, words("time_words", "soft")))
# a bare date of a column: "Quý II/2025", "2025-2030", "trước 30/6/2025", "9/2025"
_COLUMN_DATE = re.compile(
    rf"""(?P<before>trước\ (?:ngày\ )?)?(?:(?:đến|hết|trong|từ|xong|vào|hoàn\ thành|chậm\ nhất|cuối|đầu)\ )*(?:ngày\ )?
    (?P<when>(?P<of>quý|tháng)\ (?:iv|iii|ii|i|\d{{1,2}})\ ?(?:-|,|đến|và)\ ?(?P<then>(?:(?:iv|iii|ii|i)\b|\d{{1,2}})
        (?:\ ?/\ ?\d{{4}}|\ năm\ \d{{4}})?(?![\d/]))
        |(?:19|20)\d\d\ ?-\ ?(?P<last>(?:19|20)\d\d)|{dates.ANY}|{dates.MONTH}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}
    |(?P<month>\d{{1,2}})/(?P<year>\d{{4}})|(?<![\d/])20\d\d(?![\d/]))""",
    re.VERBOSE,
)
_OFTEN = re.compile(r"thường xuyên|định kỳ|liên tục")
_WITHOUT_END = re.compile(r"và (?:các |những )?năm (?:tiếp theo|sau|tới)|trở đi|theo tiến độ")
# "Từ 01/7/2025", "Triển khai từ năm 2026": when it begins, not by when it is done
_ONLY_BEGINS = re.compile(
    r"\W*(?:(?:triển khai|thực hiện|bắt đầu|áp dụng) )?(?:kể )?từ (?:ngày |tháng |quý |năm )?[\divx/. ]+"
    r"(?:năm \d{4}|tháng \d{1,2})*"
    r"(?: ?(?:cho )?(?:đến|tới) (?:khi|lúc) [^\d]*)?[\s.;]*$"  # "... đến khi kết thúc kiểm kê"
)
_AFTER = re.compile(r"(?<!\w)sau (?:khi )?(?:ngày )?$")  # "mở rộng sau năm 2028": no end
_EACH_YEAR = re.compile(r"h[àằ]ng năm")
_ENDS_ALL_THE_SAME = re.compile(r"riêng|hoàn thành")  # "Hằng năm; riêng năm 2025 trước ngày 30/9"


def find_soft_times(text: str, folded: str) -> list[SoftTime]:
    """Words of haste or rhythm that set no day, in reading order."""
    return [SoftTime(text[found.start() : found.end()], Span(*found.span())) for found in in_order(_SOFT, folded)]


def in_time_column(
    text: str, folded: str, span: Span, *, year: int | None, unit: str | None = None
) -> tuple[list[Deadline], list[Recurrence]]:
    """What a time column or a "Thời gian thực hiện:" line says, where a bare date is a deadline.

    `year` completes a date without one; `unit` is that of terms, where the head of the column tells it.
    """
    if terms := terms_alone(text, folded, span, unit=unit):
        return terms, []
    recurrences = [one for one in rhythms_in(text, folded, span) if one.every != "unspecified"]
    if not recurrences and (often := _OFTEN.search(folded, span.start, span.end)):
        quote = text[often.start() : often.end()]
        recurrences = [Recurrence(quote, Span(*often.span()), "unspecified", None, None, "rhythm.time_column", 0.97)]
    words = folded[span.start : span.end]
    if _ONLY_BEGINS.match(words):
        return [], recurrences
    if _WITHOUT_END.search(words) or (_EACH_YEAR.search(words) and not _ENDS_ALL_THE_SAME.search(words)):
        return [], recurrences
    dates_told = [date for date in _last_of_spans(words) if not _only_begins(date, words)]
    deadlines = _each_once(one for found in dates_told if (one := _column_deadline(text, span.start, found, year)))
    told = [one.span for one in recurrences]  # "Hằng tháng, trước ngày 20": no date besides
    found = deadlines or terms_in(text, folded, span, unit=unit)
    return [
        one for one in found if not any(one.span.start < at.end and at.start < one.span.end for at in told)
    ], recurrences


def _only_begins(date: re.Match[str], words: str) -> bool:
    """Whether a date tells when something begins: "từ năm 2026 và thực hiện thường xuyên", "mở rộng sau năm 2028"."""
    if _AFTER.search(words, 0, date.start()):
        return True
    return date[0].startswith("từ ") and not (date["last"] or date["then"])


def _each_once(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """The deadlines without those that say the same again: "2026 - 2030, trong đó thí điểm đến năm 2030"."""
    return list({(one.rule, one.date): one for one in reversed(list(deadlines))}.values())[::-1]


def _last_of_spans(words: str) -> list[re.Match[str]]:
    """The dates of a column; of a span that two dates tell, "Từ năm 2026 đến năm 2030", the last."""
    found: list[re.Match[str]] = []
    for date in _COLUMN_DATE.finditer(words):
        between = words[found[-1].end() : date.start()].strip() if found else None
        if between == "-" or (between == "" and date[0].startswith(("đến", "tới"))):
            found.pop()
        found.append(date)
    return found


def _column_deadline(text: str, start: int, found: re.Match[str], year: int | None) -> Deadline | None:
    value = found["last"] or _period(found, year)
    if value is None:
        return None
    place = Span(start + found.start(), start + found.end())
    rule: Literal["before", "by"] = "before" if found["before"] else "by"
    return Deadline(text[place.start : place.end], place, rule, value, "deadline.time_column", 0.97)


def _period(found: re.Match[str], year: int | None) -> str | None:
    if found["then"]:  # "Quý III - IV/2025"
        period = dates.period_of(f"{found['of']} {found['then']}", year=year)
        return period.value if period else None
    if found["month"]:  # "9/2025"
        month = int(found["month"])
        return f"{found['year']}-{month:02d}" if 1 <= month <= 12 else None
    period = dates.period_of(found["when"], year=year)
    return period.value if period else None


__all__ = ["find_deadlines", "find_recurrences", "find_soft_times", "in_time_column"]
