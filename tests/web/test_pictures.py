"""The pages of a scan as pictures: who may see them, which words are boxed, and what a hostile file can do."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from PIL import Image

from namro.agencies.models import Person
from namro.directives import operations, storage
from namro.directives.models import Directive
from namro.directives.once import read_once
from namro.directives.queries.pictures import PAGES, Box, pictures_of
from namro.directives.reading_apart import NotRead, picture_apart, read_apart
from namro.reading import read
from namro.reading.archive import pack_directive, unpack_directive
from namro.reading.model import Directive as ReadDirective
from namro.reading.model import SeenWord, Span
from tests.making_pdf import directive as directive_pdf
from tests.making_pdf import scanned

from .conftest import NOW
from .received import receive_example

AsRole = Callable[[str], Client]


def as_if_scanned(pages: int = 1, doubted: str = "26/3/2025.") -> ReadDirective:
    """The directive's PDF as if tesseract had read it: a box for each word, of which one is doubtful."""
    found = read(directive_pdf(), name="ban-quet.pdf")
    seen = []
    words = found.source.text.split()
    at = 0
    for index, word in enumerate(words):
        at = found.source.text.index(word, at)
        left, top = index % 10 / 10, index // 10 / 100
        page = 1 + index * pages // len(words)
        box = (left, top, left + 0.08, top + 0.009)
        seen.append(SeenWord(Span(at, at + len(word)), page, box, 0.4 if word == doubted else 0.96))
        at += len(word)
    return replace(found, source=replace(found.source, kind="scan", seen=tuple(seen)))


def receive(person: Person, data: bytes, read_as: ReadDirective, form: str = "pdf") -> Directive:
    """The document received, its reading finished with what is given."""
    original = storage.keep(data, form=form, at=NOW)
    directive = Directive.objects.create(original=original, file_name="ban-quet.pdf", received_at=NOW)
    claimed = operations.claim(operations.request_reading(directive, at=NOW).pk)
    assert claimed is not None
    read_once.cache_clear()
    operations.finish(claimed[0], claimed[1], pack_directive(read_as), at=NOW)
    directive.refresh_from_db()
    return directive


@pytest.fixture
def officer(person: Callable[[str], Person]) -> Person:
    return person("theodoi")


@pytest.fixture
def scan(officer: Person) -> Directive:
    return receive(officer, scanned(directive_pdf()), as_if_scanned())


def boxes(directive: Directive) -> list[Box]:
    return [box for page in pictures_of(directive).pages for box in page.boxes]


def test_a_stored_scan_keeps_its_boxes() -> None:
    found = as_if_scanned()
    assert unpack_directive(pack_directive(found)) == found


def test_the_boxes_words_are_the_texts(scan: Directive) -> None:
    source = as_if_scanned().source
    assert [box.words for box in boxes(scan)] == source.text.split()
    assert [box.words for box in boxes(scan) if box.is_doubtful] == ["26/3/2025."]


def test_a_box_leads_to_its_task(scan: Directive) -> None:
    first, second = scan.drafts.in_reading_order()[:2]
    of_task = {pk: [box for box in boxes(scan) if box.task == pk] for pk in (first.pk, second.pk)}
    assert " ".join(box.words for box in of_task[first.pk]).startswith("Sở Tài chính")
    assert [box.words for box in of_task[second.pk] if box.opens_task] == ["Sở"]


def test_only_some_pages_are_shown_at_once(officer: Person) -> None:
    directive = receive(officer, scanned(directive_pdf()), as_if_scanned(pages=PAGES + 3))
    start, rest = pictures_of(directive), pictures_of(directive, page=PAGES + 2)
    assert [page.number for page in start.pages] == list(range(1, PAGES + 1))
    assert (start.before, start.after) == (None, PAGES + 1)
    assert [page.number for page in rest.pages] == [PAGES + 1, PAGES + 2, PAGES + 3]
    assert (rest.before, rest.after) == (1, None)
    last = rest.pages[-1].boxes[-1]
    assert pictures_of(directive, at=last.start) == rest
    assert pictures_of(directive, page=999) == rest


def test_the_page_shows_each_picture_with_its_boxes(as_role: AsRole, scan: Directive) -> None:
    page = as_role("theodoi").get(f"/directives/{scan.pk}/pictures/")
    html = page.content.decode()
    assert html.count("<rect") == len(boxes(scan))
    assert f"/directives/{scan.pk}/files/0/pages/1/" in html
    assert "1 chữ máy đọc chưa chắc" in html
    assert "style=" not in html


def test_the_desk_marks_what_is_doubtful_and_offers_the_picture(as_role: AsRole, scan: Directive) -> None:
    html = as_role("theodoi").get(f"/directives/{scan.pk}/").content.decode()
    doubted = next(box for box in boxes(scan) if box.is_doubtful)
    assert f'id="w0-{doubted.start}"' in html
    assert f'href="/directives/{scan.pk}/pictures/"' in html


def test_a_typed_document_has_no_pictures(as_role: AsRole, officer: Person) -> None:
    directive = receive_example(officer)
    client = as_role("theodoi")
    assert "data-pictures" not in client.get(f"/directives/{directive.pk}/").content.decode()
    assert "không có ảnh trang" in client.get(f"/directives/{directive.pk}/pictures/").content.decode()
    assert client.get(f"/directives/{directive.pk}/files/0/pages/1/").status_code == 404


def test_a_page_is_drawn_anew(as_role: AsRole, scan: Directive) -> None:
    client = as_role("theodoi")
    answer = client.get(f"/directives/{scan.pk}/files/0/pages/1/")
    assert answer.headers["Content-Type"] == "image/webp"
    assert "private" in answer.headers["Cache-Control"]
    image = Image.open(io.BytesIO(answer.content))
    assert image.format == "WEBP" and image.width <= 1_400 < image.height
    for page in (0, 2, 99_999):
        assert client.get(f"/directives/{scan.pk}/files/0/pages/{page}/").status_code == 404
    assert client.get(f"/directives/{scan.pk}/files/1/pages/1/").status_code == 404


@pytest.mark.parametrize("address", ["pictures/", "files/0/pages/1/"])
def test_nobody_sees_a_picture_who_may_not_see_the_document(
    client: Client, as_role: AsRole, scan: Directive, address: str
) -> None:
    assert as_role("daumoi").get(f"/directives/{scan.pk}/{address}").status_code in (403, 404)
    assert Client().get(f"/directives/{scan.pk}/{address}").status_code == 302


@pytest.mark.parametrize("data", [b"%PDF-1.7 cut off", b"\x89PNG\r\n\x1a\n" + b"x" * 99, b"text", b""])
def test_a_damaged_file_has_no_picture(data: bytes) -> None:
    with pytest.raises(NotRead):
        picture_apart(data, 1)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_scan_read_in_its_own_process_brings_its_boxes() -> None:
    packed = read_apart(scanned(directive_pdf()), "ban-quet.pdf", lambda step, progress: None)
    source = unpack_directive(packed).source
    assert {"Sở", "07/CT-UBND"} <= {source.words(word.span) for word in source.seen}
