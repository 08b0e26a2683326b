"""Rhythms: phrases that say how often a duty comes back, in folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from namro.reading.lexicon import meanings, pattern
from namro.reading.model import Recurrence, Span
from namro.reading.phrases import in_order, phrases

_EACH = r"(?:hàng|hằng|mỗi)"
_BY = r"trước|chậm\ nhất(?:\ là)?(?:\ vào)?|vào"
_HOUR = r"(?:\d{1,2}\ ?(?:h|:|giờ)\ ?(?:\d{2})?(?:\ ?phút)?,?\ )?"
_WEEKDAY = r"(?:thứ\ (?=hai|ba|tư|năm|sáu|bảy|[2-7])|(?=chủ\ nhật))(?P<w_day>hai|ba|tư|năm|sáu|bảy|[2-7]|chủ\ nhật)"
_YEARS_DAY = r"\d{1,2}(?:\ tháng\ |\ ?/\ ?)\d{1,2}"
_HALF_YEAR = r"(?:0?6|sáu)\ tháng"
_ON_DAY = rf"\ \((?:{_BY})\ (?:ngày\ )?{_YEARS_DAY}\)"
_RECURRENCE = re.compile(
    rf"""
      # "định kỳ trước ngày 25 hằng tháng"
      (?P<monthly>(?:định\ kỳ,?\ )?(?:(?P<m_rule>{_BY}|muộn\ nhất)\ )?(?:ngày\ )(?:mùng\ |mồng\ )?(?P<m_day>\d{{1,2}})
        \ (?:(?:của\ )?{_EACH}\ tháng|của\ tháng(?=\ ?[,.;:)\n]|$)))
      # "trước ngày 15/12 hằng năm", "trước ngày 15/6 và 15/12 hằng năm"
    | (?P<yearly>(?:định\ kỳ,?\ )?(?:(?P<y_rule>{_BY}|muộn\ nhất)\ )?(?:ngày\ )?(?P<y_days>{_YEARS_DAY}
        (?:(?:,|\ và)\ (?:ngày\ )?{_YEARS_DAY})*)\ (?:của\ )?{_EACH}\ năm)
      # "trước ngày 20 của tháng cuối quý"
    | (?P<quarterly>(?P<q_rule>{_BY})\ ngày\ (?P<q_day>\d{{1,2}})\ (?:của\ )?tháng
        \ (?:cuối\ cùng|cuối|đầu\ tiên|đầu|thứ\ ba)\ (?:của\ )?(?:{_EACH}\ )?quý)
      # "chiều thứ sáu hằng tuần"
    | (?P<weekly>(?:(?P<w_rule>{_BY})\ {_HOUR})?(?:ngày\ |chiều\ |sáng\ )?{_WEEKDAY}\ {_EACH}\ tuần)
      # "định kỳ 6 tháng một lần", "sáu tháng/lần", "định kỳ 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)"
    | (?P<half>(?:định\ kỳ\ (?:{_EACH}\ )?|{_EACH}\ ){_HALF_YEAR}(?:\ (?:một|0?1)\ lần|/lần
          |,?\ một\ năm\b(?!\ \()
          |(?:{_ON_DAY})?(?P<h_year>(?:,|\ và|,\ và)\ (?:(?:0?1|một)\ )?năm\b(?!\ \d)(?:{_ON_DAY})?)
          |{_ON_DAY})?
        |\b{_HALF_YEAR}(?:\ (?:một|0?1)\ lần|\ ?/\ ?lần))
      # "(định kỳ hằng tháng), 6 tháng (trước ngày 15/6), năm (trước ngày 15/12)"
    | (?P<listed>\b(?P<l_unit>{_HALF_YEAR}|năm)(?:\ đầu\ năm)?\ \((?P<l_rule>{_BY})\ (?:ngày\ )?(?P<l_days>{_YEARS_DAY})
        (?!\ ?/)(?:\ (?:của\ )?{_EACH}\ năm)?\))
      # "02 lần/năm"
    | (?P<times>\b(?:\d{{1,2}}|một|hai)\ lần\ ?(?:/|trong\ một\ |một\ |mỗi\ )\ ?(?P<t_unit>ngày|tuần|tháng|quý|năm)
        # "01 tháng/lần"
        |\b(?:0?1|một)\ (?P<p_unit>tuần|tháng|quý|năm)\ ?(?:/\ ?|một\ |0?1\ )lần)
      # "hằng tháng, quý và năm"
    | (?P<each>(?:định\ kỳ\ ,?)?(?:\ ?theo\ )?{_EACH}\ (?P<e_unit>ngày|tuần|tháng|quý|năm)\b
        (?P<e_more>(?:(?:\ ?,\ ?|\ và\ |\ hoặc\ |/)(?:{_EACH}\ )?(?:tuần|tháng|quý|{_HALF_YEAR}|năm)\b
        (?!\ (?:\d|tới|sau)))*))
      # "định kỳ", "định kỳ quý, năm"
    | (?P<bare>\bđịnh\ kỳ\b(?:\ \(?(?P<b_units>(?:tháng|quý|{_HALF_YEAR}|năm)(?:(?:,\ |\ và\ )
        (?:(?:0?1|một)\ )?(?:tháng|quý|{_HALF_YEAR}|năm))*)\b)?)
    | (?P<often>\bthường\ xuyên\b)
    """,
    re.VERBOSE,
)
# what may tell the day after a rhythm: "hằng tháng báo cáo" + " trước ngày 25", "hằng tuần" + " vào sáng thứ Hai"
_THEN_RULE = r"(?P<rule>trước|(?:chậm|muộn) nhất(?: là)?(?: vào)?|vào)"
_THEN_DAY = {
    unit: re.compile(
        rf"(?:(?!h[àằ]ng|mỗi|định kỳ|quý)[^.;:\n]){{0,90}}?[ (]{_THEN_RULE} {day}(?! (?:của )?(?:h[àằ]ng|mỗi))"
    )
    for unit, day in (
        ("tháng", r"ngày (?:m[ùồ]ng )?(?P<day>\d{1,2})(?!\d| ?[/.-] ?\d| tháng \d)"),
        ("tuần", rf"{_HOUR}(?:ngày |chiều |sáng )?{_WEEKDAY}".replace("\\ ", " ")),
        ("năm", rf"ngày (?P<days>{_YEARS_DAY})(?!\d| ?/ ?\d|,? năm \d)".replace("\\ ", " ")),
    )
}
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\D+(\d{1,2})")
_KINDS = ("monthly", "yearly", "quarterly", "weekly", "half", "listed", "times", "each", "bare", "often")
_UNIT_NAMES = re.compile(r"tuần|(?:0?6|sáu) tháng|tháng|quý|năm")
# The words that no rhythm lacks: they are searched first, the grammar is tried only around them.
_RHYTHM_WORDS = phrases(
    r"h[àằ]ng (?=ngày|tuần|tháng|quý|năm|0?6|sáu)",
    r"mỗi (?=ngày|tuần|tháng|quý|năm)",
    r"định kỳ",
    r"thường xuyên",
    r"lần ?(?=/|trong|một|mỗi)",
    *(rf"{unit} ?(?=/ ?lần|(?:một|0?1) lần)" for unit in ("tuần", "tháng", "quý", "năm")),
    r"tháng (?=cuối|đầu|thứ)",
    r"của tháng",
    r"sáu tháng",
    r"6 tháng",
    r"năm (?=\()",
)
# where a rhythm may begin: at a word, at a figure, at the blank before "theo"
_BEGINS = re.compile(r"\b\w|\d| (?=theo )")
_OPENING_WORDS = ("định kỳ", "thường xuyên")  # with them a rhythm may begin; before the others more may stand
_BEFORE_WORD = 60  # code points: no phrase of a rhythm begins farther before its word
_AFTER_WORD = 80  # nor ends farther after it
_NEAR = 40  # code points between two phrases that may tell one rhythm
_EVERY = meanings("time_words", "rhythm")
_WEEKDAYS = {word: int(day) for word, day in meanings("time_words", "weekday").items()}  # Monday = 1
# what makes "hằng năm" a duty and not a mere adjective ("ngân sách hằng năm")
_DUTY = re.compile(pattern("time_words", "duty"))
_ADJECTIVE_OF = re.compile(rf"(?:{pattern('time_words', 'yearly_thing')}|ngày [^,;.]{{0,20}})$")
_DRAWS_UP_PLAN = re.compile(r"(?:xây dựng|lập|ban hành)(?: và [^\s,;.]+ [^\s,;.]+)? kế hoạch$")  # + " hằng năm"
_OF_SEVERAL_YEARS = re.compile(r"\d năm(?:,| và)$")  # "kế hoạch 5 năm và " + "hằng năm"
_REPORTING = re.compile(r"báo cáo[^,;.]*$")
# "thường xuyên cập nhật ...", "cập nhật thường xuyên"
_OFTEN_REPORTS = re.compile(r",? (?:[^\s,;.]+,? ){0,3}?(?:cập nhật|báo cáo)")
_REPORTS_OFTEN = re.compile(r"(?:cập nhật|báo cáo)(?: [^\s,;.]+){0,4} $")
_AMONG_RHYTHMS = re.compile(r"(?:định kỳ|h[àằ]ng (?:tuần|tháng|quý))[^;.:\n]*$")
_LISTED_REACH = 160  # code points between the first of several rhythms and one that stands after it
_CLAUSE_ENDS = ";.:\n"
_BEFORE_SENTENCE = re.compile(r"(?:^|[.\n]\s?|[-+*] ?|\d[.)] ?|(?<!\w)[a-zđ][.)] ?)$")
_THEN_ORDER = re.compile(rf",? (?:[^;.:\n]{{3,120}} (?:có|chịu) trách nhiệm(?!\w)|{pattern('predicates')})")


def find_recurrences(text: str, folded: str) -> list[Recurrence]:
    """Every rhythm of a duty, in reading order. A bare "định kỳ" beside a stated rhythm is part of it."""
    found: list[Recurrence] = []
    for match in _rhythms(folded):
        for one in _recurrences(match, text, folded):
            _put(found, one, text, folded, match.start())
    return found


def rhythms_in(text: str, folded: str, span: Span) -> list[Recurrence]:
    """The rhythms told inside `span`, without the test that they are duties: a time column holds nothing else."""
    return [
        one
        for match in _RECURRENCE.finditer(folded, span.start, span.end)
        for one in _recurrences(match, text, folded, duty=True)
    ]


def _rhythms(folded: str) -> Iterator[re.Match[str]]:
    """The rhythms around the words that none of them lacks, in order, each stretch once."""
    done = 0
    for word in in_order(_RHYTHM_WORDS, folded):
        at = max(done, word.start() if word[0] in _OPENING_WORDS else word.start() - _BEFORE_WORD)
        for opening in _BEGINS.finditer(folded, at, word.end()):
            start = opening.start()
            if start > word.start():
                break
            found = _RECURRENCE.match(folded, start, word.end() + _AFTER_WORD) if start >= at else None
            if found is None:
                continue
            if found.end() > word.start():
                yield found
                done = max(done, found.end())
            at = max(found.end(), start + 1)


def _put(found: list[Recurrence], one: Recurrence, text: str, folded: str, at: int) -> None:
    """Adds a rhythm, or joins it to the last where two phrases tell one: "định kỳ 6 tháng trước ngày 10/6 hàng năm"."""
    last = found[-1] if found else None
    if last is None:
        found.append(one)
        return
    near = at - last.span.end < _NEAR and not any(mark in folded[last.span.end : at] for mark in _CLAUSE_ENDS)
    if near and one.every == "year" and last.every == "half_year" and one.on and not last.on:
        found[-1] = _half_yearly(text, last, one, told=one)
    elif near and one.every == "half_year" and last.every == "year" and last.on and not one.on:
        found[-1] = _half_yearly(text, last, one, told=last)
    elif near and one.every == last.every and (one.day is None or last.day is None) and not (one.on and last.on):
        found[-1] = one if one.day is not None else last  # "hằng quý, trước ngày 25 của tháng cuối quý": the day counts
    elif one.every == "unspecified" and last.span.end > _clause_start(folded, at):
        return
    elif last.every == "unspecified" and (near or (one.on and last.span.end > _clause_start(folded, at))):
        found[-1] = one
    else:
        found.append(one)


def _half_yearly(text: str, last: Recurrence, one: Recurrence, *, told: Recurrence) -> Recurrence:
    """Two phrases as one rhythm of half a year, whose day `told` tells."""
    span = Span(last.span.start, one.span.end)
    return replace(told, quote=text[span.start : span.end], span=span, every="half_year")


def _recurrences(match: re.Match[str], text: str, folded: str, *, duty: bool = False) -> Iterator[Recurrence]:
    """What one phrase tells; several where it lists them. With `duty` it is known to speak of one."""
    kind = next(kind for kind in _KINDS if match[kind])
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
        for on in _days_of_year(match["y_days"]):
            yield made("year", match["y_rule"], on=on)
    elif kind == "quarterly":
        yield made("quarter", match["q_rule"], int(match["q_day"]))
    elif kind == "weekly":
        yield made("week", match["w_rule"], _WEEKDAYS[match["w_day"]])
    elif kind == "half":
        yield made("half_year")
        if match["h_year"]:
            yield made("year", sure=0.85)
    elif kind == "listed":
        if duty or _AMONG_RHYTHMS.search(folded, max(0, start - _LISTED_REACH), start):
            every = "half_year" if match["l_unit"].endswith("tháng") else "year"
            yield made(every, match["l_rule"], on=next(iter(_days_of_year(match["l_days"])), None))
    elif kind == "times":
        if duty or _has_duty(folded, start, end):
            yield made(_EVERY[match["t_unit"] or match["p_unit"]], sure=0.85)
    elif kind == "each":
        then = _THEN_DAY.get(match["e_unit"]) if not match["e_more"] else None
        told = then.match(folded, end, end + 140) if then else None
        # "(kết quả thực hiện kế hoạch) hằng năm (trước ngày 15 tháng 11)": its day makes it a duty
        dated = told is not None and folded.startswith(" (", end) and told.start("rule") == end + 2
        if duty or dated or _is_duty(folded, start, end):
            if told:
                end = told.end()
                yield _on_its_day(made(_EVERY[match["e_unit"]], told["rule"]), told)
            else:
                yield made(_EVERY[match["e_unit"]])
            for every in _lengths(match["e_more"]):
                yield made(every, sure=0.85)
    elif kind == "bare":
        for every in _lengths(match["b_units"] or "") or ["unspecified"]:
            yield made(every, sure=0.85)
    elif duty or _often_reports(folded, start, end):
        yield made("unspecified", sure=0.8)


def _on_its_day(rhythm: Recurrence, told: re.Match[str]) -> Recurrence:
    """A rhythm with the day that was told after it."""
    groups = told.groupdict()
    if groups.get("days"):
        return replace(rhythm, on=next(iter(_days_of_year(groups["days"])), None))
    return replace(rhythm, day=_WEEKDAYS[groups["w_day"]] if groups.get("w_day") else int(groups["day"]))


def _days_of_year(days: str) -> list[str]:
    """ "15/6 và 15/12" -> 06-15, 12-15; without what is no day."""
    told = [(int(month), int(day)) for day, month in _DAY_AND_MONTH.findall(days)]
    return [f"{month:02d}-{day:02d}" for month, day in told if 1 <= month <= 12 and 1 <= day <= 31]


def _lengths(units: str) -> list[str]:
    """ "tháng, quý và 6 tháng" -> month, quarter, half_year."""
    return ["half_year" if unit.endswith(" tháng") else _EVERY[unit] for unit in _UNIT_NAMES.findall(units)]


def _often_reports(folded: str, start: int, end: int) -> bool:
    """ "thường xuyên cập nhật ...", "cập nhật thường xuyên": haste alone is no rhythm."""
    if _OFTEN_REPORTS.match(folded, end, end + 50):
        return True
    return _REPORTS_OFTEN.search(folded, max(0, start - 45), start) is not None


def _is_duty(folded: str, start: int, end: int) -> bool:
    if "định kỳ" in folded[start:end] or _opens_order(folded, start, end):
        return True
    before = folded[max(0, start - 40) : start].rstrip()
    if folded.startswith(" của ", end) and not _REPORTING.search(before):  # "công tác thi đua hằng năm của đơn vị"
        return False
    if _DRAWS_UP_PLAN.search(before):
        return True
    if _OF_SEVERAL_YEARS.search(before) or (_ADJECTIVE_OF.search(before) and not _REPORTING.search(before)):
        return False
    return _has_duty(folded, start, end)


def _opens_order(folded: str, start: int, end: int) -> bool:
    """Whether the rhythm opens a sentence whose order follows: "Hằng năm, Sở Y tế có trách nhiệm lập danh mục"."""
    if not _BEFORE_SENTENCE.search(folded, max(0, start - 6), start):
        return False
    if _THEN_ORDER.match(folded, end, end + 160):
        return True
    # "Hằng năm, các bộ, ngành và UBND các tỉnh" + " báo cáo": the list of doers may be long
    return folded.startswith(", ", end) and _DUTY.search(folded, end, _clause_end(folded, end)) is not None


def _has_duty(folded: str, start: int, end: int) -> bool:
    return _DUTY.search(folded, max(_clause_start(folded, start), start - 90), end + 60) is not None


def _clause_end(folded: str, at: int) -> int:
    return min((place for mark in _CLAUSE_ENDS if (place := folded.find(mark, at, at + 200)) >= 0), default=at + 200)


def _clause_start(folded: str, at: int) -> int:
    return 1 + max(folded.rfind(mark, max(0, at - 200), at) for mark in _CLAUSE_ENDS)
