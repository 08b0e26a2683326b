"""Why a name was resolved as it was, in one or two Vietnamese sentences for the person who looks at it."""

from __future__ import annotations

from datetime import date

from namro.agencies.name_index import How
from namro.agencies.phrases import WHY_AT_LARGE
from namro.agencies.records import AtLarge, Dated, Group
from namro.agencies.tree import Body, Heir
from namro.calendar.wording import sentence_case
from namro.calendar.wording import written as in_figures


def of_form(how: How, text: str, body: Body) -> str:
    """The words are the body's name, or one of the ways of writing it."""
    match how:
        case "abbreviation":
            return f"“{text}” là cách viết tắt của {body.name}."
        case "alias":
            return f"“{text}” là cách gọi khác của {body.name}."
        case "place":
            return f"“{text}” là tên địa phương, hiểu là {body.name}."
        case _ if text.lower() == body.name.lower():
            return f"“{text}” là tên trong danh bạ."
        case _:
            return f"“{text}” là {body.name}."


def of_other_marks(text: str, body: Body) -> str:
    """The letters agree, the marks do not."""
    return f"“{text}” viết thiếu dấu hoặc khác dấu so với {body.name}."


def of_faults(faults: int, text: str, body: Body) -> str:
    """A few letters do not agree."""
    return f"“{text}” khác {faults} chữ cái so với cách viết {body.name}; có thể do lỗi quét hoặc gõ, cần kiểm tra lại."


def of_mended(text: str, mended: str, reason: str) -> str:
    """A short form was one letter off."""
    return f"Chữ viết tắt trong “{text}” có thể sai, đọc là “{mended}”; cần kiểm tra lại. {reason}"


def of_several(text: str) -> str:
    """More than one is called so on the day."""
    return f"“{text}” có thể là nhiều đơn vị; cần chọn."


def of_members(group: Group, count: int, day: date, qualifier: str | None) -> str:
    """Whom the group means, and that a qualifier leaves the choice open."""
    size = f"gồm {count} đơn vị" if count else "chưa có đơn vị nào trong danh bạ"
    said = f"{sentence_case(group.name)}: {size} vào ngày {in_figures(day)}."
    return f"{said} Chỉ giao cho đơn vị “{qualifier}”: cần chọn trong danh sách." if qualifier else said


def of_head(text: str, reason: str) -> str:
    """The words name the head of the agency."""
    return f"“{text}” nêu người đứng đầu; hiểu là giao cho cơ quan. {reason}"


def of_deputy(text: str, body: Body) -> str:
    """The words name a deputy, who is not the agency."""
    return f"“{text}” nêu cấp phó, không nêu cơ quan; chọn người giữ chức vụ, hoặc giao cho {body.name}."


def of_bare_office(text: str) -> str:
    """The words name an office and no agency."""
    return f"“{text}” chỉ nêu chức vụ, không nêu cơ quan."


def of_at_large(text: str, at_large: AtLarge) -> str:
    """The words name no agency."""
    return f"“{text}” {WHY_AT_LARGE[at_large.breadth]}"


def of_end(body: Body, day: date) -> str:
    """The body was no more, or not yet, on the day."""
    if body.valid_to is not None and body.valid_to < day:
        return f"{sentence_case(body.name)} kết thúc ngày {in_figures(body.valid_to)}"
    return f"{sentence_case(body.name)} có từ ngày {in_figures(body.valid_from)}" if body.valid_from else body.name


def of_successor(former: Body, heir: Heir, day: date) -> str:
    """Who took over, and for which part of the work."""
    part = f" ({heir.step.note})" if heir.step.note else ""
    return f"{of_end(former, day)}; từ ngày {in_figures(heir.step.effective_on)} là {heir.body.name}{part}."


def of_predecessor(later: Body, heir: Heir, day: date) -> str:
    """Who did the work before."""
    return f"{of_end(later, day)}; trước đó là {heir.body.name}."


def of_nobody_else(body: Body, day: date) -> str:
    """Nobody is known to have come after, or to have been before."""
    when = "kế tục" if body.valid_to is not None and body.valid_to < day else "trước đó"
    return f"{of_end(body, day)}; danh bạ chưa ghi đơn vị {when}."


def of_several_after(former: Body, day: date) -> str:
    """Several took over, or did the work before."""
    return f"{of_end(former, day)}; việc thuộc nhiều đơn vị, cần chọn."


def of_old_alias(text: str, days: Dated, body: Body, day: date) -> str:
    """The body was called so on other days."""
    if days.valid_to is not None and days.valid_to < day:
        return f"“{text}” là cách gọi đến hết ngày {in_figures(days.valid_to)} của {body.name}."
    since = f" từ ngày {in_figures(days.valid_from)}" if days.valid_from else ""
    return f"“{text}” là cách gọi{since} của {body.name}."


def of_beginning(text: str, body: Body) -> str:
    """The name goes on where the words stop."""
    return f"“{text}” là phần đầu của tên {body.name}; tên viết chưa đủ."


def of_rest(rest: str, body: Body) -> str:
    """Words follow that are no part of the name."""
    return f"Sau tên {body.name} còn chữ “{rest}”; có thể lẫn chữ của câu."


def of_nothing(text: str) -> str:
    """Nobody is called so."""
    return f"Danh bạ chưa có đơn vị, nhóm hay cách gọi nào là “{text}”." if text else "Chưa có tên."
