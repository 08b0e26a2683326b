"""The names in a cell of a task table, where whatever stands is one: each up to ";", a line end or the next name.

Beside the names that running text knows there are persons of a unit ("Chuyên viên phòng Kế hoạch"), bodies that a
clause tells ("Các đơn vị được giao lập hồ sơ") and lists of one kind parted by ";" ("Các Vụ: Kế hoạch, Tài chính;
Pháp chế"); of them the words are kept as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from namro.reading import name_patterns as known
from namro.reading.labelled import names_in
from namro.reading.lexicon import alternation, words
from namro.reading.model import Named, Span
from namro.reading.name_ends import name_end, opens_name, opens_order
from namro.reading.table_cells import STAFF
from namro.reading.table_heads import column_field

_BULLETS = " -–+*•\n;,.|"
_BREAK = re.compile(r"[;\n]|, | và | ?/ ?")
_PARTS = re.compile(r"[;.](?=\s|$)")
# "(Các đơn vị) được giao lập hồ sơ", but not "có liên quan", "có trách nhiệm"
_CLAUSE = re.compile(r" (?:được|đang|có (?!liên quan|trách nhiệm))")
# without one of these a cell in which a name is found holds no other than names as running text knows them
_PECULIAR = re.compile(rf"[:;\n]|{_CLAUSE.pattern}|{STAFF.pattern}|(?:lãnh đạo|trưởng|giám đốc|chủ tịch|thủ trưởng) ")
_BRACKETS = re.compile(r" ?\([^()]*\)")
_GROUP_FOLLOWS = re.compile(r"(?:các |ubnd |ủy ban )")  # a name in small letters: "..., các xã, phường"
_NO_NAME = re.compile(
    rf"(?:theo|như|tùy|không|trên|đến|từ|năm|tháng|quý|\d|(?:{alternation(words('results', 'output'))}|cơ chế)(?!\w))"
)
_LONGEST = 100  # code points of a name that opens with no word of kind
_SURE = 0.9
_SURE_OF_UNKNOWN = 0.8


def names_in_cell(text: str, folded: str, cell: Span, rule: str, *, persons: bool) -> list[Named]:
    """The names of a cell; with `persons`, in the steps of a procedure, heads of agencies too stay as written."""
    if not persons and not _PECULIAR.search(folded, *cell) and (plain := names_in(text, folded, *cell, rule)):
        return plain
    found: list[Named] = []
    since = cell.start
    for entry in _entries(text, folded, cell):
        if entry.start < since:
            continue
        if listed := _listed(text, folded, entry, cell, rule):
            own, end = listed
        elif _is_whole(folded, entry, persons=persons) or _is_told(text, folded, entry):
            own, end = [_whole(text, entry, rule, _SURE)], entry.end
        elif _is_unknown(text, folded, entry, cell):
            own, end = [_whole(text, entry, rule, _SURE_OF_UNKNOWN)], entry.end
        else:
            continue
        found += [*names_in(text, folded, since, entry.start, rule), *own]
        since = end
    return found + names_in(text, folded, since, cell.end, rule)


def _entries(text: str, folded: str, cell: Span) -> Iterator[Span]:
    at = cell.start
    while at < cell.end:
        while at < cell.end and text[at] in _BULLETS:
            at += 1
        end, following = _entry_end(text, folded, at, cell.end)
        if end > at:
            yield Span(at, end)
        at = following


def _entry_end(text: str, folded: str, at: int, end: int) -> tuple[int, int]:
    """Where the entry at `at` ends, at ";", a line end, or before one more name; and where the next begins."""
    for mark in _BREAK.finditer(folded, at, end):
        if folded.count("(", at, mark.start()) > folded.count(")", at, mark.start()):
            continue
        if mark[0] in ";\n":
            return mark.span()
        after = mark.end()
        named = opens_name(folded, after, end) or STAFF.match(folded, after, end)
        if named and (text[after].isupper() or _GROUP_FOLLOWS.match(folded, after, end)):
            return mark.span()
    return end, end


def _is_whole(folded: str, entry: Span, *, persons: bool) -> bool:
    """Whether an entry names a person of a unit, or the head of an agency that it does not name."""
    if STAFF.match(folded, entry.start, entry.end):
        return True
    office = known.OFFICE.match(folded, entry.start, entry.end)
    if office is None:
        return False
    return persons or " " not in folded[office.end() : entry.end].strip()  # "Lãnh đạo Sở": of no named agency


def _is_told(text: str, folded: str, entry: Span) -> bool:
    """Whether a clause tells which of many are meant: "Các sở, ngành được xin ý kiến"."""
    if not _CLAUSE.search(folded, *entry):
        return False
    opening = known.GROUP.match(folded, *entry) or known.AT_LARGE.match(folded, *entry)
    if opening is None:
        return False
    stop = min(name_end(text, folded, *entry) or 0, entry.end)
    return any(_CLAUSE.match(folded, at, entry.end) for at in (opening.end(), stop))


def _listed(text: str, folded: str, entry: Span, cell: Span, rule: str) -> tuple[list[Named], int] | None:
    """ "Các Vụ: Kế hoạch, Tài chính; Pháp chế": the names of one kind that ";" parts, and where they end."""
    opening = known.TYPED_LIST.match(folded, entry.start, cell.end)
    line_end = folded.find("\n", entry.start, cell.end)
    end = cell.end if line_end < 0 else line_end
    if not opening or opening["colon"] != ":" or folded.find(";", opening.end(), end) < 0:
        return None
    kind = text[opening.start("type") : opening.end("type")]
    names: list[Named] = []
    at = opening.end()
    for part in _PARTS.split(text[at:end]):
        start = at + len(part) - len(part.lstrip())
        item = Span(start, max(start, at + len(part.rstrip(" .,"))))
        at += len(part) + 1
        if item.start == item.end:
            continue
        if known.HEAD.match(folded, *item) and not known.FIELD_OF_BODY.match(folded, *item):
            names += names_in(text, folded, *item, rule)
        else:
            whole = _whole(text, item, rule, _SURE)
            names.append(Named(f"{kind[:1].upper()}{kind[1:]} {whole.name}", whole.span, rule, _SURE))
    return names, end


def _is_unknown(text: str, folded: str, entry: Span, cell: Span) -> bool:
    """Whether an entry of its own opens with no word of kind and is a name all the same: "Hợp phần Y tế"."""
    start, end = entry
    before = text[cell.start : start].rstrip(" \n")
    if before and before[-1] not in ";-–+*•":
        return False
    if not text[start].isupper() or end - start > _LONGEST or opens_name(folded, start, end):
        return False
    if column_field(folded[start:end]) or _NO_NAME.match(folded, start, end):
        return False
    return not opens_order(folded, start, end)


def _whole(text: str, entry: Span, rule: str, sure: float) -> Named:
    """An entry as a name, without what stands in brackets."""
    brackets = _BRACKETS.search(text, *entry)
    words = text[entry.start : brackets.start() if brackets else entry.end].rstrip(" .,;:\n")
    return Named(" ".join(words.split()), Span(entry.start, entry.start + len(words)), rule, sure)
