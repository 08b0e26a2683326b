"""Words that tasks are found by: accents and case do not matter, but what is spelt as asked comes first.

Both databases answer the same two questions, which tasks hold the words folded, and which hold them as spelt; only
this module knows that SQLite's index is FTS5 and PostgreSQL's a table of tsvectors (migration 0004).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import product

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from namro.agencies.folding import fold

MOST_WORDS = 12  # of one question: more than anyone types, few enough for any index
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'["“]([^"”]+)["”]')
# One syllable, two schools: the mark on the first vowel or on the second (hòa, hoà). Texts hold both.
_TONES = {
    "oa": ("òa óa ỏa õa ọa", "oà oá oả oã oạ"),
    "oe": ("òe óe ỏe õe ọe", "oè oé oẻ oẽ oẹ"),
    "uy": ("ùy úy ủy ũy ụy", "uỳ uý uỷ uỹ uỵ"),
}
_OTHER_PLACE = {
    one: other
    for olds, news in _TONES.values()
    for old, new in zip(olds.split(), news.split(), strict=True)
    for one, other in ((old, new), (new, old))
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: each group of words must be there; the words of one group stand side by side, in order."""

    groups: tuple[tuple[str, ...], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.groups

    def folded(self, column: str = "task") -> Q:
        """The condition that the task holds the words, in whatever accents."""
        return _among(column, "folded", [[[fold(word) for word in group]] for group in self.groups])

    def spelt(self, column: str = "task") -> Q:
        """The condition that the task holds the words with these accents."""
        return _among(column, "spelt", [_spellings(group) for group in self.groups])


def question(text: str) -> Question:
    """Read what someone typed: words anywhere, "words in quotes" side by side.

    >>> question('Đất đai "đầu tư công"').groups
    (('đầu', 'tư', 'công'), ('đất',), ('đai',))
    """
    plain = unicodedata.normalize("NFC", text).lower()
    quoted = [tuple(_WORD.findall(part)) for part in _QUOTED.findall(plain)]
    groups = [*quoted, *((word,) for word in _WORD.findall(_QUOTED.sub(" ", plain)))]
    kept: list[tuple[str, ...]] = []
    for group in groups:
        # A sign that folds to nothing (a lone "º") would be looked for in vain.
        words = tuple(word for word in group if fold(word))
        if words and sum(map(len, kept)) + len(words) <= MOST_WORDS:
            kept.append(words)
    return Question(tuple(dict.fromkeys(kept)))


def _spellings(group: tuple[str, ...]) -> list[list[str]]:
    """The ways to write these words that differ only in where a mark stands."""
    ways = [(word, word[:-2] + _OTHER_PLACE[word[-2:]]) if word[-2:] in _OTHER_PLACE else (word,) for word in group]
    return [list(way) for way in product(*ways)][:16]


def _among(column: str, line: str, groups: list[list[list[str]]]) -> Q:
    # Words hold letters and digits only, so that neither database's language of questions can be broken out of.
    if connection.vendor == "postgresql":
        asked = " & ".join(f"({' | '.join(_adjacent(way) for way in ways)})" for ways in groups)
        found = RawSQL(f"SELECT task_id FROM tasks_search WHERE {line} @@ to_tsquery('simple', %s)", [asked])
    else:
        asked = " AND ".join("({})".format(" OR ".join(f'"{" ".join(way)}"' for way in ways)) for ways in groups)
        found = RawSQL("SELECT rowid FROM tasks_search WHERE tasks_search MATCH %s", [f"{line} : ({asked})"])
    return Q(**{f"{column}__in": found})


def _adjacent(way: list[str]) -> str:
    return "({})".format(" <-> ".join(f"'{word}'" for word in way))
