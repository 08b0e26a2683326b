"""Scans and photographs → Source, read by tesseract."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from namro.reading.errors import CannotRead
from namro.reading.model import Source
from namro.reading.sources.limits import Budget
from namro.reading.sources.paged.compose import compose
from namro.reading.sources.paged.model import Page
from namro.reading.sources.scan.handwriting import number_from_name
from namro.reading.sources.scan.pictures import ImageFile
from namro.reading.sources.scan.reading import Scanning, read_pages
from namro.reading.sources.syllables import vietnamese_share

_LEAST_VIETNAMESE = 0.4  # of the words: a photograph of no document comes to 0.2

SEEN = "được nhận dạng chữ từ ảnh; hãy đối chiếu với ảnh trang."


def read_image(data: bytes, name: str | None, budget: Budget, scanning: Scanning | None = None) -> Source:
    """Return the source of an image file: a scan, a photograph, a fax of several pages.

    Raises CannotRead for a damaged or tiny one, one that shows no Vietnamese text, and where tesseract is missing;
    Secret for a marked document.
    """
    file = ImageFile(data, hashlib.sha256(data).hexdigest())
    pages = read_pages(file, range(file.page_count), scanning or Scanning(), budget)
    if len(pages) == file.page_count:
        require_vietnamese(list(pages.values()))
    elif not pages[0].words:
        return Source("scan", name, "", ())  # a look at a document whose first page is blank
    remark = number_from_name(pages[0].words, name)
    source = compose([pages[index] for index in sorted(pages)], kind="scan", name=name, budget=budget)
    return replace(source, remarks=(*source.remarks, *filter(None, [remark]), f"Văn bản {SEEN}"))


def require_vietnamese(pages: list[Page]) -> None:
    """Raise CannotRead where what was read from pictures is no Vietnamese text."""
    words = [word.text for page in pages for word in page.words]
    share = vietnamese_share(words)
    if share is None or share < _LEAST_VIETNAMESE:
        raise CannotRead(
            "Không nhận ra văn bản tiếng Việt trên ảnh.",
            "Chụp hoặc quét lại cho rõ và thẳng (200–300 dpi), hoặc xin bản Word.",
        )
