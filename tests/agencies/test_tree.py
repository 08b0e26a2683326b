"""Members of groups and successions, from rows as a database may give them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from namro.agencies.records import Agency, Alias, AtLarge, Group, Membership, Rows, Succession
from namro.agencies.resolution import Directory
from namro.agencies.tree import AgencyTree

DAY = date(2025, 3, 10)
LAST, NEXT = date(2025, 6, 30), date(2025, 7, 1)


def agency(key: str, name: str = "", kind: str = "department", **more: object) -> Agency:
    return Agency(key, name or f"Sở {key}", kind, **more)  # type: ignore[arg-type]


PROVINCE = agency("p", "Ủy ban nhân dân tỉnh Mẫu", "province_committee", locality="tỉnh Mẫu")
OTHER = agency("q", "Ủy ban nhân dân tỉnh Khác", "province_committee", locality="tỉnh Khác")
FINANCE = agency("f", "Sở Tài chính", parent="p")
HEALTH = agency("h", "Sở Y tế", parent="p", valid_to=LAST)
INNER = agency("i", "Chi cục Dân số", "department", parent="h")
FAR = agency("x", "Sở Xa", parent="q")


def members(group: Group, day: date, *agencies: Agency) -> list[str]:
    return [one.key for one in AgencyTree(Rows(agencies, groups=(group,))).members_on(group, day)]


def test_a_group_finds_its_kinds_below_its_place_on_the_day() -> None:
    group = Group("g", "các sở", frozenset({"department"}), under="p")
    assert members(group, DAY, PROVINCE, FINANCE, HEALTH, INNER, FAR) == ["f", "h", "i"]
    assert members(group, NEXT, PROVINCE, FINANCE, HEALTH, INNER, FAR) == ["f", "i"]


def test_exceptions_hold_on_their_own_days() -> None:
    let_in = Membership("x", True, valid_to=LAST)
    kept_out = Membership("f", False, valid_from=NEXT)
    group = Group("g", "các sở", frozenset({"department"}), under="p", exceptions=(let_in, kept_out))
    assert members(group, DAY, PROVINCE, FINANCE, FAR) == ["f", "x"]
    assert members(group, NEXT, PROVINCE, FINANCE, FAR) == []


def test_members_come_in_the_order_of_the_rows() -> None:
    group = Group("g", "các sở", frozenset({"department"}))
    assert members(group, DAY, FAR, HEALTH, FINANCE) == ["x", "h", "f"]


def test_a_parent_in_a_circle_does_not_hang() -> None:
    group = Group("g", "các sở", frozenset({"department"}), under="nowhere")
    assert members(group, DAY, agency("a", parent="b"), agency("b", parent="a")) == []


@settings(deadline=None)  # the machine is shared
@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde"), st.integers(-3, 3)), max_size=12))
def test_successions_in_a_circle_do_not_hang(steps: list[tuple[str, str, int]]) -> None:
    agencies = tuple(agency(key, valid_to=LAST if key in "abc" else None) for key in "abcde")
    successions = tuple(Succession(one, other, NEXT + timedelta(days=days)) for one, other, days in steps)
    directory = Directory(Rows(agencies, successions=successions))
    for key in "abcde":
        for day in (DAY, NEXT, NEXT + timedelta(days=9)):
            heirs = directory.tree.successors_on(key, day)
            assert all(heir.body.holds_on(day) and heir.body.key != key for heir in heirs)
            assert directory.tree.predecessors_on(key, day) is not None
            assert directory.resolve(f"Sở {key}", day).reason


def test_rows_of_a_database_may_bear_one_name_twice() -> None:
    rows = Rows((agency("a", "Phòng Nội vụ", "other"), agency("b", "Phòng Nội vụ", "other")))
    found = Directory(rows).resolve("Phòng Nội vụ", DAY)
    assert (found.outcome, [one.body.key for one in found.candidates]) == ("candidates", ["a", "b"])


def test_a_former_name_is_an_alias_with_days() -> None:
    renamed = Alias("Sở Ngân khố", "f", valid_to=LAST)
    directory = Directory(Rows((PROVINCE, FINANCE), (renamed,)))
    assert directory.resolve("Sở Ngân khố", LAST).agency == FINANCE
    later = directory.resolve("Sở Ngân khố", NEXT)
    assert [one.body for one in later.candidates] == [FINANCE]
    assert later.reason == "“Sở Ngân khố” là cách gọi đến hết ngày 30/6/2025 của Sở Tài chính."


def test_an_alias_that_a_person_taught_wins_over_what_names_no_agency() -> None:
    taught = Directory(Rows((PROVINCE, FINANCE), (Alias("chủ đầu tư", "f"),)))
    assert taught.resolve("chủ đầu tư", DAY).agency == FINANCE


def test_what_a_person_said_is_no_agency() -> None:
    taught = Directory(Rows((PROVINCE, FINANCE)), at_large=[AtLarge("Ban Liên lạc đồng hương", "told")])
    found = taught.resolve("Ban liên lạc đồng hương", DAY)
    assert (found.outcome, "không phải một cơ quan" in found.reason) == ("not_an_agency", True)


def test_rows_that_point_nowhere_are_passed_over() -> None:
    rows = Rows((FINANCE,), (Alias("Sở Mây", "nobody"),), (), (Succession("f", "nobody", NEXT),))
    assert Directory(rows).resolve("Sở Mây", DAY).outcome == "unknown"


def test_an_empty_directory_knows_what_is_no_agency_and_nothing_else() -> None:
    empty = Directory(Rows())
    assert empty.resolve("Sở Tài chính", DAY).outcome == "unknown"
    assert empty.resolve("các doanh nghiệp", DAY).outcome == "not_an_agency"
