"""Where an order begins after its doers, and how far the last of them reaches. Texts and places are as in orders.py."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from namro.reading.lexicon import pattern
from namro.reading.model import Named, Span
from namro.reading.name_ends import opens_name, predicate_at, predicate_follows
from namro.reading.name_patterns import COUNT
from namro.reading.names import is_at_large, is_role

_of_orders = partial(pattern, "order_words")

_DUTY = re.compile(rf",? ?(?:{_of_orders('duty')})(?!\w)")  # ", chịu trách nhiệm"
# "Sở X được giao quản lý dự án có trách nhiệm ..."
_ASSIGNED = re.compile(r" được (?:phân công|giao)[^;.:\n]{0,160}(?:có trách nhiệm|phải|chủ động|chịu trách nhiệm)")
# what may part a doer from its verb: "UBND các xã, trên địa bàn quản lý, ..."
_SCOPE = re.compile(rf", (?:{_of_orders('scope_after_comma')})(?!\w)| (?:{_of_orders('scope')})(?!\w)| (?:để|từ) ")
# "UBND các xã" + " khi tổ chức lễ hội phải ..."
_WHEN = re.compile(r",? khi [^;.:\n]{3,140}?,? (?:cần|phải|có trách nhiệm|chịu trách nhiệm) ")
# "Sở Y tế, các bệnh viện" + ", đặc biệt là người đứng đầu chịu trách nhiệm ..."
_ABOVE_ALL = re.compile(
    r", (?:nhất là|đặc biệt là|trước hết là) [^,;.:\n]{3,60}? "
    r"(?:(?:có|chịu) trách nhiệm|phải|cần|chủ động|tập trung|tiếp tục) "
)
# the last article names whom no rule knows, too: "Giám đốc các sở" + ", kế toán trưởng chịu trách nhiệm thi hành"
CARRIES_OUT = re.compile(
    r"[,;] [^.:\n]{3,200}? chịu trách nhiệm (?:(?:tổ chức )?(?:thi hành|triển khai thực hiện|thực hiện)"
    # "... chịu trách nhiệm trực tiếp trước Chính phủ về kết quả thực hiện Nghị quyết này"
    r"|(?:toàn diện |trực tiếp )?trước [^.;:\n]{3,60}? (?:về|đối với|trong) [^.;:\n]{3,90})"
    r" [^,;.:\n]{3,30} này(?!\w)"
)
_AFTER_SCOPE = re.compile(r"[^;.:\n]{0,160}?(?:, | )")
_COUNT = re.compile(COUNT)
# "Các cơ sở" + " bán lẻ xăng dầu: Niêm yết giá": before the colon of a label stands the whole name
_LABEL = re.compile(r",? [^;.:()\n]{3,60}(?=: [^\W\d])")
_IN_NO_LABEL = re.compile(rf"(?<!\w)(?:{_of_orders('in_no_label')})(?!\w)")
# "Các sở, ngành" + " được giao quản lý công trình, dự án": in a heading it tells which of many
_WHICH_OF_MANY = re.compile(rf",? (?:{_of_orders('which_of_many')})(?!\w)[^.;:()\n]{{3,170}}$")
_THEIR_DUTY = re.compile(r",? có trách nhiệm[ .:;]*$")
_TOGETHER = re.compile(r"(?:phối hợp|cùng) với ")
_LEVEL_MORE = re.compile(r", (?:sau đại học|cao đẳng|đại học|trung cấp|trung học|tiểu học|mầm non|đào tạo)(?!\w)")
_ONE_MORE = (", tổ chức ",)  # elsewhere the verb of an order: "các cơ quan" + ", tổ chức thực hiện"
_LONGEST_HEADING = 90  # code points of a heading after the last name that was understood
_LONGEST_FIELDS = 110  # the same where its fields are parted by commas


class Opening(NamedTuple):
    """Where the order begins after its doers."""

    at: int
    colon: bool


def before_verb(text: str, folded: str, names: list[Named]) -> list[Named] | None:
    """The names without the verb that the last one swallowed: "các đơn vị" of "các đơn vị cung cấp số liệu"."""
    span = names[-1].span
    for blank in re.finditer(" ", folded[span.start : span.end]):
        at = span.start + blank.end()
        if predicate_at(text, folded, at, span.end) and opens_name(folded, span.start, at - 1):
            return [*names[:-1], _up_to(text, names[-1], at - 1, 0.85)]
    return None


def order_after(text: str, folded: str, stop: int, end: int, *, heading: bool, opening: bool) -> Opening | None:
    """Where the order begins after names that end at `stop`; None if no order follows."""
    rest = folded[stop : min(end, stop + 40)]
    bare = rest.strip(" .;")
    if not bare:
        return Opening(stop, False) if heading else None
    if bare[0] == ":":
        if _COUNT.match(bare):
            return None
        return Opening(stop + rest.index(":") + 1, True)
    after_comma = folded[stop] == ","
    if (opening or not after_comma) and (predicate_follows(text, folded, stop, end) or _DUTY.match(folded, stop, end)):
        return Opening(stop, False)
    if _ASSIGNED.match(folded, stop, min(end, stop + 200)):
        return Opening(stop, False)
    if opening and folded.startswith((" khi ", ", khi "), stop) and _WHEN.match(folded, stop, end):
        return Opening(stop, False)
    if after_comma and _ABOVE_ALL.match(folded, stop, end):
        return Opening(stop, False)
    if opening and _SCOPE.match(folded, stop, end) and _AFTER_SCOPE.match(folded, stop + 1, end):
        return Opening(stop, False)
    return None


def whole_heading(text: str, folded: str, names: list[Named], stop: int, end: int) -> list[Named] | None:
    """A heading whose last name runs to its end: "Cơ quan chủ trì giải quyết thủ tục đầu tư dự án"."""
    if duty := _THEIR_DUTY.search(folded, stop, end):  # "... trên địa bàn" + " có trách nhiệm:"
        end = duty.start()
    rest = folded[stop:end].rstrip(" .:;")
    if not rest:
        return None
    if len(rest) == end - stop and _tells_which(folded, names, stop, end):
        return [*names[:-1], _up_to(text, names[-1], end, 0.85)]
    if _is_more_fields(text, folded, stop, rest, end):
        return [*names[:-1], _up_to(text, names[-1], stop + len(rest), 0.8)]
    if len(rest) > _LONGEST_HEADING or any(mark in rest for mark in ".;:,(\n"):
        return None
    if predicate_follows(text, folded, stop, end) and not is_role(names[-1].name):
        return None
    return [*names[:-1], _up_to(text, names[-1], stop + len(rest), 0.85)]


def to_the_end(text: str, folded: str, names: list[Named], stop: int, end: int) -> list[Named] | None:
    """The names of a heading that tells whose the duty is, which hold whatever verb follows them to its end:
    "Trách nhiệm của " + "cơ quan, tổ chức đặt hàng nghiên cứu".
    """
    rest = folded[stop:end].rstrip(" .:;")
    if not rest or len(rest) > _LONGEST_FIELDS or any(mark in rest for mark in ".;:(\n"):
        return None
    if not is_at_large(names[-1].name):
        return None
    if rest.startswith(_ONE_MORE):
        start = stop + len(", ")
        return [*names, Named(text[start : stop + len(rest)], Span(start, stop + len(rest)), names[-1].found_by, 0.85)]
    if not rest.startswith(" ") or not predicate_follows(text, folded, stop, end):
        return None
    return [*names[:-1], _up_to(text, names[-1], stop + len(rest), 0.85)]


def whole_label(text: str, folded: str, names: list[Named], stop: int, end: int) -> list[Named] | None:
    """The names of a label whose last one runs to its colon: "Các cơ sở bán lẻ xăng dầu: Niêm yết giá"."""
    label = _LABEL.match(folded, stop, end)
    if not label or not text[label.end() + 2].isupper() or not is_at_large(names[-1].name):
        return None
    if _IN_NO_LABEL.search(label[0]):
        return None
    return [*names[:-1], _up_to(text, names[-1], label.end(), 0.85)]


def _tells_which(folded: str, names: list[Named], stop: int, end: int) -> bool:
    """Whether what follows the names of a heading tells which of many are meant."""
    which = _WHICH_OF_MANY.match(folded, stop, end)
    return which is not None and not _TOGETHER.search(which[0]) and is_at_large(names[-1].name)


def _is_more_fields(text: str, folded: str, stop: int, rest: str, end: int) -> bool:
    """Whether `rest` only tells more fields of the name before it: "Viện Văn hóa" + ", Nghệ thuật, Thể thao"."""
    if not re.match(r", \w", rest) or not (text[stop + 2].isupper() or _LEVEL_MORE.match(rest)):
        return False
    if len(rest) >= _LONGEST_FIELDS or any(mark in rest for mark in ".;:("):
        return False
    words = (stop + found.start() + 1 for found in re.finditer(r" \w", rest))
    return not any(predicate_at(text, folded, at, end) for at in words)


def _up_to(text: str, name: Named, end: int, sure: float) -> Named:
    return Named(text[name.span.start : end], Span(name.span.start, end), name.found_by, sure)
