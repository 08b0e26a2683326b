"""The footnotes and endnotes that a document calls: the mark of each, and where its own text stands."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from lxml import etree

from namro.reading.sources.docx.names import w
from namro.reading.sources.docx.package import Package

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_ID = w("id")


@dataclass(frozen=True, slots=True)
class Note:
    """A note that the text calls."""

    kind: str  # "footnote" or "endnote"
    mark: str  # "¹", or the author's own sign
    page: int | None  # of its call
    element: etree._Element | None  # None where the note's text is missing


class NoteBook:
    """Gives each note its mark in the order of the calls.

    One run of numbers serves footnotes and endnotes together, and does not start again on each page or section: a mark
    must tell the note in the whole text, which is more than Word asks of it.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._elements: dict[str, dict[str, etree._Element]] = {}
        self._called: dict[tuple[str, str], Note] = {}
        self._count = 0
        self.notes: list[Note] = []  # in the order of their calls

    def call(self, kind: str, note_id: str, *, own_mark: str | None, page: int | None) -> str:
        """The mark for a call of a note; the author's own where there is one."""
        known = self._called.get((kind, note_id))
        if known is not None:
            return known.mark
        mark = unicodedata.normalize("NFC", own_mark).translate(_SUPERSCRIPT) if own_mark else self._next_mark()
        note = Note(kind, mark, page, self._all(kind).get(note_id))
        self._called[kind, note_id] = note
        self.notes.append(note)
        return mark

    def _next_mark(self) -> str:
        self._count += 1
        return str(self._count).translate(_SUPERSCRIPT)

    def _all(self, kind: str) -> dict[str, etree._Element]:
        if kind not in self._elements:
            root = self._package.first(f"{kind}s")
            notes = root.iterchildren(w(kind)) if root is not None else ()
            self._elements[kind] = {note.get(_ID, ""): note for note in notes}
        return self._elements[kind]
