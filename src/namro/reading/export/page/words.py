"""Which words of the document each field of the register came from, under keys that both sides of the page share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from namro.reading.export.register import Entry, Register
from namro.reading.model import Span


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one finding: its key on the page, and where they stand."""

    key: str
    span: Span


class _Found(Protocol):
    @property
    def span(self) -> Span: ...


def words_of(register: Register) -> Iterator[Words]:
    """The words of every finding of every entry, then those of the slips of the text."""
    for entry in register.entries:
        yield from entry_words(entry)
    for index, slip in enumerate(register.slips):
        yield Words(slip_key(index), slip.span)


def entry_words(entry: Entry) -> Iterator[Words]:
    task = entry.task
    found: dict[str, Sequence[_Found]] = {
        "lead": task.leads,
        "help": task.coordinators,
        "due": task.deadlines,
        "rhythm": task.recurrences,
        "soft": task.soft_times,
        "target": task.targets,
        "product": (task.product,) if task.product else (),
        "report": task.reports_to,
        "through": task.through,
        "cite": task.citations,
    }
    for index, mark in enumerate(entry.marks):
        if fault := entry.fault(mark.key):
            yield Words(key_of(entry, "fault", index), fault)
    for kind, items in found.items():
        for index, item in enumerate(items):
            yield Words(key_of(entry, kind, index), item.span)


def key_of(entry: Entry, kind: str, index: int) -> str:
    """n12-due-0: the first deadline of entry 12. Keys of one entry begin with its card's id."""
    return f"n{entry.number}-{kind}-{index}"


def slip_key(index: int) -> str:
    return f"slip-{index}"
