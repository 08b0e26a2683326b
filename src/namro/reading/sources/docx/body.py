"""The walk through a Word document: its paragraphs, tables, text boxes and notes as drafts in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from namro.reading.errors import CannotRead
from namro.reading.sources.docx import names
from namro.reading.sources.docx.inline import InlineReader, Line
from namro.reading.sources.docx.names import form_of, number, said, value, w
from namro.reading.sources.docx.notes import NoteBook
from namro.reading.sources.docx.numbering import Label, Numbering
from namro.reading.sources.docx.pages import Pages, ends_page, starts_page
from namro.reading.sources.docx.styles import Look, Styles, look_of
from namro.reading.sources.limits import Budget
from namro.reading.sources.secrecy import HEAD_LINES

MAX_COLUMNS = 1_000  # of a table, merged ones counted singly; Word's own limit is 63

# What holds blocks without being one.
_WRAPPERS = frozenset(w(name) for name in ("customXml", "smartTag", "ins", "moveTo", "sdtContent"))
# Other documents that Word would join in here; their text is in a form that is not read.
_FOREIGN = frozenset((w("altChunk"), w("subDoc")))


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the document a paragraph stands."""

    table: int | None = None
    row: int | None = None
    column: int | None = None  # on the table's grid, so that it is the same in every row
    cell: int = 0  # which cell of its row
    note: str | None = None
    box: bool = False  # in a text box


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph that holds text, as it will stand in the source."""

    text: str
    label: str  # automatic number at the start of the text, or ""
    level: int | None
    marks: tuple[tuple[int, int], ...]  # note marks, as places in the text
    paragraph: int
    page: int | None
    emphasis: bool
    place: Place


@dataclass(slots=True)
class DraftCell:
    """A table cell: the drafts [first, last) that stand in it, and how many rows and columns it covers."""

    first: int
    last: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class _Properties:
    """What a paragraph's own properties and its style say."""

    look: Look
    list_id: str | None
    depth: int
    joins_next: bool  # its end is deleted or hidden
    new_page: bool
    page_after: bool


@dataclass(slots=True)
class BodyReader:
    """Walks a document once. `drafts`, `tables` and the notes' marks are complete after `read`."""

    styles: Styles
    numbering: Numbering
    notes: NoteBook
    pages: Pages
    budget: Budget
    drafts: list[Draft] = field(default_factory=list)
    tables: list[list[list[DraftCell]]] = field(default_factory=list)
    head: list[str] = field(default_factory=list)  # the first lines and cells as typed, and the text boxes among them
    _inline: InlineReader = field(init=False)
    _paragraphs: int = 0
    _head_lines: int = 0  # without the text boxes
    _open: tuple[Line, _Properties] | None = None  # a paragraph that runs on into the next one

    def __post_init__(self) -> None:
        self._inline = InlineReader(self.styles, self.notes, self.pages, self.budget)

    def read(self, body: etree._Element) -> None:
        """Read the body, then the text of every note that it calls."""
        self._flow(body, Place(), 0)
        self.numbering.begin_story()
        for note in self.notes.notes:  # grows where a note calls another
            if note.element is not None:
                self.pages.number = note.page or 1
                self._inline.begin_story()
                self._flow(note.element, Place(note=note.mark), 0)

    def _flow(self, container: etree._Element, place: Place, depth: int) -> None:
        """Read a body, cell, text box or note: a run of blocks from which no paragraph runs out."""
        before, self._open = self._open, None
        self._blocks(container, place, depth)
        self._close_open(place, depth)
        self._open = before

    def _blocks(self, container: etree._Element, place: Place, depth: int) -> None:
        self.budget.check_nesting(depth)
        for child in container:
            tag = child.tag
            if tag == names.PARAGRAPH:
                self._paragraph(child, place, depth)
            elif tag == names.TABLE:
                self._close_open(place, depth)
                self._table(child, place, depth + 1)
            elif tag == names.CONTROL or tag in _WRAPPERS:
                self._blocks(child, place, depth + 1)
            elif tag == names.ALTERNATIVES:
                chosen = form_of(child)
                if chosen is not None:
                    self._blocks(chosen, place, depth + 1)
            elif tag in _FOREIGN:
                raise CannotRead("Tệp Word ghép từ nhiều tệp khác.", "Mở bằng Word, lưu lại thành .docx rồi đọc lại.")

    def _paragraph(self, element: etree._Element, place: Place, depth: int) -> None:
        self.budget.take_paragraph()
        properties = self._properties(element.find(names.PARAGRAPH_PROPERTIES))
        if properties.new_page:
            self.pages.hard_break()
        line = self._open[0] if self._open else Line()
        if not line.parts:
            line.paragraph = self._paragraphs
        self._paragraphs += 1
        self._inline.read(element, line, properties.look)
        self._open = line, properties
        if not properties.joins_next:
            self._close_open(place, depth)
        if properties.page_after:
            self.pages.hard_break()

    def _close_open(self, place: Place, depth: int) -> None:
        """End the open paragraph: at its own end, or where nothing follows that it could run into."""
        if self._open is None:
            return
        line, properties = self._open
        self._open = None
        text, marks = line.composed() if line.parts else ("", [])
        text = text if text.strip(" \xad") else ""  # soft hyphens alone say nothing, in whatever font
        label = None
        if properties.list_id and (text or not properties.joins_next):  # what is hidden from end to end does not count
            label = self.numbering.next_label(properties.list_id, properties.depth)
        # An empty numbered paragraph shows its number; only in a cell ("TT") does that say anything.
        if text or (label and label.text and place.table is not None):
            self._note_head(line, place)
            self._add(text, marks, label, line, place)
        for box in line.boxes:
            self._text_box(box, place, depth + 1)

    def _note_head(self, line: Line, place: Place) -> None:
        if self._head_lines < HEAD_LINES:
            self.head.append("".join(line.parts))
            self._head_lines += not place.box

    def _add(self, text: str, marks: list[tuple[int, int]], label: Label | None, line: Line, place: Place) -> None:
        before = ""
        if label and label.text:
            before = label.text + (label.separator if text else "")
        self.drafts.append(
            Draft(
                text=before + text,
                label=label.text if label else "",
                level=label.level if label else None,
                marks=tuple((start + len(before), end + len(before)) for start, end in marks),
                paragraph=line.paragraph,
                page=line.page if line.page is not None else self.pages.current,
                emphasis=bool(text) and line.all_bold,
                place=place,
            )
        )

    def _text_box(self, box: etree._Element, place: Place, depth: int) -> None:
        counts = self.numbering.begin_story()
        fields = self._inline.begin_story()
        self._flow(box, replace(place, box=True), depth)
        self._inline.resume_story(fields)
        self.numbering.resume_story(counts)

    def _table(self, element: etree._Element, place: Place, depth: int) -> None:
        if place.table is not None:  # a table in a cell is part of that cell's text
            for row in _parts(element, names.ROW):
                for cell in _parts(row, names.CELL):
                    self._flow(cell, place, depth)
            return
        rows: list[list[DraftCell]] = []
        index = len(self.tables)
        self.tables.append(rows)
        above: dict[int, DraftCell] = {}  # cells that may go on downwards, by column
        for row in _parts(element, names.ROW):
            if _is_deleted(row):
                continue
            cells, above = self._row(row, above, Place(index, len(rows), note=place.note, box=place.box), depth)
            rows.append(cells)

    def _row(
        self, row: etree._Element, above: dict[int, DraftCell], place: Place, depth: int
    ) -> tuple[list[DraftCell], dict[int, DraftCell]]:
        """Read a row; returns its cells, and those of them that the next row may go on with."""
        cells: list[DraftCell] = []
        downward: dict[int, DraftCell] = {}
        properties = row.find(w("trPr"))
        column = self._skip(cells, properties, "gridBefore")
        first_page = last_page = self.pages.number
        for element in _parts(row, names.CELL):
            cell_properties = element.find(w("tcPr"))
            if cell_properties is not None and cell_properties.find(w("cellDel")) is not None:
                continue
            columns = number(value(cell_properties, w("gridSpan")), 1, least=1, most=MAX_COLUMNS)
            merge = cell_properties.find(w("vMerge")) if cell_properties is not None else None
            upper = above.get(column)
            if merge is not None and merge.get(names.VAL) != "restart" and upper is not None:
                upper.rows += 1  # Word shows nothing of what the covered cell itself holds
                cell = upper
            else:
                # A row that is broken by a page bears the mark of the break in each of its cells.
                self.pages.number = first_page
                first = len(self.drafts)
                here = Place(place.table, place.row, column, len(cells), place.note, place.box)
                self._flow(element, here, depth)
                cell = DraftCell(first, len(self.drafts), columns=columns)
                last_page = max(last_page, self.pages.number)
            cells.append(cell)
            if merge is not None:
                downward[column] = cell
            column += columns
        self.pages.number = last_page
        self._skip(cells, properties, "gridAfter")
        return cells, downward

    def _skip(self, cells: list[DraftCell], properties: etree._Element | None, name: str) -> int:
        """Stand an empty cell for the columns that a row leaves out at its start or end; returns how many."""
        columns = number(value(properties, w(name)), 0, most=MAX_COLUMNS)
        if columns:
            cells.append(DraftCell(len(self.drafts), len(self.drafts), columns=columns))
        return columns

    def _properties(self, element: etree._Element | None) -> _Properties:
        spoken = said(element)
        style_of = spoken.get(w("pStyle"))
        style = self.styles.paragraph(style_of.get(names.VAL) if style_of is not None else None)
        own = spoken.get(w("numPr"))
        list_id = value(own, w("numId")) or style.number_id
        level = value(own, w("ilvl"))
        if level is not None:
            depth: int | None = number(level, 0, most=8)
        else:
            depth = self.numbering.level_of_style(list_id, style.chain) if list_id else None
            depth = style.number_level if depth is None else depth
        end = said(spoken.get(names.RUN_PROPERTIES))
        return _Properties(
            look=style.look,
            list_id=list_id,
            depth=depth or 0,
            joins_next=w("del") in end or w("moveFrom") in end or bool(look_of(end).hidden),
            new_page=starts_page(spoken, style.page_break_before),
            page_after=ends_page(spoken),
        )


def _parts(container: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, through the controls and changes that may wrap them."""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        if element.tag == tag:
            yield element
        elif element.tag == names.CONTROL or element.tag in _WRAPPERS:
            waiting.extend(reversed(element))


def _is_deleted(row: etree._Element) -> bool:
    properties = row.find(w("trPr"))
    return properties is not None and properties.find(w("del")) is not None
