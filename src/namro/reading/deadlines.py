"""Deadlines: phrases that set a day, a period or a term by which something is to be done, in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from namro.reading import dates
from namro.reading.lexicon import meanings, pattern
from namro.reading.model import Deadline, Span

_HOUR = r"(?:\d{1,2}\ ?(?:h|giờ)\ ?(?:\d{2})?(?:\ ?phút)?,?\ )?"
_LATEST = r"(?:chậm|muộn)\ nhất"
_DEADLINE = re.compile(
    rf"""
      # "trước ngày 15/3/2025", "chậm nhất là trước 17 giờ 00 ngày 20/4"
      (?P<before>\b(?:{_LATEST}\ (?:là\ )?)?trước\ (?:hoặc\ trong\ |thời\ điểm\ )?{_HOUR}(?:ngày\ |hết\ )?
        (?P<when_before>{dates.ANY}))
      # "chậm nhất là ngày 30/6", "không quá quý II"
    | (?P<by>\b(?:{_LATEST}|không\ (?:chậm|muộn|quá)\ (?:quá|hơn)?)\ (?:(?:là|vào|trong|đến|hết|cuối|tới)\ )*{_HOUR}
        (?:ngày\ )?(?P<when_by>{dates.ANY}))
      # "đến hết năm 2026"
    | (?P<until>\b(?:đến|tới)\ hết\ (?:ngày\ )?(?P<when_until>{dates.ANY}))
      # "ngay trong tháng 5", "trong nửa đầu quý III"
    | (?P<inside>\b(?:ngay\ )?trong\ (?:khoảng\ )?(?:nửa\ đầu\ |đầu\ |cuối\ )?
        (?P<when_inside>{dates.MONTH}|{dates.QUARTER}|{dates.HALF}|{dates.YEAR}))
      # "hoàn thành trong quý IV/2025"
    | (?P<done>\b(?:hoàn\ thành|xong|hoàn\ tất|kết\ thúc)\ (?:toàn\ bộ\ |việc\ |dự\ án\ |xong\ |dứt\ điểm\ )?
        (?:(?:vào|trong|đến)\ )?(?:ngày\ )?(?P<when_done>{dates.ANY}))
      # "- Năm 2026: ..." at the head of an item
    | (?P<opening>(?<=[\n\-+).]\ )(?P<when_opening>năm\ \d{{4}})(?=:))
      # "gửi vào ngày 25/12"
    | (?P<on>\bvào\ (?:ngày\ )(?P<when_on>{dates.DAY}))
    """,
    re.VERBOSE,
)
_KINDS = ("before", "by", "until", "inside", "done", "opening", "on")
# "trong vòng 15 ngày làm việc, kể từ ngày nhận đủ hồ sơ", "chậm nhất sau 10 ngày"
_WITHIN = re.compile(
    rf"""\b(?:(?P<lead>trong\ (?:vòng|thời\ hạn|thời\ gian)|{_LATEST}(?:\ là|\ sau|\ trong)*|không\ quá|sau|trong)\ )
        (?P<amount>\d{{1,3}})\ (?:\(.{{2,20}}?\)\ )?(?P<unit>ngày\ làm\ việc|ngày|giờ|tuần|tháng)(?:\ làm\ việc)?\b
        (?!\ (?:cuối|đầu|qua|tới\ đây|năm))
        (?P<since>,?\ (?:kể\ )?(?:từ|sau)\ (?:ngày|khi|thời\ điểm|lúc)\ [^,;.:\n]{{2,120}})?""",
    re.VERBOSE,
)
_UNITS = meanings("time_words", "unit")
# The words that a deadline opens with: they are searched first, the grammar is tried only there. Each alternative opens
# with a letter, so that the search leaps from one such letter to the next.
_SOON_A_DATE = r"(?=[^.;,\n]{0,32}(?:\d|quý))"
_OPENS = re.compile(
    r"trước (?=\d|ngày|hết|tháng|quý|năm|thời|hoặc|mùng|mồng|cuối|sáu)|chậm nhất|muộn nhất|không chậm|không muộn"
    r"|không quá|đến hết|tới hết|ngay trong (?=tháng|quý|năm)"
    r"|trong (?=tháng|quý|năm|nửa|đầu|cuối|khoảng|0?6 tháng|sáu tháng)"
    rf"|hoàn thành {_SOON_A_DATE}|hoàn tất {_SOON_A_DATE}|xong {_SOON_A_DATE}|kết thúc {_SOON_A_DATE}"
    r"|vào (?=ngày)|năm (?=\d{4}:)"
)
_TERM_OPENS = re.compile(
    r"trong (?=vòng|thời|\d)|chậm nhất (?=là|sau|trong|\d)|muộn nhất (?=là|sau|trong|\d)|không quá (?=\d)|sau (?=\d)"
)
_SETS_A_TERM = ("trong vòng", "trong thời hạn", "chậm nhất", "muộn nhất")
_IS_RHYTHM = re.compile(r",? ?(?:của )?(?:hàng|hằng|mỗi) (?:năm|tháng|quý|tuần)")  # "trước ngày 10/6" + " hằng năm"
_DOING = re.compile(pattern("time_words", "done"))  # what makes "vào ngày ..." a deadline
# "ban hành" + " trước ngày 1/7": the day dates a state of affairs
_DATED_ACT = re.compile(rf"(?:{pattern('time_words', 'dated_act')}|đã[^,;.]{{0,20}}|được[^,;.]{{0,12}}) $")
# "đối với các nhiệm vụ được giao trong năm 2025": the year tells which tasks, not until when
_SCOPE_YEAR = re.compile(
    r"(?:được giao|được phê duyệt|phát sinh|(?:đối với|của) (?:các |những )?[^,;.:]{0,50}"
    r"(?:triển khai|thực hiện|giao)) $"
)
_GOES_ON = ("và các năm", "và những năm", "trở đi")  # "trong năm 2025" + " và các năm tiếp theo"


def find_deadlines(text: str, folded: str, *, year: int | None, issued_on: str | None) -> list[Deadline]:
    """Every phrase that sets a day, period or term, in reading order.

    `year` completes a date without one. Dates more than about half a year before `issued_on` (ISO) set a scope and are
    no deadlines.
    """
    found = [
        one for match in _opened(_OPENS, _DEADLINE, folded) if (one := _deadline(match, text, folded, year, issued_on))
    ]
    found += [_within(match, text) for match in _opened(_TERM_OPENS, _WITHIN, folded) if _sets_a_term(match)]
    return sorted(found, key=lambda one: one.span)


def terms_in(text: str, folded: str, span: Span) -> list[Deadline]:
    """The terms told inside `span`, where nothing else is told: "15 ngày làm việc" of a time column."""
    return [_within(match, text) for match in _WITHIN.finditer(folded, span.start, span.end)]


def _opened(words: re.Pattern[str], grammar: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """The matches of `grammar` at the places that one of `words` opens, each stretch once."""
    done = 0
    for word in words.finditer(folded):
        start = word.start()
        if start < done or (start and folded[start - 1].isalnum()):
            continue
        if found := grammar.match(folded, start):
            yield found
            done = found.end()


def _deadline(match: re.Match[str], text: str, folded: str, year: int | None, issued_on: str | None) -> Deadline | None:
    kind = next(kind for kind in _KINDS if match[kind])
    period = dates.period_of(match[f"when_{kind}"], year=year)
    if period is None or _is_no_deadline(kind, match, folded):
        return None
    if issued_on and _is_long_past(period.value, issued_on):
        return None
    rule: Literal["before", "by"] = "before" if kind == "before" else "by"
    sure = 0.97 if period.dated else 0.85
    quote = text[match.start() : match.end()]
    return Deadline(quote, Span(*match.span()), rule, period.value, f"deadline.{kind}", sure)


def _is_no_deadline(kind: str, match: re.Match[str], folded: str) -> bool:
    """Whether the words around a date say that it tells something else."""
    start, end = match.span()
    if _IS_RHYTHM.match(folded, end, end + 20):
        return True
    if kind == "on" and not _DOING.search(folded, max(0, start - 120), start):
        return True
    if kind in ("before", "until", "on") and _DATED_ACT.search(folded, max(0, start - 30), start):
        return True
    if kind != "inside":
        return False
    goes_on = folded[end : end + 12].lstrip(" ,").startswith(_GOES_ON)
    return goes_on or _SCOPE_YEAR.search(folded, max(0, start - 90), start) is not None


def _is_long_past(value: str, issued_on: str) -> bool:
    """More than about half a year before the issue: the date dates a state of affairs."""
    year, month = int(issued_on[:4]), int(issued_on[5:7])
    limit = f"{year - (month <= 6)}-{(month + 5) % 12 + 1:02d}-01"
    return dates.last_day(value) < limit


def _sets_a_term(match: re.Match[str]) -> bool:
    """ "sau 3 ngày" alone is no term; "sau 3 ngày kể từ ngày nhận" and "trong vòng 3 ngày" are."""
    return bool(match["since"]) or match["lead"].startswith(_SETS_A_TERM)


def _within(match: re.Match[str], text: str) -> Deadline:
    since = match["since"]
    return Deadline(
        quote=text[match.start() : match.end()],
        span=Span(*match.span()),
        rule="within",
        date=None,
        found_by="deadline.within",
        confidence=0.95 if since else 0.85,
        amount=int(match["amount"]),
        unit=_UNITS[match["unit"]],
        since=re.sub(r"^,? ?(?:kể )?từ ", "", since).strip() if since else None,
    )
