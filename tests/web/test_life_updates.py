"""Updates, their head's approval, evidence, confirmation and return."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from namro.agencies.errors import Refused
from namro.directives.errors import Stale
from namro.directives.operations.intake import NewFile
from namro.life import operations
from namro.life.models import Update, UpdateStage
from namro.life.operations import NewUpdate
from namro.life.transitions import Move
from namro.tasks.models import Event
from namro.tasks.progress import Duty, Progress

from .lives import acting, after, assign, complete, directive, lead, named, task

pytestmark = pytest.mark.django_db


def say(assignment, text="Đang lấy ý kiến 6 sở", *, at=None, by="daumoi", version=None, **values):
    who = acting(by) if at is None else acting(by, at)
    return operations.make_update(assignment, NewUpdate(text, **values), version=version, acting=who)


def test_an_update_puts_it_under_way() -> None:
    one = lead()
    say(one, percent=40)
    one.refresh_from_db()
    assert one.progress == Progress.UNDER_WAY
    assert [event.kind for event in one.events.all()] == ["updated"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " "}, "text"),
        ({"percent": 105}, "percent"),
        ({"document_number": "12/TTr-SXD"}, "document_date"),
        ({"is_completion": True}, "document_number"),  # a completion without evidence
        ({"files": (NewFile("baocao.pdf", b"MZ\x90\x00"),)}, "documents"),  # an .exe named .pdf
        ({"files": (NewFile("phim.mp4", b"\x00\x00\x00\x18ftypmp42"),)}, "documents"),
        ({"files": (NewFile("trong.pdf", b""),)}, "documents"),
        ({"files": (NewFile("12-BC-UBND_MẬT.pdf", b"%PDF-1.7"),)}, "documents"),
    ],
)
def test_what_is_refused_names_the_field_and_keeps_nothing(values: dict, field: str) -> None:
    one = lead()
    with pytest.raises(Refused) as refusal:
        say(one, **values)
    assert refusal.value.field == field
    assert not Update.objects.exists()


def test_a_file_larger_than_allowed_is_refused(settings) -> None:
    settings.MAX_EVIDENCE_BYTES = 10
    with pytest.raises(Refused, match="tối đa"):
        say(lead(), files=(NewFile("anh.pdf", b"%PDF-1.7" + b"0" * 10),))


def test_an_overdue_update_says_why_and_what_is_proposed() -> None:
    one = lead(date(2025, 5, 30))
    with pytest.raises(Refused) as refusal:
        say(one)
    assert refusal.value.field == "cause"
    with pytest.raises(Refused) as refusal:
        say(one, cause="Chưa có số liệu của 3 huyện")
    assert refusal.value.field == "proposal"
    assert say(one, cause="Chưa có số liệu", proposal="UBND tỉnh đôn đốc 3 huyện").was_overdue


def test_of_two_officers_at_once_the_second_is_told() -> None:
    one = lead()
    say(one, version=one.version)
    with pytest.raises(Stale):
        say(one, version=one.version)


def test_a_clock_set_back_is_told_and_nothing_is_lost() -> None:
    one = lead()
    say(one)
    with pytest.raises(Refused, match="Đồng hồ"):
        say(one, at=after(-1))
    assert one.updates.count() == 1


def test_evidence_is_a_document_or_a_file() -> None:
    one, other = lead(), lead()
    complete(one)
    complete(other, document_number="", document_date=None, files=(NewFile("anh.jpg", b"\xff\xd8\xff\xe0"),))
    assert [row.updates.get().file_count for row in (one, other)] == [0, 1]


def test_done_is_what_another_agency_confirmed_and_counts_from_the_day_it_was_reported() -> None:
    one = lead(date(2025, 6, 20))
    complete(one)
    operations.confirm(one, version=None, acting=acting("xacnhan", after(12)))
    one.refresh_from_db()
    assert (one.progress, one.completed_date) == (Progress.DONE, date(2025, 6, 20))
    assert one.closed_at == after(12)
    with pytest.raises(Refused, match="đã hoàn thành"):
        say(one, at=after(13))


def test_returned_with_a_reason_then_completed_again_counts_from_the_second_report() -> None:
    one = lead(date(2025, 6, 20))
    complete(one)
    with pytest.raises(Refused):
        operations.return_(one, reason=" ", version=None, acting=acting("xacnhan"))
    operations.return_(one, reason="Thiếu dự toán", version=None, acting=acting("xacnhan"))
    one.refresh_from_db()
    assert one.progress == Progress.RETURNED
    overdue = {"cause": "Bổ sung dự toán", "proposal": "Không"}
    complete(one, at=after(3), **overdue)
    operations.confirm(one, version=None, acting=acting("xacnhan", after(4)))
    one.refresh_from_db()
    assert one.completed_date == date(2025, 6, 23)


def test_nobody_confirms_the_work_of_their_own_agency() -> None:
    one = lead(agency="Văn phòng Ủy ban nhân dân tỉnh")
    Update.objects.create(
        assignment=one, agency=one.agency, kind="completion", stage="sent", text="Xong", was_overdue=False,
        needs_evidence=True, document_number="1/BC-VP", document_date=date(2025, 6, 1), made_at=after(),
        made_by=acting("xacnhan").person, sent_at=after(),
    )  # fmt: skip
    type(one).objects.filter(pk=one.pk).update(progress=Progress.AWAITING)
    with pytest.raises(Refused, match="chính đơn vị mình"):
        operations.confirm(one, version=None, acting=acting("xacnhan"))


def test_an_officer_cannot_confirm() -> None:
    one = lead()
    complete(one)
    with pytest.raises(Refused):
        operations.confirm(one, version=None, acting=acting("daumoi2"))


def test_another_agencys_officer_cannot_report() -> None:
    with pytest.raises(Refused):
        say(lead(), by="daumoi2")


def test_where_the_head_approves_nothing_leaves_before() -> None:
    one = lead()
    operations.set_practice(one.agency, head_approves=True, acting=acting("thutruong"))
    complete(one)
    one.refresh_from_db()
    update = one.updates.get()
    assert (one.progress, update.stage) == (Progress.NOT_STARTED, UpdateStage.WITH_HEAD)
    with pytest.raises(Refused, match="chờ thủ trưởng"):
        say(one, at=after(hours=1))
    operations.approve(update, acting=acting("thutruong", after(1)))
    one.refresh_from_db()
    update.refresh_from_db()
    assert (one.progress, update.sent_at) == (Progress.AWAITING, after(1))


def test_the_head_sends_back_and_the_officer_writes_anew() -> None:
    one = lead()
    operations.set_practice(one.agency, head_approves=True, acting=acting("thutruong"))
    update = say(one)
    operations.send_back(update, reason="Nêu rõ số liệu", acting=acting("thutruong", after(hours=1)))
    with pytest.raises(Refused, match="đã được xử lý"):
        operations.approve(update, acting=acting("thutruong", after(hours=2)))
    assert say(one, at=after(hours=3)).stage == UpdateStage.WITH_HEAD


def test_who_helps_needs_no_evidence_and_the_lead_confirms() -> None:
    both = task(due=date(2025, 6, 30))
    assign(both, named("Sở Xây dựng"))
    partner = assign(both, named("Sở Công Thương"), duty=Duty.COORDINATE)
    new = NewUpdate("Đã gửi số liệu nhu cầu", is_completion=True)
    operations.make_update(partner, new, version=None, acting=acting("daumoi2"))
    with pytest.raises(Refused, match="đơn vị chủ trì"):
        operations.confirm(partner, version=None, acting=acting("xacnhan"))
    operations.confirm(partner, version=None, acting=acting("daumoi"))
    partner.refresh_from_db()
    assert partner.progress == Progress.DONE


def test_a_document_that_names_its_confirmer_is_confirmed_there() -> None:
    one = assign(task(directive(confirmer=named("Sở Tài chính"))), named("Sở Xây dựng"))
    complete(one)
    with pytest.raises(Refused, match="đơn vị khác xác nhận"):
        operations.confirm(one, version=None, acting=acting("xacnhan"))


def test_pause_and_go_on_refuse_and_uphold_need_their_words() -> None:
    one = lead()
    with pytest.raises(Refused):
        operations.move(one, Move.PAUSE, reason="Chờ Luật mới", acting=acting("theodoi"))
    operations.move(one, Move.PAUSE, reason="Chờ Luật mới", document="01/UBND ngày 19/6/2025", acting=acting("theodoi"))
    operations.move(one, Move.RESUME, reason="Luật đã ban hành", acting=acting("theodoi"))
    operations.move(one, Move.REFUSE, reason="Không thuộc thẩm quyền", acting=acting("thutruong"))
    operations.move(one, Move.UPHOLD, reason="Đúng chức năng", acting=acting("theodoi"))
    one.refresh_from_db()
    assert one.progress == Progress.UNDER_WAY
    assert [event.kind for event in one.events.all()] == ["paused", "resumed", "refused", "upheld"]


def test_untrue_evidence_opens_it_again() -> None:
    one = lead()
    complete(one)
    operations.confirm(one, version=None, acting=acting("xacnhan"))
    document = "07/KL-TTr ngày 20/6/2025"
    operations.move(one, Move.REOPEN, reason="Kết quả chưa có", document=document, acting=acting("xacnhan", after(1)))
    one.refresh_from_db()
    assert (one.progress, one.completed_date, one.closed_at) == (Progress.RETURNED, None, None)


@pytest.mark.parametrize(("before", "to"), [("not_started", "done"), ("under_way", "done"), ("done", "under_way")])
def test_the_database_refuses_a_change_that_the_table_does_not_know(before: str, to: str) -> None:
    one = lead()
    closed = {"completed_date": date(2025, 6, 20), "closed_at": after()}
    nothing = {"completed_date": None, "closed_at": None}
    if before == "under_way":
        say(one)
    elif before == "done":
        complete(one)
        operations.confirm(one, version=None, acting=acting("xacnhan"))
    with pytest.raises(IntegrityError), transaction.atomic():
        type(one).objects.filter(pk=one.pk).update(progress=to, **(closed if to == "done" else nothing))


def test_the_database_refuses_done_without_a_confirmed_report() -> None:
    one = lead()
    complete(one)
    with pytest.raises(IntegrityError, match="confirmed"), transaction.atomic():
        type(one).objects.filter(pk=one.pk).update(progress="done", completed_date=date(2025, 6, 20), closed_at=after())


def test_the_database_refuses_to_run_the_clock_back() -> None:
    one = lead()
    say(one)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(one).objects.filter(pk=one.pk).update(updated_at=after(-1))


@pytest.mark.parametrize(
    "values",
    [
        {"percent": 101},
        {"kind": "completion", "needs_evidence": True},
        {"was_overdue": True},
        {"document_number": "12/TTr-SXD"},
        {"text": ""},
    ],
)
def test_the_database_holds_updates_to_their_rules(values: dict) -> None:
    one = lead()
    whole = {
        "assignment": one, "agency": one.agency, "kind": "progress", "stage": "sent", "text": "Xong",
        "was_overdue": False, "needs_evidence": False, "made_at": after(), "made_by": acting("daumoi").person,
        "sent_at": after(),
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Update.objects.create(**(whole | values))


def test_events_stay_append_only() -> None:
    say(lead())
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.update(reason="khác")
