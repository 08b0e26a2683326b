"""The grammar of an order: who is told to act, who helps, to whom the result goes."""

from __future__ import annotations

import re
from typing import NamedTuple

from namro.reading.model import Mode, Named, Span
from namro.reading.names import (
    are_people,
    as_agencies,
    is_role,
    names_at,
    opens_name,
    opens_order,
    predicate_at,
    predicate_follows,
)

_AUTHORITY = (
    r"(?:(?:thay mặt [^,;.]{2,40}, )?(?:phó )?(?:thủ tướng(?: chính phủ)?(?: phạm minh chính)?|chính phủ|chủ tịch|ủy ban nhân dân|ubnd|ban chỉ đạo|văn phòng|bộ|sở|ban|bộ trưởng|tỉnh ủy|"
    r"thường trực|hội đồng|quốc hội|tổng cục|cục|thủ trưởng|giám đốc|đồng chí)(?:(?! (?:yêu cầu|giao|đề nghị))[^,;.:\n]){0,90}? )"
)
_ORDER = re.compile(
    rf"(?:(?:đồng thời|bên cạnh đó|ngoài ra|trước mắt|riêng|do đó|vì vậy|trong đó|sau đó),? )?(?:{_AUTHORITY})?(?:cũng |đã |trân trọng |kính |thống nhất )?"
    r"(?P<verb>yêu cầu|giao(?! (?:ban|thông|dịch|lưu|tiếp|thương|đất|nộp|đơn vị hành))|đề nghị|phân công)(?: nhiệm vụ)?(?: cho)?:? (?:đồng chí )?"
)
_ORDER_VERB = re.compile(r"yêu cầu|giao |đề nghị|phân công")
_CONNECTIVE = re.compile(
    r"(?:đồng thời|bên cạnh đó|ngoài ra|trước mắt|riêng|do đó|vì vậy|trong đó|sau đó|đối với|riêng đối với|theo đó|tiếp theo|hằng năm|hàng năm|định kỳ|trong thời gian tới),? "
)
_TOPIC = re.compile(
    r"(?:về|đối với|để|trên cơ sở|căn cứ|trường hợp|khi|trong|từ|với|theo|nhằm|sau khi|ngoài|tại|nếu|do|hằng|hàng|định kỳ|trước|riêng|việc|đồng thời|bên cạnh|cùng với|"
    r"qua|thực hiện|triển khai|giao|trên đây|nội dung|quá trình|giai đoạn|năm|thời gian|dự án|kiến nghị|tiếp tục|tập trung|mọi)(?!\w)"
)
# "Năm 2018: rà soát ...", "Đến năm 2020, phấn đấu ...", "Việc giải quyết ... phải đúng quy định"
_WHEN_FIRST = re.compile(
    r"(?:(?:đến|trong|từ) )?(?:hết )?(?:(?:năm|quý|tháng) [^,:;.]{1,20}|h[àằ]ng (?:năm|tháng|quý|tuần)|định kỳ|trước mắt|trong thời gian tới)[,:] "
)
_MUST = re.compile(r"(?:việc|công tác|văn bản|nội dung|100%) [^.;:]{3,150} (?:phải|được) ")
_SUBJECT_PLACE = re.compile(
    r"[:,] |: ?\"?|(?<=\)) | (?=(?:đề nghị|yêu cầu) (?:các|sở|bộ|ubnd|ủy ban|thủ trưởng|chủ tịch|cơ quan|đơn vị)(?!\w))"
)
_LISTED = re.compile(
    r"(?:các|những|sở|bộ|ubnd|ủy ban|cơ quan|đơn vị|địa phương|chủ đầu tư|văn phòng|công an|ban quản lý|tập đoàn|ngân hàng|viện|vụ|cục|chi cục|đài|báo|tổng công ty|kho bạc|thanh tra|bảo hiểm|hội|liên đoàn|đại học|người dân|doanh nghiệp)(?!\w)"
)
_WORD_START = re.compile(r"^|[ (]")
# what may stand right before the doers though no comma parts them: "nếu có khó khăn, vướng mắc các cơ quan ..."
_OPENS_SUBJECT = re.compile(r"(?:vướng mắc|khó khăn|phát sinh|nêu trên|thực hiện|kế hoạch này|được giao),? ?$")
_OF_TOPIC = re.compile(
    r" (?:của|tại|theo|từ|do) $"
)  # "Trên cơ sở đề nghị của các Bộ, cơ quan liên quan, Bộ Tài chính ..."
_TELLS_ROLE = re.compile(r" (?:là|làm) $")  # "với vai trò là chủ đầu tư, Tập đoàn ..."
_DUTY_MODAL = re.compile(
    r",? ?(?:có trách nhiệm|chịu trách nhiệm|phải|cần|căn cứ|theo chức năng|tùy theo|trong phạm vi|trên cơ sở|theo phạm vi|theo nhiệm vụ)(?!\w)"
)
WITH_WHOM = re.compile(
    r"(?:phối hợp(?:,? (?:chặt chẽ|hiệu quả|tích cực|đồng bộ|kịp thời|thường xuyên|xử lý|thực hiện|triển khai|liên thông|chủ động|cụ thể|tốt|công tác))*(?:,? (?:cùng )?với| cùng(?: với)?)?"
    r"|chủ trì,? cùng(?: với)?|(?:cùng|với) sự phối hợp của|có sự phối hợp của) "
)
_DOING = re.compile(r"(?:chủ trì|chịu trách nhiệm)")
_REPORT = re.compile(
    r"(?P<verb>báo cáo|trình|gửi(?: (?:báo cáo|kết quả|danh sách|hồ sơ|văn bản|đề xuất|kiến nghị|ý kiến))*|đề xuất|kiến nghị|phản ánh|tham mưu,? đề xuất|xin ý kiến|đề nghị)"
    r"(?P<between>(?:(?! (?:về việc|về các))[^;.:\n()\"]){0,110}?)(?P<to>,? (?:về|cho|đến|lên|với|tới|gửi|trình) | |, )(?=[^\s])"
)
_REPORT_VERB = re.compile(r"(?<!\w)(?:báo cáo|trình|gửi|đề xuất|kiến nghị|phản ánh|xin ý kiến)(?!\w)")
_RECIPIENT = re.compile(
    r"(?:(?:đồng chí )?(?:phó )?(?:chủ tịch|thủ tướng)|ủy ban nhân dân|ubnd|chính phủ|hội đồng nhân dân|hđnd|thường trực|ban thường vụ|tỉnh ủy|thành ủy|bộ chính trị|ban bí thư|"
    r"quốc hội|ủy ban thường vụ|cấp (?:có )?thẩm quyền|các cấp(?: có)? thẩm quyền|cơ quan có thẩm quyền|các cấp|bộ|sở|văn phòng|ban|cục|tổng cục|chi cục|hội đồng|ngân hàng|"
    r"công an|thanh tra|trung ương|vpcp|phòng|trung tâm|kho bạc|đảng ủy|tổ công tác|ủy ban|ủy nhân dân|cơ quan|người có thẩm quyền|đồng chí|các bộ|thủ trưởng|lãnh đạo|viện|thống kê|đài)(?!\w)"
)
_THROUGH = re.compile(r"(?<!\w)(?:thông )?qua (?=[^()]{3,80}(?:\)|tổng hợp|để|,|;|\.))")


class Subject(NamedTuple):
    """Who is told to act in a clause."""

    names: list[Named]
    mode: Mode | None  # None: the clause does not say
    start: int  # where the doer's words begin
    end: int  # where the order begins
    ordered: bool  # a word of ordering ("giao", "yêu cầu") stands before the names
    rule: str
    colon: bool = False  # the names end with ":"


def subject_of(text: str, folded: str, start: int, end: int, *, heading: bool = False) -> Subject | None:
    """The doer that the clause [start, end) names, or None. A heading may be the name alone."""
    first = _at(text, folded, start, end, heading, opening=True)
    if first:
        return first
    if not _TOPIC.match(folded, start, end) and not _CONNECTIVE.match(folded, start, end):
        if (colon := folded.find(": ", start, min(end, start + 400))) > 0:
            found = _at(text, folded, colon + 2, end, False)
            if found:
                return found._replace(rule="doer.after_topic")
        return None
    stop = folded.find(". ", start, end)
    for found_join in _SUBJECT_PLACE.finditer(folded[start : min(end if stop < 0 else stop, start + 700)]):
        here = start + found_join.end()
        found = _at(text, folded, here, end, False)
        if not found:
            continue
        first = here if found.ordered else _list_start(text, folded, start, here, end)
        if first == here:
            return found._replace(rule="doer.after_topic")
        if _OF_TOPIC.search(folded, max(start, first - 12), first) and text[here].isupper():
            return found._replace(rule="doer.after_topic")
        if _TELLS_ROLE.search(folded, max(start, first - 12), first):
            return found._replace(rule="doer.after_topic")
        if _OPENS_SUBJECT.search(folded, max(start, first - 24), first) and (
            whole := _at(text, folded, first, end, False)
        ):
            return whole._replace(rule="doer.after_topic")
    return None


def coordinators_in(text: str, folded: str, span: Span) -> list[Named]:
    """Those with whom the doer is to act together."""
    found: list[Named] = []
    at = span.start
    while at < span.end:
        match = WITH_WHOM.search(folded, at, span.end)
        if not match:
            break
        at = match.end()
        listed = names_at(text, folded, at, span.end, found_by="coordinator.with")
        if listed.names and _is_partner(folded, match, listed.names):
            found += listed.names
            at = max(at, listed.end)
    return as_agencies(found)


def recipients_in(text: str, folded: str, span: Span) -> list[Named]:
    """To whom a report, result or proposal is to be sent."""
    found: list[Named] = []
    for match in _REPORT_VERB.finditer(folded, span.start, span.end):
        if _for_another(folded, match, span):
            continue
        listed = _recipients_after(text, folded, match, span)
        found += [one for one in listed if one.name.lower() not in {f.name.lower() for f in found}]
    return found


def through_in(text: str, folded: str, span: Span) -> list[Named]:
    """Who gathers on the way: "(qua Sở Tư pháp tổng hợp)"."""
    found: list[Named] = []
    for match in _THROUGH.finditer(folded, span.start, span.end):
        found += names_at(text, folded, match.end(), span.end, found_by="report.through").names
    return found


def is_order(text: str, folded: str, start: int, end: int) -> bool:
    """Whether the words open with a verb or adverb of doing, as a bare order does."""
    when = _WHEN_FIRST.match(folded, start, end)
    start = when.end() if when else start
    return opens_order(folded, start, end) or bool(_MUST.match(folded, start, end))


def _at(text: str, folded: str, start: int, end: int, heading: bool, *, opening: bool = False) -> Subject | None:
    """The doer that opens the words at `start`; `opening`: they open the whole clause, so more may part doer and verb."""
    here = start
    mode: Mode | None = None
    ordered = False
    order = _ORDER.match(folded, start, end) if _ORDER_VERB.search(folded, start, min(end, start + 190)) else None
    if order:
        listed = names_at(text, folded, order.end(), end, found_by="doer.ordered")
        if listed.names and not are_people(listed.names):
            mode = "request" if order["verb"] == "đề nghị" else "assign"
            accepted = _accept(text, folded, listed.names, order.end(), listed.end, end, True, True)
            if not accepted and folded.startswith(";", listed.end):
                listed = names_at(text, folded, order.end(), end, found_by="doer.ordered", semicolons=True)
                accepted = _accept(text, folded, listed.names, order.end(), listed.end, end, True, True)
            if accepted:
                return Subject(as_agencies(listed.names), mode, start, accepted[0], True, "doer.ordered", accepted[1])
    if connective := _CONNECTIVE.match(folded, here, end):
        here = connective.end()
    if not opens_name(folded, here, end) or predicate_at(text, folded, here, end):
        return None
    listed = names_at(text, folded, here, end, found_by="doer.subject")
    if not listed.names or (are_people(listed.names) and not heading):
        return None
    if heading and (whole := _whole_heading(text, folded, listed.names, listed.end, end)):
        return Subject(as_agencies(whole), mode, start, end, ordered, "doer.subject", False)
    accepted = _accept(text, folded, listed.names, here, listed.end, end, heading, opening)
    if accepted:
        return Subject(as_agencies(listed.names), mode, start, accepted[0], ordered, "doer.subject", accepted[1])
    if folded.startswith(";", listed.end):
        longer = names_at(text, folded, here, end, found_by="doer.subject", semicolons=True)
        accepted = _accept(text, folded, longer.names, here, longer.end, end, heading, opening)
        if accepted and len(longer.names) > len(listed.names):
            return Subject(as_agencies(longer.names), mode, start, accepted[0], ordered, "doer.subject", accepted[1])
    return None


def _accept(
    text: str, folded: str, names: list[Named], start: int, stop: int, end: int, heading: bool, opening: bool
) -> tuple[int, bool] | None:
    """Where the order begins after the names, and whether a colon parts them; None if no order follows."""
    rest = folded[stop : min(end, stop + 40)]
    bare = rest.strip(" .;")
    if not bare:
        return (stop, False) if heading else None
    if bare[0] == ":":
        return stop + rest.index(":") + 1, True
    if (opening or folded[stop] != ",") and (
        predicate_follows(text, folded, stop, end) or _DUTY_MODAL.match(folded, stop, end)
    ):
        return stop, False
    if rest.startswith((" được phân công", " được giao")) and re.match(
        r"[^;.:\n]{0,160}(?:có trách nhiệm|phải|chủ động|chịu trách nhiệm)", folded[stop : min(end, stop + 200)]
    ):
        return stop, False
    if opening and rest.startswith(
        (
            ", trên địa bàn",
            " trên địa bàn",
            ", trong",
            " trong",
            " tại",
            ", theo",
            ", căn cứ",
            ", là",
            " là đầu mối",
            " là cơ quan",
            " để ",
            ", với",
            " được phân công",
            " được giao",
            " từ ",
        )
    ):
        far = re.compile(r"[^;.:\n]{0,160}?(?:, | )").match(folded, stop + 1, end)
        return (stop, False) if far else None
    return None


def _whole_heading(text: str, folded: str, names: list[Named], stop: int, end: int) -> list[Named] | None:
    """A heading whose last name runs to its end: "Cơ quan chủ trì giải quyết thủ tục đầu tư dự án"."""
    rest = folded[stop:end].rstrip(" .:;")
    if (
        re.match(r", \w", rest)
        and text[stop + 2].isupper()
        and len(rest) < 110
        and not any(mark in rest for mark in ".;:(")
    ):
        words = [stop + found.start() + 1 for found in re.finditer(r" \w", rest)]
        if not any(predicate_at(text, folded, at, end) for at in words):  # "Viện Văn hóa, Nghệ thuật, Thể thao ..."
            longer = Span(names[-1].span.start, stop + len(rest))
            return [*names[:-1], Named(text[longer.start : longer.end], longer, names[-1].found_by, 0.8)]
    if not rest or len(rest) > 90 or any(mark in rest for mark in ".;:,(\n"):
        return None
    last = names[-1]
    if predicate_follows(text, folded, stop, end) and not is_role(last.name):
        return None
    longer = Span(last.span.start, stop + len(rest))
    return [*names[:-1], Named(text[longer.start : longer.end], longer, last.found_by, 0.85)]


def _list_start(text: str, folded: str, start: int, here: int, end: int) -> int:
    """Where the list begins that the names at `here` belong to; `here` itself where they open it."""
    opening = max(start, here - 300, max(folded.rfind(mark, start, here) for mark in ";.:") + 1)
    for found in WITH_WHOM.finditer(folded, opening, here):
        partners = names_at(text, folded, found.end(), end, found_by="coordinator.with").names
        if any(one.span.start <= here < one.span.end for one in partners):
            return found.end()
    for found in _WORD_START.finditer(folded, max(opening, here - 160), here - 1):
        at = found.end()
        if not _LISTED.match(folded, at, end):
            continue
        listed = names_at(text, folded, at, end, found_by="doer.subject")
        if any(one.span.start <= here < one.span.end for one in listed.names) and at < here:
            return at
    return here


def _is_partner(folded: str, match: re.Match[str], names: list[Named]) -> bool:
    first = names[0].name.lower()
    return not re.match(
        r"(?:các )?(?:cấp|xã$|phường$|tỉnh$|thành phố$|cá nhân|người dân$|nhân dân$|bên$|các bên)", first
    ) or first.startswith("tỉnh ")


def _for_another(folded: str, match: re.Match[str], span: Span) -> bool:
    """A report that somebody else is to make: "để Sở X tổng hợp, báo cáo", "tham mưu UBND tỉnh trình HĐND"."""
    clause = re.split(r"[;.:\n]", folded[max(span.start, match.start() - 160) : match.start()])[-1]
    if re.search(
        r"(?:^| )(?:để|làm cơ sở|làm căn cứ) (?:[^,]{0,40} )?(?:tổng hợp|xem xét|tham mưu|thẩm định|theo dõi|có cơ sở)[^;.]{0,80}$",
        clause,
    ):
        return True
    return bool(
        re.search(
            r"tham mưu(?: cho)?,?(?: giúp)? (?:ubnd|ủy ban|chủ tịch|chính phủ|thủ tướng|hội đồng|ban)[^,;]{0,60} $",
            clause,
        )
    ) or clause.endswith(("chế độ ", "các ", "bản ", "trong ", "mẫu ", "tổng hợp các ", "lập ", "nội dung "))


def _told(text: str, one: Named) -> Named:
    """A recipient without what is reported: "UBND tỉnh những vấn đề phát sinh" -> "UBND tỉnh"."""
    cut = _REPORTED.search(one.name)
    if not cut:
        return one
    return Named(
        one.name[: cut.start()], Span(one.span.start, one.span.start + cut.start()), one.found_by, one.confidence
    )


_REPORTED = re.compile(
    r" (?:những|các|kết quả|nội dung|phương án|tình hình|đối|quyết|kế hoạch|danh|dự thảo|hồ sơ|đề|tiến độ|số liệu|việc|vấn đề|khó khăn|chủ trương|báo cáo|cơ chế|chính sách|nhiệm vụ|hướng|giải pháp|một số|ngay|bằng|thông|bổ|chương|văn bản|dự án|nghị|hằng|hàng|định|trước|trong|theo|khi|để|vào|chậm)(?!\w).*$",
    re.IGNORECASE,
)


def _recipients_after(text: str, folded: str, match: re.Match[str], span: Span) -> list[Named]:
    verb = match[0]
    here = match.end()
    limit = min(span.end, here + 170)
    stop = re.search(r"[;.:\n]", folded[here:limit])
    limit = here + stop.start() if stop else limit
    direct = re.compile(
        r",? (?:(?:tham mưu|đề xuất|báo cáo|trình|gửi|kiến nghị)(?: và)?,? )*(?:kịp thời |ngay |với |cho |về |lên |đến |tới )?"
    ).match(folded, here, limit)
    places = [direct.end()] if direct else []
    places += [
        here + m.end() for m in re.finditer(r" (?:về|cho|đến|lên|với|tới|gửi|trình)(?: cho| về)? ", folded[here:limit])
    ]
    for place in places:
        if (
            verb in ("đề xuất", "kiến nghị")
            and place == places[0]
            and not re.search(r"(?:với|cho|lên|đến|về) $", folded[here:place])
            and not folded.startswith(
                ("cấp", "các cấp", "chính phủ", "hội đồng", "thủ tướng", "bộ ", "ubnd", "ủy ban", "cơ quan có"), place
            )
        ):
            continue
        if not _RECIPIENT.match(folded, place, limit):
            continue
        listed = names_at(text, folded, place, min(span.end, place + 300), found_by="report.to")
        names = [
            _told(text, one) for one in listed.names if _RECIPIENT.match(one.name.lower()) or one.name[0].isupper()
        ]
        if names and not (
            place != places[0]
            and re.search(
                r"(?:liên quan|về việc|phù hợp|đối) (?:đến|với|về|tới) $", folded[max(here, place - 18) : place]
            )
        ):
            return names
    return []
