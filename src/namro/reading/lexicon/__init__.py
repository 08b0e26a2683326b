"""The words of the trade, from the data files beside this module; each row there has its source.

The first column of a file is the word, in folded spelling. A column `unless` lists, parted by "|", what may follow the
word and make it something else: "tổ chức" opens no name, unless "tín dụng" follows; "…" stands for any word at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

Row = dict[str, str]

_FOLDER = Path(__file__).parent  # importlib.resources would cost a twentieth of the program's start
_ANY_WORD = "…"
_WORTH_A_TREE = 24  # words; below so many a plain "a|b" is tried as fast and built faster


def rows(name: str) -> list[Row]:
    """The rows of `name`.tsv as dictionaries by column."""
    columns, lines = _table(name)
    return [dict(zip(columns, line, strict=True)) for line in lines]


def words(name: str, *classes: str) -> list[str]:
    """The words of `name`.tsv that are of these classes, or all, in the order of the file."""
    return [line[0] for line in _of_classes(name, classes)]


def meanings(name: str, of_class: str) -> dict[str, str]:
    """What the words of one class mean, from the column `meaning`: "tuần" -> "week"."""
    column = _table(name)[0].index("meaning")
    return {line[0]: line[column] for line in _of_classes(name, (of_class,))}


def pattern(name: str, *classes: str) -> str:
    """A pattern that matches one of the words of these classes, or of all, the longest first, and heeds `unless`."""
    columns = _table(name)[0]
    lines = _of_classes(name, classes)
    if "unless" not in columns:
        return alternation(line[0] for line in lines)
    column = columns.index("unless")
    return _either({line[0]: _guard(line[column]) for line in lines})


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches one of the words, the longest first; a blank matches one blank."""
    return _either(dict.fromkeys(words, ""))


@cache
def _table(name: str) -> tuple[list[str], list[list[str]]]:
    """The columns and the lines of `name`.tsv. Raises ValueError for a line with a cell too many or too few."""
    text = (_FOLDER / f"{name}.tsv").read_text("utf-8")
    columns, *lines = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    if any(len(line) != len(columns) for line in lines):
        raise ValueError(f"{name}.tsv: a row with another number of cells than its head")
    return columns, lines


def _of_classes(name: str, classes: Collection[str]) -> list[list[str]]:
    columns, lines = _table(name)
    if not classes:
        return lines
    column = columns.index("class")
    return [line for line in lines if line[column] in classes]


def _either(tails: Mapping[str, str]) -> str:
    """A pattern for one of the words, the longest first, each followed by its tail."""
    if len(tails) < _WORTH_A_TREE:
        return "|".join(re.escape(word) + tails[word] for word in sorted(tails, key=len, reverse=True))
    return "|".join(_tree(sorted(tails.items())))


def _tree(words: list[tuple[str, str]]) -> list[str]:
    """The sorted words as branches by common openings: they match what a plain list would, some five times as fast."""
    shortest = words[0][1] if words[0][0] == "" else None
    branches = []
    for _, group in groupby(words[shortest is not None :], key=lambda pair: pair[0][0]):
        same = list(group)
        if len(same) == 1:
            branches.append(re.escape(same[0][0]) + same[0][1])
            continue
        first, last = same[0][0], same[-1][0]
        shared = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
        inner = _tree([(word[shared:], tail) for word, tail in same])
        branches.append(f"{re.escape(first[:shared])}(?:{'|'.join(inner)})")
    if shortest is not None:
        branches.append(shortest)  # it comes last
    return branches


def _guard(unless: str) -> str:
    if not unless:
        return ""
    if unless == _ANY_WORD:
        return "(?! )"
    following = [word if word.startswith((",", " ,")) else f" {word}" for word in unless.split("|")]
    return f"(?!{alternation(following)})"
