"""A PDF opened by pdfium: refused where it is locked, damaged or too long; nothing in it is ever run."""

from __future__ import annotations

import contextlib
import hashlib
from types import TracebackType

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from namro.reading.errors import CannotRead
from namro.reading.sources.limits import Budget
from namro.reading.sources.scan.pictures import DPI, Picture

_ASK_AGAIN = "Xin lại hoặc tải lại tệp gốc rồi đọc lại."
_SMALLEST_PAGE = 36.0  # points, half an inch: a smaller one holds no document
_MOST_PIXELS_ACROSS = 5_000  # of a picture; an A3 page at 200 dpi has 3,300
_LONGEST_SIDE = 14_400.0  # points; what PDF itself allows


class OpenPdf:
    """A PDF while it is read. Use it in a `with` statement: pdfium's memory is not Python's.

    The form environment, without which pdfium runs no script, is never made, and attachments are never asked for.
    """

    def __init__(self, data: bytes, budget: Budget) -> None:
        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise _refusal(error) from error
        self.key = hashlib.sha256(data).hexdigest()
        self.page_count = len(self._document)
        if self.page_count == 0:
            self.close()
            raise CannotRead("Tệp PDF không có trang nào.", _ASK_AGAIN)
        if self.page_count > budget.limits.max_pages:
            self.close()
            raise CannotRead(
                f"Tệp PDF có {self.page_count} trang, quá giới hạn {budget.limits.max_pages} trang.",
                "Tách lấy phần cần đọc; nếu cần, nâng giới hạn max_pages trong thiết lập.",
            )

    def __enter__(self) -> OpenPdf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._document.close()

    def page(self, index: int) -> pdfium.PdfPage:
        """The page with the looks of its annotations drawn into it: stamps, typed-in numbers, panels of signatures.

        Raises CannotRead for a page that pdfium cannot load or that is no page by its size.
        """
        try:
            page = self._document[index]
            if _has_looks(page):
                # What an annotation looks like becomes content like any other; nothing that it would do is done.
                with contextlib.suppress(pdfium.PdfiumError):
                    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
                    page.close()
                    page = self._document[index]
        except pdfium.PdfiumError as error:
            raise CannotRead(f"Trang {index + 1} của tệp PDF bị hỏng.", _ASK_AGAIN) from error
        width, height = page.get_size()
        if not (_SMALLEST_PAGE <= width <= _LONGEST_SIDE and _SMALLEST_PAGE <= height <= _LONGEST_SIDE):
            page.close()
            raise CannotRead(
                f"Trang {index + 1} của tệp PDF có khổ {width:.0f} × {height:.0f} điểm, không phải trang văn bản.",
                _ASK_AGAIN,
            )
        return page

    def picture(self, index: int) -> Picture:
        """The page as a grey picture, for OCR and for the desk."""
        from PIL import Image  # only where a page must be looked at

        page = self.page(index)
        try:
            scale = min(DPI / 72, _MOST_PIXELS_ACROSS / max(page.get_size()))
            bitmap = page.render(scale=scale, grayscale=True)
            size = (bitmap.width, bitmap.height)
            image = Image.frombuffer("L", size, bytes(bitmap.buffer), "raw", "L", bitmap.stride, 1)
            bitmap.close()
            return Picture(image, page.get_size()[0])
        finally:
            page.close()


def _has_looks(page: pdfium.PdfPage) -> bool:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), 200)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        subtype = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if subtype not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_FILEATTACHMENT):
            return True
    return False


def _refusal(error: pdfium.PdfiumError) -> CannotRead:
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        return CannotRead(
            "Tệp PDF được đặt mật khẩu nên không mở được.", "Mở tệp bằng mật khẩu, lưu bản không khóa rồi đọc lại."
        )
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return CannotRead("Tệp PDF được khóa theo cách không đọc được.", "Xin bản không khóa rồi đọc lại.")
    return CannotRead("Tệp PDF bị hỏng hoặc bị cắt cụt.", _ASK_AGAIN)
