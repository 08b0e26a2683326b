"""The agencies that come with the package, read from data/ and checked row by row.

A set is a folder: set.toml says what it is and which set its rows add to; agencies.csv, aliases.csv, groups.csv and
successors.csv hold dated rows, each with its source and how sure it is. The rules for them are in docs/agencies.md.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, NoReturn, TypeVar, cast

from namro.agencies.phrases import short_forms
from namro.agencies.records import (
    KINDS,
    RELATIONS,
    SHAPES,
    STATUSES,
    Agency,
    Alias,
    Group,
    Membership,
    Relation,
    Rows,
    Shape,
    Status,
    Succession,
    days_overlap,
)
from namro.agencies.spelling import phrase

SETS: Final = ("thai-nguyen-2025-03", "thai-nguyen-2025-07", "an-lam")

_Word = TypeVar("_Word", bound=str)


class BadSet(ValueError):
    """A shipped row that cannot be used; the message names the file, the row, the value and the remedy."""


@dataclass(frozen=True, slots=True)
class About:
    """What a set says of itself."""

    name: str
    title: str
    as_of: date  # the state of which day it tells
    extends: str | None  # the set whose rows come first
    is_invented: bool


def about(name: str) -> About:
    """What the set is. Raises KeyError for a name that is not in SETS."""
    said = tomllib.loads((_folder(name) / "set.toml").read_text("utf-8"))
    return About(name, said["title"], said["as_of"], said.get("extends"), said["invented"])


@cache
def shipped_rows(name: str) -> Rows:
    """The rows of a set, after those of the set that it extends. Raises BadSet where they do not agree."""
    extended = about(name).extends
    rows = shipped_rows(extended) + read_set(_folder(name)) if extended else read_set(_folder(name))
    check(rows)
    return rows


def read_set(folder: Traversable) -> Rows:
    """The rows of the four files in a folder, each checked by itself. Raises BadSet."""
    return Rows(
        tuple(_agency(row) for row in _rows(folder / "agencies.csv")),
        tuple(_alias(row) for row in _rows(folder / "aliases.csv")),
        tuple(_group(row) for row in _rows(folder / "groups.csv")),
        tuple(_succession(row) for row in _rows(folder / "successors.csv")),
    )


def check(rows: Rows) -> None:
    """Raise BadSet where rows contradict each other: a key used twice or not known, one name for two on one day, a
    body above itself, a succession that leads back."""
    agencies = {agency.key for agency in rows.agencies}
    bodies = agencies | {group.key for group in rows.groups}
    _once([*(agency.key for agency in rows.agencies), *(group.key for group in rows.groups)])
    _known(bodies, (alias.target for alias in rows.aliases), "aliases.csv: target")
    _known(agencies, (agency.parent for agency in rows.agencies if agency.parent), "agencies.csv: parent")
    _known(agencies, (group.under for group in rows.groups if group.under), "groups.csv: under")
    _known(agencies, (one.agency for group in rows.groups for one in group.exceptions), "groups.csv: members")
    _known(bodies, (key for one in rows.successions for key in (one.predecessor, one.successor)), "successors.csv")
    _no_circle(((agency.key, agency.parent) for agency in rows.agencies if agency.parent), "agencies.csv: parent")
    _no_circle(((one.predecessor, one.successor) for one in rows.successions), "successors.csv")
    _one_name_each(rows)


def _one_name_each(rows: Rows) -> None:
    named: dict[tuple[str, ...], list[tuple[str, Agency | Group | Alias]]] = {}
    bodies: list[tuple[str, str, Agency | Group | Alias]] = [
        *((text, agency.key, agency) for agency in rows.agencies for text in (agency.name, *agency.abbreviations)),
        *((group.name, group.key, group) for group in rows.groups),
        *((alias.text, alias.target, alias) for alias in rows.aliases),
    ]
    for text, key, record in bodies:
        others = named.setdefault(phrase(text, short_forms()).toned, [])
        for other_key, other in others:
            if other_key != key and days_overlap(record, other):
                raise BadSet(f"“{text}” is {key} and {other_key} on the same days; give one another name or other days")
        others.append((key, record))


def _once(keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise BadSet(f"the key “{key}” is used twice; give one of the rows another")
        seen.add(key)


def _known(known: set[str], keys: Iterable[str], where: str) -> None:
    for key in keys:
        if key not in known:
            raise BadSet(f"{where}: no row has the key “{key}”; add it, or mend the spelling")


def _no_circle(steps: Iterable[tuple[str, str]], where: str) -> None:
    following: dict[str, list[str]] = {}
    for start, end in steps:
        following.setdefault(start, []).append(end)
    for first in following:
        waiting, seen = list(following[first]), set[str]()
        while waiting:
            key = waiting.pop()
            if key == first:
                raise BadSet(f"{where}: “{first}” leads back to itself; take out one of the steps")
            if key not in seen:
                seen.add(key)
                waiting += following.get(key, [])


# One row at a time


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a file, and where it stands, for messages."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def bad(self, column: str, remedy: str) -> NoReturn:
        raise BadSet(f"{self.file}, line {self.line}, {column} “{self.cells[column]}”: {remedy}")

    def needed(self, column: str) -> str:
        return self.cells[column] or self.bad(column, "must not be empty")

    def one_of(self, column: str, words: frozenset[_Word]) -> _Word:
        if self.cells[column] not in words:
            self.bad(column, f"must be one of {', '.join(sorted(words))}")
        return cast(_Word, self.cells[column])

    def several(self, column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.cells[column].split(";") if part.strip())

    def day(self, column: str) -> date | None:
        try:
            return date.fromisoformat(self.cells[column]) if self.cells[column] else None
        except ValueError:
            self.bad(column, "must be a day such as 2025-03-01, or empty")

    def days(self) -> tuple[date | None, date | None]:
        first, last = self.day("valid_from"), self.day("valid_to")
        if first and last and last < first:
            self.bad("valid_to", "must not lie before valid_from")
        return first, last


def _agency(row: _Row) -> Agency:
    first, last = row.days()
    return Agency(
        key=row.needed("key"),
        name=row.needed("name"),
        kind=row.one_of("kind", KINDS),
        abbreviations=row.several("abbreviations"),
        parent=row["parent"] or None,
        relation=cast(Relation, row.one_of("relation", RELATIONS)),
        locality=row["locality"],
        code=row["code"] or None,
        place_code=row["place_code"] or None,
        valid_from=first,
        valid_to=last,
        status=cast(Status, row.one_of("status", STATUSES)),
        source=row.needed("source"),
        note=row["note"],
    )


def _alias(row: _Row) -> Alias:
    first, last = row.days()
    status = cast(Status, row.one_of("status", STATUSES))
    return Alias(row.needed("text"), row.needed("target"), first, last, status, row.needed("source"), row["note"])


def _group(row: _Row) -> Group:
    first, last = row.days()
    kinds, members = frozenset(row.several("kinds")), row.several("members")
    if not kinds and not members:
        row.bad("members", "a group needs kinds or members")
    if kinds - KINDS:
        row.bad("kinds", f"must be of {', '.join(sorted(KINDS))}")
    return Group(
        key=row.needed("key"),
        name=row.needed("name"),
        kinds=kinds,
        under=row["under"] or None,
        exceptions=tuple(Membership(member) for member in members),
        valid_from=first,
        valid_to=last,
        status=cast(Status, row.one_of("status", STATUSES)),
        source=row.needed("source"),
        note=row["note"],
    )


def _succession(row: _Row) -> Succession:
    return Succession(
        predecessor=row.needed("predecessor"),
        successor=row.needed("successor"),
        effective_on=row.day("effective_on") or row.bad("effective_on", "must not be empty"),
        shape=cast(Shape, row.one_of("shape", SHAPES)),
        status=cast(Status, row.one_of("status", STATUSES)),
        source=row.needed("source"),
        note=row["note"],
    )


def _rows(file: Traversable) -> Iterator[_Row]:
    for line, cells in enumerate(csv.DictReader(file.read_text("utf-8").splitlines()), start=2):
        if None in cells or None in cells.values():
            raise BadSet(f"{file.name}, line {line}: has too many or too few cells; quote a text that holds commas")
        yield _Row(file.name, line, cells)


def _folder(name: str) -> Traversable:
    if name not in SETS:
        raise KeyError(f"no set “{name}”; known are {', '.join(SETS)}")
    return files("namro.agencies") / "data" / name
