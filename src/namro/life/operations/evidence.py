"""Files that prove or explain: told by their bytes, checked before anything is kept."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.directives import storage
from namro.directives.forms_of_files import look_at_annex
from namro.directives.models import Original
from namro.directives.operations.intake import NewFile
from namro.reading.sources.secrecy import Secret, refuse_marked_name

PDF, JPEG, PNG = "pdf", "jpeg", "png"
CONTENT_TYPES = {PDF: "application/pdf", JPEG: "image/jpeg", PNG: "image/png"}
MOST_FILES = 10
_OPENINGS = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa")


def keep_evidence(files: tuple[NewFile, ...], *, at: datetime) -> list[tuple[str, Original]]:
    """Keep the files of one update, each under its name. All are checked before the first is kept."""
    if len(files) > MOST_FILES:
        raise Refused(
            _("Mỗi lần gửi tối đa %(most)d tệp; đã chọn %(count)d.") % {"most": MOST_FILES, "count": len(files)},
            field="documents",
        )
    forms = [form_of_evidence(file) for file in files]
    kept: dict[str, tuple[str, Original]] = {}
    for file, form in zip(files, forms, strict=True):
        original = storage.keep(file.data, form=form, at=at)
        kept.setdefault(original.sha256, (file.name[:255], original))  # the same file chosen twice is one
    return list(kept.values())


def form_of_evidence(file: NewFile) -> str:
    """What a file is. Raises Refused for what is not a document, a workbook or a picture, and for a secret one."""
    try:
        refuse_marked_name(file.name)
    except Secret as secret:
        raise Refused(str(secret), field="documents") from secret
    if not file.data:
        raise Refused(_("Tệp %(name)s rỗng. Chọn lại tệp.") % {"name": file.name}, field="documents")
    if len(file.data) > settings.MAX_EVIDENCE_BYTES:
        raise too_large(file.name, len(file.data))
    form = next((form for opening, form in _OPENINGS.items() if file.data.startswith(opening)), None)
    if form is not None:
        return form
    if file.data.startswith(_PROGRAMS):
        raise Refused(
            _("Tệp %(name)s là chương trình, không phải văn bản. Gửi PDF, ảnh, .docx hoặc .xlsx.")
            % {"name": file.name},
            field="documents",
        )
    if not file.name.lower().endswith((".docx", ".xlsx", ".txt")):
        raise Refused(
            _("Không nhận tệp %(name)s. Gửi PDF, ảnh JPEG hoặc PNG, .docx hoặc .xlsx.") % {"name": file.name},
            field="documents",
        )
    return look_at_annex(file.data, file.name).form


def too_large(name: str, size: int) -> Refused:
    """The refusal of a file that is larger than the office allows."""
    return Refused(
        _("Tệp %(name)s nặng %(size)d MB; mỗi tệp tối đa %(most)d MB. Nén lại hoặc gửi ảnh chụp văn bản.")
        % {"name": name, "size": -(-size // 2**20), "most": settings.MAX_EVIDENCE_BYTES // 2**20},
        field="documents",
    )
