"""The few WordprocessingML elements that the example needs, as strings.

Lengths are in twips (twentieths of a point, 567 to the centimetre); sizes of letters are in half points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def run(text: str, *, size: int | None = None, bold: bool = False, italic: bool = False, raised: bool = False) -> str:
    look = "<w:b/><w:bCs/>" if bold else ""
    look += "<w:i/><w:iCs/>" if italic else ""
    look += letters(size) if size else ""
    look += '<w:vertAlign w:val="superscript"/>' if raised else ""
    return f'<w:r>{_wrapped("w:rPr", look)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, style: str, *, listed: tuple[int, int] | None = None, keep: bool = False) -> str:
    """`listed` is the level and the number of the list it belongs to; `keep` holds it to the next paragraph."""
    properties = f'<w:pStyle w:val="{style}"/>'
    properties += "<w:keepNext/>" if keep else ""
    if listed:
        properties += f'<w:numPr><w:ilvl w:val="{listed[0]}"/><w:numId w:val="{listed[1]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def line(
    text: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    align: str = "center",
    before: int = 0,
    after: int = 0,
    indent: int = 0,
    boxed: bool = False,
) -> str:
    """A paragraph of one look, outside the body."""
    properties = "".join(_edge(side, space=2) for side in ("top", "left", "bottom", "right")) if boxed else ""
    properties = _wrapped("w:pBdr", properties) + _spacing(before, after)
    properties += _indent(indent) if indent else ""
    properties += f'<w:jc w:val="{align}"/>' + _wrapped("w:rPr", letters(size))
    content = run(text, size=size, bold=bold, italic=italic) if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def rule(indent: int, *, before: int = 40, after: int = 0) -> str:
    """A thin line, `indent` in from both sides."""
    properties = _wrapped("w:pBdr", _edge("top", space=1)) + _spacing(before, after, height=80) + _indent(indent)
    return f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


def speck(section: str = "") -> str:
    """A paragraph too small to see: Word wants one after a table, and one to end a section."""
    return f"<w:p><w:pPr>{_spacing(0, 0, height=20)}{section}</w:pPr></w:p>"


def table(widths: Sequence[int], rows: Iterable[str], properties: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    size = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    before, after = (properties, "") if "tblStyle" in properties else ("", properties)
    return f"<w:tbl><w:tblPr>{before}{size}{after}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(cells: Iterable[str], properties: str = "") -> str:
    return f"<w:tr>{_wrapped('w:trPr', properties)}{''.join(cells)}</w:tr>"


def cell(content: str, width: int, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def letters(size: int) -> str:
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _wrapped(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>" if content else ""


def _edge(side: str, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="6" w:space="{space}" w:color="000000"/>'


def _indent(length: int) -> str:
    return f'<w:ind w:left="{length}" w:right="{length}"/>'


def _spacing(before: int, after: int, height: int | None = None) -> str:
    exact = f' w:line="{height}" w:lineRule="exact"' if height else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{exact}/>'
