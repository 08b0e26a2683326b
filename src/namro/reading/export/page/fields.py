"""The fields of a card: what was found for each clear of a task, with the keys of its words in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from namro.reading.export import wording
from namro.reading.export.page.words import key_of
from namro.reading.export.register import Entry
from namro.reading.model import Named, Source

NO_TERM = "không phải hạn"  # of a soft word of time
_QUOTE_LENGTH = 120


class Item(NamedTuple):
    """A name, day or number, and the keys of its words, parted by spaces."""

    text: str
    keys: str = ""


NOTHING = Item("")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a field: its items between a label before and one after, and where they come from."""

    items: tuple[Item, ...]
    before: str = ""
    after: str = ""
    quote: str = ""
    note: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One clear of a task with what was found for it."""

    key: str
    name: str
    state: str
    lines: tuple[Line, ...]
    remedy: Item
    keys: str


def fields_of(entry: Entry, source: Source) -> Iterator[Field]:
    """A field for each clear; where nobody measured how clear they are, the five that can be filled, with no state."""
    if not entry.marks:
        for key, (name, find) in _FINDERS.items():
            yield _field(key, name, tuple(find(entry, source)))
    for index, mark in enumerate(entry.marks):
        lines = tuple(_FINDERS[mark.key][1](entry, source)) if mark.key in _FINDERS else ()
        remedy = Item(mark.remark or "", key_of(entry, "fault", index) if entry.fault(mark.key) else "")
        yield _field(mark.key, mark.name, lines, mark.state, remedy)


def _field(key: str, name: str, lines: tuple[Line, ...], state: str = "", remedy: Item = NOTHING) -> Field:
    keys = " ".join(item.keys for line in lines for item in line.items if item.keys)
    return Field(key, name, state, lines, remedy, keys)


def _person(entry: Entry, source: Source) -> Iterator[Line]:
    """The leads, those named in one heading together, then the co-ordinators."""
    leads = list(enumerate(entry.task.leads))
    for note, group in groupby(leads, key=lambda pair: _from_heading(pair[1], entry, source)):
        items = tuple(Item(one.name, key_of(entry, "lead", index)) for index, one in group)
        yield Line(items, after="chủ trì" if len(leads) == 1 else "cùng chủ trì", note=note, strong=True)
    yield from _names("Phối hợp", "help", entry.task.coordinators, entry)


def _from_heading(one: Named, entry: Entry, source: Source) -> str:
    """Where a lead that the task itself does not name comes from: the words of that paragraph."""
    span = entry.task.span
    if span.start <= one.span.start < span.end:
        return ""
    block = next((block for block in source.blocks if block.start <= one.span.start < block.end), None)
    if block is None:
        return ""
    if block.table is not None and block.column is not None:
        return f"Theo cột “{_column_head(source, block.table, block.column)}”"
    return f"Theo “{wording.cut(source.text[block.start : block.end], _QUOTE_LENGTH)}”"


def _column_head(source: Source, table: int, column: int) -> str:
    """The words at the head of a column, or its number where the first row has none."""
    cells = source.tables[table].rows[0] if table < len(source.tables) and source.tables[table].rows else ()
    at = 0
    for cell in cells:
        at += max(1, cell.columns)
        if column < at and cell.first < cell.last:
            words = source.text[source.blocks[cell.first].start : source.blocks[cell.last - 1].end]
            return wording.cut(" ".join(words.split()), _QUOTE_LENGTH)
    return str(column + 1)


def _names(label: str, kind: str, names: Sequence[Named], entry: Entry) -> Iterator[Line]:
    if names:
        yield Line(tuple(Item(one.name, key_of(entry, kind, i)) for i, one in enumerate(names)), before=f"{label}:")


def _work(entry: Entry, source: Source) -> Iterator[Line]:
    kinds = {"assigned": "Nhiệm vụ theo dõi, có sản phẩm", "routine": "Việc thường xuyên theo chức năng"}
    yield Line((Item(kinds[entry.task.nature]),), note="Đề xuất phân loại; cán bộ quyết định")
    cited: dict[str, list[str]] = {}
    for index, one in enumerate(entry.task.citations):
        cited.setdefault(one.quote or one.number, []).append(key_of(entry, "cite", index))
    if cited:
        yield Line(tuple(Item(text, " ".join(keys)) for text, keys in cited.items()), before="Viện dẫn:")


def _time(entry: Entry, source: Source) -> Iterator[Line]:
    for index, (one, due) in enumerate(zip(entry.task.deadlines, entry.dues, strict=True)):
        key = key_of(entry, "due", index)
        if due:
            day = f"Chậm nhất {wording.weekday(due.day)}, {wording.day(due.day)}"
            # The reason begins with the words of the text, more often than not; they are said once.
            reason = due.reason.removeprefix(one.quote).lstrip(", ")
            yield Line((Item(day, key),), quote=one.quote, note=reason, strong=True)
        else:
            yield Line((Item(wording.deadline(one), key),), quote=one.quote, strong=True)
    for index, recurrence in enumerate(entry.task.recurrences):
        item = Item(wording.rhythm(recurrence), key_of(entry, "rhythm", index))
        yield Line((item,), quote=recurrence.quote, strong=True)
    soft = entry.task.soft_times
    if soft:
        items = tuple(Item(f"“{one.quote}”", key_of(entry, "soft", index)) for index, one in enumerate(soft))
        yield Line(items, after=NO_TERM)


def _responsibility(entry: Entry, source: Source) -> Iterator[Line]:
    leads = entry.leads
    keys = " ".join(key_of(entry, "lead", index) for index in range(len(leads)))
    if len(leads) == 1:
        yield Line((Item(leads[0], keys),), after="là đầu mối duy nhất")
    elif leads:
        yield Line((Item(f"{len(leads)} cơ quan", keys),), after="cùng chủ trì")
    yield from _names("Báo cáo tới", "report", entry.task.reports_to, entry)
    yield from _names("Qua", "through", entry.task.through, entry)


def _result(entry: Entry, source: Source) -> Iterator[Line]:
    if entry.task.product:
        yield Line((Item(entry.task.product.name, key_of(entry, "product", 0)),), after="là sản phẩm", strong=True)
    for index, one in enumerate(entry.task.targets):
        yield Line((Item(wording.target(one), key_of(entry, "target", index)),), quote=one.quote, strong=True)


_FINDERS = {
    "person": ("người", _person),
    "work": ("việc", _work),
    "time": ("thời gian", _time),
    "responsibility": ("trách nhiệm", _responsibility),
    "result": ("kết quả", _result),
}
