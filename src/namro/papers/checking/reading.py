"""A Word document as lines with the look that each really has: style upon style, run upon run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from namro.reading.errors import CannotRead
from namro.reading.sources.docx.names import MAIN, RELATIONSHIPS, switched
from namro.reading.sources.docx.package import Package
from namro.reading.sources.limits import Budget, Limits

W, R = f"{{{MAIN}}}", f"{{{RELATIONSHIPS}}}"
_MOST_BYTES = 200_000_000  # unpacked
_TWIPS_PER_MM = 56.6929
_LINE = 240.0  # twentieths of a point that Word counts for one line


class NotWord(ValueError):
    """The file is no Word document, or a damaged one."""

    def __init__(self) -> None:
        super().__init__("Tệp không phải văn bản Word (.docx) hoặc đã hỏng. Tải lại bản gốc rồi kiểm tra lại.")


@dataclass(frozen=True, slots=True)
class Look:
    """How the letters of a stretch of text look."""

    face: str
    size: float
    bold: bool
    italic: bool
    color: str  # "" where nothing was said: black


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its text as printed (capitals where its style asks for them) and its look."""

    text: str
    looks: tuple[Look, ...]
    align: str
    first: float  # millimetres that the first line is drawn in
    left: float
    right: float
    before: float  # points
    after: float
    line: float  # lines; 0 where a height in points is set
    has_rule: bool

    @property
    def sizes(self) -> tuple[float, ...]:
        return tuple(look.size for look in self.looks)

    @property
    def is_bold(self) -> bool:
        return bool(self.looks) and all(look.bold for look in self.looks)

    @property
    def is_italic(self) -> bool:
        return bool(self.looks) and all(look.italic for look in self.looks)

    @property
    def is_upright(self) -> bool:
        return not any(look.italic for look in self.looks)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the lines of each cell of its first row, its width, and how it was made."""

    first_row: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]  # millimetres
    is_fixed: bool
    repeats_head: bool
    rows: int

    @property
    def text(self) -> str:
        return "\n".join(line.text for cell in self.first_row for line in cell)


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one form: millimetres, and whether and where they are numbered."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    hides_first: bool
    starts_at: int | None
    number: Line | None  # the line of the header with the number of the page
    first_header_numbered: bool
    parts: tuple[Line | Table, ...] = field(default=())


@dataclass(frozen=True)
class Read:
    """The whole document, section by section."""

    sections: tuple[Section, ...]

    @cached_property
    def main(self) -> tuple[Line | Table, ...]:
        return self.sections[0].parts

    @cached_property
    def letterhead(self) -> Table | None:
        return next((one for one in self.main if isinstance(one, Table) and "CỘNG HÒA" in one.text.upper()), None)

    @cached_property
    def foot(self) -> Table | None:
        return next((one for one in self.main if isinstance(one, Table) and "Nơi nhận" in one.text), None)

    def lines(self) -> Iterator[Line]:
        """Every line outside the tables, and those of letterhead and foot."""
        for section in self.sections:
            for part in section.parts:
                if isinstance(part, Line):
                    yield part
                elif part is self.letterhead or part is self.foot:
                    yield from (line for cell in part.first_row for line in cell)


def read(data: bytes) -> Read:
    """The document. Raises NotWord."""
    try:
        return _Reader(_opened(data, _MOST_BYTES)).read()
    except CannotRead as error:
        raise NotWord from error


def document_of(data: bytes, most_bytes: int) -> Any:
    """The root of the document's own part, for who only wants its words. Raises NotWord."""
    try:
        return _opened(data, most_bytes).document()
    except CannotRead as error:
        raise NotWord from error


def _opened(data: bytes, most_bytes: int) -> Package:
    return Package(data, Budget(Limits(max_unpacked_bytes=most_bytes, max_part_bytes=most_bytes)))


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles: dict[str, Any] = {}
        styles = self._part("word/styles.xml")
        for style in styles.iter(f"{W}style"):
            self.styles[style.get(f"{W}styleId")] = style
        self.default = next((one.get(f"{W}styleId") for one in styles if one.get(f"{W}default") == "1"), "Normal")
        self.defaults = styles.find(f"{W}docDefaults")
        relations = self._part("word/_rels/document.xml.rels")
        self.targets = {one.get("Id"): f"word/{one.get('Target')}" for one in relations}

    def read(self) -> Read:
        body = self.package.document().find(f"{W}body")
        if body is None:
            raise NotWord
        sections: list[Section] = []
        parts: list[Line | Table] = []
        previous: dict[str, str] = {}
        for element in body:
            if element.tag == f"{W}sectPr":
                sections.append(self._section(element, parts, previous))
                continue
            if element.tag == f"{W}tbl":
                parts.append(self._table(element))
            elif element.tag == f"{W}p":
                end = element.find(f"{W}pPr/{W}sectPr")
                line = self._line(element)
                if line.text or line.has_rule or end is None:
                    parts.append(line)
                if end is not None:
                    sections.append(self._section(end, parts, previous))
                    parts = []
        return Read(tuple(sections))

    def _part(self, name: str) -> Any:
        root = self.package.part(name.lower())
        if root is None:
            raise NotWord
        return root

    def _section(self, element: Any, parts: list[Line | Table], previous: dict[str, str]) -> Section:
        size, margin = element.find(f"{W}pgSz"), element.find(f"{W}pgMar")
        numbering = element.find(f"{W}pgNumType")
        for reference in element.iter(f"{W}headerReference"):
            previous[reference.get(f"{W}type")] = self.targets.get(reference.get(f"{R}id"), "")
        start = numbering.get(f"{W}start") if numbering is not None else None
        number = self._page_number(previous.get("default", ""))
        return Section(
            width=_mm(size.get(f"{W}w")),
            height=_mm(size.get(f"{W}h")),
            top=_mm(margin.get(f"{W}top")),
            bottom=_mm(margin.get(f"{W}bottom")),
            left=_mm(margin.get(f"{W}left")),
            right=_mm(margin.get(f"{W}right")),
            hides_first=bool(switched(element.find(f"{W}titlePg"))),
            starts_at=int(start) if start else None,
            number=number,
            first_header_numbered=self._page_number(previous.get("first", "")) is not None,
            parts=tuple(parts),
        )

    def _page_number(self, part: str) -> Line | None:
        if not part:
            return None
        for paragraph in self._part(part).iter(f"{W}p"):
            codes = [one.get(f"{W}instr") or "" for one in paragraph.iter(f"{W}fldSimple")]
            codes += [one.text or "" for one in paragraph.iter(f"{W}instrText")]
            if any("PAGE" in code.split() for code in codes):
                return self._line(paragraph)
        return None

    def _table(self, element: Any) -> Table:
        rows = element.findall(f"{W}tr")
        properties = element.find(f"{W}tblPr")
        layout = properties.find(f"{W}tblLayout")
        first = tuple(
            tuple(self._line(one) for one in cell.iter(f"{W}p")) for cell in (rows[0].iter(f"{W}tc") if rows else ())
        )
        return Table(
            first_row=first,
            widths=tuple(_mm(one.get(f"{W}w")) for one in element.iter(f"{W}gridCol")),
            is_fixed=layout is not None and layout.get(f"{W}type") == "fixed",
            repeats_head=bool(rows) and rows[0].find(f"{W}trPr/{W}tblHeader") is not None,
            rows=len(rows),
        )

    def _line(self, paragraph: Any) -> Line:
        chain = self._chain(paragraph.find(f"{W}pPr"))
        paragraph_chain = [one for one in (_child(level, "pPr") for level in chain) if one is not None]
        run_chain = [one for one in (_child(level, "rPr") for level in chain[1:]) if one is not None]
        texts, looks = [], []
        for run in paragraph.iter(f"{W}r"):
            text = "".join(_piece(one) for one in run)
            properties = run.find(f"{W}rPr")
            levels = [properties, *run_chain] if properties is not None else run_chain
            caps = _flag(levels, "caps")
            texts.append(text.upper() if caps else text)
            if text.strip():
                looks.append(self._look(levels))
        spacing, indent = _attributes(paragraph_chain, "spacing"), _attributes(paragraph_chain, "ind")
        exact = spacing.get("lineRule", "auto") != "auto"
        return Line(
            text="".join(texts).strip(),
            looks=tuple(looks),
            align=_attributes(paragraph_chain, "jc").get("val", "left"),
            first=_mm(indent.get("firstLine", "0")) - _mm(indent.get("hanging", "0")),
            left=_mm(indent.get("left", indent.get("start", "0"))),
            right=_mm(indent.get("right", indent.get("end", "0"))),
            before=float(spacing.get("before", "0")) / 20,
            after=float(spacing.get("after", "0")) / 20,
            line=0.0 if exact else float(spacing.get("line", str(_LINE))) / _LINE,
            has_rule=any(level.find(f"{W}pBdr/{W}bottom") is not None for level in paragraph_chain),
        )

    def _look(self, levels: list[Any]) -> Look:
        fonts, size = _attributes(levels, "rFonts"), _attributes(levels, "sz").get("val", "20")
        color = _attributes(levels, "color").get("val", "")
        return Look(
            face=fonts.get("ascii", ""),
            size=float(size) / 2,
            bold=_flag(levels, "b"),
            italic=_flag(levels, "i"),
            color="" if color in {"auto", "000000"} else color,
        )

    def _chain(self, properties: Any) -> list[Any]:
        """From the paragraph itself to the document's defaults: who speaks first is right."""
        holder = etree.Element("paragraph")
        if properties is not None:
            holder = properties.getparent()
        named = properties.find(f"{W}pStyle") if properties is not None else None
        levels, at = [holder], named.get(f"{W}val") if named is not None else self.default
        for _ in range(12):  # a circle of styles ends here
            style = self.styles.get(at)
            if style is None:
                break
            levels.append(style)
            based = style.find(f"{W}basedOn")
            if based is None:
                break
            at = based.get(f"{W}val")
        if self.defaults is not None:
            levels.append(self.defaults)
        return levels


def _child(level: Any, name: str) -> Any:
    """The properties of a paragraph, a style, or the defaults, where they lie one deeper."""
    found = level.find(f"{W}{name}")
    return found if found is not None else level.find(f"{W}{name}Default/{W}{name}")


def _attributes(levels: list[Any], name: str) -> dict[str, str]:
    """The attributes of an element as the levels leave them: the nearest word for each."""
    found: dict[str, str] = {}
    for level in reversed(levels):
        element = level.find(f"{W}{name}")
        if element is not None:
            found.update({key.removeprefix(W): value for key, value in element.attrib.items()})
    return found


def _flag(levels: list[Any], name: str) -> bool:
    told = (switched(level.find(f"{W}{name}")) for level in levels)
    return next((one for one in told if one is not None), False)


def _piece(element: Any) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    return {f"{W}tab": "\t", f"{W}br": "\n"}.get(element.tag, "")


def _mm(twips: str | None) -> float:
    return float(twips or 0) / _TWIPS_PER_MM
