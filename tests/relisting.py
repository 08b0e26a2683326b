"""Turns a text into a Word document that shows the same: typed labels become automatic numbers, notes real footnotes.

With it a test reads one directive twice, as text and as a .docx, and asks for the same tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from namro.reading.model import Cell, Source
from namro.reading.sources import open_source
from tests.making_docx import Docx, Level, Xml, cell, paragraph, row, run, table

# The outline that most directives share. Levels of its own number "1.1." within "1.", and letters and bullets below.
_ROMAN, _ITEM, _SUBITEM, _THIRD, _LETTER, _BRACKET, _DASH, _PLUS, _STAR = range(9)
_OUTLINE = (
    Level("upperRoman", "%1."),
    Level("decimal", "%2."),
    Level("decimal", "%2.%3."),
    Level("decimal", "%2.%3.%4."),
    Level("lowerLetter", "%5)"),
    Level("decimal", "(%6)"),
    Level("bullet", "-"),
    Level("bullet", "+"),
    Level("bullet", "*"),
)
_BULLETS = {"-": _DASH, "+": _PLUS, "*": _STAR}

_LABEL = re.compile(
    r"""(?:(?P<roman>[IVX]+)\. | (?P<upper>[A-Z])\. | (?P<decimal>\d{1,2}(?:\.\d{1,2}){0,2})(?P<end>[.)/]?)
        | (?P<letter>[a-z])(?P<letter_end>[.)]) | \((?P<bracket>\d{1,2})\) | (?P<bullet>[-+*])
        | Điều\ (?P<article>\d+)\.)
        \ (?=\S)""",
    re.X,
)
_NOTE_LINE = re.compile(r"(\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*)\s*(\S.*)")
_NOTE_MARK = re.compile(r"\[\d+\]|[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*")


def docx_from_text(path: Path) -> bytes:
    """The .docx of a text file, by the paragraphs, tables and notes that the reader of texts finds in it."""
    return docx_from_source(open_source(path.read_bytes(), name=path.name))


def docx_from_lines(lines: Iterable[str]) -> bytes:
    """The .docx of whole paragraphs; one that starts with "[1]" or "¹" is the footnote of that mark."""
    found = [(line, _NOTE_LINE.match(line)) for line in lines]
    notes = {note[1]: [note[2]] for _, note in found if note}
    writer = _Writer(notes)
    for line, note in found:
        if not note:
            marks = [(mark.start(), mark.end()) for mark in _NOTE_MARK.finditer(line) if mark.group() in notes]
            writer.paragraph(line, marks)
    return writer.docx.bytes()


def docx_from_source(source: Source) -> bytes:
    """The .docx of a source: its tables as tables, its notes as footnotes, its labels as automatic numbers."""
    notes: dict[str, list[str]] = {}
    for block in source.blocks:
        if block.note is not None:
            notes.setdefault(block.note, []).append(
                source.text[block.start : block.end].removeprefix(block.note).strip()
            )
    writer = _Writer(notes)
    drawn: set[int] = set()
    for index, block in enumerate(source.blocks):
        if block.note is not None or block.table in drawn:
            continue
        if block.table is not None:
            drawn.add(block.table)
            writer.table(source, block.table)
        else:
            writer.paragraph(*_content(source, index), bold=block.emphasis)
    return writer.docx.bytes()


def _content(source: Source, index: int) -> tuple[str, list[tuple[int, int]]]:
    """A block's text and the note marks in it."""
    block = source.blocks[index]
    marks = [
        (mark.span.start - block.start, mark.span.end - block.start)
        for mark in source.marks
        if block.start <= mark.span.start < block.end
    ]
    return source.text[block.start : block.end], marks


@dataclass
class _Family:
    """A list definition, and how far Word has counted on it."""

    levels: Sequence[Level]
    number: int | None = None  # the list in use
    definition: int = 0
    counts: list[int] = field(default_factory=lambda: [0] * len(_OUTLINE))  # 0: not used yet
    starts: dict[int, int] = field(default_factory=dict)  # levels of the list in use that do not begin at 1

    def place(self, docx: Docx, depth: int, values: Sequence[int]) -> tuple[int, int]:
        """The (list, level) that shows the label whose last numbers are `values`."""
        above = range(depth - len(values) + 1, depth)
        wanted = dict(zip(above, values[:-1], strict=True))
        if self.number is None or any(self.counts[level] not in (0, value) for level, value in wanted.items()):
            self._begin(docx, wanted)
        for level, value in wanted.items():
            self.counts[level] = value
        following = self.counts[depth] + 1 if self.counts[depth] else self.starts.get(depth, 1)
        if values and values[-1] != following:
            # A start that a list asks for holds whenever that level begins again.
            self.starts = {depth: values[-1]}
            self.number = docx.list_on(self.definition, self.starts)
        self.counts[depth] = values[-1] if values else 1
        self.counts[depth + 1 :] = [0] * len(self.counts[depth + 1 :])
        for level in range(depth):
            self.counts[level] = self.counts[level] or self.starts.get(level, 1)
        assert self.number is not None
        return self.number, depth

    def _begin(self, docx: Docx, starts: dict[int, int]) -> None:
        """A definition of its own, on which the levels above begin where they must: nothing has counted on it."""
        levels = [
            Level(level.form, level.pattern, start=starts.get(depth, 1)) for depth, level in enumerate(self.levels)
        ]
        self.number = docx.list(*levels)
        self.definition = docx.definitions - 1
        self.starts = starts
        self.counts = [0] * len(_OUTLINE)


class _Writer:
    """Writes paragraphs whose labels are Word's own."""

    def __init__(self, notes: dict[str, list[str]]) -> None:
        self.docx = Docx()
        self._notes = notes
        self._outline = _Family(_OUTLINE)
        self._others: dict[str, _Family] = {}

    def paragraph(self, text: str, marks: Sequence[tuple[int, int]], *, bold: bool = False) -> None:
        label = _LABEL.match(text)
        numbered = self._numbered(label) if label else None
        start = label.end() if label and numbered else 0
        self.docx.paragraph(*self._runs(text, start, marks, bold=bold), numbered=numbered)

    def table(self, source: Source, index: int) -> None:
        seen: set[int] = set()
        rows: list[Xml] = []
        for line in source.tables[index].rows:
            rows.append(row(*(self._cell(source, one, seen) for one in line)))
        self.docx.add(table(rows))

    def _cell(self, source: Source, one: Cell, seen: set[int]) -> Xml:
        covered = id(one) in seen
        seen.add(id(one))
        merge = None if one.rows == 1 else "continue" if covered else "restart"
        blocks = range(one.first, one.last) if not covered else ()
        lines = (self._runs(text, 0, marks, bold=False) for text, marks in (_content(source, i) for i in blocks))
        return cell(*(paragraph(*line) for line in lines), columns=one.columns, merge=merge)

    def _runs(self, text: str, start: int, marks: Sequence[tuple[int, int]], *, bold: bool) -> list[Xml]:
        runs: list[Xml] = []
        for first, last in marks:
            mark = text[first:last]
            if first >= start and mark in self._notes:
                runs += (run(text[start:first], bold=bold), self.docx.note(*self._notes[mark]))
                start = last
        return [*runs, run(text[start:], bold=bold)]

    def _numbered(self, label: re.Match[str]) -> tuple[int, int] | None:
        if bullet := label["bullet"]:
            return self._outline.place(self.docx, _BULLETS[bullet], ())
        if roman := label["roman"]:
            return self._outline.place(self.docx, _ROMAN, (_from_roman(roman),))
        if bracket := label["bracket"]:
            return self._outline.place(self.docx, _BRACKET, (int(bracket),))
        if decimal := label["decimal"]:
            return self._decimal(decimal, label["end"])
        if letter := label["letter"]:
            value = ord(letter) - ord("a") + 1
            if label["letter_end"] == ")":
                return self._outline.place(self.docx, _LETTER, (value,))
            return self._other(Level("lowerLetter", "%1."), value)
        if upper := label["upper"]:
            return self._other(Level("upperLetter", "%1."), ord(upper) - ord("A") + 1)
        return self._other(Level("decimal", "Điều %1."), int(label["article"]))

    def _decimal(self, decimal: str, end: str) -> tuple[int, int] | None:
        values = [int(part) for part in decimal.split(".")]
        if decimal != ".".join(map(str, values)) or 0 in values:
            return None  # "1.05" is no label that Word would count to
        depth = _ITEM + len(values) - 1
        if end == ".":
            return self._outline.place(self.docx, depth, values)
        if len(values) == 1:
            return self._other(Level("decimal", f"%1{end}"), values[0]) if end else None
        # "1.1 Sở Tài chính", but not "2.5 ha đất": it must follow on what stands above.
        if end or self._outline.counts[_ITEM:depth] != values[:-1]:
            return None
        family = self._others.setdefault(
            f"no dot {len(values)}",
            _Family([Level("decimal", ".".join(f"%{n + 1}" for n in range(k + 1))) for k in range(len(values))]),
        )
        return family.place(self.docx, len(values) - 1, values)

    def _other(self, level: Level, value: int) -> tuple[int, int]:
        family = self._others.setdefault(level.pattern + level.form, _Family([level]))
        return family.place(self.docx, 0, (value,))


def _from_roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[sign] for sign in text]
    return sum(-one if one < max(values[place:]) else one for place, one in enumerate(values))
