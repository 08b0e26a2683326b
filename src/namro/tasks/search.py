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
from django.db.models import ExpressionWrapper, F, IntegerField, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In

from namro.agencies.folding import fold

MOST_WORDS = 12  # of one question: more than anyone types, few enough for any index
COMMON = 4_000  # what more tasks hold is met sooner along the list than they are sorted for it
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


_Line = tuple[str, list[list[list[str]]]]  # where to look, and for each group of words the ways to spell it


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: each group of words must be there; the words of one group stand side by side, in order.

    The conditions for a page, `along` the list, are met on SQLite row by row in the order of the list where the words
    are common: its planner knows of no words, and would sort half the register to show a hundred rows."""

    groups: tuple[tuple[str, ...], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not self.groups

    def folded(self, column: str = "task", *, along: bool = False) -> Q:
        """The condition that the task holds the words, in whatever accents."""
        return _among(column, _found(self._folded), along=along)

    def spelt(self, column: str = "task", *, along: bool = False) -> Q:
        """The condition that the task holds the words with these accents."""
        return _among(column, _found(self._spelt), along=along)

    def spelt_otherwise(self, column: str = "task", *, along: bool = False) -> Q:
        """The condition that the task holds the words, but not with these accents."""
        return _among(column, _found(self._folded, but_not=self._spelt), along=along)

    @property
    def _folded(self) -> _Line:
        return "folded", [[[fold(word) for word in group]] for group in self.groups]

    @property
    def _spelt(self) -> _Line:
        return "spelt", [_spellings(group) for group in self.groups]


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


def _found(line: _Line, *, but_not: _Line | None = None) -> RawSQL:
    # Words hold letters and digits only, so that neither database's language of questions can be broken out of.
    if connection.vendor == "postgresql":
        sql, params = f"SELECT task_id FROM tasks_search WHERE {line[0]} @@ to_tsquery('simple', %s)", [_tsquery(line)]
        if but_not is not None:
            sql, params = f"{sql} AND NOT {but_not[0]} @@ to_tsquery('simple', %s)", [*params, _tsquery(but_not)]
        return RawSQL(sql, params)
    asked = _fts5(line) if but_not is None else f"({_fts5(line)}) NOT ({_fts5(but_not)})"
    return RawSQL("SELECT rowid FROM tasks_search WHERE tasks_search MATCH %s", [asked])


def _among(column: str, found: RawSQL, *, along: bool) -> Q:
    if along and _is_common(found):
        # The sum hides the column from the planner, as in `filters.counts`.
        return Q(In(ExpressionWrapper(F(column) + 0, IntegerField()), found))
    return Q(**{f"{column}__in": found})


def _is_common(found: RawSQL) -> bool:
    """Whether more tasks hold the words than are soon sorted. PostgreSQL's planner knows that by itself."""
    if connection.vendor == "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({found.sql} LIMIT %s)", [*found.params, COMMON + 1])
        return bool(cursor.fetchone()[0] > COMMON)


def _fts5(line: _Line) -> str:
    column, groups = line
    asked = " AND ".join("({})".format(" OR ".join(f'"{" ".join(way)}"' for way in ways)) for ways in groups)
    return f"{column} : ({asked})"


def _tsquery(line: _Line) -> str:
    return " & ".join(f"({' | '.join(_adjacent(way) for way in ways)})" for ways in line[1])


def _adjacent(way: list[str]) -> str:
    return "({})".format(" <-> ".join(f"'{word}'" for word in way))
