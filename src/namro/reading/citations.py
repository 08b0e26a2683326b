"""Mentions of numbered documents: "Kế hoạch số 42/KH-UBND ngày 27/02/2025 của UBND tỉnh".

The grammar of numbers follows Decree 30/2020 (state bodies), the Law on promulgation of legal documents (N/YYYY/...)
and the Party's own form (N-KL/TW).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from namro.reading.dates import iso_day
from namro.reading.document_kinds import KINDS, kind_by_sign
from namro.reading.lexicon import pattern
from namro.reading.model import Citation, Span

# digits tell a section, "KT1", or who sits on a board, "BCĐ389"; else they call a footnote: "NQ/TW1", "CTr/BCĐ3"
_SIGN = (
    r"(?:[a-zđ]*qh\d{1,2}|[a-zđ][a-zđ&]*"
    r"(?:(?<!ubnd)(?<!hđnd)(?<!ttg)(?<!bcđ)(?<!cp)(?<!tw)\d{1,3}(?!\d)|(?<=bcđ)\d{3})?)"
)
_NUMBER = re.compile(
    rf"""(?<![\w/.,-])(?P<number>
      # 51/2024/QĐ-UBND, 58/2024/QH15
      \d{{1,5}}(?:\.\d{{1,2}})?[a-z]?\ ?/\ ?(?:19|20)\d\d\ ?/\ ?{_SIGN}(?:\ ?-\ ?{_SIGN})*
      # 57-NQ/TW
    | \d{{1,5}}[a-z]?\ ?-\ ?{_SIGN}\ ?/\ ?{_SIGN}(?:\.{_SIGN})*(?:-{_SIGN})*
      # 42/KH-UBND
    | \d{{1,5}}(?:\.\d{{1,2}})?[a-z]?\ ?/\ ?{_SIGN}(?:\.{_SIGN})*
      (?:\ ?-\ ?(?:{_SIGN}|\d{{1,3}})(?:(?<=&)\ {_SIGN}|\.{_SIGN})*)+
      # "công điện số 24/TTg"
    | (?<=số\ )\d{{1,5}}\ ?/\ ?[a-zđ]{{2,8}}
    )(?![a-zđ&/])(?!\d(?:\d|/))""",
    re.VERBOSE,
)
_AFTER_STROKE = re.compile(r" ?(?:[a-zđ]|19|20)")  # letters or a year; most strokes stand in days
_BEFORE_STROKE = 14  # code points: no number reaches farther before its first stroke
_BEFORE = re.compile(rf"(?P<kind>{KINDS})(?: liên tịch)?(?: của [^,;.]{{3,40}}?)?(?:,)? ?(?:số ?:? ?|số hiệu ?:? ?)?$")
_ONE_OF_MANY = re.compile(r"(?:[;,]| và| số:?|;? số)\s*$")
# ", được ban hành ngày 27/02/2025", "(ngày 15 tháng 3 năm 2025"
_AFTER_DATE = re.compile(
    r",? ?\(?(?:được )?(?:ban hành |ký |k[ýy] ban hành )?(?:ng[àa]y )?"
    r"(?:(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2}) ?(?:,? ?năm |/)(?P<y2>\d{4}))"
)
# " của UBND tỉnh" + " về việc ..."
_ISSUER = re.compile(
    rf"\)?,? ?(?:do|của) (?P<issuer>.+?)(?= ngày \d| (?:{pattern('head_words', 'after_issuer')})| (?:về|tại|trong|cho) "
    r"|,|;|:|\.|\)|\"|\n| \||$)"
)
_COUNT = re.compile(r"^\d+(?:\.\d+)?[a-z]?")  # "18a" of "18a/NQ-HĐND"
_PARTY = re.compile(r"\d+[a-z]?-")


def find_citations(text: str, folded: str, *, own_number: str | None = None) -> list[Citation]:
    """Every mention, in reading order. `own_number` is the document's, which is no citation."""
    own = _squeezed(own_number)
    found: list[Citation] = []
    for match in _numbers(folded):
        start, end = match.span("number")
        letters = [c for c in _COUNT.sub("", text[start:end]) if c.isalpha()]
        if not letters or not letters[0].isupper() or sum(c.isupper() for c in letters) * 2 < len(letters):
            continue
        number = "".join(text[start:end].split()).replace("–", "-")
        if _squeezed(number) == own:
            continue
        before = folded[max(0, start - 60) : start]
        kind, opening, rule = _kind(before, number, found, start)
        issued_on, after = _issued_on(folded, end)
        named = _ISSUER.match(folded, after, after + 160)
        issuer = text[named.start("issuer") : named.end("issuer")].strip() if named else None
        if named and issued_on is None:  # "Nghị quyết số 46/NQ-CP của Chính phủ ngày 08 tháng 3 năm 2025"
            issued_on, after = _issued_on(folded, named.end())
        quote = Span(start - opening, after)
        sure = 0.99 if rule == "named_kind" else 0.9
        found.append(
            Citation(text[quote.start : quote.end], quote, kind, number, issued_on, issuer, f"citation.{rule}", sure)
        )
    return found


def _numbers(folded: str) -> Iterator[re.Match[str]]:
    """The numbers of documents; each holds a stroke, so the grammar is tried around strokes only."""
    done = 0
    stroke = folded.find("/")
    while stroke >= 0:
        if stroke >= done and _AFTER_STROKE.match(folded, stroke + 1):
            at = max(done, stroke - _BEFORE_STROKE)
            found = _NUMBER.search(folded, at, min(len(folded), stroke + 60))
            if found and found.start() < stroke:
                yield found
                done = found.end()
        stroke = folded.find("/", stroke + 1)


def _squeezed(number: str | None) -> str:
    return "".join((number or "").split()).lower()


def _kind(before: str, number: str, found: list[Citation], start: int) -> tuple[str, int, str]:
    """The kind of the document, how many code points before the number belong to the mention, and the rule."""
    if named := _BEFORE.search(before):
        return named["kind"], len(before) - named.start(), "named_kind"
    told = _told_by_sign(number)
    one_of_many = found and start - found[-1].span.end < 80 and _ONE_OF_MANY.search(before)
    if one_of_many and told == _told_by_sign(found[-1].number):
        return found[-1].kind, 0, "one_of_many"
    return told, 0, "by_sign"


def _told_by_sign(number: str) -> str:
    return "luật" if "/QH" in number.upper() else kind_by_sign(number)


def _issued_on(folded: str, end: int) -> tuple[str | None, int]:
    after = _AFTER_DATE.match(folded, end, end + 45)
    if not after:
        return None, end
    issued = iso_day(after["d"] or after["d2"], after["m"] or after["m2"], after["y"] or after["y2"])
    again = _AFTER_DATE.match(folded, after.end(), after.end() + 45)  # the day given twice
    return issued, (again or after).end() if issued else end
