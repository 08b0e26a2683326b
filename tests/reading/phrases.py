"""What the tables of (phrase, expected) share: the finders on one phrase, told in plain tuples, and small documents.

A row whose expectation is right and whose reading is wrong is kept with `wrong(..., got=...)`, so that it is seen, and
mending the reader asks for the mark to go.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from namro.reading import Directive, read
from namro.reading.citations import find_citations
from namro.reading.folding import fold
from namro.reading.model import Named, Span, Task
from namro.reading.names import as_agencies, names_at
from namro.reading.orders import coordinators_in, recipients_in, subject_of, through_in
from namro.reading.targets import find_targets
from namro.reading.times import find_deadlines, find_recurrences, in_time_column

YEAR = 2025
ISSUED = "2025-03-12"


def wrong(*row: object, got: str) -> Any:
    """A row that the reader does not get right yet, and what it gives."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=f"reads {got}"))


# ---- one phrase


def names(found: Sequence[Named]) -> list[str]:
    return [one.name for one in found]


def names_in(phrase: str) -> tuple[list[str], str]:
    """The list of names that opens the phrase, heads of agencies told as agencies, and the words after it."""
    listed = names_at(phrase, fold(phrase), 0, len(phrase), found_by="test")
    return names(as_agencies(listed.names)), phrase[listed.end :]


def doer(phrase: str, *, heading: bool = False) -> tuple[list[str], str | None] | None:
    """Who is told to act and in what mode ("assign", "request", or None where the phrase does not say)."""
    found = subject_of(phrase, fold(phrase), 0, len(phrase), heading=heading)
    return (names(found.names), found.mode) if found else None


def order(phrase: str) -> str | None:
    """The words of the order, after the doer."""
    found = subject_of(phrase, fold(phrase), 0, len(phrase))
    return phrase[found.end :].strip(" ,:") if found else None


def coordinators(phrase: str) -> list[str]:
    return names(coordinators_in(phrase, fold(phrase), Span(0, len(phrase))))


def recipients(phrase: str) -> list[str]:
    return names(recipients_in(phrase, fold(phrase), Span(0, len(phrase))))


def through(phrase: str) -> list[str]:
    return names(through_in(phrase, fold(phrase), Span(0, len(phrase))))


def deadlines(phrase: str, *, year: int | None = YEAR, issued_on: str | None = ISSUED) -> list[tuple[object, ...]]:
    """(quote, rule, date), or (quote, "within", amount, unit, since)."""
    return [_deadline(one) for one in find_deadlines(phrase, fold(phrase), year=year, issued_on=issued_on)]


def column(phrase: str) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Deadlines and rhythms of a time column or a "Thời gian thực hiện:" line."""
    found, rhythms = in_time_column(phrase, fold(phrase), Span(0, len(phrase)), year=YEAR)
    return [_deadline(one) for one in found], [(one.every, one.rule, one.day) for one in rhythms]


def _deadline(one: Any) -> tuple[object, ...]:
    if one.rule == "within":
        return one.quote, one.rule, one.amount, one.unit, one.since
    return one.quote, one.rule, one.date


def recurrences(phrase: str) -> list[tuple[object, ...]]:
    """(every, rule, day), with the yearly day ("12-15") as a fourth where there is one."""
    return [
        (one.every, one.rule, one.day, one.on) if one.on else (one.every, one.rule, one.day)
        for one in find_recurrences(phrase, fold(phrase))
    ]


def targets(phrase: str) -> list[tuple[object, ...]]:
    """(op, value, unit)."""
    return [
        (one.op, one.value, one.unit) for one in find_targets(phrase, fold(phrase), Span(0, len(phrase)), year=YEAR)
    ]


def citations(phrase: str, *, own_number: str | None = None) -> list[tuple[object, ...]]:
    """(kind, number, day of issue, issuer)."""
    found = find_citations(phrase, fold(phrase), own_number=own_number)
    return [(one.kind, one.number, one.issued_on, one.issuer) for one in found]


# ---- small documents

LETTERHEAD = """ỦY BAN NHÂN DÂN
TỈNH TÂN LĨNH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 12/CT-UBND

Tân Lĩnh, ngày 12 tháng 3 năm 2025

CHỈ THỊ

Về việc tăng cường quản lý công viên, vườn hoa

"""
ADDRESSING = "Chủ tịch UBND tỉnh yêu cầu các sở, ngành, UBND các huyện thực hiện các nhiệm vụ sau:\n\n"
FOOT = """

Nơi nhận:
- Thường trực Tỉnh ủy;
- Các sở, ngành;
- Lưu: VT.

CHỦ TỊCH

Trần Văn Mẫu
"""


def directive(body: str, *, addressing: str = "", foot: str = FOOT) -> Directive:
    """A directive of an invented province with this body, whose paragraphs a "¶" may part."""
    return read((LETTERHEAD + addressing + body.replace(" ¶ ", "\n\n") + foot).encode(), name="thu.txt")


def leads_of(body: str, *, addressing: str = "") -> list[tuple[str, list[str]]]:
    """(the task's first three words, its leads) for each task of a small directive."""
    return [(opening(task), names(task.leads)) for task in directive(body, addressing=addressing).tasks]


def opening(task: Task, words: int = 3) -> str:
    return " ".join(task.text.split()[:words])


def texts(body: str, *, addressing: str = "") -> list[str]:
    """The words of each task."""
    return [task.text for task in directive(body, addressing=addressing).tasks]
