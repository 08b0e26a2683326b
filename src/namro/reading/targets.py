"""Numbers to reach: "vượt mức 23.600 tỷ đồng", "giảm ít nhất 30% thời gian", "VNPT: 25 trạm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from namro.reading import dates
from namro.reading.model import Span, Target

Op = Literal[">=", ">", "<=", "<", "="]

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_MEASURE = (
    r"%|(?:nghìn |ngàn |triệu |tỷ )?tỷ đồng|triệu đồng|nghìn đồng|(?:triệu|tỷ|nghìn) (?:usd|đô la)|usd|triệu tấn|tấn|triệu lượt(?: khách)?|lượt(?: khách)?|"
    r"ha|km2?|m2|m3|mw|kw|căn(?: hộ| nhà)?|doanh nghiệp|hộ|người|lao động|dự án|văn bản(?: quy phạm pháp luật)?|vbqppl|thủ tục|điểm|con/phụ nữ|"
    r"(?:sinh viên|học sinh|học viên|hộ nghèo|hộ dân|mẫu|cuốn|bộ|suất|giường|trạm|xã|phường|trường|công trình|sản phẩm|mô hình|nhiệm vụ|đơn vị|cơ sở|lớp|buổi|đợt|cuộc|tuần|ngày|giờ|lần|tiêu chí)"
)
_TARGET = re.compile(
    rf"""(?P<op>
        \b(?:đạt|bằng)\ (?:và\ vượt\ |(?P<more>trên|hơn)\ |từ\ |khoảng\ |tối\ thiểu\ |ít\ nhất\ |mức\ (?:trên\ )?|được\ )*
      | \b(?:ít\ nhất|tối\ thiểu|không\ (?:dưới|thấp\ hơn|ít\ hơn))\ (?:đạt\ |là\ |bằng\ |khoảng\ )?
      | \bvượt\ (?:mức\ |mục\ tiêu\ (?:[^,;.()]{{0,30}})?\(?|trên\ )?
      | \b(?:trên|hơn)\ (?:mức\ )?
      | \b(?:không\ (?:quá|vượt\ quá)|tối\ đa|giảm\ (?:xuống\ )?còn)\ (?:là\ |dưới\ )?
      | \bdưới\ (?:mức\ )?
      | \b(?:cắt\ giảm|giảm|tiết\ kiệm|tăng|cắt\ giảm,\ đơn\ giản\ hóa|giải\ ngân|nâng[^,;.:]{{0,40}}lên)\ (?:ngay\ |thêm\ |được\ |hết\ |khoảng\ )?(?:(?P<least>ít\ nhất|tối\ thiểu)\ )?
      | (?:hoàn\ thành|sửa\ đổi,\ bổ\ sung|lắp\ đặt|xây\ dựng|phấn\ đấu|bảo\ đảm|đảm\ bảo|trồng|đào\ tạo|thành\ lập|thu\ hút|khởi\ công|tuyển|cung\ cấp|phát\ triển|tạo)\ (?:ngay\ |mới\ |thêm\ |có\ |cho\ )*
      | \btừ\ 
      | (?<=:\ )|(?<=;\ )|(?<=,\ )|(?<=\()|(?<=\.\ )|(?<=\n)|(?<=và\ )|(?<=mục\ tiêu\ )|(?<=tại\ )|(?<=cho\ )|(?<=với\ )|^
    )(?P<number>{_NUMBER})\ ?(?P<unit>{_MEASURE.replace(" ", chr(92) + " ")}|(?<=[^\d])[a-zà-ỹđ]+)?(?![\w%])(?P<up>\ trở\ lên)?""",
    re.VERBOSE,
)
_COUNTED = re.compile(r"(?P<number>\d[\d.]*) (?P<unit>[a-zà-ỹđ]+)(?=[,;.)]| \(|$)")
_PAST = re.compile(
    r"(?:đã|mới chỉ|hiện(?: nay)?|ước|chiếm|chỉ|so với[^,;.]{0,40}|năm trước|theo báo cáo|có|cùng kỳ|bình quân)(?: [^\s,;.]+)? ?$"
)
_SCOPE = re.compile(
    r"(?:từ|có (?:tổng )?(?:mức|vốn|quy mô)[^,;.]{0,40}|các dự án|trường hợp|đối với[^,;.]{0,60}|thời hạn|trong vòng|sau|kể từ|quá) ?$"
)
# "dự án có tỷ lệ giải ngân dưới 40%" tells which projects, not what to reach
_HAVING = re.compile(
    r"(?:dự án|đơn vị|hồ sơ|doanh nghiệp|công trình|địa phương|xã|hộ|cơ sở|trường hợp) (?:có|đạt) [^,;.]{0,45}$"
)
_QUARTER = re.compile(dates.QUARTER)
_YEAR = re.compile(r"(?:năm|đến|-) ?(20\d\d)")


def find_targets(text: str, folded: str, span: Span, *, year: int | None) -> list[Target]:
    """The numbers to reach inside `span`, the words of one task."""
    found: list[Target] = []
    for match in _numbers(folded, span):
        op = _op(match, folded)
        if op is None or folded.count('"', span.start, match.start()) % 2:  # a figure in the name of a programme
            continue
        value = float(match["number"].replace(".", "").replace(",", "."))
        place = Span(match.start(), match.end())
        unit = text[match.start("unit") : match.end("unit")]
        found.append(
            Target(
                text[place.start : place.end],
                place,
                op,
                value,
                unit,
                _period(folded, span, place, year),
                f"target.{_rule(match)}",
                0.85,
            )
        )
    return found


def _numbers(folded: str, span: Span) -> Iterator[re.Match[str]]:
    """The figures with their words of reaching; the grammar is tried only before a digit."""
    done = span.start
    for digit in _DIGITS.finditer(folded, span.start, span.end):
        if digit.start() < done:
            continue
        found = _TARGET.search(folded, max(done, digit.start() - 55), min(span.end, digit.end() + 45))
        while found and found.start("number") < digit.start():
            found = _TARGET.search(folded, found.start() + 1, min(span.end, digit.end() + 45))
        if found and found.start("number") == digit.start():
            yield found
            done = found.end()


# a figure with a unit; days, numbers of documents and of articles are none
_DIGITS = re.compile(
    r"(?<![\w/.,-])(?<!ngày )(?<!tháng )(?<!năm )(?<!số )(?<!điều )(?<!khoản )(?<!quý )\d+(?:[.,]\d+)* ?(?=%|[a-zà-ỹđ])(?!(?:tháng|năm|người dân|/))"
)


def _op(match: re.Match[str], folded: str) -> Op | None:
    lead, unit = match["op"].strip(), match["unit"]
    before = folded[max(0, match.start() - 60) : match.start()]
    if unit is None or _SCOPE.search(before):
        return None
    hundred = match["number"] == "100" and unit == "%"
    if not lead:
        return _bare(match, folded, before)
    if unit in ("ngày", "giờ", "lần", "tháng", "năm", "tuần", "điểm") and not lead.startswith(("giảm", "cắt", "tiết")):
        return None
    if _PAST.search(before) or re.match(r"[^,;.]{0,25} đã ", folded[match.end() : match.end() + 40]):
        return None
    if lead == "từ":
        return ">=" if match["up"] and not _HAVING.search(before) else None
    if _HAVING.search(before):
        return None
    if lead.startswith(("đạt", "bằng")):
        if before.endswith(("mới ", "chỉ ", "đã ")):
            return None
        return ">" if match["more"] else ">="
    if lead.startswith(("ít nhất", "tối thiểu", "không dưới", "không thấp", "không ít")):
        return ">="
    if lead.startswith("vượt") or lead.startswith(("trên", "hơn")):
        return ">"
    if lead.startswith(("không quá", "không vượt", "tối đa")) or "còn" in lead:
        return "<="
    if lead.startswith("dưới"):
        return "<"
    if lead.startswith(("cắt", "giảm", "tiết kiệm", "tăng")):
        return ">=" if match["least"] else "="
    if lead.startswith("giải ngân"):
        return "=" if hundred else ">="
    if lead.startswith("nâng"):
        return ">="
    if hundred:
        return "="
    return ">=" if unit != "%" or lead.startswith(("phấn đấu", "bảo đảm", "đảm bảo")) else None


def _bare(match: re.Match[str], folded: str, before: str) -> Op | None:
    """A figure with no word of reaching: "100% thủ tục ...", "70% phụ nữ ... được tầm soát", "VNPT: 25 trạm"."""
    number, unit = match["number"], match["unit"]
    after = folded[match.end() : match.end() + 1]
    if unit == "%":
        if not folded[match.end() : match.end() + 2].strip(" .,;)"):
            return None
        if before.endswith(("tại ", "cho ", "với ")) and number != "100":
            return None
        return "=" if number == "100" else ">="
    if before.endswith((": ", "(")) and after in (",", ";", ".", ")", "", "\n", " "):
        tail = folded[match.end() : match.end() + 2]
        return ">=" if tail[:1] in (",", ";", ".", ")", "\n", "") or tail == " (" else None
    return None


def _rule(match: re.Match[str]) -> str:
    return "stated" if match["op"].strip() else "bare"


def _period(folded: str, span: Span, place: Span, year: int | None) -> str | None:
    """The period a target is for: the nearest quarter in its clause, else the nearest year before it."""
    clause = max(folded.rfind(mark, span.start, place.start) for mark in ";.\n") + 1
    before = folded[max(clause, span.start) : place.start]
    quarters = list(_QUARTER.finditer(before))
    if quarters and (period := dates.period_of(quarters[-1][0], year=year)):
        return period.value
    years = _YEAR.findall(before) or _YEAR.findall(folded[place.end : min(span.end, place.end + 60)])
    return years[-1] if years else None
