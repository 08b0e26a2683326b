"""Views of the register that a person keeps, and acts on the rows that were picked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from namro.agencies.models import FieldOfWork, Person
from namro.tasks.models import Assignment, EventKind, SavedView, Task
from namro.tasks.operations import saved_views
from tests.invented_register import invent_register

DAY = date(2025, 6, 20)


@pytest.fixture
def register(db: None) -> None:
    invent_register(30, day=DAY)


def test_a_view_keeps_filters_order_and_columns(
    register: None, as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    client = as_role("theodoi")
    query = "time=overdue&duty=lead&sort=agency&col=agency&col=due&after=0~x~1&nonsense=1"
    response = client.post(f"/tasks/views/new/?{query}", {"name": "Phiên họp 25/6"})
    view = SavedView.objects.get(person=person("theodoi"))
    assert view.query == "duty=lead&time=overdue&sort=agency&col=task&col=agency&col=due"
    assert response.headers["Location"] == f"/tasks/?{view.query}"
    page = client.get(f"/tasks/?{view.query}").content.decode()
    assert f'aria-current="page">{view.name}</a>' in page
    assert "Phiên họp 25/6" not in as_role("xacnhan").get("/tasks/").content.decode()


def test_the_same_name_replaces_a_view(db: None, person: Callable[[str], Person]) -> None:
    for query in ("duty=lead", "duty=coordinate"):
        saved_views.save_view(person("theodoi"), name="Của tôi", query=query)
    assert [view.query for view in SavedView.objects.all()] == ["duty=coordinate"]


def test_more_views_than_anyone_reads_are_refused(
    register: None, as_role: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_views, "MOST_VIEWS", 1)
    client = as_role("theodoi")
    client.post("/tasks/views/new/?duty=lead", {"name": "một"})
    response = client.post("/tasks/views/new/?duty=lead", {"name": "hai"})
    assert response.status_code == 422 and "Đã có 1 khung nhìn" in response.content.decode()


def test_a_view_is_dropped_by_its_owner_only(
    register: None, as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    view = saved_views.save_view(person("theodoi"), name="Của tôi", query="duty=lead")
    assert as_role("xacnhan").post(f"/tasks/views/{view.pk}/drop/").status_code == 404
    assert as_role("theodoi").post(f"/tasks/views/{view.pk}/drop/").status_code == 302
    assert not SavedView.objects.exists()


def test_an_overseer_is_set_for_all_assignments_of_the_picked_tasks(
    register: None, as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    deputy = person("phochutich")
    picked = list(Task.objects.exclude(overseer=deputy).filter(assignments__duty="coordinate")[:2])
    rows = [task.assignments.first().pk for task in picked]
    client = as_role("theodoi")
    asked = client.post("/tasks/overseer/", {"row": rows})
    assert asked.status_code == 200 and "2 nhiệm vụ" in asked.content.decode()
    without = client.post("/tasks/overseer/", {"row": rows, "value": deputy.pk, "reason": " "})
    assert without.status_code == 422 and "Ghi lý do." in without.content.decode()
    done = client.post("/tasks/overseer/", {"row": rows, "value": deputy.pk, "reason": "phân công lại"})
    assert done.status_code == 302
    for task in picked:
        assert set(task.assignments.values_list("overseer", flat=True)) == {deputy.pk}
        event = task.events.last()
        assert (event.kind, event.reason) == (EventKind.CORRECTED, "phân công lại")
        assert event.after == {"overseer": deputy.name}


def test_a_field_is_set_and_taken_away(register: None, as_role: Callable[[str], Client]) -> None:
    field = FieldOfWork.objects.first()
    row = Assignment.objects.exclude(field=field).filter(task__withdrawn_at=None).first()
    client = as_role("theodoi")
    client.post("/tasks/field/", {"row": [row.pk], "value": field.pk, "reason": "đúng lĩnh vực"})
    assert Task.objects.get(pk=row.task_id).field == field
    client.post("/tasks/field/", {"row": [row.pk], "value": "", "reason": "chưa rõ"})
    assert Task.objects.get(pk=row.task_id).field is None


@pytest.mark.parametrize("account", ["daumoi", "thutruong", "lanhdao", "thanhtra", "quantri"])
def test_only_a_tracker_changes_what_is_picked(account: str, register: None, as_role: Callable[[str], Client]) -> None:
    for path in ("/tasks/overseer/", "/tasks/field/"):
        assert as_role(account).post(path, {"row": [1], "value": "", "reason": "x"}).status_code == 403
    assert "Đổi lĩnh vực" not in as_role(account).get("/tasks/").content.decode()
