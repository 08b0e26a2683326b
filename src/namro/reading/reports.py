"""To whom a report, result or proposal is to be sent, and through whom it goes."""

from __future__ import annotations

import re
from functools import partial

from namro.reading.lexicon import pattern, words
from namro.reading.model import Named, Span
from namro.reading.name_patterns import HEAD
from namro.reading.names import names_at

_of_orders = partial(pattern, "order_words")

_VERBS = words("order_words", "report")
# the longest word counts, so that "công trình" hides "trình"
_REPORT_VERB = re.compile(rf"(?<!\w)(?:{_of_orders('no_report')}|(?P<verb>{_of_orders('report')}))(?!\w)")
_BEFORE_VERB = 12  # code points: "chương trình" and its like open no farther before the verb in them
_RECIPIENT = re.compile(rf"(?:{_of_orders('recipient')})(?!\w)")
# "(qua Sở Tư pháp tổng hợp)", "thông qua Sở Tư pháp"; "qua" stands first, for the search leaps to it
_THROUGH = re.compile(r"qua (?<!\wqua )(?=[^()]{3,80}(?:\)|tổng hợp|để|,|;|\.))")
_CLAUSE_END = re.compile(r"[;.:\n]")
# what may part the verb from its recipient: "trình" + " kịp thời ", "gửi" + ", báo cáo cho "
_DIRECTLY = re.compile(
    r",?(?: và)? (?:(?:tham mưu|đề xuất|báo cáo|trình|gửi|kiến nghị)(?: và)?,? )*"
    r"(?:kịp thời |ngay )?(?:với |cho |về |lên |đến |tới )?"
)
_TO = re.compile(r" (?:về|cho|đến|lên|với|tới|gửi|trình)(?: cho| về)? ")  # "báo cáo kết quả" + " về "
# "các vấn đề liên quan đến ", "đề xuất phân cấp cho "
_NO_TO = re.compile(rf"(?:(?:liên quan|về việc|phù hợp|đối) (?:đến|với|về|tới)|(?:{_of_orders('handed_down')}) cho) $")
_PROPOSING = ("đề xuất", "kiến nghị")  # what follows them is more often proposed than told
_PROPOSED_TO = re.compile(rf"(?:{_of_orders('proposed_to')})|bộ ")
_DIRECTION = re.compile(r"(?:với|cho|lên|đến|về) $")
# "để Sở Tài chính tổng hợp, " "báo cáo ...": somebody else reports
_SO_THAT_ANOTHER = re.compile(
    rf"(?:^| )(?:để|làm cơ sở|làm căn cứ) (?:[^,]{{0,40}} )?(?:{_of_orders('done_by_another')})[^;.]{{0,80}}$"
)
# "tham mưu UBND tỉnh " "trình HĐND tỉnh"
_ADVISES_ANOTHER = re.compile(rf"tham mưu(?: cho)?,?(?: giúp)? (?:{_of_orders('advised')})[^,;]{{0,60}} $")
# "phản ánh về Sở Y tế tổng hợp, " "báo cáo ...", "gửi Sở Y tế để " "báo cáo ...": the one who gathers reports
_GATHERED_BY_ANOTHER = re.compile(
    r"(?:về|gửi|đến|cho|tới) [^,;.]{4,80} (?:(?:để )?(?:tổng hợp|tham mưu),[^;.]*|tổng hợp|để) $"
)
_UNTIL_THEN = re.compile(r"trước khi $")  # "trước khi " "xin ý kiến các sở": when, not to whom
_ADVISES = re.compile(r"tham mưu $")  # "tham mưu " "đề xuất UBND tỉnh ...": advice, no report
_NAMES_REPORT = re.compile(rf"(?:{_of_orders('before_report_noun')}) $")  # "chế độ " "báo cáo": the noun
# "UBND tỉnh" + " những vấn đề phát sinh": what is reported is no part of the name
_REPORTED = re.compile(
    rf"(?<! quản lý)(?<! chỉ đạo)(?<! chỉ đạo các) (?:{_of_orders('reported')})(?!\w).*$"
    r"|(?<= chỉ đạo) (?:kết quả|tình hình|tiến độ)(?!\w).*$",
    re.IGNORECASE,
)
_FIELD = 170  # code points after the verb in which its recipient stands
_LIST = 300  # code points of a list of recipients


def recipients_in(text: str, folded: str, span: Span) -> list[Named]:
    """To whom a report, result or proposal is to be sent by the words of `span`, each once."""
    places = [place for verb in _VERBS if (place := folded.find(verb, span.start, span.end)) >= 0]
    if not places:
        return []
    found: dict[str, Named] = {}
    for verb in _REPORT_VERB.finditer(folded, max(span.start, min(places) - _BEFORE_VERB), span.end):
        if not verb["verb"] or _is_for_another(folded, verb, span):
            continue
        for one in _recipients_after(text, folded, verb, span):
            found.setdefault(one.name.lower(), one)
    return list(found.values())


def through_in(text: str, folded: str, span: Span) -> list[Named]:
    """Who gathers on the way: "(qua Sở Tư pháp tổng hợp)", but not "tăng thu qua thanh tra"."""
    return [
        one
        for match in _THROUGH.finditer(folded, span.start, span.end)
        for one in names_at(text, folded, match.end(), span.end, found_by="report.through").names
        if one.name[0].isupper() or not HEAD.fullmatch(one.name)
    ]


def _is_for_another(folded: str, verb: re.Match[str], span: Span) -> bool:
    """A report that somebody else is to make, or the noun: "để Sở X tổng hợp, báo cáo", "chế độ báo cáo"."""
    clause = _CLAUSE_END.split(folded[max(span.start, verb.start() - 160) : verb.start()])[-1]
    if verb[0] in _PROPOSING and _ADVISES.search(clause):
        return True
    forms = (_SO_THAT_ANOTHER, _GATHERED_BY_ANOTHER, _ADVISES_ANOTHER, _NAMES_REPORT, _UNTIL_THEN)
    return any(form.search(clause) for form in forms)


def _recipients_after(text: str, folded: str, verb: re.Match[str], span: Span) -> list[Named]:
    here = verb.end()
    limit = min(span.end, here + _FIELD)
    if stop := _CLAUSE_END.search(folded, here, limit):
        limit = stop.start()
    direct = _DIRECTLY.match(folded, here, limit)
    places = [direct.end()] if direct else []
    places += [found.end() for found in _TO.finditer(folded, here, limit)]
    for nth, place in enumerate(dict.fromkeys(places)):
        if nth == 0 and verb[0] in _PROPOSING and not _is_proposed_to(folded, here, place):
            continue
        if not _RECIPIENT.match(folded, place, limit):
            continue
        listed = names_at(text, folded, place, min(span.end, place + _LIST), found_by="report.to")
        names = [_told(one) for one in listed.names if _RECIPIENT.match(one.name.lower()) or one.name[0].isupper()]
        if names and not (nth and _NO_TO.search(folded, max(here - 1, place - 18), place)):
            return names
    return []


def _is_proposed_to(folded: str, verb_end: int, place: int) -> bool:
    """Whether the names at `place` are told a proposal, not proposed: "kiến nghị" + "cấp có thẩm quyền"."""
    return _DIRECTION.search(folded, verb_end, place) is not None or _PROPOSED_TO.match(folded, place) is not None


def _told(one: Named) -> Named:
    """A recipient without what is reported: "UBND tỉnh những vấn đề phát sinh" -> "UBND tỉnh"."""
    cut = _REPORTED.search(one.name)
    if not cut:
        return one
    end = one.span.start + cut.start()
    return Named(one.name[: cut.start()], Span(one.span.start, end), one.found_by, one.confidence)
