"""What the walk over the outline carries and collects: contexts, drafts of tasks, and verdicts on the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from namro.reading.lexicon import pattern
from namro.reading.model import Mode, Named, Source, Span
from namro.reading.orders import Subject, is_order, subject_of
from namro.reading.outline import Node
from namro.reading.unruled_tables import unruled_tables

_DUTY = re.compile(rf",? ?(?:{pattern('order_words', 'duty')})(?!\w)")  # "Các sở, ngành" + " phải công khai thủ tục"


@dataclass(frozen=True, slots=True)
class Context:
    """What the headings above a unit say."""

    leads: tuple[Named, ...] = ()
    coordinators: tuple[Named, ...] = ()
    mode: Mode | None = None
    rule: str = ""
    named: bool = False  # a heading named the leads, not only the addressees of the document
    work: bool = False  # under a title of tasks
    asking: bool = False  # under "... đề nghị:", which names nobody
    closed: bool = False  # under a title of aims or background: no tasks
    general: bool = False  # under "QUY ĐỊNH CHUNG": no title below opens work
    under_agency: bool = False  # an agency's own heading: whatever stands under it is its task


@dataclass(slots=True)
class Draft:
    """A task while it is put together."""

    start: int
    end: int
    node: Node
    leads: tuple[Named, ...]
    coordinators: tuple[Named, ...] | None  # None: as the words say
    mode: Mode
    rule: str
    sure: float
    fields: list[Span] = field(default_factory=list)  # labelled lines and cells that tell its fields
    times: list[Span] = field(default_factory=list)  # those of them that tell when
    product: Named | None = None
    extra: list[Span] = field(default_factory=list)  # other words that belong to it, such as a footnote
    said_from: int = 0  # where the order begins after a topic: "Về ...: giao Bộ X ..."
    row: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was made of a part of the body that is no task."""

    span: Span
    rule: str
    read: bool = True  # False: the reader could not tell


class Reading:
    """A document while its tasks are looked for: its two texts, and what was found in them so far."""

    def __init__(self, source: Source, folded: str) -> None:
        self.source, self.text, self.folded = source, source.text, folded
        self.unruled = unruled_tables(source, folded)
        self.drafts: list[Draft] = []
        self.verdicts: list[Verdict] = []
        self._subjects: dict[tuple[int, int, bool], Subject | None] = {}
        self._orders: dict[tuple[int, int], bool] = {}

    def words(self, node: Node) -> str:
        """The folded words of a unit."""
        return self.folded[node.start : node.end]

    def subject(self, start: int, end: int, *, heading: bool = False) -> Subject | None:
        """The doer that the words name; asked more than once of most units, so kept."""
        key = (start, end, heading)
        if key not in self._subjects:
            self._subjects[key] = subject_of(self.text, self.folded, start, end, heading=heading)
        return self._subjects[key]

    def is_order(self, node: Node) -> bool:
        """Whether a unit opens with a verb or adverb of doing; each bullet asks it of all beside it, so kept."""
        key = (node.start, node.end)
        if key not in self._orders:
            self._orders[key] = is_order(self.folded, *key)
        return self._orders[key]

    def tells_order(self, node: Node) -> bool:
        """Whether a unit opens with a verb or adverb of doing, or with its doer."""
        return self.is_order(node) or self.subject(node.start, node.end) is not None

    def says_after(self, subject: Subject, end: int) -> bool:
        """Whether any words stand between the doer and `end`."""
        return bool(self.folded[subject.end : end].strip(" .:;"))

    def draft(
        self,
        node: Node,
        span: Span,
        *,
        leads: tuple[Named, ...],
        coordinators: tuple[Named, ...] | None = None,
        mode: Mode | None,
        rule: str,
        sure: float,
    ) -> Draft:
        """Opens a task; without a mode it is assigned."""
        draft = Draft(span.start, span.end, node, leads, coordinators, mode or "assign", rule, sure)
        self.drafts.append(draft)
        return draft

    def in_unruled_table(self, node: Node) -> bool:
        """Whether a unit stands where a table lost its lines."""
        return any(table.start <= node.start < table.end for table in self.unruled)

    def dismiss(self, node: Node, rule: str) -> None:
        """Tells a unit to be no task, by a rule that says so."""
        self.verdicts.append(Verdict(node.span, rule))

    def leave_unread(self, node: Node, rule: str) -> None:
        """Tells a unit to be no task as far as the reader can tell: an officer is to look at it."""
        self.verdicts.append(Verdict(node.span, rule, read=False))

    def dismiss_aim(self, node: Node) -> None:
        """An aim is no task; an order among the aims is left to an officer."""
        subject = self.subject(node.start, node.end)
        told = subject is not None and (subject.ordered or _DUTY.match(self.folded, subject.end, node.end) is not None)
        self.verdicts.append(Verdict(node.span, "not_task.aim", read=not told))

    def dismiss_unless_doer(self, node: Node, rule: str) -> None:
        """A sentence with a known doer may never be dismissed in silence."""
        self.verdicts.append(Verdict(node.span, rule, read=self.subject(node.start, node.end) is None))
