"""Names and lists of names, told as agencies.

Names that hold commas themselves ("Văn hóa, Thể thao và Du lịch"; "các sở, ban, ngành") are known from the lexicon.
In a list the names after the first may lack their word of kind: "các Bộ: Tài chính, Xây dựng".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from namro.reading import name_patterns as known
from namro.reading.folding import fold
from namro.reading.model import Named, Span
from namro.reading.name_ends import is_aside, may_be_name, name_end, opens_name, opens_order, predicate_at, run_on

_PLACE_KINDS = ("tỉnh", "xã", "phường", "huyện", "thành phố")
_ALL_PLACES = ("các xã", "các phường", "mỗi xã", "mỗi phường", "từng xã", "từng phường")
_PROVINCES_AND_CITIES = "tỉnh, thành phố"
_PLACES_AS_BODIES = ("Tỉnh", "Thành phố", "Xã", "Phường")  # with a capital they stand for their authorities


class List(NamedTuple):
    """A list of names and where it ends, in code points of the text."""

    names: list[Named]
    end: int


def names_at(text: str, folded: str, at: int, end: int, *, found_by: str, semicolons: bool = False) -> List:
    """The names that stand in a list from `at` on; an empty list where none begins there.

    `found_by` is the rule that each name will bear. With `semicolons` a ";" parts names too.
    """
    names: list[Named] = []
    joins = known.SEMICOLON_JOIN if semicolons else known.JOIN
    here = stop = at
    while here < end and (
        listed := _typed(text, folded, here, end, found_by) or _one(text, folded, here, end, found_by)
    ):
        names += listed.names
        stop = listed.end
        here = _past_brackets(folded, stop, end)
        if folded.startswith(" - ", here) and is_aside(text, folded, here + 3, end):
            here = name_end(text, folded, here + 3, end) or here
        join = joins.match(folded, here, end) or known.UNJOINED.match(folded, here, end)
        if not join and text[here + 1 : here + 2].isupper():
            join = known.BODY_BEGINS.match(folded, here, end)
        if not join:
            stop = here
            break
        if bare := _bare_sector(text, folded, names[-1], join.end(), end, found_by):
            names.append(bare)
            stop = bare.span.end
            if not (join := joins.match(folded, stop, end)):
                break
            here = join.end()
            continue
        here = join.end()
        while join and join[0].strip() == "," and _is_bare_field(text, folded, names[-1], here, end):
            field = known.SECOND_FIELD.match(folded, here, end)  # "Đào tạo" opens no order here
            whole = run_on(text, folded, names[-1].span.start, field.end() if field else here, end)
            if whole is None or whole <= here:
                join = None
                break
            names[-1] = _named(text, names[-1].span.start, whole, found_by, sure=0.85)
            stop = whole
            join = joins.match(folded, stop, end)
            here = join.end() if join else here
        if not join:
            break
        if not opens_name(folded, here, end) or (
            predicate_at(text, folded, here, end) and not may_be_name(folded, here)
        ):
            break
    return List(names, stop)


def are_people(names: list[Named]) -> bool:
    """Whether a list names only people at large, not bodies that can be given a task."""
    return all(known.PEOPLE.match(one.name.lower()) and not _is_told_as_body(one.name) for one in names)


def _is_told_as_body(name: str) -> bool:
    """Whether a place stands for its authorities: "Tỉnh", and all of a kind, "các xã, phường"."""
    return name in _PLACES_AS_BODIES or name.lower().startswith(_ALL_PLACES)


def is_role(name: str) -> bool:
    """Whether a name tells a part in the work, not a body: "cơ quan chủ trì"."""
    return known.ROLE.match(name.lower()) is not None


def is_at_large(name: str) -> bool:
    """Whether a name means bodies of a kind, no one of them: "các địa phương"."""
    return known.AT_LARGE.match(name.lower()) is not None


def as_agencies(names: list[Named]) -> list[Named]:
    """Heads of agencies told as their agencies: "Giám đốc Sở Y tế" -> "Sở Y tế"; persons stay as written."""
    # of "Chủ tịch Hội đồng thành viên, Tổng Giám đốc Tập đoàn X" only the last tells the agency
    last = len(names) - 1
    return [
        _as_agency(one)
        for index, one in enumerate(names)
        if index == last or one.name.lower() not in known.SHARED_OFFICES
    ]


def _as_agency(one: Named) -> Named:
    office = known.OFFICE_OF_AGENCY.match(one.name.lower())
    if not office or office.end() == len(one.name):
        return one
    agency = one.name[office.end() :]
    low = fold(agency)
    if not low.startswith(("cơ quan", "các")) and not opens_name(low, 0, len(low)):
        return one
    return Named(agency, one.span, one.found_by, one.confidence)


def _named(text: str, start: int, end: int, found_by: str, name: str | None = None, sure: float = 0.97) -> Named:
    return Named(name or text[start:end], Span(start, end), found_by, sure)


def _one(text: str, folded: str, at: int, end: int, found_by: str) -> List | None:
    stop = name_end(text, folded, at, end)
    return None if stop is None else List([_named(text, at, stop, found_by)], stop)


def _past_brackets(folded: str, at: int, end: int) -> int:
    while brackets := known.BRACKETS.match(folded, at, end):
        at = brackets.end()
    return at


def _is_bare_field(text: str, folded: str, before: Named, at: int, end: int) -> bool:
    """Whether one more field of the body before the comma stands at `at`: "Vụ Kế hoạch," + "Tài chính"."""
    return (
        (text[at : at + 1].isupper() or known.SMALL_FIELD.match(folded, at, end) is not None)
        and known.BODY_OF_FIELDS.match(before.name.lower()) is not None
        and not opens_name(folded, at, end)
    )


def _bare_sector(text: str, folded: str, before: Named, at: int, end: int, found_by: str) -> Named | None:
    """ "các Bộ Tài chính, Xây dựng": a sector alone after a ministry or department takes over its word of kind."""
    if at >= end or not text[at].isupper():
        return None
    kind = known.SECTOR_HOLDER.match(before.name)
    sector = known.SECTOR.match(folded, at, end)
    if not kind or not sector or (opens_name(folded, at, end) and kind[1].lower() != "bộ"):
        return None
    if text[sector.end() : sector.end() + 2].strip()[:1].isupper() or known.OF_PLACE.match(folded, sector.end()):
        return None
    return _named(text, at, sector.end(), found_by, f"{kind[1]} {text[at : sector.end()]}", 0.9)


# ---- lists that share a word of kind


def _typed(text: str, folded: str, at: int, end: int, found_by: str) -> List | None:
    """ "các Bộ: Tài chính, Xây dựng" -> "Bộ Tài chính", "Bộ Xây dựng"; "UBND các tỉnh: A, B" -> "UBND tỉnh A", ..."""
    party = known.PARTY_OFFICE.match(folded, at, end)
    places = known.TYPED_PLACES.match(folded, party.end() if party else at, end)
    # without a colon only places of one kind: in "các xã, phường và đặc khu Cồn Cỏ" the name is the last one's
    told = places is not None and (":" in places["colon"] or places["place"] in _PLACE_KINDS)
    if places and told and _opens_place(text, places.end(), end):
        body = text[places.start("body") : places.end("body")] if places["body"] else ""
        place = f"{places['place']} " if places["place"] in _PLACE_KINDS else ""
        listed = _items(text, folded, places.end(), end, body + place, found_by)
        if listed and places["place"] == _PROVINCES_AND_CITIES:
            listed = listed._replace(names=[_with_place(one, body) for one in listed.names])
        if party and listed:
            committee = text[party.start("body") : party.end("body")]
            of_party = _items(text, folded, places.end(), listed.end, f"{committee} ", found_by)
            return List([*(of_party.names if of_party else []), *listed.names], listed.end)
        return listed
    if shared := _sharing(text, folded, at, end, found_by):
        return shared
    found = known.TYPED_LIST.match(folded, at, end)
    if not found:
        return None
    first = found.end()
    while first < end and folded[first] in " \n":
        first += 1
    if first >= end or not text[first].isupper():
        return None
    colon = found["colon"] == ":"
    if _opens_work(text, folded, first, end):
        return None
    if not colon and not (found["type"] in ("bộ", "sở") and known.SECTOR.match(folded, first, end)):
        return None
    kind = text[found.start("type") : found.end("type")].split(",")[0]
    return _items(text, folded, first, end, f"{kind[:1].upper()}{kind[1:]} ", found_by)


def _sharing(text: str, folded: str, at: int, end: int, found_by: str) -> List | None:
    """ "các Đảng ủy Bộ Tài chính, Bộ Nội vụ" -> "Đảng ủy Bộ Tài chính", "Đảng ủy Bộ Nội vụ": items with a kind of
    their own share the word before them, as far as all are of one kind.
    """
    if not known.SHARING.match(folded, at, end):  # nearly no list does
        return None
    for listing, of_kind in known.SHARING_LISTS:
        found = listing.match(folded, at, end)
        if found and text[found.end() : found.end() + 1].isupper():
            kind = text[found.start("type") : found.end("type")]
            return _items(text, folded, found.end(), end, f"{kind[:1].upper()}{kind[1:]} ", found_by, of_kind)
    return None


def _with_place(one: Named, body: str) -> Named:
    """A place of "các tỉnh, thành phố: ..." told as what it is: a city by its name, or else a province."""
    name = one.name.removeprefix(body)
    kind = "thành phố" if known.CITY.match(name.lower()) else "tỉnh"
    return one if name.lower().startswith(_PLACE_KINDS) else replace(one, name=f"{body}{kind} {name}")


def _opens_place(text: str, at: int, end: int) -> bool:
    """Whether a place's name stands at `at`, with a capital at each word: "Tân Lập", not "Tổng hợp"."""
    item = known.PLACE_ITEM.match(text, at, end)
    return item is not None and text[at].isupper() and (not item[1] or item[1].isupper() or item[1].isdigit())


def _opens_work(text: str, folded: str, at: int, end: int) -> bool:
    """Whether an order stands where the first item of a list would: "Các Sở:" + "Rà soát, thống kê"."""
    more = known.MORE_ITEMS.match(text, at, end)
    return opens_order(folded, at, end) and not (more and more[1].isupper())


def _items(
    text: str, folded: str, at: int, end: int, kind: str, found_by: str, of_kind: re.Pattern[str] | None = None
) -> List | None:
    """The items of a list whose word of kind stands before it; an item with a kind of its own keeps that, but one that
    `of_kind` matches.
    """
    names: list[Named] = []
    here = at
    while here < end and text[here].isupper():
        sector = known.SECTOR.match(folded, here, end)
        stop = sector.end() if sector else here
        if not sector or (text.startswith(" ", stop) and text[stop + 1 : stop + 2].isupper()):
            stop = _capitals_end(text, folded, here, end)
        name = text[here:stop]
        shares = sector or known.FIELD_OF_BODY.match(folded, here) or (of_kind and of_kind.match(folded, here))
        own_kind = not shares and _opens_with_type(folded[here:stop])
        names.append(_named(text, here, stop, found_by, name if own_kind else kind + name, 0.95))
        here = _past_brackets(folded, stop, end)
        join = known.ITEM_JOIN.match(folded, here, end)
        if not join or not text[join.end() : join.end() + 1].isupper():
            break
        here = join.end()
        is_item = known.SECTOR.match(folded, here, end) or known.FIELD_OF_BODY.match(folded, here, end)
        is_item = is_item or (of_kind and of_kind.match(folded, here, end))
        of_another = join[0] == "; " and known.OFFICE_OF_AGENCY.match(folded, here, end) is not None
        if of_another or (opens_name(folded, here, end) and not is_item):
            rest = names_at(text, folded, here, end, found_by=found_by)
            return List(names + rest.names, rest.end) if rest.names else List(names, stop)
    return List(names, here) if names else None


def _opens_with_type(item: str) -> bool:
    return any(item.startswith(word) and not item[len(word) : len(word) + 1].isalnum() for word in known.TYPES)


def _capitals_end(text: str, folded: str, at: int, end: int) -> int:
    """The end of a name that opens with a capital and has no word of kind: "Bưu chính Viễn thông Việt Nam"."""
    for here in range(at, end):
        if folded[here] in ",;:.()|\n":
            return here
        if folded[here] == " " and (here + 1 >= end or _capitals_end_before(text, folded, at, here + 1, end)):
            return here
    return end


def _capitals_end_before(text: str, folded: str, start: int, at: int, end: int) -> bool:
    """Whether the name is over before the small word at `at`."""
    if not text[at].islower():
        return False
    if not predicate_at(text, folded, at, end) and not known.AFTER_ITEM.match(folded, at):
        return False
    after = folded.find(" ", at) + 1
    one_more_field = (
        folded.startswith("và ", at)
        and text[after : after + 1].isupper()
        and not opens_name(folded, after, len(folded))
        and known.SECTOR.search(folded[start : after + 14])
    )
    return not one_more_field


__all__ = ["List", "are_people", "as_agencies", "is_role", "names_at"]
