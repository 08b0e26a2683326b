"""Every kind of paper from real records: printed in all forms, and the checker of Decree 30 finds nothing in it."""

from __future__ import annotations

import re

import pytest

from namro.agencies.models import Agency
from namro.life.models import Extension
from namro.papers.checking import examine
from namro.papers.kinds import PaperKind
from namro.papers.rendering import count_pages, read_reply_slip, reply_slip, to_docx, to_pdf, to_xlsx
from namro.papers.snapshots import take
from tests.papers.test_pdf import pages, plain
from tests.papers.test_word import all_text

from .histories import JUNE, rich
from .lives import named

pytestmark = pytest.mark.django_db


def taken(kind: str, **given):
    of = rich()
    if kind == PaperKind.EXTENSION:
        given["extension"] = Extension.objects.get()
    return take(kind, directive=of, at=JUNE, **given).payload


@pytest.mark.parametrize("kind", PaperKind.values)
def test_nothing_is_found_in_any_kind(kind):
    payload = taken(kind)
    checks = examine(to_docx(payload, payload["body"]), kind)
    assert [(check.name, check.detail) for check in checks if not check.ok] == []


@pytest.mark.parametrize("kind", PaperKind.values)
def test_word_and_pdf_say_the_same_and_the_workbook_opens(kind):
    payload = taken(kind)
    words = set(re.findall(r"\w+", all_text(to_docx(payload, payload["body"])).lower()))
    whole = plain("".join(pages(to_pdf(payload, payload["body"])))).lower()
    assert {word for word in words if word not in whole} == set()
    assert to_xlsx(payload)[:2] == b"PK"


def test_a_letter_of_the_committee_is_signed_for_it():
    payload = taken("urging", issuer=Agency.objects.get(parent=None, pk=named("Sở Xây dựng").parent_id))
    text = all_text(to_docx(payload, payload["body"]))
    assert "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n" in text
    assert [check.detail for check in examine(to_docx(payload, payload["body"]), "urging") if not check.ok] == []


def test_the_brief_stands_on_one_page():
    payload = taken("brief")
    assert count_pages(payload, payload["body"]) == 1


def test_the_slip_of_a_letter_asks_for_what_the_letter_urges():
    payload = taken("urging")
    urged = {row["row"] for row in payload["tables"]["urged"]["rows"]}
    assert {answer.assignment for answer in read_reply_slip(reply_slip(payload))} == urged
