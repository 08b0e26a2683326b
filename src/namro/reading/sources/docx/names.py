"""The names of WordprocessingML elements and attributes, as lxml spells them."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# ISO 29500 "strict" files say the same under other names.
STRICT_NAMES = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", MAIN.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", RELATIONSHIPS.encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


@cache
def w(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return f"{{{MAIN}}}{name}"


VAL = w("val")

Said: TypeAlias = dict[str, etree._Element]

# Blocks
PARAGRAPH = w("p")
PARAGRAPH_PROPERTIES = w("pPr")
TABLE = w("tbl")
ROW = w("tr")
CELL = w("tc")
CONTROL = w("sdt")
CONTROL_CONTENT = w("sdtContent")
TEXT_BOX = w("txbxContent")
SECTION = w("sectPr")

# Runs and what stands in them
RUN = w("r")
RUN_PROPERTIES = w("rPr")
TEXT = w("t")
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
BREAK = w("br")
RENDERED_PAGE_BREAK = w("lastRenderedPageBreak")

# One content in several forms, of which a reader takes one
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# Text drawn along a path: a watermark or a stamp
TEXT_PATH = "{urn:schemas-microsoft-com:vml}textpath"

_OFF = frozenset(("0", "false", "off", "none"))


def value(parent: etree._Element | None, name: str) -> str | None:
    """The `w:val` of a child, or None."""
    child = parent.find(name) if parent is not None else None
    return child.get(VAL) if child is not None else None


def said(properties: etree._Element | None) -> Said:
    """What a w:pPr or w:rPr says, by element name; one look at each child is quicker than a search for each name."""
    return {} if properties is None else {child.tag: child for child in properties}


def switched(element: etree._Element | None) -> bool | None:
    """Whether an element such as w:b switches something on or off; None where it is missing."""
    return None if element is None else element.get(VAL) not in _OFF


def number(text: str | None, default: int, *, least: int = 0, most: int = 32_767) -> int:
    """A whole number within bounds; what is no number is the default. Hostile files hold numbers of any length."""
    if text is None or len(text) > 12:
        return default
    try:
        return min(max(int(text), least), most)
    except ValueError:
        return default


def form_of(alternatives: etree._Element) -> etree._Element | None:
    """The one form to read of a content given in several: the first choice that holds text, else the fallback."""
    for choice in alternatives.findall(CHOICE):
        if next(choice.iter(TEXT), None) is not None:
            return choice
    return alternatives.find(FALLBACK)
