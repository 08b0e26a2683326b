"""Documents and how they hang together: identity, one family on one page, who carries it out, and the files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from namro.agencies.models import Person
from namro.directives.models import Directive, DirectiveRelation
from namro.tasks.exports.graph import NAMESPACE
from namro.tasks.models import Task, TaskCitation
from namro.tasks.queries.documents import Documents, Mention, all_documents, graph_of, search
from namro.tasks.queries.family import family_of
from tests.invented_documents import invent_documents

from .lives import DAY, assign, directive, named, task
from .received import receive_example

pytestmark = pytest.mark.django_db
ISSUED = date(2024, 12, 22)
NAME = {"number": "57-NQ/TW", "issued_date": ISSUED}


@pytest.fixture
def fifty_seven() -> tuple[Directive, Task]:
    """A directive that carries out a resolution which is not here, with a task of Sở Xây dựng and one of another's."""
    of = directive(number="05/CT-UBND", issuer="UBND tỉnh An Lâm", subject="Triển khai Nghị quyết")
    DirectiveRelation.objects.create(directive=of, kind="implements", other_kind="nghị quyết", **NAME)
    one = task(of, due=date(2025, 6, 30), text="Xây dựng kế hoạch chuyển đổi số")
    assign(one, named("Sở Xây dựng"))
    TaskCitation.objects.create(task=one, kind="nghị quyết", relation="implements", **NAME)
    other = task(of, due=date(2025, 6, 1), text="Việc của Sở Công Thương")
    assign(other, named("Sở Công Thương"))
    TaskCitation.objects.create(task=other, kind="nghị quyết", number="57-NQ/TW")  # without its day
    return of, one


@pytest.mark.parametrize(
    ("mentions", "count"),
    [
        ([Mention("57-NQ/TW", "nghị quyết", "", ISSUED), Mention("57-NQ/TW")], 1),  # a mention that says less
        ([Mention("42/KH-UBND", "", "", date(2024, 1, 5)), Mention("42/KH-UBND", "", "", date(2025, 2, 27))], 2),
        ([Mention("42/KH-UBND", "", "UBND tỉnh An Lâm", ISSUED), Mention("42/KH-UBND", "", "UBND tỉnh", ISSUED)], 1),
        ([Mention("42/KH-UBND", "", "UBND xã A", ISSUED), Mention("42/KH-UBND", "", "UBND xã B", ISSUED)], 2),
        ([Mention("57 - NQ/TW", "nghị quyết"), Mention("57-NQ/TW", "nghị quyết")], 1),
    ],
)
def test_what_makes_two_mentions_one_document(mentions: list[Mention], count: int) -> None:
    found = Documents()
    for one in mentions:
        found.add(one)
    assert len(list(found)) == count


def test_an_undated_mention_of_two_documents_is_neither(db: None) -> None:
    found = Documents()
    for day in (date(2024, 1, 5), date(2025, 2, 27)):
        found.add(Mention("42/KH-UBND", "", "", day))
    assert found.find(Mention("42/KH-UBND")) is None


def test_who_carries_out_resolution_57_here_in_two_clicks(
    fifty_seven: tuple[Directive, Task], as_role: Callable[[str], Client]
) -> None:
    answer = as_role("theodoi").get(reverse("tasks:documents"), {"q": "nghị quyết 57"}, follow=True)
    page = answer.content.decode()
    assert "Ai thực hiện ở đây" in page
    assert "Sở Xây dựng" in page
    assert "Sở Công Thương" in page
    assert "Thực hiện văn bản này" in page


def test_the_officer_of_one_agency_sees_only_its_own_work(
    fifty_seven: tuple[Directive, Task], as_role: Callable[[str], Client], person: Callable[[str], Person]
) -> None:
    found = family_of(person("daumoi"), DAY, Mention("57-NQ/TW", "", "", ISSUED))
    assert found is not None
    assert [line.name for line in found.agencies] == ["Sở Xây dựng"]
    assert [row.task.text for row in found.rows] == ["Xây dựng kế hoạch chuyển đổi số"]
    page = as_role("daumoi").get(reverse("tasks:document"), {"number": "57-NQ/TW"}).content.decode()
    assert "Việc của Sở Công Thương" not in page


def test_who_sees_none_of_it_finds_nothing(person: Callable[[str], Person], as_role: Callable[[str], Client]) -> None:
    of = directive(number="09/CT-UBND")
    assign(task(of), named("Sở Công Thương"))
    DirectiveRelation.objects.create(directive=of, kind="cites", other_kind="nghị quyết", **NAME)
    assert not search(all_documents(person("daumoi"), DAY), "57")
    client = as_role("daumoi")
    assert client.get(reverse("tasks:document"), {"number": "57-NQ/TW"}).status_code == 404
    assert client.get(reverse("tasks:family", args=[of.pk])).status_code == 404


def test_a_superior_order_and_its_local_tasks_stand_side_by_side(
    fifty_seven: tuple[Directive, Task], person: Callable[[str], Person]
) -> None:
    of, one = fifty_seven
    found = family_of(person("theodoi"), DAY, Mention(of.number), directive=of)
    assert found is not None
    assert [group.kind for group in found.above] == ["implements"]
    (order,) = found.orders
    assert order.document.number == "57-NQ/TW"
    assert [(task.pk, leads) for task, leads in order.tasks[:1]] == [(one.pk, "Sở Xây dựng")]


def test_a_resolution_that_no_task_names_is_carried_out_through_the_document_that_does(
    fifty_seven: tuple[Directive, Task], person: Callable[[str], Person]
) -> None:
    TaskCitation.objects.all().delete()
    found = family_of(person("theodoi"), DAY, Mention("57-NQ/TW"))
    assert found is not None
    assert (found.tasks, found.through, found.is_through) == (0, 2, True)
    assert [line.name for line in found.agencies] == ["Sở Công Thương", "Sở Xây dựng"]


def test_a_number_is_meant_whole(person: Callable[[str], Person]) -> None:
    of = directive(number="09/CT-UBND")
    for number in ("57-NQ/TW", "157-NQ/TW"):
        DirectiveRelation.objects.create(directive=of, kind="cites", other_kind="nghị quyết", number=number)
    assert [one.number for one in search(all_documents(person("theodoi"), DAY), "nghi quyet 57")] == ["57-NQ/TW"]


def test_the_files_hold_the_same_graph(as_role: Callable[[str], Client], person: Callable[[str], Person]) -> None:
    invent_documents(20)
    graph = graph_of(person("theodoi"), DAY)
    told = json.loads(as_role("theodoi").get(reverse("tasks:graph_json")).content)
    assert (len(told["nodes"]), len(told["edges"])) == (len(graph.documents), len(graph.edges))
    ids = {one["id"] for one in told["nodes"]}
    assert {one["source"] for one in told["edges"]} | {one["target"] for one in told["edges"]} <= ids
    root = ElementTree.fromstring(as_role("theodoi").get(reverse("tasks:graph_graphml")).content)
    assert len(root.findall(f".//{{{NAMESPACE}}}node")) == len(graph.documents)
    assert len(root.findall(f".//{{{NAMESPACE}}}edge")) == len(graph.edges)
    keys = {one.get("id") for one in root.findall(f"{{{NAMESPACE}}}key")}
    assert {one.get("key") for one in root.iter(f"{{{NAMESPACE}}}data")} <= keys


@pytest.mark.parametrize("address", ["documents", "family", "graph_json"])
def test_more_documents_cost_no_more_queries(
    address: str, as_role: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    made = invent_documents(60)
    client = as_role("theodoi")
    with django_assert_max_num_queries(26):
        assert (
            client.get(reverse(f"tasks:{address}", args=[made[0].pk] if address == "family" else [])).status_code == 200
        )


def test_a_document_that_is_read_tells_what_it_carries_out(person: Callable[[str], Person]) -> None:
    received = receive_example(person("theodoi"))
    kinds = set(received.relations.values_list("kind", flat=True))
    assert "implements" in kinds
    assert received.relations.count() == received.relations.values("number").distinct().count()
