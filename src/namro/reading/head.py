"""The document about itself: letterhead, number, place and date, kind, subject, recipients, signature."""

from __future__ import annotations

from namro.reading.addressees import addressees_of
from namro.reading.document_kinds import LETTER, kind_by_sign
from namro.reading.foot import foot_of
from namro.reading.issuer import issuer_of
from namro.reading.letterhead import date_line, first_lines, number_line, title_of
from namro.reading.model import Head, Source


def find_head(source: Source, folded: str) -> tuple[Head, int]:
    """The head, and the index of the first block of the body."""
    lines = first_lines(source, folded)
    dated = date_line(lines)
    numbered = number_line(lines)
    title = title_of(lines, numbered.at, dated.at)
    recipients, at_recipients, signer = foot_of(source, folded)
    kind = title.kind or (kind_by_sign(numbered.number) if numbered.number else None)
    if kind is None and any(line.low.startswith("kính gửi") for line in lines):
        kind = LETTER
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
        issuer=issuer_of(lines, title.body, source.text, folded, dated.place),
        place=dated.place,
        subject=title.subject,
        signer=signer,
        recipients=recipients,
        addressees=addressees_of(source, folded),
        spans={part: span for part, span in places.items() if span},
    )
    return head, title.body
