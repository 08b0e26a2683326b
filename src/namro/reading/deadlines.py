"""Deadlines: phrases that set a day, a period or a term by which something is to be done, in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from namro.reading import dates
from namro.reading.lexicon import meanings, pattern
from namro.reading.model import Deadline, Span
from namro.reading.phrases import in_order, phrases

_HOUR = r"(?:\d{1,2}\ ?(?:h|giờ)\ ?(?:\d{2})?(?:\ ?phút|')?,?\ )?"
_LATEST = r"(?:chậm|muộn)\ nhất"
_DEADLINE = re.compile(
    rf"""
      # "trước ngày 15/3/2025", "chậm nhất là trước 17 giờ 00 ngày 20/4"
      (?P<before>\b(?:{_LATEST}\ (?:là\ )?)?trước\ (?:hoặc\ trong\ |thời\ điểm\ )?{_HOUR}
        (?:ngày\ |hết\ |cuối\ )?(?P<when_before>{dates.ANY}))
      # "chậm nhất là ngày 30/6", "không quá quý II"
    | (?P<by>\b(?:{_LATEST}|không\ (?:(?:chậm|muộn)\ (?:quá|hơn)|quá(?=\ [^\d\W])))
        \ (?:(?:là|vào|trong|đến|hết|cuối|tới)\ )*{_HOUR}(?:ngày\ )?(?P<when_by>{dates.ANY}))
      # "đến hết năm 2026", "vào cuối quý II"
    | (?P<until>\b(?:(?:đến|tới)\ (?:hết|cuối)|vào\ (?:cuối|đầu|giữa|trung\ tuần))
        \ (?:ngày\ )?(?P<when_until>{dates.ANY}))
      # "ngay trong tháng 5", "trong nửa đầu quý III", "trong tuần đầu tháng 4", "trong ngày 20/3"
    | (?P<inside>\b(?:ngay\ )?trong\ (?:khoảng\ )?(?:(?:nửa|tuần)\ (?:đầu|cuối)\ (?:của\ )?|đầu\ |cuối\ )?
        (?P<when_inside>ngày\ {dates.DAY}|{dates.MONTH}|{dates.QUARTER}|{dates.HALF}|{dates.YEAR}))
      # "hoàn thành trong quý IV/2025"
    | (?P<done>\b(?:hoàn\ thành|xong|hoàn\ tất|kết\ thúc)\ (?:toàn\ bộ\ |việc\ |dự\ án\ |xong\ |dứt\ điểm\ )?
        (?:(?:vào|trong|đến)\ )?(?:ngày\ )?(?P<when_done>{dates.ANY}))
      # "(thời hạn hoàn thành: 30/4/2025)", "hạn cuối 30/4/2025"
      # "(thời hạn 30/4/2025)": in brackets no colon is needed
    | (?P<due>\b(?:thời\ (?:hạn|gian)\ (?:{pattern("time_words", "due")})\ ?:|hạn\ (?:cuối(?:\ cùng)?|chót)\ ?:?
          |(?<=\()(?:thời\ )?hạn(?:\ (?:{pattern("time_words", "due")}))?\ ?:?)
        \ (?:(?:là|đến|vào|trong|hết)\ )*(?:ngày\ )?(?P<when_due>{dates.ANY}))
      # "- Năm 2026: ..." at the head of an item
    | (?P<opening>(?<=[\n\-+).]\ )(?P<when_opening>năm\ \d{{4}})(?=:))
      # "Tổ chức khai giảng: Ngày 05/9/2025."
    | (?P<named>(?<=:\ )ngày\ (?P<when_named>{dates.DAY})(?=(?:\ \([^()\n]{{2,20}}\))?[.;]?(?:\n|$)))
      # "gửi vào ngày 25/12"
    | (?P<on>\bvào\ (?:ngày\ )(?P<when_on>{dates.DAY}))
    """,
    re.VERBOSE,
)
_KINDS = ("before", "by", "until", "inside", "done", "due", "opening", "named", "on")
# "trong vòng 15 ngày làm việc, kể từ ngày nhận đủ hồ sơ", "chậm nhất sau 10 ngày"
# "15", "0,25", "1/2"
_AMOUNT = r"(?P<amount>(?<![\d,./])(?:\d{1,3}(?:,\d{1,2})?|[1-3]/[2-4]))"
_TERM = rf"""(?:\d{{1,2}}\ ?-\ ?)?{_AMOUNT}\ (?:\(.{{2,20}}?\)\ )?(?P<unit>ngày\ làm\ việc|ngày|giờ|tuần|tháng)
        (?:\ làm\ việc)?\b(?!\ ?/)(?!\ (?:cuối|đầu|qua|tới\ đây|năm))
        (?P<since>,?\ (?:kể\ )?(?:từ|sau)\ (?:ngày|khi|thời\ điểm|lúc)\ [^,;.:\n]{{2,120}})?"""
_WITHIN = re.compile(
    rf"""\b(?:(?P<lead>trong\ (?:vòng|thời\ hạn|thời\ gian)|{_LATEST}(?:\ là|\ sau|\ trong)*
          |(?:(?:sau|trong)\ )?tối\ đa|không\ quá|sau|trong)\ ){_TERM}""",
    re.VERBOSE,
)
_BARE_TERM = re.compile(rf"\b{_TERM}", re.VERBOSE)  # a time column needs no "trong vòng"
_TERM_ALONE = re.compile(rf"\W*(?:không quá |trong (?:vòng )?)?{_TERM}\W*", re.VERBOSE)  # all that a cell says
_BARE_AMOUNT = re.compile(rf"\W*{_AMOUNT}\W*")  # under a head that tells the unit
_FROM = re.compile(r",? ?(?:kể )?từ ")
_UNITS = meanings("time_words", "unit")
# The words that a deadline or a term opens with: they are searched first, the grammar is tried only there.
_SOON_A_DATE = r"(?=[^.;,\n]{0,32}(?:\d|quý))"
_OPENS = phrases(
    r"trước (?=\d|ngày|hết|tháng|quý|năm|thời|hoặc|mùng|mồng|cuối|sáu)",
    r"chậm nhất",
    r"muộn nhất",
    r"không (?:chậm|muộn|quá)",
    r"đến (?:hết|cuối)",
    r"tới (?:hết|cuối)",
    r"ngay trong (?=ngày|tháng|quý|năm|tuần)",
    r"trong (?=ngày \d|tháng|quý|năm|nửa|tuần|đầu|cuối|khoảng|0?6 tháng|sáu tháng|vòng|thời|tối đa|\d)",
    rf"hoàn t(?:hành|ất) {_SOON_A_DATE}",
    rf"xong {_SOON_A_DATE}",
    rf"kết thúc {_SOON_A_DATE}",
    r"vào (?=ngày|cuối|đầu|giữa|trung tuần)",
    r"năm (?=\d{4}:)",
    rf"thời gian {_SOON_A_DATE}",
    rf"thời hạn(?=[ :]) ?{_SOON_A_DATE}",
    rf"hạn(?<=\(hạn)(?=[ :]) ?{_SOON_A_DATE}",
    r"hạn (?=cuối|chót)",
    r"sau (?=\d|tối đa)",
    r"tối đa (?=\d)",
    r"ngày (?=\d\d?/\d\d?/\d{4}(?: \(|[.;]?\n|[.;]?$))",
)
_SETS_A_TERM = ("trong vòng", "trong thời hạn", "trong thời gian", "chậm nhất", "muộn nhất")
_IS_RHYTHM = re.compile(r",? ?(?:của )?(?:hàng|hằng|mỗi) (?:năm|tháng|quý|tuần)")  # "trước ngày 10/6" + " hằng năm"
_SETTLED = re.compile(
    rf"(?<!\w)(?:{pattern('time_words', 'settled')})(?: [^\s,;.:]+){{0,2}} $"
)  # "trả lời" + " trong 3 ngày"
# "trước ngày 30/4" + " và 30/6/2025"
_MORE_DAYS = re.compile(rf"(?:(?:,|\ và|,\ và)\ (?:trước\ )?(?:ngày\ )?{dates.DAY})+", re.VERBOSE)
_ONE_DAY = re.compile(dates.DAY, re.VERBOSE)
_OF_SEVERAL = ("before", "by")
_DOING = re.compile(pattern("time_words", "done"))  # what makes "vào ngày ..." a deadline
# "ban hành" + " trước ngày 1/7": the day dates a state of affairs
_DATED_ACT = re.compile(
    rf"(?:(?<!đầu )(?<!các )(?<!\d và )(?:{pattern('time_words', 'dated_act')})|đã[^,;.]{{0,20}}|được[^,;.]{{0,12}}) $"
)
# "các dự án có kế hoạch " + "hoàn thành năm 2025": which ones
_PLANNED = re.compile(r"(?:kế hoạch|dự kiến|mục tiêu) $")
# "đối với các nhiệm vụ được giao trong năm 2025": the year tells which tasks, not until when
_SCOPE_YEAR = re.compile(
    r"(?:được giao|được phê duyệt|(?:mới|đã|được) ban hành|phát sinh|(?:đối với|của) (?:các |những )?[^,;.:]{0,50}"
    r"(?:triển khai|thực hiện|giao)) $"
)
_THEN_DONE = re.compile(
    r", [^,;.:\n]{2,45} đã (?!được giao|ban hành)"
)  # "trong năm 2025" + ", Sở Tài chính đã tổ chức"
_GOES_ON = ("và các năm", "và những năm", "trở đi")  # "trong năm 2025" + " và các năm tiếp theo"


def find_deadlines(text: str, folded: str, *, year: int | None, issued_on: str | None) -> list[Deadline]:
    """Every phrase that sets a day, period or term, in reading order.

    `year` completes a date without one. Dates more than about half a year before `issued_on` (ISO) set a scope and are
    no deadlines.
    """
    opens = [opening.start() for opening in in_order(_OPENS, folded) if not _is_inside_word(folded, opening.start())]
    found = [
        one for match in _opened(opens, _DEADLINE, folded) for one in _deadlines(match, text, folded, year, issued_on)
    ]
    found += [_within(match, text) for match in _opened(opens, _WITHIN, folded) if _sets_a_term(match, folded)]
    return sorted(found, key=lambda one: one.span)


def terms_in(text: str, folded: str, span: Span, *, unit: str | None = None) -> list[Deadline]:
    """The terms told inside `span`, where nothing else is told: "15 ngày làm việc" of a time column.

    `unit` is what the head of the column says that terms count in.
    """
    return [_within(match, text, unit) for match in _BARE_TERM.finditer(folded, span.start, span.end)]


def terms_alone(text: str, folded: str, span: Span, *, unit: str | None = None) -> list[Deadline]:
    """The term that is all that a cell says: "1/2 ngày", no date; "0,5" under "Thời gian (ngày làm việc)"."""
    if found := _TERM_ALONE.fullmatch(folded, span.start, span.end):
        return [_within(found, text, unit)]
    if unit and (bare := _BARE_AMOUNT.fullmatch(folded, span.start, span.end)):
        return [_term(text, Span(*bare.span("amount")), bare["amount"], unit, None)]
    return []


def _is_inside_word(folded: str, at: int) -> bool:
    return at > 0 and folded[at - 1].isalnum()


def _opened(opens: Iterable[int], grammar: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """The matches of `grammar` at the places `opens`, each stretch once."""
    done = 0
    for start in opens:
        if start >= done and (found := grammar.match(folded, start)):
            yield found
            done = found.end()


def _deadlines(
    match: re.Match[str], text: str, folded: str, year: int | None, issued_on: str | None
) -> Iterator[Deadline]:
    """What a phrase sets: one day or period, or several days that share its opening word."""
    kind = next(kind for kind in _KINDS if match[kind])
    more = _MORE_DAYS.match(folded, match.end()) if kind in _OF_SEVERAL else None
    days = [Span(*match.span())]
    end = match.end()
    if more:
        days += [Span(*day.span()) for day in _ONE_DAY.finditer(folded, end, more.end())]
        last = dates.period_of(folded[days[-1].start : days[-1].end], year=None)
        year, end = (int(last.value[:4]) if last else year), more.end()
    if _is_no_deadline(kind, match, end, folded):
        return
    rule: Literal["before", "by"] = "before" if kind == "before" else "by"
    for place in days:
        phrase = match[f"when_{kind}"] if place is days[0] else folded[place.start : place.end]
        period = dates.period_of(phrase, year=year)
        if period and not (issued_on and _is_long_past(period.value, issued_on)):
            sure = 0.97 if period.dated else 0.85
            yield Deadline(text[place.start : place.end], place, rule, period.value, f"deadline.{kind}", sure)


def _is_no_deadline(kind: str, match: re.Match[str], end: int, folded: str) -> bool:
    """Whether the words around a date say that it tells something else; `end` is where all its days end."""
    start = match.start()
    if _IS_RHYTHM.match(folded, end, end + 20):
        return True
    if kind == "done" and _PLANNED.search(folded, max(0, start - 20), start):
        return True
    if kind == "on" and not _DOING.search(folded, max(0, start - 120), start):
        return True
    if kind in ("before", "until", "on") and _DATED_ACT.search(folded, max(0, start - 30), start):
        return True
    if _THEN_DONE.match(folded, end, end + 60):
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


def _sets_a_term(match: re.Match[str], folded: str) -> bool:
    """ "sau 3 ngày" alone is no term; "sau 3 ngày kể từ ngày nhận", "trong vòng 3 ngày", "trả lời trong 3 ngày" are."""
    if match["since"] or match["lead"].startswith(_SETS_A_TERM):
        return True
    start = match.start()
    return match["lead"] == "trong" and _SETTLED.search(folded, max(0, start - 40), start) is not None


def _within(match: re.Match[str], text: str, unit: str | None = None) -> Deadline:
    since = None
    if match["since"]:
        opening = _FROM.match(match["since"])
        since = text[match.start("since") + (opening.end() if opening else 0) : match.end("since")].strip()
    told = match["unit"]
    if unit and unit.startswith(told):  # "01 ngày" under "(ngày làm việc)"
        told = unit
    return _term(text, Span(*match.span()), match["amount"], told, since)


def _term(text: str, span: Span, amount: str, unit: str, since: str | None) -> Deadline:
    return Deadline(
        quote=text[span.start : span.end],
        span=span,
        rule="within",
        date=None,
        found_by="deadline.within",
        confidence=0.95 if since else 0.85,
        amount=_number(amount),
        unit=_UNITS[unit],
        since=since,
    )


def _number(amount: str) -> float:
    """ "15" -> 15, "0,25" -> 0.25, "1/2" -> 0.5."""
    if "/" in amount:
        part, whole = amount.split("/")
        return int(part) / int(whole)
    return float(amount.replace(",", ".")) if "," in amount else int(amount)
