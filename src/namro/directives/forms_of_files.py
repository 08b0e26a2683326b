"""What a file is, by its bytes: the documents that are read, and the workbooks that may be annexes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.directives.reading_apart import NotRead, open_apart

DOCX, TEXT, XLSX, PDF, OTHER = "docx", "text", "xlsx", "pdf", "other"
CONTENT_TYPES = {
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    TEXT: "text/plain; charset=utf-8",
    PDF: "application/pdf",
    OTHER: "application/octet-stream",
}
_FORM_OF_KIND = {"docx": DOCX, "text": TEXT, "markdown": TEXT, "pdf": PDF}
_WORKBOOK = "xl/workbook.xml"
_MACROS = "xl/vbaproject.bin"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A file that is taken: its form, and the page of a scan that was recognised on the way, by its key."""

    form: str
    pages: Mapping[str, str]


def look_at_document(data: bytes, name: str) -> LookedAt:
    """Look into a document that the reader takes. Raises Refused for any other, with cause and remedy."""
    try:
        looked = open_apart(data, name)
    except NotRead as refusal:
        raise Refused(str(refusal), field="documents") from refusal
    if looked.kind == "scan" and data.startswith(b"%PDF-"):
        return LookedAt(PDF, looked.pages)
    return LookedAt(_FORM_OF_KIND.get(looked.kind, OTHER), looked.pages)


def look_at_annex(data: bytes, name: str) -> LookedAt:
    """As of a document; an annex may also be a workbook, which is kept but not read."""
    return LookedAt(XLSX, {}) if _is_workbook(data, name) else look_at_document(data, name)


def _is_workbook(data: bytes, name: str) -> bool:
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {part.lower() for part in package.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    if _MACROS in parts:
        raise Refused(
            _("Bảng tính %(name)s có macro nên không được nhận. Lưu thành .xlsx rồi gửi lại.") % {"name": name},
            field="documents",
        )
    return _WORKBOOK in parts
