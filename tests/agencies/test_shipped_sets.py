"""What is shipped: it is read, it is sure of no more than its sources are, and all of it can be found."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from namro.agencies.phrases import WHY_AT_LARGE
from namro.agencies.records import BREADTHS, Agency, Alias, Dated, Group, Rows, days_overlap
from namro.agencies.resolution import Directory
from namro.agencies.shipped import SETS, about, shipped_rows
from tests.shared_material import SHARED

DIRECTORIES = {name: Directory(shipped_rows(name)) for name in SETS}
MARCH, JULY = date(2025, 3, 10), date(2025, 7, 10)
UNITS = SHARED / "data" / "thai_nguyen_92_units.csv"


def some_day(*records: Dated) -> date:
    """A day on which all the records hold."""
    starts = [one.valid_from for one in records if one.valid_from]
    ends = [one.valid_to for one in records if one.valid_to]
    return max(starts) if starts else min(ends, default=MARCH)


def written(rows: Rows) -> list[tuple[str, str, date]]:
    """Every shipped name, abbreviation and alias with whose it is and a day on which it holds."""
    bodies: dict[str, Agency | Group] = {body.key: body for body in chain(rows.agencies, rows.groups)}
    found = [(agency.name, agency.key, some_day(agency)) for agency in rows.agencies]
    found += [(text, agency.key, some_day(agency)) for agency in rows.agencies for text in agency.abbreviations]
    found += [(group.name, group.key, some_day(group)) for group in rows.groups]
    found += [(alias.text, alias.target, some_day(alias, bodies[alias.target])) for alias in rows.aliases]
    return found


EVERYTHING = [(name, *row) for name in SETS for row in written(shipped_rows(name))]


@pytest.mark.parametrize("name", SETS)
def test_every_name_abbreviation_and_alias_resolves_to_its_own(name: str) -> None:
    directory = DIRECTORIES[name]
    wrong = {
        (text, day): found
        for text, key, day in written(shipped_rows(name))
        if (body := (found := directory.resolve(text, day)).agency or found.group) is None or body.key != key
    }
    assert wrong == {}


CHANGES: list[Callable[[str], str]] = [str.upper, str.lower, str.title, "  {}. ".format, "- {};".format]


@settings(deadline=None)  # the machine is shared
@given(st.sampled_from(EVERYTHING), st.sampled_from(CHANGES))
def test_and_in_other_letters_and_between_other_marks(
    row: tuple[str, str, str, date], change: Callable[[str], str]
) -> None:
    name, text, key, day = row
    found = DIRECTORIES[name].resolve(change(text), day)
    body = found.agency or found.group
    assert body is not None and body.key == key, found


@pytest.mark.parametrize("name", SETS)
def test_no_two_agencies_share_a_name_on_one_day(name: str) -> None:
    rows = shipped_rows(name)
    named: dict[str, list[Agency]] = {}
    for agency in rows.agencies:
        for text in {agency.name.lower(), *(short.lower() for short in agency.abbreviations)}:
            assert not any(days_overlap(agency, other) for other in named.setdefault(text, [])), text
            named[text].append(agency)


@pytest.mark.parametrize("name", SETS)
def test_every_row_has_a_source_and_only_the_invented_set_is_invented(name: str) -> None:
    rows = shipped_rows(name)
    every = [*rows.agencies, *rows.aliases, *rows.groups, *rows.successions]
    assert all(row.source for row in every)
    assert {row.status == "invented" for row in every} == {about(name).is_invented}


def test_what_is_not_confirmed_is_not_said_to_be() -> None:
    rows = shipped_rows("thai-nguyen-2025-07")
    agencies = {agency.key: agency for agency in rows.agencies}
    # domain.md §7.1 marks short forms as judgement unless the directive has them
    judged = {alias.text: alias.status for alias in rows.aliases}
    assert {judged[text] for text in ("STC", "SNN&MT", "VPUB", "KBNN KV VII")} == {"unconfirmed"}
    # coverage of the tax region, and every identifier below H55, are not known
    assert agencies["chi-cuc-thue-khu-vuc-vii"].locality == ""
    assert {agency.code for agency in rows.agencies} == {None, "H55"}
    # the merger of March follows the pattern of other provinces
    of_march = [one for one in rows.successions if one.effective_on == date(2025, 3, 1)]
    assert {one.status for one in of_march} == {"partly", "unconfirmed"}
    # no district has a commune for successor: a person decides
    of_districts = [one for one in rows.successions if one.predecessor.startswith("ubnd-huyen")]
    assert {one.successor for one in of_districts} == {"ubnd-cac-xa-phuong"}
    assert {one.shape for one in of_districts} == {"one_to_many"}


@pytest.mark.skipif(not UNITS.exists(), reason="the shared material is not here")
def test_the_communes_of_july_are_those_of_the_list() -> None:
    with UNITS.open(encoding="utf-8") as lines:
        listed = {row["gso_code"]: row["name"] for row in csv.DictReader(lines)}
    communes = [one for one in shipped_rows("thai-nguyen-2025-07").agencies if one.kind == "commune_committee"]
    assert {one.place_code: one.locality[0].upper() + one.locality[1:] for one in communes} == listed
    assert len(communes) == 92 and all(one.name == f"Ủy ban nhân dân {one.locality}" for one in communes)
    assert all(one.valid_from == date(2025, 7, 1) for one in communes)


def test_the_departments_of_march_and_what_they_were_before() -> None:
    tree = DIRECTORIES["thai-nguyen-2025-03"].tree
    departments = tree.members_on(tree.groups["co-quan-chuyen-mon"], MARCH)
    assert len(departments) == 13
    before = {one.body.name for one in tree.predecessors_on("so-xay-dung", date(2025, 2, 28))}
    assert before == {"Sở Xây dựng", "Sở Giao thông vận tải"}
    assert len(tree.members_on(tree.groups["co-quan-chuyen-mon"], date(2025, 2, 28))) == 18


def test_a_set_says_what_it_is() -> None:
    assert about("thai-nguyen-2025-07").extends == "thai-nguyen-2025-03"
    assert about("an-lam").is_invented and "minh họa" in about("an-lam").title
    with pytest.raises(KeyError, match="known are thai-nguyen-2025-03"):
        about("ha-noi")


def test_each_way_of_naming_no_agency_has_its_reason() -> None:
    assert set(WHY_AT_LARGE) == BREADTHS
    with (files("namro.agencies") / "data" / "common" / "at_large.csv").open(encoding="utf-8") as lines:
        assert {row["breadth"] for row in csv.DictReader(lines)} <= BREADTHS


# Faults: a name with one wrong letter never means another agency.

NAMES = [
    (agency, agency.name)
    for agency in shipped_rows("thai-nguyen-2025-03").agencies
    if agency.holds_on(MARCH) and agency.name.count(" ") > 1
]


letters = st.sampled_from("bcdghiklmnoprstuvxyạệồ")
acts = st.sampled_from(["add", "drop", "change"])


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 200), letters, acts)
def test_a_wrong_letter_never_makes_another_agency(row: tuple[Agency, str], place: int, letter: str, act: str) -> None:
    agency, name = row
    at = place % len(name)
    faulty = name[:at] + ("" if act == "drop" else letter) + name[at + (act != "add") :]
    found = DIRECTORIES["thai-nguyen-2025-03"].resolve(faulty, MARCH)
    assert found.agency is None or found.agency is agency, faulty


days = st.dates(date(2024, 1, 1), date(2027, 1, 1))
odds = ["các", "Giám đốc", "Phó", "liên quan", "tỉnh", "và", "(", ")"]
pieces = st.sampled_from([text for _, text, _, _ in EVERYTHING] + odds)
texts = st.one_of(st.text(max_size=400), st.lists(pieces, max_size=6).map(" ".join))


@settings(max_examples=400, deadline=None)
@given(texts, days)
def test_no_text_whatever_breaks_it(text: str, day: date) -> None:
    found = DIRECTORIES["thai-nguyen-2025-07"].resolve(text, day)
    assert found.name == text and found.reason
    assert (found.agency is not None) == (found.outcome == "agency")
    assert (found.group is not None) == (found.outcome == "group")
    assert bool(found.candidates) >= (found.outcome == "candidates")
    assert all(member.holds_on(day) for member in found.members)
    if found.agency:
        assert found.agency.holds_on(day)


@settings(deadline=None)  # the machine is shared
@given(st.sampled_from([alias for alias in shipped_rows("thai-nguyen-2025-07").aliases if alias.valid_to]))
def test_an_alias_ends_with_its_last_day(alias: Alias) -> None:
    assert alias.valid_to
    found = DIRECTORIES["thai-nguyen-2025-07"].resolve(alias.text, alias.valid_to + timedelta(days=1))
    body = found.agency or found.group
    assert body is None or body.key != alias.target
