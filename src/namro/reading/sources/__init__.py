"""The sources that can be read, each turned into a Source: `open_source` for bytes, `read_bytes` for a path."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from namro.reading.errors import CannotRead
from namro.reading.model import Source
from namro.reading.sources.files import read_bytes
from namro.reading.sources.kinds import refusal, tell, zip_kind
from namro.reading.sources.limits import DEFAULT_LIMITS, Budget, Limits
from namro.reading.sources.old_encodings import decode_any
from namro.reading.sources.plain import read_text
from namro.reading.sources.secrecy import Secret, head_lines, refuse_marked_lines, refuse_marked_name

if TYPE_CHECKING:
    from namro.reading.sources.scan.reading import Scanning

__all__ = ["Limits", "Secret", "open_source", "read_bytes"]


def open_source(
    data: bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS, scanning: Scanning | None = None
) -> Source:
    """Return the text of a document's bytes and the map of what stands where in it.

    The kind is told from the bytes; `name` is kept for messages and looked at for a mark of secrecy. `scanning` says
    how pictures are read: processes, progress, where pages already read are kept. Raises Secret for a document that
    bears such a mark, and CannotRead for whatever else cannot be read; nothing else is raised.
    """
    budget = Budget(limits)
    refuse_marked_name(name)
    budget.take_file(len(data))
    return open_within(data, name, budget, scanning)


def open_within(data: bytes, name: str | None, budget: Budget, scanning: Scanning | None) -> Source:
    """`open_source` with what is left of a budget: for a document inside another one, as in a mail."""
    kind = tell(data)
    if kind == "zip":
        kind = zip_kind(data)
    # Each reader is imported when it is wanted: lxml and pdfium cost a third of the program's start.
    if kind == "docx":
        from namro.reading.sources.docx import read_docx

        return read_docx(data, name, budget)
    if kind == "pdf":
        from namro.reading.sources.pdf import read_pdf

        return read_pdf(data, name, budget, scanning)
    if kind == "image":
        from namro.reading.sources.scan import read_image

        return read_image(data, name, budget, scanning)
    if kind == "html":
        from namro.reading.sources.html import read_html

        return read_html(data, name, budget)
    if kind in ("xlsx", "xls", "ods"):
        from namro.reading.sources.workbook import read_workbook

        return read_workbook(data, name, budget)
    if kind in ("doc", "odt", "rtf"):
        from namro.reading.sources.office import read_office

        return read_office(data, kind, name, budget)
    if kind == "eml":
        from namro.reading.sources.mail import read_mail

        return read_mail(data, name, budget, scanning)
    if kind != "text":
        raise refusal(kind)
    text, remarks = decode_any(data)
    refuse_marked_lines(head_lines(text))
    source = read_text(text, name=name)
    if not source.text:  # blank, or nothing but marks and drawn lines
        raise CannotRead("Tệp không có chữ nào.", "Kiểm tra lại tệp gốc hoặc tải lại.")
    return replace(source, remarks=remarks)
