"""Whom a name in a document means on a day.

    directory = Directory(rows)
    directory.resolve("Sở NN&MT", date(2025, 3, 10)).agency.name  # "Sở Nông nghiệp và Môi trường"

The first step that finds something answers: the name as it is spelt or abbreviated; the name without the office before
it ("Giám đốc Sở Y tế"); a name a few letters off; words that name no agency; a name cut short or run on. What held on
the day decides; what held on another day only gives candidates, through the successions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, NamedTuple, TypeAlias

from namro.agencies import sentences
from namro.agencies.name_index import Form, How, NameIndex, Near
from namro.agencies.phrases import (
    Office,
    offices_by_first_word,
    shipped_at_large,
    short_forms,
    with_short_forms_mended,
)
from namro.agencies.places import Ending, endings, kind_of_place, places_behind_names, writings
from namro.agencies.records import Agency, Alias, AtLarge, Group, Membership, Rows, Succession
from namro.agencies.spelling import Phrase, phrase
from namro.agencies.tree import AgencyTree, Body

__all__ = [
    "Agency",
    "Alias",
    "AtLarge",
    "Candidate",
    "Directory",
    "Group",
    "Membership",
    "Resolution",
    "Rows",
    "Succession",
]

Outcome: TypeAlias = Literal["agency", "group", "candidates", "not_an_agency", "unknown"]
FoundBy: TypeAlias = Literal["name", "abbreviation", "alias", "place", "near", "former", "part", "at_large", "nothing"]

LONGEST_NAME: Final = 300  # characters; the longest that the reader gives have about 120
MOST_CANDIDATES: Final = 12
MOST_OFFICES: Final = 3  # before one name: "đồng chí Bí thư, Chủ tịch"
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")  # "Thủ tướng Chính phủ (để b/c)"
_LIKELY_TOO: Final = 1  # a name that lies so many letters further than the nearest may still be meant

_WEIGHT: Final[dict[How, int]] = {"name": 0, "abbreviation": 1, "alias": 1, "stem": 2, "place": 3}

_Target: TypeAlias = Agency | Group | AtLarge
_Form: TypeAlias = Form[_Target]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agency or a group that may be meant, and why it is thought so, in a Vietnamese sentence."""

    body: Agency | Group
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means on a day, and why, in Vietnamese."""

    name: str
    day: date
    outcome: Outcome
    reason: str
    found_by: FoundBy = "nothing"
    agency: Agency | None = None  # where the outcome is "agency"
    group: Group | None = None  # where the outcome is "group"
    members: tuple[Agency, ...] = ()  # of the group, on that day
    candidates: tuple[Candidate, ...] = ()  # for a person to choose from, the likeliest first
    office: str | None = None  # whose holder the words name: "Giám đốc"
    qualifier: str | None = None  # what narrows the group: "liên quan"; a person says to which members

    @property
    def needs_review(self) -> bool:
        """Whether a person should look before a task is given on the strength of this."""
        return self.outcome in ("candidates", "unknown") or self.found_by == "near" or self.qualifier is not None


class _Question(NamedTuple):
    """A name as it was asked, the day, and the words of it that are looked for."""

    name: str
    day: date
    words: Phrase
    offices: int = 0  # how many were taken off: "đồng chí", "Giám đốc"

    @property
    def text(self) -> str:
        return self.name[:LONGEST_NAME].strip()


class Directory:
    """The agencies of a province through time, and what they are called."""

    def __init__(self, rows: Rows, *, at_large: Iterable[AtLarge] | None = None) -> None:
        self.tree = AgencyTree(rows)
        self._aliases = rows.aliases
        self._places = places_behind_names(rows.agencies)
        self._index: NameIndex[_Target] = NameIndex()
        self._take_in(rows, shipped_at_large() if at_large is None else at_large)

    def resolve(self, name: str, day: date) -> Resolution:
        """Find whom `name` means on `day`. Never raises; a text that is no name is "unknown"."""
        text = name[:LONGEST_NAME]
        found = self._answer(_Question(name, day, _read(text)))
        if found.outcome == "unknown" and (plain := _IN_BRACKETS.sub(" ", text)) != text:
            found = self._answer(_Question(name, day, _read(plain)))
        if found.outcome == "unknown" and (mended := with_short_forms_mended(text)) != text:
            found = self._answer(_Question(name, day, _read(mended)))
            if found.outcome != "unknown":
                return replace(
                    found, found_by="near", reason=sentences.of_mended(text.strip(), mended.strip(), found.reason)
                )
        return found

    def members_on(self, group: Group, day: date) -> tuple[Agency, ...]:
        """The agencies that the group means on `day`, in the order of the rows."""
        return self.tree.members_on(group, day)

    # The steps

    def _answer(self, asked: _Question) -> Resolution:
        if asked.words.bare:
            for step in (
                self._as_spelt,
                self._without_office,
                self._nearly,
                self._at_large,
                self._in_part,
                self._with_a_slip,
            ):
                if found := step(asked):
                    return found
        return Resolution(asked.name, asked.day, "unknown", sentences.of_nothing(asked.text))

    def _as_spelt(self, asked: _Question) -> Resolution | None:
        of_other_days: list[_Form] = []
        for ending in endings(asked.words, self._places):
            words = asked.words.first(ending.left)
            for found in (self._index.spelt(words), self._index.abbreviated(words)):
                forms = [form for form in found if _fits(form, words, ending)]
                if today := [form for form in forms if self._holds(form, asked.day)]:
                    return self._one_of(_best(today, words), asked, words, ending.qualifier)
                of_other_days += forms
        return self._of_another_day(of_other_days, asked)

    def _without_office(self, asked: _Question) -> Resolution | None:
        words = asked.words
        if asked.offices == MOST_OFFICES:
            return None
        for office in offices_by_first_word().get(words.bare[0], ()):
            if not _opens_with(words, office):
                continue
            end = words.ends[len(office.words) - 1]
            rest = _read(f"{office.leaves} {words.text[end:].strip()}".strip())
            if not rest.bare:
                return _no_agency(asked, sentences.of_bare_office(asked.text))
            found = self._answer(asked._replace(words=rest, offices=asked.offices + 1))
            if found.outcome != "unknown" and found.found_by != "part":
                return _held_by(found, words.text[words.starts[0] : end], office)
        return None

    def _nearly(self, asked: _Question) -> Resolution | None:
        for ending in endings(asked.words, self._places, loosely=True):
            words = asked.words.first(ending.left)
            near = self._index.near(words)
            if ending.faults:
                near = [*(Near(0, form) for form in self._index.spelt(words)), *near]
            near = [
                Near(one.faults + ending.faults, one.form)
                for one in near
                if _fits(one.form, words, ending) and not _is_other_head(one.form, words)
            ]
            if near:
                return self._nearest(near, asked, ending.qualifier)
        return None

    def _at_large(self, asked: _Question) -> Resolution | None:
        for count in range(len(asked.words.bare) - 1, 0, -1):
            for form in self._index.spelt(asked.words.first(count)):
                if isinstance(form.target, AtLarge) and form.target.takes_more:
                    return _no_agency(asked, sentences.of_at_large(asked.text, form.target))
        return None

    def _in_part(self, asked: _Question) -> Resolution | None:
        is_plural = asked.words.opens_plural
        if longer := self._bodies(self._index.beginning_with(asked.words), asked.day, is_plural=is_plural):
            found = [Candidate(body, sentences.of_beginning(asked.text, body)) for body in longer]
            return _candidates(found, asked, "part")
        for count in range(len(asked.words.bare) - 1, 1, -1):
            words = asked.words.first(count)
            rest = asked.words.text[words.ends[-1] :].strip()
            if not _is_rest_of_a_sentence(rest, asked.words.bare[count:]):
                continue
            if shorter := self._bodies(self._index.spelt(words), asked.day, is_plural=is_plural):
                found = [Candidate(body, sentences.of_rest(rest, body)) for body in shorter]
                return _candidates(found, asked, "part")
        return None

    def _with_a_slip(self, asked: _Question) -> Resolution | None:
        """A letter off, yet another word: "Sở Tư phát". Only to choose from."""
        near = [one for one in self._index.near(asked.words, slips=1) if _fits(one.form, asked.words, Ending(0))]
        found = [
            Candidate(body, sentences.of_faults(one.faults, asked.text, body))
            for one in near
            for _, body in _with_bodies([one.form])
            if self._holds(one.form, asked.day)
        ]
        return _candidates(_one_each(found), asked, "near") if found else None

    # From forms to an answer

    def _one_of(self, forms: Sequence[_Form], asked: _Question, words: Phrase, qualifier: str | None) -> Resolution:
        """What the forms mean that hold on the day: one body, or several to choose from."""
        target = forms[0].target
        if any(form.target is not target for form in forms):
            found = [Candidate(body, _why(form, body, words)) for form, body in _with_bodies(forms)]
            return _candidates(found, asked, "name")
        if isinstance(target, AtLarge):
            return _no_agency(asked, sentences.of_at_large(asked.text, target))
        return self._found(target, asked, _how(forms[0], words), _why(forms[0], target, words), qualifier)

    def _nearest(self, near: Sequence[Near[_Target]], asked: _Question, qualifier: str | None) -> Resolution | None:
        """What is meant by a name with faults: the one that lies nearest, where no other lies about as near."""
        first = near[0]
        close = [one for one in near if one.faults <= first.faults + _LIKELY_TOO]
        if isinstance(first.form.target, AtLarge):
            return _no_agency(asked, sentences.of_at_large(asked.text, first.form.target))
        found = [
            Candidate(body, sentences.of_faults(one.faults, asked.text, body))
            for one in close
            for _, body in _with_bodies([one.form])
            if self._holds(one.form, asked.day)
        ]
        found = _one_each(found)
        if len(found) == 1 and self._holds(first.form, asked.day):
            return self._found(found[0].body, asked, "near", found[0].reason, qualifier)
        of_other_days = self._of_another_day([one.form for one in close if not self._holds(one.form, asked.day)], asked)
        if not found:
            return of_other_days
        return _candidates(found + list(of_other_days.candidates if of_other_days else ()), asked, "near")

    def _of_another_day(self, forms: Sequence[_Form], asked: _Question) -> Resolution | None:
        """Who is meant by a name that did not hold on the day: who came after, or was before."""
        found: list[Candidate] = []
        nobody = several = ""
        for form, body in _with_bodies(forms):
            if body.holds_on(asked.day):
                alias = self._aliases[form.alias]
                found.append(Candidate(body, sentences.of_old_alias(form.text, alias, body, asked.day)))
                continue
            found += self._heirs(body, asked.day)
            nobody = nobody or sentences.of_nobody_else(body, asked.day)
            several = several or sentences.of_several_after(body, asked.day)
        if found:
            return _candidates(_one_each(found), asked, "former", several)
        return Resolution(asked.name, asked.day, "unknown", nobody, "former") if nobody else None

    def _heirs(self, body: Body, day: date) -> Iterator[Candidate]:
        for heir in self.tree.successors_on(body.key, day):
            yield Candidate(heir.body, sentences.of_successor(body, heir, day))
        for heir in self.tree.predecessors_on(body.key, day):
            yield Candidate(heir.body, sentences.of_predecessor(body, heir, day))

    def _found(self, body: Body, asked: _Question, found_by: FoundBy, reason: str, qualifier: str | None) -> Resolution:
        if isinstance(body, Agency):
            return Resolution(asked.name, asked.day, "agency", reason, found_by, agency=body)
        members = self.tree.members_on(body, asked.day)
        size = sentences.of_members(body, len(members), asked.day, qualifier)
        return Resolution(
            asked.name,
            asked.day,
            "group",
            f"{reason} {size}" if found_by == "near" else size,
            found_by,
            group=body,
            members=members,
            qualifier=qualifier,
        )

    # What the index is asked and told

    def _holds(self, form: _Form, day: date) -> bool:
        if isinstance(form.target, AtLarge):
            return True
        return form.target.holds_on(day) and (form.alias < 0 or self._aliases[form.alias].holds_on(day))

    def _bodies(self, forms: Iterable[_Form], day: date, *, is_plural: bool) -> list[Body]:
        """The agencies and groups of the forms that hold on the day, each once; only groups for a plural."""
        found: dict[str, Body] = {}
        for form, body in _with_bodies(forms):
            if self._holds(form, day) and not (is_plural and isinstance(body, Agency)):
                found[body.key] = body
                if len(found) == MOST_CANDIDATES:
                    break
        return list(found.values())

    def _take_in(self, rows: Rows, at_large: Iterable[AtLarge]) -> None:
        for agency in rows.agencies:
            for how, text in writings(agency, self._places):
                self._index.add(agency, _read(text), how)
        for group in rows.groups:
            self._index.add(group, _read(group.name), "name")
        for place, alias in enumerate(rows.aliases):
            if body := self.tree.body(alias.target):
                self._index.add(body, _read(alias.text), "alias", place)
        for one in at_large:
            self._index.add(one, _read(one.phrase), "name")


def _read(text: str) -> Phrase:
    return phrase(text, short_forms())


def _fits(form: _Form, words: Phrase, ending: Ending) -> bool:
    """Whether the form may be meant: an agency by no plural, "UBND các xã" by nothing but a plural."""
    if isinstance(form.target, Agency):
        return not (words.opens_plural or ending.only_collective)
    return words.is_plural or not form.needs_plural


def _is_other_head(form: _Form, words: Phrase) -> bool:
    """Whether the first word makes it another body, where nothing else tells: "Sở Tài chính" is no "Bộ Tài chính"."""
    return isinstance(form.target, AtLarge) and form.words[0] != words.bare[0]


def _best(forms: Sequence[_Form], words: Phrase) -> list[_Form]:
    """Those with the right marks, if any; of these what is an agency or a group, if any; of these the most official."""
    marked = [form for form in forms if form.toned == words.toned] or forms
    bodies = [form for form in marked if not isinstance(form.target, AtLarge)] or marked
    weight = min(_WEIGHT[form.how] for form in bodies)
    return [form for form in bodies if _WEIGHT[form.how] == weight]


def _with_bodies(forms: Iterable[_Form]) -> Iterator[tuple[_Form, Body]]:
    for form in forms:
        if not isinstance(form.target, AtLarge):
            yield form, form.target


def _how(form: _Form, words: Phrase) -> FoundBy:
    if form.how == "name" or form.how == "stem":
        return "name" if _is_spelt(form, words) else "abbreviation"
    return form.how


def _is_spelt(form: _Form, words: Phrase) -> bool:
    return "".join(form.words) == words.key


def _why(form: _Form, body: Body, words: Phrase) -> str:
    text = words.text.strip()
    if not _is_spelt(form, words):
        return sentences.of_form("abbreviation", text, body)
    if form.toned != words.toned:
        return sentences.of_other_marks(text, body)
    return sentences.of_form(form.how, text, body)


def _held_by(found: Resolution, title: str, office: Office) -> Resolution:
    """What is found behind an office: the agency for its head; for a deputy a person, not the agency."""
    body = found.agency or found.group
    if office.rank == "address" or body is None:
        return found
    if office.rank == "deputy":
        reason = sentences.of_deputy(found.name.strip(), body)
        holder_of = (Candidate(body, reason),)
        return Resolution(
            found.name, found.day, "not_an_agency", reason, "at_large", candidates=holder_of, office=title
        )
    return replace(found, office=title, reason=sentences.of_head(found.name.strip(), found.reason))


def _no_agency(asked: _Question, reason: str) -> Resolution:
    return Resolution(asked.name, asked.day, "not_an_agency", reason, "at_large")


def _candidates(found: Sequence[Candidate], asked: _Question, found_by: FoundBy, several: str = "") -> Resolution:
    reason = (several or sentences.of_several(asked.text)) if len(found) > 1 else found[0].reason
    kept = tuple(found[:MOST_CANDIDATES])
    return Resolution(asked.name, asked.day, "candidates", reason, found_by, candidates=kept)


def _one_each(found: Iterable[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for candidate in found:
        first.setdefault(candidate.body.key, candidate)
    return list(first.values())


def _opens_with(words: Phrase, office: Office) -> bool:
    """Whether the title stands at the start; "Trường" is no "trưởng", but words without marks may be."""
    size = len(office.words)
    return words.bare[:size] == office.words and all(
        toned in (title, bare) for toned, title, bare in zip(words.toned, office.toned, office.words, strict=False)
    )


def _is_rest_of_a_sentence(rest: str, words: tuple[str, ...]) -> bool:
    """Whether what follows a name goes on in small letters and names no place: "mở chuyên mục", not "tỉnh Bắc Kạn"."""
    return rest[:1].islower() and not kind_of_place(words)
