"""The document about itself: letterhead, number, place and date, kind, subject, recipients, signature."""

from __future__ import annotations

import re
from dataclasses import dataclass

from namro.reading.dates import iso_day
from namro.reading.lexicon import DOCUMENT_KINDS, KIND_OF_ABBREVIATION
from namro.reading.model import Block, Head, Signer, Source, Span

_SCANNED = 60  # blocks; a letterhead ends well before
_NUMBER = re.compile(
    r"(?:luật )?số ?[:;.]? ?(?P<number>\d{1,5}[a-z]?(?:\.\d+)? ?[/\-] ?[\wđ/&.\-]+(?: ?[-/] ?[\wđ&.\-]+)*)"
)
_UNNUMBERED = re.compile(r"số ?: ?\W{0,30}[/-][a-zđ]")
_PLACE_DATE = re.compile(
    r"(?P<place>[^\d,;:|]{2,40}?) ?, ?ngày ?(?P<day>\d{1,2}|[^\d ]{1,4})? ?tháng ?(?P<month>[\d ]{1,3}|[^\d ]{1,4})? ?năm ?(?P<year>\d{4})"
)
_KIND = re.compile(rf"(?P<kind>{DOCUMENT_KINDS})(?P<rest>[ :].*)?$")
_TITLES = frozenset({"chỉ thị", "công điện", "quyết định", "nghị quyết", "kế hoạch", "thông báo", "kết luận", "chương trình", "hướng dẫn", "báo cáo",
                     "tờ trình", "quy chế", "quy định", "đề án", "phương án", "kế hoạch hành động", "chương trình hành động", "luật", "nghị định",
                     "thông tư", "thông báo kết luận", "thông tri"})  # fmt: skip
_MOTTO = re.compile(
    r"c[ộo]ng h[òo]a x[ãa] h[ộo]i|độc lập ?- ?tự do|đảng cộng sản việt nam|\d+ ?$|thời gian ký|ký bởi|ky bởi"
)
_ABOUT = re.compile(r"v/v:? |về việc |v/v")
_ISSUER_LINE = re.compile(
    r"(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|bộ|văn phòng|chính phủ|thủ tướng chính phủ|sở|tỉnh|thành phố|ban|cục|tổng cục|ngân hàng|bảo hiểm|"
    r"thanh tra|quốc hội|ủy ban|tỉnh ủy|thành ủy|đảng ủy|kho bạc|chi cục|viện|trường|đại học|hội|huyện|xã|phường|công an|chủ tịch)(?!\w)"
)
_BODY_ISSUER = re.compile(r"(?:chủ tịch )?(?P<issuer>(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố)(?: [A-ZĐ]\w+)*)")
_LAWFUL = re.compile(
    r"căn cứ|thực hiện|xét |theo |trên cơ sở|nhằm|để |trong |thời gian|năm \d|kính gửi|chủ tịch|ngày \d|sau khi|tiếp theo|triển khai|vừa qua|hiện nay|tiếp tục|qua "
)
_RECIPIENTS = re.compile(r"n[ơo]i nh[ậa]n ?:?")
_FILE_COPY = re.compile(r"-? ?lưu ?:|lưu vt|lưu:|-? ?lưu ")
_OFFICE_LINE = re.compile(
    r"(?:(?:tm|kt|tl|tuq|q)\.? .+|(?:phó )?(?:chủ tịch|thủ tướng|bộ trưởng|thứ trưởng|giám đốc|chánh văn phòng|chủ nhiệm|cục trưởng|tổng cục trưởng|trưởng ban|viện trưởng|bí thư)[\w ,]*)$"
)
_CAPITAL_WORD = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_PERSON = re.compile(rf"(?:[{_CAPITAL_WORD}][\w.]*\s?){{2,5}}$")


@dataclass(frozen=True, slots=True)
class _Line:
    block: Block
    text: str
    low: str


def find_head(source: Source, folded: str) -> tuple[Head, int]:
    """The head, and the index of the first block of the body."""
    lines = [_Line(b, source.text[b.start : b.end], folded[b.start : b.end]) for b in source.blocks[:_SCANNED]]
    spans: dict[str, Span] = {}
    place, issued_on, at_date = _place_and_date(lines, spans)
    number, at_number = _number(lines, spans)
    kind, subject, body = _kind_and_subject(lines, spans, at_number, at_date)
    issuer = _issuer(lines, body, folded, source.text, place, kind)
    if kind is None and number:
        kind = _kind_of_number(number)
    recipients, signer = _foot(source, folded, spans)
    if kind is None and any(line.low.startswith("kính gửi") for line in lines):
        kind = "công văn"
    head = Head(
        kind=kind,
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        place=place,
        subject=subject,
        signer=signer,
        recipients=tuple(recipients),
        spans=spans,
    )
    return head, body


def _place_and_date(lines: list[_Line], spans: dict[str, Span]) -> tuple[str | None, str | None, int]:
    for index, line in enumerate(lines[:30]):
        found = _PLACE_DATE.search(line.low)
        if not found or (len(line.low) > 160 and found.start() > 60):
            continue
        place = line.text[found.start("place") : found.end("place")]
        place = re.sub(r"^.*(?:NAM|phúc|UBND|TTg|CP|\d)\s+", "", place).strip(" *|-_.")
        day, month = found["day"] or "", (found["month"] or "").replace(" ", "")
        issued = iso_day(day, month, found["year"]) if day.isdigit() and month.isdigit() else None
        spans["issued_on"] = Span(line.block.start + found.start("place"), line.block.start + found.end())
        return place or None, issued, index
    return None, None, -1


def _number(lines: list[_Line], spans: dict[str, Span]) -> tuple[str | None, int]:
    for index, line in enumerate(lines[:24]):
        low = line.low
        if low.rstrip(" :") == "số" and index + 1 < len(lines):
            low = "số: " + lines[index + 1].low
            offset = lines[index + 1].block.start - len("số: ")
        else:
            offset = line.block.start
        found = _NUMBER.match(low) or (
            _NUMBER.search(low) if len(low) < 400 and "căn cứ" not in low and "thực hiện" not in low[:12] else None
        )
        if (
            found
            and not (line.block.table is None and found.start() > 60)
            and not re.search(
                r"(?:tờ trình|báo cáo|chỉ thị|quyết định|kế hoạch|nghị quyết|thông báo|luật|nghị định|công điện|văn bản|công văn|kết luận|đề án) $",
                low[: found.start()],
            )
        ):
            start, end = offset + found.start("number"), offset + found.end("number")
            source_line = lines[index + 1] if low.startswith("số: ") and offset != line.block.start else line
            raw = source_line.text[start - source_line.block.start : end - source_line.block.start]
            number = re.split(r"\s+(?=[A-ZĐ]{3}|V/v|[A-ZĐ][a-zà-ỹ])", raw)[0]
            number = re.sub(r"\s+", "", number).rstrip(".,;-/")
            if re.search(r"[A-ZĐ]", number) and re.search(r"[/\-]", number):
                spans["number"] = Span(start, end)
                return number, index
        if _UNNUMBERED.match(low):
            return None, index
    return None, -1


def _kind_and_subject(
    lines: list[_Line], spans: dict[str, Span], at_number: int, at_date: int
) -> tuple[str | None, str | None, int]:
    """The kind, the subject (trích yếu), and where the body begins."""
    start = max(0, min(max(at_number, at_date), 20))
    for index, line in enumerate(lines):
        words = line.low.strip(" .:*_")
        if (
            words in _TITLES
            and (line.text.isupper() or line.text.istitle() or len(lines) < 4 or line.block.emphasis)
            and index >= 0
        ):
            subject, body = _subject_after(lines, index + 1, spans)
            return words, subject, body
        found = _KIND.match(words)
        if (
            found
            and found["kind"] in _TITLES
            and line.text[: len(found["kind"])].isupper()
            and line.block.table is None
            and found["rest"]
        ):
            # "QUYẾT ĐỊNH V/V BAN HÀNH ...", or "KẾT LUẬN CỦA ..." where the kind stands in one line with the subject
            place = Span(line.block.start + found.start("rest") + 1, line.block.end)
            spans["subject"] = place
            return found["kind"], line.text[found.start("rest") + 1 :].strip(), index + 1
    for index, line in enumerate(lines[:30]):
        at = re.search(r"v/v:? ?", line.low)
        if at:
            spans["subject"] = Span(line.block.start + at.end(), line.block.end)
            subject = line.text[at.end() :].strip()
            body = index + 1
            while body < len(lines) and lines[body].block.table is not None:
                body += 1
            return None, subject, max(body, start)
    after_head = max(at_number, at_date) + 1
    while after_head < len(lines) and lines[after_head].block.table is not None:
        after_head += 1
    return None, None, after_head


def _subject_after(lines: list[_Line], at: int, spans: dict[str, Span]) -> tuple[str | None, int]:
    """The subject stands in the paragraphs after the kind, up to the first sentence of the body."""
    taken: list[_Line] = []
    capitals = at < len(lines) and lines[at].text.isupper()
    for line in lines[at : at + 6]:
        if line.block.table is not None or _MOTTO.match(line.low):
            break
        issuing = (
            line.low.strip(" :.") in ("chính phủ", "chính phu", "thủ tướng chính phủ")
            or line.low.startswith("bộ trưởng bộ")
            or line.low.startswith(("thủ tướng chính phủ điện", "chủ tịch ủy ban", "ủy ban nhân dân"))
        )
        if taken and (
            issuing or (capitals and not line.text.isupper()) or _LAWFUL.match(line.low) or line.low[-1] in ".;:"
        ):
            break
        if not taken and ((_LAWFUL.match(line.low) and not line.text.isupper()) or line.low[-1:] == ":"):
            break
        if taken and re.match(r"(?:[ivx]+|\d+)[.)] |điều |\(?kèm theo|\(?ban hành", line.low):
            break
        taken.append(line)
        if (
            not capitals
            and len(" ".join(one.text for one in taken)) > 60
            and not line.block.emphasis
            and len(taken) > 1
        ):
            break
    if not taken:
        return None, at
    spans["subject"] = Span(taken[0].block.start, taken[-1].block.end)
    return " ".join(line.text for line in taken).strip(" _*"), at + len(taken)


def _issuer(lines: list[_Line], body: int, folded: str, text: str, place: str | None, kind: str | None) -> str | None:
    """Who issued the document: the last office named in the left of the letterhead, told as one readable name."""
    parts: list[str] = []
    for line in lines[: max(body, 4)]:
        low = line.low.strip(" -_*")
        if _MOTTO.search(low) and line.block.column != 0:
            low = re.split(r"\s*c[ộo]ng h[òo]a", low)[0].strip(" -_")
        if not low or low.startswith("số") or ", ngày" in low:
            if parts:
                break
            continue
        if _KIND.match(low) and low in _TITLES:
            break
        if line.block.table is not None and line.block.column not in (0, None):
            continue
        if _ISSUER_LINE.match(low) and line.text[: len(low)].upper() == line.text[: len(low)] and len(low) < 120:
            parts.append(line.text[: len(low)].strip(" -_*"))
        elif parts:
            break
    if parts:
        return _readable(parts, place)
    found = _BODY_ISSUER.search(folded[:4000])
    if found:
        name = text[found.start("issuer") : found.end("issuer")]
        if place and len(name.split()) <= 3 and place.lower() not in name.lower():
            return f"{name} {place}"
        return name
    return None


def _readable(parts: list[str], place: str | None) -> str:
    """ "ỦY BAN NHÂN DÂN", "TỈNH NGHỆ AN" -> "Ủy ban nhân dân tỉnh Nghệ An"; of two offices the lower one issued it."""
    joined: list[str] = []
    for part in parts:
        low = part.lower()
        if (
            joined
            and re.match(r"(?:tỉnh|thành phố|huyện|xã|phường|quận)(?!\w)", low)
            and joined[-1].lower()
            in ("ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng nhân dân", "ubnd", "chủ tịch ủy ban nhân dân")
        ):
            joined[-1] += " " + part
        else:
            joined.append(part)
    name = joined[-1]
    if len(joined) > 1 and joined[-1].lower().startswith(("tỉnh", "thành phố")) and len(joined[-1].split()) < 5:
        name = " ".join(joined)
    return _capitalised(name, place)


_SMALL = re.compile(
    r"(ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân|tỉnh|thành phố|thủ tướng|chính phủ|văn phòng|trung ương|huyện|xã|phường|sở|bộ|và|tổng cục|cục|"
    r"giáo dục|đào tạo|tài chính|xây dựng|văn hóa|thể thao|du lịch|khoa học|công nghệ|nội vụ|nông nghiệp|môi trường|công thương|y tế|tư pháp|thuế|"
    r"ban tuyên giáo|dân vận|ban tổ chức|ban|chủ tịch)(?!\w)"
)
_AS_WRITTEN = {
    "tỉnh": "tỉnh",
    "và": "và",
    "huyện": "huyện",
    "xã": "xã",
    "phường": "phường",
    "trung ương": "Trung ương",
    "chủ tịch": "Chủ tịch",
}


def _capitalised(name: str, place: str | None) -> str:
    """Capitals of a letterhead as running text: function words small, names of places each word with a capital."""
    words = name.lower()
    out: list[str] = []
    at = 0
    while at < len(words):
        found = _SMALL.match(words, at)
        if found:
            phrase = found[0]
            small = _AS_WRITTEN.get(phrase, phrase[0].upper() + phrase[1:])
            if phrase == "thành phố" and out and place and words[found.end() :].strip() != "hồ chí minh":
                small = "thành phố"
            out.append(small)
            at = found.end()
        else:
            stop = words.find(" ", at)
            stop = len(words) if stop < 0 else stop
            out.append(words[at:stop].capitalize())
            at = stop
        while at < len(words) and words[at] == " ":
            at += 1
    return " ".join(one for one in out if one)


def _kind_of_number(number: str) -> str | None:
    for sign in re.split(r"[/\-]", number)[1:]:
        if kind := KIND_OF_ABBREVIATION.get(sign.lower()):
            return kind
    return "công văn"


def _foot(source: Source, folded: str, spans: dict[str, Span]) -> tuple[list[str], Signer | None]:
    """The lines of "Nơi nhận", and who signed."""
    blocks = source.blocks
    at = next((i for i, b in enumerate(blocks) if _RECIPIENTS.match(folded, b.start, b.end)), None)
    if at is None:
        return [], None
    opening = blocks[at]
    recipients: list[str] = []
    inline = source.text[opening.start : opening.end]
    inline = inline[_RECIPIENTS.match(inline.lower()).end() :] if _RECIPIENTS.match(inline.lower()) else ""  # type: ignore[union-attr]
    lines = [inline] if inline.strip() else []
    last = at
    for index in range(at + 1, min(at + 40, len(blocks))):
        block = blocks[index]
        if opening.table is not None and (block.table, block.row, block.column) != (
            opening.table,
            opening.row,
            opening.column,
        ):
            break
        low = folded[block.start : block.end]
        if opening.table is None and (
            (_OFFICE_LINE.match(low) and source.text[block.start : block.end].isupper())
            or block.table is not None
            or block.note
        ):
            break
        lines.append(source.text[block.start : block.end])
        last = index
        if _FILE_COPY.match(low):
            break
    for line in lines:
        for one in _entries(line):
            if _FILE_COPY.match(one.lower()):
                continue
            recipients.append(one)
    spans["recipients"] = Span(opening.start, blocks[last].end)
    return recipients, _signer(source, folded, at, last)


def _entries(line: str) -> list[str]:
    """A line of the list, or several that were run together: "- A; - B;"."""
    parts = re.split(r"(?<=[;.]) ?(?=[-–] ?\S)|^ ?[-–] ?", line)
    return [part.strip().lstrip("-–+ ").rstrip(" ;,.").strip() for part in parts if part and part.strip(" -–;.")]


def _signer(source: Source, folded: str, at: int, last: int) -> Signer | None:
    title = ""
    for block in source.blocks[max(0, at - 6) : min(len(source.blocks), last + 12)]:
        words = source.text[block.start : block.end].strip(" .")
        low = folded[block.start : block.end]
        if block.note:
            continue
        if words.isupper() and _OFFICE_LINE.match(low.strip(" .")):
            title = re.sub(r"^(?:TM|KT|TL|TUQ|Q)\.? .*?(?=PHÓ|CHÁNH|GIÁM|CỤC|VỤ|$)", "", words).strip() or words
            continue
        if title and _PERSON.match(words) and not words.isupper() and len(words) < 60:
            mixed = re.match(r"((?:[^a-z]+ )?)([A-ZĐ]\w*[a-zà-ỹ].*)$", words)
            return Signer(words if not mixed else mixed[2], title)
        mixed = re.match(rf"((?:[{_CAPITAL_WORD}]{{2,}}[ .,]*)+) ((?:[{_CAPITAL_WORD}][a-zà-ỹ]+\s?){{2,5}})$", words)
        if mixed:
            return Signer(mixed[2].strip(), mixed[1].strip())
    return None
