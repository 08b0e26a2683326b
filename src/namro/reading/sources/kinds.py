"""What kind of file some bytes are, told from the bytes alone, and why a kind is not read yet."""

from __future__ import annotations

import re

from namro.reading.errors import CannotRead

SAVE_AS_DOCX = "Mở bằng Word, lưu thành .docx rồi đọc lại."
_WRITE_AS_DOCX = "Chép nội dung vào một tệp Word, lưu thành .docx rồi đọc lại."

# Each kind that is told but not read: the cause, then the remedy.
_REFUSALS = {
    "encrypted": (
        "Tệp Office được đặt mật khẩu nên không mở được.",
        "Mở bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ tài liệu), lưu lại rồi đọc lại.",
    ),
    "docm": (
        "Tệp Word chứa macro nên không được mở.",
        "Mở bằng Word, lưu thành .docx (không kèm macro) rồi đọc lại.",
    ),
    "ppt": ("Tệp là trình chiếu PowerPoint; phiên bản này chưa đọc trình chiếu.", _WRITE_AS_DOCX),
    "opendocument": (
        "Tệp là OpenDocument (bảng tính hoặc trình chiếu); phiên bản này chưa đọc kiểu này.",
        _WRITE_AS_DOCX,
    ),
    "ole": ("Tệp là Office đời cũ; phiên bản này chưa đọc kiểu này.", SAVE_AS_DOCX),
    "msg": ("Tệp là thư Outlook (.msg); phiên bản này chưa đọc thư.", "Lưu tệp đính kèm trong thư rồi đọc tệp đó."),
    "xls": ("Bảng tính Excel này không đọc được.", _WRITE_AS_DOCX),
    "odt": ("Tệp OpenDocument (.odt) này không đọc được.", SAVE_AS_DOCX),
    "xml": ("Tệp là XML; phiên bản này chưa đọc XML.", SAVE_AS_DOCX),
    "archive": ("Tệp là tệp nén, không phải văn bản.", "Giải nén rồi đọc từng tệp bên trong."),
    "empty": ("Tệp rỗng.", "Kiểm tra lại tệp gốc hoặc tải lại."),
}

_STARTS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b\x08", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
)

# Names of the streams inside an OLE file, as its directory spells them.
_OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("__substg1.0_", "msg"),
)

_HTML = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MAIL = re.compile(rb"(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|From|Date|Subject|X-[\w-]+):", re.I)


def tell(data: bytes) -> str:
    """Return "zip", "text" or the name of another kind; `refusal` knows those that are not read.

    Only `zip_kind` tells what a zip holds.
    """
    if not data:
        return "empty"
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data.startswith(_OLE_SIGNATURE):
        return _ole_kind(data)
    # PDF readers, and so PDF writers, allow some bytes before the signature.
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if _is_other_image(data):
        return "image"
    return _text_kind(data[:4096].removeprefix(b"\xef\xbb\xbf"))


def zip_kind(data: bytes) -> str:
    """What a zip holds, by the names in it: "xlsx", "ods", "odt", else "docx", whose reader tells the rest apart."""
    head = data[:200]
    if b"application/vnd.oasis.opendocument.text" in head:
        return "odt"
    if b"application/vnd.oasis.opendocument.spreadsheet" in head:
        return "ods"
    return "xlsx" if b"xl/workbook." in data and b"word/document" not in data else "docx"


def refusal(kind: str) -> CannotRead:
    """The refusal of a kind that is told but not read."""
    return CannotRead(*_REFUSALS[kind])


def _ole_kind(data: bytes) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return "ole"


def _is_other_image(data: bytes) -> bool:
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heic = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif")
    bitmap = data[:2] == b"BM" and data[6:10] == b"\x00\x00\x00\x00" and len(data) > 26
    return webp or heic or bitmap


def _text_kind(head: bytes) -> str:
    if _HTML.match(head):
        return "html"
    if head.lstrip().startswith(b"<?xml"):
        return "xml"
    if _MAIL.match(head) and b"mime-version:" in head.lower():
        return "eml"
    return "text"
