"""Reads the marked-up source of the example directive. The mark-up is explained at the head of the .md file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

# One pattern per level of the list in parts/numbering.xml, in that order: "II.", "3.", "3.1.", "a)", "-", "+".
LEVELS = (r"[IVX]+\.", r"\d+\.", r"\d+\.\d+\.", r"[a-d]\)", "-", r"\+")
BULLETS = ("-", "+")

_LABELLED = re.compile(
    rf"(?P<head>#+ )?(?P<label>{'|'.join(LEVELS[i] for i in (0, 2, 1, 3, 4, 5))})(?P<restart>!)? (?P<text>.+)"
)
_NOTE = re.compile(r"\[\^(\d+)\]: (.+)")
_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>.+?)\*|\[\^(?P<note>\d+)\]|\^(?P<raised>\d+)\^")

Look = Literal["plain", "bold", "italic", "note", "raised"]


class SourceError(ValueError):
    """The source does not say what it should; the message names the line."""


class Run(NamedTuple):
    """A stretch of text of one look; for a note, `text` is its number."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str  # with its inline mark-up
    label: str = ""  # as Word displays it
    level: int | None = None  # of the list, from 0
    heading: bool = False
    restart: int | None = None  # number set by hand, against the list's own count


@dataclass(frozen=True, slots=True)
class PageEnd:
    """Where a printed page ends; the text version gives the page's footnotes there."""


@dataclass(frozen=True, slots=True)
class Example:
    head: dict[str, str]
    body: tuple[Paragraph | PageEnd, ...]
    notes: dict[str, str]
    recipients: tuple[str, ...]
    signer: tuple[str, str]  # title, name
    annex_title: tuple[str, str, str]  # "Phụ lục", its title, the line that ties it to the directive
    annex: tuple[tuple[str, ...], ...]  # rows of cells; ">" is merged with the cell before, "^" with the one above


def parse(text: str) -> Example:
    """The example as the source has it. Raises SourceError where a written number is not the one Word would give."""
    _, head, rest = text.split("---\n", 2)
    rest = re.sub(r"<!--\n.*?-->", "", rest, flags=re.DOTALL)  # the long comment; "hết trang" stands on one line
    body, *parts = re.split(r"^=== (.+)$", rest, flags=re.MULTILINE)
    named = {name: _lines(part) for name, part in zip(parts[::2], parts[1::2], strict=True)}
    annex = named["Phụ lục"]
    example = Example(
        head=dict(line.split(": ", 1) for line in _lines(head)),
        body=tuple(_body(body)),
        notes=dict(found.groups() for line in _lines(body) if (found := _NOTE.match(line))),  # type: ignore[misc]
        recipients=named["Nơi nhận"],
        signer=named["Người ký"],  # type: ignore[arg-type]
        annex_title=annex[:3],  # type: ignore[arg-type]
        annex=tuple(_cells(line) for line in annex[3:]),
    )
    _check_numbers(example.body)
    return example


def runs(text: str) -> Iterator[Run]:
    """The stretches of a paragraph's text, its mark-up turned into looks."""
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            yield Run(text[at : found.start()], "plain")
        look = found.lastgroup
        yield Run(found[look], look)  # type: ignore[index, arg-type]
        at = found.end()
    if at < len(text):
        yield Run(text[at:], "plain")


def merged_below(rows: tuple[tuple[str, ...], ...], row: int, column: int) -> bool:
    """Whether the cell is the first of several merged downwards."""
    return rows[row][column] != "^" and row + 1 < len(rows) and rows[row + 1][column : column + 1] == ("^",)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _body(text: str) -> Iterator[Paragraph | PageEnd]:
    for line in _lines(text):
        if line == "<!-- hết trang -->":
            yield PageEnd()
        elif not _NOTE.match(line):
            yield _paragraph(line)


def _paragraph(line: str) -> Paragraph:
    found = _LABELLED.fullmatch(line)
    if not found:
        if line.startswith("#"):
            raise SourceError(f"đề mục không có số: {line[:60]}")
        return Paragraph(line)
    label = found["label"]
    level = next(i for i, pattern in enumerate(LEVELS) if re.fullmatch(pattern, label))
    restart = _count(label) if found["restart"] else None
    return Paragraph(found["text"], label, level, bool(found["head"]), restart)


def _count(label: str) -> int:
    """The number that a label stands for on its own level: "III." 3, "4.2." 2, "b)" 2."""
    last = label.rstrip(".)").split(".")[-1]
    if last.isdigit():
        return int(last)
    if label.endswith(")"):
        return ord(last) - ord("a") + 1
    return {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}[last]


def _check_numbers(body: tuple[Paragraph | PageEnd, ...]) -> None:
    """Counts as Word does, a level starting again after any higher one, and compares with what is written."""
    counts = [0] * len(LEVELS)
    for one in body:
        if not isinstance(one, Paragraph) or one.level is None or one.label in BULLETS:
            continue
        counts[one.level] = one.restart or counts[one.level] + 1
        counts[one.level + 1 :] = [0] * (len(counts) - one.level - 1)
        parent_right = one.level != 2 or one.label.split(".")[0] == str(counts[1])
        if _count(one.label) != counts[one.level] or not parent_right:
            raise SourceError(f"số {one.label} sai thứ tự, Word sẽ đánh {counts[one.level]}: {one.text[:60]}")
