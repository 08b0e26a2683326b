"""Scans of many pages: looked at when they come, read page by page by the worker, gone on with after a stop."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.directives import operations, storage
from namro.directives.jobs import read_document
from namro.directives.models import Directive, ReadingState
from namro.directives.reading_apart import NotRead, Overtaken, open_apart, read_apart
from tests.making_pdf import LETTERHEAD, pdf, scanned

from .conftest import NOW
from .received import receive_example

AsRole = Callable[[str], Client]
Someone = Callable[[str], Person]

DUTIES = (
    "Sở Tài chính rà soát kế hoạch vốn của các chủ đầu tư, báo cáo Ủy ban nhân dân tỉnh trước ngày 26/3/2025.",
    "Giao Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện Chỉ thị này.",
    "Sở Y tế lập phương án bố trí bác sĩ cho các trạm y tế xã, phường, hoàn thành trong quý II năm 2025.",
)
PAGES = len(DUTIES)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed"),
]


@pytest.fixture(autouse=True)
def recognised(settings: Any, tmp_path: Path) -> Path:
    settings.RECOGNISED = tmp_path / "recognised"
    return tmp_path / "recognised"


@pytest.fixture(scope="module")
def scan() -> bytes:
    body = "#pagebreak()".join(f"\n\n{number}\\. {duty}\n\n" for number, duty in enumerate(DUTIES, 1))
    return scanned(pdf(LETTERHEAD + body))


def _received(scan: bytes, person: Person) -> Directive:
    return operations.receive(
        operations.NewFile("ban-quet.pdf", scan),
        person=person,
        incoming_number="",
        incoming_date=None,
        by=Actor(name="người thử", address="192.0.2.1"),
        at=NOW,
    )


def test_only_the_first_page_is_read_when_a_scan_comes(scan: bytes) -> None:
    looked = open_apart(scan, "ban-quet.pdf")
    assert looked.kind == "scan"
    assert len(looked.pages) == 1


def test_a_reading_that_was_stopped_goes_on_with_the_pages_that_it_has(scan: bytes) -> None:
    kept: dict[str, str] = {}
    with pytest.raises(Overtaken):
        read_apart(scan, "a.pdf", lambda step, share: step != f"pages 1/{PAGES}", keep_page=kept.__setitem__)
    assert kept
    before = dict(kept)
    steps: list[str] = []
    anew: dict[str, str] = {}
    read_apart(scan, "a.pdf", lambda step, share: steps.append(step), pages=before, keep_page=anew.__setitem__)
    assert before.keys().isdisjoint(anew)
    assert len(before) + len(anew) == PAGES
    steps = list(dict.fromkeys(steps))  # one that lasts is told again and again
    assert steps == ["opening", *(f"pages {page}/{PAGES}" for page in range(1, PAGES + 1)), "reading", "packing"]


def test_a_scan_is_received_read_and_its_pages_forgotten(scan: bytes, person: Someone, recognised: Path) -> None:
    directive = _received(scan, person("theodoi"))
    assert directive.original is not None
    assert len(storage.recognised(directive.original)) == 1
    [reading] = directive.readings.all()
    assert read_document.call(reading.pk)
    reading.refresh_from_db()
    assert reading.state == ReadingState.DONE
    assert storage.recognised(directive.original) == {}
    assert directive.drafts.count() == PAGES


def test_a_page_that_is_kept_makes_the_attempt_count_anew(scan: bytes, person: Someone) -> None:
    directive = _received(scan, person("theodoi"))
    reading = directive.readings.get()
    reading.attempts = 1
    reading.save(update_fields=["attempts"])
    claimed = operations.claim(reading.pk)
    assert claimed is not None
    assert directive.original is not None
    reading.refresh_from_db()
    assert reading.attempts == 2
    operations.keep_page(claimed[0], claimed[1], directive.original, "a" * 64, "[]")
    reading.refresh_from_db()
    assert reading.attempts == 1


def test_more_pages_than_the_office_allows_are_refused_in_words(scan: bytes, settings: Any) -> None:
    settings.SCAN_PAGES = PAGES - 1
    with pytest.raises(NotRead, match=f"Tệp có {PAGES} trang ảnh cần nhận dạng chữ, quá giới hạn {PAGES - 1} trang"):
        open_apart(scan, "a.pdf")


def test_the_page_says_how_many_pages_are_done(scan: bytes, person: Someone, as_role: AsRole) -> None:
    directive = _received(scan, person("theodoi"))
    claimed = operations.claim(directive.readings.get().pk)
    assert claimed is not None
    operations.progress(claimed[0].pk, claimed[1], step=f"pages 2/{PAGES}", share=50)
    answer = as_role("theodoi").get(reverse("directives:progress", args=[directive.pk]))
    assert f"xong trang 2/{PAGES}" in answer.content.decode()


def test_the_page_goes_to_the_desk_once(as_role: AsRole, person: Someone) -> None:
    directive = receive_example(person("theodoi"))
    browser, at = as_role("theodoi"), reverse("directives:progress", args=[directive.pk])
    answer = browser.get(at, headers={"HX-Request": "true"})
    assert "HX-Redirect" not in answer.headers
    assert 'hx-trigger="load"' in answer.content.decode()
    last = browser.get(f"{at}?over=1", headers={"HX-Request": "true"})
    assert last.headers["HX-Redirect"] == reverse("directives:directive", args=[directive.pk])
