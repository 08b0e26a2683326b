"""From a figure to its rows, from one month to the next, and a file held against the records."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namro.papers.snapshots import NotASnapshot, compare, take, trail, verify

from .histories import JUNE, MAY, rich

pytestmark = pytest.mark.django_db


def value(payload: dict[str, Any], key: str) -> int:
    return int(payload["figures"][key]["value"])


def test_every_count_is_the_number_of_its_rows() -> None:
    payload = take("monthly", directive=rich(), at=JUNE).payload
    for key, figure in payload["figures"].items():
        found = trail(payload, key)
        if "denominator" in figure:
            assert [part.key for part in found.parts] == [figure["numerator"], figure["denominator"]]
        elif "minus" in figure:
            assert found.parts[0].figure["value"] - found.parts[1].figure["value"] == figure["value"]
        elif "given" in figure:
            assert found.source
        elif distinct := figure.get("distinct"):
            assert len({row[distinct] for row in found.rows}) == figure["value"], key
        else:
            assert len(found.rows) == figure["value"], key


def test_months_side_by_side() -> None:
    of = rich()
    earlier, later = (take("monthly", directive=of, at=moment).payload for moment in (MAY, JUNE))
    found = compare(earlier, later)
    assert {pair.key: (pair.earlier, pair.later, pair.change) for pair in found.figures}["cells.overdue"] == (
        "0",
        "2",
        "+2",
    )
    rates = next(pair for pair in found.figures if pair.key == "rate.done_of_due")
    assert (rates.earlier, rates.later, rates.change) == ("100,0%", "50,0%", "−50,0 điểm")
    assert [row["timeliness"] for row in found.became_late] == ["overdue", "overdue"]
    assert [row["progress"] for row in found.left] == ["withdrawn"]
    assert (found.added, found.finished) == ([], [])
    assert "cells.overdue" in found.changed and "cells.done" not in found.changed
    # What the later paper says of the earlier moment is what the earlier paper said.
    for cell in ("done", "overdue", "total", "open_in_time", "without_deadline"):
        assert value(later, f"before.{cell}") == value(earlier, f"cells.{cell}")


def test_a_file_agrees_until_a_number_in_it_is_changed() -> None:
    taken = take("monthly", directive=rich(), at=JUNE)
    payload = json.loads(taken.text)
    assert verify(payload) == []
    payload["figures"]["cells.overdue"]["value"] = 1
    payload["rows"][2]["cause"] = "Thời tiết"
    found = verify(payload)
    assert {(one.place.rsplit(".", 1)[-1], one.file, one.records) for one in found} == {
        ("value", "1", "2"), ("cause", "Thời tiết", "Chờ số liệu của các huyện")
    }  # fmt: skip


@pytest.mark.parametrize("change", [{"form": 9}, {"subject": {}}, {"moment": "hôm qua"}, {"kind": "poem"}])
def test_what_is_no_snapshot_is_refused(change: dict[str, Any]) -> None:
    payload = json.loads(take("monthly", directive=rich(), at=JUNE).text) | change
    with pytest.raises(NotASnapshot):
        verify(payload)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: st.dictionaries(st.text(max_size=4), inner),
        max_leaves=8,
    )
)
def test_anything_at_all_is_refused_not_failed(data: Any) -> None:
    with pytest.raises(NotASnapshot):
        verify(data)
