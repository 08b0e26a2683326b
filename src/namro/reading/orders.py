"""The grammar of an order: who is told to act. Who helps is told by partners.py, to whom the result goes by reports.py.

Everywhere `text` is the document as written and `folded` the same in one spelling (folding.py), so that a place in one
is a place in the other; places are code points.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from namro.reading.lexicon import pattern
from namro.reading.model import Mode, Named, Span
from namro.reading.name_ends import opens_name, opens_order, predicate_at, predicate_follows
from namro.reading.names import List, are_people, as_agencies, names_at
from namro.reading.order_starts import (
    CARRIES_OUT,
    Opening,
    before_verb,
    order_after,
    to_the_end,
    whole_heading,
    whole_label,
)
from namro.reading.partners import WITH_WHOM, coordinators_in
from namro.reading.reports import recipients_in, through_in

_of_orders = partial(pattern, "order_words")

# "thay mặt Ban Thường vụ, Phó Chủ tịch UBND tỉnh " before a word of ordering
_AUTHORITY = (
    rf"(?:(?:thay mặt [^,;.]{{2,40}}, )?(?:phó )?(?:{_of_orders('authority')})"
    r"(?:(?! (?:yêu cầu|giao|đề nghị))[^,;.:\n]){0,90}? )"
)
# "Đồng thời, UBND tỉnh thống nhất giao nhiệm vụ cho ", "Đề nghị: "
_ORDER = re.compile(
    rf"(?:(?:{_of_orders('before_order')}),? )?(?:{_AUTHORITY})?(?:cũng |đã |trân trọng |kính |thống nhất )?"
    rf"(?P<verb>{_of_orders('ordering')})(?: nhiệm vụ)?(?: cho)?:? (?:đồng chí )?"
)
# "Đây là việc cấp bách" + ", Thủ tướng Chính phủ yêu cầu các bộ, ngành ..."
_ISSUER_ORDERS = re.compile(
    r", (?=(?:thủ tướng chính phủ|chính phủ|(?:chủ tịch )?(?:ubnd|ủy ban nhân dân) [^,;.:]{2,30}"
    r"|bộ [^,;.:]{2,30}) (?:yêu cầu|đề nghị|giao) )"
)
# "Bên cạnh đó, ", "Riêng đối với "
_CONNECTIVE = re.compile(
    # "Định kỳ 06 tháng, năm " + "các sở báo cáo"
    r"(?:định kỳ (?:(?:h[àằ]ng|mỗi) )?|h[àằ]ng |mỗi )(?:\d{1,2} )?(?:tuần|tháng|quý|năm)"
    r"(?:(?:,| và|, và) (?:\d{1,2} )?(?:tháng|quý|năm)){0,3},? "
    rf"|(?:(?:{_of_orders('before_order', 'before_subject')})[,:]? ){{1,2}}"
)
# a heading: "Trách nhiệm của Sở Y tế", "Nội dung kiểm tra của chủ đầu tư"
_OF_WHOM = re.compile(
    rf"(?:{_of_orders('responsibility')}) (?:của )?|(?:nội dung|công việc|phần việc)(?: [^\s,;.:]+){{0,4}} của "
)
# "Trách nhiệm của " + "đối tượng kê khai giá": whoever it is
_DUTY_BEARER = re.compile(
    r"(?P<name>(?:các |những )?(?:đối tượng|chủ thể|chủ sở hữu|đoàn viên|hội viên|người|hộ)(?!\w)[^.;:,()\n]{2,80}?)"
    r"[ .:]*"
)
_INVITED = re.compile(r"(?:kính |trân trọng (?:kính )?)?mời ")  # a heading: "Mời các tỉnh: A, B"
# "Nội dung " + "Sở Y tế có trách nhiệm chủ trì": the matter stands before whose it is
_MATTER_OF = re.compile(r"(?:những |các )?(?:nội dung|công việc|phần việc|nhiệm vụ|lĩnh vực) (?:do )?(?!của )")
_HAS_MATTER = re.compile(
    r",? (?:(?:có|chịu) trách nhiệm|chủ trì|phụ trách|đảm nhiệm|được giao|được phân công|thực hiện)"
    r"(?: (?:chủ trì|phối hợp|thực hiện|tham mưu|giải quyết|chính))*[ .:;]*$"
)
# "(Đối với Sở Y tế)" + ", yêu cầu bổ sung nhân lực"
_THEN_ASKED = re.compile(r", (?P<verb>yêu cầu|đề nghị)(?: phải| cần)?(?= )")
# "Về công tác cán bộ, Sở Nội vụ ...": the doer stands after the topic
_TOPIC = re.compile(rf"(?:{_of_orders('topic')})(?!\w)")
_TOPIC_REACH = 700  # code points of a topic before its doer
_COLON_REACH = 400  # code points before the colon of a topic that no word tells
# "Về đề nghị Bộ Nội vụ sớm ban hành hướng dẫn: UBND tỉnh ...": what was asked for, before who is to act on it
_PETITION = re.compile(r"về (?:việc |nội dung |các )?(?:đề nghị|kiến nghị|đề xuất)[^:\n]{3,600}: ")
# "Năm 2018: rà soát ...", "Đến năm 2020, phấn đấu ..."
_WHEN_FIRST = re.compile(
    r"(?:(?:đến|trong|từ) )?(?:hết )?(?:(?:năm|quý|tháng) [^,:;.]{1,20}|h[àằ]ng (?:năm|tháng|quý|tuần)|định kỳ"
    r"|trước mắt|trong thời gian tới)[,:] |(?:kể )?từ (?:ngày|tháng|quý|năm) [^:;.\n]{1,70}: "
)
# "Đối với các dự án đã được phê duyệt: khẩn trương lập hồ sơ"
_MATTER_FIRST = re.compile(r"(?:đối với|về|riêng|trường hợp|với) [^:;.\n]{3,250}: ?")
# "Đối với các khu đã có nước máy, tiếp tục mở rộng mạng lưới"
_MATTER_THEN_ORDER = re.compile(
    rf"đối với [^:;.\n]{{3,250}}?, (?={pattern('predicates', 'adverb', 'modal')})"
    # "Khi xuất hiện ca bệnh, báo cáo ngay Sở Y tế"
    rf"|(?:khi|nếu) [^,:;.\n]{{3,200}}, (?={pattern('predicates')})"
    # "Giai đoạn khẩn cấp (0-48 giờ): tổ chức sơ tán"
    r"|giai đoạn [^:;.\n]{3,60}: "
)
# "Đẩy mạnh cải cách hành chính là nhiệm vụ trọng tâm ...": said of the work, not ordered
_SAID_OF_WORK = re.compile(
    r"(?!xác định|coi|xem|phải|cần|nhận thức|quán triệt)[^:;.\n]{8,260}? (?:là|được coi là|được xác định là)"
    r" (?:một (?:trong những )?|những )?(?:nhiệm vụ|trách nhiệm|yêu cầu|giải pháp|việc làm|nội dung|quá trình|điều kiện"
    r"|trụ cột|nền tảng|lực đẩy|đòn bẩy|động lực|yếu tố|nhân tố|khâu|tiền đề|cơ sở) "
)
_HOLDS_FOR = re.compile(r"(?<!\w)(?:xác định|coi|xem|nhận thức|quán triệt)(?!\w)")
# "Căn cứ khoản 2 Điều 5 Luật Thủ đô", "Căn cứ tính phí là ...": law told, unless an order follows
_LAW_TOLD = re.compile(
    r"căn cứ (?:tính |pháp lý|(?:(?:theo|tại|vào|quy định tại|quy định của) )*(?:các )?"
    r"(?:điểm|khoản|điều|mục|luật|bộ luật|pháp lệnh|nghị định|thông tư) )"
    rf"(?![^.\n]*?[,;:] (?:{pattern('predicates')})(?!\w))"
)
# "Việc giải quyết hồ sơ phải đúng quy định"
_MUST = re.compile(r"(?:việc|công tác|văn bản|nội dung|100%) [^.;:]{3,150} (?:phải|được(?! tiến hành)) ")
# after a comma, a colon, a bracket, or where a word of ordering begins: "... còn chậm yêu cầu các sở ..."
_SUBJECT_PLACE = re.compile(rf": |, |:\"?| (?:thì |(?<=\) )|(?=(?:đề nghị|yêu cầu) (?:{_of_orders('asked')})(?!\w)))")
_LISTED = re.compile(rf"(?:{_of_orders('list_head')})(?!\w)")
_WORD_START = re.compile(r"^|(?<! cơ)(?<!thông)(?<!cảnh)(?<!công)[ (]")  # not the "sở" of "cơ sở", nor "thông báo"
_VERBS = ("tiếp tục ", "tập trung ")  # after them a bare "lực lượng ..." is one more object
_MANY = re.compile(pattern("agencies", "group"))
# what may stand right before the doers though no comma parts them: "nếu có khó khăn, vướng mắc các cơ quan ..."
_OPENS_SUBJECT = re.compile(rf"(?:{_of_orders('before_doer')}),? ?$")
# "nếu phát hiện vi phạm, phải lập biên bản, " + "yêu cầu các đơn vị khắc phục": one more verb of who must act
_OWN_VERBS = re.compile(r", (?:thì )?(?:phải|cần) [^,;.:\n]{3,80}, $")
_OF_TOPIC = re.compile(r" (?:của|tại|theo|từ|do) $")  # "Trên cơ sở đề nghị của các Bộ, cơ quan, Bộ Tài chính ..."
_TELLS_ROLE = re.compile(rf"(?<!\w)(?:{_of_orders('tells_role')}) $")  # "với vai trò là chủ đầu tư, Tập đoàn ..."
_ROLE_REACH = 16  # code points of the words that tell a role
_OUGHT = re.compile(r" (?:có|chịu) trách nhiệm ")  # "Cán bộ, công chức" + " có trách nhiệm ...": people, too
_HEAD_OF_BOARD = re.compile(r"(?:đồng chí )?trưởng (?:ban chỉ đạo|tiểu ban)(?!\w)")
# "Đơn vị nào không bảo đảm ..."; "đơn vị có" + " yêu cầu cấp tài khoản": the words after tell which, and order nothing
_NO_DOER = re.compile(r" (?:những|nào(?: .*)?|có|là|không|của|có quyền)$")
_EACH_PERSON = re.compile(r"(?:mỗi|từng|mọi|toàn thể) ")  # "Mỗi cán bộ phải gương mẫu": people told what they must do
_ENCOURAGES = "khuyến khích "


# "Các đơn vị" + " được quyền khai thác dữ liệu": a right, or how things are, but no order
# whom one asks to decide, and orders nothing: "... hoặc đề nghị cấp có thẩm quyền ban hành"
_AUTHORITY_ASKED = re.compile(r"(?:các )?(?:cấp|người|cơ quan) có thẩm quyền")
_SPARED = " thì không phải "
_SPARED_REACH = 250  # code points after the doer
_NO_DUTY = re.compile(
    r",? (?:ghi nhận|biểu dương|đánh giá cao|hoan nghênh)(?!\w)|"
    r"(?:,?| [^,;.:\n]{2,40}?) (?:được quyền|có quyền)(?!\w)|,? (?:được hưởng|được cấp|không thể|có thể)(?!\w)"
)


# "Cán bộ trực trạm bơm" + " có trách nhiệm ghi nhật ký"; not "Các bên có trách nhiệm liên quan"
_OWING_REACH = 130  # code points within which the words stand that tell a duty
_WHOEVER = re.compile(
    r"(?P<who>[^\W\d_]+(?: [^\W\d_]+){0,14}?)(?: phải)? có trách nhiệm "
    r"(?!liên quan|trong|về|của|cao|hơn|thuộc|và)(?=[^\W\d_])"
)
_NO_WHO = re.compile(
    r"(?<!\w)(?:là|thì|nếu|phải|và|hoặc|không|tôi|để|do|việc|những|nào|đề nghị|yêu cầu)(?!\w)"
    r"|(?:của|cho|rõ) (?:người|cơ quan|đơn vị|bên|mình)$"  # "... ý thức của người" + " có trách nhiệm quản lý"
)
_NAMELY = re.compile(r"[^:;.,\n]{0,40}? gồm(?: có)?: ")  # "các trường trọng điểm" + " gồm: Trường A, Trường B"


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
    if opening := _doer_at(text, folded, start, end, heading=heading, opening=True):
        return opening
    if _TOPIC.match(folded, start, end) or _CONNECTIVE.match(folded, start, end):
        found = _after_topic(text, folded, start, end)
    else:
        colon = folded.find(": ", start, min(end, start + _COLON_REACH))
        found = _doer_at(text, folded, colon + 2, end) if colon > 0 else None
        if not found and (issuer := _ISSUER_ORDERS.search(folded, start, min(end, start + _COLON_REACH))):
            found, _ = _ordered_at(text, folded, issuer.end(), end)
    return found._replace(rule="doer.after_topic") if found else None


def encouraged_in(text: str, folded: str, start: int, end: int) -> list[Named]:
    """Who is encouraged to act, people too: "Khuyến khích doanh nghiệp đầu tư ..."."""
    if not folded.startswith(_ENCOURAGES, start, end):
        return []
    listed = names_at(text, folded, start + len(_ENCOURAGES), end, found_by="doer.ordered")
    if listed.names and not predicate_follows(text, folded, listed.end, end):
        return before_verb(text, folded, listed.names) or listed.names
    return listed.names


def is_order(folded: str, start: int, end: int) -> bool:
    """Whether the words open with a verb or adverb of doing, as a bare order does."""
    if opening := (
        _WHEN_FIRST.match(folded, start, end)
        or _MATTER_FIRST.match(folded, start, end)
        or _MATTER_THEN_ORDER.match(folded, start, end)
    ):
        start = opening.end()
    if folded.startswith("căn cứ ", start) and _LAW_TOLD.match(folded, start, end):
        return False
    said = _SAID_OF_WORK.match(folded, start, end) if " là " in folded[start:end] else None
    if said and not _HOLDS_FOR.search(said[0]):
        return False
    return opens_order(folded, start, end) or _MUST.match(folded, start, end) is not None


def answers_petition(folded: str, start: int, end: int) -> bool:
    """Whether the words open with what was asked for: "Về đề nghị Bộ Nội vụ sớm hướng dẫn: ..."."""
    return _PETITION.match(folded, start, end) is not None


# ---- the doer at a place


def _doer_at(
    text: str, folded: str, start: int, end: int, *, heading: bool = False, opening: bool = False
) -> Subject | None:
    """The doer at `start`; `opening`: it opens the whole clause, so that more may part it from its verb."""
    known = _known_doer_at(text, folded, start, end, heading=heading, opening=opening)
    if known or heading or folded.find(" có trách nhiệm ", start, min(end, start + _OWING_REACH)) < 0:
        return known
    return _whoever_owes(text, folded, start, end)


def _whoever_owes(text: str, folded: str, start: int, end: int) -> Subject | None:
    """Whoever a sentence says to have a duty, though no rule knows the name: "Văn thư cơ quan" + " có trách nhiệm"."""
    connective = _CONNECTIVE.match(folded, start, end)
    here = connective.end() if connective else start
    who = _WHOEVER.match(folded, here, end)
    if not who or _TOPIC.match(folded, here, end) or _NO_WHO.search(who["who"]):
        return None
    if opens_order(folded, here, end) and not folded.startswith("tổ chức ", here):
        return None
    name = _unknown(text, Span(here, who.end("who")))
    return Subject(as_agencies([name]), None, start, who.end("who"), False, "doer.subject")


def _unknown(text: str, span: Span) -> Named:
    """A doer that no rule knows by its name."""
    return Named(text[span.start : span.end], span, "doer.subject", 0.8)


def _known_doer_at(
    text: str, folded: str, start: int, end: int, *, heading: bool = False, opening: bool = False
) -> Subject | None:
    """The same where the doer bears a name that is known for one."""
    ordered, mode = _ordered_at(text, folded, start, end)
    if ordered:
        return ordered
    connective = _CONNECTIVE.match(folded, start, end)
    here = connective.end() if connective else start
    of_whom = _OF_WHOM.match(folded, here, end) if heading else None
    if of_whom:
        here = of_whom.end()
    elif heading and (invited := _INVITED.match(folded, here, end)):
        here, mode = invited.end(), "request"
    elif heading and (whose := _whose_matter(text, folded, here, end)):
        return Subject(as_agencies(whose.names), mode, start, end, False, "doer.subject")
    if not opens_name(folded, here, end) or predicate_at(text, folded, here, end):
        unknown = _DUTY_BEARER.fullmatch(folded, here, end) if of_whom else None
        if not unknown:
            return None
        bearer = _unknown(text, Span(here, unknown.end("name")))
        return Subject([bearer], mode, start, end, False, "doer.subject")
    listed = names_at(text, folded, here, end, found_by="doer.subject")
    must = _EACH_PERSON.match(folded, here, end) and folded.startswith(" phải ", listed.end)
    ought = must or _OUGHT.match(folded, listed.end, end)
    if (
        not listed.names
        or (are_people(listed.names) and not heading and not ought)
        or _NO_DOER.search(listed.names[-1].name)
    ):
        return None
    if heading and listed.names[0].name.lower() == "cấp":  # "Cấp cảnh báo lũ": a grade, no body
        return None
    if of_whom and (owned := to_the_end(text, folded, listed.names, listed.end, end)):
        return Subject(as_agencies(owned), mode, start, end, False, "doer.subject")
    if heading and (whole := whole_heading(text, folded, listed.names, listed.end, end)):
        if _NO_DOER.search(whole[-1].name):
            return None
        return Subject(as_agencies(whole), mode, start, end, False, "doer.subject")
    if connective and (asked := _asked_of_topic(text, folded, listed.names, listed.end, end)):
        return asked._replace(start=start)
    if opening and (named := whole_label(text, folded, listed.names, listed.end, end)):
        listed = listed._replace(names=named, end=named[-1].span.end)
    found = order_after(text, folded, listed.end, end, heading=heading, opening=opening)
    if not found and folded.startswith(";", listed.end):
        longer = names_at(text, folded, here, end, found_by="doer.subject", semicolons=True)
        if len(longer.names) > len(listed.names):
            listed = longer
            found = order_after(text, folded, listed.end, end, heading=heading, opening=opening)
    told = not found and opening and folded.find(" chịu trách nhiệm ", listed.end, end) > 0
    if told and CARRIES_OUT.match(folded, listed.end, end):
        found = Opening(listed.end, False)
    if not found or _NO_DUTY.match(folded, found.at, end) or _is_spared(folded, found.at, end):
        return None
    alone = found.colon or not folded[found.at : end].strip(" .;")
    names = listed.names if alone and _heads_board(listed.names) else as_agencies(listed.names)
    return Subject(names, mode, start, found.at, False, "doer.subject", found.colon)


def _is_spared(folded: str, at: int, end: int) -> bool:
    """Whether the sentence at `at` tells what somebody need not do: "(Hộ nghèo) ... thì không phải nộp phí"."""
    spared = folded.find(_SPARED, at, min(end, at + _SPARED_REACH))
    return spared > 0 and not any(mark in folded[at:spared] for mark in ";.:\n")


def _heads_board(names: list[Named]) -> bool:
    """Whether a heading tells the one post among those of a board whose duties follow: "Trưởng Ban Chỉ đạo"."""
    return len(names) == 1 and _HEAD_OF_BOARD.match(names[0].name.lower()) is not None


def _whose_matter(text: str, folded: str, at: int, end: int) -> List | None:
    """The doers of a heading that tells their matter: "Nội dung Sở Y tế có trách nhiệm chủ trì"."""
    matter = _MATTER_OF.match(folded, at, end)
    if not matter:
        return None
    listed = names_at(text, folded, matter.end(), end, found_by="doer.subject")
    return listed if listed.names and _HAS_MATTER.match(folded, listed.end, end) else None


def _ordered_at(text: str, folded: str, start: int, end: int) -> tuple[Subject | None, Mode | None]:
    """The doer after a word of ordering, "Giao Sở Tài chính chủ trì ...", and the mode of the order.

    The mode stands also where no order follows the names: "UBND tỉnh đề nghị Bộ Y tế về ..." asks, whoever is to act.
    """
    order = _ORDER.match(folded, start, end)
    if not order or " sẽ " in order[0]:  # "Chính phủ sẽ phân công ...": told, not ordered
        return None, None
    if text.startswith("ban ", order.end()):  # "giao ban hằng tuần" is a meeting; "giao Ban Quản lý" is an order
        return None, None
    listed = names_at(text, folded, order.end(), end, found_by="doer.ordered")
    if listed.names and are_people(listed.names) and folded.startswith(";", listed.end):
        # "người đứng đầu cấp ủy" + "; thủ trưởng cơ quan, đơn vị"
        listed = names_at(text, folded, order.end(), end, found_by="doer.ordered", semicolons=True)
    if not listed.names or are_people(listed.names) or _AUTHORITY_ASKED.match(listed.names[0].name.lower()):
        return None, None
    mode: Mode = "request" if order["verb"] == "đề nghị" else "assign"
    if namely := _NAMELY.match(folded, listed.end, end):
        told = names_at(text, folded, namely.end(), end, found_by="doer.ordered")
        if told.names and order_after(text, folded, told.end, end, heading=True, opening=True):
            listed = told
    found = order_after(text, folded, listed.end, end, heading=True, opening=True)
    if not found and folded.startswith(";", listed.end):
        listed = names_at(text, folded, order.end(), end, found_by="doer.ordered", semicolons=True)
        found = order_after(text, folded, listed.end, end, heading=True, opening=True)
    if not found and (shorter := before_verb(text, folded, listed.names)):
        listed = listed._replace(names=shorter, end=shorter[-1].span.end)
        found = Opening(listed.end, False)
    if not found:
        return None, mode
    return Subject(as_agencies(listed.names), mode, start, found.at, True, "doer.ordered", found.colon), mode


def _asked_of_topic(text: str, folded: str, names: list[Named], at: int, end: int) -> Subject | None:
    """The topic is the doer: "Đối với Sở Y tế" + ", yêu cầu bổ sung nhân lực"."""
    start = names[0].span.start
    asked = _THEN_ASKED.match(folded, at, end) if folded.endswith("đối với ", 0, start) else None
    if not asked or not predicate_follows(text, folded, asked.end(), end):
        return None
    mode: Mode = "request" if asked["verb"] == "đề nghị" else "assign"
    return Subject(as_agencies(names), mode, start, asked.end(), True, "doer.ordered")


# ---- the doer after a topic


def _after_topic(text: str, folded: str, start: int, end: int) -> Subject | None:
    """The doer after a topic in the first sentence: "Về công tác cán bộ, Sở Nội vụ ..."."""
    if petition := _PETITION.match(folded, start, end):
        start = petition.end()
        if own := _doer_at(text, folded, start, end, opening=True):
            return own
    sentence_end = folded.find(". ", start, end)
    stop = min(end if sentence_end < 0 else sentence_end, start + _TOPIC_REACH)
    verb_first = folded.startswith(_VERBS, start)
    for place in _SUBJECT_PLACE.finditer(folded, start, stop):
        here = place.end()
        found = _doer_at(text, folded, here, end)
        if not found or found.names[0].name.lower() == "cơ sở":  # "các cơ sở chăn nuôi, cơ sở chế biến"
            continue
        if found.ordered and folded.endswith("trình, ", start, here):  # "hồ sơ trình, đề nghị Bộ Y tế xem xét"
            continue
        if found.ordered and place[0] == ", " and _OWN_VERBS.search(folded, start, here):
            continue
        if verb_first and text[here].islower() and not _MANY.match(folded, here) and not found.ordered:
            continue
        first = here if found.ordered else _list_start(text, folded, start, here, end)
        if first == here:
            return found
        # "here" stands inside a list; it is the doer only where the list up to it belongs to the topic
        if _OF_TOPIC.search(folded, max(start, first - 12), first) and text[here].isupper():
            return found
        if _TELLS_ROLE.search(folded, max(start, first - _ROLE_REACH), first):
            return found
        if _OPENS_SUBJECT.search(folded, max(start, first - 24), first) and (
            whole := _doer_at(text, folded, first, end)
        ):
            return whole
    return None


def _list_start(text: str, folded: str, start: int, here: int, end: int) -> int:
    """Where the list begins that the names at `here` belong to; `here` itself where they open it."""
    opening = max(start, here - 300, max(folded.rfind(mark, start, here) for mark in ";.:") + 1)
    for found in WITH_WHOM.finditer(folded, opening, here):
        if _holds(text, folded, found.end(), here, end):
            return found.end()
    for found in _WORD_START.finditer(folded, max(opening, here - 160), here - 1):
        at = found.end()
        if at < here and _LISTED.match(folded, at, end) and _holds(text, folded, at, here, end):
            return at
    return here


def _holds(text: str, folded: str, at: int, here: int, end: int) -> bool:
    """Whether one of the names in the list at `at` covers `here`."""
    listed = names_at(text, folded, at, end, found_by="doer.subject")
    return any(one.span.start <= here < one.span.end for one in listed.names)


__all__ = [
    "WITH_WHOM",
    "Subject",
    "answers_petition",
    "coordinators_in",
    "encouraged_in",
    "is_order",
    "recipients_in",
    "subject_of",
    "through_in",
]
