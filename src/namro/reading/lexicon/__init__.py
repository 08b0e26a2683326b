"""The words of the trade, from the data files beside this module; each row there has its source.

The first column of a file is the word, in folded spelling. A column `unless` lists, parted by "|", what may follow the
word and make it something else: "tổ chức" opens no name, unless "tín dụng" follows; "…" stands for any word at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

Row = dict[str, str]

_FOLDER = Path(__file__).parent  # importlib.resources would cost a tenth of the program's start
_ANY_WORD = "…"


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of `name`.tsv as dictionaries by column. Raises ValueError for a row with a cell too many or too few."""
    text = (_FOLDER / f"{name}.tsv").read_text("utf-8")
    head, *lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(dict(zip(head, line, strict=True)) for line in lines)


def words(name: str, *classes: str) -> list[str]:
    """The words of `name`.tsv that are of these classes, or all, in the order of the file."""
    return [next(iter(row.values())) for row in rows(name) if not classes or row["class"] in classes]


def meanings(name: str, of_class: str) -> dict[str, str]:
    """What the words of one class mean, from the column `meaning`: "tuần" -> "week"."""
    return {row["word"]: row["meaning"] for row in rows(name) if row["class"] == of_class}


def pattern(name: str, *classes: str) -> str:
    """A pattern that matches one of the words of these classes, the longest first, and heeds `unless`."""
    chosen = [row for row in rows(name) if not classes or row["class"] in classes]
    return _branches({next(iter(row.values())): _guard(row.get("unless", "")) for row in chosen})


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches one of the words, the longest first; a blank matches one blank."""
    return _branches(dict.fromkeys(words, ""))


def _branches(tails: Mapping[str, str]) -> str:
    """The words as a tree of their letters, each followed by its tail.

    It matches what a plain "a|ab|b", sorted by falling length, would match, some five times as fast.
    """
    return "|".join(_tree(tails))


def _tree(tails: Mapping[str, str]) -> list[str]:
    by_letter: dict[str, dict[str, str]] = {}
    for word, tail in tails.items():
        if word:
            by_letter.setdefault(word[0], {})[word[1:]] = tail
    branches = []
    for letter, rest in by_letter.items():
        inner = _tree(rest)
        branches.append(re.escape(letter) + (inner[0] if len(inner) == 1 else f"(?:{'|'.join(inner)})"))
    if "" in tails:
        branches.append(tails[""])  # the shortest comes last
    return branches


def _guard(unless: str) -> str:
    if not unless:
        return ""
    if unless == _ANY_WORD:
        return "(?! )"
    following = [word if word.startswith((",", " ,")) else f" {word}" for word in unless.split("|")]
    return f"(?!{alternation(following)})"
