"""Numbers to reach: "vượt mức 23.600 tỷ đồng", "giảm ít nhất 30% thời gian", "VNPT: 25 trạm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Literal

from namro.reading import dates
from namro.reading.lexicon import pattern, words
from namro.reading.model import Span, Target

Op = Literal[">=", ">", "<=", "<", "="]

_of_targets = partial(pattern, "target_words")

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"  # 23.600 or 12,5
_TARGET = re.compile(
    rf"""(?P<op>
        # "đạt và vượt ", "bằng khoảng ", "đạt tỷ lệ "
        \b(?:đạt|bằng)\ (?:
          và\ vượt\ |(?P<more>trên|hơn)\ |từ\ |khoảng\ |tối\ thiểu\ |ít\ nhất\ |mức\ (?:trên\ )?|được\ |tỷ\ lệ\ )*
        # "ít nhất ", "không thấp hơn "
      | \b(?:ít\ nhất|tối\ thiểu|không\ (?:dưới|thấp\ hơn|ít\ hơn))\ (?:đạt\ |là\ |bằng\ |khoảng\ )?
        # "vượt mục tiêu cả năm (", "trên mức "
      | \bvượt\ (?:mức\ |mục\ tiêu\ (?:[^,;.()]{{0,30}})?\(?|trên\ )?
      | \b(?:trên|hơn)\ (?:mức\ )?
        # "không quá ", "giảm xuống còn dưới "
      | \b(?:không\ (?:để\ )?(?:quá|vượt\ quá)|tối\ đa|giảm\ (?:xuống\ )?còn
          |(?:giảm|hạ)[^;.:]{{0,45}}\ xuống\ (?:còn\ )?)
        \ ?(?:là\ |dưới\ )?
      | \bdưới\ (?:mức\ )?
        # "cắt giảm ngay ", "nâng tỷ lệ che phủ rừng lên "
      | \b(?:{_of_targets("change")}|nâng[^,;.:]{{0,40}}lên)\ (?:ngay\ |thêm\ |được\ |hết\ |khoảng\ )?
        (?:(?P<least>ít\ nhất|tối\ thiểu)\ )?
        # "trồng mới ", "khởi công "
      | (?:{_of_targets("making")})\ (?:ngay\ |mới\ |thêm\ |có\ |cho\ |nghề\ )*
        # "phấn đấu sản lượng thịt hơi "
      | \bphấn\ đấu\ (?:tổng|tỷ\ lệ|sản\ lượng|diện\ tích|giá\ trị|kim\ ngạch|số)\ [^\d,;.:]{{0,40}}
      | \btừ[ ]
        # no word of reaching: a figure alone
      | (?<=:\ )|(?<=;\ )|(?<=,\ )|(?<=\()|(?<=\.\ )|(?<=\n)|(?<=và\ )|(?<=mục\ tiêu\ )|(?<=tại\ )
      | (?<=cho\ )|(?<=với\ )|^
    )(?P<number>{_NUMBER})
    (?P<range>\ ?[-–]\ ?\d+(?:,\d+)?|/\d+)?\ ?(?P<unit>{_of_targets("unit")}|(?<=[^\d])[a-zà-ỹđ]+)?
    (?![\w%])(?P<up>\ trở\ lên)?""",
    re.VERBOSE,
)
# a figure with a unit; days, numbers of documents and of articles are none. What may not stand before it is told after
# its first digit, for the search leaps to that.
_DIGITS = re.compile(
    r"\d(?<![\w/.,-]\d)(?<!\d - \d)(?<!ngày \d)(?<!tháng \d)(?<!năm \d)(?<!số \d)(?<!điều \d)(?<!khoản \d)"
    r"(?<!quý \d)\d*(?:[.,]\d+)*"
    r"(?: ?[-–] ?\d+(?:,\d+)?(?=[ %])|/\d+(?= (?!năm)))? ?(?=%|[a-zà-ỹđ])(?!(?:tháng|năm|người dân|rõ|/))"
)
_WORD_STARTS = re.compile(r"\b\w")  # where words of reaching, or a figure alone, begin
_BEFORE_DIGITS = 55  # code points: no word of reaching stands farther before its figure
_AFTER_DIGITS = 45  # nor a unit ends farther after it
_MEASURES_OF_WORK = frozenset(words("target_words", "measure_of_work"))  # "10 ngày" is a target only when cut
# "đã " "đạt 90%", "so với cùng kỳ năm trước " "tăng 5%": what was reached
_PAST = re.compile(rf"(?:{_of_targets('past')}|so với[^,;.]{{0,40}})(?: [^\s,;.]+)? ?$")
# "100% hồ sơ" + " đã được giải quyết"; not "100% kế hoạch vốn" + " đã được giao"
_PAST_AFTER = re.compile(r"[^,;.]{0,25} đã (?!được[^,;.]{0,40} (?:giao|bố trí|phân bổ|phê duyệt)(?!\w))")
# "có tổng mức đầu tư " "trên 100 tỷ đồng": which things, not what to reach
_SCOPE = re.compile(
    rf"(?:{_of_targets('scope')}|có (?:tổng )?(?:mức|vốn|quy mô)[^,;.]{{0,40}}|đối với[^,;.]{{0,60}}) ?$"
)
# "mở cửa ngay khi " "hoàn thành 03 công trình": told of a time, not to be reached by this order
_ONCE_DONE = re.compile(r"(?<!\w)khi $")
# "dự án có tỷ lệ giải ngân " "dưới 40%"
_HAVING = re.compile(rf"(?:{_of_targets('holder')}) (?:có|đạt) [^,;.]{{0,45}}$")
_LISTED = re.compile(r"(?: [^\W\d]+){0,3}(?:, (?:và )?| và | hoặc )")  # between two figures of one list
_QUARTER = re.compile(dates.QUARTER)
_YEAR = re.compile(r"(?:năm|đến|-) ?(20\d\d)")
# the words of reaching, by what they compare, in the order in which they are tried
_OPS: tuple[tuple[tuple[str, ...], Op], ...] = (
    (("ít nhất", "tối thiểu", "không dưới", "không thấp", "không ít"), ">="),
    (("vượt", "trên", "hơn"), ">"),
    (("không quá", "không vượt", "không để", "tối đa", "giảm còn", "giảm xuống còn"), "<="),
    (("dưới",), "<"),
    (("nâng",), ">="),
)
_TRAITS = ("tầng", "tuổi")  # "nhà từ 7 tầng trở lên", "trẻ em dưới 15 tuổi": which things, not what to reach
_WHERE = (
    "loại",
    "ngành",
    "kênh",
    "lĩnh vực",
    "địa bàn",
    "nền tảng",
    "mặt",
    "trục",
    "tuyến",
)  # "trên 4 loại hình báo chí"
_PROMISES = ("phấn đấu", "bảo đảm", "đảm bảo")


def find_targets(text: str, folded: str, span: Span, *, year: int | None) -> list[Target]:
    """The numbers to reach inside `span`, the words of one task; `year` completes a quarter without one."""
    found: list[Target] = []
    for match in _numbers(folded, span):
        op = _op_of_list(match, folded, found) or _op(match, folded)
        if op is None or folded.count('"', span.start, match.start()) % 2:  # a figure in the name of a programme
            continue
        place = Span(*match.span())
        found.append(
            Target(
                quote=text[place.start : place.end],
                span=place,
                op=op,
                value=float(match["number"].replace(".", "").replace(",", ".")),
                unit=text[match.start("unit") : match.end("unit")],
                period=_period(folded, span, place, year),
                found_by="target.stated" if match["op"].strip() else "target.bare",
                confidence=0.85,
            )
        )
    return found


def _numbers(folded: str, span: Span) -> Iterator[re.Match[str]]:
    """The figures with their words of reaching; the grammar is tried only before a digit."""
    done = span.start
    for digit in _DIGITS.finditer(folded, span.start, span.end):
        if digit.start() < done:
            continue
        stop = min(span.end, digit.end() + _AFTER_DIGITS)
        for word in _WORD_STARTS.finditer(folded, max(done, digit.start() - _BEFORE_DIGITS), digit.end()):
            found = _TARGET.match(folded, word.start(), stop)
            if found and found.start("number") >= digit.start():
                if found.start("number") == digit.start():
                    yield found
                    done = found.end()
                break


def _op_of_list(match: re.Match[str], folded: str, found: list[Target]) -> Op | None:
    """What the figure before it compares holds for one in the same list: "không quá 01 tập thể, 03 cá nhân"."""
    if match["op"].strip() or not match["unit"] or not found or found[-1].op not in ("<=", "<"):
        return None
    return found[-1].op if _LISTED.fullmatch(folded, found[-1].span.end, match.start("number")) else None


def _op(match: re.Match[str], folded: str) -> Op | None:
    """How the words before a figure compare; None where it is nothing to reach."""
    lead, unit = match["op"].strip(), match["unit"]
    before = folded[max(0, match.start() - 60) : match.start()]
    if unit is None or not float(match["number"].replace(".", "").replace(",", ".")) or _SCOPE.search(before):
        return None
    if not lead:
        return _bare_op(match, folded, before)
    if unit in _TRAITS or (lead == "trên" and unit in _WHERE):
        return None
    if unit in _MEASURES_OF_WORK and not lead.startswith(("giảm", "cắt", "tiết")):
        return None
    least = lead.startswith(("ít nhất", "tối thiểu"))  # of what was, nobody says so
    if (not least and _PAST.search(before)) or _PAST_AFTER.match(folded, match.end(), match.end() + 90):
        return None
    if (not least and _HAVING.search(before)) or _ONCE_DONE.search(before):
        return None
    if lead == "từ":
        return ">=" if match["up"] else None
    if lead.startswith(("đạt", "bằng")):
        if before.endswith("mới "):  # "mới đạt 39,5%"
            return None
        return ">" if match["more"] else ">="
    if lead.endswith((" xuống", " xuống còn", " xuống còn dưới")):
        return "<="
    for openings, op in _OPS:
        if lead.startswith(openings):
            return op
    if lead.startswith(("cắt", "giảm", "tiết kiệm", "tăng")):
        return ">=" if match["least"] else "="
    hundred = match["number"] == "100" and unit == "%"
    if hundred:
        return "="
    return ">=" if unit != "%" or lead.startswith(("giải ngân", *_PROMISES)) else None


def _bare_op(match: re.Match[str], folded: str, before: str) -> Op | None:
    """A figure with no word of reaching: "100% thủ tục ...", "70% phụ nữ ... được tầm soát", "VNPT: 25 trạm"."""
    after = folded[match.end() : match.end() + 2]
    if match["unit"] == "%":
        hundred = match["number"] == "100"
        if not after.strip(" .,;)") or (before.endswith(("tại ", "cho ", "với ")) and not hundred):
            return None
        return "=" if hundred else ">="
    closed = after[:1] in (",", ";", ".", ")", "\n", "") or after == " ("
    return ">=" if closed and before.endswith((": ", "(")) else None


def _period(folded: str, span: Span, place: Span, year: int | None) -> str | None:
    """The period a target is for: the nearest quarter in its clause, else the nearest year before it."""
    clause = max(folded.rfind(mark, span.start, place.start) for mark in ";.\n") + 1
    before = folded[max(clause, span.start) : place.start]
    quarters = list(_QUARTER.finditer(before))
    if quarters and (period := dates.period_of(quarters[-1][0], year=year)):
        return period.value
    years = _YEAR.findall(before) or _YEAR.findall(folded[place.end : min(span.end, place.end + 60)])
    return years[-1] if years else None
