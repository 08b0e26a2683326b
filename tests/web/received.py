"""The example directive as an office has it: received, read, its drafts waiting. For tests of the desk and register."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.directives import operations, storage
from namro.directives.models import Directive
from namro.directives.once import read_once
from namro.reading import read
from namro.reading.archive import pack_directive
from namro.tasks.operations import make_register

from .conftest import NOW

EXAMPLE = Path(__file__).parents[2] / "examples/chi-thi-tinh-an-lam.docx"


@cache
def packed() -> dict[str, Any]:
    """What the reader makes of the example."""
    return pack_directive(read(EXAMPLE))


def receive_example(person: Person) -> Directive:
    """The example received and read, without the process of its own that test_intake tries."""
    original = storage.keep(EXAMPLE.read_bytes(), form="docx", at=NOW)
    directive = Directive.objects.create(original=original, file_name=EXAMPLE.name, received_at=NOW, received_by=person)
    reading = operations.request_reading(directive, at=NOW)
    claimed = operations.claim(reading.pk)
    assert claimed is not None
    read_once.cache_clear()  # another test's reading may have had the same number
    operations.finish(claimed[0], claimed[1], packed(), at=NOW)
    directive.refresh_from_db()
    return directive


def receive_text(words: str, person: Person, *, issued: date) -> Directive:
    """A document of these words, received and read."""
    original = storage.keep(words.encode(), form="text", at=NOW)
    directive = Directive.objects.create(
        original=original, file_name="van-ban.txt", issued_date=issued, received_at=NOW, received_by=person
    )
    reading = operations.request_reading(directive, at=NOW)
    claimed = operations.claim(reading.pk)
    assert claimed is not None
    read_once.cache_clear()
    operations.finish(claimed[0], claimed[1], pack_directive(read(words.encode(), name="van-ban.txt")), at=NOW)
    return directive


def one_task_of(agency: str, person: Person) -> Directive:
    """A document of one sentence that gives `agency` its only task, with its register made."""
    words = f"Giao {agency} chủ trì rà soát quy hoạch, báo cáo UBND tỉnh trước ngày 30/6/2025."
    directive = receive_text(words, person, issued=date(2025, 6, 1))
    who = {"person": person, "by": Actor(person.name, person.pk), "at": NOW}
    operations.confirm_drafts(directive, {directive.drafts.get().pk: 1}, **who)
    make_register(directive, trial=False, **who)
    return directive
