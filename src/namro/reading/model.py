"""What reading gives: a source text, the units in it, and the tasks found there.

Every position is an offset in Unicode code points of `Source.text`, so `source.text[span.start:span.end]` is always
the words themselves. Everything is frozen: a Directive is complete when `read` returns it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Mode = Literal["assign", "request"]
Nature = Literal["assigned", "routine"]
UnitKind = Literal["section", "item", "bullet", "paragraph", "note", "row"]
SentenceState = Literal["task", "not_task", "unread"]


class Span(NamedTuple):
    """[start, end) in code points of the source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the source, whole again after hard wraps and page breaks, and where it stood in the original."""

    start: int
    end: int
    paragraph: int  # running number in the original, from 0
    page: int | None = None  # from 1, where the original says
    table: int | None = None  # index into Source.tables
    row: int | None = None
    column: int | None = None
    note: str | None = None  # the mark of the footnote or endnote whose text this is
    label_end: int | None = None  # end of an automatic number that stands at the start of the paragraph
    level: int | None = None  # depth of that number in the list, from 0
    emphasis: bool = False  # bold as a whole, as headings are


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: the blocks [first, last) that stand in it."""

    first: int
    last: int
    rows: int = 1  # how many rows it spans
    columns: int = 1  # how many columns it spans


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell merged from above stands in each row that it covers."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where the text calls a footnote: the mark and its place."""

    mark: str
    span: Span


class SeenWord(NamedTuple):
    """A word that was recognised from a picture: where it stands, and how sure the recognition was."""

    span: Span
    page: int  # from 1
    box: tuple[float, float, float, float]  # left, top, right, bottom, as shares of the page's width and height
    confidence: float  # 0 to 1


@dataclass(frozen=True, slots=True)
class Source:
    """A document as one NFC text. Blocks lie in reading order, parted by a line feed or, between cells, by ' | '."""

    kind: str  # "text", "markdown", "docx", "pdf", "scan", "html", "workbook"
    name: str | None
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    marks: tuple[NoteMark, ...] = ()
    seen: tuple[SeenWord, ...] = ()  # in reading order; none where the text was no picture
    remarks: tuple[str, ...] = ()  # what the reader of the file tells: a converted encoding, pages read by OCR

    def words(self, span: Span) -> str:
        """The words at `span`, as written."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Named:
    """An agency, group, office or product as the text writes it."""

    name: str
    span: Span
    found_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day or period by which a task is to be done. Either `date` or (`amount`, `unit`) is set."""

    quote: str
    span: Span
    rule: Literal["before", "by", "within"]
    date: str | None  # 2025-03-15, 2025-03, 2025-Q2, 2025-H1 or 2025
    found_by: str
    confidence: float
    amount: float | None = None  # whole, or a part: 0.25
    unit: str | None = None  # day, working_day, hour, week, month, year
    since: str | None = None  # what a "within" counts from, in the text's words


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A duty that comes back at a rhythm."""

    quote: str
    span: Span
    every: str  # day, week, month, quarter, half_year, year, unspecified
    rule: Literal["before", "by"] | None
    day: int | None  # of the month, or of the week (Monday = 1)
    found_by: str
    confidence: float
    on: str | None = None  # "12-15" for a yearly day


@dataclass(frozen=True, slots=True)
class Target:
    """A number to reach, in the unit as written."""

    quote: str
    span: Span
    op: Literal[">=", ">", "<=", "<", "="]
    value: float
    unit: str
    period: str | None  # as a deadline's date
    found_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of another document that bears a number."""

    quote: str
    span: Span
    kind: str
    number: str
    issued_on: str | None  # ISO date
    issuer: str | None
    found_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class SoftTime:
    """A word of haste or rhythm that sets no day: khẩn trương, kịp thời, thường xuyên."""

    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that somebody named is to do."""

    at: str  # label path: "II.1.1"
    nth: int  # which task under that label, from 1
    span: Span
    text: str
    leads: tuple[Named, ...]
    coordinators: tuple[Named, ...]
    mode: Mode
    deadlines: tuple[Deadline, ...]
    recurrences: tuple[Recurrence, ...]
    targets: tuple[Target, ...]
    citations: tuple[Citation, ...]
    reports_to: tuple[Named, ...]
    through: tuple[Named, ...]  # who gathers on the way: "(qua Sở Tư pháp tổng hợp)"
    product: Named | None
    soft_times: tuple[SoftTime, ...]
    nature: Nature  # a proposal: an assigned output to follow, or a routine duty
    found_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed, and the title that stands above the name."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Head:
    """The document about itself. What it does not bear is None; `spans` says where each part stands."""

    kind: str | None = None
    number: str | None = None
    issued_on: str | None = None  # ISO date
    issuer: str | None = None
    place: str | None = None
    subject: str | None = None
    signer: Signer | None = None
    recipients: tuple[str, ...] = ()
    addressees: tuple[Named, ...] = ()  # to whom the whole document speaks
    spans: dict[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """A labelled or bulleted part of the body, a paragraph, a footnote or a table row."""

    span: Span  # without its label or bullet
    label: str  # "II", "1.1", "a", "-", "+", "" for a plain paragraph
    path: str  # "II.1.1"
    parent: int | None  # index into Directive.outline
    depth: int
    kind: UnitKind
    block: int  # index into Source.blocks


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body and what the reader made of it."""

    span: Span
    state: SentenceState
    found_by: str
    task: int | None = None  # index into Directive.tasks


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every sentence of the body, in reading order."""

    sentences: tuple[Sentence, ...]

    def count(self, state: SentenceState) -> int:
        """How many sentences are of this state."""
        return sum(sentence.state == state for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Directive:
    """A document read: its head, its outline, the documents that it cites and the tasks that it gives."""

    source: Source
    head: Head
    outline: tuple[Unit, ...]
    citations: tuple[Citation, ...]
    tasks: tuple[Task, ...]
    coverage: Coverage

    def to_json(self) -> str:
        """The directive as JSON, in the form of docs/directive.schema.json."""
        from namro.reading.export.json_form import dumps

        return dumps(self)
