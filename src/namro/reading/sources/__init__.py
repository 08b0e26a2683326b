"""The sources that can be read, each turned into a Source: `open_source` for bytes, `read_bytes` for a path."""

from __future__ import annotations

from namro.reading.errors import CannotRead
from namro.reading.model import Source
from namro.reading.sources.decoding import decode
from namro.reading.sources.files import read_bytes
from namro.reading.sources.kinds import refusal, tell
from namro.reading.sources.limits import DEFAULT_LIMITS, Budget, Limits
from namro.reading.sources.plain import read_text
from namro.reading.sources.secrecy import Secret, head_lines, refuse_marked_lines, refuse_marked_name

__all__ = ["Limits", "Secret", "open_source", "read_bytes"]


def open_source(data: bytes, *, name: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Return the text of a document's bytes and the map of what stands where in it.

    The kind is told from the bytes; `name` is kept for messages and looked at for a mark of secrecy. Raises Secret for
    a document that bears such a mark, and CannotRead for whatever else cannot be read; nothing else is raised.
    """
    budget = Budget(limits)
    refuse_marked_name(name)
    budget.take_file(len(data))
    kind = tell(data)
    if kind == "zip":
        # lxml costs a third of the program's start; who reads plain text need not wait for it.
        from namro.reading.sources.docx import read_docx

        return read_docx(data, name, budget)
    if kind != "text":
        raise refusal(kind)
    text = decode(data)
    refuse_marked_lines(head_lines(text))
    source = read_text(text, name=name)
    if not source.text:  # blank, or nothing but marks and drawn lines
        raise CannotRead("Tệp không có chữ nào.", "Kiểm tra lại tệp gốc hoặc tải lại.")
    return source
