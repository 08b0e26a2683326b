"""A task's page: what it shows, and what it keeps from who does not look there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from namro.agencies.models import Agency
from namro.tasks.models import (
    Assignment,
    Event,
    EventKind,
    Likeness,
    Progress,
    Task,
    TaskCitation,
)
from namro.tasks.queries.task import Words, words_in_place
from tests.invented_register import invent_register

DAY = date(2025, 6, 20)


@pytest.fixture
def shared(db: None, agency: Callable[[str], Agency]) -> Task:
    """A task that Sở Xây dựng leads and Sở Công Thương helps with."""
    both = [agency("Sở Xây dựng"), agency("Sở Công Thương")]
    invent_register(40, day=DAY, agencies=both)
    tasks = Task.objects.filter(assignments__agency=both[0], assignments__duty="lead", withdrawn_at=None)
    return tasks.filter(pk__in=Task.objects.filter(assignments__agency=both[1]).values("pk")).first()


def event(task: Task, assignment: Assignment | None, reason: str) -> None:
    Event.objects.create(
        task=task, assignment=assignment, kind=EventKind.CORRECTED, at=task.created_at, person_name="x", reason=reason
    )


def test_the_page_shows_words_doers_deadlines_and_events(shared: Task, as_role: Callable[[str], Client]) -> None:
    event(shared, shared.assignments.first(), "vì sao sửa")
    TaskCitation.objects.create(task=shared, number="15/2021/TT-BTC", kind="thông tư", issued_date=date(2021, 2, 18))
    page = as_role("theodoi").get(f"/tasks/{shared.pk}/").content.decode()
    for words in (shared.words, "Sở Xây dựng", "Sở Công Thương", "vì sao sửa", "Thông tư 15/2021/TT-BTC", "18/02/2021"):
        assert words in page


def test_an_extended_deadline_stands_beside_the_original(shared: Task, as_role: Callable[[str], Client]) -> None:
    one = Assignment.objects.filter(original_due_date__isnull=False, agency__names__name="Sở Xây dựng").first()
    one.due_date = one.original_due_date.replace(year=one.original_due_date.year + 1)
    one.progress, one.closed_at, one.completed_date = Progress.UNDER_WAY, None, None
    one.save()
    page = as_role("theodoi").get(f"/tasks/{one.task_id}/").content.decode()
    assert "đã gia hạn" in page and f"{one.original_due_date.year + 1}</td>" not in page
    assert page.count(str(one.due_date.year)) >= 1


def test_of_another_agency_the_page_says_only_what_the_document_says(
    shared: Task, as_role: Callable[[str], Client], agency: Callable[[str], Agency]
) -> None:
    theirs = shared.assignments.get(agency=agency("Sở Công Thương"))
    event(shared, theirs, "chuyện riêng của Sở Công Thương")
    event(shared, None, "chuyện chung")
    page = as_role("daumoi").get(f"/tasks/{shared.pk}/").content.decode()
    assert "Sở Công Thương" in page and "chuyện chung" in page
    assert "chuyện riêng" not in page
    assert "chuyện riêng" in as_role("daumoi2").get(f"/tasks/{shared.pk}/").content.decode()


def test_a_stranger_finds_no_task(
    shared: Task, as_role: Callable[[str], Client], agency: Callable[[str], Agency]
) -> None:
    others = Task.objects.exclude(assignments__agency=agency("Sở Công Thương"))
    assert as_role("daumoi2").get(f"/tasks/{others.first().pk}/").status_code == 404
    assert as_role("daumoi2").get("/tasks/999999/").status_code == 404


def test_related_tasks_are_shown_unless_refused_or_not_to_be_seen(
    shared: Task, as_role: Callable[[str], Client], agency: Callable[[str], Agency]
) -> None:
    mine, theirs, refused = Task.objects.exclude(pk=shared.pk).filter(assignments__agency=agency("Sở Xây dựng"))[:3]
    for other, answer in ((mine, ""), (refused, Likeness.Answer.UNRELATED)):
        Likeness.objects.create(earlier=shared, later=other, kind="duplicate", reason="gần lời", answer=answer)
    page = as_role("daumoi").get(f"/tasks/{shared.pk}/").content.decode()
    assert f'href="/tasks/{mine.pk}/"' in page and f'href="/tasks/{refused.pk}/"' not in page
    assert theirs.pk  # not related at all
    hidden = Task.objects.exclude(assignments__agency=agency("Sở Xây dựng")).first()
    Likeness.objects.create(earlier=shared, later=hidden, kind="duplicate", reason="gần lời")
    assert f'href="/tasks/{hidden.pk}/"' not in as_role("daumoi").get(f"/tasks/{shared.pk}/").content.decode()


def test_a_task_without_a_document_shows_its_own_words(shared: Task) -> None:
    assert words_in_place(shared) == Words("", shared.words, "")


def test_the_page_makes_a_fixed_number_of_queries(shared: Task, as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    numbers = []
    for _time in range(2):
        client.get(f"/tasks/{shared.pk}/")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/tasks/{shared.pk}/")
        numbers.append(len(queries))
        for number in range(5):
            event(shared, shared.assignments.first(), str(number))
    assert numbers[0] == numbers[1] <= 26
