"""What the styles of a Word document say of its paragraphs and runs, each through the styles that it is based on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from namro.reading.sources.docx import names
from namro.reading.sources.docx.names import RUN_PROPERTIES, VAL, Said, number, said, switched, value, w

MAX_STYLE_CHAIN = 30  # styles based on one another; Word's own limit is lower

_STYLE = w("style")
_STYLE_ID = w("styleId")
_STYLE_TYPE = w("type")
_DEFAULT = w("default")
_BASED_ON = w("basedOn")
_BOLD = w("b")
_HIDDEN = w("vanish")
_CAPITALS = w("caps")
_NUMBERING = w("numPr")
_NUMBER_ID = w("numId")
_NUMBER_LEVEL = w("ilvl")
_PAGE_BREAK_BEFORE = w("pageBreakBefore")


class Look(NamedTuple):
    """How letters show, as far as it changes what is read. None: silent."""

    bold: bool | None = None
    hidden: bool | None = None
    capitals: bool | None = None

    def over(self, below: Look) -> Look:
        """This look where it speaks, else the one below it."""
        return Look(*(mine if mine is not None else theirs for mine, theirs in zip(self, below, strict=True)))

    def toggled(self, below: Look) -> Look:
        """The look of a character style on that of a paragraph's style: both on is off again (ECMA-376 17.7.3)."""
        return Look(*(bool(mine) != bool(theirs) for mine, theirs in zip(self, below, strict=True)))


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with what it inherits."""

    chain: tuple[str, ...]  # its own id, then the styles that it is based on
    look: Look
    number_id: str | None = None  # which list numbers its paragraphs
    number_level: int | None = None
    page_break_before: bool = False


_NO_STYLE = ParagraphStyle(chain=(), look=PLAIN)


def look_of(properties: Said) -> Look:
    """The look that run properties themselves give."""
    if not properties:
        return PLAIN
    return Look(switched(properties.get(_BOLD)), switched(properties.get(_HIDDEN)), switched(properties.get(_CAPITALS)))


class Styles:
    """The styles of one document, resolved when first asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._default: str | None = None
        for style in root.iterchildren(_STYLE) if root is not None else ():
            style_id = style.get(_STYLE_ID, "")
            self._elements[style_id] = style
            if style.get(_STYLE_TYPE) == "paragraph" and style.get(_DEFAULT) in ("1", "true", "on"):
                self._default = style_id
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, Look] = {}

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """The style of a paragraph; without an id, or with one that is not there, the document's default."""
        if style_id not in self._elements:
            style_id = self._default
        if style_id not in self._paragraphs:
            self._paragraphs[style_id] = self._resolved(style_id)
        return self._paragraphs[style_id]

    def character(self, style_id: str) -> Look:
        """The look that a character style gives."""
        if style_id not in self._characters:
            look = PLAIN
            for style in self._chain(style_id).values():
                look = look.over(look_of(said(style.find(RUN_PROPERTIES))))
            self._characters[style_id] = look
        return self._characters[style_id]

    def list_of(self, style_id: str) -> str | None:
        """The list that a numbering style stands for."""
        style = self._elements.get(style_id)
        return value(_numbering(style), _NUMBER_ID) if style is not None else None

    def _resolved(self, style_id: str | None) -> ParagraphStyle:
        if style_id is None:
            return _NO_STYLE
        chain = self._chain(style_id)
        look = PLAIN
        number_id: str | None = None
        number_level: int | None = None
        page_break: bool | None = None
        for style in chain.values():
            look = look.over(look_of(said(style.find(RUN_PROPERTIES))))
            numbering = _numbering(style)
            number_id = number_id or value(numbering, _NUMBER_ID)
            if number_level is None and (level := value(numbering, _NUMBER_LEVEL)) is not None:
                number_level = number(level, 0, most=8)
            if page_break is None:
                page_break = switched(said(style.find(names.PARAGRAPH_PROPERTIES)).get(_PAGE_BREAK_BEFORE))
        return ParagraphStyle(tuple(chain), look, number_id, number_level, bool(page_break))

    def _chain(self, style_id: str) -> dict[str, etree._Element]:
        """The style and those under it, nearest first; a circle ends where it closes."""
        chain: dict[str, etree._Element] = {}
        current: str | None = style_id
        while current in self._elements and current not in chain and len(chain) < MAX_STYLE_CHAIN:
            chain[current] = self._elements[current]
            based_on = self._elements[current].find(_BASED_ON)
            current = based_on.get(VAL) if based_on is not None else None
        return chain


def _numbering(style: etree._Element) -> etree._Element | None:
    properties = style.find(names.PARAGRAPH_PROPERTIES)
    return properties.find(_NUMBERING) if properties is not None else None
