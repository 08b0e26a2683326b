"""The document about itself: letterhead, number, place and date, kind, subject, recipients, signature."""

from __future__ import annotations

import re
from collections import Counter

from namro.reading.addressees import addressees_of
from namro.reading.document_kinds import KINDS, LETTER, TITLES, kind_by_sign
from namro.reading.foot import foot_of
from namro.reading.issuer import issuer_of, owned
from namro.reading.letterhead import Line, date_line, first_lines, number_line, title_of
from namro.reading.model import Head, Source

_ITSELF = re.compile(rf"(?<!\w)(?P<kind>{KINDS}) này(?!\w)")
_GROUNDS = ("căn cứ ", "xét ", "theo đề nghị ")
_OFTEN = 2  # times that a text without a title speaks of itself, before that tells its kind


def find_head(source: Source, folded: str) -> tuple[Head, int]:
    """The head, and the index of the first block of the body."""
    lines = first_lines(source, folded)
    dated = date_line(lines)
    numbered = number_line(lines)
    title, told = owned(title_of(lines, numbered.at, dated.at))
    recipients, at_recipients, signer = foot_of(source, folded)
    kind = title.kind or (kind_by_sign(numbered.number) if numbered.number else None)
    if kind is None and any(line.low.startswith("kính gửi") for line in lines):
        kind = LETTER
    kind = kind or _told_by_itself(folded)
    places = {
        "issued_on": dated.span,
        "number": numbered.span,
        "subject": title.span,
        "recipients": at_recipients,
    }
    head = Head(
        kind=kind,
        number=numbered.number,
        issued_on=dated.issued_on,
        issuer=issuer_of(lines, title.body, source.text, folded, dated.place, told=told),
        place=dated.place,
        subject=title.subject,
        signer=signer,
        recipients=recipients,
        addressees=addressees_of(source, folded),
        spans={part: span for part, span in places.items() if span},
    )
    return head, title.body + _speaks(lines[title.body : title.body + 2])


def _speaks(lines: list[Line]) -> bool:
    """Whether the first line only tells who speaks: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" before "Căn cứ Luật ..."."""
    return len(lines) > 1 and lines[0].text.isupper() and lines[1].low.startswith(_GROUNDS)


def _told_by_itself(folded: str) -> str | None:
    """The kind of a text without letterhead and title that speaks of itself: "thực hiện Kết luận này"."""
    told = Counter(found["kind"] for found in _ITSELF.finditer(folded))
    kind, times = max(told.items(), key=lambda one: one[1], default=("", 0))
    return kind if times >= _OFTEN and kind in TITLES else None
