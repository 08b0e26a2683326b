"""Web pages (.html) → Source: their text as a page shows it, tables as tables, scripts and styles left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from namro.reading.errors import CannotRead
from namro.reading.model import Source
from namro.reading.sources.decoding import decode
from namro.reading.sources.docx.body import Draft, DraftCell, Place
from namro.reading.sources.docx.layout import lay_out
from namro.reading.sources.limits import Budget
from namro.reading.sources.old_encodings import convert, decode_any
from namro.reading.sources.secrecy import HEAD_LINES, refuse_marked_lines

_SILENT = frozenset(("script", "style", "head", "nav", "noscript", "template", "svg", "iframe", "object", "form"))
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
        "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "th"))
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACES = re.compile(r"\s+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.I)
_MOST_COLUMNS = 200  # that one cell may cover


def read_html(data: bytes, name: str | None, budget: Budget) -> Source:
    """Return the source of a web page. Nothing that it points to is fetched, nothing in it is run.

    Raises CannotRead for one without a word, Secret for one whose head bears a mark.
    """
    text, remarks = _decoded(data)
    try:
        # Entities and the network stay out; a page of any size is one string already, so its tree is bounded by it.
        root = document_fromstring(text, parser=HTMLParser(no_network=True, remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError) as error:
        raise CannotRead("Trang web bị hỏng.", "Mở bằng trình duyệt, chép nội dung sang Word rồi đọc lại.") from error
    walk = _Walk(budget)
    walk.blocks(root, Place(), 0)
    refuse_marked_lines(draft.text for draft in walk.drafts[:HEAD_LINES])
    if not walk.drafts:
        raise CannotRead("Trang web không có chữ nào.", "Kiểm tra lại tệp gốc hoặc tải lại.")
    return replace(lay_out(walk.drafts, walk.tables, name), kind="html", remarks=remarks)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text by the encoding that the page names, else as any text is told."""
    named = _CHARSET.search(data[:4096])
    try:
        if named and named[1].lower() not in (b"utf-8", b"utf8"):
            text = unicodedata.normalize("NFC", data.decode(named[1].decode("ascii")))
            converted = convert(re.sub(r"<[^>]*>", " ", text))
            return (text, ()) if converted is None else (converted.convert(text), (converted.remark,))
        return decode(data), ()
    except (LookupError, UnicodeDecodeError, CannotRead):
        return decode_any(data)


class _Walk:
    """Walks the tree of a page once; `drafts` and `tables` are complete after `blocks`."""

    def __init__(self, budget: Budget) -> None:
        self.drafts: list[Draft] = []
        self.tables: list[list[list[DraftCell]]] = []
        self._budget = budget
        self._parts: list[tuple[str, bool]] = []  # pieces of the open paragraph, and whether each is bold

    def blocks(self, element: etree._Element, place: Place, depth: int, bold: bool = False) -> None:
        """Read an element and what is in it."""
        self._budget.check_nesting(depth // 4)  # pages nest far more than documents do
        self._say(element.text, bold)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _SILENT:
                self._child(child, place, depth, bold)
            self._say(child.tail, bold)

    def _child(self, child: etree._Element, place: Place, depth: int, bold: bool) -> None:
        tag = str(child.tag)
        if tag == "br":
            self._close(place)
        elif tag == "table" and place.table is None and _is_data(child):
            self._close(place)
            self._table(child, depth + 1)
        elif tag in _BLOCKS:
            self._close(place)
            if tag == "li" and child.getparent() is not None:
                self._say(_bullet(child), bold)
            self.blocks(child, place, depth + 1, bold or tag in _BOLD)
            self._close(place)
        elif tag == "sup" and (child.text or "").strip("[]() ").isdecimal():
            self._say((child.text or "").strip("[]() ").translate(_RAISED), bold)
        else:
            self.blocks(child, place, depth + 1, bold or tag in _BOLD)

    def _say(self, text: str | None, bold: bool) -> None:
        if text:
            self._parts.append((text, bold))

    def _close(self, place: Place) -> None:
        text = unicodedata.normalize("NFC", _SPACES.sub(" ", "".join(part for part, _ in self._parts)).strip())
        bold = all(is_bold for part, is_bold in self._parts if part.strip())
        self._parts = []
        if text:
            self._budget.take_paragraph()
            self.drafts.append(Draft(text, "", None, (), len(self.drafts), None, bold, place))

    def _table(self, element: etree._Element, depth: int) -> None:
        rows: list[list[DraftCell]] = []
        index = len(self.tables)
        self.tables.append(rows)
        above: dict[
            int, tuple[DraftCell, int]
        ] = {}  # column → the cell that covers it from above, and for how many rows
        for row in _rows(element):
            cells: list[DraftCell] = []
            column = 0
            left = dict(above)
            above = {}
            for child in [one for one in row if one.tag in ("td", "th")]:
                column = _covered(cells, left, above, column)
                columns, down = _span(child, "colspan"), _span(child, "rowspan")
                first = len(self.drafts)
                place = Place(index, len(rows), column, len(cells))
                self.blocks(child, place, depth + 1, child.tag == "th")
                self._close(place)
                cell = DraftCell(first, len(self.drafts), columns=columns)
                cells.append(cell)
                if down > 1:
                    above[column] = cell, down - 1
                column += columns
            _covered(cells, left, above, column)
            rows.append(cells)


def _covered(
    cells: list[DraftCell],
    left: dict[int, tuple[DraftCell, int]],
    above: dict[int, tuple[DraftCell, int]],
    column: int,
) -> int:
    """Stand in this row the cells that reach down into it at `column`; returns the next free column."""
    while column in left:
        cell, down = left.pop(column)
        cell.rows += 1
        cells.append(cell)
        if down > 1:
            above[column] = cell, down - 1
        column += cell.columns
    return column


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (one for one in child if one.tag == "tr")


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), _MOST_COLUMNS)) if value.isdecimal() and len(value) < 6 else 1


def _is_data(table: etree._Element) -> bool:
    """Whether a table is the document's own and not the frame of the whole page."""
    return table.find(".//table") is None and any(len(row) > 1 for row in _rows(table))


def _bullet(item: etree._Element) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    start = parent.get("start", "1")
    before = sum(1 for one in item.itersiblings("li", preceding=True))
    return f"{(int(start) if start.isdecimal() else 1) + before}. "
