"""How agencies report: the table of completeness, and that each number opens the list that it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from namro.life.operations import NewReport, send_report
from namro.life.queries import overviews

from . import lives

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]
MONTHS = [
    (date(2025, month, 15), date(2025, month + 1, 14), date(2025, month + 1, 14), date(2025, month + 1, 25))
    for month in (1, 2, 3, 4)
]


@pytest.fixture(autouse=True)
def some_reports() -> None:
    one = lives.lead()
    expected = lives.expect(one, MONTHS)
    for report, late in ((expected[0], -1), (expected[1], 0), (expected[2], 3)):
        day = report.due_date + timedelta(days=late)
        at = datetime(day.year, day.month, day.day, 3, tzinfo=lives.NOW.tzinfo)
        send_report(report, NewReport("Đã làm"), acting=lives.acting("daumoi", max(at, lives.GIVEN)))
    lives.expect(lives.lead(agency="Sở Công Thương"), MONTHS[:2])


def test_the_table_says_complete_and_in_time(as_role: SignIn) -> None:
    page = as_role("theodoi").get("/assignments/reporting/").content.decode()
    lines = {line.name: line.reports for line in overviews.reporting(lives.acting("theodoi").person, lives.DAY)}
    assert (lines["Sở Công Thương"].missing, lines["Sở Công Thương"].due) == (2, 2)
    own = lines["Sở Xây dựng"]
    assert (own.on_time + own.late, own.missing, own.due) == (3, 1, 4)
    assert page.index("Sở Công Thương") < page.index("Sở Xây dựng")  # the worst first


def test_every_number_opens_the_list_that_it_counts(as_role: SignIn) -> None:
    client = as_role("theodoi")
    page = client.get("/assignments/reporting/").content.decode()
    found = re.findall(r'href="(/assignments/reports/\?[^"]*state=[^"]*)">([\d.]+)</a>', page)
    assert len(found) > 6
    for address, number in found:
        shown = client.get(address.replace("&amp;", "&")).content.decode()
        assert f"{number} báo cáo" in shown, address
        assert shown.count("nr-clip") == int(number), address


def test_an_agency_sees_its_own_reports_only(as_role: SignIn) -> None:
    page = as_role("daumoi2").get("/assignments/reporting/").content.decode()
    assert "Sở Công Thương" in page
    assert "Sở Xây dựng" not in page


def test_a_page_follows_another(as_role: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overviews, "PAGE_SIZE", 2)
    client, address, seen = as_role("theodoi"), "/assignments/reports/?state=due", 0
    while address:
        page = client.get(address).content.decode()
        seen += page.count("nr-clip")
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert seen == 6
    assert client.get("/assignments/reports/?after=x~1").status_code == 200
