"""Receiving documents: what is refused and why, what is kept, and a reading that ends once whatever happens."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.directives import operations
from namro.directives.errors import AlreadyHere
from namro.directives.models import Directive, Original, Reading, ReadingState
from namro.directives.once import read_once
from namro.directives.operations import NewFile
from namro.directives.operations.readings import MOST_ATTEMPTS
from namro.directives.queries.differences import differences
from namro.directives.reading_apart import read_apart
from namro.reading.archive import unpack_directive

from .. import making_pdf
from .conftest import NOW
from .received import EXAMPLE, packed, receive_example

Someone = Callable[[str], Person]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    return out.getvalue()


REFUSED = (
    # what, its name, what the page says
    (b"%PDF-1.7 ...", "chi-thi.docx", "Tệp PDF bị hỏng"),  # lies about its type
    (b"MZ\x90\x00" + bytes(200), "chi-thi.docx", "Tệp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a.doc", "Office"),
    ("ỦY BAN NHÂN DÂN\nMẬT\nSố: 01/CT-UBND\nGiao Sở Tài chính báo cáo.".encode(), "a.txt", "dấu độ mật"),
    (b"Giao So Tai chinh", "TOI MAT - a.txt", "mật"),
)


@pytest.mark.parametrize(("data", "name", "says"), REFUSED)
def test_a_file_is_refused_in_words_and_not_kept(
    data: bytes, name: str, says: str, as_role: Callable[[str], Client]
) -> None:
    answer = as_role("theodoi").post("/directives/new/", {"documents": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Directive.objects.exists()
    assert not Original.objects.exists()


def test_a_zip_bomb_is_refused(as_role: Callable[[str], Client]) -> None:
    answer = as_role("theodoi").post("/directives/new/", {"documents": SimpleUploadedFile("a.docx", bomb())})
    assert "phình quá lớn" in answer.content.decode() or "bom nén" in answer.content.decode()
    assert not Original.objects.exists()


def test_one_refused_file_does_not_hold_up_the_others(as_role: Callable[[str], Client]) -> None:
    files = [SimpleUploadedFile("a.docx", b"%PDF-1.7"), SimpleUploadedFile("b.docx", EXAMPLE.read_bytes())]
    answer = as_role("theodoi").post("/directives/new/", {"documents": files})
    assert "a.docx: Tệp PDF bị hỏng" in answer.content.decode()
    assert Directive.objects.get().file_name == "b.docx"


def test_a_pdf_is_read_whatever_it_is_called(db: None, by: Actor) -> None:
    directive = operations.receive(
        NewFile("chi-thi.docx", making_pdf.directive()),
        person=None,
        incoming_number="",
        incoming_date=None,
        by=by,
        at=NOW,
    )
    assert directive.original.form == "pdf"
    _read(directive.readings.get())
    assert directive.drafts.count() == 3


def test_the_original_is_kept_as_it_came_and_handed_out_as_a_download(
    person: Someone, as_role: Callable[[str], Client]
) -> None:
    directive = receive_example(person("theodoi"))
    assert directive.original.path.read_bytes() == EXAMPLE.read_bytes()
    answer = as_role("theodoi").get(f"/directives/{directive.pk}/files/0/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == EXAMPLE.read_bytes()


def test_the_same_file_twice_is_recognised(person: Someone, by: Actor, as_role: Callable[[str], Client]) -> None:
    directive = receive_example(person("theodoi"))
    with pytest.raises(AlreadyHere, match="đã nhận ngày 20/6/2025") as known:
        operations.receive(
            NewFile("lai.docx", EXAMPLE.read_bytes()),
            person=None,
            incoming_number="",
            incoming_date=None,
            by=by,
            at=NOW,
        )
    assert known.value.directive == directive.pk
    again = as_role("theodoi").post(
        "/directives/new/", {"documents": SimpleUploadedFile("x.docx", EXAMPLE.read_bytes())}
    )
    assert again.headers["Location"] == f"/directives/{directive.pk}/"


def test_pasted_words_are_a_document(by: Actor, person: Someone, django_capture_on_commit_callbacks: Any) -> None:
    words = "Giao Sở Xây dựng chủ trì, báo cáo UBND tỉnh trước ngày 15/4/2025."
    with django_capture_on_commit_callbacks() as jobs:
        directive = operations.receive(
            NewFile("dan.txt", words.encode()), person=None, incoming_number="12", incoming_date=None, by=by, at=NOW
        )
    assert len(jobs) == 2  # the reading, and the log's anchor
    _read(directive.readings.get())
    assert directive.drafts.get().content["doers"][0]["meant"] == "Sở Xây dựng"


def test_a_workbook_is_an_annex_and_a_program_is_none(person: Someone, by: Actor) -> None:
    directive = receive_example(person("theodoi"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    annex = operations.add_annex(directive, NewFile("phu-luc.xlsx", out.getvalue()), by=by, at=NOW)
    assert (annex.part, annex.original.form) == (1, "xlsx")
    with pytest.raises(Refused, match="đã có"):
        operations.add_annex(directive, NewFile("phu-luc.xlsx", out.getvalue()), by=by, at=NOW)
    with pytest.raises(Refused):
        operations.add_annex(directive, NewFile("a.xlsx", b"MZ\x90\x00" + bytes(99)), by=by, at=NOW)


def test_a_docx_annex_is_read_into_the_same_desk(person: Someone, by: Actor) -> None:
    directive = receive_example(person("theodoi"))
    count = directive.drafts.count()
    words = "Giao Sở Xây dựng chủ trì lập danh mục dự án, báo cáo UBND tỉnh trước ngày 15/4/2025."
    annex = operations.add_annex(directive, NewFile("phu-luc.txt", words.encode()), by=by, at=NOW)
    _read(annex.readings.get())
    assert list(directive.drafts.in_reading_order())[-1].part == 1
    assert directive.drafts.count() == count + 1


# --- The job


def _waiting(directive: Directive) -> Reading:
    return operations.request_reading(directive, at=NOW)


def _read(reading: Reading) -> bool:
    claimed = operations.claim(reading.pk)
    assert claimed is not None
    row, mark = claimed
    read_once.cache_clear()
    original = row.annex.original if row.annex else row.directive.original
    result = read_apart(original.path.read_bytes(), "a.docx", lambda step, share: None)
    return operations.finish(row, mark, result, at=NOW)


def test_the_process_of_its_own_gives_what_the_reader_gives(db: None) -> None:
    steps: list[str] = []
    result = read_apart(EXAMPLE.read_bytes(), EXAMPLE.name, lambda step, share: steps.append(step))
    theirs, ours = unpack_directive(result), unpack_directive(packed())
    assert theirs.tasks == ours.tasks
    assert theirs.coverage == ours.coverage
    assert steps == ["opening", "reading", "packing"]


def test_two_workers_do_not_read_one_document(person: Someone) -> None:
    reading = _waiting(receive_example(person("theodoi")))
    assert operations.claim(reading.pk) is not None
    assert operations.claim(reading.pk) is None


def test_a_killed_workers_reading_is_taken_up_again_and_ends_once(person: Someone) -> None:
    directive = receive_example(person("theodoi"))
    count = directive.drafts.count()
    reading = _waiting(directive)
    dead = operations.claim(reading.pk)
    assert dead is not None
    assert operations.take_up_again(at=NOW) == 0  # it gave a sign just now
    Reading.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert operations.take_up_again(at=NOW) == 1
    assert operations.take_up_again(at=NOW) == 0
    second = operations.claim(reading.pk)
    assert second is not None
    assert not operations.progress(reading.pk, dead[1], step="reading", share=40)
    assert not operations.finish(dead[0], dead[1], packed(), at=NOW)  # it was only slow, and comes too late
    assert operations.finish(second[0], second[1], packed(), at=NOW)
    assert not operations.finish(second[0], second[1], packed(), at=NOW)
    reading.refresh_from_db()
    assert (reading.state, reading.attempts) == (ReadingState.DONE, 2)
    assert directive.drafts.count() == count


def test_a_document_that_kills_every_worker_is_given_up(person: Someone) -> None:
    reading = _waiting(receive_example(person("theodoi")))
    for _attempt in range(MOST_ATTEMPTS):
        assert operations.claim(reading.pk) is not None
        Reading.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
        operations.take_up_again(at=NOW)
    reading.refresh_from_db()
    assert reading.state == ReadingState.FAILED
    assert "dừng giữa chừng" in reading.failure


def test_a_newer_reading_overwrites_nothing_and_shows_what_differs(person: Someone, by: Actor) -> None:
    officer = person("theodoi")
    directive = receive_example(officer)
    one = directive.drafts.in_reading_order().first()
    operations.drop_draft(one, version=1, person=officer, by=by, at=NOW)
    before = list(directive.drafts.order_by("pk").values("pk", "state", "version", "content"))
    _read(_waiting(directive))
    assert list(directive.drafts.order_by("pk").values("pk", "state", "version", "content")) == before
    found = differences(directive)
    assert found is not None
    assert (found.missing, found.gone) == ((), ())


def test_a_newer_reading_replaces_drafts_that_nobody_touched(person: Someone) -> None:
    directive = receive_example(person("theodoi"))
    newer = _waiting(directive)
    _read(newer)
    assert set(directive.drafts.values_list("reading", flat=True)) == {newer.pk}
    assert differences(directive) is None
