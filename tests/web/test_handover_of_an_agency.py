"""Handing over all that an agency holds: prepared, shown, carried out whole, and the counts agree."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from namro.access.roles import Role
from namro.agencies.errors import Refused
from namro.agencies.imports.province import load_province
from namro.agencies.models import Agency, Person
from namro.agencies.operations import close_agency, create_person, grant_role, record_succession
from namro.audit.actor import Actor
from namro.audit.models import Entry
from namro.life import operations
from namro.life.jobs import hand_over_all
from namro.life.models import Complaint, HandoverBatch
from namro.life.operations import Acting
from namro.life.queries import handover as queries
from namro.life.transitions import Move
from namro.life.views import handover as handover_views
from namro.tasks.models import Assignment, ExpectedReport, Rhythm
from namro.tasks.progress import Duty, Progress

from .lives import DAY, NOW, acting, after, assign, complete, directive, expect, lead, named, task

pytestmark = pytest.mark.django_db
BASIS = {"document": "22/QĐ-UBND ngày 18/6/2025", "reason": "Sắp xếp đơn vị"}
JUNE = (date(2025, 5, 15), date(2025, 6, 14), date(2025, 6, 14), date(2025, 7, 2))
MAY = (date(2025, 4, 15), date(2025, 5, 14), date(2025, 5, 14), date(2025, 6, 2))


@pytest.fixture
def merged(by: Actor) -> tuple[Agency, Agency]:
    """Sở Xây dựng ended yesterday, and Sở Công Thương stands where it stood."""
    old, new = named("Sở Xây dựng"), named("Sở Công Thương")
    record_succession(old, new, effective_date=DAY, source="Nghị quyết minh họa", by=by, at=NOW)
    for below in old.children.filter(valid_to=None):
        close_agency(below, last_day=date(2025, 6, 19), by=by, at=NOW)
    close_agency(old, last_day=date(2025, 6, 19), by=by, at=NOW)
    old.refresh_from_db()
    return old, new


def prepared(old: Agency, new: Agency | None, who: Acting) -> HandoverBatch:
    batch = operations.begin_handover(old, acting=who)
    operations.set_basis(batch, **BASIS, receiver=new, acting=who)
    batch.refresh_from_db()
    return batch


def carried_out(batch: HandoverBatch, who: Acting) -> dict[str, int]:
    plan = queries.plan_of(batch, who.day)
    operations.confirm_handover(batch, plan=plan.mark, acting=who)
    operations.run_handover(batch.pk, acting=who)
    batch.refresh_from_db()
    assert batch.counts is not None, batch.failure
    return batch.counts


def monthly(**values: Any) -> Assignment:
    return lead(None, every=Rhythm.MONTH, **values)


def test_one_to_one_moves_everything_but_what_waits_and_the_counts_agree(merged: tuple[Agency, Agency]) -> None:
    old, new = merged
    extended, waiting = lead(date(2025, 6, 30)), lead(date(2025, 6, 25))
    asked = operations.ask(extended, requested_date=date(2025, 7, 31), reason="Chờ", acting=acting("daumoi"))
    operations.grant(asked, acting=acting("lanhdao"))
    complete(waiting)
    rhythm = monthly()
    Assignment.objects.filter(pk=rhythm.pk).update(has_rhythm=True)
    sent, to_come = expect(rhythm, [MAY, JUNE])
    operations.send_report(sent, operations.NewReport("Đã làm"), acting=acting("daumoi"))
    batch = prepared(old, new, acting("theodoi", after(1)))
    told = carried_out(batch, acting("theodoi", after(1)))
    assert queries.agrees(told)
    assert (told["held_before"], told["moved"], told["joined"], told["left"]) == (3, 2, 0, 1)
    assert (told["reports_before"], told["reports_moved"]) == (1, 1)
    taken = Assignment.objects.get(task=extended.task, agency=new)
    assert (taken.original_due_date, taken.due_date) == (date(2025, 6, 30), date(2025, 7, 31))
    waiting.refresh_from_db()
    assert waiting.progress == Progress.AWAITING
    reports = ExpectedReport.objects.filter(assignment__agency=new)
    assert [(one.number, one.due_date) for one in reports] == [(to_come.number, to_come.due_date)]
    assert sent.report.expected_id == sent.pk
    assert Entry.objects.filter(act="agency.handed_over", thing_id=str(old.pk)).count() == 1


def test_what_the_receiver_has_already_is_joined_and_what_it_ended_stays(merged: tuple[Agency, Agency]) -> None:
    old, new = merged
    both, ended = task(due=date(2025, 6, 30)), task(due=date(2025, 6, 30))
    for one in (both, ended):
        assign(one, old)
    assign(both, new)
    done = assign(ended, new)
    operations.move(done, Move.WITHDRAW, reason="Thôi", document="1/QĐ", acting=acting("theodoi"))
    batch = prepared(old, new, acting("theodoi", after(1)))
    plan = queries.plan_of(batch, after(1).date())
    assert (len(plan.steps), plan.joining) == (1, 1)
    assert plan.left == {queries.Hindrance.ENDED_THERE: 1}
    told = carried_out(batch, acting("theodoi", after(1)))
    assert (told["joined"], told["left"], told["open_before"] - told["open_after"]) == (1, 1, 1)


def test_complaints_and_leaders_words_reach_the_successor(
    merged: tuple[Agency, Agency], as_role: Callable[[str], Client]
) -> None:
    old, new = merged
    own = lead(date(2025, 6, 30))
    helping = assign(own.task, named("Sở Tài chính"), duty=Duty.COORDINATE)
    operations.direct(own, text="Báo cáo tôi trước thứ Sáu", acting=acting("lanhdao"))
    operations.complain(own, helping, text="Chưa gửi số liệu", acting=acting("daumoi"))
    carried_out(prepared(old, new, acting("theodoi", after(1))), acting("theodoi", after(1)))
    taken = Assignment.objects.get(task=own.task, agency=new)
    assert Complaint.objects.get(settled_at=None).lead == taken
    page = as_role("theodoi").get(reverse("life:assignment", args=[taken.pk])).content.decode()
    assert "Báo cáo tôi trước thứ Sáu" in page
    assert "Nhận từ" in page


def test_a_change_after_the_preview_moves_nothing(merged: tuple[Agency, Agency]) -> None:
    old, new = merged
    lead(date(2025, 6, 30))
    batch = prepared(old, new, acting("theodoi"))
    mark = queries.plan_of(batch, DAY).mark
    late = lead(date(2025, 6, 29))
    with pytest.raises(Refused, match="đã thay đổi"):
        operations.confirm_handover(batch, plan=mark, acting=acting("theodoi"))
    operations.confirm_handover(batch, plan=queries.plan_of(batch, DAY).mark, acting=acting("theodoi"))
    complete(late)
    assert not operations.run_handover(batch.pk, acting=acting("theodoi", after(1)))
    batch.refresh_from_db()
    assert batch.stage == "draft"
    assert "Có thay đổi" in batch.failure
    assert not Assignment.objects.filter(agency=new).exists()


def test_run_twice_is_done_once(merged: tuple[Agency, Agency]) -> None:
    old, new = merged
    lead(date(2025, 6, 30))
    batch = prepared(old, new, acting("theodoi"))
    carried_out(batch, acting("theodoi"))
    assert not operations.run_handover(batch.pk, acting=acting("theodoi"))
    assert batch.handovers.count() == 1


def test_only_who_follows_tasks(merged: tuple[Agency, Agency]) -> None:
    old, _new = merged
    with pytest.raises(Refused, match="thẩm quyền"):
        operations.begin_handover(old, acting=acting("quantri"))


def test_one_without_a_basis_or_a_successor_is_asked_for_it(
    as_role: Callable[[str], Client], agency: Callable[[str], Agency]
) -> None:
    lead(date(2025, 6, 30))
    client, old = as_role("theodoi"), agency("Sở Xây dựng")
    address = reverse("life:handover", args=[old.pk])
    assert "Chưa ghi đơn vị kế thừa" in client.get(address).content.decode()
    answer = client.post(address, {"preview": "", "document": "", "reason": "Sắp xếp", "receiver": "Sở Công Thương"})
    assert answer.status_code == 422
    assert "Sắp xếp" in answer.content.decode()  # what was typed is still there
    client.post(address, {"preview": "", "receiver": "Sở Công Thương", **BASIS})
    preview = client.get(reverse("life:handover_preview", args=[old.pk]))
    (mark,) = re.findall(r'name="plan" value="(\w+)"', preview.content.decode())
    client.post(reverse("life:handover_preview", args=[old.pk]), {"plan": mark})
    assert Assignment.objects.open().get().agency == named("Sở Công Thương")


def test_choices_are_kept_row_by_row_and_a_name_that_is_nobodys_comes_back_as_typed(
    merged: tuple[Agency, Agency], as_role: Callable[[str], Client], by: Actor
) -> None:
    old, new = merged
    receivers = [new, *Agency.objects.on(DAY).exclude(pk__in=(old.pk, new.pk))[:11]]
    for one in receivers[1:]:
        record_succession(old, one, effective_date=DAY, by=by, at=NOW)
    rows = [lead(date(2025, 6, 30)) for _one in range(4)]
    client, address = as_role("theodoi"), reverse("life:handover", args=[old.pk])
    answer = client.post(address, {"save": "", f"to-{rows[0].pk}": "so cong thuong", f"to-{rows[1].pk}": "Sở Không Có"})
    assert answer.status_code == 422
    assert "Sở Không Có" in answer.content.decode()
    batch = HandoverBatch.objects.get()
    assert batch.choices.get().receiver == new
    client.post(address, {"picked": "", "row": [rows[1].pk, rows[2].pk], "receiver": receivers[1].names.get().name})
    client.post(address, {"rest": "", "receiver": str(receivers[2].pk)})
    chosen = dict(batch.choices.values_list("assignment", "receiver"))
    assert [chosen[row.pk] for row in rows] == [new.pk, receivers[1].pk, receivers[1].pk, receivers[2].pk]


def test_many_go_to_the_worker(merged: tuple[Agency, Agency], as_role: Callable[[str], Client]) -> None:
    old, new = merged
    of = directive()
    for _one in range(handover_views.DIRECTLY + 1):
        assign(task(of, due=date(2025, 6, 30)), old)
    batch = prepared(old, new, acting("theodoi"))
    client, address = as_role("theodoi"), reverse("life:handover_preview", args=[old.pk])
    answer = client.post(address, {"plan": queries.plan_of(batch, DAY).mark}, follow=True)
    assert "Đang chuyển giao" in answer.content.decode()
    assert hand_over_all.call(batch.pk)
    assert "khớp" in client.get(reverse("life:handover_done", args=[old.pk, batch.pk])).content.decode()


def test_a_page_of_a_hundred_costs_no_more_queries_than_one_of_ten(
    merged: tuple[Agency, Agency], as_role: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    old, _new = merged
    of = directive()
    for _one in range(45):
        assign(task(of, due=date(2025, 6, 30)), old)
    client = as_role("theodoi")
    for address in (reverse("life:handover", args=[old.pk]), reverse("life:handovers")):
        with django_assert_max_num_queries(40):
            assert client.get(address).status_code == 200


# --- 30 June to 1 July 2025: nine districts, 92 communes -----------------------------------------------------------

FIRST_OF_JULY = datetime(2025, 7, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def province(by: Actor) -> dict[str, Agency]:
    """The shipped sets of Thái Nguyên, laid one over the other in an empty site."""
    loaded = load_province("thai-nguyen-2025-07", by=by, at=NOW)
    return loaded.agencies


@pytest.fixture
def tracker(province: dict[str, Agency], by: Actor) -> Acting:
    """Somebody who follows all tasks."""
    person: Person = create_person(name="Người Theo", work_email="theo@thai-nguyen.example", by=by, at=NOW)
    grant_role(person, role=Role.TRACKER, agency=None, valid_from=date(2025, 3, 1), by=by, at=NOW)
    return Acting(person, Actor(person.name, person.pk), FIRST_OF_JULY)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nine_districts_become_92_communes_and_nothing_is_lost(
    seed: int, province: dict[str, Agency], tracker: Acting
) -> None:
    chance = random.Random(seed)
    districts = [one for one in province.values() if one.kind == "district_committee"]
    tax = province["chi-cuc-thue-khu-vuc-vii"]
    assert len(districts) == 9
    of = directive(number=f"{seed}/CT-UBND")
    for number in range(14):
        one = task(of, due=date(2025, 7, 15) if number % 3 else None)
        for agency in [*districts, tax]:
            duty = chance.choice([Duty.LEAD, Duty.LEAD, Duty.COORDINATE, Duty.REPORT])
            given = assign(one, agency, duty=duty, has_rhythm=number % 3 == 0)
            if given.has_rhythm:
                expect(given, [MAY, JUNE])
            if chance.random() < 0.1:
                Assignment.objects.filter(pk=given.pk).update(progress=Progress.AWAITING)
    before = Assignment.objects.open().count()
    awaiting = Assignment.objects.filter(progress=Progress.AWAITING).count()
    joined = 0
    for old in [*districts, tax]:
        old.refresh_from_db()
        receivers = queries.receivers_of(old, tracker.day)
        batch = operations.begin_handover(old, acting=tracker)
        if len(receivers) == 1:
            operations.set_basis(batch, **BASIS, receiver=receivers[0], acting=tracker)
        else:
            assert len(receivers) == 92
            operations.set_basis(batch, **BASIS, receiver=None, acting=tracker)
            rows = queries.open_at(old.pk).values_list("pk", flat=True)
            operations.choose(batch, {row: chance.choice(receivers).pk for row in rows}, acting=tracker)
        batch.refresh_from_db()
        told = carried_out(batch, tracker)
        assert queries.agrees(told)
        joined += told["joined"]
    assert Assignment.objects.open().count() == before - joined
    left = queries.ended_with_work(tracker.day)
    assert sum(one.count for one in left) == sum(one.to_decide for one in left) == awaiting
    assert not Assignment.objects.open().exclude(progress=Progress.AWAITING).filter(agency__in=districts).exists()


def test_words_on_all_of_an_ended_agencys_work_become_a_task_of_its_successor(
    merged: tuple[Agency, Agency], as_role: Callable[[str], Client]
) -> None:
    old, new = merged
    said = operations.direct_agency(old, text="Tập trung giải ngân", acting=acting("lanhdao"))
    client, page = as_role("theodoi"), reverse("life:handover", args=[old.pk])
    making = reverse("life:make_task", args=[said.pk])
    told = client.get(page).content.decode()
    assert "Không còn lượt giao nào đang mở" in told
    assert "Tập trung giải ngân" in told and making in told
    asked = client.get(making).content.decode()
    assert re.search(r'<textarea name="leads"[^>]*>\s*Sở Công Thương</textarea>', asked)

    given = {"text": said.text, "kind": "followed", "leads": "Sở Công Thương", "directive": directive().pk}
    assert client.post(making, given).status_code == 302
    assert [one.agency for one in Assignment.objects.all()] == [new]
    assert "Tập trung giải ngân" not in client.get(page).content.decode()
