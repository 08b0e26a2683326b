"""The register as files: the rows of the list under the same address, and nothing in them that runs."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO

import docx
import openpyxl
import pytest
from django.test import Client
from icalendar import Calendar

from namro.agencies.models import Person
from namro.audit.models import Entry
from namro.tasks.exports import annex
from namro.tasks.models import Assignment, Task
from namro.tasks.queries.filters import Filters
from namro.tasks.queries.register import in_order, seen_by
from namro.tasks.timeliness import AsOf
from tests.invented_register import invent_register

DAY = date(2025, 6, 20)
HEAD = 4  # the row of the sheet that holds the heads
QUERIES = ("", "?duty=lead&time=overdue", "?q=dat+dai", "?outside=withdrawn", "?sort=updated")


@pytest.fixture
def register(db: None) -> None:
    invent_register(80, day=DAY, trial_documents=1, per_document=20)


def bytes_of(response: object) -> bytes:
    assert response.status_code == 200, response
    return b"".join(response.streaming_content) if response.streaming else response.content


def listed(username: str, filters: Filters, sort: str = "due") -> list[str]:
    """The texts of the tasks in the order of the list."""
    seen = seen_by(Person.objects.get(account__username=username), DAY)
    stages = in_order(seen, filters, AsOf.on(DAY), sort)
    return [one.task.text for stage in stages for one in stage.select_related("task")]


EXPECTED = {
    "": (Filters(), "due"),
    "?duty=lead&time=overdue": (Filters(duty="lead", time="overdue"), "due"),
    "?q=dat+dai": (Filters(words="dat dai"), "match"),
    "?outside=withdrawn": (Filters(outside="withdrawn"), "due"),
    "?sort=updated": (Filters(), "updated"),
}


@pytest.mark.parametrize("query", QUERIES)
def test_files_hold_the_rows_of_the_list(query: str, register: None, as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    texts = listed("theodoi", *EXPECTED[query])
    sheet = openpyxl.load_workbook(BytesIO(bytes_of(client.get(f"/tasks/export.xlsx{query}")))).active
    assert [row[2].value for row in sheet.iter_rows(min_row=HEAD + 1)] == texts
    lines = list(csv.reader(StringIO(bytes_of(client.get(f"/tasks/export.csv{query}")).decode("utf-8-sig"))))
    assert [line[2] for line in lines[1:]] == texts
    table = docx.Document(BytesIO(bytes_of(client.get(f"/tasks/export.docx{query}")))).tables[0]
    assert [row.cells[1].text for row in list(table.rows)[1:]] == texts


def test_a_file_holds_only_what_its_reader_sees(register: None, as_role: Callable[[str], Client]) -> None:
    lines = list(csv.reader(StringIO(bytes_of(as_role("daumoi").get("/tasks/export.csv")).decode("utf-8-sig"))))
    assert {line[4] for line in lines[1:]} == {"Sở Xây dựng"}


def test_days_are_days_and_states_are_words(register: None, as_role: Callable[[str], Client]) -> None:
    book = openpyxl.load_workbook(BytesIO(bytes_of(as_role("theodoi").get("/tasks/export.xlsx?time=overdue"))))
    row = [cell.value for cell in book.active[HEAD + 1]]
    assert row[7].date() < DAY and "uá hạn" in row[9]
    assert book.active[2][0].value == "Tính đến 08:00 20/6/2025"


@pytest.mark.parametrize("start", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx"])
def test_nothing_in_a_file_runs(start: str, register: None, as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    Task.objects.update(text=f"{start} nhiệm vụ")
    sheet = openpyxl.load_workbook(BytesIO(bytes_of(client.get("/tasks/export.xlsx")))).active
    assert {cell.data_type for row in sheet.iter_rows(min_row=HEAD + 1) for cell in row} <= {"s", "n", "d"}
    lines = list(csv.reader(StringIO(bytes_of(client.get("/tasks/export.csv")).decode("utf-8-sig"))))
    assert {line[2][0] for line in lines[1:]} == {"'"}


def test_the_calendar_holds_what_is_open_and_has_a_day(register: None, as_role: Callable[[str], Client]) -> None:
    calendar = Calendar.from_ical(bytes_of(as_role("theodoi").get("/tasks/export.ics")))
    events = calendar.walk("VEVENT")
    open_ones = Assignment.objects.filter(standing=1)
    assert {str(event["uid"]) for event in events} == {f"assignment-{one.pk}@namro" for one in open_ones}
    assert {event.decoded("dtstart") for event in events} == {one.due_date for one in open_ones}


def test_a_file_that_would_be_too_long_is_refused_with_a_way_on(
    register: None, as_role: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annex, "MOST_ROWS", 3)
    response = as_role("theodoi").get("/tasks/export.docx?duty=lead", follow=True)
    assert response.redirect_chain == [("/tasks/?duty=lead", 302)]
    assert "Tệp này chứa nhiều nhất 3 dòng." in response.content.decode()


def test_only_the_picked_rows_leave_and_only_those_that_are_seen(
    register: None, as_role: Callable[[str], Client]
) -> None:
    mine = list(seen_by(Person.objects.get(account__username="daumoi"), DAY)[:2])
    other = Assignment.objects.exclude(agency=mine[0].agency_id).first()
    picked = {"row": [mine[0].pk, mine[1].pk, other.pk, "x", "9" * 30]}
    sheet = openpyxl.load_workbook(BytesIO(bytes_of(as_role("daumoi").post("/tasks/picked.xlsx", picked)))).active
    assert len(list(sheet.iter_rows(min_row=HEAD + 1))) == 2


def test_the_log_remembers_who_took_what(register: None, as_role: Callable[[str], Client]) -> None:
    as_role("theodoi").get("/tasks/export.csv?duty=lead")
    entry = Entry.objects.first()
    assert (entry.act, entry.after) == ("register.exported", {"form": "csv", "query": "duty=lead"})
