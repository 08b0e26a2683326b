"""Who issued a document, from the capitals of its letterhead: "ỦY BAN NHÂN DÂN", "TỈNH NGHỆ AN"."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from namro.reading.document_kinds import TITLES
from namro.reading.letterhead import KIND_LINE, MOTTO, Line, Title
from namro.reading.lexicon import pattern, rows, words
from namro.reading.model import Span

_of_heads = partial(pattern, "head_words")

_OFFICE = re.compile(rf"(?:{_of_heads('issuer')})(?!\w)")
_PLACE = re.compile(rf"(?:{_of_heads('place')})(?!\w)")
_MOTTO_BESIDE = re.compile(r"\s*c[ộo]ng h[òo]a")  # the right column, run into the same line
_CENTRE = "ban chấp hành trung ương"  # above an office of the Party's centre, whose name it completes
_GOES_ON = re.compile(r"và |trung ương(?! đảng)")  # "BỘ VĂN HÓA, THỂ THAO" + "VÀ DU LỊCH"
_UPPER_BODIES = frozenset(words("head_words", "upper_body"))
_PHRASE = re.compile(rf"(?:{_of_heads('phrase')})(?!\w)")
_WRITTEN = {row["word"]: row["written"] for row in rows("head_words") if row["class"] == "phrase" and row["written"]}
# "Chủ tịch UBND tỉnh" in the first sentences, where the letterhead is lost
_IN_BODY = re.compile(r"(?:chủ tịch )?(?P<issuer>(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố)(?: [A-ZĐ]\w+)*)")
_SENDS = re.compile(r"(?P<issuer>[^:;.\n]{4,60}) điện ?:$")
_BODY_SCANNED = 4000  # code points
# where the letterhead is lost, too: "TM. CHÍNH PHỦ" at the foot, "Văn phòng Chính phủ thông báo để ..." at the end, "Bộ
# Chính trị, Ban Bí thư kết luận như sau:" at the start
_CENTRAL_BODY = rf"(?:{_of_heads('central_body')})"
_CENTRAL = rf"{_CENTRAL_BODY}(?:, {_CENTRAL_BODY})*"
# (what stands before is asked after the first letters: a search leaps to these)
_SIGNS = re.compile(rf"tm(?:(?<=\ntm)|(?<=\| tm))\.? (?P<issuer>{_CENTRAL})(?=\n| \||$| kt)")
_GIVES_NOTICE = re.compile(
    r"(?P<issuer>văn phòng (?:(?<=\nvăn phòng )|(?<=[.|] văn phòng ))[^,;:.\n]{4,60}?) (?:xin |trân trọng |kính )?"
    r"thông báo (?:để|đến|tới|cho)(?!\w)"
)
_CONCLUDES = re.compile(rf"(?<!\w)(?P<issuer>{_CENTRAL}) (?:kết luận|có ý kiến|quyết nghị)(?: như)?(?: sau)?:\n")
# "CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ " before what the document is about
_OF_WHOM = re.compile(rf"của (?P<issuer>{_CENTRAL}) (?=về )")


class Owned(NamedTuple):
    """A title parted from the words that tell whose the document is, and these, as one readable name."""

    title: Title
    issuer: str | None


def owned(title: Title) -> Owned:
    """A title whose subject may open with the issuer: "CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ VỀ ..."."""
    whose = _OF_WHOM.match(title.subject.lower()) if title.subject and title.span else None
    if whose is None or title.subject is None or title.span is None:
        return Owned(title, None)
    name = title.subject[whose.start("issuer") : whose.end("issuer")]
    span = Span(title.span.start + whose.end(), title.span.end)
    return Owned(title._replace(subject=title.subject[whose.end() :], span=span), _readable([name], None))


def issuer_of(
    lines: list[Line], body: int, text: str, folded: str, place: str | None, *, told: str | None = None
) -> str | None:
    """The last office named in the left of the letterhead, as one readable name; else the one that the title told,
    or one that the body names.

    `body` is the index of the first line of the body, `place` where the document was issued.
    """
    parts = _offices(lines[: max(body, 4)])
    if parts:
        return _readable(parts, place)
    for line in lines:  # a telegram without its letterhead: "Thủ tướng Chính phủ điện:"
        if (sends := _SENDS.match(line.low)) and _OFFICE.match(line.low):
            name = line.text[: sends.end("issuer")]
            return _readable([name], place) if name.isupper() else name
    if told:
        return told
    for speaks, end in ((_SIGNS, len(folded)), (_GIVES_NOTICE, len(folded)), (_CONCLUDES, _BODY_SCANNED)):
        if itself := speaks.search(folded, 0, end):
            name = text[itself.start("issuer") : itself.end("issuer")]
            return _readable([name], place) if name.isupper() else name
    found = _IN_BODY.search(folded[:_BODY_SCANNED])
    if not found:
        return None
    name = text[found.start("issuer") : found.end("issuer")]
    if place and len(name.split()) <= 3 and place.lower() not in name.lower():
        return f"{name} {place}"
    return name


def _offices(lines: list[Line]) -> list[str]:
    """The lines of the letterhead that name the office, from the top."""
    parts: list[str] = []
    for line in lines:
        low = line.low.strip(" -_*")
        if MOTTO.search(low) and line.block.column != 0:
            low = _MOTTO_BESIDE.split(low)[0].strip(" -_")
        if not low or low.startswith("số") or ", ngày" in low:
            if parts:
                break
            continue
        if KIND_LINE.match(low) and low in TITLES:
            break
        if line.block.table is not None and line.block.column not in (0, None):
            continue
        written = line.text[: len(low)]
        if written.upper() != written or len(low) > 120:
            if parts:
                break
        elif parts and (_GOES_ON.match(low) or parts[-1].endswith(",")):
            parts[-1] += " " + written.strip(" -_*")
        elif _OFFICE.match(low):
            parts.append(written.strip(" -_*"))
        elif parts:
            break
    return parts


def _readable(parts: list[str], place: str | None) -> str:
    """ "ỦY BAN NHÂN DÂN", "TỈNH NGHỆ AN" -> "Ủy ban nhân dân tỉnh Nghệ An"; of two offices the lower one issued it."""
    joined: list[str] = []
    for part in parts:
        if joined and _PLACE.match(part.lower()) and joined[-1].lower() in _UPPER_BODIES:
            joined[-1] += " " + part
        else:
            joined.append(part)
    name = joined[-1]
    if len(joined) > 1 and joined[-2].lower() == _CENTRE and "trung ương" not in name.lower():
        name += " trung ương đảng" if name.lower() == "văn phòng" else " trung ương"
    if len(joined) > 1 and name.lower().startswith(("tỉnh", "thành phố")) and len(name.split()) < 5:
        name = " ".join(joined)
    return _in_small_letters(name, place)


def _in_small_letters(name: str, place: str | None) -> str:
    """Capitals of a letterhead as running text: common words small, names of places each word with a capital."""
    low = name.lower()
    out: list[str] = []
    at = 0
    while at < len(low):
        if found := _PHRASE.match(low, at):
            phrase, at = found[0], found.end()
            of_place = phrase == "thành phố" and out and place and low[at:].strip() != "hồ chí minh"
            out.append("thành phố" if of_place else _WRITTEN.get(phrase, phrase[0].upper() + phrase[1:]))
        else:
            stop = low.find(" ", at)
            stop = len(low) if stop < 0 else stop
            out.append(low[at:stop].capitalize())
            at = stop
        while at < len(low) and low[at] == " ":
            at += 1
    return re.sub(r" (?=[,;])", "", " ".join(one for one in out if one))
