"""The desk: the document as it was read beside its drafts, and how far the review has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext as _

from namro.agencies.models import Person
from namro.directives.content import OFFICER, Content, Doer, rhythm_of
from namro.directives.doers import sizes_of
from namro.directives.dues import DatedDeadline, dated, day_of, deciding, is_before_signing
from namro.directives.models import Directive, DraftTask, Edit, Reading, ReadingState, ReviewState
from namro.directives.once import read_once
from namro.directives.operations.desk import last_undoable, unready
from namro.reading.clarity import Mark, measure, slips_of
from namro.reading.doubts import DOUBTFUL
from namro.reading.export.page.cards import Measure
from namro.reading.export.page.document import sheet_of
from namro.reading.export.page.fields import Field, Line, fields_of
from namro.reading.export.page.sheet import Sheet
from namro.reading.export.page.words import key_of
from namro.reading.export.register import Due, Entry, Register
from namro.reading.model import Coverage, Sentence, Span
from namro.reading.model import Directive as ReadDirective
from namro.workdays.calendar import working_calendar

PICTURED = ("pdf", "scan")  # kinds of a source whose pages can be looked at
ASK = "ask"  # a draft that waits and lacks something: shown apart from those that only wait


@dataclass(frozen=True, slots=True)
class DoerWords:
    """A doer and the keys of the words that name it."""

    doer: Doer
    keys: str


@dataclass(frozen=True)
class Card:
    """A draft as the desk shows it."""

    draft: DraftTask
    number: int  # in reading order, from 1; 0 for one that is no task
    content: Content
    entry: Entry
    fields: tuple[Field, ...]
    deadlines: tuple[DatedDeadline, ...]
    problems: Sequence[str]  # why it cannot be confirmed
    question: str  # the first thing an officer has to answer, in short

    @property
    def state(self) -> str:
        """As the page tells it: confirmed, waiting, ask, dropped."""
        waiting = self.draft.state == ReviewState.WAITING
        return ASK if waiting and self.question else str(self.draft.state)

    @property
    def day(self) -> DatedDeadline | None:
        """The deadline that counts."""
        return deciding(self.deadlines)

    @property
    def is_requested(self) -> bool:
        """Whether the words ask instead of ordering."""
        return self.content.task.mode == "request"

    @property
    def marks(self) -> str:
        """The five marks as letters: c, v, -."""
        return "".join("-" if mark.state == "missing" else mark.state[0] for mark in self.entry.marks)

    @property
    def clear_label(self) -> str:
        """What a reader hears in place of the marks."""
        count = _("Rõ %(a)s trên %(b)s") % {"a": self.entry.clear_count, "b": len(self.entry.marks)}
        return f"{count}; {self.entry.unclear}" if self.entry.unclear else count

    @property
    def is_added(self) -> bool:
        """Whether an officer made it from the words."""
        return self.content.task.found_by == OFFICER

    @cached_property
    def doers_with_keys(self) -> list[DoerWords]:
        """The doers, each with the keys of its words on the sheet."""
        task = self.content.task
        named = {"lead": task.leads, "coordinate": task.coordinators, "report": task.through}
        kinds = {"lead": "lead", "coordinate": "help", "report": "through"}
        told = []
        for doer in self.content.doers:
            names = named.get(doer.duty, ())
            at = next((i for i, one in enumerate(names) if one.name == doer.name and one.found_by != OFFICER), None)
            told.append(DoerWords(doer, "" if at is None else key_of(self.entry, kinds[doer.duty], at)))
        return told

    @property
    def rhythm_lines(self) -> list[Line]:
        """What the card says of rhythms and soft words of time; the deadlines have their own lines."""
        time = next((field for field in self.fields if field.key == "time"), None)
        return list(time.lines[len(self.deadlines) :]) if time else []

    def unclear_keys(self) -> str:
        """The clears it lacks, for the filter."""
        return " ".join(mark.key for mark in self.entry.marks if mark.state != "clear")


@dataclass(frozen=True, slots=True)
class Part:
    """The document or one of its annexes."""

    number: int
    reading: Reading
    register: Register
    sheet: Sheet

    @property
    def coverage(self) -> Coverage:
        """What was made of its sentences."""
        return self.register.directive.coverage


@dataclass
class Desk:
    """All that the page of a document under review shows."""

    directive: Directive
    parts: list[Part]
    cards: list[Card]  # alive, in reading order
    dropped: list[Card]
    group_sizes: dict[int, int]  # how many agencies each group means on the day
    undoable: Edit | None
    newest: Reading | None  # of the document itself
    has_newer_reading: bool

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many are in each state; they add up to "all"."""
        counted = Counter(card.state for card in self.cards)
        told = {state: counted[state] for state in ("waiting", ASK, "confirmed")}
        return told | {"all": len(self.cards), "dropped": len(self.dropped)}

    @cached_property
    def by_key(self) -> dict[str, Card]:
        """The cards by the number that the sheet knows them by."""
        return {str(card.draft.pk): card for card in self.cards}

    @property
    def left(self) -> int:
        """How many are not confirmed."""
        return self.counts["all"] - self.counts["confirmed"]

    @cached_property
    def ready(self) -> list[Card]:
        """Those that wait and lack nothing."""
        return [card for card in self.cards if card.state == ReviewState.WAITING and not card.problems]

    @cached_property
    def sentences(self) -> dict[str, int]:
        """Sentences in each state; they add up to "all"."""
        states = Counter(one.state for part in self.parts for one in part.coverage.sentences)
        told = {state: states[state] for state in ("task", "not_task", "unread")}
        return told | {"all": sum(states.values())}

    @cached_property
    def bar(self) -> list[tuple[str, float, float]]:
        """The parts of the coverage bar, 600 wide: class, left edge, width; what is there is never too thin to see."""
        counts = [self.sentences[state] for state in ("task", "not_task", "unread")]
        total = sum(counts) or 1
        widths = [max(6.0, 600 * count / total) if count else 0.0 for count in counts]
        scale = 600 / (sum(widths) or 1)
        parts, left = [], 0.0
        for name, width in zip(("c1", "c2", "c3"), widths, strict=True):
            parts.append((name, round(left, 1), round(max(0.0, width * scale - 2), 1)))
            left += width * scale
        return parts

    @cached_property
    def unread(self) -> list[tuple[int, str]]:
        """Part and words of each unread sentence, in reading order."""
        return [
            (part.number, " ".join(part.register.directive.source.words(one.span).split()))
            for part in self.parts
            for one in part.coverage.sentences
            if one.state == "unread"
        ]

    @cached_property
    def doubts(self) -> int:
        """How many words were recognised from a picture, and not surely."""
        seen = (word for part in self.parts for word in part.register.directive.source.seen)
        return sum(word.confidence < DOUBTFUL for word in seen)

    @property
    def may_have_pictures(self) -> bool:
        """Whether a part came as a PDF or a scan, whose pages can be looked at."""
        return any(part.register.directive.source.kind in PICTURED for part in self.parts)

    @cached_property
    def measures(self) -> list[Measure]:
        """The five clears of the document's words: in how many drafts each is clear."""
        rows = [card.entry.marks for card in self.cards if card.entry.marks]
        columns = zip(*rows, strict=True)
        return [Measure(one[0].key, one[0].name, sum(m.state == "clear" for m in one), len(one)) for one in columns]

    def card_of(self, draft: int) -> Card | None:
        """The card of a draft."""
        return next((card for card in (*self.cards, *self.dropped) if card.draft.pk == draft), None)

    def card_after(self, card: Card) -> Card | None:
        """The one that follows in the same text: what it can be merged with."""
        following = self.cards[card.number] if 0 < card.number < len(self.cards) else None
        return following if following and following.draft.reading_id == card.draft.reading_id else None


def desk_of(directive: Directive, person: Person | None) -> Desk:
    """The desk of a document, in a fixed number of queries."""
    readings = list(directive.readings.light().select_related("annex").order_by("number"))
    drafts = list(directive.drafts.exclude(state=ReviewState.REPLACED).in_reading_order().select_related("changed_by"))
    newest = {one.part: one for one in readings if one.state == ReadingState.DONE}
    shown = shown_readings(readings, {draft.part: draft.reading_id for draft in drafts})
    contents = {draft.pk: Content.from_json(draft.content) for draft in drafts}
    alive = [draft for draft in drafts if draft.state != ReviewState.DROPPED]
    parts, entries = [], {}
    for number, reading in sorted(shown.items()):
        own = [draft for draft in alive if draft.part == number]
        register = _register(directive, read_once(reading.pk), own, contents)
        parts.append(Part(number, reading, register, sheet_of(register)))
        entries.update({entry.number: (entry, register.directive) for entry in register.entries})
    cards = [
        _card(directive, draft, position, contents[draft.pk], *entries[draft.pk])
        for position, draft in enumerate(alive, 1)
    ]
    dropped = [_dropped(directive, draft, contents[draft.pk]) for draft in drafts if draft not in alive]
    groups = {doer.group for card in cards for doer in card.content.doers if doer.group is not None}
    mains = [one for one in readings if one.annex_id is None]
    return Desk(
        directive=directive,
        parts=parts,
        cards=cards,
        dropped=dropped,
        group_sizes=sizes_of(groups, day_of(directive)),
        undoable=last_undoable(directive, person) if person else None,
        newest=mains[-1] if mains else None,
        has_newer_reading=any(newest[part].pk != shown[part].pk for part in shown),
    )


def shown_readings(readings: Sequence[Reading], used: dict[int, int]) -> dict[int, Reading]:
    """The reading of each part that is shown: the one whose drafts people work on, else the newest."""
    newest = {one.part: one for one in readings if one.state == ReadingState.DONE}
    return {part: next(r for r in readings if r.pk == used.get(part, one.pk)) for part, one in newest.items()}


def _register(
    directive: Directive, read: ReadDirective, drafts: list[DraftTask], contents: dict[int, Content]
) -> Register:
    """The reader's document with the drafts in place of the reader's tasks: what the sheet and the measures are of."""
    tasks = tuple(contents[draft.pk].task for draft in drafts)
    live = replace(read, tasks=tasks, coverage=_coverage(read, [task.span for task in tasks]))
    marks = measure(live)
    entries = tuple(
        Entry(
            number=draft.pk,
            task=task,
            dues=tuple(_due(one) for one in dated(task, directive)),
            marks=tuple(marks[index]),
        )
        for index, (draft, task) in enumerate(zip(drafts, tasks, strict=True))
    )
    return Register(live, entries, slips_of(live, working_calendar()))


def _coverage(read: ReadDirective, spans: list[Span]) -> Coverage:
    """What became of each sentence by now: one that a person made part of a task is read, one of a dropped task is
    no task."""
    fields = {one.span for one in read.coverage.sentences if one.found_by == "task.field"}
    told: list[Sentence] = []
    for one in read.coverage.sentences:
        inside = any(span.start < one.span.end and one.span.start < span.end for span in spans)
        if inside or (one.state == "task" and one.span in fields):
            told.append(replace(one, state="task", task=None))
        elif one.state == "task":
            told.append(replace(one, state="not_task", found_by=OFFICER, task=None))
        else:
            told.append(one)
    return Coverage(tuple(told))


def _due(one: DatedDeadline) -> Due | None:
    return Due(one.due.day, one.due.explain) if one.due else None


def _card(
    directive: Directive, draft: DraftTask, number: int, content: Content, entry: Entry, read: ReadDirective
) -> Card:
    deadlines = dated(content.task, directive)
    return Card(
        draft=draft,
        number=number,
        content=content,
        entry=entry,
        fields=tuple(fields_of(entry, read.source)),
        deadlines=deadlines,
        problems=unready(directive, content),
        question=_question(directive, content, deadlines),
    )


def _dropped(directive: Directive, draft: DraftTask, content: Content) -> Card:
    marks: tuple[Mark, ...] = ()
    return Card(draft, 0, content, Entry(draft.pk, content.task, (), marks), (), (), (), "")


def _question(directive: Directive, content: Content, deadlines: tuple[DatedDeadline, ...]) -> str:
    if not content.of_duty("lead"):
        return _("Chưa có đơn vị chủ trì")
    if content.unresolved:
        return _("Chưa rõ đơn vị")
    if is_before_signing(deadlines, directive.issued_date):
        return _("Hạn trước ngày ban hành")
    if deadlines and all(one.due is None for one in deadlines):
        return _("Chưa rõ ngày bắt đầu tính hạn")
    if rhythm_of(content.task)[0] == "unspecified" and deciding(deadlines) is None:
        return _("Chưa rõ kỳ báo cáo")
    return ""
