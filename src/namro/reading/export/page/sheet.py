"""What the left side of the page is made of: paragraphs in runs of one task, tables, footnotes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with one and the same cover."""

    text: str
    at: int = 0  # where it begins in the source text
    keys: str = ""  # of the findings, parted by spaces
    unread: str = ""  # number of the unread sentence
    starts_unread: bool = False
    note: str = ""  # the mark, where the words call a footnote
    faint: bool = False  # not a task
    doubt: bool = False  # recognised from a picture, and not surely


@dataclass(slots=True)
class Paragraph:
    """A paragraph, or the part of one that belongs to one task."""

    pieces: list[Piece]
    style: str
    continued: bool  # the paragraph began with another task
    note: str | None = None


@dataclass(slots=True)
class Run:
    """Consecutive paragraphs of one task, or of none."""

    task: str | None
    anchors: list[str]  # numbers of the tasks that begin here
    paragraphs: list[Paragraph]


@dataclass(slots=True)
class DrawnCell:
    """A cell where it is drawn: once, with the rows and columns that it covers."""

    runs: list[Run]
    rows: int
    columns: int


@dataclass(slots=True)
class DrawnTable:
    """A table; `plain` ones only set text side by side and are drawn without lines."""

    rows: list[list[DrawnCell]]
    plain: bool
    has_head: bool


@dataclass(slots=True)
class Sheet:
    """The whole document in order, its footnotes apart."""

    parts: list[Run | DrawnTable] = field(default_factory=list)
    notes: list[Run] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)  # tasks whose words lie in no paragraph, to be reached all the same

    @property
    def note_marks(self) -> set[str]:
        """The footnotes that have a text: what a mark can lead to."""
        return {paragraph.note for run in self.notes for paragraph in run.paragraphs if paragraph.note is not None}
