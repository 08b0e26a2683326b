"""The shipped sets in the database: nothing is lost on the way, and loading again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from namro.access.models import Account
from namro.agencies.imports.province import Loaded, load_province
from namro.agencies.models import Agency, Group, Person, Succession
from namro.agencies.operations.agencies import key_of
from namro.agencies.queries.groups import members_on
from namro.agencies.queries.resolving import Resolver
from namro.agencies.resolution import Directory
from namro.agencies.shipped import shipped_rows
from namro.audit.actor import Actor

from .conftest import NOW

ROWS = shipped_rows("thai-nguyen-2025-07")
DAYS = (date(2025, 2, 10), date(2025, 3, 10), date(2025, 7, 2))


@pytest.fixture
def empty(db: None) -> None:
    """No agency and nobody."""
    Account.objects.all().delete()
    Person.objects.all().delete()
    Group.objects.all().delete()
    Agency.objects.update(parent=None)
    Agency.objects.all().delete()


@pytest.fixture
def july(empty: None, by: Actor) -> Loaded:
    """Thái Nguyên from July on, laid over what it was in March."""
    load_province("thai-nguyen-2025-03", by=by, at=NOW)
    return load_province("thai-nguyen-2025-07", by=by, at=NOW)


def test_a_later_set_adds_what_is_new_and_again_nothing(july: Loaded, by: Actor) -> None:
    assert july.entered["agencies"] == len(ROWS.agencies) - len(shipped_rows("thai-nguyen-2025-03").agencies)
    assert Agency.objects.count() == len(ROWS.agencies)
    assert Group.objects.count() == len(ROWS.groups)
    assert Succession.objects.count() == len(ROWS.successions)
    assert not load_province("thai-nguyen-2025-07", by=by, at=NOW).entered


def test_every_name_means_in_the_database_what_it_means_in_the_files(july: Loaded) -> None:
    key = {key_of(body): key for bodies in (july.agencies, july.groups) for key, body in bodies.items()}
    directory, resolver = Directory(ROWS), Resolver()
    texts = {body.name for body in (*ROWS.agencies, *ROWS.groups)} | {alias.text for alias in ROWS.aliases}
    texts |= {text for agency in ROWS.agencies for text in agency.abbreviations}
    different = {}
    for day in DAYS:
        for text in texts:
            said, found = directory.resolve(text, day), resolver(text, day).found
            wanted = (said.outcome, said.agency or said.group, {one.body.key for one in said.candidates})
            given = (found.outcome, found.agency or found.group, {key[one.body.key] for one in found.candidates})
            if (wanted[0], wanted[1] and wanted[1].key, wanted[2]) != (
                given[0],
                given[1] and key[given[1].key],
                given[2],
            ):
                different[text, day] = (said.reason, found.reason)
    assert different == {}


def test_pages_and_resolver_agree_on_the_members_of_a_group(july: Loaded) -> None:
    directory = Directory(ROWS)
    for row in ROWS.groups:
        for day in DAYS:
            members = {july.agencies[one.key].pk for one in directory.members_on(row, day)}
            assert set(members_on(july.groups[row.key], day).values_list("pk", flat=True)) == members


def test_a_district_of_june_leads_to_a_choice_among_the_communes_of_july(july: Loaded) -> None:
    found = Resolver()("UBND huyện Đại Từ", date(2025, 7, 2))
    assert found.outcome == "candidates"
    assert found.candidates[0].group == july.groups["ubnd-cac-xa-phuong"].pk
    assert found.needs_review


def test_two_communes_differ_in_one_mark(july: Loaded) -> None:
    names = ("Ủy ban nhân dân xã Văn Lang", "Ủy ban nhân dân xã Văn Lăng")
    found = {Resolver()(name, date(2025, 7, 2)).agency for name in names}
    assert len(found) == 2 and None not in found


def test_what_is_not_confirmed_says_so(july: Loaded) -> None:
    for row in ROWS.agencies:
        if row.status != "confirmed":
            assert "xác nhận" in july.agencies[row.key].source


def test_codes_and_days_are_kept(july: Loaded) -> None:
    for row in ROWS.agencies:
        agency = july.agencies[row.key]
        kept = (agency.code, agency.place_code, agency.valid_from, agency.valid_to, agency.locality, agency.relation)
        assert kept == (row.code, row.place_code, row.valid_from, row.valid_to, row.locality, row.relation)


def test_the_resolver_asks_the_same_few_questions_however_many_agencies(
    july: Loaded, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(7):
        resolver = Resolver()
        for row in ROWS.agencies:
            resolver(row.name, DAYS[0])
