"""The long parts of a paper as the XML of Word, piece by piece: a long table never stands whole in memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from namro.papers.rendering.prepared import Annex, Block, Column, Row, Table

# Letters that Word's XML takes for its own; a page's text has none of them
_STYLES = {
    "opening": "NROpening",
    "basis": "NRBasis",
    "section": "NRSection",
    "heading": "NRHeading",
    "paragraph": "NRParagraph",
    "dash": "NRDash",
    "closing": "NRClosing",
    "end": "NREnd",
}
TEXT_STYLES = frozenset(_STYLES.values())
_TWIPS = 56.6929  # in a millimetre
_AFTER_TABLE = '<w:spacing w:before="160"/>'
_BEFORE_TABLE = '<w:spacing w:after="100"/>'
_TALLEST_KEPT = 2400  # letters in a cell; a row longer than a page must be let split
_MARGINS = (
    '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def paragraphs(blocks: Iterable[Block], *, keep_last: bool = False) -> Iterator[str]:
    """The blocks of a text. With `keep_last` the last line goes to the next page with the signature, if it must."""
    listed = list(blocks)
    for at, block in enumerate(listed):
        if block.table is not None:
            yield from table(block.table)
            continue
        keep = "<w:keepNext/>" if keep_last and at == len(listed) - 1 else ""
        spacing = _AFTER_TABLE if at and listed[at - 1].table else ""
        if not spacing and at + 1 < len(listed) and listed[at + 1].table:
            spacing = _BEFORE_TABLE
        yield _paragraph(_STYLES.get(block.style, "NRParagraph"), block.text, keep, spacing)


def annexes(parts: Iterable[Annex], section: str, *, after_text: bool) -> Iterator[str]:
    """Each annex in a section of its own, its pages counted from 1 (Appendix I, III.1.đ); the last closes the document.

    Without a text before them the first takes the first page.
    `section` is the w:sectPr of the template: its margins, header and footer hold for the annexes, too.
    """
    previous = section
    for number, annex in enumerate(parts):
        if number or after_text:
            yield _section_end(previous)
        yield from annex_text(annex)
        previous = section_of(section, lying=annex.lying)
    yield previous


def annex_text(annex: Annex) -> Iterator[str]:
    """Heading, title, what it goes with, rule, text (sample 2.1)."""
    yield _paragraph("NRAnnex", annex.label)
    for line in annex.title.split("\n"):
        yield _paragraph("NRAnnexTitle", line)
    yield _paragraph("NRAccompanies", annex.accompanies)
    side = round((96 if annex.lying else 62) * _TWIPS)
    yield f'<w:p><w:pPr><w:pStyle w:val="NRRuleTitle"/><w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    yield from paragraphs(annex.blocks)


def section_of(section: str, *, lying: bool) -> str:
    """The section's properties for an annex: page turned where it lies, pages from 1 again."""
    changed = re.sub(r"<w:pgNumType[^>]*/>", "", section)
    if lying:
        changed = re.sub(r"<w:pgSz[^>]*/>", '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>', changed)
    return re.sub(r"(<w:pgMar[^>]*/>)", r'\1<w:pgNumType w:start="1"/>', changed)


def table(drawn: Table) -> Iterator[str]:
    """A table with fixed columns: the head repeats on every page, no row is torn."""
    style = "NRCell" if drawn.size >= 12 else "NRCellSmall"
    widths = [round(column.width * _TWIPS) for column in drawn.columns]
    if drawn.title:
        yield _paragraph("NRTableTitle", drawn.title)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{_MARGINS}</w:tblPr><w:tblGrid>'
    )
    yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield "</w:tblGrid>"
    yield from _heads(drawn, widths, style)
    with_next = len(drawn.rows) - 2 if drawn.has_total else -1  # a sum does not stand alone on a page
    for at, row in enumerate(drawn.rows):
        yield _row(row, drawn.columns, widths, style, keep=at == with_next)
    yield "</w:tbl>"


def _heads(drawn: Table, widths: list[int], style: str) -> Iterator[str]:
    """One row of heads, or two where a head stands over several columns."""
    opening = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    if not drawn.has_groups:
        yield opening
        for column, width in zip(drawn.columns, widths, strict=True):
            yield _head_cell(column.name, width, style)
        yield "</w:tr>"
        return
    yield opening
    at = 0
    while at < len(widths):
        group = drawn.columns[at].group
        end = at + 1
        while group and end < len(widths) and drawn.columns[end].group == group:
            end += 1
        span = f'<w:gridSpan w:val="{end - at}"/>' if group else '<w:vMerge w:val="restart"/>'
        yield _head_cell(group or drawn.columns[at].name, sum(widths[at:end]), style, span)
        at = end
    yield f"</w:tr>{opening}"
    for column, width in zip(drawn.columns, widths, strict=True):
        yield _head_cell(column.name if column.group else "", width, style, "" if column.group else "<w:vMerge/>")
    yield "</w:tr>"


def _head_cell(text: str, width: int, style: str, span: str = "") -> str:
    properties = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
    return f"<w:tc>{properties}{_cell_line(text, style, 'center', bold=True, keep=True)}</w:tc>"


def _row(row: Row, columns: tuple[Column, ...], widths: list[int], style: str, *, keep: bool) -> str:
    whole = "<w:cantSplit/>" if max(map(len, row.cells), default=0) < _TALLEST_KEPT else ""
    opening = f"<w:tr><w:trPr>{whole}</w:trPr>"
    if len(row.cells) == 1 < len(columns):
        span = f'<w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/></w:tcPr>'
        line = _cell_line(row.cells[0], style, "left", bold=row.bold, keep=row.bold)
        return f"{opening}<w:tc>{span}{line}</w:tc></w:tr>"
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        + "".join(_cell_line(line, style, column.align, bold=row.bold, keep=keep) for line in text.split("\n"))
        + "</w:tc>"
        for text, column, width in zip(row.cells, columns, widths, strict=True)
    )
    return f"{opening}{cells}</w:tr>"


def _cell_line(text: str, style: str, align: str, *, bold: bool = False, keep: bool = False) -> str:
    side = "" if align == "left" else f'<w:jc w:val="{align}"/>'
    run = (
        f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        if text
        else ""
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}{side}</w:pPr>{run}</w:p>'


def _paragraph(style: str, text: str, keep: str = "", spacing: str = "") -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{spacing}</w:pPr><w:r>{lines}</w:r></w:p>'


def _section_end(section: str) -> str:
    """The break before an annex, in a line too low to be seen."""
    low = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="NRSmallest"/>{low}{section}</w:pPr></w:p>'
