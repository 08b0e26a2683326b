"""Mail files (.eml) → Source of the directive attached, or of the letter itself where none is."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import TYPE_CHECKING

from namro.reading.errors import CannotRead
from namro.reading.model import Source
from namro.reading.sources.kinds import tell
from namro.reading.sources.limits import Budget
from namro.reading.sources.secrecy import Secret, refuse_marked_name

if TYPE_CHECKING:
    from namro.reading.sources.scan.reading import Scanning

_MOST_PARTS = 200
# Which attached document is the directive, where there are several: the text itself before pictures of it.
_ORDER = ("zip", "pdf", "doc", "rtf", "html", "image", "xls")


def read_mail(data: bytes, name: str | None, budget: Budget, scanning: Scanning | None = None) -> Source:
    """Return the source of the first readable document attached to a mail, else of the mail's own text.

    Raises CannotRead where neither can be read, and Secret where the mail or any attachment bears a mark.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    refuse_marked_name(str(message.get("Subject", "")) + ".eml")
    attached = sorted(_attached(message, budget), key=lambda one: _rank(one[1]))
    first: CannotRead | None = None
    for file_name, content in attached:
        try:
            return _told(_open(content, file_name or name, budget, scanning), file_name, len(attached))
        except Secret:
            raise
        except CannotRead as error:
            first = first or error
    letter = _letter(message)
    if attached and first is not None and len(letter) < 400:
        raise CannotRead(f"Tệp đính kèm trong thư không đọc được: {first.cause}", first.remedy) from first
    if not letter.strip():
        raise CannotRead("Thư không có chữ và không có tệp đính kèm.", "Kiểm tra lại thư gốc.")
    return _open(letter.encode(), name, budget, scanning)


def _open(content: bytes, name: str | None, budget: Budget, scanning: Scanning | None) -> Source:
    from namro.reading.sources import open_within  # the readers call one another

    return open_within(content, name, budget, scanning)


def _attached(message: EmailMessage, budget: Budget) -> Iterator[tuple[str | None, bytes]]:
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            raise CannotRead(f"Thư có quá {_MOST_PARTS} phần.", "Lưu tệp đính kèm trong thư rồi đọc tệp đó.")
        budget.check_time()
        file_name = part.get_filename()
        if file_name is None or part.is_multipart():
            continue
        refuse_marked_name(file_name)
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content and _rank(content) < len(_ORDER):
            budget.take_file(len(content))
            yield file_name, content


def _rank(content: bytes) -> int:
    kind = tell(content)
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _letter(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        return str(body.get_content())
    except (LookupError, UnicodeDecodeError, ValueError):
        content = body.get_payload(decode=True)
        return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _told(source: Source, file_name: str | None, several: int) -> Source:
    remark = f"Đọc tệp đính kèm “{file_name or 'không tên'}” trong thư."
    if several > 1:
        remark += f" Thư có {several} tệp đính kèm; các tệp khác không được đọc."
    return replace(source, remarks=(*source.remarks, remark))
