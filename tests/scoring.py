"""What share of an expected register a reading gives: tasks paired by their words, fields compared as facts.

A small scorer of our own, for the tests that run in every clone; the figures that count are those of `make gold`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from namro.reading.folding import fold

Json = dict[str, Any]
Place = tuple[int, int]
_ENOUGH = 0.5  # of the words of two tasks together must be common to both


@dataclass
class Score:
    """Hits, and how many were expected and found; and what differs."""

    hits: int = 0
    expected: int = 0
    found: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, expected: Counter[Any], found: Counter[Any], where: str) -> None:
        self.hits += sum((expected & found).values())
        self.expected += sum(expected.values())
        self.found += sum(found.values())
        if expected != found:
            self.misses.append(f"{where}: expected {sorted(map(str, expected))}, found {sorted(map(str, found))}")

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.expected + self.found) if self.expected + self.found else 1.0


def letters(text: str) -> str:
    """The letters alone, small, with one spelling of tones."""
    return "".join(filter(str.isalpha, fold(unicodedata.normalize("NFC", text))))


def place(hay: str, first: str, last: str, floor: int) -> Place | None:
    """Where the words lie that begin with `first` and end with `last`."""
    start = hay.find(first, floor)
    start = hay.find(first) if start < 0 else start
    if start < 0:
        return None
    end = hay.find(last, start)
    return start, (end + len(last) if end >= 0 else start + len(first))


def places(hay: str, tasks: Sequence[Json]) -> list[Place | None]:
    """The place of each task: from its quote to where it ends, or its whole text."""
    out: list[Place | None] = []
    floor = 0
    for task in tasks:
        words = letters(task.get("text") or "")
        first, last = (words[:40], words[-40:]) if words else (letters(task["quote"]), letters(task["ends"]))
        found = place(hay, words, words, floor) if words else None
        out.append(found or place(hay, first, last, floor))
        floor = out[-1][0] + 1 if out[-1] else floor
    return out


def common(one: Place | None, other: Place | None) -> float:
    if not one or not other:
        return 0.0
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, inside / (max(one[1], other[1]) - min(one[0], other[0])))


def paired(expected: list[Place | None], found: list[Place | None]) -> list[tuple[int, int]]:
    """Which expected task is which found one; the pairs with the most common words first."""
    scored = sorted(((common(e, f), i, j) for i, e in enumerate(expected) for j, f in enumerate(found)), reverse=True)
    pairs: list[tuple[int, int]] = []
    for value, i, j in scored:
        if value >= _ENOUGH and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def name(text: str) -> str:
    return fold(text).replace("ủy ban nhân dân", "ubnd").strip(" .,;")


def when(one: Json) -> object:
    return one.get("date") or (one.get("amount"), one.get("unit"))


FACTS: dict[str, Callable[[Json], Iterable[object]]] = {
    "leads": lambda task: map(name, task["leads"]),
    "coordinators": lambda task: map(name, task["coordinators"]),
    "mode": lambda task: [task["mode"]],
    "deadlines": lambda task: [(one["rule"], when(one)) for one in task["deadlines"]],
    "recurrences": lambda task: [(one["every"], one["rule"], one["day"]) for one in task["recurrences"]],
    "targets": lambda task: [(one["op"], float(one["value"]), fold(one["unit"])) for one in task["targets"]],
    "cites": lambda task: task["cites"],
    "reports_to": lambda task: map(name, task["reports_to"]),
    "product": lambda task: [task["product"]] if task["product"] else [],
}


def compare(text: str, expected: Sequence[Json], found: Sequence[Json]) -> dict[str, Score]:
    """The score of the tasks, of each of their fields, and of tasks right in every field."""
    hay = letters(text)
    pairs = paired(places(hay, expected), places(hay, found))
    scores = {key: Score() for key in ("tasks", *FACTS, "whole")}
    scores["tasks"] = Score(len(pairs), len(expected), len(found))
    whole = scores["whole"]
    whole.expected, whole.found = len(expected), len(found)
    for i, j in pairs:
        before = sum(len(scores[key].misses) for key in FACTS if key != "reports_to")
        for key, facts in FACTS.items():
            where = (expected[i].get("quote") or expected[i]["text"])[:60]
            scores[key].add(Counter(facts(expected[i])), Counter(facts(found[j])), where)
        whole.hits += sum(len(scores[key].misses) for key in FACTS if key != "reports_to") == before
    for tasks, taken, told in ((expected, {i for i, _ in pairs}, "missed"), (found, {j for _, j in pairs}, "extra")):
        for index, task in enumerate(tasks):
            if index not in taken:
                scores["tasks"].misses.append(f"{told}: {(task.get('quote') or task['text'])[:80]}")
    return scores
