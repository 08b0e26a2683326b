"""Texts in TCVN3 (ABC), VNI, Windows-1258 or twice-encoded UTF-8: recognised, converted to Unicode, and told.

Recognition tries each encoding and takes the one that makes the words Vietnamese syllables; nothing is guessed from
the name of a font or a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from namro.reading.errors import CannotRead
from namro.reading.sources.decoding import decode
from namro.reading.sources.syllables import marked_share, vietnamese_share

_SAMPLE = 20_000  # characters are enough to tell
_SURE_SYLLABLES = 0.85  # of the words after conversion; Unicode Vietnamese comes to 0.97
_SURE_MARKS = 0.3  # of the words bear a letter or tone that English has not; Unicode Vietnamese comes to 0.8
_ALREADY = 0.3

# TCVN 5712:1993 (TCVN3, fonts ".VnTime"): one place for each letter of the lower case, capitals only without a tone.
_TCVN3 = dict(
    zip(
        "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉË®ÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\xadøõö÷ùýúûüþ¡¢§£¤¥¦",
        "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)

# VNI for Windows: a letter and its mark are two places; some letters are one.
_VNI_MARKS = {
    "a": dict(zip("ùøûõïêéèúüëâáàåãä", "áàảãạăắằẳẵặâấầẩẫậ", strict=True)),
    "e": dict(zip("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ", strict=True)),
    "o": dict(zip("ùøûõïâáàåãä", "óòỏõọôốồổỗộ", strict=True)),
    "u": dict(zip("ùøûõï", "úùủũụ", strict=True)),
    "y": dict(zip("ùøûõ", "ýỳỷỹ", strict=True)),
    "ô": dict(zip("ùøûõï", "ớờởỡợ", strict=True)),
    "ö": dict(zip("ùøûõï", "ứừửữự", strict=True)),
}
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "í": "í", "ì": "ì"}
_VNI: dict[str, str] = {}
for _base, _marks in _VNI_MARKS.items():
    for _mark, _letter in _marks.items():
        _VNI[_base + _mark] = _letter
        _VNI[_base.upper() + _mark.upper()] = _letter.upper()
        _VNI[_base.upper() + _mark] = _letter.upper()
_VNI |= _VNI_SINGLE | {one.upper(): other.upper() for one, other in _VNI_SINGLE.items()}
_VNI_PLACES = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

_TCVN3_PLACES = re.compile("[" + "".join(map(re.escape, _TCVN3)) + "]")
_WORD = re.compile(r"\S+")
_OLD_LETTERS = re.compile("[\x80-\u024f\u0300-\u0323\u2010-\u2122]")
# Letters that only Unicode has, a few words apart: no old encoding taken for Windows-1252 gives them.
_UNICODE = re.compile(r"(?:[ạ-ỹ][^ạ-ỹ]{0,60}){3}")


def _from_tcvn3(text: str) -> str:
    return _WORD.sub(lambda found: _tcvn3_word(found.group()), text)


def _tcvn3_word(word: str) -> str:
    converted = _TCVN3_PLACES.sub(lambda found: _TCVN3[found.group()], word)
    letters = [letter for letter in word if letter.isascii() and letter.isalpha()]
    # The fonts of capitals (".VnTimeH") hold their letters at the places of the small ones.
    return converted.upper() if len(letters) > 1 and all(map(str.isupper, letters)) else converted


def _from_vni(text: str) -> str:
    return _VNI_PLACES.sub(lambda found: _VNI[found.group()], text)


def _from_1258(text: str) -> str:
    return unicodedata.normalize("NFC", _as_bytes(text).decode("cp1258", errors="replace"))


def _from_twice_encoded(text: str) -> str:
    return unicodedata.normalize("NFC", _as_bytes(text).decode("utf-8", errors="replace"))


def _as_bytes(text: str) -> bytes:
    """The bytes that were taken for Windows-1252, with the five places that it leaves open."""
    out = bytearray()
    for character in text:
        try:
            out += character.encode("cp1252")
        except UnicodeEncodeError:
            out += bytes((ord(character),)) if ord(character) < 256 else b"?"
    return bytes(out)


_ENCODINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("TCVN3 (ABC)", _from_tcvn3),
    ("VNI", _from_vni),
    ("Windows-1258", _from_1258),
    ("UTF-8 bị mã hóa hai lần", _from_twice_encoded),
)


@dataclass(frozen=True, slots=True)
class Converted:
    """A text made Unicode, and what it was."""

    text: str
    encoding: str
    convert: Callable[[str], str]

    @property
    def remark(self) -> str:
        return f"Văn bản dùng bảng mã cũ {self.encoding}; đã chuyển sang Unicode, hãy đối chiếu với bản gốc."


def convert(text: str) -> Converted | None:
    """The text in Unicode where it is in one of the old encodings, taken for Windows-1252; None where it is not."""
    sample = text[:_SAMPLE]
    if not _OLD_LETTERS.search(sample) or _UNICODE.search(sample):
        return None
    best: tuple[float, str, Callable[[str], str]] | None = None
    for name, converter in _ENCODINGS:
        score = _vietnamese(converter(sample))
        if score and (best is None or score > best[0]):
            best = score, name, converter
    if best is None or best[0] < _vietnamese(sample) + 0.05:
        return None
    return Converted(unicodedata.normalize("NFC", best[2](text)), best[1], best[2])


def _vietnamese(text: str) -> float:
    """How Vietnamese a text reads, 0 where it surely does not."""
    share, marked = vietnamese_share(text.split()), marked_share(text)
    if share is None or share < _SURE_SYLLABLES or marked < _SURE_MARKS:
        return 0.0
    return share * min(marked, 0.8)


def decode_any(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The NFC text of bytes in Unicode or an old encoding, with the remark that tells of a conversion.

    Raises CannotRead as `decode` does where no encoding makes the text Vietnamese.
    """
    try:
        return decode(data), ()
    except CannotRead:
        if b"\x00" in data:
            raise
        converted = convert(_lenient(data))
        if converted is None:
            raise
        return converted.text, (converted.remark,)


def _lenient(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "".join(bytes((byte,)).decode("cp1252") if byte not in _OPEN else chr(byte) for byte in data)


_OPEN = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))  # places that Windows-1252 leaves open
