"""Pages of placed words → Source."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from namro.reading.errors import CannotRead
from namro.reading.model import SeenWord, Source, Span
from namro.reading.sources.docx.body import Draft, DraftCell, Place
from namro.reading.sources.docx.layout import lay_out
from namro.reading.sources.limits import Budget
from namro.reading.sources.paged.columns import Columns, part_columns
from namro.reading.sources.paged.footnotes import (
    RAISED,
    Note,
    body_height,
    call_misread,
    called_in,
    plain,
    raised,
    split_notes,
)
from namro.reading.sources.paged.furniture import drop_furniture
from namro.reading.sources.paged.grids import grids_of
from namro.reading.sources.paged.lines import lines_of
from namro.reading.sources.paged.model import Line, Page
from namro.reading.sources.paged.paragraphs import (
    Margins,
    Placed,
    cell_paragraphs,
    column_paragraphs,
    goes_on,
    joined,
)
from namro.reading.sources.paged.tables import TableDraft, go_on, take_tables
from namro.reading.sources.paged.turning import unturned
from namro.reading.sources.secrecy import HEAD_LINES, refuse_marked_lines

Item = Line | Columns | TableDraft

_SHARE_DIGITS = 4  # of a page's side: a fifth of a pixel of what was read, and half the room in a store


def compose(pages: Sequence[Page], *, kind: str, name: str | None, budget: Budget) -> Source:
    """The Source of pages: furniture dropped, notes set after the body, broken paragraphs and tables whole again.

    Raises Secret where the head of the first page bears a mark, and CannotRead where there is no word at all.
    """
    tables: list[list[TableDraft]] = []
    lined: list[tuple[Page, list[Line]]] = []
    for page in pages:
        budget.check_time()
        drawn, words = take_tables(page, grids_of(page))
        tables.append(drawn)
        lined.append((page, lines_of(words, page.number)))
    if lined:
        refuse_marked_lines(_head_lines(lined[0][1], tables[0]))
    signatures = drop_furniture(lined)
    flow = _Flow(budget)
    height = body_height(line for _, lines in lined for line in lines)
    for (page, lines), drawn in zip(lined, tables, strict=True):
        budget.check_time()
        called = called_in([*lines, *(line for table in drawn for line in table.lines())])
        notes = split_notes(page, lines, height, called, flow.open_note)
        call_misread(lines, notes, called)
        flow.add_notes(notes)
        flow.add_page(lines, drawn, first=page is lined[0][0])
    flow.end()
    if not flow.drafts:
        raise CannotRead("Tệp không có chữ nào.", "Kiểm tra lại tệp gốc hoặc tải lại.")
    source = lay_out(flow.drafts, flow.tables, name)
    remarks = tuple(f"Chữ ký số trên trang: {'; '.join(signatures)}." for _ in signatures[:1])
    return replace(source, kind=kind, seen=_seen(source, flow.placed, lined), remarks=remarks)


def _head_lines(lines: list[Line], tables: list[TableDraft]) -> list[str]:
    cells = [cell.text for table in tables for row in table.rows[:3] for cell in row]
    # Columns side by side are parted by two spaces, as the check for marks expects them.
    spaced = ["  ".join(piece.text for piece in _apart(line)) for line in lines[:HEAD_LINES]]
    return spaced + cells


def _apart(line: Line) -> list[Line]:
    from namro.reading.sources.paged.columns import pieces_of

    return pieces_of(line)


@dataclass(slots=True)
class _Flow:
    """Takes pages in turn and keeps the paragraph, the table and the note that the next page may go on with."""

    budget: Budget
    drafts: list[Draft] = field(default_factory=list)
    placed: list[list[Placed]] = field(default_factory=list)  # the words of each draft
    tables: list[list[list[DraftCell]]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    open_note: Note | None = None
    _open: list[Line] = field(default_factory=list)
    _open_table: TableDraft | None = None
    _margins: Margins = field(default_factory=lambda: Margins(0, 0, 0))
    _marks: dict[tuple[int, str], str] = field(default_factory=dict)  # (page, printed) → mark in the whole text

    def add_notes(self, notes: list[Note]) -> None:
        for note in notes:
            self._marks[note.page, note.printed] = self._mark_for(note)
            self.notes.append(note)
            self.open_note = note

    def _mark_for(self, note: Note) -> str:
        """The printed number, or the next free one where each page counts from 1 anew."""
        taken = {mark for mark in self._marks.values()}
        mark = raised(int(note.printed))
        return mark if mark not in taken else raised(max(int(plain(one)) for one in taken) + 1)

    def add_page(self, lines: list[Line], tables: list[TableDraft], *, first: bool) -> None:
        items: list[Item] = [*part_columns(lines, first_page=first), *tables]
        items.sort(key=lambda item: item.top)
        margins = Margins.of([item for item in items if isinstance(item, Line)])
        for item in items:
            if isinstance(item, TableDraft):
                self._close_paragraph()
                if self._open_table is None or not go_on(self._open_table, item):
                    self._close_table()
                    self._open_table = item
                continue
            self._close_table()
            if isinstance(item, Columns):
                self._close_paragraph()
                self._add_columns(item)
            elif self._open and goes_on(
                self._open, item, self._margins if self._open[-1].page != item.page else margins, margins
            ):
                self._open.append(item)
            else:
                self._close_paragraph()
                self._open = [item]
        if margins.right:
            self._margins = margins

    def end(self) -> None:
        self._close_paragraph()
        self._close_table()
        for note in self.notes:
            mark = self._marks[note.page, note.printed]
            self._add(note.lines, Place(note=mark), skip=note.opening)

    def _close_paragraph(self) -> None:
        if self._open:
            self._add(self._open, Place())
        self._open = []

    def _close_table(self) -> None:
        if self._open_table is None:
            return
        table, self._open_table = self._open_table, None
        index = len(self.tables)
        rows: list[list[DraftCell]] = []
        self.tables.append(rows)
        known: dict[int, DraftCell] = {}
        for row_number, row in enumerate(table.rows):
            cells: list[DraftCell] = []
            for cell_number, cell in enumerate(row):
                if id(cell) not in known:
                    first = len(self.drafts)
                    place = Place(index, row_number, cell.column, cell_number)
                    for lines in cell_paragraphs(cell.lines, cell.right):
                        self._add(lines, place, right=cell.right)
                    known[id(cell)] = DraftCell(first, len(self.drafts), cell.rows, cell.columns)
                cells.append(known[id(cell)])
            rows.append(cells)

    def _add_columns(self, columns: Columns) -> None:
        index = len(self.tables)
        cells: list[DraftCell] = []
        self.tables.append([cells])
        for number, side in enumerate((columns.left, columns.right)):
            first = len(self.drafts)
            for lines in column_paragraphs(side):
                self._add(lines, Place(index, 0, number, number))
            cells.append(DraftCell(first, len(self.drafts)))

    def _add(self, lines: Sequence[Line], place: Place, *, skip: int = 0, right: float | None = None) -> None:
        self.budget.take_paragraph()
        text, placed = joined(lines, right)
        if skip:
            text, placed = text[skip:], [_moved(one, -skip) for one in placed if one.start >= skip]
        text, marks = self._with_marks(text, placed)
        if not text.strip():
            return
        self.drafts.append(
            Draft(
                text=unicodedata.normalize("NFC", text),
                label="",
                level=None,
                marks=marks,
                paragraph=len(self.drafts),
                page=lines[0].page,
                emphasis=all(line.bold for line in lines),
                place=place,
            )
        )
        self.placed.append(placed)

    def _with_marks(self, text: str, placed: list[Placed]) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The calls of notes in a paragraph, under the numbers that tell them in the whole text."""
        marks: list[tuple[int, int]] = []
        if not self._marks:
            return text, ()
        out: list[str] = []
        done = length = 0
        for found in RAISED.finditer(text):
            page = next((one.page for one in placed if one.start <= found.start() < one.end), 0)
            mark = self._marks.get((page, plain(found.group())))
            if mark is None:
                continue
            out += (text[done : found.start()], mark)
            length += found.start() - done + len(mark)
            marks.append((length - len(mark), length))
            done = found.end()
        return "".join([*out, text[done:]]), tuple(marks)


def _moved(placed: Placed, by: int) -> Placed:
    return Placed(placed.start + by, placed.end + by, placed.word, placed.page)


def _seen(
    source: Source, placed: Sequence[Sequence[Placed]], lined: Sequence[tuple[Page, list[Line]]]
) -> tuple[SeenWord, ...]:
    """The words that were recognised from a picture, with their boxes as shares of the page as it lay."""
    pages = {page.number: page for page, _ in lined}
    seen: list[SeenWord] = []
    for block, words in zip(source.blocks, placed, strict=True):
        for one in words:
            word, page = one.word, pages[one.page]
            if word.sure is None:
                continue
            box = unturned(
                (word.left, word.top, word.right, word.bottom), page.width, page.height, page.quarters, page.skew
            )
            end = min(block.start + one.end, block.end)
            left, top, right, bottom = (round(share, _SHARE_DIGITS) for share in box)
            span = Span(block.start + one.start, end)
            seen.append(SeenWord(span, one.page, (left, top, right, bottom), round(word.sure, 3)))
    return tuple(seen)
