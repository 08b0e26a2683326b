"""Lines joined into whole paragraphs, across hard wraps, pages and footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from namro.reading.document_kinds import TITLES
from namro.reading.labels import LETTER, Label, label_of
from namro.reading.lexicon import alternation, words
from namro.reading.sources.plain.lines import PAGE_NUMBER, Line

HIGH_DIGITS = frozenset("¹²³⁴⁵⁶⁷⁸⁹")
_OPENS_NOTE = HIGH_DIGITS | {"["}
NOTE = re.compile(r"(?:\[(\d{1,3})\]|([¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]?))\s*")  # "[1] Theo Quyết định ...", "² ..."
_LABEL_ALONE = re.compile(r"(?:[IVXL]+|\d+(?:\.\d+)*|[a-zđ])[.)]$")
_LABEL_LENGTH = 8  # code points: a line as short may be a label alone
_UNIT_ALONE = re.compile(r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều)$")  # its number stands in the next line
_UNIT_NUMBER = re.compile(r"(?:\d{1,3}[a-zđ]?|[IVXL]+|thứ \w+)\b")
_PAGE_NUMBER_LENGTH = 10
_BEFORE_NUMBER = re.compile(
    r"(?:ngày|tháng|năm|khoản|điểm|số|quý|cấp độ|giai đoạn|nhóm|loại|hạng|mức|\d|và)$"
)  # "tháng" + "2. ..." of a wrapped line
# no paragraph ends so: "... của Thanh tra Chính phủ[3]," + "UBND tỉnh ...", "báo cáo về" + "Ban Chỉ huy ..."
_LEFT_OPEN = re.compile(r",$|(?<!\w)(?:và|của|về|cho|với|tại|theo|các|những|từ|đến|hoặc|do|là|để|trong|thuộc)$")
_LAST_WORD = 8  # code points: none of these words is longer, and to search the whole line would take time
_SHORT_LAST_LINE = 0.75  # of a full line
_SHORT_HEADING = 0.7  # the same
_VERBS = alternation(word[0].upper() + word[1:] for word in words("predicates", "verb") if " " in word)
_ORDER = re.compile(rf"(?:{_VERBS})(?!\w)")  # "Phối hợp", "Xây dựng"
_ADDRESSES = " điện:"
_INTRODUCES = ("như sau:", "sau đây:", "sau:")
_WHOLE_HEADING = 150  # code points; a longer paragraph without an end was cut by a page or a footnote
_MANY_LINES = 40
_ENDLESS = 10_000  # the width of a text that was not wrapped
# titles that stand in a line of their own: "CHỈ THỊ", "PHỤ LỤC"
_TITLE_LINES = frozenset(
    title.upper()
    for title in (
        *TITLES,
        *words("head_words", "line_of_its_own"),
    )
)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and the cell that they stand in."""

    lines: list[Line]
    row: int | None = None
    column: int | None = None
    table: int | None = None

    @property
    def text(self) -> str:
        """The lines as one. A number broken at its dash or stroke is one word: "182/2024/NĐ-" + "CP"."""
        if not self.lines:
            return ""
        text = self.lines[0].text
        for line in self.lines[1:]:
            text += line.text if _breaks_number(text, line.text) else " " + line.text
        return text


def _breaks_number(before: str, after: str) -> bool:
    """Whether a line ends inside a document's number that the next goes on with: "182/2024/NĐ-" + "CP"."""
    if before[-1] not in "-/" or len(before) < 2 or not after[0].isupper():
        return False
    return before[-2].isupper() or (before[-2].isdigit() and after[:2].isupper())


@dataclass(frozen=True, slots=True)
class Shape:
    """How the lines of a file were broken."""

    wrapped: bool
    width: int  # a line of about this many code points is full
    spaced: bool  # empty lines part the paragraphs

    @classmethod
    def of(cls, lines: list[Line]) -> Shape:
        """The shape told by the lengths of the longer lines and by how many are empty."""
        lengths = sorted(len(line.text) for line in lines if len(line.text) > 40)
        if len(lengths) < 4:
            return cls(wrapped=False, width=_ENDLESS, spaced=True)
        empty = sum(not line.text for line in lines)
        full = sum(bool(line.text) and not line.bar for line in lines)
        nearly, median = lengths[int(len(lengths) * 0.9)], lengths[len(lengths) // 2]
        wrapped = lengths[int(len(lengths) * 0.95)] <= 115 and median <= 100
        # a few notes that were not: in the text of a PDF they stand in lines of their own
        wrapped = wrapped or (len(lengths) >= _MANY_LINES and nearly <= 90 and median >= 60)
        width = nearly if wrapped else _ENDLESS
        return cls(wrapped=wrapped, width=width, spaced=empty > 0.1 * full)


def join_lines(lines: list[Line], shape: Shape) -> list[Paragraph]:
    """Whole paragraphs. A footnote in mid-sentence is set after the paragraph that it broke."""
    out: list[Paragraph] = []
    notes: list[Paragraph] = []
    blank = furniture = False  # what stood since the last line of words
    for line in lines:
        furniture |= line.gap
        if not line.text:
            blank = True
            continue
        if len(line.text) < _PAGE_NUMBER_LENGTH and _is_page_number(line, shape) and (blank or furniture):
            furniture = True
            continue
        if (
            line.text[0] in _OPENS_NOTE
            and NOTE.match(line.text)
            and (blank or furniture or not out or out[-1].lines[-1].closed)
        ):
            notes.append(Paragraph([line]))
        elif notes and not blank and not furniture and not label_of(line.text):
            notes[-1].lines.append(line)
            continue
        elif out and _goes_on(out[-1].lines, line, shape, blank=blank, broken=bool(notes) or furniture):
            out[-1].lines.append(line)
        else:
            out += notes
            notes = []
            out.append(Paragraph([line]))
        blank = furniture = False
    return out + notes


def _is_page_number(line: Line, shape: Shape) -> bool:
    return shape.wrapped and PAGE_NUMBER.match(line.text) is not None


def _goes_on(before: list[Line], line: Line, shape: Shape, *, blank: bool, broken: bool) -> bool:
    """Whether `line` belongs to the paragraph that ends with `before`."""
    last = before[-1]
    if last.text.endswith("./."):  # so ends the body of a document
        return False
    if not blank and len(before) == 1 and _UNIT_ALONE.match(last.text):
        return _UNIT_NUMBER.match(line.text) is not None
    if label := label_of(f"{line.text} x" if _is_label(line.text) else line.text):
        return not blank and _only_looks_labelled(label, last, line, shape)
    if last.text in _TITLE_LINES or line.text in _TITLE_LINES:
        return False
    if _is_label(last.text):
        return True
    if (blank or broken) and last.closed:
        return False
    first = line.text[0]
    small = first.islower() or first in ',;)%“"(' or (first.isdigit() and not last.closed)
    same_face = _is_capitals(last.text) == _is_capitals(line.text)
    if blank or broken:
        if not same_face:
            return False
        if small:
            return not _is_bold_heading(before)
        if shape.wrapped and last.text[-1] != "," and _LEFT_OPEN.search(last.text, max(0, len(last.text) - _LAST_WORD)):
            return not last.bold and not line.bold
        return broken and sum(len(one.text) for one in before) > _WHOLE_HEADING
    if _breaks_number(last.text, line.text):
        return True
    if not shape.wrapped:
        return small and not last.closed
    if small or _LEFT_OPEN.search(last.text, max(0, len(last.text) - _LAST_WORD)):
        return True
    # "**3. Sở Văn hóa, Thể thao và" + "Du lịch:** Phối hợp ...", "**THỦ" + "TƯỚNG CHÍNH PHỦ điện:**"
    if last.runs_on and (same_face or line.text.endswith(_ADDRESSES)):
        return True
    if (last.bold and not line.bold) or not same_face:
        return False
    if shape.spaced:
        return not _ends_paragraph(before, shape)
    if len(before) == 1 and not last.closed and _is_short_heading(last, shape) and _ORDER.match(line.text):
        return False
    full = _is_full(last, line, shape)
    if last.closed:
        return last.text[-1] not in ";:" and full and len(before) > 1
    return full or len(before) == 1


def _ends_paragraph(before: list[Line], shape: Shape) -> bool:
    """Whether a paragraph is over though no empty line parts it from the next: "... như sau:", or a last short line."""
    last = before[-1]
    if last.text.endswith(_INTRODUCES):
        return True
    if len(before) == 1:  # the first line of a paragraph is often short in a text that was copied from a page
        return False
    return last.text[-1] in ".;:/" and len(last.text) < shape.width * _SHORT_LAST_LINE


def _is_short_heading(line: Line, shape: Shape) -> bool:
    """Whether a numbered line ends long before the others do: "3. Điện lực tỉnh" over "Bảo đảm cấp điện ..."."""
    if len(line.text) > shape.width * _SHORT_HEADING:
        return False
    label = label_of(line.text)
    return label is not None and label.rank < LETTER


def _is_label(text: str) -> bool:
    """Whether a line is a label alone: "1.", "II."."""
    return len(text) < _LABEL_LENGTH and _LABEL_ALONE.match(text) is not None


def _only_looks_labelled(label: Label, last: Line, line: Line, shape: Shape) -> bool:
    """A wrapped line may begin with a dash or a number that is no label: "Thái Nguyên" + "- Lạng Sơn"."""
    if last.closed or last.bold or last.text[-1] == "," or not _is_full(last, line, shape):
        return False
    return label.printed == "-" or _BEFORE_NUMBER.search(last.text) is not None


def _is_full(last: Line, line: Line, shape: Shape) -> bool:
    """Whether the first word of `line` would hardly have found room in the line before."""
    first_word = line.text.split(" ", 1)[0]
    return len(last.text) + 1 + len(first_word) > shape.width * (0.97 if last.closed else 0.85)


def _is_capitals(text: str) -> bool:
    """Whether a line is set in capitals, as titles are."""
    return text.isupper() and len(text) > 2


def _is_bold_heading(lines: list[Line]) -> bool:
    return all(line.bold for line in lines) and label_of(lines[0].text) is not None
