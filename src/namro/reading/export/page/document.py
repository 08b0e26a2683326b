"""The left side of the page: the document as it was read, cut into pieces that bear their tasks and findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from namro.reading.doubts import DOUBTFUL
from namro.reading.export.page.segments import Segment, segments
from namro.reading.export.page.sheet import DrawnCell, DrawnTable, Paragraph, Piece, Run, Sheet
from namro.reading.export.page.words import words_of
from namro.reading.export.register import Register
from namro.reading.model import Block, Span, Table

# What stands before a task's first word in its paragraph: "- ", "a) ", "1.2. ", "- + ".
_LABEL = re.compile(r"[\s\-–—+•*·()]*(?:[0-9¹²³⁰⁴-⁹IVXa-zđ]{1,5}(?:\.[0-9]{1,3})*[.):]{0,2})?[\s\-–—+•*]*")
_TAIL = re.compile(r"[\s.;:,!?)”\"]*")
_LABELLED = re.compile(r"(?:[0-9]+|[IVX]+|[A-ZĐ])[.)]")
_LONGEST_TITLE = 200  # characters
_CENTRED = ("kind", "subject", "number", "place")
_LETTERHEAD = ("issuer", "number", "place", "signer", "recipients")


@dataclass(frozen=True, slots=True)
class Tag:
    """What covers a piece of text: a task's number, a finding's key, a footnote's mark, a sentence's state,
    a word that is to be looked at beside its picture."""

    kind: Literal["block", "task", "words", "note", "unread", "not_task", "doubt"]
    value: str


def sheet_of(register: Register) -> Sheet:
    return _Drawing(register).sheet()


class _Drawing:
    """One pass over the blocks; remembers which tasks have had their anchor."""

    def __init__(self, register: Register) -> None:
        self.directive = register.directive
        self.source = register.directive.source
        self.numbers = {str(entry.number): entry.task.span for entry in register.entries}
        self.anchored: set[str] = set()
        self.centred = [span for key, span in self.directive.head.spans.items() if key in _CENTRED]
        self.styles = self._styles()
        self.by_block = self._cut(register)

    def sheet(self) -> Sheet:
        sheet = Sheet()
        drawn: set[int] = set()
        for table, blocks in groupby(enumerate(self.source.blocks), key=lambda pair: pair[1].table):
            indexes = [index for index, _ in blocks]
            if table is not None and table < len(self.source.tables) and table not in drawn:
                drawn.add(table)
                sheet.parts.append(self._table(self.source.tables[table]))
            elif table is None or table not in drawn:
                sheet.parts.extend(self._runs(i for i in indexes if self.source.blocks[i].note is None))
                sheet.notes.extend(self._runs(i for i in indexes if self.source.blocks[i].note is not None))
        sheet.strays = [number for number in self.numbers if number not in self.anchored]
        return sheet

    def _styles(self) -> dict[int, str]:
        """Blocks that are set apart: the middle of the head, and headings."""
        styles: dict[int, str] = {}
        for unit in self.directive.outline:
            if unit.kind == "section" and unit.block < len(self.source.blocks):
                styles[unit.block] = "sec"
        for index, block in enumerate(self.source.blocks):
            if self._is_centred(block, index in styles):
                styles[index] = "mid"
            elif block.emphasis:
                styles.setdefault(index, "sec")
        return styles

    def _is_centred(self, block: Block, is_heading: bool) -> bool:
        """The parts of the head that stand in the middle, and titles in capitals, as of an annex."""
        head = self.directive.head
        if any(span.start < block.end and block.start < span.end for span in self.centred):
            return True
        words = self.source.text[block.start : block.end].strip()
        if head.kind and words.casefold() == head.kind:
            return True
        return not is_heading and words.isupper() and 4 < len(words) < _LONGEST_TITLE and not _LABELLED.match(words)

    def _cut(self, register: Register) -> list[list[Segment[Tag]]]:
        """The segments of each block."""
        blocks = self.source.blocks
        cut = list(segments(self._tagged(register), len(self.source.text)))
        found: list[list[Segment[Tag]]] = []
        at = 0
        for block in blocks:  # both lie in reading order
            while at < len(cut) and cut[at].end <= block.start:
                at += 1
            mine: list[Segment[Tag]] = []
            while at < len(cut) and cut[at].start < block.end:
                mine.append(cut[at])
                at += 1
            found.append(mine)
        return found

    def _tagged(self, register: Register) -> Iterator[tuple[Span, Tag]]:
        for block in self.source.blocks:
            yield Span(block.start, block.end), Tag("block", "")  # so that segments end with their block
        for number, span in self.numbers.items():
            yield span, Tag("task", number)
        for words in words_of(register):
            yield words.span, Tag("words", words.key)
        for mark in self.source.marks:
            yield mark.span, Tag("note", mark.mark)
        for word in self.source.seen:
            if word.confidence < DOUBTFUL:
                yield word.span, Tag("doubt", "")
        unread = 0
        for sentence in self.directive.coverage.sentences:
            if sentence.state == "unread":
                unread += 1
                yield sentence.span, Tag("unread", str(unread))
            elif sentence.state == "not_task":
                yield sentence.span, Tag("not_task", "")

    def _table(self, table: Table) -> DrawnTable:
        rows: list[list[DrawnCell]] = []
        covered: dict[int, int] = {}  # column to the rows below that a cell from above still covers
        for cells in table.rows:
            drawn: list[DrawnCell] = []
            column = 0
            for cell in cells:
                if covered.get(column, 0):
                    covered[column] -= 1
                else:
                    drawn.append(DrawnCell(list(self._runs(range(cell.first, cell.last))), cell.rows, cell.columns))
                    covered[column] = cell.rows - 1
                column += max(1, cell.columns)
            rows.append(drawn)
        plain = self._is_letterhead(table)
        head = bool(rows) and not plain and len(rows) > 1 and not any(run.task for cell in rows[0] for run in cell.runs)
        return DrawnTable(rows, plain, head)

    def _is_letterhead(self, table: Table) -> bool:
        """Whether the table bears a part of the document's head or foot."""
        bounds = [
            (self.source.blocks[cell.first].start, self.source.blocks[cell.last - 1].end)
            for cells in table.rows
            for cell in cells
            if cell.first < cell.last <= len(self.source.blocks)
        ]
        spans = [span for key, span in self.directive.head.spans.items() if key in _LETTERHEAD]
        return any(start <= span.start < end for start, end in bounds for span in spans)

    def _runs(self, indexes: Iterable[int]) -> Iterator[Run]:
        parts = [part for index in indexes for part in self._parts(index, self.source.blocks[index])]
        for _, group in groupby(parts, key=lambda part: part[0]):
            together = list(group)
            anchors = list(dict.fromkeys(number for _, starting, _ in together for number in starting))
            yield Run(together[0][0], anchors, [paragraph for _, _, paragraph in together])

    def _parts(self, index: int, block: Block) -> Iterator[tuple[str | None, list[str], Paragraph]]:
        """The paragraph's parts, each with its task and the tasks that begin in it."""
        style = "note" if block.note is not None else self.styles.get(index, "")
        for count, (owner, group) in enumerate(self._by_owner(self.by_block[index])):
            starting = self._starting(group)
            paragraph = Paragraph(self._pieces(group), style, count > 0, block.note if count == 0 else None)
            yield owner, starting, paragraph

    def _by_owner(self, cut: Sequence[Segment[Tag]]) -> list[tuple[str | None, list[Segment[Tag]]]]:
        """Segments in groups of one task; a label goes with what follows it, an ending sign with what it ends."""
        groups: list[tuple[str | None, list[Segment[Tag]]]] = []
        for owner, group in groupby(cut, key=self._owner):
            found = list(group)
            words = self.source.text[found[0].start : found[-1].end]
            if groups and owner is None and groups[-1][0] is not None and _TAIL.fullmatch(words):
                groups[-1][1].extend(found)
            elif groups and groups[-1][0] is None and owner is not None and self._is_label(groups, cut):
                groups[-1] = (owner, groups[-1][1] + found)
            elif groups and groups[-1][0] == owner:
                groups[-1][1].extend(found)
            else:
                groups.append((owner, found))
        return groups

    def _is_label(self, groups: Sequence[tuple[str | None, list[Segment[Tag]]]], cut: Sequence[Segment[Tag]]) -> bool:
        first = groups[-1][1]
        return len(groups) == 1 and bool(_LABEL.fullmatch(self.source.text[cut[0].start : first[-1].end]))

    def _owner(self, segment: Segment[Tag]) -> str | None:
        """Of the tasks that cover the segment, the innermost: the one that begins last."""
        numbers = [tag.value for tag in segment.tags if tag.kind == "task"]
        return max(numbers, key=lambda number: self.numbers[number].start, default=None)

    def _starting(self, group: Sequence[Segment[Tag]]) -> list[str]:
        """Tasks that have no anchor yet, so that each has exactly one, even where another lies inside it."""
        numbers = [tag.value for segment in group for tag in segment.tags if tag.kind == "task"]
        new = [number for number in dict.fromkeys(numbers) if number not in self.anchored]
        self.anchored.update(new)
        return new

    def _pieces(self, group: Sequence[Segment[Tag]]) -> list[Piece]:
        pieces = []
        for segment in group:
            values: dict[str, list[str]] = {}
            for tag in segment.tags:
                values.setdefault(tag.kind, []).append(tag.value)
            unread = values.get("unread", [""])[0]
            starts = bool(unread) and f"unread-{unread}" not in self.anchored
            if starts:
                self.anchored.add(f"unread-{unread}")
            pieces.append(
                Piece(
                    text=self.source.text[segment.start : segment.end],
                    at=segment.start,
                    keys=" ".join(values.get("words", ())),
                    unread=unread,
                    starts_unread=starts,
                    note=values.get("note", [""])[0],
                    faint="not_task" in values,
                    doubt="doubt" in values,
                )
            )
        return pieces
