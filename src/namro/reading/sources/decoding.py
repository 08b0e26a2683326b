"""From the bytes of a text file to one NFC string, refusing what would come out as nonsense."""

from __future__ import annotations

import codecs
import re
import unicodedata

from namro.reading.errors import CannotRead

_UTF16_BOMS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

# C0 controls that no text editor writes; tab, line ends, form feed and vertical tab are layout.
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))
_MAX_CONTROL_SHARE = 0.01

# How the three old ways of writing Vietnamese look when they are read as something else.
_LETTER = re.compile(r"[^\W\d_]")
_VIETNAMESE_LETTER = re.compile(r"[\u1ea0-\u1ef9]")  # ạ … ỹ: one letter in seven of any Vietnamese text
_TCVN3 = re.compile(r"[^\W\d_][µ¸¶·¨»¾¼½©®ª«¬\xad]|[µ¸¶·¨»¾¼½©®ª«¬\xad][^\W\d_]")  # "nh©n d©n"
_VNI = re.compile(r"[aeiouyôơưöô][øùûõïâåáàãäëéèúüêæ]", re.I)  # "nhaân daân"
_MOJIBAKE = re.compile(r"á[º»]|Ã[\x80-\xbf¡-¿]|Æ°|Ä\x91|Ä‘")  # "á»¦y ban nhÃ¢n dÃ¢n"
_SAMPLE = 20_000  # characters are enough to tell
_MIN_LETTERS = 60  # fewer tell nothing
_MAX_VIETNAMESE_SHARE = 0.005
# Signs to letters: measured 0.12, 0.18 and 0.26 in such text; French comes to 0.03 of the second, English to none.
_OLD_SIGNS = ((_TCVN3, 0.05), (_VNI, 0.12), (_MOJIBAKE, 0.05))


# precomposed letters that no old encoding gives by chance, three in one line
_PLAINLY_VIETNAMESE = re.compile(r"(?:[ạảấầẩẫậắằẳẵặẹẻẽếềểễệịọốồổỗộớờởỡợụủứừửữựỵỷỹ][^\n]{0,60}?){3}")


def decode(data: bytes) -> str:
    """Return the NFC text of UTF-8 bytes, with or without its mark, or of UTF-16 bytes that bear theirs.

    Raises CannotRead for binary data, for old encodings (TCVN3, VNI, Windows-1258) and for text spoilt by them.
    """
    text = unicodedata.normalize("NFC", _decoded(data))
    refuse_old_encoding(text)
    return text


def refuse_old_encoding(text: str) -> None:
    """Raise CannotRead where a text reads as TCVN3, VNI or UTF-8 that was taken for Latin-1."""
    if _PLAINLY_VIETNAMESE.search(text[:_SAMPLE]):
        return
    text = text[:_SAMPLE]
    letters = len(_LETTER.findall(text))
    if letters < _MIN_LETTERS or len(_VIETNAMESE_LETTER.findall(text)) > letters * _MAX_VIETNAMESE_SHARE:
        return
    if any(len(signs.findall(text)) > letters * share for signs, share in _OLD_SIGNS):
        raise _old_encoding()


def _decoded(data: bytes) -> str:
    utf16 = _UTF16_BOMS.get(data[:2])
    if utf16 and data[2:4] != b"\x00\x00":  # four bytes FF FE 00 00 are the mark of UTF-32
        return _checked(data[2:], utf16)
    if b"\x00" in data:
        raise _binary()
    return _checked(data.removeprefix(codecs.BOM_UTF8), "utf-8")


def _checked(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise CannotRead(
                "Tệp văn bản UTF-16 bị hỏng.", "Mở bằng Word, lưu thành .docx hoặc UTF-8 rồi đọc lại."
            ) from error
        if _looks_binary(data, len(data)):
            raise _binary() from error
        raise _old_encoding() from error
    if _looks_binary(data if encoding == "utf-8" else text.encode("utf-8"), len(text)):
        raise _binary()
    return text


def _looks_binary(data: bytes, length: int) -> bool:
    """Whether too many control characters stand among `length` letters; in UTF-8 and Latin-1 each is one byte."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return b"\x00" in data or controls > length * _MAX_CONTROL_SHARE


def _binary() -> CannotRead:
    return CannotRead("Tệp không phải văn bản.", "Chọn tệp Word, PDF, ảnh quét hoặc tệp chữ (.txt, .md) của văn bản.")


def _old_encoding() -> CannotRead:
    return CannotRead(
        "Tệp không dùng Unicode (UTF-8); phiên bản này chưa đọc bảng mã cũ (TCVN3, VNI, Windows-1258).",
        "Chuyển mã sang Unicode (bằng Unikey hoặc Word), lưu lại rồi đọc lại.",
    )
