"""Agencies through time: names, ends, successors, groups, signatures, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from namro.agencies import operations
from namro.agencies.errors import Refused
from namro.agencies.folding import fold
from namro.agencies.models import Agency, AgencyName, Group, Kind, Person, Post, Rank, Succession
from namro.agencies.operations import NewAgency, NewPost
from namro.agencies.queries.directory import PAGE_SIZE, Filters, directory, suggestions
from namro.agencies.queries.groups import members_on
from namro.agencies.queries.signing import addressee, signature_block
from namro.audit.actor import Actor
from namro.audit.models import Entry

from .conftest import DAY, NOW

Somewhere = Callable[[str], Agency]
Someone = Callable[[str], Person]
FIRST_JULY = date(2025, 7, 1)
PROVINCE = "Ủy ban nhân dân tỉnh An Lâm"


def make(name: str, parent: Agency | None, by: Actor, **more: object) -> Agency:
    return operations.create_agency(NewAgency(name=name, kind=Kind.DEPARTMENT, parent=parent, **more), by=by, at=NOW)


def test_a_renamed_agency_keeps_its_old_name_for_old_days(agency: Somewhere, by: Actor) -> None:
    tax = agency("Chi cục Thuế khu vực XXI")
    operations.rename_agency(
        tax, name="Thuế tỉnh An Lâm", abbreviation="", first_day=FIRST_JULY, source="QĐ", by=by, at=NOW
    )
    assert addressee(tax, FIRST_JULY - timedelta(days=1)) == "Chi cục Thuế khu vực XXI"
    assert addressee(tax, FIRST_JULY) == "Thuế tỉnh An Lâm"


def test_two_agencies_of_one_name_on_one_day_are_refused(agency: Somewhere, by: Actor) -> None:
    with pytest.raises(Refused, match="Sở Xây dựng") as refusal:
        make("SỞ XÂY DỰNG", agency(PROVINCE), by)
    assert refusal.value.field == "name"


def test_the_database_refuses_them_too(agency: Somewhere) -> None:
    ours = agency("Sở Y tế")
    with pytest.raises(DatabaseError), transaction.atomic():
        AgencyName.objects.create(agency=ours, name="Sở Xây dựng", folded=fold("Sở Xây dựng"), valid_from=FIRST_JULY)
    with pytest.raises(DatabaseError), transaction.atomic():
        AgencyName.objects.filter(agency=ours).update(name="Sở Xây dựng")


def test_a_name_is_free_again_when_its_agency_is_no_more(agency: Somewhere, by: Actor) -> None:
    operations.close_agency(agency("Sở Y tế"), last_day=DAY, by=by, at=NOW)
    again = make("Sở Y tế", agency(PROVINCE), by, valid_from=DAY + timedelta(days=1))
    assert again.holds_on(FIRST_JULY)


def test_an_agency_that_ends_before_it_begins_is_refused(agency: Somewhere, by: Actor) -> None:
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        make("Sở Thử", agency(PROVINCE), by, valid_from=FIRST_JULY, valid_to=DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Agency.objects.filter(pk=agency("Sở Y tế").pk).update(valid_from=FIRST_JULY, valid_to=DAY)


def test_a_body_ends_after_those_below_it(agency: Somewhere, by: Actor) -> None:
    with pytest.raises(Refused, match="đơn vị trực thuộc"):
        operations.close_agency(agency(PROVINCE), last_day=DAY, by=by, at=NOW)


def test_one_district_is_split_and_a_loop_is_refused(agency: Somewhere, by: Actor) -> None:
    province = agency(PROVINCE)
    district = agency("Ủy ban nhân dân huyện Bình Sơn Hạ")
    first, second = (make(name, province, by, valid_from=FIRST_JULY) for name in ("UBND xã A", "UBND xã B"))
    for commune in (first, second):
        operations.record_succession(district, commune, effective_date=FIRST_JULY, by=by, at=NOW)
    assert Succession.objects.filter(predecessor=district).count() == 2
    with pytest.raises(Refused, match="ngược lại"):
        operations.record_succession(second, district, effective_date=FIRST_JULY, by=by, at=NOW)
    with pytest.raises(Refused, match="chính nó"):
        operations.record_succession(first, first, effective_date=FIRST_JULY, by=by, at=NOW)
    with pytest.raises(Refused, match="đã được ghi"):
        operations.record_succession(district, first, effective_date=FIRST_JULY, by=by, at=NOW)


def test_a_successor_that_is_not_there_yet_is_refused(agency: Somewhere, by: Actor) -> None:
    commune = make("UBND xã A", agency(PROVINCE), by, valid_from=FIRST_JULY)
    with pytest.raises(Refused, match="không hoạt động"):
        operations.record_succession(agency("Sở Y tế"), commune, effective_date=DAY, by=by, at=NOW)


def test_a_group_has_the_members_of_the_day(agency: Somewhere, by: Actor) -> None:
    districts = Group.objects.get(name="UBND các huyện, thị xã, thành phố")
    assert members_on(districts, DAY).count() == 6
    operations.close_agency(agency("Ủy ban nhân dân huyện Bình Sơn Hạ"), last_day=DAY, by=by, at=NOW)
    assert members_on(districts, DAY + timedelta(days=1)).count() == 5
    districts.exceptions.create(agency=agency("Ủy ban nhân dân thành phố An Lâm"), is_member=False)
    districts.exceptions.create(agency=agency("Sở Y tế"), is_member=True)
    names = {member.name for member in members_on(districts, DAY).named_on(DAY)}
    assert "Sở Y tế" in names
    assert "Ủy ban nhân dân thành phố An Lâm" not in names


def test_the_signature_is_of_the_day(agency: Somewhere, person: Someone, by: Actor) -> None:
    province = agency(PROVINCE)
    chairman, deputy = person("lanhdao"), person("phochutich")
    assert signature_block(province, DAY).title == "CHỦ TỊCH"
    block = signature_block(province, DAY, deputy)
    assert (block.authority, block.title, block.name) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", deputy.name)
    operations.end_post(chairman.posts.get(), last_day=DAY, by=by, at=NOW)
    new = NewPost(agency=province, title="Chủ tịch", rank=Rank.HEAD, is_acting=True, valid_from=DAY + timedelta(days=1))
    operations.add_post(deputy, new, by=by, at=NOW)
    assert signature_block(province, DAY).name == chairman.name
    assert signature_block(province, FIRST_JULY).title == "Q. CHỦ TỊCH"


def test_a_post_that_ends_before_it_begins_is_refused(person: Someone, agency: Somewhere, by: Actor) -> None:
    new = NewPost(agency=agency("Sở Y tế"), title="Giám đốc", valid_from=FIRST_JULY, valid_to=DAY)
    with pytest.raises(Refused, match="trước ngày bắt đầu"):
        operations.add_post(person("daumoi"), new, by=by, at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        Post.objects.filter(person=person("daumoi")).update(valid_from=FIRST_JULY, valid_to=DAY)


def test_the_last_administrator_stays(person: Someone, by: Actor) -> None:
    grant = person("quantri").role_grants.get()
    with pytest.raises(Refused, match="duy nhất"):
        operations.end_grant(grant, last_day=DAY, by=by, at=NOW)


def test_audit_goes_with_no_other_role(person: Someone, agency: Somewhere, by: Actor) -> None:
    with pytest.raises(Refused, match="không đi cùng"):
        operations.grant_role(person("thanhtra"), role="administrator", by=by, at=NOW)
    with pytest.raises(Refused, match="không đi cùng"):
        operations.grant_role(person("daumoi"), role="auditor", by=by, at=NOW)


def test_the_list_goes_page_by_page_in_the_order_of_the_tree(person: Someone, agency: Somewhere, by: Actor) -> None:
    province = agency(PROVINCE)
    for number in range(PAGE_SIZE):
        make(f"Đơn vị thử {number}", province, by)
    first = directory(person("quantri"), DAY, Filters())
    second = directory(person("quantri"), DAY, Filters(), after=first.after)
    paths = [one.path for one in first.agencies + second.agencies]
    assert len(first.agencies) == PAGE_SIZE
    assert paths == sorted(paths)
    assert len(set(paths)) == first.count == Agency.objects.count()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("so xay dung", "Sở Xây dựng"),  # no accents
        ("SXD", "Sở Xây dựng"),  # an abbreviation
        ("Uỷ ban nhân dân tỉnh An Lâm", PROVINCE),  # the tone elsewhere
        ("UBND tỉnh An Lâm", PROVINCE),  # a short form that means the same everywhere
        ("dai hoc", "Đại học An Lâm"),  # đ without its stroke
    ],
)
def test_an_agency_is_found_by_what_people_type(person: Someone, words: str, found: str) -> None:
    names = [one.name for one in directory(person("quantri"), DAY, Filters(words=words)).agencies]
    assert found in names


def test_suggestions_show_only_what_one_may_see(person: Someone) -> None:
    assert suggestions(person("daumoi"), DAY, "sở") == [("Sở Xây dựng", PROVINCE)]


def test_the_form_says_what_was_refused(as_role: Callable[[str], Client]) -> None:
    data = {"name": "Sở Xây dựng", "kind": "department", "relation": "subordinate", "parent": "UBND tỉnh An Lâm"}
    response = as_role("quantri").post("/agencies/new/", data)
    assert response.status_code == 422
    assert "không được trùng tên" in response.content.decode()


def test_an_agency_is_entered_renamed_and_closed_on_the_pages(as_role: Callable[[str], Client]) -> None:
    client = as_role("quantri")
    data = {"name": "Sở Ngoại vụ", "kind": "department", "relation": "subordinate", "parent": "ubnd tinh an lam"}
    page = client.post("/agencies/new/", data).headers["Location"]
    client.post(f"{page}rename/", {"name": "Sở Đối ngoại", "first_day": "01/7/2025"})
    client.post(f"{page}aliases/new/", {"text": "SNgV"})
    client.post(f"{page}inner-units/new/", {"name": "Văn phòng"})
    client.post(f"{page}succession/", {"successor": "Văn phòng UBND tỉnh", "effective_date": "01/8/2025"})
    assert client.post(f"{page}close/", {"last_day": "31/7/2025"}).status_code == 302
    shown = client.get(page).content.decode()
    for word in ("Sở Ngoại vụ", "Sở Đối ngoại", "SNgV", "Văn phòng Ủy ban nhân dân tỉnh", "31/7/2025"):
        assert word in shown
    acts = list(Entry.objects.order_by("-number").values_list("act", flat=True)[:6])
    assert acts[0] == "agency.closed"
    assert "agency.created" in acts


def test_a_name_is_given_the_abbreviation_that_it_lacks_and_keeps_the_one_it_has(
    as_role: Callable[[str], Client], agency: Somewhere
) -> None:
    shown = agency("Sở Y tế")
    shown.names.update(abbreviation="")
    client, address = as_role("quantri"), f"/agencies/{shown.pk}/edit/"
    given = {"kind": shown.kind, "relation": shown.relation, "locality": "Xứ An", "fields_of_work": "Y tế; Dược"}
    assert client.post(address, given | {"abbreviation": "SYT"}).status_code == 302
    shown.refresh_from_db()
    assert (shown.names.get().abbreviation, shown.locality) == ("SYT", "Xứ An")
    assert [field.name for field in shown.fields_of_work.order_by("name")] == ["Dược", "Y tế"]
    entry = Entry.objects.filter(act="agency.edited").latest("pk")
    assert (entry.before["abbreviation"], entry.after["abbreviation"]) == ("", "SYT")

    page = client.get(address).content.decode()
    assert "Chữ viết tắt khác thì ghi ở “Đổi tên”" in page
    assert client.post(address, given | {"abbreviation": "KHÁC"}).status_code == 302
    assert shown.names.get().abbreviation == "SYT"


def test_another_abbreviation_is_refused_of_a_program_too(agency: Somewhere, by: Actor) -> None:
    shown = agency("Sở Y tế")
    shown.names.update(abbreviation="SYT")
    with pytest.raises(Refused, match="Đổi tên") as refusal:
        operations.edit_agency(
            shown,
            kind=shown.kind,
            relation=shown.relation,
            code=None,
            locality="",
            fields_of_work=(),
            abbreviation="SYTX",
            by=by,
            at=NOW,
        )
    assert refusal.value.field == "abbreviation"
