"""Names in documents: whom they mean on a day, and what is learnt from an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from namro.agencies import operations
from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Alias, Group, UnresolvedName
from namro.agencies.queries.resolving import Resolution, Resolver
from namro.audit.actor import Actor

from .conftest import DAY, NOW

Somewhere = Callable[[str], Agency]


def resolve(name: str, day: date) -> Resolution:
    """Whom it means by what the database holds now."""
    return Resolver()(name, day)


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("Sở Xây dựng", "agency"),
        ("sở xây dựng", "agency"),  # small letters
        ("Uỷ ban nhân dân tỉnh", "agency"),  # the tone on the other vowel
        ("SXD", "agency"),  # an abbreviation
        ("các sở, ban, ngành", "group"),
        ("Các sở, ngành", "group"),  # an alias of the group
        ("Sở Vũ trụ", "unknown"),
    ],
)
def test_a_name_resolves(db: None, name: str, outcome: str) -> None:
    assert resolve(name, DAY).outcome == outcome


def test_an_old_name_gives_a_candidate_with_its_days(agency: Somewhere, by: Actor) -> None:
    tax = agency("Chi cục Thuế khu vực XXI")
    operations.rename_agency(tax, name="Thuế tỉnh", abbreviation="", first_day=DAY, source="", by=by, at=NOW)
    assert resolve("Chi cục Thuế khu vực XXI", DAY - timedelta(days=1)).agency == tax.pk
    later = resolve("Chi cục Thuế khu vực XXI", DAY)
    assert later.outcome == "candidates"
    assert later.candidates[0].agency == tax.pk
    assert "đến hết ngày 19/6/2025" in later.candidates[0].reason


def test_an_unknown_name_waits_once_and_is_counted(db: None) -> None:
    for text in ("Sở Vũ trụ", "SỞ VŨ TRỤ"):
        operations.note_unresolved(text, day=DAY, seen_in="CT 07", at=NOW)
    assert UnresolvedName.objects.get(folded="so vu tru").times_seen == 2


def test_an_answer_teaches_an_alias(agency: Somewhere, by: Actor) -> None:
    waiting = UnresolvedName.objects.get(text="Sở XD")
    operations.answer_name(waiting, meant=agency("Sở Xây dựng"), person=None, by=by, at=NOW)
    assert resolve("Sở XD", DAY).agency == agency("Sở Xây dựng").pk
    assert "Chỉ thị 07" in Alias.objects.get(text="Sở XD").source
    with pytest.raises(Refused, match="người khác"):
        operations.answer_name(waiting, meant=None, person=None, by=by, at=NOW)


def test_what_is_no_agency_is_known_from_then_on_and_only_that(db: None, by: Actor) -> None:
    waiting = operations.note_unresolved("Sở Vũ trụ", day=DAY, seen_in="CT 07", at=NOW)
    operations.answer_name(waiting, meant=None, person=None, by=by, at=NOW)
    assert resolve("Sở Vũ trụ", DAY).outcome == "not_an_agency"
    assert resolve("Sở Vũ trụ và Hàng không", DAY).outcome == "unknown"


def test_a_resolver_serves_many_names_and_days(agency: Somewhere) -> None:
    resolver = Resolver()
    assert resolver("Sở Xây dựng", DAY).agency == resolver("SXD", DAY).agency == agency("Sở Xây dựng").pk
    narrowed = resolver("các sở, ban, ngành liên quan", DAY)
    assert (narrowed.outcome, narrowed.qualifier, narrowed.needs_review) == ("group", "liên quan", True)


def test_the_page_says_why_and_proposes_the_likeliest(as_role: Callable[[str], Client], agency: Somewhere) -> None:
    waiting = operations.note_unresolved("Sở Văn hóa", day=DAY, seen_in="CT 07", at=NOW)
    page = as_role("theodoi").get(f"/agencies/names/{waiting.pk}/").content.decode()
    assert "là phần đầu của tên Sở Văn hóa, Thể thao và Du lịch" in page
    assert 'value="Sở Văn hóa, Thể thao và Du lịch"' in page


def test_the_tracker_answers_on_the_page(as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    waiting = UnresolvedName.objects.get(text="các đồng chí Phó Chủ tịch UBND tỉnh")
    page = f"/agencies/names/{waiting.pk}/"
    assert client.post(page, {"meant": "agency", "agency": ""}).status_code == 422
    group = Group.objects.get(name="các ban quản lý dự án")
    assert client.post(page, {"meant": "group", "group": group.pk}).status_code == 302
    assert client.get(page).status_code == 404
    assert resolve(waiting.text, DAY).group == group.pk
