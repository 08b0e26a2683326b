"""The desk: confirming, changing, splitting, merging, dropping, adding, undoing; two officers at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.directives import operations
from namro.directives.content import OFFICER, Content, Doer, set_by_officer
from namro.directives.errors import Stale
from namro.directives.models import Directive, DraftTask, ReviewState
from namro.directives.queries.desk import Desk, desk_of
from namro.reading import read

from .conftest import NOW
from .received import EXAMPLE, receive_example

Someone = Callable[[str], Person]


@pytest.fixture
def officer(person: Someone) -> Person:
    return person("theodoi")


@pytest.fixture
def who(officer: Person, by: Actor) -> dict[str, Any]:
    return {"person": officer, "by": by, "at": NOW}


@pytest.fixture
def directive(officer: Person) -> Directive:
    return receive_example(officer)


@pytest.fixture
def desk(directive: Directive, officer: Person) -> Callable[[], Desk]:
    return lambda: desk_of(directive, officer)


def first(directive: Directive) -> DraftTask:
    return directive.drafts.alive().in_reading_order().first()


def test_the_drafts_are_what_the_reader_gives(desk: Callable[[], Desk]) -> None:
    tasks = read(EXAMPLE).tasks
    assert [card.content.task for card in desk().cards] == list(tasks)


def test_the_head_is_taken_from_the_document(directive: Directive) -> None:
    assert (directive.number, directive.issued_date) == ("07/CT-UBND", date(2025, 3, 12))
    assert directive.relations.filter(number="18/KH-UBND").exists()


def test_counts_add_up(desk: Callable[[], Desk], directive: Directive, who: dict[str, Any]) -> None:
    one = first(directive)
    operations.confirm_drafts(directive, {one.pk: one.version}, **who)
    counts = desk().counts
    assert counts["waiting"] + counts["ask"] + counts["confirmed"] == counts["all"]
    sentences = desk().sentences
    assert sentences["task"] + sentences["not_task"] + sentences["unread"] == sentences["all"]


def test_a_deadline_shows_its_day_and_why(desk: Callable[[], Desk]) -> None:
    day = desk().cards[0].day
    assert day.due.explain.startswith("Chậm nhất thứ Ba, 25/3/2025: trước ngày 26/3/2025, không tính ngày 26")


def test_strictness_is_a_setting_of_the_directive(desk: Callable[[], Desk], directive: Directive) -> None:
    Directive.objects.filter(pk=directive.pk).update(strict_before=False)
    directive.refresh_from_db()
    assert desk().cards[0].day.due.day == date(2025, 3, 26)


def test_a_group_shows_its_members_on_the_day(
    desk: Callable[[], Desk], directive: Directive, as_role: Callable[[str], Client]
) -> None:
    group = next(doer.group for doer in desk().cards[0].content.doers if doer.name == "các sở, ban, ngành")
    assert desk().group_sizes[group] == 15
    page = as_role("theodoi").get(f"/directives/{directive.pk}/groups/{group}/").content.decode()
    assert page.count("<li>") == 15
    assert "Sở Xây dựng" in page


def test_a_doer_nobody_knows_asks_and_cannot_be_confirmed(
    desk: Callable[[], Desk], directive: Directive, who: dict[str, Any]
) -> None:
    card = next(one for one in desk().cards if one.content.unresolved)
    assert card.state == "ask"
    with pytest.raises(Refused, match="chưa rõ"):
        operations.confirm_drafts(directive, {card.draft.pk: card.draft.version}, **who)


def test_confirm_then_undo(directive: Directive, who: dict[str, Any]) -> None:
    one = first(directive)
    operations.confirm_drafts(directive, {one.pk: one.version}, **who)
    one.refresh_from_db()
    assert one.state == ReviewState.CONFIRMED
    operations.undo(directive, **who)
    one.refresh_from_db()
    assert one.state == ReviewState.WAITING


def test_split_at_a_place_gives_each_half_its_own_fields(directive: Directive, who: dict[str, Any]) -> None:
    one = first(directive)
    text = read(EXAMPLE).source.text
    at = text.index("Kết quả báo cáo UBND tỉnh", one.start)
    operations.split_draft(one, version=one.version, at_offset=at, **who)
    before, after = directive.drafts.alive().in_reading_order()[:2]
    assert (before.end, after.start) == (len(text[:at].rstrip()), at)
    assert [doer["name"] for doer in after.content["doers"] if doer["duty"] == "lead"] == ["Sở Tài chính"]
    assert "trước ngày 26/3/2025" in after.content["task"]["text"]
    assert not any(one["quote"] == "trước ngày 26/3/2025" for one in before.content["task"]["deadlines"])
    operations.undo(directive, **who)
    one.refresh_from_db()
    assert one.state == ReviewState.WAITING
    assert directive.drafts.alive().in_reading_order().first() == one


def test_a_split_outside_the_words_is_refused(directive: Directive, who: dict[str, Any]) -> None:
    one = first(directive)
    with pytest.raises(Refused, match="con trỏ"):
        operations.split_draft(one, version=one.version, at_offset=one.end + 5, **who)


def test_merge_keeps_the_fields_of_both(directive: Directive, who: dict[str, Any]) -> None:
    one, two = directive.drafts.alive().in_reading_order()[:2]
    count = directive.drafts.alive().count()
    operations.merge_drafts(one, two, versions=(one.version, two.version), **who)
    merged = directive.drafts.alive().in_reading_order().first()
    assert (merged.start, merged.end) == (one.start, two.end)
    assert merged.content["task"]["deadlines"][0] == one.content["task"]["deadlines"][0]
    assert directive.drafts.alive().count() == count - 1
    operations.undo(directive, **who)
    assert directive.drafts.alive().count() == count


def test_dropped_words_are_no_task_and_come_back(
    directive: Directive, desk: Callable[[], Desk], who: dict[str, Any]
) -> None:
    one = first(directive)
    before = desk().sentences
    operations.drop_draft(one, version=one.version, **who)
    assert desk().sentences["not_task"] > before["not_task"]
    assert [card.draft.pk for card in desk().dropped] == [one.pk]
    one.refresh_from_db()
    operations.reopen_draft(one, version=one.version, **who)
    assert desk().sentences == before


def test_a_task_from_selected_words(directive: Directive, desk: Callable[[], Desk], who: dict[str, Any]) -> None:
    text = read(EXAMPLE).source.text
    words = "giải ngân vốn đầu tư công mới đạt 6,8% kế hoạch"
    start = text.index(words)
    reading = directive.readings.get()
    operations.add_draft(directive, reading, start=start - 2, end=start + len(words), **who)
    card = next(one for one in desk().cards if one.is_added)
    assert card.content.task.text == words
    assert card.draft.origin == "officer"


def test_what_an_officer_sets_is_told_apart(directive: Directive, who: dict[str, Any]) -> None:
    one = first(directive)
    content = Content.from_json(one.content)
    doer = Doer("lead", "Sở Y tế", 1, None, "Sở Y tế", by_officer=True)
    changed = set_by_officer(
        content, text=content.task.text, nature=content.task.nature, product="Báo cáo", due=date(2025, 4, 1),
        every="", day=None, doers=(doer,),
    )  # fmt: skip
    operations.change_draft(one, version=one.version, content=changed, **who)
    task = Content.from_json(DraftTask.objects.get(pk=one.pk).content).task
    assert task.deadlines[0].found_by == task.product.found_by == task.leads[0].found_by == OFFICER
    assert task.deadlines[1:] == content.task.deadlines  # the directive's own words stay


def test_two_officers_at_once_lose_nothing(directive: Directive, who: dict[str, Any], person: Someone) -> None:
    one = first(directive)
    content = Content.from_json(one.content)
    theirs = replace(content, task=replace(content.task, text="Bản của người thứ nhất"))
    operations.change_draft(one, version=1, content=theirs, **who)
    with pytest.raises(Stale, match="vừa sửa") as refusal:
        operations.change_draft(one, version=1, content=content, **who | {"person": person("xacnhan")})
    assert refusal.value.draft == one.pk
    assert DraftTask.objects.get(pk=one.pk).content["task"]["text"] == "Bản của người thứ nhất"


def test_an_act_that_another_went_on_from_is_not_undone(
    directive: Directive, who: dict[str, Any], person: Someone
) -> None:
    one = first(directive)
    operations.confirm_drafts(directive, {one.pk: 1}, **who)
    one.refresh_from_db()
    operations.reopen_draft(one, version=one.version, **who | {"person": person("xacnhan")})
    with pytest.raises(Stale):
        operations.undo(directive, **who)


# --- The pages


def post(client: Client, directive: Directive, path: str, **data: Any) -> Any:
    return client.post(f"/directives/{directive.pk}/{path}", data, headers={"HX-Request": "true"})


def test_the_desk_makes_a_fixed_number_of_queries(directive: Directive, as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    client.get(f"/directives/{directive.pk}/")
    with CaptureQueriesContext(connection) as few:
        assert client.get(f"/directives/{directive.pk}/").status_code == 200
    DraftTask.objects.bulk_create(
        DraftTask(
            directive=directive, reading=one.reading, start=one.start, end=one.end, origin="reader",
            content=one.content, changed_at=NOW,
        )
        for one in directive.drafts.all()
    )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        client.get(f"/directives/{directive.pk}/")
    assert len(many) == len(few)


def test_a_confirmation_answers_with_the_desk(directive: Directive, as_role: Callable[[str], Client]) -> None:
    one = first(directive)
    answer = post(as_role("theodoi"), directive, "confirm/", draft=f"{one.pk}:{one.version}")
    page = answer.content.decode()
    assert 'id="desk"' in page
    assert "<html" not in page
    assert f'id="n{one.pk}" data-state="confirmed"' in page


def test_a_stale_save_is_shown_beside_the_newer_one(directive: Directive, as_role: Callable[[str], Client]) -> None:
    one = first(directive)
    path = f"drafts/{one.pk}/edit/"
    sent = {
        "version": "1", "text": "Bản thứ nhất", "nature": "assigned", "every": "", "product": "", "due": "", "day": "",
        "doer_duty": ["lead"], "doer_name": ["Sở Tài chính"], "doer_meant": ["Sở Tài chính"],
    }  # fmt: skip
    assert post(as_role("theodoi"), directive, path, **sent).status_code == 200
    answer = post(as_role("theodoi"), directive, path, **sent | {"text": "Bản thứ hai"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản thứ nhất" in page
    assert "Bản thứ hai" in page
    assert DraftTask.objects.get(pk=one.pk).content["task"]["text"] == "Bản thứ nhất"
    assert (
        post(as_role("theodoi"), directive, path, **sent | {"text": "Bản thứ hai", "version": "2"}).status_code == 200
    )


def test_a_day_before_the_document_is_refused(directive: Directive, as_role: Callable[[str], Client]) -> None:
    one = first(directive)
    sent = {
        "version": "1", "text": "Việc", "nature": "assigned", "due": "01/3/2025",
        "doer_duty": ["lead"], "doer_name": [""], "doer_meant": ["Sở Vũ trụ"],
    }  # fmt: skip
    page = post(as_role("theodoi"), directive, f"drafts/{one.pk}/edit/", **sent).content.decode()
    assert "Hạn không thể trước ngày ban hành 12/3/2025." in page
    assert "Không có đơn vị, nhóm nào tên “Sở Vũ trụ”" in page


def test_an_address_of_another_document_finds_no_draft(directive: Directive, as_role: Callable[[str], Client]) -> None:
    other = Directive.objects.create(number="1", received_at=NOW)
    one = first(directive)
    assert as_role("theodoi").get(f"/directives/{other.pk}/drafts/{one.pk}/edit/").status_code == 404


def test_a_stranger_sees_nothing_of_a_document_under_review(
    directive: Directive, as_role: Callable[[str], Client]
) -> None:
    client = as_role("daumoi")
    assert client.get(f"/directives/{directive.pk}/").status_code == 404
    assert client.get(f"/directives/{directive.pk}/files/0/").status_code == 404
    assert client.post(f"/directives/{directive.pk}/confirm/").status_code == 403
    assert str(directive) not in client.get("/directives/").content.decode()
