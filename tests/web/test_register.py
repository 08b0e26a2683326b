"""From confirmed drafts to the register: one assignment per agency, groups by member, reports, original days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.audit.models import Entry
from namro.directives import operations as desk
from namro.directives.models import Directive, ReviewState, Stage
from namro.directives.queries.desk import desk_of
from namro.tasks import operations
from namro.tasks.models import Assignment, Duty, Event, ExpectedReport, Progress, Task
from namro.tasks.operations import Correction, NewTask
from namro.tasks.operations.assigning import Assignee

from .conftest import NOW
from .received import receive_example

Someone = Callable[[str], Person]
Somewhere = Callable[[str], Agency]


@pytest.fixture
def who(person: Someone, by: Actor) -> dict[str, Any]:
    return {"person": person("theodoi"), "by": by, "at": NOW}


@pytest.fixture
def confirmed(who: dict[str, Any]) -> Directive:
    """The example with every draft confirmed that can be, the others dropped."""
    directive = receive_example(who["person"])
    cards = desk_of(directive, None).cards
    for card in cards:
        if card.problems:
            desk.drop_draft(card.draft, version=1, **who)
    ready = {card.draft.pk: 1 for card in cards if not card.problems}
    desk.confirm_drafts(directive, ready, **who)
    return directive


@pytest.fixture
def registered(confirmed: Directive, who: dict[str, Any]) -> Directive:
    operations.make_register(confirmed, trial=False, **who)
    confirmed.refresh_from_db()
    return confirmed


def task_with(directive: Directive, words: str) -> Task:
    return directive.tasks.get(text__contains=words)


def test_a_register_is_made_when_nothing_waits(who: dict[str, Any]) -> None:
    directive = receive_example(who["person"])
    with pytest.raises(Refused, match="Còn 69 nhiệm vụ"):
        operations.make_register(directive, trial=False, **who)


def test_one_task_for_each_confirmed_draft(registered: Directive) -> None:
    assert registered.stage == Stage.ISSUED
    assert registered.tasks.count() == registered.drafts.filter(state=ReviewState.CONFIRMED).count()
    assert list(registered.tasks.values_list("number", flat=True)) == list(range(1, registered.tasks.count() + 1))


def test_one_assignment_per_agency_with_the_right_day(registered: Directive) -> None:
    task = task_with(registered, "58.600 tỷ đồng")
    lead = task.assignments.get(duty=Duty.LEAD)
    assert lead.agency == Agency.objects.get(names__name="Sở Tài chính")
    assert lead.original_due_date == lead.due_date == task.original_due_date == date(2025, 3, 25)
    assert task.due_phrase == "trước ngày 26/3/2025"
    assert "không tính ngày 26" in task.due_reason


def test_a_group_fans_out_and_the_lead_does_not_coordinate(registered: Directive) -> None:
    task = task_with(registered, "58.600 tỷ đồng")
    groups = {one.name: one.assignments.count() for one in task.collectives.all()}
    assert groups["các sở, ban, ngành"] == 14  # the 15 of the group without Sở Tài chính, which leads
    assert not task.assignments.filter(duty=Duty.COORDINATE, agency__names__name="Sở Tài chính").exists()
    assert task.assignments.values("agency", "duty").distinct().count() == task.assignments.count()


def test_a_rhythm_becomes_expected_reports(registered: Directive) -> None:
    task = registered.tasks.filter(every="month").first()
    reports = ExpectedReport.objects.filter(assignment__task=task).order_by("assignment", "number")
    assert [report.number for report in reports][:3] == [1, 2, 3]
    assert all(report.due_date >= registered.issued_date for report in reports)
    assert reports.first().period.startswith("tháng")


def test_a_task_without_a_day_is_a_kind_of_its_own(registered: Directive) -> None:
    task = next(one for one in registered.tasks.all() if one.is_without_term)
    assert task.assignments.first().list_order == "09999-12-31"


def test_each_task_can_be_traced_to_its_words(registered: Directive) -> None:
    for task in registered.tasks.select_related("reading"):
        text = task.reading.result["directive"]["source"]["text"]
        assert task.words == text[task.start : task.end]


def test_the_database_keeps_original_days_and_events(registered: Directive) -> None:
    for change in (
        lambda: Task.objects.filter(original_due_date__isnull=False).update(original_due_date=date(2030, 1, 1)),
        lambda: Assignment.objects.filter(original_due_date__isnull=False).update(
            original_due_date=None, due_date=None
        ),
        lambda: Event.objects.update(reason="khác"),
        lambda: Event.objects.all()[0].delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_each_task_has_its_event_and_its_line_in_the_log(registered: Directive) -> None:
    assert Event.objects.filter(kind="confirmed").count() == registered.tasks.count()
    assert Entry.objects.filter(act="task.confirmed").count() == registered.tasks.count()


def test_a_trial_counts_for_nothing_until_it_is_issued(confirmed: Directive, who: dict[str, Any]) -> None:
    operations.make_register(confirmed, trial=True, **who)
    assert Assignment.objects.exists()
    assert not Assignment.objects.counted().exists()
    confirmed.refresh_from_db()
    operations.issue_trial(confirmed, **who)
    assert Assignment.objects.counted().count() == Assignment.objects.count()


def test_a_correction_says_why_and_keeps_what_was(registered: Directive, who: dict[str, Any]) -> None:
    task = task_with(registered, "58.600 tỷ đồng")
    was = task.text
    with pytest.raises(Refused, match="lý do"):
        operations.correct_task(task, Correction("Việc khác", "followed", ""), reason=" ", document="", **who)
    correction = Correction("Việc khác", "routine", "Báo cáo")
    operations.correct_task(task, correction, reason="Đính chính", document="Công văn số 9/UBND-TH", **who)
    event = task.events.get(kind="corrected")
    assert event.before["text"] == was
    assert (event.reason, event.document) == ("Đính chính", "Công văn số 9/UBND-TH")
    assert set(task.assignments.values_list("kind", flat=True)) == {"routine"}


def test_a_withdrawn_task_stands_outside_and_is_listed(registered: Directive, who: dict[str, Any]) -> None:
    task = task_with(registered, "58.600 tỷ đồng")
    operations.withdraw_task(task, reason="Thay bằng Chỉ thị 09", document="Chỉ thị 09/CT-UBND", **who)
    assert not task.assignments.counted().exists()
    assert set(task.assignments.values_list("progress", flat=True)) == {Progress.WITHDRAWN}
    with pytest.raises(Refused, match="thu hồi"):
        operations.withdraw_task(task, reason="x", document="", **who)


def test_an_agency_more_is_an_event(registered: Directive, who: dict[str, Any], agency: Somewhere) -> None:
    task = registered.tasks.exclude(assignments__agency=agency("Sở Y tế")).first()
    assignee = Assignee("coordinate", "Sở Y tế", agency("Sở Y tế").pk)
    assert len(operations.add_assignment(task, assignee, reason="Bổ sung", document="", **who)) == 1
    with pytest.raises(Refused, match="đã có vai trò"):
        operations.add_assignment(task, assignee, reason="Bổ sung", document="", **who)


def test_a_task_entered_by_hand(who: dict[str, Any], agency: Somewhere, by: Actor) -> None:
    directive = desk.enter_without_file(
        number="12/TB-UBND", kind="thông báo", issued_date=date(2025, 6, 1), by=by, at=NOW
    )
    lead = Assignee("lead", "Sở Xây dựng", agency("Sở Xây dựng").pk)
    new = NewTask("Báo cáo tiến độ", "followed", "Báo cáo", date(2025, 6, 30), (lead,))
    task = operations.enter_task(directive, new, **who)
    assert task.assignments.get().due_date == date(2025, 6, 30)
    with pytest.raises(Refused, match="trước ngày ban hành"):
        operations.enter_task(directive, NewTask("x", "followed", "", date(2025, 5, 1), (lead,)), **who)
    with pytest.raises(Refused, match="chủ trì"):
        operations.enter_task(directive, NewTask("x", "followed", "", None, ()), **who)


def test_a_head_gives_an_assignment_to_their_own_people_only(
    registered: Directive, who: dict[str, Any], person: Someone, agency: Somewhere
) -> None:
    assignment = Assignment.objects.filter(agency=agency("Sở Xây dựng")).first()
    operations.allot(assignment, inner_unit=None, officer=person("daumoi"), deputy=None, **who)
    assert assignment.allotment.officer == person("daumoi")
    with pytest.raises(Refused, match="không có chức vụ"):
        operations.allot(assignment, inner_unit=None, officer=person("daumoi2"), deputy=None, **who)


def test_an_agency_sees_the_documents_that_give_it_tasks(
    registered: Directive, as_role: Callable[[str], Client], person: Someone
) -> None:
    assert as_role("daumoi").get(f"/directives/{registered.pk}/").status_code == 200
    mine = Task.objects.visible_to(person("daumoi"), date(2025, 6, 20))
    assert 0 < mine.count() < registered.tasks.count()


def test_the_page_makes_the_register(confirmed: Directive, as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    assert "Lập sổ nhiệm vụ" in client.get(f"/directives/{confirmed.pk}/register/").content.decode()
    client.post(f"/directives/{confirmed.pk}/register/", {"trial": ""})
    confirmed.refresh_from_db()
    assert confirmed.stage == Stage.ISSUED
    assert as_role("xacnhan").post(f"/directives/{confirmed.pk}/register/").status_code == 403
