"""Plain text and Markdown as a Source: hard-wrapped lines joined, layout tables rebuilt, page furniture dropped.

Three habits of such files are understood:
- a table dumped with a "|" alone on a line between cells and two of them between rows;
- a Markdown table, one row a line;
- emphasis marks "*", which are dropped; a paragraph that stood wholly in "**" is marked as emphasised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from namro.reading.labels import Label, label_of
from namro.reading.model import Block, Cell, NoteMark, Source, Span, Table

_DRAWN_LINE = re.compile(r"[\s\-_=~–—*.]{3,}$")
_PAGE_HEAD = re.compile(r"(?:\d{1,3}\s+)?CÔNG BÁO ?/ ?Số .{0,60}$")
_PAGE_NUMBER = re.compile(r"--- PAGE BREAK ---$|(?:- ?)?\d{1,3}(?: ?-)?$|(?:Trang|trang) \d{1,3}(?:/\d{1,3})?$")
_MARKDOWN_ROW = re.compile(r"\|.*\|$")
_MARKDOWN_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+$")
_PIPED_ROW = re.compile(r"[^|]*(?: \| [^|]*){2,}$")
_NOTE = re.compile(r"(?:\[(\d{1,3})\]|([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?))\s*")
_NOTE_MARK = re.compile(r"(?<=\S)(?:\[(\d{1,3})\]|([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?))")
_LABEL_ALONE = re.compile(r"(?:[IVXL]+|\d+(?:\.\d+)*|[a-zđ])[.)]$")
_TWO_COLUMNS = re.compile(r"nơi nhận|cộng hòa xã hội|cộng hoà xã hội|đảng cộng sản|kính gửi", re.IGNORECASE)
_WHOLE_HEADING = 150  # code points; a longer paragraph without an end was cut by a page or a footnote
_HIGH_DIGITS = frozenset("¹²³⁴⁵⁶⁷⁸⁹")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_DROPPED = ("\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\r")
_ENDS = frozenset('.;:!?…”"')
_KINDS = frozenset(
    [
        "CHỈ THỊ",
        "CÔNG ĐIỆN",
        "QUYẾT ĐỊNH",
        "NGHỊ QUYẾT",
        "KẾ HOẠCH",
        "THÔNG BÁO",
        "KẾT LUẬN",
        "CHƯƠNG TRÌNH",
        "HƯỚNG DẪN",
        "BÁO CÁO",
        "TỜ TRÌNH",
        "QUY CHẾ",
        "QUY ĐỊNH",
        "ĐỀ ÁN",
        "PHƯƠNG ÁN",
        "PHỤ LỤC",
        "QUYẾT NGHỊ:",
        "CHƯƠNG TRÌNH HÀNH ĐỘNG",
        "KẾ HOẠCH HÀNH ĐỘNG",
    ]
)


@dataclass(slots=True)
class _Line:
    text: str  # without marks and outer spaces; "" for an empty line
    bold: bool = False  # wholly in "**"
    bar: bool = False  # a "|" alone: the edge of a cell
    gap: bool = False  # page furniture or a drawn line stood before it
    page: int = 1


@dataclass(slots=True)
class _Paragraph:
    lines: list[_Line]
    row: int | None = None
    column: int | None = None
    table: int | None = None

    @property
    def text(self) -> str:
        return _join(self.lines)


def read_text(text: str, *, name: str | None, kind: str = "text") -> Source:
    """The Source of an NFC text. Nothing but marks, page furniture and drawn lines is lost."""
    lines = list(_lines(text))
    shape = _Shape.of(lines)
    paragraphs: list[_Paragraph] = []
    tables = 0
    run: list[_Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.bar:
            paragraphs += _paragraphs(run, shape)
            run = []
            rows, at = _barred_table(lines, at)
            paragraphs += _cells(rows, tables, shape)
            tables += 1
        elif "|" in line.text and (
            _MARKDOWN_ROW.match(line.text) or (line.text.count(" | ") >= 2 and _PIPED_ROW.match(line.text))
        ):
            paragraphs += _paragraphs(run, shape)
            run = []
            rows, at = _row_lines(lines, at)
            paragraphs += _cells(rows, tables, shape)
            tables += 1
        else:
            run.append(line)
            at += 1
    paragraphs += _paragraphs(run, shape)
    return _source(paragraphs, tables, name, kind)


def _lines(text: str) -> Iterator[_Line]:
    """The lines, cleaned; furniture is dropped and leaves a gap."""
    in_bold = gap = False
    page = 1
    previous_head = False
    for mark in _DROPPED:
        text = text.replace(mark, "")
    for raw in text.split("\n"):
        if "\f" in raw:
            page += raw.count("\f")
            raw = raw.replace("\f", " ")
            gap = True
        stripped = raw.strip()
        if "*" in stripped and stripped[0] != "|":
            toggles = stripped.count("**")
            bold = (in_bold or stripped.startswith("**")) and (
                toggles % 2 == (0 if in_bold else 1) or stripped.endswith("**")
            )
            in_bold ^= bool(toggles % 2)
            stripped = stripped.replace("*", "").strip()
        else:
            bold = in_bold
        if "\\" in stripped:
            stripped = stripped.replace("\\", "")
        if not stripped:
            yield _Line("", gap=gap)
            continue
        if stripped == "|":
            previous_head = False
            yield _Line("|", bar=True, page=page)
            gap = False
            continue
        if len(stripped) < 90:
            if len(stripped) > 2 and _DRAWN_LINE.match(stripped):
                gap = True
                continue
            if "CÔNG BÁO" in stripped and _PAGE_HEAD.match(stripped):
                page += 1
                gap = previous_head = True
                continue
            if (
                len(stripped) <= 12 and previous_head and _PAGE_NUMBER.match(stripped)
            ) or stripped == "--- PAGE BREAK ---":
                gap = True
                continue
        previous_head = False
        if "  " in stripped or not stripped.isprintable():
            stripped = _SPACES.sub(" ", stripped)
        yield _Line(stripped, bold=bold, gap=gap, page=page)
        gap = False


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the lines of a file were broken."""

    wrapped: bool
    width: int  # a line of about this many code points is full
    spaced: bool  # empty lines part the paragraphs

    @classmethod
    def of(cls, lines: list[_Line]) -> _Shape:
        lengths = sorted(len(line.text) for line in lines if len(line.text) > 40)
        if len(lengths) < 4:
            return cls(wrapped=False, width=10_000, spaced=True)
        width = lengths[int(len(lengths) * 0.9)]
        empty = sum(not line.text for line in lines)
        text = sum(bool(line.text) and not line.bar for line in lines)
        wrapped = lengths[int(len(lengths) * 0.95)] <= 115 and lengths[len(lengths) // 2] <= 100
        return cls(wrapped=wrapped, width=width if wrapped else 10_000, spaced=empty > 0.1 * text)


def _paragraphs(lines: list[_Line], shape: _Shape) -> list[_Paragraph]:
    """Runs of lines joined into whole paragraphs. A footnote in mid-sentence is set after the paragraph it broke."""
    out: list[_Paragraph] = []
    notes: list[_Paragraph] = []
    blank = furniture = False
    for line in lines:
        if not line.text:
            blank = True
            furniture |= line.gap
            continue
        furniture |= line.gap
        if len(line.text) < 10 and shape.wrapped and (blank or furniture) and _PAGE_NUMBER.match(line.text):
            furniture = True
            continue
        if (
            (line.text[0] == "[" or line.text[0] in _HIGH_DIGITS)
            and _NOTE.match(line.text)
            and (blank or furniture or not out or _closed(out[-1].lines[-1]))
        ):
            notes.append(_Paragraph([line]))
            blank = furniture = False
            continue
        if notes and not blank and not furniture and not label_of(line.text):  # the footnote goes on
            notes[-1].lines.append(line)
            continue
        broken = bool(notes) or furniture
        if out and _goes_on(out[-1].lines, line, blank, broken, shape):
            out[-1].lines.append(line)
        else:
            out += notes
            notes = []
            out.append(_Paragraph([line]))
        blank = furniture = False
    return out + notes


def _closed(line: _Line) -> bool:
    return line.text[-1] in _ENDS


def _goes_on(before: list[_Line], line: _Line, blank: bool, broken: bool, shape: _Shape) -> bool:
    """Whether `line` belongs to the paragraph that ends with `before`."""
    last = before[-1]
    first = line.text[0]
    label = label_of(line.text + " x" if len(line.text) < 8 and _LABEL_ALONE.match(line.text) else line.text)
    closed = _closed(last)
    full = len(last.text) + len(line.text.split(" ", 1)[0]) + 1 > shape.width * (0.97 if closed else 0.85)
    if label:
        # a wrapped line may begin with a dash or "2." that is no label: "Thái Nguyên / - Lạng Sơn"
        return (
            not blank
            and not closed
            and last.text[-1] != ","
            and full
            and not last.bold
            and (label.printed == "-" or _may_be_wrapped_number(label, last.text))
        )
    if last.text in _KINDS or line.text in _KINDS:
        return False
    if len(last.text) < 8 and _LABEL_ALONE.match(last.text):
        return True
    small = first.islower() or first in ',;)%“"(' or (first.isdigit() and not closed)
    if blank or broken:
        if closed or _title(last.text) != _title(line.text):
            return False
        if small:
            return not _heading_only(before)
        return broken and sum(len(one.text) for one in before) > _WHOLE_HEADING
    if not shape.wrapped:
        return small and not closed
    if last.bold and not line.bold and not small:
        return False
    if _title(last.text) != _title(line.text) and not small:
        return False
    if shape.spaced:
        return True
    if small:
        return True
    if closed:
        return last.text[-1] not in ";:" and full and len(before) > 1
    return full or len(before) == 1


def _may_be_wrapped_number(label: Label, before: str) -> bool:
    return bool(re.search(r"(?:ngày|tháng|năm|khoản|điểm|số|quý|\d|và)$", before))


def _title(text: str) -> bool:
    """Whether a line is set in capitals, as titles are."""
    return text.isupper() and len(text) > 2


def _heading_only(lines: list[_Line]) -> bool:
    return all(line.bold for line in lines) and bool(label_of(lines[0].text))


def _join(lines: list[_Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        # "182/2024/NĐ-" + "CP", "57-NQ/" + "TW": a number broken at its dash or stroke is one word
        glued = text[-1] in "-/" and len(text) > 1 and text[-2].isupper() and line.text[0].isupper()
        text += line.text if glued else " " + line.text
    return text


def _barred_table(lines: list[_Line], at: int) -> tuple[list[list[list[_Line]]], int]:
    """Rows of cells from a dump with bars, and the line after it. `lines[at]` is the first bar."""
    rows: list[list[list[_Line]]] = []
    while at < len(lines) and lines[at].bar:
        cells: list[list[_Line]] = []
        at += 1  # the bar that opens the row
        while True:
            cell: list[_Line] = []
            while at < len(lines) and not lines[at].bar:
                if lines[at].text:
                    cell.append(lines[at])
                at += 1
            if at >= len(lines):  # no closing bar: what follows the last cell was no cell
                return rows + [cells] if cells else rows, at - len(cell) if cells else at
            cells.append(cell)
            at += 1
            if len(cells) >= 2 and not (at < len(lines) and lines[at].bar) and _in_two_columns(cells):
                break
            if at >= len(lines) or lines[at].bar or not _row_goes_on(lines, at, len(cells), rows):
                break
        rows.append(cells)
        if at < len(lines) and not lines[at].bar:
            upcoming = next((i for i in range(at, min(at + 3, len(lines))) if lines[i].text), None)
            if upcoming is not None and lines[upcoming].bar and len(cells) > 2:
                at = upcoming
    return rows, at


def _in_two_columns(cells: list[list[_Line]]) -> bool:
    """Whether a row is of the letterhead, the addressees or the signature, which have two columns by their form."""
    return any(_TWO_COLUMNS.search(line.text) for cell in cells[:2] for line in cell[:4])


def _row_goes_on(lines: list[_Line], at: int, cells: int, rows: list[list[list[_Line]]]) -> bool:
    """Whether the words after a bar are one more cell, not the text after the table."""
    if rows and cells >= max(len(row) for row in rows):
        return False
    if not rows and cells >= 2 and not lines[at].text:
        return False
    length = 0
    for line in lines[at : at + 60]:
        if line.bar:
            return rows != [] or cells < 2 or length < 400
        length += len(line.text)
    return bool(rows) or cells < 2


def _row_lines(lines: list[_Line], at: int) -> tuple[list[list[list[_Line]]], int]:
    """Rows of a table that stands one row a line, and the line after it."""
    rows: list[list[list[_Line]]] = []
    while at < len(lines):
        line = lines[at]
        if not line.text and rows and at + 1 < len(lines) and _MARKDOWN_ROW.match(lines[at + 1].text):
            at += 1
            continue
        if _MARKDOWN_RULE.match(line.text):
            at += 1
            continue
        if _MARKDOWN_ROW.match(line.text):
            cells = line.text[1:-1].split("|")
        elif _PIPED_ROW.match(line.text):
            cells = line.text.split(" | ")
        else:
            break
        rows.append([[_Line(cell.strip(), page=line.page)] if cell.strip() else [] for cell in cells])
        at += 1
    return rows, at


def _cells(rows: list[list[list[_Line]]], table: int, shape: _Shape) -> list[_Paragraph]:
    out: list[_Paragraph] = []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if not cell:
                out.append(_Paragraph([], r, c, table))
            for lines in _cell_paragraphs(cell, shape):
                out.append(_Paragraph(lines, r, c, table))
    return out


def _cell_paragraphs(cell: list[_Line], shape: _Shape) -> Iterator[list[_Line]]:
    """A cell is narrow, so only a label, a full stop, or another face parts its lines."""
    current: list[_Line] = []
    for line in cell:
        if _DRAWN_LINE.match(line.text) and len(line.text) > 2:
            continue
        if current:
            last = current[-1]
            label = label_of(line.text)
            # "HÀ TĨNH / - Nâng cấp": a dash after a closed line or after a first line opens an item
            starts = (label is not None and (label.printed == "-" or _closed(last) or label.rank < 90)) or (
                last.text[-1] in ";." and not line.text[0].islower()
            )
            if (
                starts
                or line.gap
                or (last.bold != line.bold and not line.text[0].islower())
                or (last.text[-1] == ":" and not line.text[0].islower() and len(current) == 1)
            ):
                yield current
                current = []
        current.append(line)
    if current:
        yield current


def _source(paragraphs: list[_Paragraph], tables: int, name: str | None, kind: str) -> Source:
    pieces: list[str] = []
    blocks: list[Block] = []
    cells: list[list[list[Cell]]] = [[] for _ in range(tables)]
    marks: list[NoteMark] = []
    length = 0
    previous: _Paragraph | None = None
    noted = any("[" in line.text or not _HIGH_DIGITS.isdisjoint(line.text) for one in paragraphs for line in one.lines)
    for number, paragraph in enumerate(paragraphs):
        if paragraph.table is not None:
            _place_cell(cells[paragraph.table], paragraph, len(blocks))
        if not paragraph.lines:
            continue
        if previous is not None:
            same_row = paragraph.table is not None and (paragraph.table, paragraph.row) == (
                previous.table,
                previous.row,
            )
            parting = " | " if same_row and paragraph.column != previous.column else "\n"
            pieces.append(parting)
            length += len(parting)
        text = paragraph.text
        note = _NOTE.match(text) if noted and paragraph.table is None else None
        if noted and (paragraph.table is None or "[" in text):
            for found in _NOTE_MARK.finditer(text):
                mark = found[1] or found[2].translate(_SUPERSCRIPT)
                marks.append(NoteMark(mark, Span(length + found.start(), length + found.end())))
        blocks.append(
            Block(
                start=length,
                end=length + len(text),
                paragraph=number,
                page=paragraph.lines[0].page,
                table=paragraph.table,
                row=paragraph.row,
                column=paragraph.column,
                note=(note[1] or note[2].translate(_SUPERSCRIPT)) if note else None,
                label_end=length + note.end() if note else None,
                emphasis=all(line.bold for line in paragraph.lines),
            )
        )
        pieces.append(text)
        length += len(text)
        previous = paragraph
        if paragraph.table is not None:
            row = cells[paragraph.table][paragraph.row or 0]
            row[-1] = Cell(row[-1].first, len(blocks))
    return Source(
        kind=kind,
        name=name,
        text="".join(pieces),
        blocks=tuple(blocks),
        tables=tuple(Table(tuple(tuple(row) for row in table)) for table in cells),
        marks=tuple(marks),
    )


def _place_cell(rows: list[list[Cell]], paragraph: _Paragraph, block: int) -> None:
    """Makes room for the cell of `paragraph`, whose first block will have the number `block`."""
    while len(rows) <= (paragraph.row or 0):
        rows.append([])
    row = rows[paragraph.row or 0]
    if len(row) <= (paragraph.column or 0):
        row.append(Cell(block, block))
