"""A shipped row that cannot be used is refused with its file, its line, its value and the remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from namro.agencies.records import Agency, Alias, Group, Rows, Succession
from namro.agencies.shipped import BadSet, check, read_set

HEADS = {
    "agencies.csv": (
        "key,name,abbreviations,code,place_code,kind,parent,relation,locality,valid_from,valid_to,status,source,note"
    ),
    "aliases.csv": "text,target,valid_from,valid_to,status,source,note",
    "groups.csv": "key,name,kinds,under,members,valid_from,valid_to,status,source,note",
    "successors.csv": "predecessor,successor,effective_on,shape,status,source,note",
}


@pytest.mark.parametrize(
    ("file", "row", "message"),
    [
        ("agencies.csv", ",Sở A,,,,department,,subordinate,,,,confirmed,NĐ,", "line 2, key “”: must not be empty"),
        ("agencies.csv", "a,Sở A,,,,sở,,subordinate,,,,confirmed,NĐ,", "kind “sở”: must be one of central_body"),
        ("agencies.csv", "a,Sở A,,,,department,,over,,,,confirmed,NĐ,", "relation “over”: must be one of"),
        ("agencies.csv", "a,Sở A,,,,department,,subordinate,,1/3/2025,,confirmed,NĐ,", "valid_from “1/3/2025”"),
        ("agencies.csv", "a,Sở A,,,,department,,subordinate,,2025-03-02,2025-03-01,confirmed,NĐ,", "not lie before"),
        ("agencies.csv", "a,Sở A,,,,department,,subordinate,,,,sure,NĐ,", "status “sure”"),
        ("agencies.csv", "a,Sở A,,,,department,,subordinate,,,,confirmed,,", "source “”: must not be empty"),
        ("agencies.csv", "a,Sở A, Ban B,,,,department,,subordinate,,,,confirmed,NĐ,", "too many or too few cells"),
        ("aliases.csv", "STC,,,,confirmed,NĐ,", "target “”"),
        ("groups.csv", "g,các sở,,,,,,confirmed,NĐ,", "a group needs kinds or members"),
        ("groups.csv", "g,các sở,sở,,,,,confirmed,NĐ,", "kinds “sở”"),
        ("successors.csv", "a,b,,one_to_one,confirmed,NĐ,", "effective_on “”: must not be empty"),
        ("successors.csv", "a,b,2025-07-01,split,confirmed,NĐ,", "shape “split”: must be one of many_to_one"),
    ],
)
def test_a_bad_row_is_refused(tmp_path: Path, file: str, row: str, message: str) -> None:
    for name, head in HEADS.items():
        (tmp_path / name).write_text(f"{head}\n{row}\n" if name == file else f"{head}\n", "utf-8")
    with pytest.raises(BadSet) as refused:
        read_set(tmp_path)
    assert file in str(refused.value) and message in str(refused.value)


ONE, OTHER = Agency("a", "Sở A", "department"), Agency("b", "Sở B", "department")
ENDS, BEGINS = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (Rows((ONE, ONE)), "the key “a” is used twice"),
        (Rows((ONE,), groups=(Group("a", "các sở", frozenset({"department"})),)), "the key “a” is used twice"),
        (Rows((ONE, replace(OTHER, name="SỞ A"))), "“SỞ A” is b and a on the same days"),
        (Rows((ONE, OTHER), (Alias("Sở B", "a"),)), "“Sở B” is a and b on the same days"),
        (Rows((ONE,), (Alias("Sở C", "c"),)), "aliases.csv: target: no row has the key “c”"),
        (Rows((replace(ONE, parent="c"),)), "agencies.csv: parent: no row has the key “c”"),
        (Rows((replace(ONE, parent="b"), replace(OTHER, parent="a"))), "parent: “a” leads back to itself"),
        (Rows((ONE,), successions=(Succession("a", "c", BEGINS),)), "successors.csv: no row has the key “c”"),
        (
            Rows((ONE, OTHER), successions=(Succession("a", "b", BEGINS), Succession("b", "a", BEGINS))),
            "successors.csv: “a” leads back to itself",
        ),
    ],
)
def test_rows_that_contradict_each_other_are_refused(rows: Rows, message: str) -> None:
    with pytest.raises(BadSet) as refused:
        check(rows)
    assert message in str(refused.value)


def test_one_name_may_pass_from_one_agency_to_the_next() -> None:
    check(Rows((replace(ONE, valid_to=ENDS), replace(OTHER, name="Sở A", valid_from=BEGINS))))
