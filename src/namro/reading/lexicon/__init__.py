"""The words of the trade, from the data files beside this module; each row there has its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of `name`.tsv as dictionaries by column."""
    text = (files(__name__) / f"{name}.tsv").read_text("utf-8")
    head, *lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [dict(zip(head, line, strict=True)) for line in lines]


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches one of the words, the longest first; a blank matches one blank."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in longest_first)


_KINDS = rows("document_kinds")
DOCUMENT_KINDS = alternation(row["kind"] for row in _KINDS)
KIND_OF_ABBREVIATION: dict[str, str] = {}
for _row in _KINDS:
    if _row["abbreviation"]:
        KIND_OF_ABBREVIATION.setdefault(_row["abbreviation"].lower(), _row["kind"])
