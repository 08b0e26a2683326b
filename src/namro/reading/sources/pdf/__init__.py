"""PDF documents → Source: their text where they have one, recognition where they are pictures."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from pypdfium2 import PdfiumError

from namro.reading.errors import CannotRead
from namro.reading.model import Source
from namro.reading.sources.limits import Budget
from namro.reading.sources.old_encodings import convert
from namro.reading.sources.paged.compose import compose
from namro.reading.sources.paged.model import Page, Word
from namro.reading.sources.pdf.layer import Layer, judge
from namro.reading.sources.pdf.opening import OpenPdf
from namro.reading.sources.scan import SEEN, require_vietnamese
from namro.reading.sources.scan.handwriting import number_from_name
from namro.reading.sources.scan.reading import Scanning, read_pages

_TOLD_PAGES = 12  # page numbers in a remark


def read_pdf(data: bytes, name: str | None, budget: Budget, scanning: Scanning | None = None) -> Source:
    """Return the source of a PDF.

    A page whose text is missing, is garbage or lacks what its picture shows is read by OCR; the source then says which
    pages. Raises CannotRead for a locked, damaged or too long PDF, and where OCR is needed and not installed; Secret
    for a marked document. Scripts and attachments in the PDF are never run or opened.
    """
    try:
        return _read(data, name, budget, scanning)
    except PdfiumError as error:  # a page that opens and then gives neither text nor picture
        raise CannotRead("Tệp PDF bị hỏng.", "Xin lại hoặc tải lại tệp gốc rồi đọc lại.") from error


def _read(data: bytes, name: str | None, budget: Budget, scanning: Scanning | None) -> Source:
    with OpenPdf(data, budget) as pdf:
        pages: list[Page] = []
        pictures: dict[int, Layer] = {}
        for index in range(pdf.page_count):
            budget.check_time()
            page, layer = judge(pdf, index)
            pages.append(page)
            if layer is not Layer.WHOLE:
                pictures[index] = layer
        remarks = _in_unicode(pages)
        if pictures:
            recognised = read_pages(pdf, sorted(pictures), scanning or Scanning(), budget)
            is_picture = len(pictures) == pdf.page_count and Layer.PARTIAL not in pictures.values()
            if is_picture and len(recognised) == len(pictures):
                require_vietnamese(list(recognised.values()))
            for index, layer in pictures.items():
                if index in recognised:
                    seen = recognised[index]
                    pages[index] = _merged(pages[index], seen) if layer is Layer.PARTIAL else seen
                elif layer is not Layer.PARTIAL:
                    pages[index].words.clear()
        remark = number_from_name(pages[0].words, name) if 0 in pictures else None
        kind = "scan" if len(pictures) * 2 > len(pages) else "pdf"
        if pictures and len(recognised) < len(pictures) and not any(page.words for page in pages):
            return Source(kind, name, "", ())  # a look at a document whose first page is blank
        source = compose(pages, kind=kind, name=name, budget=budget)
    if not pictures:
        return replace(source, remarks=source.remarks + remarks)
    told = (*remarks, *filter(None, [remark]), _told(sorted(pictures), pictures))
    return replace(source, remarks=source.remarks + told)


def _in_unicode(pages: list[Page]) -> tuple[str, ...]:
    """Convert the words of a document in an old encoding, as its fonts had them; returns the remark that tells it."""
    converted = convert(" ".join(word.text for page in pages for word in page.words))
    if converted is None:
        for page in pages:
            for word in page.words:
                if "\xad" in word.text:  # where a word may be broken; in TCVN3 it is a letter
                    word.text = word.text.replace("\xad", "") or "-"
        return ()
    for page in pages:
        for word in page.words:
            word.text = unicodedata.normalize("NFC", converted.convert(word.text))
    return (converted.remark,)


def _merged(text: Page, seen: Page) -> Page:
    """A page with the words of its text and, where it has none, those that were recognised."""
    added = [word for word in seen.words if not any(_overlap(word, other) for other in text.words)]
    return Page(
        text.number, text.width, text.height, text.words + added, text.across + seen.across, text.down + seen.down
    )


def _overlap(one: Word, other: Word) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 1 and down > 0.3 * min(one.height, other.height)


def _told(indexes: list[int], layers: dict[int, Layer]) -> str:
    pages = ", ".join(str(index + 1) for index in indexes[:_TOLD_PAGES])
    if len(indexes) > _TOLD_PAGES:
        pages += "…"
    if any(layer is Layer.GARBAGE for layer in layers.values()):
        return f"Lớp chữ trong PDF bị hỏng nên trang {pages} {SEEN}"
    return f"Trang {pages} {SEEN}"
