"""Makes Word documents for tests, part by part and by hand, so that a test says exactly what stands in the file.

document = Docx()
outline = document.list(Level("upperRoman", "%1."), Level("decimal", "%2."))
document.paragraph("NHIỆM VỤ", numbered=(outline, 0))
document.paragraph("Giao Sở Tài chính", document.note("Trước ngày 15."), " báo cáo.", numbered=(outline, 1))
document.bytes()
"""

from __future__ import annotations

import builtins
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Xml(str):
    """WordprocessingML as such; any other string is text."""


@dataclass(frozen=True)
class Level:
    """One level of a list: number form, pattern ("%1.%2."), and what else a w:lvl may say."""

    form: str = "decimal"
    pattern: str = "%1."
    start: int = 1
    suffix: str | None = None  # "tab", "space", "nothing"
    restart: int | None = None
    legal: bool = False
    style: str | None = None

    def xml(self, depth: int) -> str:
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="{self.start}"/><w:numFmt w:val="{self.form}"/>'
            + (f'<w:lvlRestart w:val="{self.restart}"/>' if self.restart is not None else "")
            + (f'<w:pStyle w:val="{self.style}"/>' if self.style else "")
            + ("<w:isLgl/>" if self.legal else "")
            + (f'<w:suff w:val="{self.suffix}"/>' if self.suffix else "")
            + f"<w:lvlText w:val={quoteattr(self.pattern)}/></w:lvl>"
        )


def run(text: str | Xml, properties: str = "", *, bold: bool = False) -> Xml:
    """A run of text, or of an element, with run properties such as "<w:vanish/>"."""
    inside = text if isinstance(text, Xml) else f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    properties += "<w:b/>" if bold else ""
    return Xml(f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inside}</w:r>")


def raw(element: str) -> Xml:
    """A run of one element: raw("<w:tab/>")."""
    return run(Xml(element))


LINE_BREAK = raw("<w:br/>")
TAB = raw("<w:tab/>")
PAGE_BREAK = raw('<w:br w:type="page"/>')
RENDERED_PAGE_BREAK = raw("<w:lastRenderedPageBreak/>")


def inserted(*parts: str) -> Xml:
    """Runs added while changes were tracked."""
    return Xml(f'<w:ins w:id="1" w:author="A">{_runs(parts)}</w:ins>')


def deleted(text: str) -> Xml:
    """A run struck out while changes were tracked."""
    return Xml(f'<w:del w:id="2" w:author="A"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>')


def field_of(code: str, *result: str) -> Xml:
    """A field: its code, and the result that shows."""
    return Xml(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{_runs(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def wrapped(tag: str, *parts: str) -> Xml:
    """Runs in an element: wrapped("w:hyperlink", "trang web")."""
    return Xml(f"<{tag}>{_runs(parts)}</{tag}>")


def text_box(*paragraphs: str) -> Xml:
    """A text box as Word writes it: the same content as a modern shape and, for older programs, as VML."""
    content = "".join(line if isinstance(line, Xml) else paragraph(line) for line in paragraphs)
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    return Xml(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def paragraph(
    *parts: str, numbered: tuple[int, int] | None = None, style: str | None = None, properties: str = ""
) -> Xml:
    """A paragraph of texts and runs; `numbered` is (list, level), `properties` further ones such as "<w:jc/>"."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbered:
        inside += f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>'
    return Xml(f"<w:p><w:pPr>{inside}{properties}</w:pPr>{_runs(parts)}</w:p>")


def cell(*content: str, columns: int = 1, merge: str | None = None, properties: str = "") -> Xml:
    """A table cell; `merge` is "restart" for the top of a vertical merge and "continue" for the rest of it."""
    inside = "".join(line if line.startswith(("<w:p>", "<w:tbl>")) else paragraph(line) for line in content)
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    vertical = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return Xml(f"<w:tc><w:tcPr>{span}{vertical}{properties}</w:tcPr>{inside or paragraph()}</w:tc>")


def row(*cells: str, properties: str = "") -> Xml:
    """A table row; plain strings are cells of one paragraph."""
    inside = "".join(one if isinstance(one, Xml) else cell(one) for one in cells)
    return Xml(f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>")


def table(rows: Iterable[Sequence[str] | Xml]) -> Xml:
    """A table of rows; a row may be a sequence of cells."""
    inside = "".join(one if isinstance(one, Xml) else row(*one) for one in rows)
    return Xml(f"<w:tbl><w:tblPr/>{inside}</w:tbl>")


@dataclass
class Docx:
    """A Word document in the making."""

    body: list[str] = field(default_factory=list)
    parts: dict[str, str | builtins.bytes] = field(default_factory=dict)  # further parts, by name
    _lists: list[str] = field(default_factory=list)  # w:abstractNum
    _numbers: list[str] = field(default_factory=list)  # w:num
    _styles: list[str] = field(default_factory=list)
    _notes: dict[str, list[str]] = field(default_factory=lambda: {"footnote": [], "endnote": []})
    _margins: list[tuple[str, str]] = field(default_factory=list)

    def paragraph(self, *parts: str, **properties: object) -> Docx:
        """Add a paragraph; the arguments are those of `paragraph`."""
        return self.add(paragraph(*parts, **properties))  # type: ignore[arg-type]

    def table(self, rows: Iterable[Sequence[str] | Xml]) -> Docx:
        """Add a table."""
        return self.add(table(rows))

    def add(self, block: str) -> Docx:
        """Add a block as it is."""
        self.body.append(block)
        return self

    def list(self, *levels: Level) -> int:
        """Define a list; returns its number, for `numbered`."""
        definition = len(self._lists)
        inside = "".join(level.xml(depth) for depth, level in enumerate(levels))
        self._lists.append(f'<w:abstractNum w:abstractNumId="{definition}">{inside}</w:abstractNum>')
        return self.list_on(definition)

    def list_on(self, definition: int, starts: Mapping[int, int] | None = None, override: str = "") -> int:
        """Another list on a definition (numbered from 0), which starts some levels anew."""
        number = len(self._numbers) + 1
        overrides = "".join(
            f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            for depth, start in (starts or {}).items()
        )
        self._numbers.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}{override}</w:num>'
        )
        return number

    def define_list(self, inside: str) -> int:
        """A list definition given as XML; returns its number, for `list_on`."""
        self._lists.append(f'<w:abstractNum w:abstractNumId="{len(self._lists)}">{inside}</w:abstractNum>')
        return len(self._lists) - 1

    def style(
        self, style_id: str, *, based_on: str = "", paragraph: str = "", run: str = "", kind: str = "paragraph"
    ) -> Docx:
        """Define a style by its paragraph and run properties."""
        base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
        inside = f"{base}<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>"
        self._styles.append(f'<w:style w:type="{kind}" w:styleId="{style_id}">{inside}</w:style>')
        return self

    def note(self, *paragraphs: str, kind: str = "footnote", own_mark: str = "") -> Xml:
        """Add a note; returns the run that calls it."""
        notes = self._notes[kind]
        number = len(notes) + 1
        content = "".join(
            line if isinstance(line, Xml) else paragraph(raw(f"<w:{kind}Ref/>"), line) for line in paragraphs
        )
        notes.append(f'<w:{kind} w:id="{number}">{content}</w:{kind}>')
        custom = f' w:customMarkFollows="1"/><w:t>{escape(own_mark)}</w:t' if own_mark else "/"
        return Xml(f'<w:r><w:{kind}Reference w:id="{number}"{custom}></w:r>')

    def header(self, *lines: str, kind: str = "header") -> Docx:
        """Add a page header or footer."""
        self._margins.append((kind, "".join(line if isinstance(line, Xml) else paragraph(line) for line in lines)))
        return self

    @property
    def definitions(self) -> int:
        """How many list definitions there are."""
        return len(self._lists)

    def document_xml(self) -> str:
        return f"<w:document {_NAMESPACES}><w:body>{''.join(self.body)}<w:sectPr/></w:body></w:document>"

    def bytes(self) -> builtins.bytes:
        """The .docx."""
        parts = self._all_parts()
        parts.update(self.parts)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, content)
        return out.getvalue()

    def _all_parts(self) -> dict[str, str | builtins.bytes]:
        files = {"document": self.document_xml()}
        if self._numbers:
            files["numbering"] = (
                f"<w:numbering {_NAMESPACES}>{''.join(self._lists)}{''.join(self._numbers)}</w:numbering>"
            )
        if self._styles:
            files["styles"] = f"<w:styles {_NAMESPACES}>{''.join(self._styles)}</w:styles>"
        for kind, notes in self._notes.items():
            if notes:
                separator = f'<w:{kind} w:type="separator" w:id="-1">{paragraph("không đọc")}</w:{kind}>'
                files[f"{kind}s"] = f"<w:{kind}s {_NAMESPACES}>{separator}{''.join(notes)}</w:{kind}s>"
        kinds = {name: name for name in files}
        for number, (kind, content) in enumerate(self._margins, 1):
            kinds[f"{kind}{number}"] = kind
            tag = "hdr" if kind == "header" else "ftr"
            files[f"{kind}{number}"] = f"<w:{tag} {_NAMESPACES}>{content}</w:{tag}>"
        return {
            "[Content_Types].xml": _content_types(kinds),
            "_rels/.rels": _relations({"word/document": "officeDocument"}),
            "word/_rels/document.xml.rels": _relations({k: v for k, v in kinds.items() if k != "document"}),
            **{f"word/{name}.xml": content for name, content in files.items()},
        }


def _content_types(kinds: Mapping[str, str]) -> str:
    kinds = {**kinds, "document": "document.main"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    plain = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_TYPES}">{plain}<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'


def _relations(targets: Mapping[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for number, (name, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def _runs(parts: Iterable[str]) -> str:
    return "".join(part if isinstance(part, Xml) else run(part) for part in parts)
