"""The right side of the page: one card a task, and the measure of all of them above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from namro.reading.export import wording
from namro.reading.export.page.fields import NO_TERM, Field, fields_of
from namro.reading.export.register import Entry, Register
from namro.reading.model import Source


@dataclass(frozen=True, slots=True)
class Card:
    """A task as the register shows it."""

    entry: Entry
    fields: tuple[Field, ...]
    due: str  # what stands at the right of the head: the day, the rhythm or none
    dated: bool
    foot: str
    tags: str  # what filters ask for, parted by spaces
    agencies: str

    @property
    def clear_label(self) -> str:
        """What a reader hears in place of the strokes."""
        count = f"Rõ {self.entry.clear_count} trên {len(self.entry.marks)}"
        return f"{count}; {self.entry.unclear}" if self.entry.unclear else count


@dataclass(frozen=True, slots=True)
class Measure:
    """One clear over the whole document."""

    key: str
    name: str
    clear: int
    total: int

    @property
    def height(self) -> float:
        """Of the filled part of a stroke that is 32 high."""
        return round(32 * self.clear / self.total, 1) if self.total else 0


def cards_of(register: Register) -> list[Card]:
    agencies = agency_ids(register)
    return [_card(entry, register.directive.source, agencies) for entry in register.entries]


def agency_ids(register: Register) -> dict[str, str]:
    """Each agency that leads, as named first, with an id for the filter."""
    return {name: f"a{index}" for index, name in enumerate(register.by_lead())}


def measures_of(register: Register) -> list[Measure]:
    """The five clears of the document: in how many tasks each is clear."""
    if not register.entries or not register.entries[0].marks:
        return []
    columns = zip(*(entry.marks for entry in register.entries), strict=True)
    return [Measure(one[0].key, one[0].name, sum(mark.state == "clear" for mark in one), len(one)) for one in columns]


def _card(entry: Entry, source: Source, agencies: dict[str, str]) -> Card:
    folded = {name.casefold(): identity for name, identity in agencies.items()}
    names = entry.leads or ("Chưa nêu cơ quan chủ trì",)
    due = wording.day(entry.due_day) if entry.due_day else next(iter(entry.rhythms), "")
    return Card(
        entry=entry,
        fields=tuple(fields_of(entry, source)),
        due=f"hạn {due}" if entry.due_day else due or "; ".join(entry.deadline_quotes) or "không hạn",
        dated=bool(due),
        foot=" · ".join(_foot(entry)),
        tags=" ".join(_tags(entry)),
        agencies=" ".join(dict.fromkeys(folded[name.casefold()] for name in names if name.casefold() in folded)),
    )


def _tags(entry: Entry) -> Iterator[str]:
    yield entry.task.nature
    if entry.task.deadlines:
        yield "due"
    if entry.task.recurrences:
        yield "rhythm"
    if entry.unclear:
        yield "unclear"
    for mark in entry.marks:
        if mark.state != "clear":
            yield f"unclear-{mark.key}"


def _foot(entry: Entry) -> Iterator[str]:
    yield "; ".join(entry.leads) or "chưa nêu cơ quan chủ trì"
    if entry.coordinators:
        yield f"phối hợp: {'; '.join(entry.coordinators)}"
    when = (*entry.deadline_quotes, *entry.rhythms)
    soft = tuple(f"“{one.quote}”, {NO_TERM}" for one in entry.task.soft_times[:1])
    yield "; ".join(when or soft) or "không hạn"
    if entry.outcome:
        yield "; ".join(entry.outcome)


def unread_words(register: Register) -> Sequence[str]:
    """The unread sentences, in reading order."""
    sentences = register.directive.coverage.sentences
    words = register.directive.source.words
    return [" ".join(words(one.span).split()) for one in sentences if one.state == "unread"]
