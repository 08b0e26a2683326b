"""The example directive as an office has it: received, read, its drafts waiting. For tests of the desk and register."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from namro.agencies.models import Person
from namro.directives import operations, storage
from namro.directives.models import Directive, DraftTask
from namro.directives.once import read_once
from namro.reading import read
from namro.reading.archive import pack_directive

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


def draft_of(directive: Directive, words: str) -> DraftTask:
    """The draft that is alive and whose words contain these."""
    return next(one for one in directive.drafts.alive() if words in one.content["task"]["text"])
