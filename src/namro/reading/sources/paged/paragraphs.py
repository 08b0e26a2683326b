"""Lines into whole paragraphs: told by indent, fill, leading and labels, across the turn of a page."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from namro.reading.labels import BULLET, label_of
from namro.reading.lexicon import rows
from namro.reading.sources.paged.model import Line, Word
from namro.reading.sources.syllables import is_syllable

_INDENT = 9.0  # points
_CELL_PADDING = 6.0  # points between a cell's text and its edge; Word's own is 5.4
_ALIGNED = 4.0  # points: two edges that are meant to be one
_WIDE = 0.6  # of the text's width: a line as wide shows where the margins are
_LOOSE = 1.45  # times the usual leading: space between paragraphs
_ENDS = frozenset('.;:!?…”"/')
_KINDS = frozenset(row["kind"].upper() for row in rows("document_kinds")) | {"PHỤ LỤC"}
_LABEL_ALONE = re.compile(r"(?:[IVXL]+|\d+(?:\.\d+)*|[a-zđ])[.)]$")
# "182/2024/NĐ-" + "CP", "57-NQ/" + "TW", "71-" + "NQ/TW"; "20/" + "5/2026"
_NUMBER_BREAKS = re.compile(r"(?:(?:[A-ZĐ]|\d|TTr|CTr)[-/])$")
_NUMBER_GOES_ON = re.compile(r"[A-ZĐ]{2}")
_OCR_BREAKS = re.compile(r"\d/?(?:[A-ZĐ]+|\d*)[-/]$")
_DATE_BREAKS = re.compile(r"\d/$")
_CUT_ROOM = 0.8  # of a line's height: less room holds no further letter
_CUT_DATE, _REST_OF_DATE = re.compile(r"\d/\d{1,2}/\d{1,3}$"), re.compile(r"\d{1,3}(?!\d)")
_CUT_SIGN = re.compile(r"[/-]\S*[A-ZĐ\d]$")
_REST_OF_SIGN = re.compile(r"-?[A-ZĐ](?:[A-ZĐ\d-]|(?<=TT)[gr]|(?<=CT)r)*[.,;:)]*")
_KIND_OF_PLACE, _NAME_OF_PLACE = re.compile(r"(?:TỈNH|THÀNH PHỐ)$"), re.compile(r"[^\W\d_a-z]+(?: [^\W\d_a-z]+){1,2}")
_FOR = re.compile(r"(?:T/?M|K/?T|TL|TUQ|Q)\b")
_WHOLE_SIGN = re.compile(r"(?:-(?:CP|TTg|UBND|HĐND)|TW|QH\d\d)$")
_LAST_LETTERS, _FIRST_LETTERS = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_COUNT_BEFORE = re.compile(r"(?:ngày|tháng|năm|khoản|điểm|số|quý|\d|và|Điều)$")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a page begins and ends, and how far its lines lie apart."""

    left: float
    right: float
    leading: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Margins:
        if not lines:
            return cls(0, 0, 0)
        leftmost, rightmost = min(line.left for line in lines), max(line.right for line in lines)
        wide = [line for line in lines if line.right - line.left > _WIDE * (rightmost - leftmost)] or list(lines)
        lefts = sorted(line.left for line in wide)
        rights = sorted(line.right for line in wide)
        steps = [b.bottom - a.bottom for a, b in itertools.pairwise(lines) if 0 < b.bottom - a.bottom < 40]
        # Most lines of a paragraph begin at the margin, but on a page of short items only some do.
        left = lefts[len(lefts) // 5]
        right = rights[min(len(rights) - 1, int(len(rights) * 0.85))]
        return cls(left, right, _usual(steps, lines))


def _usual(steps: list[float], lines: Sequence[Line]) -> float:
    """The leading inside paragraphs: the most frequent small step, for space between paragraphs adds to it."""
    if not steps:
        return 1.3 * median(line.height for line in lines)
    steps.sort()
    return steps[len(steps) // 4]


def goes_on(before: list[Line], line: Line, upper: Margins, margins: Margins) -> bool:
    """Whether `line` belongs to the paragraph whose lines so far are `before`."""
    last = before[-1]
    first_word = line.words[0]
    label = label_of(line.text + " x" if len(line.text) < 8 and _LABEL_ALONE.match(line.text) else line.text)
    turned = last.page != line.page
    closed = last.text[-1] in _ENDS
    small = line.text[0].islower() or line.text[0] in ",;)%“”"
    if last.text.strip(" :") in _KINDS or line.text.strip(" :") in _KINDS:
        return False
    if (_LABEL_ALONE.match(last.text) and not label) or _is_one_word(last.words[-1].text, first_word.text):
        return True
    room = upper.right - last.right
    full = room < (first_word.right - first_word.left) + 0.35 * line.height
    # How far the line begins to the right of the margin, and of the line before it.
    indent = line.left - margins.left
    shift = indent - (last.left - upper.left)
    centred = abs((line.left + line.right) / 2 - (margins.left + margins.right) / 2) < 8 and indent > 2 * _INDENT
    if (
        not turned
        and line.bottom - last.bottom > margins.leading * _LOOSE
        and line.bottom - last.bottom > 1.9 * line.height
    ):
        return small and full and not closed
    if label is not None:
        wrapped = full and not closed and (label.rank == BULLET or bool(_COUNT_BEFORE.search(last.text)))
        return wrapped and indent < _INDENT
    if centred and turned:
        return False
    if centred and abs(last.centre - upper.left - (line.centre - margins.left)) < 8:
        return _same_face(last, line) and not (closed and last.text[-1] != "”")
    if last.bold != line.bold and not small and (last.bold and not full):
        return False
    if last.text.isupper() != line.text.isupper() and not small and not full:
        return False
    if indent > _INDENT and shift > _INDENT:  # an indent opens a paragraph, unless it hangs from a label
        return _hangs(before[0], line) or (small and not closed and full)
    if indent > _INDENT and abs(shift) <= _ALIGNED and len(before) == 1:
        return full and (not closed and (small or last.text[-1] == ","))
    if not full:
        return small and not closed and room < 0.5 * (upper.right - upper.left)
    if turned and closed and not small:
        return last.text[-1] in ';"”' and False
    return True


def _same_face(last: Line, line: Line) -> bool:
    # On a picture a line is as high as the letters that happen to stand on it.
    apart = 0.12 if line.words[0].sure is None else 0.45
    return (
        last.bold == line.bold
        and last.text.isupper() == line.text.isupper()
        and abs(last.height - line.height) < apart * line.height
    )


def _hangs(first: Line, line: Line) -> bool:
    """Whether a line begins under the first word after the label of its paragraph."""
    return label_of(first.text) is not None and len(first.words) > 1 and abs(first.words[1].left - line.left) < _ALIGNED


def cell_paragraphs(lines: list[Line], right: float) -> list[list[Line]]:
    """The paragraphs of a table cell: narrow, so that only a label or the end of a sentence parts its lines."""
    out: list[list[Line]] = []
    for line in lines:
        if out:
            last = out[-1][-1]
            label = label_of(line.text)
            capital = not line.text[0].islower()
            first_word = line.words[0].right - line.words[0].left
            full = right - _CELL_PADDING - last.right < first_word + 0.3 * line.height
            starts = (label is not None and (last.text[-1] in ".;:" or (label.rank >= BULLET and not full))) or (
                last.text[-1] in ".;" and capital and not full
            )
            if not starts:
                out[-1].append(line)
                continue
        out.append([line])
    return out


def column_paragraphs(lines: list[Line]) -> list[list[Line]]:
    """The paragraphs of one side of a letterhead or foot: each line its own, unless it goes on an item or a subject."""
    out: list[list[Line]] = []
    for line in lines:
        if out and _continues_in_column(out[-1], line):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _continues_in_column(before: list[Line], line: Line) -> bool:
    if label_of(line.text) is not None or line.top - before[-1].bottom > 0.9 * line.height:
        return False
    first, last = before[0].text, before[-1].text
    if re.search(r"(?:V/v|v/v|Về việc)\b", first) or line.text[0].islower():
        return True
    # "Thành phố Hồ Chí Minh, ngày 25 tháng / 11 năm 2025"; "… CHỦ NGHĨA VIỆT / NAM"
    if re.search(r"\bng[àa]y\b(?!.*\bnăm \d{4})", last) or (line.text == "NAM" and last.endswith("VIỆT")):
        return True
    if first[0] in "-–+•*" and before[-1].text[-1] not in ";.":
        return True
    # "ỦY BAN NHÂN DÂN THÀNH PHỐ / CẦN THƠ", but "TM. ỦY BAN NHÂN DÂN TỈNH / CHỦ TỊCH"
    if _KIND_OF_PLACE.search(last) and _NAME_OF_PLACE.fullmatch(line.text) and not _FOR.match(first):
        return True
    # "BỘ NÔNG NGHIỆP / VÀ MÔI TRƯỜNG" is one name on two lines, "TM. CHÍNH PHỦ / KT. THỦ TƯỚNG" are two lines
    return bool(re.match(r"VÀ ", line.text)) and line.text.isupper()


@dataclass(frozen=True, slots=True)
class Placed:
    """A word at its place in a paragraph's text."""

    start: int
    end: int
    word: Word
    page: int


def joined(lines: Sequence[Line], right: float | None = None) -> tuple[str, list[Placed]]:
    """The text of a paragraph, its wraps mended, and where each word stands in it. `right` is the edge of its cell."""
    parts: list[str] = []
    placed: list[Placed] = []
    length = 0
    last = ""
    before: Line | None = None
    for line in lines:
        for index, word in enumerate(line.words):
            text = word.text
            # OCR may see a space after a dash anywhere, not at the end of a line only.
            breaks = index == 0 or (word.sure is not None and _OCR_BREAKS.search(last))
            whole = breaks and _is_one_word(last, text)
            if index == 0 and before is not None and right is not None:
                whole = whole or _is_cut(before, line, right)
            if parts and not whole:
                parts.append(" ")
                length += 1
            parts.append(text)
            placed.append(Placed(length, length + len(text), word, line.page))
            length += len(text)
            last = text
        before = line
    return "".join(parts), placed


def _is_cut(before: Line, line: Line, right: float) -> bool:
    """Whether a cell was too narrow for a number, which was then cut where the cell ends: "118/2025/N" and "Đ-CP".

    Such a number begins its line and fills it, and what follows could not be a word of its own.
    """
    last, following = before.words[-1].text, line.words[0].text
    if len(before.words) > 1 or right - _CELL_PADDING - before.right > _CUT_ROOM * line.height:
        return False
    if _CUT_DATE.search(last):
        return bool(_REST_OF_DATE.match(following))
    if _CUT_SIGN.search(last) and _REST_OF_SIGN.fullmatch(following):
        return not _WHOLE_SIGN.search(last)
    begun, rest = _LAST_LETTERS.search(last), _FIRST_LETTERS.match(following)
    if begun is None or rest is None or is_syllable(rest[0]):
        return False
    return is_syllable(begun[0] + rest[0])  # "5%/nă" and "m"


def _is_one_word(last: str, following: str) -> bool:
    if _DATE_BREAKS.search(last) and following[0].isdigit():
        return True
    return bool(_NUMBER_BREAKS.search(last)) and len(last) > 1 and bool(_NUMBER_GOES_ON.match(following))
