"""Refuse a document that bears the mark of a state secret, before anything of it is kept.

The law forbids state secrets on machines joined to a network (Luật Bảo vệ bí mật nhà nước). What is
looked for is the mark itself: alone on a line, in a cell, a text box or a page header near the head of the document, in
the document's own number, or in the file's name. The words "bí mật nhà nước" in a sentence or a title are no mark.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from namro.reading.errors import CannotRead

# The letterhead, number, date, kind and subject; the mark is stamped under the number (NĐ 30/2020, Phụ lục I, ô 10a).
HEAD_LINES = 20

_LONGEST_MARK = 60  # characters of a line that can still be a mark

# After the spaces are gone: "MẬT", "TỐIMẬT", "ĐỘMẬT:TUYỆTMẬT", "MẬT-HỎATỐC", "MẬT(BẢNSỐ:02)".
_MARK = re.compile(
    r"""(?:(?:mức)?độmật:|(?:tàiliệu|vănbản|hồsơ):?)?
        (?P<level>(?:tuyệt|tối)?mật|tuyetmat|toimat)
        (?:[-–/,(+]*(?:thượngkhẩn|hỏatốc|hoảtốc|khẩn|bảnsố[:.]?\d*))*""",
    re.X,
)
_DECORATION = " \t*_#>[](){}«»\"'“”.:;-–—=~"
_PIECES = re.compile(r"\s{2,}|[\t\n|]")
_SPACE = re.compile(r"\s+")

# A hard wrap may leave the second half of "bí mật", "bảo mật" alone on a line.
_BEFORE_NO_MARK = frozenset(("bí", "bảo", "cơ", "giải", "độ", "thân", "cẩn", "bi", "bao", "co", "giai", "do"))
_AFTER_NO_MARK = frozenset(("độ", "mã", "khẩu", "ong", "vụ", "thiết", "nghị", "do", "ma", "khau", "vu"))

# "Số: 12/BC-UBND(M)", "Số: 15/MẬT-BC"
_NUMBER_LINE = re.compile(r"\W*số(?: ký hiệu)?\s*[:.]?\s*(?=[\d.…_/])(?P<number>[^,;]{1,60})", re.I)
_NUMBER_ENDS = re.compile(r"\s(?:ngày|v/v|về)\s", re.I)
_NUMBER_MARK = re.compile(r"\((?:M|TM|TuM|ToM|TốiM|TuyệtM)\)|(?<!\w)(?:TUYỆT |TỐI )?MẬT(?!\w)")

_NAME_WORDS = re.compile(r"[^\W_]+")
_NAME_PAIR = re.compile(r"(?<![^\W_])(?:tuyệt|tối|tuyet|toi)[\W_]*(?:mật|mat)(?![^\W_])", re.I)
_NAME_SUFFIX = re.compile(r"[^\W_]\s?\((?:M|TM|MAT|MẬT)\)|[\[(](?:MAT|MẬT)[\])]")
_NAME_NEIGHBOUR = re.compile(r".*\d|(?:CT|CTr|CV|CĐ|CD|QĐ|QD|NQ|KH|BC|TB|TTr|HD|KL|UBND|HĐND|HDND)$", re.I)


class Secret(CannotRead):
    """A document that bears a mark of secrecy. Nothing of it may be kept, neither its text nor its name."""

    def __init__(self, mark: str) -> None:
        super().__init__(
            f"Tài liệu mang dấu độ mật ({mark}) nên không được đọc; không bản nào được lưu lại.",
            "Đưa tài liệu ra khỏi máy nối mạng và xử lý theo quy định về bảo vệ bí mật nhà nước.",
        )


def refuse_marked_name(name: str | None) -> None:
    """Raise Secret where a file's name bears a mark: "12-BC-UBND_MẬT.docx", "TUYET MAT - phuong an.docx"."""
    if not name:
        return
    name = unicodedata.normalize("NFC", name)
    # The part after the last dot is the kind of file; "(M).docx" must stand before it.
    stem = name.rpartition(".")[0] or name
    if pair := _NAME_PAIR.search(stem):
        raise Secret("TUYỆT MẬT" if pair.group().lower().startswith("tuy") else "TỐI MẬT")
    if _NAME_SUFFIX.search(stem) or _has_lone_mark(stem):
        raise Secret("MẬT")


def refuse_marked_lines(lines: Iterable[str]) -> None:
    """Raise Secret where one of the lines of a document's head is a mark, or is a number that bears one."""
    before = ""
    for line in lines:
        for piece in _PIECES.split(unicodedata.normalize("NFC", line)):
            if not piece.strip():
                continue
            if mark := _mark(piece, before) or _marked_number(piece):
                raise Secret(mark)
            before = piece


def head_lines(text: str) -> list[str]:
    """The first lines of a text that hold words; the bars and rules of a letterhead do not count."""
    lines: list[str] = []
    position = 0
    while len(lines) < HEAD_LINES and position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        if any(map(str.isalnum, line)):
            lines.append(line)
        position = end + 1
    return lines


def _mark(piece: str, before: str) -> str | None:
    text = piece.strip(_DECORATION)
    if not text or len(text) > _LONGEST_MARK or not text[0].isupper():
        return None
    found = _MARK.fullmatch(_SPACE.sub("", text).casefold())
    if found is None:
        return None
    level = found["level"]
    if level == "mật" and _last_word(before) in _BEFORE_NO_MARK:
        return None
    return {"mật": "MẬT", "tốimật": "TỐI MẬT", "toimat": "TỐI MẬT"}.get(level, "TUYỆT MẬT")


def _marked_number(piece: str) -> str | None:
    line = _NUMBER_LINE.match(piece.strip(" *_"))
    if line is None:
        return None
    number = _NUMBER_ENDS.split(line["number"])[0]
    found = _NUMBER_MARK.search(number)
    if found is None or _last_word(number[: found.start()]) in _BEFORE_NO_MARK:
        return None
    return found.group() if found.group().endswith("MẬT") else "MẬT"


def _has_lone_mark(stem: str) -> bool:
    """A single MẬT as a word of its own, and not half of "bảo mật" or, without its tone, of "mặt bằng"."""
    words = list(_NAME_WORDS.finditer(stem))
    for index, word in enumerate(words):
        before = words[index - 1].group() if index else ""
        after = words[index + 1].group() if index + 1 < len(words) else ""
        if before.casefold() in _BEFORE_NO_MARK or after.casefold() in _AFTER_NO_MARK:
            continue
        if word.group() == "MẬT" or (word.group() == "Mật" and _stands_apart(stem, word)):
            return True
        # Without its tone the word is also "mặt", "mất", "mát": only beside a number or a kind of document.
        neighbours = [near for near in (before, after) if near]
        if word.group() == "MAT" and neighbours and all(map(_NAME_NEIGHBOUR.match, neighbours)):
            return True
    return False


def _stands_apart(stem: str, word: re.Match[str]) -> bool:
    left, right = stem[: word.start()], stem[word.end() :]
    return not left.endswith(" ") and not right.startswith(" ")


def _last_word(text: str) -> str:
    words = _NAME_WORDS.findall(text)
    return words[-1].casefold() if words else ""
