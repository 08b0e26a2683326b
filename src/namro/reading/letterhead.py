"""The letterhead: place and date, number, kind and subject of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from namro.reading.dates import iso_day
from namro.reading.document_kinds import KINDS, TITLES, title_in
from namro.reading.lexicon import pattern, words
from namro.reading.model import Block, Source, Span

_of_heads = partial(pattern, "head_words")

_SCANNED = 60  # blocks; a letterhead ends well before
_DATE_LINES = 30  # lines among which the place and date stand
_DATE_REACH = 160  # code points of a line; a longer one is a sentence, and a date deep in it is another
_NUMBER_LINES = 24
_SUBJECT_LINES = 6  # lines that a subject takes at most
_SHORT_SUBJECT = 60  # code points; a longer subject in small letters takes one line
KIND_LINE = re.compile(rf"(?P<kind>{KINDS})(?P<rest>[ :].*)?$")
# "Số: 12/CT-UBND", "Luật số 58/2024/QH15"
_NUMBER = re.compile(
    r"(?:luật )?số ?[:;.]? ?(?P<number>\d{1,5}[a-z]?(?:\.\d+)? ?[/\-] ?[\wđ/&.\-]+(?: ?[-/] ?[\wđ&.\-]+)*)"
)
# "$6:990/TB-BYT": "Số" as a scan may read it
_SCANNED_NUMBER = re.compile(r"(?<!\S)[s$]\S{0,2} ?[:;] ?(?P<number>\d{1,5}[a-z]?/[a-zđ]{2,6}(?:-[\wđ]{2,10})*)(?!\S)")
_SCANNED_LINES = 6
_UNNUMBERED = re.compile(r"số ?: ?\W{0,30}[/-][a-zđ]")  # "Số:      /KH-UBND", not filled in yet
_CITES = re.compile(rf"(?:{_of_heads('cites_number')}) $")  # "Kế hoạch " "số 5/KH-UBND": another document's
_AFTER_NUMBER = re.compile(r"\s+(?=[A-ZĐ]{3}|V/v|[A-ZĐ][a-zà-ỹ])")  # "12/UBND-VX" + " V/v ..." on one line
# "Thái Nguyên, ngày 10 tháng 3 năm 2025"
_PLACE_DATE = re.compile(
    r"(?P<place>[^\d,;:|]{2,40}?) ?, ?ngày ?(?P<day>\d{1,2}|[^\d ]{1,4})? ?tháng ?(?P<month>[\d ]{1,3}|[^\d ]{1,4})?"
    r" ?năm ?(?P<year>\d{4})"
)
_BEFORE_PLACE = re.compile(r"^.*(?:NAM|phúc|UBND|TTg|CP|\d)\s+")  # the rest of the letterhead run into the same line
MOTTO = re.compile(
    r"c[ộo]ng h[òo]a x[ãa] h[ộo]i|độc lập ?- ?tự do|đảng cộng sản việt nam|\d+ ?$|thời gian ký|ký bởi|ky bởi"
)
_ABOUT = re.compile(r"v/v:? ?")
# words with which the body begins, and no subject: "Căn cứ Luật ...", "Ngày 5 tháng 3 ..."
_BODY_OPENING = re.compile(rf"(?:{_of_heads('body_opening')})|(?:xét|theo|để|trong|qua) |(?:năm|ngày) \d")
_ISSUING = re.compile(rf"(?:{_of_heads('issuing')})|(?:{_of_heads('issuing_alone')})[ :.]*$")
# "... (SỬA ĐỔI)" + " CHÍNH PHỦ", "... ĐẾN NĂM 2030" + " THỦ TƯỚNG CHÍNH PHỦ"
_THEN_ISSUING = re.compile(
    r"(?P<before>\S+) (?P<issuing>CHÍNH PHỦ|THỦ TƯỚNG CHÍNH PHỦ"
    r"|(?:CHỦ TỊCH )?[ỦU][YỶ] BAN NHÂN DÂN (?:TỈNH|THÀNH PHỐ) [^a-z,;]{2,30})$"
)
# "... QUYẾT ĐỊNH CỦA" + " THỦ TƯỚNG CHÍNH PHỦ": of the subject
_TELLS_WHOSE = frozenset(words("head_words", "tells_whose"))
_FIRST_ITEM = re.compile(r"(?:[ivx]+|\d+)[.)] |điều |\(?kèm theo|\(?ban hành")


@dataclass(frozen=True, slots=True)
class Line:
    """A block near the start, as written and folded."""

    block: Block
    text: str
    low: str


class DateLine(NamedTuple):
    """Where and when the document was issued; `at` is the index of the line, -1 for none."""

    place: str | None = None
    issued_on: str | None = None  # ISO date; None for a day not filled in
    span: Span | None = None
    at: int = -1


class NumberLine(NamedTuple):
    """The document's number; `at` is the index of the line where it stands or is left blank, -1 for none."""

    number: str | None = None
    span: Span | None = None
    at: int = -1


class Title(NamedTuple):
    """What the document is and is about; `body` is the index of the first line of the body."""

    kind: str | None
    subject: str | None
    span: Span | None  # of the subject
    body: int


def first_lines(source: Source, folded: str) -> list[Line]:
    """The lines among which a letterhead stands."""
    return [Line(b, source.text[b.start : b.end], folded[b.start : b.end]) for b in source.blocks[:_SCANNED]]


def date_line(lines: list[Line]) -> DateLine:
    """The first line that tells a place and a date."""
    for index, line in enumerate(lines[:_DATE_LINES]):
        low = line.low[:_DATE_REACH]
        if "tháng" not in low or "năm" not in low:  # nearly no line tells a date, and its pattern is slow to tell so
            continue
        found = _PLACE_DATE.search(low)
        if not found or (len(line.low) > _DATE_REACH and found.start() > 60):  # a date in a sentence
            continue
        place = _BEFORE_PLACE.sub("", line.text[found.start("place") : found.end("place")]).strip(" *|-_.")
        day, month = found["day"] or "", (found["month"] or "").replace(" ", "")
        issued = iso_day(day, month, found["year"]) if day.isdigit() and month.isdigit() else None
        span = Span(line.block.start + found.start("place"), line.block.start + found.end())
        return DateLine(place or None, issued, span, index)
    return DateLine()


def number_line(lines: list[Line]) -> NumberLine:
    """The first line that tells the document's own number, or leaves it blank."""
    for index, line in enumerate(lines[:_NUMBER_LINES]):
        low, holder, shift = line.low, line, 0
        if low.rstrip(" :") == "số" and index + 1 < len(lines):  # the number stands in the next line or cell
            holder = lines[index + 1]
            low, shift = f"số: {holder.low}", len("số: ")
        found = _own_number(line, low)
        if found:
            start, end = found.start("number") - shift, found.end("number") - shift
            number = re.sub(r"\s+", "", _AFTER_NUMBER.split(holder.text[start:end])[0]).rstrip(".,;-/")
            if re.search(r"[A-ZĐ]", number) and re.search(r"[/\-]", number):
                return NumberLine(number, Span(holder.block.start + start, holder.block.start + end), index)
        if _UNNUMBERED.match(low):
            return NumberLine(at=index)
    for index, line in enumerate(lines[:_SCANNED_LINES]):
        if found := _SCANNED_NUMBER.search(line.low):
            span = Span(line.block.start + found.start("number"), line.block.start + found.end("number"))
            return NumberLine(line.text[found.start("number") : found.end("number")], span, index)
    return NumberLine()


def _own_number(line: Line, low: str) -> re.Match[str] | None:
    found = _NUMBER.match(low)
    if not found and len(low) < 400 and "căn cứ" not in low and "thực hiện" not in low[:12]:
        found = _NUMBER.search(low)
    if not found or (line.block.table is None and found.start() > 60) or _CITES.search(low, 0, found.start()):
        return None
    return found


def title_of(lines: list[Line], at_number: int, at_date: int) -> Title:
    """The kind, the subject (trích yếu), and where the body begins; `at_...` are the lines of number and date."""
    for index, line in enumerate(lines):
        words = line.low.strip(" .:*_")
        stands_out = line.text.isupper() or line.text.istitle() or line.block.emphasis or len(lines) < 4
        if stands_out and (kind := title_in(words)):
            subject, span, body = _subject_after(lines, index + 1)
            return Title(kind, subject, span, body)
        if (found := KIND_LINE.match(words)) and found["rest"] and _is_title_line(line, found["kind"]):
            # "QUYẾT ĐỊNH V/V BAN HÀNH ...", "KẾT LUẬN CỦA ...": the kind stands in one line with the subject
            start = found.start("rest") + 1
            subject = line.text[start:].strip()
            span = Span(line.block.start + start, line.block.end)
            return Title(found["kind"], *_without_issuing(subject, span), index + 1)
    head_end = max(at_number, at_date)
    for index, line in enumerate(lines[:_DATE_LINES]):
        if about := _ABOUT.search(line.low):  # a letter: "V/v triển khai ..." under its number
            span = Span(line.block.start + about.end(), line.block.end)
            body = max(_past_table(lines, index + 1), min(max(head_end, 0), 20))
            return Title(None, *_without_issuing(line.text[about.end() :].strip(), span), body)
    return Title(None, None, None, _past_table(lines, head_end + 1))


def _is_title_line(line: Line, kind: str) -> bool:
    return kind in TITLES and line.text[: len(kind)].isupper() and line.block.table is None


def _past_table(lines: list[Line], at: int) -> int:
    while at < len(lines) and lines[at].block.table is not None:
        at += 1
    return at


def _subject_after(lines: list[Line], at: int) -> tuple[str | None, Span | None, int]:
    """The subject stands in the paragraphs after the kind, up to the first sentence of the body."""
    taken: list[Line] = []
    capitals = at < len(lines) and lines[at].text.isupper()
    for line in lines[at : at + _SUBJECT_LINES]:
        if line.block.table is not None or MOTTO.match(line.low):
            break
        if taken:
            if _ends_subject(line, capitals):
                break
        elif line.low[-1:] == ":" or (_BODY_OPENING.match(line.low) and not line.text.isupper()):
            break
        taken.append(line)
        length = sum(len(one.text) + 1 for one in taken) - 1
        if len(taken) > 1 and length > _SHORT_SUBJECT and not capitals and not line.block.emphasis:
            break
    if not taken:
        return None, None, at
    span = Span(taken[0].block.start, taken[-1].block.end)
    subject = " ".join(line.text for line in taken).strip(" _*")
    return *_without_issuing(subject, span), at + len(taken)


def _without_issuing(subject: str, span: Span) -> tuple[str, Span]:
    """A subject without the line of who issues, in capitals, where that was joined to it."""
    found = _THEN_ISSUING.search(subject)
    if found is None:
        return subject, span
    before = found["before"]
    is_of_it = found["issuing"] == "CHÍNH PHỦ" or before[-1] in ",-" or before.lower() in _TELLS_WHOSE
    if is_of_it and before[-1] not in ')”"':
        return subject, span
    end = found.end("before")
    return subject[:end], Span(span.start, span.end - len(subject) + end)


def _ends_subject(line: Line, capitals: bool) -> bool:
    """Whether a line after the first of a subject is no more of it."""
    return bool(
        (capitals and not line.text.isupper())
        or line.low[-1] in ".;:"
        or _ISSUING.match(line.low)
        or _BODY_OPENING.match(line.low)
        or _FIRST_ITEM.match(line.low)
    )
