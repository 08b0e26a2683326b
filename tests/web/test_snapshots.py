"""Snapshots: everything as of the moment, whatever happened since, and every figure a count of the rows beside it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from namro.directives.operations.settings import Settings, change_settings
from namro.papers.models import Snapshot
from namro.papers.snapshots import store, take
from namro.workdays.operations import NewDays, enter_days

from .conftest import NOW
from .histories import JUNE, MAY, at, rich
from .lives import acting, assign, complete, directive, named, task

pytestmark = pytest.mark.django_db


def june() -> dict[str, Any]:
    return take("monthly", directive=rich(), at=JUNE).payload


def test_a_report_of_may_taken_in_june_is_the_one_taken_in_may(monkeypatch: pytest.MonkeyPatch) -> None:
    from . import histories

    taken = []
    grant = histories.operations.grant
    monkeypatch.setattr(
        histories.operations,
        "grant",
        lambda *a, **k: (taken.append(take("monthly", directive=a[0].assignment.directive, at=MAY)), grant(*a, **k)),
    )  # the first act after the twentieth of May
    of = rich()
    again = take("monthly", directive=of, at=MAY)
    assert again.text == taken[0].text
    assert again.sha256 == taken[0].sha256
    assert take("monthly", directive=of, at=JUNE).sha256 != again.sha256


def test_words_corrected_later_are_rolled_back() -> None:
    of = rich()
    texts = {take("monthly", directive=of, at=at).payload["rows"][0]["text"] for at in (MAY, JUNE)}
    assert texts == {"Trình Chương trình phát triển nhà ở", "Trình Chương trình phát triển nhà ở đến năm 2030"}


def test_the_cells_add_up_and_are_counts_of_the_rows() -> None:
    payload = june()
    figures = {key: figure["value"] for key, figure in payload["figures"].items()}
    parts = ("done_on_time", "done_late", "done_without_deadline", "open_in_time", "overdue", "without_deadline")
    prefixes = [key.removesuffix(".without_any_deadline") for key in figures if key.endswith(".without_any_deadline")]
    assert {"cells", "kind.followed", "kind.routine", "section.II.4", "original", "before"} <= set(prefixes)
    for prefix in prefixes:
        assert sum(figures[f"{prefix}.{part}"] for part in parts) == figures[f"{prefix}.total"]
    counted = [row for row in payload["rows"] if row["counted"]]
    naive = Counter(row["timeliness"] for row in counted)
    assert all(figures[f"cells.{name}"] == naive[name] for name in ("done_on_time", "done_late", "overdue", "due_soon"))
    assert figures["cells.total"] == len(counted) == 8
    by_agency = Counter(row["agency"] for row in counted)
    assert all(figures[f"agency.{agency}.total"] == count for agency, count in by_agency.items())


def test_what_was_reported_is_told_and_what_was_not_is_no_nought() -> None:
    payload = june()
    lines = payload["tables"]["targets"]["rows"]
    assert [line["reported"] for line in lines] == [
        {"text": "chưa có số liệu"}, {"f": f"targets.{payload['lists']['targets'][1]['id']}.reported"}
    ]  # fmt: skip
    assert payload["figures"][lines[1]["reported"]["f"]]["text"] == "1,05 tỷ USD"


def test_causes_are_the_agencies_own() -> None:
    words = ["".join(run for run in block.get("runs", ()) if isinstance(run, str)) for block in june()["body"]]
    named = [line for line in words if "ngày làm việc)" in line]
    assert any("Nguyên nhân: “Chờ số liệu của các huyện”." in line for line in named)
    assert any(line.endswith("Đơn vị chưa nêu nguyên nhân.") for line in named)


def test_a_document_without_tasks_and_a_month_without_data_say_so() -> None:
    empty = take("monthly", directive=directive(), at=JUNE).payload
    told = " ".join(empty["findings"])
    assert "chưa có lượt giao nào" in told
    assert "không có cập nhật, báo cáo nào" in told
    assert "Chưa ghi cơ quan theo dõi" in told
    assert empty["head"]["signature"]["name"] is None
    assert empty["figures"]["rate.done_of_due"]["value"] is None
    assert empty["figures"]["rate.done_of_due"]["text"] == "–"


def test_a_post_without_holder_is_told_in_words() -> None:
    of = rich()
    payload = take("monthly", directive=of, at=JUNE, signer=acting("daumoi").person).payload
    assert payload["head"]["signature"]["name"] is None
    assert any("không giữ chức vụ nào của Sở Tài chính ngày 20/6/2025" in one for one in payload["findings"])


def test_one_snapshot_is_kept_once_and_never_changed() -> None:
    taken = take("monthly", directive=rich(), at=JUNE)
    kept = store(taken, None, NOW)
    assert store(taken, acting("theodoi").person, NOW) == kept
    assert kept.payload == taken.payload
    assert datetime.fromisoformat(kept.payload["moment"]) == kept.moment
    for change in (lambda: Snapshot.objects.update(kind="brief"), lambda: Snapshot.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_the_number_of_queries_does_not_depend_on_the_tasks(django_assert_num_queries: Any) -> None:
    of = rich()
    with CaptureQueriesContext(connection) as few:
        take("monthly", directive=of, at=JUNE)
    for number in range(30):
        one = assign(task(of, due=JUNE.date(), text=f"Việc {number}"), named("Sở Xây dựng"))
        complete(one, at=JUNE - timedelta(days=1))
    with django_assert_num_queries(len(few)):
        assert take("monthly", directive=of, at=JUNE).payload["figures"]["cells.total"]["value"] == 38
    assert len(few) <= 24


def test_settings_mended_later_are_taken_back() -> None:
    of = rich()
    then = take("monthly", directive=of, at=JUNE)
    values = {name: getattr(of, name) for name in Settings.__slots__} | {
        "number": "70/CT-UBND",
        "tracker": named("Sở Y tế"),
    }
    change_settings(of, Settings(**values), {}, version=of.version, by=acting("theodoi").by, at=at(6, 21))
    assert take("monthly", directive=of, at=JUNE).text == then.text
    later = take("monthly", directive=of, at=at(6, 22)).payload
    assert later["directive"]["number"] == "70/CT-UBND"
    assert later["head"]["issuer"] == "SỞ Y TẾ"


def test_a_name_and_a_post_are_those_of_the_day() -> None:
    of = rich()
    name = named("Sở Xây dựng").names.get()
    type(name).objects.filter(pk=name.pk).update(valid_to=date(2025, 6, 30))
    type(name).objects.create(
        agency=name.agency, name="Sở Xây dựng và Giao thông", folded="x", valid_from=date(2025, 7, 1)
    )
    names = [
        {row["agency_name"] for row in take("monthly", directive=of, at=moment).payload["rows"]}
        for moment in (JUNE, at(7, 5))
    ]
    assert "Sở Xây dựng" in names[0] and "Sở Xây dựng và Giao thông" in names[1]


def test_a_day_off_entered_later_moves_nothing() -> None:
    of = rich()
    then = take("monthly", directive=of, at=JUNE)
    who = acting("theodoi", at(6, 21))
    days = NewDays(date(2025, 6, 16), date(2025, 6, 18), "off", "Nghỉ phòng bão", "12/CĐ-UBND")
    enter_days(days, person=who.person, by=who.by, at=who.at)
    assert take("monthly", directive=of, at=JUNE).text == then.text
    late = [row["days_late"] for row in take("monthly", directive=of, at=at(6, 21, 11)).payload["rows"]]
    assert [one for one in late if one] == [12, 11]  # three fewer than without the storm
