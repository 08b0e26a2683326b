"""Word documents (.docx) → Source."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from namro.reading.errors import CannotRead
from namro.reading.model import Source
from namro.reading.sources.decoding import refuse_old_encoding
from namro.reading.sources.docx.body import BodyReader, Draft
from namro.reading.sources.docx.layout import lay_out
from namro.reading.sources.docx.names import PARAGRAPH, TEXT, TEXT_PATH, w
from namro.reading.sources.docx.notes import NoteBook
from namro.reading.sources.docx.numbering import Numbering
from namro.reading.sources.docx.package import Package
from namro.reading.sources.docx.pages import Pages
from namro.reading.sources.docx.styles import Styles
from namro.reading.sources.limits import Budget, too_nested
from namro.reading.sources.old_encodings import Converted, convert
from namro.reading.sources.secrecy import refuse_marked_lines


def read_docx(data: bytes, name: str | None, budget: Budget) -> Source:
    """Return the source of a Word document: numbers and note marks as text, tables, changes taken as accepted.

    Raises CannotRead for another kind of zip, a damaged, locked or hostile one, a document without a word in it, one in
    an old encoding, and one that bears a mark of secrecy.
    """
    try:
        return _read(data, name, budget)
    except RecursionError as error:  # the limits come first; a caller's own deep stack could still leave too little
        raise too_nested(budget.limits) from error


def _read(data: bytes, name: str | None, budget: Budget) -> Source:
    package = Package(data, budget)
    refuse_marked_lines(_page_margins(package))
    root = package.document()
    body = root.find(w("body"))
    if body is None:
        raise CannotRead("Tệp Word thiếu phần nội dung.", "Xin lại hoặc tải lại tệp gốc rồi đọc lại.")
    refuse_marked_lines(path.get("string", "") for path in root.iter(TEXT_PATH))
    styles = Styles(package.first("styles"))
    numbering = Numbering(package.first("numbering"), styles)
    reader = BodyReader(styles, numbering, NoteBook(package), Pages(root), budget)
    reader.read(body)
    refuse_marked_lines(reader.head)
    if not reader.drafts:
        raise CannotRead(
            "Tệp Word không có chữ nào (có thể chỉ chứa ảnh chụp).",
            "Nhận dạng chữ hoặc xin bản Word gốc rồi đọc lại.",
        )
    converted = convert("\n".join(draft.text for draft in reader.drafts))
    if converted is not None:  # typed in a font of TCVN3 or VNI
        drafts = [_in_unicode(draft, converted) for draft in reader.drafts]
        return replace(lay_out(drafts, reader.tables, name), remarks=(converted.remark,))
    drafts = [_without_soft_hyphens(draft) if "\xad" in draft.text else draft for draft in reader.drafts]
    source = lay_out(drafts, reader.tables, name)
    refuse_old_encoding(source.text)
    return source


_SOFT_HYPHENS = re.compile(r"^(?:\xad+ ?)+| \xad+(?= |$)|\xad")  # "\xad x", "a \xad b", "Thái Ngu\xadyên"


def _in_unicode(draft: Draft, converted: Converted) -> Draft:
    return _changed(draft, converted.convert)


def _without_soft_hyphens(draft: Draft) -> Draft:
    """A draft without them, nor the space that would then stand twice or at an end."""

    def left(end: int) -> int:
        return end - sum(min(end, gone.end()) - min(end, gone.start()) for gone in _SOFT_HYPHENS.finditer(draft.text))

    marks = tuple((left(start), left(end)) for start, end in draft.marks)
    return replace(draft, text=_SOFT_HYPHENS.sub("", draft.text), label=draft.label.replace("\xad", ""), marks=marks)


def _changed(draft: Draft, change: Callable[[str], str]) -> Draft:
    """A draft with other letters; its marks move with what the letters before them become."""
    marks = tuple((len(change(draft.text[:start])), len(change(draft.text[:end]))) for start, end in draft.marks)
    return replace(draft, text=change(draft.text), label=change(draft.label), marks=marks)


def _page_margins(package: Package) -> list[str]:
    """The lines of every page header and footer, and of the watermarks that stand in them."""
    lines: list[str] = []
    for part_name in package.related("header") + package.related("footer"):
        root = package.part(part_name)
        if root is not None:
            lines += ("".join(text.text or "" for text in line.iter(TEXT)) for line in root.iter(PARAGRAPH))
            lines += (path.get("string", "") for path in root.iter(TEXT_PATH))
    return lines
