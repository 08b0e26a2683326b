"""Every way of writing every name, found by its whole spelling, by its initials, by its beginning, or by nearness.

The index knows spellings, not days: whether a form holds is asked by the caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Generic, Literal, NamedTuple, TypeVar

from namro.agencies.spelling import Phrase, distance

How = Literal["name", "abbreviation", "alias", "stem", "place"]
Target = TypeVar("Target")

# Letters that may be wrong in a name of so many letters without blanks ("sotaichinh" has 10) ...
_FAULTS = ((5, 0), (12, 1), (24, 2))
_MOST_FAULTS = 3
# ... and no more than one in so many of the words that do not agree: "xã Ch Ri" is no slip for "xã Na Rì".
_LETTERS_TO_A_FAULT = 3
_MOST_COMPARED = 1_000  # forms looked at for a name of which no word is known; about 5 ms
_FEWEST_INITIALS = 3  # "STC"; two initials alone may be anyone's
_WRITTEN_OUT = ("name", "stem", "place")


class Form(NamedTuple, Generic[Target]):
    """One way of writing a name, and whose it is."""

    target: Target
    text: str
    how: How
    alias: int  # place in the caller's aliases, -1 where it is none
    words: tuple[str, ...]
    toned: tuple[str, ...]
    needs_plural: bool  # "UBND các xã", which "UBND xã" does not mean; a list, "các sở, ban, ngành", does without


class Near(NamedTuple, Generic[Target]):
    """A form that lies `faults` letters away from what was written."""

    faults: int
    form: Form[Target]


class NameIndex(Generic[Target]):
    """The forms, added one by one."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[Form[Target]]] = defaultdict(list)
        self._by_initials: dict[str, list[Form[Target]]] = defaultdict(list)
        self._by_word: dict[str, list[Form[Target]]] = defaultdict(list)
        self._by_length: dict[int, list[Form[Target]]] = defaultdict(list)
        self._toned: set[str] = set()
        self._syllables: set[str] = set()  # words of names, where short forms have initials

    def add(self, target: Target, written: Phrase, how: How, alias: int = -1) -> None:
        """Take in one way of writing the target's name."""
        if not written.bare:
            return
        needs_plural = written.is_plural and "," not in written.text
        form = Form(target, written.text, how, alias, written.bare, written.toned, needs_plural)
        key = written.key
        self._by_key[key].append(form)
        if how in _WRITTEN_OUT or (how == "alias" and self._syllables.issuperset(written.bare)):
            self._by_initials["".join(word[0] for word in written.bare)].append(form)
        for word in set(written.bare):
            self._by_word[word].append(form)
        self._by_length[len(key)].append(form)
        self._toned.update(written.toned)
        if how in _WRITTEN_OUT:
            self._syllables.update(written.bare)

    def spelt(self, written: Phrase) -> list[Form[Target]]:
        """The forms with the same letters, whatever the blanks, hyphens, capitals and marks."""
        return self._by_key.get(written.key, [])

    def abbreviated(self, written: Phrase) -> list[Form[Target]]:
        """The forms that this is short for: "STC", "Sở NN&MT", "VP UBND tỉnh", "KBNN KV VII". Initials are capitals,
        except in a text that has none: in "Ủy ban nhân dvn" there is a wrong letter."""
        short = [place for place, word in enumerate(written.bare) if word not in self._syllables]
        if not short or (len(short) == len(written.bare) and len(written.key) < _FEWEST_INITIALS):
            return []
        as_written = [written.text[written.starts[place] : written.ends[place]] for place in short]
        if any(word.islower() for word in as_written) and not written.text.islower():
            return []
        initials = "".join([word[0] if word in self._syllables else word for word in written.bare])
        return [form for form in self._by_initials.get(initials, ()) if _stands_for(written.bare, form.words)]

    def near(self, written: Phrase, *, slips: int = 0) -> list[Near[Target]]:
        """The forms a few letters away, the nearest first. A word that is known is taken as it stands: "Bộ Tài chính"
        is no fault for "Sở Tài chính". With `slips`, so many known words may stand for others."""
        most = _faults_allowed(len(written.key))
        known = {word for word, toned in zip(written.bare, written.toned, strict=True) if self._is_known(word, toned)}
        if not most or (not slips and known.issuperset(written.bare)):
            return []
        numbers = _numbers(written.bare)
        found = []
        for form in self._with_words(known, slips, len(written.key), most):
            if len(known.difference(form.words)) <= slips and numbers == _numbers(form.words):
                letters = sum([len(word) for word in written.bare if word not in form.words])
                in_these = max(1, (letters + 1) // _LETTERS_TO_A_FAULT)
                faults = distance(written.key, "".join(form.words), min(most, in_these))
                if faults is not None:
                    found.append(Near(faults, form))
        return sorted(found, key=lambda one: one.faults)

    def beginning_with(self, written: Phrase) -> Iterator[Form[Target]]:
        """The forms that go on where this stops: "Sở Văn hóa" -> Sở Văn hóa, Thể thao và Du lịch."""
        size = len(written.bare)
        rarest = min((self._by_word.get(word, []) for word in written.bare), key=len, default=[])
        return (form for form in rarest if len(form.words) > size and form.words[:size] == written.bare)

    def _is_known(self, word: str, toned: str) -> bool:
        return word.isdecimal() or toned in self._toned or (toned == word and word in self._by_word)

    def _with_words(self, known: set[str], slips: int, length: int, most: int) -> list[Form[Target]]:
        """The forms that can hold all the known words but `slips` of them; by length, where none is known and they
        are not too many."""
        if len(known) > slips:
            rarest = sorted((self._by_word.get(word, []) for word in known), key=len)[: slips + 1]
            return [form for forms in rarest for form in forms]
        of_its_length = [self._by_length.get(size, []) for size in range(length - most, length + most + 1)]
        if slips or sum(map(len, of_its_length)) > _MOST_COMPARED:
            return []
        return [form for forms in of_its_length for form in forms]


def _faults_allowed(letters: int) -> int:
    return next((faults for size, faults in _FAULTS if letters < size), _MOST_FAULTS)


def _numbers(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word.isdecimal()]


def _stands_for(short: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether each part of `short` is the next word or the initials of the next words: "vp", "uy" ... "tinh"."""
    at = 0
    for part in short:
        if words[at : at + 1] == (part,):
            at += 1
            continue
        initials = "".join([word[0] for word in words[at : at + len(part)]])
        if initials != part:
            return False
        at += len(part)
    return at == len(words)
