"""Places in and behind names: "huyện Đại Từ" for its committee, "tỉnh Thái Nguyên" behind a department."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from namro.agencies.name_index import How
from namro.agencies.phrases import qualifiers, short_forms
from namro.agencies.records import Agency
from namro.agencies.spelling import Phrase, distance, phrase

COMMITTEES: Final = frozenset(("province_committee", "district_committee", "commune_committee"))
# Where a name without its place says too little: "Ủy ban nhân dân" may be the province's or any district's.
_AT_EVERY_LEVEL: Final = COMMITTEES | {"council", "party_body", "front_and_unions"}
_KINDS_OF_PLACE: Final = (
    *(("thanh", "pho"), ("thi", "xa"), ("thi", "tran"), ("dac", "khu")),
    *((word,) for word in ("tinh", "huyen", "quan", "xa", "phuong")),
)
# Letters that may be wrong in a place behind a name: one in so many, and no more than two. "An Lâm" allows none:
# "Hà Nam" is but two letters away.
_LETTERS_TO_A_FAULT: Final = 6
_MOST_FAULTS: Final = 2

Place = tuple[str, ...]  # its words, bare


class Ending(NamedTuple):
    """How many words are left when what may stand behind a name is taken off."""

    left: int
    faults: int = 0  # letters that were wrong in what was taken off
    qualifier: str | None = None  # what was taken off narrows a group: "liên quan"
    only_collective: bool = False  # what was taken off stands behind groups, not behind agencies


def kind_of_place(words: tuple[str, ...]) -> Place:
    """The words for a sort of place that open the words: "tỉnh", "thị xã"; none where none does."""
    return next((kind for kind in _KINDS_OF_PLACE if words[: len(kind)] == kind), ())


def places_behind_names(agencies: Iterable[Agency]) -> list[Place]:
    """What may stand behind the name of a provincial body: "tỉnh Thái Nguyên", "Thái Nguyên", "tỉnh".

    Only of a province whose committee has agencies below it: with a neighbour's behind it, a name is the neighbour's.
    """
    agencies = list(agencies)
    parents = {agency.parent for agency in agencies}
    found: list[Place] = []
    for agency in agencies:
        if agency.kind == "province_committee" and agency.key in parents:
            where = _read(agency.locality).bare
            kind = kind_of_place(where)
            found += [where, where[len(kind) :], kind]
    return [place for place in dict.fromkeys(found) if place]


def writings(agency: Agency, places: Iterable[Place]) -> Iterator[tuple[How, str]]:
    """The ways of writing an agency that follow from its row, each with what it is."""
    yield "name", agency.name
    for short in agency.abbreviations:
        yield "abbreviation", short
    yield from _without_place(agency, places)
    if agency.kind in COMMITTEES and agency.locality:
        yield "place", agency.locality
        where = _read(agency.locality)
        kind = kind_of_place(where.bare)
        if kind and len(kind) < len(where.bare):
            alone = where.text[where.starts[len(kind)] :]
            yield "place", alone
            yield "place", f"UBND {alone}"


def _without_place(agency: Agency, places: Iterable[Place]) -> Iterator[tuple[How, str]]:
    """ "Thanh tra tỉnh" -> "Thanh tra"; "Thuế tỉnh Thái Nguyên" -> "Thuế tỉnh", "Thuế"."""
    name = _read(agency.name)
    for place in places:
        kind = kind_of_place(place)
        if kind and ends_with(name.bare, place):
            rest = len(name.bare) - len(place)
            yield "stem", name.first(rest + len(kind)).text
            if agency.kind not in _AT_EVERY_LEVEL:
                yield "stem", name.first(rest).text


def endings(words: Phrase, places: Iterable[Place], *, loosely: bool = False) -> Iterator[Ending]:
    """The name whole; without its place ("tỉnh Thái Nguyên"), `loosely` with a few letters of it wrong; without what
    stands behind groups ("liên quan", "trên địa bàn tỉnh")."""
    count = len(words.bare)
    yield Ending(count)
    for place in places:
        faults = _faults_at_end(words.bare, place) if loosely else 0 if ends_with(words.bare, place) else None
        if faults is not None:
            yield Ending(count - len(place), faults)
    qualifier = None
    while True:
        left = words.bare[:count]
        tail = next((one for one in qualifiers() if ends_with(left, one.words)), None)
        place = next((one for one in places if ends_with(left, one)), ())
        if not tail and not place:
            return
        count -= len(tail.words if tail else place)
        if tail and tail.narrows:
            qualifier = words.text[words.starts[count] : words.ends[len(left) - 1]]
        yield Ending(count, qualifier=qualifier, only_collective=True)


def ends_with(words: Place, tail: Place) -> bool:
    """Whether the tail stands behind at least one word."""
    return len(tail) < len(words) and words[-len(tail) :] == tail


def _faults_at_end(words: Place, place: Place) -> int | None:
    if len(place) >= len(words):
        return None
    right = "".join(place)
    return distance("".join(words[-len(place) :]), right, min(_MOST_FAULTS, len(right) // _LETTERS_TO_A_FAULT))


def _read(text: str) -> Phrase:
    return phrase(text, short_forms())
