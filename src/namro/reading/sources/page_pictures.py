"""Pictures of a document's pages for the desk, on which `Source.seen` tells where each word stands."""

from __future__ import annotations

import hashlib
import io

from namro.reading.errors import CannotRead
from namro.reading.sources.kinds import tell
from namro.reading.sources.limits import DEFAULT_LIMITS, Budget, Limits


def has_pictures(beginning: bytes) -> bool:
    """Whether a file that begins with these bytes has pictures of its pages."""
    return tell(beginning) in ("pdf", "image")


def page_picture(data: bytes, page: int, *, width: int = 1_400, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The page (from 1) of a PDF or image file as a WebP, at most `width` pixels wide, as it lies in the file.

    It is drawn anew from its points, so that nothing else that the file holds comes along.

    Raises CannotRead for another kind of file, a page that is not there, and whatever opening the file raises.
    """
    from namro.reading.sources.pdf.opening import OpenPdf
    from namro.reading.sources.scan.pictures import ImageFile

    budget = Budget(limits)
    budget.take_file(len(data))
    kind = tell(data)
    if kind == "pdf":
        with OpenPdf(data, budget) as pdf:
            _require(page, pdf.page_count)
            image = pdf.picture(page - 1).image
    elif kind == "image":
        file = ImageFile(data, hashlib.sha256(data).hexdigest())
        _require(page, file.page_count)
        image = file.picture(page - 1).image
    else:
        raise CannotRead("Văn bản này không có ảnh trang.", "Chỉ PDF và ảnh quét có ảnh trang.")
    image.thumbnail((width, width * 3))
    out = io.BytesIO()
    image.save(out, "WEBP", quality=80)
    return out.getvalue()


def _require(page: int, pages: int) -> None:
    if not 1 <= page <= pages:
        raise CannotRead(f"Văn bản không có trang {page}.", f"Chọn trang từ 1 đến {pages}.")
