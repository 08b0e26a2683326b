"""Which page the reading is on, as far as the document itself says."""

from __future__ import annotations

from lxml import etree

from namro.reading.sources.docx.names import BREAK, RENDERED_PAGE_BREAK, SECTION, Said, switched, value, w

_TYPE = w("type")
_SAME_PAGE_SECTIONS = frozenset(("continuous", "nextColumn"))


class Pages:
    """Counts pages. Word leaves a mark where it last broke each page; only without any do breaks set by hand count.

    A page after a break set by hand bears both, so counting both would count it twice.
    """

    def __init__(self, root: etree._Element) -> None:
        self.number = 1
        self._rendered = next(root.iter(RENDERED_PAGE_BREAK), None) is not None
        self._known = self._rendered or any(is_page_break(element) for element in root.iter(BREAK))

    @property
    def current(self) -> int | None:
        """The page from 1; None in a document that says nothing of pages."""
        return self.number if self._known else None

    def rendered_break(self) -> None:
        """Word broke the page here."""
        self.number += 1

    def hard_break(self) -> None:
        """A break set by hand: in a paragraph, before it, or by the end of a section."""
        if not self._rendered:
            self.number += 1


def is_page_break(element: etree._Element) -> bool:
    """Whether a w:br breaks the page, and not only the line or the column."""
    return element.get(_TYPE) == "page"


def starts_page(properties: Said, by_style: bool) -> bool:
    """Whether a paragraph of these properties begins on a new page."""
    own = switched(properties.get(w("pageBreakBefore")))
    return by_style if own is None else own


def ends_page(properties: Said) -> bool:
    """Whether a section that ends with a paragraph of these properties makes the next one begin on a new page."""
    section = properties.get(SECTION)
    return section is not None and value(section, _TYPE) not in _SAME_PAGE_SECTIONS
