"""Deadlines, rhythms and soft time words, found in one pass each over the folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from namro.reading import dates
from namro.reading.model import Deadline, Recurrence, SoftTime, Span

_HOUR = r"(?:\d{1,2}\ ?(?:h|giờ)\ ?(?:\d{2})?(?:\ ?phút)?,?\ )?"
_WHEN = (
    rf"(?:(?:ngày\ )?{dates.DAY}|{dates.MONTH}|{dates.QUARTER}|{dates.HALF}|(?:cuối\ |hết\ )?{dates.YEAR}|{{day_only}})"
)
_ANY = _WHEN.replace("|{day_only}", "")
_DEADLINE = re.compile(
    rf"""
      (?P<before>\b(?:(?:chậm|muộn)\ nhất\ (?:là\ )?)?trước\ (?:hoặc\ trong\ |thời\ điểm\ )?{_HOUR}(?:ngày\ |hết\ )?(?P<when_before>{_ANY}))
    | (?P<by>\b(?:(?:chậm|muộn)\ nhất|không\ (?:chậm|muộn|quá)\ (?:quá|hơn)?)\ (?:(?:là|vào|trong|đến|hết|cuối|tới)\ )*{_HOUR}(?:ngày\ )?(?P<when_by>{_ANY}))
    | (?P<until>\b(?:đến|tới)\ hết\ (?:ngày\ )?(?P<when_until>{_ANY}))
    | (?P<inside>\b(?:ngay\ )?trong\ (?:khoảng\ )?(?:nửa\ đầu\ |đầu\ |cuối\ )?(?P<when_inside>{dates.MONTH}|{dates.QUARTER}|{dates.HALF}|{dates.YEAR}))
    | (?P<done>\b(?:hoàn\ thành|xong|hoàn\ tất|kết\ thúc)\ (?:toàn\ bộ\ |việc\ |dự\ án\ |xong\ |dứt\ điểm\ )?(?:(?:vào|trong|đến)\ )?(?:ngày\ )?(?P<when_done>{_ANY}))
    | (?P<opening>(?<=[\n\-+).]\ )(?P<when_opening>năm\ \d{{4}})(?=:))
    | (?P<on>\bvào\ (?:ngày\ )(?P<when_on>{dates.DAY}))
    """,
    re.VERBOSE,
)
_UNITS = {"ngày làm việc": "working_day", "ngày": "day", "giờ": "hour", "tháng": "month", "tuần": "week", "năm": "year"}
_WITHIN = re.compile(
    r"""\b(?:(?P<lead>trong\ (?:vòng|thời\ hạn|thời\ gian)|(?:chậm|muộn)\ nhất(?:\ là|\ sau|\ trong)*|không\ quá|sau|trong)\ )
        (?P<amount>\d{1,3})\ (?:\(.{2,20}?\)\ )?(?P<unit>ngày\ làm\ việc|ngày|giờ|tuần|tháng)(?:\ làm\ việc)?\b
        (?!\ (?:cuối|đầu|qua|tới\ đây|năm))
        (?P<since>,?\ (?:kể\ )?(?:từ|sau)\ (?:ngày|khi|thời\ điểm|lúc)\ [^,;.:\n]{2,120})?""",
    re.VERBOSE,
)
_RHYTHM = r"(?:hàng|hằng|mỗi)"
_EVERY = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}
_RECURRENCE = re.compile(
    rf"""
      (?P<monthly>(?:định\ kỳ,?\ )?(?:(?P<m_rule>trước|chậm\ nhất(?:\ là)?(?:\ vào)?|vào|muộn\ nhất)\ )?(?:ngày\ )(?:mùng\ |mồng\ )?(?P<m_day>\d{{1,2}})\ (?:của\ )?{_RHYTHM}\ tháng)
    | (?P<yearly>(?:định\ kỳ,?\ )?(?:(?P<y_rule>trước|chậm\ nhất(?:\ là)?(?:\ vào)?|vào|muộn\ nhất)\ )?(?:ngày\ )?(?P<y_day>\d{{1,2}})(?:\ tháng\ |\ ?/\ ?)(?P<y_month>\d{{1,2}})\ (?:của\ )?{_RHYTHM}\ năm)
    | (?P<quarterly>(?P<q_rule>trước|chậm\ nhất(?:\ là)?(?:\ vào)?|vào)\ ngày\ (?P<q_day>\d{{1,2}})\ (?:của\ )?tháng\ (?:cuối|đầu|thứ\ ba|cuối\ cùng)\ (?:của\ )?(?:{_RHYTHM}\ )?quý)
    | (?P<weekly>(?:(?P<w_rule>trước|chậm\ nhất(?:\ là)?(?:\ vào)?|vào)\ )?(?:ngày\ |chiều\ |sáng\ )?thứ\ (?P<w_day>hai|ba|tư|năm|sáu|bảy|[2-7])\ {_RHYTHM}\ tuần)
    | (?P<half>(?:định\ kỳ\ (?:{_RHYTHM}\ )?|{_RHYTHM}\ )(?:0?6|sáu)\ tháng(?:\ (?:một|0?1)\ lần|/lần|,?\ (?:một\ năm|năm)\b)?|\b(?:0?6|sáu)\ tháng(?:\ (?:một|0?1)\ lần|\ ?/\ ?lần))
    | (?P<times>\b(?:\d{{1,2}}|một|hai)\ lần\ ?(?:/|trong\ một\ |một\ |mỗi\ )\ ?(?P<t_unit>ngày|tuần|tháng|quý|năm))
    | (?P<each>(?:định\ kỳ\ ,?)?(?:\ ?theo\ )?{_RHYTHM}\ (?P<e_unit>ngày|tuần|tháng|quý|năm)\b(?P<e_more>(?:(?:\ ?,\ ?|\ và\ |\ hoặc\ |/)(?:{_RHYTHM}\ )?(?:tuần|tháng|quý|(?:0?6|sáu)\ tháng|năm)\b(?!\ (?:\d|tới|sau)))*))
    | (?P<bare>\bđịnh\ kỳ\b(?:\ (?P<b_units>(?:tháng|quý|(?:0?6|sáu)\ tháng|năm)(?:(?:,\ |\ và\ )(?:tháng|quý|(?:0?6|sáu)\ tháng|năm))*)\b)?)
    | (?P<often>\bthường\ xuyên\b)
    """,
    re.VERBOSE,
)
# The words that a deadline opens with, and those that no rhythm lacks: they are searched first, the grammar only there.
# Each alternative opens with a letter, so that the search leaps from one such letter to the next.
_DEADLINE_OPENS = re.compile(
    r"trước (?=\d|ngày|hết|tháng|quý|năm|thời|hoặc|mùng|mồng|cuối|sáu)|chậm nhất|muộn nhất|không chậm|không muộn|không quá|đến hết|tới hết|"
    r"ngay trong (?=tháng|quý|năm)|trong (?=tháng|quý|năm|nửa|đầu|cuối|khoảng|0?6 tháng|sáu tháng)|"
    r"hoàn thành (?=[^.;,\n]{0,32}(?:\d|quý))|hoàn tất (?=[^.;,\n]{0,32}(?:\d|quý))|xong (?=[^.;,\n]{0,32}(?:\d|quý))|kết thúc (?=[^.;,\n]{0,32}(?:\d|quý))|"
    r"vào (?=ngày)|năm (?=\d{4}:)"
)
_TERM_OPENS = re.compile(
    r"trong (?=vòng|thời|\d)|chậm nhất (?=là|sau|trong|\d)|muộn nhất (?=là|sau|trong|\d)|không quá (?=\d)|sau (?=\d)"
)
_RHYTHM_WORDS = re.compile(
    r"h[àằ]ng (?=ngày|tuần|tháng|quý|năm|0?6|sáu)|mỗi (?=ngày|tuần|tháng|quý|năm)|định kỳ|thường xuyên|lần ?(?=/|trong|một|mỗi)|"
    r"tháng (?=cuối|đầu|thứ)|sáu tháng|6 tháng"
)
_AROUND = 45  # code points: no phrase of a rhythm begins farther before its word
_WEEKDAYS = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6} | {str(n): n - 1 for n in range(2, 8)}
# what makes "hằng năm" a duty and not a mere adjective ("ngân sách hằng năm")
_DUTY = re.compile(
    r"báo cáo|cập nhật|tổng hợp|rà soát|kiểm tra|đánh giá|sơ kết|họp|giao ban|công bố|thống kê|gửi|định kỳ|thông tin|kết quả thực hiện|cung cấp|"
    r"trình|tham mưu|tổ chức|phiên|giám sát|theo dõi|công khai|xây dựng|ban hành"
)
_ADJECTIVE_OF = re.compile(
    r"(?:ngân sách|nhà nước|dự toán|kế hoạch|kinh phí|nguồn vốn|vốn|chương trình|thường xuyên|địa phương|trung ương|đầu tư công|"
    r"trung hạn|chi|các cấp|học|ngày [^,;.]{0,20}|lễ|niệm|công tác|nhiệm vụ|bình quân|trung bình|tăng|nghĩa vụ|giao|được)$"
)
_REPORTING = re.compile(r"cập nhật|báo cáo")
_CLAUSE_ENDS = ";.:\n"
_SOFT = re.compile(
    r"khẩn trương|kịp thời|thường xuyên|sớm|ngay|định kỳ|đột xuất|liên tục|nhanh chóng|trong thời gian sớm nhất|đúng tiến độ"
)


def find_recurrences(text: str, folded: str) -> list[Recurrence]:
    """Every rhythm of a duty, in reading order. A bare "định kỳ" beside a stated rhythm is part of it."""
    found: list[Recurrence] = []
    for match in _rhythms(folded):
        for one in _recurrences(match, text, folded):
            # "định kỳ 6 tháng trước ngày 10 tháng 6 hàng năm": one rhythm told in two phrases
            last = found[-1] if found else None
            near = last and match.start() - last.span.end < 40 and not _parted(folded, last.span.end, match.start())
            if last and near and one.every == "year" and last.every == "half_year" and one.on:
                found[-1] = _joined(text, last, one, every="half_year")
            elif last and near and one.every == "half_year" and last.every == "year" and last.on:
                found[-1] = _joined(text, one, last, every="half_year")
            elif last and near and one.every == last.every and (one.day is None or last.day is None):
                told = one if one.day is not None else last  # "hằng quý, trước ngày 25 của tháng cuối quý"
                found[-1] = _joined(text, told, told if told is last else one, every=one.every)
            elif last and one.every == "unspecified" and last.span.end > _clause_start(folded, match.start()):
                continue
            elif last and near and last.every == "unspecified":
                found[-1] = one
            else:
                found.append(one)
    return found


def find_deadlines(text: str, folded: str, *, year: int | None, issued_on: str | None) -> list[Deadline]:
    """Every phrase that sets a day or period. Dates long before the issue of the document set a scope, not a deadline."""
    found = [
        one
        for match in _opened(_DEADLINE_OPENS, _DEADLINE, folded)
        if (one := _deadline(match, text, folded, year, issued_on))
    ]
    found += [_within(match, text) for match in _opened(_TERM_OPENS, _WITHIN, folded) if _is_term(match)]
    return sorted(found, key=lambda one: one.span)


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


def _rhythms(folded: str) -> Iterator[re.Match[str]]:
    """The rhythms around the words that none of them lacks, in order, each stretch once."""
    done = 0
    for word in _RHYTHM_WORDS.finditer(folded):
        at = word.start() if word[0][0] in "đt" and not word[0].startswith("tháng") else word.start() - _AROUND
        at = max(done, at)
        while (found := _RECURRENCE.search(folded, at, word.end() + 80)) and found.start() <= word.start():
            if found.end() > word.start():
                yield found
                done = max(done, found.end())
            at = max(found.end(), at + 1)


def find_soft_times(text: str, folded: str) -> list[SoftTime]:
    """Words of haste or rhythm that set no day."""
    return [SoftTime(text[m.start() : m.end()], Span(*m.span())) for m in _SOFT.finditer(folded)]


def in_time_column(text: str, folded: str, span: Span, *, year: int | None) -> tuple[list[Deadline], list[Recurrence]]:
    """What a time column or a "Thời gian thực hiện:" line says, where a bare date is a deadline."""
    words = folded[span.start : span.end]
    recurrences = [one for one in find_recurrences_in(text, folded, span) if one.every != "unspecified"]
    if not recurrences and (often := re.search(r"thường xuyên|định kỳ|liên tục", words)):
        place = Span(span.start + often.start(), span.start + often.end())
        recurrences = [
            Recurrence(text[place.start : place.end], place, "unspecified", None, None, "rhythm.time_column", 0.97)
        ]
    if re.search(r"và (?:các |những )?năm (?:tiếp theo|sau|tới)|trở đi|theo tiến độ", words) or (
        re.search(r"h[àằ]ng năm", words) and not re.search(r"riêng|hoàn thành", words)
    ):
        return [], recurrences
    deadlines: list[Deadline] = []
    for match in _COLUMN_DATE.finditer(words):
        rule: Literal["before", "by"] = "before" if match["before"] else "by"
        value = _span_of_years(match) or _period_value(match["when"], year)
        if value is None:
            continue
        place = Span(span.start + match.start(), span.start + match.end())
        deadlines.append(Deadline(text[place.start : place.end], place, rule, value, "deadline.time_column", 0.97))
    if not deadlines:
        deadlines = [_within(m, text) for m in _WITHIN.finditer(folded, span.start, span.end)]
    return deadlines, recurrences


def find_recurrences_in(text: str, folded: str, span: Span) -> list[Recurrence]:
    """The rhythms told inside `span`, without the test that they are duties: a time column holds nothing else."""
    found: list[Recurrence] = []
    for match in _RECURRENCE.finditer(folded, span.start, span.end):
        found += _recurrences(match, text, folded, duty=True)
    return found


_COLUMN_DATE = re.compile(
    rf"""(?P<before>trước\ (?:ngày\ )?)?(?:(?:đến|hết|trong|từ|xong|vào|hoàn\ thành|chậm\ nhất|cuối|đầu)\ )*(?:ngày\ )?
    (?P<when>(?P<first>(?:19|20)\d\d)\ ?-\ ?(?P<last>(?:19|20)\d\d)|{_ANY}|{dates.MONTH}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}}|\d{{1,2}}/\d{{4}}|(?<![\d/])20\d\d(?![\d/]))""",
    re.VERBOSE,
)


def _span_of_years(match: re.Match[str]) -> str | None:
    return match["last"]


def _period_value(when: str, year: int | None) -> str | None:
    if re.fullmatch(r"\d{1,2}/\d{4}", when):
        month, of_year = when.split("/")
        return f"{of_year}-{int(month):02d}" if 1 <= int(month) <= 12 else None
    period = dates.period_of(when, year=year)
    return period.value if period else None


def _deadline(match: re.Match[str], text: str, folded: str, year: int | None, issued_on: str | None) -> Deadline | None:
    kind = match.lastgroup or ""
    kind = next(k for k in ("before", "by", "until", "inside", "done", "opening", "on") if match[k])
    start, end = match.span()
    if re.match(r",? ?(?:của )?(?:hàng|hằng|mỗi) (?:năm|tháng|quý|tuần)", folded[end : end + 20]):
        return None
    if kind == "on" and not re.search(
        r"hoàn thành|triển khai ngay|xong|gửi|báo cáo|trình|bàn giao", folded[max(0, start - 120) : start]
    ):
        return None
    period = dates.period_of(match[f"when_{kind}"], year=year)
    if period is None:
        return None
    before_words = folded[max(0, start - 30) : start]
    if re.search(
        r"(?:hiệu lực|giai đoạn|từ|ban hành|cấp|ký|phê duyệt|đã[^,;.]{0,20}|được[^,;.]{0,12}) $", before_words
    ) and kind in ("before", "until", "on"):
        return None
    if issued_on and _long_past(period.value, issued_on):
        return None
    if kind == "inside" and _SCOPE_YEAR.search(folded, max(0, start - 90), start):
        return None
    if kind in ("inside",) and folded[end : end + 12].lstrip(" ,").startswith(("và các năm", "và những năm", "trở đi")):
        return None
    rule: Literal["before", "by"] = "before" if kind == "before" else "by"
    sure = 0.97 if period.dated else 0.85
    return Deadline(text[start:end], Span(start, end), rule, period.value, f"deadline.{kind}", sure)


# "đối với các nhiệm vụ được giao trong năm 2025": the year tells which tasks, not until when
_SCOPE_YEAR = re.compile(
    r"(?:được giao|được phê duyệt|phát sinh|(?:đối với|của) (?:các |những )?[^,;.:]{0,50}(?:triển khai|thực hiện|giao)) $"
)


def _long_past(value: str, issued_on: str) -> bool:
    """More than about half a year before the issue: the date dates a state of affairs."""
    limit = f"{int(issued_on[:4]) - (int(issued_on[5:7]) <= 6)}-{(int(issued_on[5:7]) + 5) % 12 + 1:02d}-01"
    return dates.last_day(value) < limit


def _is_term(match: re.Match[str]) -> bool:
    lead = match["lead"]
    return bool(match["since"]) or lead.startswith(("trong vòng", "trong thời hạn", "chậm nhất", "muộn nhất"))


def _within(match: re.Match[str], text: str) -> Deadline:
    unit = match["unit"]
    since = match["since"]
    return Deadline(
        quote=text[match.start() : match.end()],
        span=Span(*match.span()),
        rule="within",
        date=None,
        found_by="deadline.within",
        confidence=0.95 if since else 0.85,
        amount=int(match["amount"]),
        unit=_UNITS[unit],
        since=re.sub(r"^,? ?(?:kể )?từ ", "", since).strip() if since else None,
    )


def _recurrences(match: re.Match[str], text: str, folded: str, *, duty: bool = False) -> Iterator[Recurrence]:
    kind = next(
        k for k in ("monthly", "yearly", "quarterly", "weekly", "half", "times", "each", "bare", "often") if match[k]
    )
    start, end = match.span()
    while folded[start] == " ":
        start += 1

    def made(
        every: str, rule: str | None = None, day: int | None = None, on: str | None = None, sure: float = 0.95
    ) -> Recurrence:
        told: Literal["before", "by"] | None = None
        if rule:
            told = "before" if rule == "trước" else "by"
        return Recurrence(text[start:end], Span(start, end), every, told, day, f"rhythm.{kind}", sure, on)

    if kind == "monthly":
        yield made("month", match["m_rule"], int(match["m_day"]))
    elif kind == "yearly":
        month, day = int(match["y_month"]), int(match["y_day"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield made("year", match["y_rule"], on=f"{month:02d}-{day:02d}")
    elif kind == "quarterly":
        yield made("quarter", match["q_rule"], int(match["q_day"]))
    elif kind == "weekly":
        yield made("week", match["w_rule"], _WEEKDAYS[match["w_day"]])
    elif kind == "half":
        yield made("half_year")
    elif kind == "times":
        if duty or _has_duty(folded, start, end):
            yield made(_EVERY[match["t_unit"]], sure=0.85)
    elif kind == "each":
        if duty or _is_duty(folded, start, end):
            yield made(_EVERY[match["e_unit"]])
            for unit in re.findall(r"tuần|(?:0?6|sáu) tháng|tháng|quý|năm", match["e_more"]):
                yield made("half_year" if unit[-6:] == " tháng" else _EVERY[unit], sure=0.85)
    elif kind == "bare":
        units = re.findall(r"(?:0?6|sáu) tháng|tháng|quý|năm", match["b_units"] or "")
        if not units:
            yield made("unspecified", sure=0.85)
        for unit in units:
            yield made("half_year" if unit[-6:] == " tháng" else _EVERY[unit], sure=0.85)
    elif duty or _often_reports(folded, start, end):
        yield made("unspecified", sure=0.8)


def _often_reports(folded: str, start: int, end: int) -> bool:
    """ "thường xuyên cập nhật ...", "cập nhật thường xuyên": haste alone is no rhythm."""
    after = re.match(r",? (?:[^\s,;.]+,? ){0,3}?(?:cập nhật|báo cáo)", folded[end : end + 50])
    before = re.search(r"(?:cập nhật|báo cáo)(?: [^\s,;.]+){0,4} $", folded[max(0, start - 45) : start])
    return bool(after or before)


def _is_duty(folded: str, start: int, end: int) -> bool:
    phrase = folded[start:end]
    if "định kỳ" in phrase:
        return True
    before = folded[max(0, start - 40) : start].rstrip()
    if _ADJECTIVE_OF.search(before) and not re.search(r"báo cáo[^,;.]*$", before):
        return False
    return _has_duty(folded, start, end)


def _has_duty(folded: str, start: int, end: int) -> bool:
    clause = folded[max(_clause_start(folded, start), start - 90) : end + 60]
    return bool(_DUTY.search(clause))


def _clause_start(folded: str, at: int) -> int:
    return 1 + max(folded.rfind(mark, max(0, at - 200), at) for mark in _CLAUSE_ENDS)


def _parted(folded: str, start: int, end: int) -> bool:
    return any(mark in folded[start:end] for mark in _CLAUSE_ENDS)


def _joined(text: str, one: Recurrence, other: Recurrence, *, every: str) -> Recurrence:
    start, end = min(one.span.start, other.span.start), max(one.span.end, other.span.end)
    return Recurrence(
        text[start:end], Span(start, end), every, other.rule, other.day, other.found_by, other.confidence, other.on
    )
