"""Tasks entered by hand, corrected, given to one more, withdrawn, allotted; words of leaders that become tasks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from namro.agencies.models import InnerUnit, Person
from namro.directives.models import Directive
from namro.life import operations as life
from namro.life.models import Direction
from namro.tasks.models import Allotment, Assignment, Event, EventKind, Task

from . import lives

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]
WHY = {"reason": "Theo kết luận phiên họp", "document": "705/UBND-TH, 14/5/2025"}
NEW = {
    "number": "812/UBND-VX",
    "document_kind": "công văn",
    "issued_date": "27/5/2025",
    "text": "Rà soát danh sách doanh nghiệp",
    "kind": "followed",
    "product": "Danh sách",
    "due": "10/7/2025",
    "leads": "Sở Xây dựng",
    "coordinators": "các sở, ban, ngành",
}


def test_a_task_is_entered_under_a_document_known_by_its_number(as_role: SignIn) -> None:
    answer = as_role("theodoi").post("/tasks/new/", NEW)
    task = Task.objects.get()
    assert answer.headers["Location"] == f"/tasks/{task.pk}/"
    assert (task.directive.number, str(task.original_due_date)) == ("812/UBND-VX", "2025-07-10")
    assert task.assignments.filter(duty="lead").count() == 1
    assert task.assignments.filter(duty="coordinate").count() > 5  # the group fans out
    as_role("theodoi").post("/tasks/new/", NEW | {"text": "Việc thứ hai"})
    assert Directive.objects.count() == 1  # the same document is found again


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"leads": "Sở Không Có"}, "Chưa rõ “Sở Không Có” là đơn vị nào."),
        ({"leads": ""}, "bắt buộc"),
        ({"due": "1/5/2025"}, "Hạn không thể trước ngày ban hành 27/5/2025."),
        ({"number": "", "issued_date": ""}, "Chọn văn bản, hoặc ghi số và ngày của văn bản khác."),
        ({"due": "31/6/2025"}, "Ghi ngày như 14/3/2025."),
    ],
)
def test_what_is_refused_stands_by_its_field_and_keeps_the_words(
    given: dict[str, str], words: str, as_role: SignIn
) -> None:
    answer = as_role("theodoi").post("/tasks/new/", NEW | given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Rà soát danh sách doanh nghiệp" in answer.content.decode()
    assert not Task.objects.exists()


def test_a_correction_keeps_what_was_and_says_why(as_role: SignIn) -> None:
    one = lives.lead()
    page = as_role("theodoi")
    assert "Tham mưu Chương trình" in page.get(f"/tasks/{one.task_id}/correct/").content.decode()
    page.post(f"/tasks/{one.task_id}/correct/", {"text": "Lời mới", "kind": "routine", "product": "", **WHY})
    one.task.refresh_from_db()
    event = Event.objects.get(kind=EventKind.CORRECTED)
    assert (one.task.text, event.reason) == ("Lời mới", WHY["reason"])
    assert event.before["text"].startswith("Tham mưu Chương trình")
    assert "Lời mới" in page.get(f"/tasks/{one.task_id}/").content.decode()


def test_one_agency_more_and_not_twice(as_role: SignIn) -> None:
    one, page = lives.lead(), as_role("theodoi")
    given = {"agency": "Sở Công Thương", "duty": "coordinate", **WHY}
    assert page.post(f"/tasks/{one.task_id}/doers/new/", given).status_code == 302
    assert one.task.assignments.count() == 2
    again = page.post(f"/tasks/{one.task_id}/doers/new/", given)
    assert again.status_code == 422
    assert "đã có vai trò này" in again.content.decode()


def test_a_withdrawn_task_stands_outside(as_role: SignIn) -> None:
    one, page = lives.lead(), as_role("theodoi")
    assert page.post(f"/tasks/{one.task_id}/withdraw/", {"reason": "", "document": "x"}).status_code == 422
    page.post(f"/tasks/{one.task_id}/withdraw/", WHY)
    one.refresh_from_db()
    assert (one.progress, one.is_counted) == ("withdrawn", False)
    shown = page.get(f"/tasks/{one.task_id}/").content.decode()
    assert "đã được thu hồi" in shown
    assert "/withdraw/" not in shown


def test_the_head_allots_within_the_agency(as_role: SignIn, person: Callable[[str], Person]) -> None:
    one, page = lives.lead(), as_role("thutruong")
    unit = InnerUnit.objects.filter(agency=one.agency).first()
    shown = page.get(f"/assignments/{one.pk}/allot/").content.decode()
    assert "Vũ Thị Mối" in shown
    assert "Đặng Văn Khác" not in shown  # of another agency
    assert page.post(f"/assignments/{one.pk}/allot/", {}).status_code == 422
    page.post(f"/assignments/{one.pk}/allot/", {"inner_unit": unit.pk, "officer": person("daumoi").pk})
    assert Allotment.objects.get(assignment=one).officer == person("daumoi")
    assert "Vũ Thị Mối" in page.get(f"/assignments/{one.pk}/").content.decode()


def test_a_leaders_word_to_an_agency_becomes_a_task_once(as_role: SignIn) -> None:
    agency = lives.named("Sở Xây dựng")
    as_role("lanhdao").post(f"/agencies/{agency.pk}/directions/new/", {"text": "Rà soát nhà chung cư cũ."})
    direction = Direction.objects.get()
    page = as_role("theodoi")
    assert "Lập thành nhiệm vụ" in page.get("/assignments/directions/").content.decode()
    form = page.get(f"/assignments/directions/{direction.pk}/task/").content.decode()
    assert "Rà soát nhà chung cư cũ." in form
    assert "Sở Xây dựng" in form
    answer = page.post(f"/assignments/directions/{direction.pk}/task/", NEW | {"text": direction.text})
    direction.refresh_from_db()
    assert answer.headers["Location"] == f"/tasks/{direction.became_id}/"
    again = page.post(f"/assignments/directions/{direction.pk}/task/", NEW)
    assert again.status_code == 422
    assert Task.objects.count() == 1
    assert Assignment.objects.filter(agency=agency, duty="lead").count() == 1


def test_who_does_not_cooperate_is_a_list_until_it_is_settled(as_role: SignIn) -> None:
    first = lives.lead()
    helping = lives.assign(first.task, lives.named("Sở Công Thương"), duty="coordinate")
    complaint = life.complain(first, helping, text="Chưa gửi số liệu.", acting=lives.acting("daumoi"))
    for account in ("theodoi", "lanhdao", "daumoi", "daumoi2"):
        assert "Chưa gửi số liệu." in as_role(account).get("/assignments/complaints/").content.decode()
    as_role("daumoi2").post(f"/assignments/complaints/{complaint.pk}/settle/")
    complaint.refresh_from_db()
    assert complaint.settled_at is None  # not its own to settle
    as_role("theodoi").post(f"/assignments/complaints/{complaint.pk}/settle/")
    complaint.refresh_from_db()
    assert complaint.settled_at is not None
    assert "Chưa gửi số liệu." in as_role("theodoi").get("/assignments/complaints/?state=settled").content.decode()
