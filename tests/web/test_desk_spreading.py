"""One answer for many drafts at the desk: who leads where nobody is named, and whom a name means everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from namro.agencies.models import Person
from namro.directives.content import Content
from namro.directives.models import Directive, DraftTask, EditAct, ReviewState

from .received import receive_text

PLAN = """KẾ HOẠCH
Xúc tiến thương mại năm 2025

I. NHIỆM VỤ
1. Xúc tiến
- Xây dựng danh mục mặt hàng chủ lực của tỉnh.
- Tổ chức hội chợ, triển lãm trong và ngoài tỉnh.
2. Hạ tầng
- Rà soát quỹ đất làm kho lạnh, bến bãi.
II. TỔ CHỨC THỰC HIỆN
1. Giao Hội Làm vườn chủ trì lập danh sách hộ trồng cây ăn quả.
2. Giao Sở Tài chính chủ trì, phối hợp với Hội Làm vườn bố trí kinh phí.
"""
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def plan(person: Callable[[str], Person]) -> Directive:
    return receive_text(PLAN, person("theodoi"), issued=date(2025, 6, 2))


def drafts(plan: Directive) -> list[DraftTask]:
    found = list(plan.drafts.alive().in_reading_order())
    assert [Content.from_json(one.content).task.at for one in found] == ["I.1", "I.1", "I.2", "II.1", "II.2"]
    return found


def doers(draft: DraftTask) -> list[tuple[str, str, str]]:
    now = DraftTask.objects.get(pk=draft.pk)
    return [(one.duty, one.name, one.meant) for one in Content.from_json(now.content).doers]


def save(client: Client, draft: DraftTask, doer: tuple[str, str, str], **more: str) -> Any:
    content = Content.from_json(draft.content)
    duty, name, meant = doer
    sent = {
        "version": str(draft.version), "text": content.task.text, "nature": content.task.nature,
        "doer_duty": duty, "doer_name": name, "doer_meant": meant,
    }  # fmt: skip
    return client.post(f"/directives/{draft.directive_id}/drafts/{draft.pk}/edit/", sent | more, **HTMX)


class TestWhoLeads:
    """Where the words name nobody, one answer serves a heading or the whole text."""

    def test_is_offered_by_heading_the_nearest_first(self, plan: Directive, as_role: Callable[[str], Client]) -> None:
        client, (first, *_rest, named, _last) = as_role("theodoi"), drafts(plan)
        page = client.get(f"/directives/{plan.pk}/drafts/{first.pk}/edit/").content.decode()
        assert "mục I.1: thêm 1 nhiệm vụ" in page and "mục I: thêm 2 nhiệm vụ" in page
        assert "cả văn bản: thêm" not in page  # it adds nothing to the heading before it
        assert 'name="lead_in"' not in client.get(f"/directives/{plan.pk}/drafts/{named.pk}/edit/").content.decode()

    def test_under_the_heading_and_nowhere_else(self, plan: Directive, as_role: Callable[[str], Client]) -> None:
        first, second, third, fourth, _fifth = drafts(plan)
        answer = save(as_role("theodoi"), first, ("lead", "", "Sở Công Thương"), lead_in="I.1")
        assert answer.status_code == 200 and "Đã làm như vậy ở 1 nhiệm vụ khác" in answer.content.decode()
        trade = [("lead", "Sở Công Thương", "Sở Công Thương")]
        assert doers(first) == doers(second) == trade
        assert doers(third) == []
        assert doers(fourth) == [("lead", "Hội Làm vườn", "")]
        task = Content.from_json(DraftTask.objects.get(pk=second.pk).content).task
        assert [one.name for one in task.leads] == ["Sở Công Thương"]
        assert task.text == Content.from_json(second.content).task.text

    def test_not_unless_asked_for(self, plan: Directive, as_role: Callable[[str], Client]) -> None:
        first, second, *_rest = drafts(plan)
        answer = save(as_role("theodoi"), first, ("lead", "", "Sở Công Thương"))
        assert "Đã làm như vậy" not in answer.content.decode()
        assert doers(second) == []

    def test_a_confirmed_or_dropped_draft_stays(self, plan: Directive, as_role: Callable[[str], Client]) -> None:
        first, second, third, *_rest = drafts(plan)
        DraftTask.objects.filter(pk=second.pk).update(state=ReviewState.DROPPED)
        save(as_role("theodoi"), first, ("lead", "", "Sở Công Thương"), lead_in="I")
        assert doers(second) == []
        assert doers(third) == [("lead", "Sở Công Thương", "Sở Công Thương")]

    def test_a_heading_that_is_not_offered_is_refused(self, plan: Directive, as_role: Callable[[str], Client]) -> None:
        first, second, *_rest = drafts(plan)
        answer = save(as_role("theodoi"), first, ("lead", "", "Sở Công Thương"), lead_in="II")
        assert answer.status_code == 422
        assert doers(first) == doers(second) == []

    def test_is_taken_back_as_one(self, plan: Directive, as_role: Callable[[str], Client]) -> None:
        client, (first, second, third, *_rest) = as_role("theodoi"), drafts(plan)
        save(client, first, ("lead", "", "Sở Công Thương"), lead_in="I")
        assert plan.edits.filter(act=EditAct.CHANGE).count() == 1
        client.post(f"/directives/{plan.pk}/undo/", **HTMX)
        assert doers(first) == doers(second) == doers(third) == []

    def test_who_has_another_open_is_told(self, plan: Directive, as_role: Callable[[str], Client]) -> None:
        client, (first, second, *_rest) = as_role("theodoi"), drafts(plan)
        save(client, first, ("lead", "", "Sở Công Thương"), lead_in="I.1")
        answer = save(client, second, ("lead", "", "Sở Tài chính"))  # as it was before
        assert answer.status_code == 409 and "Sở Công Thương" in answer.content.decode()


class TestWhomANameMeans:
    """A name that nobody knew is understood likewise wherever the text writes it."""

    def test_wherever_it_is_written(self, plan: Directive, as_role: Callable[[str], Client]) -> None:
        client, (*_unled, fourth, fifth) = as_role("theodoi"), drafts(plan)
        page = client.get(f"/directives/{plan.pk}/drafts/{fourth.pk}/edit/").content.decode()
        assert "ở 1 nhiệm vụ khác cùng ghi tên chưa rõ này" in page
        save(client, fourth, ("lead", "Hội Làm vườn", "Sở Nông nghiệp và Môi trường"), same_names="on")
        assert doers(fourth) == [("lead", "Hội Làm vườn", "Sở Nông nghiệp và Môi trường")]
        assert doers(fifth) == [
            ("lead", "Sở Tài chính", "Sở Tài chính"),
            ("coordinate", "Hội Làm vườn", "Sở Nông nghiệp và Môi trường"),
        ]

    def test_only_here_unless_asked_for(self, plan: Directive, as_role: Callable[[str], Client]) -> None:
        *_unled, fourth, fifth = drafts(plan)
        save(as_role("theodoi"), fourth, ("lead", "Hội Làm vườn", "Sở Nông nghiệp và Môi trường"))
        assert doers(fifth)[1] == ("coordinate", "Hội Làm vườn", "")
