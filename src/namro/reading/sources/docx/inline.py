"""What stands inside a paragraph: its runs as one line of text, as Word shows it once every change is accepted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from namro.reading.sources.docx import names
from namro.reading.sources.docx.names import VAL, Said, form_of, said, w
from namro.reading.sources.docx.notes import NoteBook
from namro.reading.sources.docx.pages import Pages, is_page_break
from namro.reading.sources.docx.styles import PLAIN, Look, Styles, look_of
from namro.reading.sources.docx.symbols import SYMBOL_PLACE, sign, with_signs
from namro.reading.sources.limits import Budget

MAX_OWN_MARK = 20  # letters of a note mark that the author chose

_STYLE_OF_RUN = w("rStyle")
_RAISED = w("vertAlign")
_FONTS = w("rFonts")
_FIELD_MARK = w("fldChar")
_FONT_SLOTS = (w("ascii"), w("hAnsi"), w("cs"))

_DIGITS = re.compile(r"\s*\d+\s*")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Signs that only steer how a line is broken or ordered, and the hyphen that may not break.
# The soft hyphen stays for now: in the fonts of TCVN3 it is a letter.
_INVISIBLE = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF)
_LAYOUT = dict.fromkeys(_INVISIBLE, "") | {0x2011: "-"}


@dataclass(slots=True)
class Line:
    """The text of one paragraph as it is gathered, before spaces are collapsed."""

    paragraph: int = 0  # running number in the document
    parts: list[str] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)  # which of the parts call a note
    boxes: list[etree._Element] = field(default_factory=list)  # text boxes anchored here
    page: int | None = None  # where its first letter stands
    all_bold: bool = True  # so far

    def composed(self) -> tuple[str, list[tuple[int, int]]]:
        """The text in NFC with single spaces, and where in it the note marks stand.

        Each stretch between two marks is brought to its final form before it is measured, so the places are exact.
        """
        text = ""
        places: list[tuple[int, int]] = []
        start = 0
        for index in [*self.marks, len(self.parts)]:
            words = _final("".join(self.parts[start:index]))
            text += words.lstrip(" ") if not text or text.endswith(" ") else words
            if index < len(self.parts):
                mark = self.parts[index]
                places.append((len(text), len(text) + len(mark)))
                text += mark
            start = index + 1
        return text.rstrip(" "), places


def _final(text: str) -> str:
    """The text in NFC, each run of white space one space, at the ends too."""
    if not text.isprintable() or "\u2011" in text:  # the common paragraph is spared the slower way
        text = text.translate(_LAYOUT)
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return f"{' ' * text[:1].isspace()}{words}{' ' * (bool(words) and text[-1:].isspace())}"


class InlineReader:
    """Reads paragraphs into lines. Keeps what outlives a paragraph: open fields, pages, notes called."""

    def __init__(self, styles: Styles, notes: NoteBook, pages: Pages, budget: Budget) -> None:
        self._styles = styles
        self._notes = notes
        self._pages = pages
        self._budget = budget
        self._fields: list[bool] = []  # one for each open field: whether its code is being read
        self._line = Line()
        self._base = PLAIN
        self._depth = 0
        inside, through = self._inside, self._through_control
        # Whatever is not named here holds no text of the accepted document: w:del, w:moveFrom, properties, bookmarks.
        self._in_paragraph: dict[str, Callable[[etree._Element], None]] = {
            names.RUN: self._run,
            names.ALTERNATIVES: self._one_form,
            names.CONTROL: through,
            w("hyperlink"): inside,
            w("ins"): inside,
            w("moveTo"): inside,
            w("smartTag"): inside,
            w("customXml"): inside,
            w("fldSimple"): inside,
            w("dir"): inside,
            w("bdo"): inside,
        }
        math = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
        self._in_paragraph |= dict.fromkeys((f"{math}oMath", f"{math}oMathPara"), self._formula)

    def begin_story(self) -> list[bool]:
        """Forget open fields; returns them, for `resume_story`."""
        before, self._fields = self._fields, []
        return before

    def resume_story(self, fields: list[bool]) -> None:
        """Take up open fields that `begin_story` set aside."""
        self._fields = fields

    def read(self, paragraph: etree._Element, into: Line, look: Look) -> None:
        """Append the text of a paragraph in a style of that look to a line."""
        self._line, self._base, self._depth = into, look, 0
        self._inside(paragraph)
        # A field that has no result yet ends its code here, so that a broken one cannot swallow what follows.
        self._fields = [False for _ in self._fields]

    def _inside(self, container: etree._Element) -> None:
        self._depth += 1
        self._budget.check_nesting(self._depth)
        for child in container:
            reader = self._in_paragraph.get(child.tag)
            if reader is not None:
                reader(child)
        self._depth -= 1

    def _through_control(self, control: etree._Element) -> None:
        content = control.find(names.CONTROL_CONTENT)
        if content is not None:
            self._inside(content)

    def _one_form(self, alternatives: etree._Element) -> None:
        chosen = form_of(alternatives)
        if chosen is not None:
            self._inside(chosen)

    def _formula(self, formula: etree._Element) -> None:
        self._add("".join(text.text or "" for text in formula.iter(names.MATH_TEXT)), self._base)

    def _run(self, run: etree._Element) -> None:
        """One run: letters of one look, with the tabs, breaks, signs, note calls and drawings among them."""
        look, raised = self._base, False
        properties: Said = {}
        own_mark = None
        for child in run:
            tag = child.tag
            if tag == names.TEXT:
                text = child.text or ""
                if own_mark is not None:
                    call, own_mark = own_mark, None
                    mark = text.strip()
                    self._call(call, mark if len(mark) <= MAX_OWN_MARK else None)
                    if len(mark) <= MAX_OWN_MARK:
                        continue
                if SYMBOL_PLACE.search(text):
                    text = with_signs(text, _font(properties))
                if raised and _DIGITS.fullmatch(text):
                    text = text.translate(_SUPERSCRIPT)  # "m2" typed with a raised 2 reads "m²"
                self._add(text, look)
            elif tag == names.RUN_PROPERTIES:
                properties = said(child)
                look = self._look(properties)
                raised = _RAISED in properties and properties[_RAISED].get(VAL) == "superscript"
            elif look.hidden and tag != _FIELD_MARK:
                continue
            elif tag in _SPACES:
                if tag == names.BREAK and is_page_break(child):
                    self._pages.hard_break()
                self._add(_SPACES[tag], look)
            elif tag == names.RENDERED_PAGE_BREAK:
                self._pages.rendered_break()
            elif tag in _NOTE_CALLS:
                call = (_NOTE_CALLS[tag], child.get(w("id"), ""))
                if child.get(w("customMarkFollows")) in ("1", "true", "on"):
                    own_mark = call
                else:
                    self._call(call, None)
            elif tag in _ODD_PARTS:
                _ODD_PARTS[tag](self, child, look)
        if own_mark is not None:  # the sign that was to follow is no text
            self._call(own_mark, None)

    def _look(self, properties: Said) -> Look:
        below = self._base
        if _STYLE_OF_RUN in properties:
            below = self._styles.character(properties[_STYLE_OF_RUN].get(VAL, "")).toggled(below)
        return look_of(properties).over(below)

    def _add(self, text: str, look: Look) -> None:
        if look.hidden or any(self._fields):
            return
        line = self._line
        if text and not text.isspace():
            if line.page is None:
                line.page = self._pages.current
            line.all_bold = line.all_bold and bool(look.bold)
        line.parts.append(text.upper() if look.capitals else text)

    def _call(self, call: tuple[str, str], own_mark: str | None) -> None:
        if any(self._fields):
            return
        mark = self._notes.call(*call, own_mark=own_mark, page=self._pages.current)
        self._line.marks.append(len(self._line.parts))
        self._line.parts.append(mark)

    def _symbol(self, element: etree._Element, look: Look) -> None:
        code = element.get(w("char"), "")
        place = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else 0
        if place:
            self._add(sign(element.get(w("font"), ""), place), look)

    def _field_mark(self, element: etree._Element, look: Look) -> None:
        match element.get(w("fldCharType")):
            case "begin":
                self._fields.append(True)
            case "separate" if self._fields:
                self._fields[-1] = False
            case "end" if self._fields:
                self._fields.pop()

    def _no_break_hyphen(self, element: etree._Element, look: Look) -> None:
        self._add("-", look)

    def _ruby(self, element: etree._Element, look: Look) -> None:
        for base in element.iterchildren(w("rubyBase")):
            self._inside(base)

    def _drawing(self, element: etree._Element, look: Look) -> None:
        self._line.boxes.extend(text_boxes(element))

    def _alternatives(self, element: etree._Element, look: Look) -> None:
        chosen = form_of(element)
        for child in chosen if chosen is not None else ():
            if child.tag == names.TEXT:
                self._add(child.text or "", look)  # a sign that older programs show as a letter
            else:
                self._line.boxes.extend(text_boxes(child))


def text_boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of a drawing, in order, each once: not those in another box, not those of a form not taken."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == names.TEXT_BOX:
            yield element
            continue
        if element.tag == names.ALTERNATIVES:
            chosen = form_of(element)
            children = [] if chosen is None else [chosen]
        else:
            children = list(element)
        waiting.extend(reversed(children))


def _font(properties: Said) -> str:
    fonts = properties.get(_FONTS)
    if fonts is None:
        return ""
    return next((font for slot in _FONT_SLOTS if (font := fonts.get(slot))), "")


# They all become one space in the end; till then a mark of secrecy can be told apart from what it is typed beside.
_SPACES = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", names.BREAK: "\n"}
_NOTE_CALLS = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_ODD_PARTS: dict[str, Callable[[InlineReader, etree._Element, Look], None]] = {
    w("sym"): InlineReader._symbol,
    _FIELD_MARK: InlineReader._field_mark,
    w("noBreakHyphen"): InlineReader._no_break_hyphen,
    w("ruby"): InlineReader._ruby,
    w("drawing"): InlineReader._drawing,
    w("pict"): InlineReader._drawing,
    w("object"): InlineReader._drawing,
    names.ALTERNATIVES: InlineReader._alternatives,
}
