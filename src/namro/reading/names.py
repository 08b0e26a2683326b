"""The grammar of names: where an agency's name or a list of names begins and ends.

A name opens with a word of its kind ("Sở", "Ban Quản lý", "các đơn vị") and runs until a comma, a joining word or the
verb of what is to be done. Names that hold commas themselves ("Văn hóa, Thể thao và Du lịch"; "các sở, ban, ngành") are
known from the lexicon.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from namro.reading.lexicon import alternation, rows
from namro.reading.model import Named, Span

_AGENCIES = rows("agencies")
_OFFICES = alternation(row["word"] for row in _AGENCIES if row["class"] == "office")
_TYPES = alternation(row["word"] for row in _AGENCIES if row["class"] == "agency")
_SECTORS = alternation(row["sector"] for row in rows("sectors"))
_PREDICATES = alternation(row["word"] for row in rows("predicates"))

_MANY = r"(?:(?:tất cả )?các|những|toàn thể|mọi|toàn bộ)"
_PLACE = r"(?:tỉnh|thành phố|tp|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|thôn|bản|tổ dân phố|ấp|bản làng|khu phố)"
_PLACES = rf"{_PLACE}(?:, {_PLACE})*(?:(?: và|,? và) {_PLACE})?"
# words that open with the syllable of an agency's kind and are none: "ban hành", "báo cáo", "trường hợp"
_NO_HEAD = (
    r"(?!(?:(?:trường|phù|kết) hợp|ban hành|ban đầu|báo cáo|bộ (?:máy|phận|tiêu chí|chỉ số|công cụ|thủ tục|luật|quy)|phòng[, ]+(?:chống|ngừa|bệnh|cháy|tránh)|xã hội|hội (?:nghị|nhập|thảo|đàm)|"
    r"đoàn (?:kết|kiểm tra|công tác)|đại diện|bên cạnh|đơn giản|cơ sở (?:dữ liệu|vật chất|hạ tầng|pháp lý|đó|kết quả|đề|này|các)|cấp (?:thiết|bách|phép|giấy|độ|kinh phí|phát|chứng)|cục bộ|quỹ đất|viện dẫn|vụ việc|"
    r"tổ chức(?! (?:tín dụng|chính trị|xã hội|đảng|đoàn|hội|công đoàn|khác|liên quan|có liên quan|kinh tế|quốc tế|khoa học và|thành viên|và cá nhân|hành nghề|, cá nhân|được giao))|"
    r"bên (?:trong|ngoài|cạnh)|thống kê(?!,? (?:tỉnh|thành phố))|chính phủ (?:số|điện tử)|công an toàn|nhân dân(?! các)|tổng (?:hợp|kết|số|mức|thể|rà)|thuế (?:thu|giá|suất|tiêu|xuất|nhập|sử|điện|đất)|"
    r"trung tâm (?:của|là)|viện trợ|trường (?:học(?! )|lớp)|báo (?:động|hiệu)|kho bạc ngân|tỉnh táo|chi (?:tiết|phí|trả|ngân|thường)|hải quan điện|ngành nghề|đài (?:các|thọ)|tạp (?:chất)|phường,? xã hội)(?!\w))"
)
_HEAD = re.compile(rf"(?:{_MANY} )?{_NO_HEAD}(?:{_OFFICES}|{_TYPES}|{_PLACE})(?![\w])")
_HEAD_OPENS = frozenset(
    word.split()[0]
    for word in (
        *(row["word"] for row in _AGENCIES),
        *[
            "tất",
            "các",
            "những",
            "toàn",
            "mọi",
            "tỉnh",
            "thành",
            "tp",
            "huyện",
            "quận",
            "thị",
            "xã",
            "phường",
            "đặc",
            "thôn",
            "bản",
            "tổ",
            "ấp",
            "khu",
        ],
    )
)
_PREDICATE_OPENS = frozenset(row["word"].split()[0].rstrip(",") for row in rows("predicates"))
_PREDICATE = re.compile(rf"(?:{_PREDICATES}|(?:[^\W\d_]+ )?(?!văn|hàng|khoáng)[^\W\d_]+ h(?:óa|oá))(?!\w)")
# people and bodies that orders speak of more often than to
_PEOPLE = re.compile(
    r"(?:các |những |mọi |toàn thể )?(?:cán bộ|công chức|người dân|nhân dân|hộ gia đình|cộng đồng|cá nhân|học viên|đại biểu|thành viên|bên|các bên|ông|bà|người đứng đầu|cấp|xã|phường|tỉnh$)(?!\w)"
)
_OFFICE = re.compile(
    rf"(?:(?:{_MANY} )?(?:đồng chí|đ/c) )?(?:{_MANY} )?(?:{_OFFICES})(?!\w)(?: (?:phụ trách|thường trực))?"
)


def _spaced(pattern: str) -> str:
    """A pattern for use in a verbose one, where a bare blank means nothing."""
    return pattern.replace(" ", r"\ ")


# groups whose name holds commas
_GROUP = re.compile(
    rf"""(?:{_spaced(_MANY)}\ )?(?:
      (?:cán\ bộ,\ công\ chức(?:,\ viên\ chức)?(?:,\ người\ lao\ động)?)
    | (?:sở|bộ|ban),?\ ?(?:sở,\ )?(?:ban,?\ )?(?:và\ )?ngành(?:,?\ (?:và\ )?đoàn\ thể)?(?!\w)
    | (?:bộ|ban)\ ngành
    | bộ,\ cơ\ quan\ ngang\ bộ(?:,\ cơ\ quan\ thuộc\ chính\ phủ)?
    | bộ,\ (?:ngành,\ )?cơ\ quan(?:\ trung\ ương)?(?!\ ngang)
    | cơ\ quan\ ngang\ bộ(?:,\ cơ\ quan\ thuộc\ chính\ phủ)?
    | (?:chủ\ tịch\ )?(?:ủy\ ban\ nhân\ dân|ubnd|hội\ đồng\ nhân\ dân|hđnd|đảng\ ủy|công\ an|chính\ quyền|mttq|đoàn\ thanh\ niên|đảng\ ủy,\ ubnd)(?:\ {_spaced(_MANY)}|\ cấp)?\ {_spaced(_PLACES)}(?:\ trực\ thuộc\ trung\ ương)?
    | (?:cơ\ quan\ )?thông\ tin,\ báo\ chí | tổ\ chức,\ cá\ nhân
    )(?!\w)""",
    re.VERBOSE,
)
_WITH_SECTOR = re.compile(rf"(?P<type>(?:{_MANY} )?(?:sở|bộ|ngành|phòng)) (?:{_SECTORS})(?!\w)")
_TYPED_LIST = re.compile(
    rf"(?:(?:bí thư|chủ tịch|bộ trưởng|giám đốc) )?(?P<many>{_MANY}) (?P<type>bộ(?:, (?:ngành|cơ quan))*|sở(?:, ban, ngành|, ngành)?|tập đoàn(?:, tổng công ty)?|tổng công ty|vụ|cục|ban|hội|đoàn thể)\s?(?P<colon>:| )(?= ?[a-zà-ỹđ])"
)
_TYPED_PLACES = re.compile(
    rf"(?:chủ tịch )?(?P<body>(?:ủy ban nhân dân|ubnd|tỉnh ủy|công an|hđnd|hội đồng nhân dân) )?{_MANY} (?P<place>{_PLACES})(?: trực thuộc trung ương)?(?P<colon>:) ?"
)
_SECTOR = re.compile(rf"(?:{_SECTORS})(?!\w)")
_JOIN = re.compile(r" ?, (?:và |cùng |với )?| và | cùng với | cùng | hoặc | & ")
_SEMICOLON_JOIN = re.compile(r" ?[,;] ?(?:và )?(?:- )?| và | cùng với | cùng | hoặc ")
_UNJOINED = re.compile(r" (?=(?:địa phương|đơn vị|cơ quan)(?:,| (?:có )?liên quan| và))")
_BRACKETS = re.compile(r" ?\([^()]{0,500}\)")
_CONNECTIVES = frozenset(
    [
        "và",
        "sẽ",
        "cùng",
        "với",
        "hoặc",
        "để",
        "tại",
        "nhằm",
        "qua",
        "khi",
        "do",
        "từ",
        "bằng",
        "trong",
        "ngoài",
        "theo",
        "như",
        "trước",
        "sau",
        "đến",
        "nếu",
        "thì",
        "mà",
        "vì",
        "về",
        "cho",
        "gồm",
        "đã",
        "đang",
        "được",
        "xin",
    ]
)
_KEPT_TAILS = re.compile(
    r"từ [^,;.:]{3,30}? đến [^,;.:]{3,30}?(?=,|:| (?:chủ động|tập trung|khẩn trương))|(?:trong|trên|tại|theo) (?:địa bàn|tỉnh|thành phố|cả nước|toàn tỉnh|toàn quốc|hệ thống|khu vực)(?: (?:tỉnh|thành phố|toàn tỉnh|xã, phường|quản lý|cả nước))?"
    r"|được (?:phân công|giao)(?: (?:chủ trì|nhiệm vụ|thực hiện|phụ trách))*(?: nhiệm vụ)?(?: thực hiện nhiệm vụ)?(?: (?:trong|tại|theo) (?:kế hoạch|chỉ thị|công điện|chương trình)(?: này)?(?= có))?|chủ trì(?= (?:có|phải|chịu|cần|thực hiện nhiệm vụ))|đang [^,;.:]{3,60}?(?= (?:chủ động|có trách nhiệm|tích cực|phải|cần))"
)
_ROLE_HEADS = re.compile(
    rf"(?:{_MANY} )?(?:cơ quan|đơn vị|tổ chức)(?:, đơn vị|, tổ chức)? (?:chủ trì|phối hợp|chủ quản|đầu mối|thường trực|chức năng|chuyên môn|thẩm định|thực hiện|tham mưu|quản lý|đăng ký đầu tư)(?!\w)"
    r"|báo và (?:đài )?phát thanh(?:,| và|)? truyền hình|(?:các )?chủ đầu tư(?: xây dựng(?: và kinh doanh hạ tầng)?| hạ tầng)?|ban quản lý dự án(?: đầu tư)?(?: xây dựng)?|nhà đầu tư|cơ quan (?:báo chí|thông tấn)(?:, báo chí)?"
)
_NAMED_VERB = re.compile(
    r"tổ chức (?:có )?(?:liên quan|khác|chính trị|xã hội|tín dụng|đoàn thể|kinh tế|quốc tế|hội|khoa học|thành viên)|thanh tra (?:tỉnh|thành phố|chính phủ|bộ|sở)|kiểm toán nhà|thống kê (?:tỉnh|thành)|quản lý thị"
)
_SECTOR_END = re.compile(
    rf"(?:(?:sở|bộ) (?:{_SECTORS})|ngang bộ|các tỉnh, thành phố|trực thuộc trung ương|các xã, phường|xã, phường, đặc khu|phường, xã, đặc khu|các huyện, thành phố|thị xã, thành phố|ban, ngành|có liên quan|ngành liên quan|địa phương)$"
)
_QUALIFIER = re.compile(
    r"(?:(?:có )?liên quan|hữu quan|tỉnh|thành phố|thuộc|trực thuộc|trên|tại|ở|khác|cấp|của|trong|địa phương|trung ương|quản lý|nói|nêu|này|nước|khu vực|các|huyện|xã|"
    r"phường|thị xã|được|chuyên môn|chức năng|tham gia|có|cả|hai|là|đã|đang|sẽ|và|cùng|với|hoặc|để|về|cho|từ|theo)(?!\w)"
)
_PLACE_NAME = re.compile(r"\w+ (?:[A-ZĐ]|tỉnh|thành)")
_AT_LARGE = re.compile(r"(?:các )?(?:cơ quan|đơn vị|tổ chức)(?!\w)")
_MANY_FIELDS = re.compile(
    r"(?:(?:viện|vụ|cục) trưởng |giám đốc |trưởng )?(?:vụ|viện|cục|trung tâm|ban|phòng|hội|hiệp hội|trường|nhà) "
)
_LONGEST = 22  # words of one name
_SHARED_OFFICE = re.compile(
    r"(?:chủ tịch (?:hội đồng thành viên|hđtv|hđqt|hội đồng quản trị)|(?:phó )?tổng giám đốc|chủ tịch kiêm tổng giám đốc)$"
)
_OFFICE_OF_AGENCY = re.compile(
    rf"(?:(?:{_MANY} )?(?:đồng chí|đ/c)[: ]+)?(?:người đứng đầu|thủ trưởng|bộ trưởng|giám đốc|chủ tịch|trưởng|tổng giám đốc|tổng biên tập|chánh|cục trưởng|chi cục trưởng|"
    r"vụ trưởng|viện trưởng|hiệu trưởng|tổng cục trưởng|thống đốc|chủ nhiệm|lãnh đạo|bí thư|trưởng ban|trưởng phòng|chủ tịch hội đồng thành viên|chủ tịch kiêm tổng giám đốc|chỉ huy trưởng) (?:của )?"
)


class List(NamedTuple):
    """A list of names and where it ends."""

    names: list[Named]
    end: int


def names_at(text: str, folded: str, at: int, end: int, *, found_by: str, semicolons: bool = False) -> List:
    """The names that stand in a list from `at` on; an empty list where none begins there."""
    names: list[Named] = []
    joins = _SEMICOLON_JOIN if semicolons else _JOIN
    here = at
    while here < end:
        if typed := _typed(text, folded, here, end, found_by):
            names += typed.names
            here = typed.end
        else:
            stop = _name_end(text, folded, here, end)
            if stop is None:
                break
            names.append(_named(text, here, stop, found_by))
            here = stop
        at = here
        while brackets := _BRACKETS.match(folded, here, end):
            here = brackets.end()
        join = joins.match(folded, here, end) or _UNJOINED.match(folded, here, end)
        if not join:
            at = here if names else at
            break
        bare = _bare_sector(text, folded, names, join.end(), end, found_by)
        if bare:
            names.append(bare)
            here = at = bare.span.end
            follow = joins.match(folded, here, end)
            if not follow:
                break
            here = follow.end()
            continue
        here = join.end()
        if (
            names
            and _MANY_FIELDS.match(names[-1].name.lower())
            and join[0].strip() == ","
            and text[here : here + 1].isupper()
            and not opens_name(folded, here, end)
        ):
            first = names.pop()  # "Vụ Kế hoạch, Tài chính": one name of several fields
            stop = _run(text, folded, first.span.start, here, end)
            if stop is None or stop <= here:
                names.append(first)
                break
            names.append(_named(text, first.span.start, stop, found_by, sure=0.85))
            here = at = stop
            join = joins.match(folded, here, end)
            if not join:
                break
            here = join.end()
        if not opens_name(folded, here, end) or (
            predicate_at(text, folded, here, end) and not _may_be_name(folded, here)
        ):
            break
    return List(names, at)


def opens_name(folded: str, at: int, end: int) -> bool:
    """Whether a word stands at `at` with which the name of an agency, group or office can open."""
    return _syllable(folded, at, end) in _HEAD_OPENS and _HEAD.match(folded, at, end) is not None


def predicate_at(text: str, folded: str, at: int, end: int) -> bool:
    """Whether the verb or adverb that opens an order stands at `at`, in small letters."""
    found = _predicate(folded, at, end)
    return found is not None and text[at : found.end()].islower()


def opens_order(folded: str, at: int, end: int) -> bool:
    """Whether the words at `at` open with a verb or adverb of doing, small or capital."""
    return _predicate(folded, at, end) is not None


def _predicate(folded: str, at: int, end: int) -> re.Match[str] | None:
    if _syllable(folded, at, end) in _PREDICATE_OPENS or " hó" in folded[at : at + 20]:
        return _PREDICATE.match(folded, at, end)
    return None


def _syllable(folded: str, at: int, end: int) -> str:
    """The syllable at `at`: a set of first syllables answers most questions before a grammar is tried."""
    stop = folded.find(" ", at, min(end, at + 12))
    return folded[at : stop if stop >= 0 else min(end, at + 12)].rstrip(",;:.)\n")


def are_people(names: list[Named]) -> bool:
    """Whether a list names only people at large, not bodies that can be given a task."""
    return all(
        _PEOPLE.match(one.name.lower()) and one.name not in ("Tỉnh", "Thành phố", "Xã", "Phường") for one in names
    )


def as_agencies(names: list[Named]) -> list[Named]:
    """Heads of agencies told as their agencies: "Giám đốc Sở Y tế" -> "Sở Y tế"; persons stay as written."""
    out: list[Named] = []
    for index, one in enumerate(names):
        low = one.name.lower()
        if _SHARED_OFFICE.match(low) and index + 1 < len(names):
            continue
        name = one.name
        office = _OFFICE_OF_AGENCY.match(low)
        if office and not low.startswith("phó") and len(low) > office.end():
            rest = one.name[office.end() :]
            if opens_name(rest.lower(), 0, len(rest)) or rest.lower().startswith(("cơ quan", "các")):
                name = rest
        out.append(Named(name, one.span, one.found_by, one.confidence))
    return out


def is_role(name: str) -> bool:
    """Whether a name tells a part in the work, not a body: "cơ quan chủ trì"."""
    return bool(_ROLE_HEADS.match(name.lower()))


def predicate_follows(text: str, folded: str, at: int, end: int) -> bool:
    """Whether the verb of an order stands at `at`, after a blank or a comma."""
    here = at
    if folded.startswith(",", here):
        here += 1
    while here < end and folded[here] == " ":
        here += 1
    if here <= at or here >= end:
        return False
    if predicate_at(text, folded, here, end):
        return True
    if text[here].islower() and here == at + 1 and _ends_with_sector(folded, at):
        return not _qualified(folded, here, end) and folded[here : folded.find(" ", here)] not in _CONNECTIVES
    return text[here].isupper() and _ends_with_sector(folded, at) and opens_order(folded, here, end)


def _named(text: str, start: int, end: int, found_by: str, name: str | None = None, sure: float = 0.97) -> Named:
    return Named(name or text[start:end], Span(start, end), found_by, sure)


def _name_end(text: str, folded: str, at: int, end: int) -> int | None:
    """Where the name that opens at `at` ends, or None where none opens there."""
    if not opens_name(folded, at, end):
        return None
    here = at
    if office := _OFFICE.match(folded, at, end):
        here = office.end()
        if here + 1 < end and folded[here] == " " and (inner := _opening(folded, here + 1, end)) > here + 1:
            here = inner
    else:
        here = max(_opening(folded, at, end), at)
    if here == at:
        head = _HEAD.match(folded, at, end)
        here = head.end() if head else at
    return _run(text, folded, at, here, end)


def _opening(folded: str, at: int, end: int) -> int:
    """The end of the longest known phrase that a name can open with, or `at`."""
    ends = [at]
    for pattern in (_GROUP, _WITH_SECTOR, _ROLE_HEADS, _HEAD):
        if found := pattern.match(folded, at, end):
            ends.append(found.end())
    return max(ends)


def _run(text: str, folded: str, start: int, here: int, end: int) -> int | None:
    """Goes on from `here` word by word until the name is over."""
    words = 0
    while here < end and words < _LONGEST:
        mark = folded[here]
        if mark != " ":
            if mark == "-" or mark == "/" or mark.isalnum() or mark in ".&'":
                if mark == "." and not (here + 1 < end and folded[here + 1].isalnum()):
                    return here
                here += 1
                continue
            return here
        following = here + 1
        if following >= end:
            return here
        letter = text[following]
        if letter in "-–" and following + 1 < end and folded[following + 1] == " ":
            here = following + 1  # "Phát thanh - Truyền hình"
            continue
        if not letter.isalnum():
            return here
        stop = folded.find(" ", following, end)
        word = folded[following : stop if stop >= 0 else end].rstrip(",;:.)")
        if letter.islower():
            if folded.endswith("ngành", start, here) and _UNJOINED.match(folded, here, end):
                return here
            tail = _KEPT_TAILS.match(folded, following, end)
            if tail and (not tail[0].startswith("được") or _AT_LARGE.match(folded, start)):
                here = tail.end()
                words += 3
                continue
            if word in _CONNECTIVES:
                after = following + len(word) + 1
                capital = after < end and text[after].isupper() and not opens_name(folded, after, end)
                if word == "và" and (capital or _WITHIN_NAME.match(folded, after, end)):
                    here = following + len(word)
                    continue
                return here
            if _ends_with_sector(folded, here) and not _qualified(folded, following, end):
                return here  # a name that is complete: whatever follows is what it does
            if predicate_at(text, folded, following, end) and not _inside_name(text, folded, here, following):
                return here
        elif (
            _ends_with_sector(folded, here)
            and opens_order(folded, following, end)
            and not _PLACE_NAME.match(text, following)
        ):
            return here  # a heading run together with its order: "Sở Xây dựng Theo dõi, đôn đốc"
        here = following + len(word) if word else following + 1
        words += 1
    if words >= _LONGEST:
        return _last_capital(text, start, here)
    return here


_WITHIN_NAME = re.compile(
    r"(?:công nghiệp|dân dụng|nông thôn|hạ tầng|xây dựng|tôn giáo|dịch vụ|khu công nghiệp|khu chế xuất|khu kinh tế|kinh doanh hạ tầng|cứu nạn|tìm kiếm cứu nạn|trẻ em|đào tạo|môi trường|công nghệ|du lịch|thể thao|môi giới|xã hội(?! hóa))(?!\w)"
)
# a verb that is part of a name, by the word before it: "ban quản lý", "cơ quan quản lý", "dự án đầu tư xây dựng"
_VERB_IN_NAME = re.compile(
    r"(?:(?:ban|cơ quan|đơn vị|ngành|tổ chức|chi cục|cục|công ty|trung tâm|hạt) (?:quản lý|giám sát|kiểm soát|hỗ trợ|dịch vụ|xúc tiến|điều hành|phát triển)"
    r"|(?:chủ|nhà|xúc tiến|dự án|quản lý dự án|hạ tầng|doanh nghiệp|công ty|quỹ) (?:đầu tư|phát triển|bảo vệ|hỗ trợ)"
    r"|(?:đầu tư|dự án|ngành|hạ tầng|thanh tra) xây dựng|nông nghiệp ứng dụng"
    r"|(?:doanh nghiệp|cơ sở|sản xuất|hộ|hợp tác xã|trung tâm|đơn vị|tổ chức) (?:sản xuất|kinh doanh|cung cấp|dịch vụ|cung ứng|chế biến|xuất khẩu)|(?:cơ sở|trung tâm) (?:đào tạo|giáo dục|khám)"
    r"|(?:công|chương|quy|lộ|giáo|tiến|tờ|quá|hành) trình|(?:công|dân|độc|trung|tự|quốc) lập|ngoại giao|bàn giao|hàng hóa|giao (?:thông|dịch|lưu|thương|tiếp)"
    r"|(?:tổ chức|ban) (?:chỉ đạo|chỉ huy|tổ chức|điều phối))(?!\w)"
)
_OBJECT_OF_NAME = ("quản lý", "quản lý nhà nước", "cung cấp", "kinh doanh", "sản xuất")


def _inside_name(text: str, folded: str, here: int, following: int) -> bool:
    """A verb that belongs to the name: "Ban quản lý dự án", "các sở, ban, ngành quản lý quy hoạch"."""
    opening = max(folded.rfind(" ", 0, here), folded.rfind(" ", 0, max(0, folded.rfind(" ", 0, here))))
    for start in (opening + 1, folded.rfind(" ", 0, max(0, opening)) + 1, folded.rfind(" ", 0, here) + 1):
        found = _VERB_IN_NAME.match(folded, start)
        if found and found.end() > following:
            return True
    return folded.endswith(_OBJECT_OF_NAME, 0, here)


def _may_be_name(folded: str, at: int) -> bool:
    return bool(_ROLE_HEADS.match(folded, at) or _NAMED_VERB.match(folded, at) or _GROUP.match(folded, at))


def _qualified(folded: str, at: int, end: int) -> bool:
    """Whether the word at `at` may still belong to a name that is complete without it."""
    return bool(_QUALIFIER.match(folded, at, end))


def _ends_with_sector(folded: str, at: int) -> bool:
    """Whether a name is surely over at `at`, so that a capital verb after it opens the order."""
    return bool(_SECTOR_END.search(folded, max(0, at - 32), at))


def _last_capital(text: str, start: int, end: int) -> int | None:
    """The end of the last capitalised word, for a name whose end no rule tells."""
    last = None
    for word in re.finditer(r"\S+", text[start:end]):
        if word[0][0].isupper() and word.start():
            last = start + word.start() + len(word[0].rstrip(",;:."))
    return last


def _typed(text: str, folded: str, at: int, end: int, found_by: str) -> List | None:
    """ "các Bộ: Tài chính, Xây dựng" -> "Bộ Tài chính", "Bộ Xây dựng"; "UBND các tỉnh: A, B" -> "UBND tỉnh A", ..."""
    if (found := _TYPED_PLACES.match(folded, at, end)) and (found.end() < end and text[found.end()].isupper()):
        body = text[found.start("body") : found.end("body")] if found["body"] else ""
        place = found["place"] if found["place"] in ("tỉnh", "xã", "phường", "huyện", "thành phố") else ""
        return _items(text, folded, found.end(), end, f"{body}{place} ".lstrip(), found_by)
    if found := _TYPED_LIST.match(folded, at, end):
        first = found.end()
        while first < end and folded[first] == " ":
            first += 1
        if first >= end or not text[first].isupper():
            return None
        if found["colon"] != ":" and not (found["type"] in ("bộ", "sở") and _SECTOR.match(folded, first, end)):
            return None
        kind = text[found.start("type") : found.end("type")].split(",")[0]
        if "," in found["type"] and found["type"].startswith("bộ"):
            kind = "" if found["colon"] != ":" else kind
        return _items(text, folded, first, end, (kind[:1].upper() + kind[1:] + " ") if kind else "", found_by)
    return None


def _items(text: str, folded: str, at: int, end: int, kind: str, found_by: str) -> List | None:
    names: list[Named] = []
    here = at
    while here < end and text[here].isupper():
        sector = _SECTOR.match(folded, here, end)
        stop = (
            sector.end()
            if sector
            and not (
                text[sector.end() : sector.end() + 1] == " " and text[sector.end() + 1 : sector.end() + 2].isupper()
            )
            else None
        )
        if stop is None:
            stop = _capitals_end(text, folded, here, end)
        name = text[here:stop]
        own = not sector and re.match(rf"(?:{_TYPES})(?!\w)", folded[here:stop])
        names.append(_named(text, here, stop, found_by, name if own else kind + name, 0.95))
        here = stop
        while brackets := _BRACKETS.match(folded, here, end):
            here = brackets.end()
        join = re.compile(r", (?:và )?| và |; ").match(folded, here, end)
        if not join or not text[join.end() : join.end() + 1].isupper():
            break
        here = join.end()
        if opens_name(folded, here, end) and not _SECTOR.match(folded, here, end):
            rest = names_at(text, folded, here, end, found_by=found_by)
            return List(names + rest.names, rest.end) if rest.names else List(names, stop)
    return List(names, here) if names else None


def _capitals_end(text: str, folded: str, at: int, end: int) -> int:
    """The end of a name that opens with a capital and has no word of kind: "Bưu chính Viễn thông Việt Nam"."""
    here = at
    while here < end:
        if folded[here] in ",;:.()|\n":
            return here
        if folded[here] == " ":
            following = here + 1
            if following >= end:
                return here
            if text[following].islower() and (
                predicate_at(text, folded, following, end)
                or re.match(r"(?:và|cùng|với|theo|để|tại|trong|hoặc)(?!\w)", folded[following : following + 6])
            ):
                after = folded.find(" ", following) + 1
                if not (
                    folded.startswith("và ", following)
                    and text[after : after + 1].isupper()
                    and _SECTOR.search(folded[at : after + 14])
                ):
                    return here
        here += 1
    return here


def _bare_sector(text: str, folded: str, names: list[Named], at: int, end: int, found_by: str) -> Named | None:
    """ "các Bộ Tài chính, Xây dựng": a sector alone after a ministry or department takes over its word of kind."""
    if not names or at >= end or not text[at].isupper():
        return None
    kind = re.match(r"(Bộ|Sở|Ngành|bộ|sở) ", names[-1].name)
    sector = _SECTOR.match(folded, at, end)
    if not kind or not sector or (opens_name(folded, at, end) and kind[1].lower() != "bộ"):
        return None
    if text[sector.end() : sector.end() + 2].strip()[:1].isupper():
        return None
    return _named(text, at, sector.end(), found_by, f"{kind[1]} {text[at : sector.end()]}", 0.9)
