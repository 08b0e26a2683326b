"""Pages of an assignment's life: what each number opens, what a form says, how many questions a page asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from namro.life import operations
from namro.life.queries.as_of import as_of
from namro.life.queries.figures import with_timeliness
from namro.life.queries.leader import leader_page
from namro.life.queries.lists import GROUPS, assignment_list
from namro.life.timeliness import Timeliness
from namro.tasks.models import Assignment
from namro.tasks.progress import Progress
from namro.tasks.timeliness import AsOf

from .lives import DAY, NOW, acting, after, assign, complete, directive, expect, lead, named, task

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


def some_of_each() -> None:
    """Assignments in every cell."""
    of = directive()
    for n, agency in enumerate(("Sở Xây dựng", "Sở Công Thương", "Sở Tài chính")):
        for due in (None, DAY - timedelta(days=9), DAY + timedelta(days=3), DAY + timedelta(days=40 + n)):
            assign(task(of, due=due), named(agency))
    why = {"cause": "Chờ", "proposal": "Đôn đốc"}
    for due in (None, DAY - timedelta(days=9), DAY + timedelta(days=3)):
        done = assign(task(of, due=due), named("Sở Xây dựng"))
        complete(done, **why)
        operations.confirm(done, version=None, acting=acting("xacnhan", after(hours=1)))


def test_every_number_of_the_leader_opens_the_list_that_it_counts(as_role: SignIn) -> None:
    some_of_each()
    client = as_role("lanhdao")
    links = numbers_of(client.get("/").content.decode())
    assert len(links) > 20
    assert any("change=done" in link for link, _number in links)
    for link, number in links:
        assert counted(client, link) == number, link


@pytest.mark.parametrize("account", ["theodoi", "xacnhan"])
def test_every_number_of_who_follows_opens_the_list_that_it_counts(account: str, as_role: SignIn) -> None:
    some_of_each()
    waiting = lead(DAY + timedelta(days=2))
    complete(waiting)
    operations.ask(lead(), requested_date=DAY + timedelta(days=40), reason="Chờ", acting=acting("daumoi"))
    expect(lead(), [(date(2025, 4, 15), date(2025, 5, 14), date(2025, 5, 14), date(2025, 6, 2))])
    client = as_role(account)
    links = numbers_of(client.get("/").content.decode())
    kinds = {re.sub(r"\?.*", "", link) for link, _number in links}
    assert kinds >= {"/assignments/", "/assignments/extensions/", "/assignments/reports/"}
    for link, number in links:
        assert counted(client, link) == number, link


def numbers_of(page: str) -> list[tuple[str, int]]:
    """The numbers of a page that open a list of assignments, reports or requests."""
    found = re.findall(r'href="(/assignments/(?:extensions/|reports/)?(?:\?[^"]*)?)"[^>]*>[+−]?(\d+)[^<]*</a>', page)
    return [(link.replace("&amp;", "&"), int(number)) for link, number in found]


def counted(client: Client, link: str) -> int:
    """How many rows the list says it holds; it shows as many."""
    page = client.get(link).content.decode()
    told = re.search(r"<p class=\"nr-cap\">(\d+) (?:lượt giao|báo cáo|đề nghị)", page)
    assert told, link
    assert page.count("nr-clip") == int(told[1]), link
    return int(told[1])


def test_each_part_lists_what_the_figures_count() -> None:
    some_of_each()
    leader = acting("lanhdao").person
    cells = leader_page(leader, NOW).figures.all
    for part in (*Timeliness, *GROUPS):
        if part != Timeliness.OUTSIDE:
            assert assignment_list(leader, DAY, part=part).count == getattr(cells, part), part


def test_the_register_calls_each_the_same() -> None:
    some_of_each()
    called = {"soon": "due_soon", "undated": "without_deadline", "done_undated": "done_without_deadline"}
    seen = set()
    for row in with_timeliness(Assignment.objects.all(), as_of(DAY)):
        in_the_register = str(AsOf.on(DAY).of(row))
        assert called.get(in_the_register, in_the_register) == row.timeliness, row.due_date
        seen.add(row.timeliness)
    assert seen == set(Timeliness) - {Timeliness.OUTSIDE}


@pytest.mark.parametrize("count", [3, 40])
def test_the_pages_ask_a_fixed_number_of_questions(
    count: int, as_role: SignIn, django_assert_max_num_queries: Any
) -> None:
    of = directive()
    for n in range(count):
        assign(task(of, due=DAY + timedelta(days=n - 5)), named("Sở Xây dựng"))
    pages = (
        ("lanhdao", "/", 20),
        ("theodoi", "/", 42),
        ("theodoi", "/assignments/", 16),
        ("daumoi", "/assignments/mine/", 22),
    )
    for username, path, most in pages:
        client = as_role(username)
        client.get(path)
        with django_assert_max_num_queries(most):
            client.get(path)


def test_update_with_a_photograph_then_confirm(as_role: SignIn) -> None:
    one = lead(date(2025, 6, 30))
    officer = as_role("daumoi")
    assert 'aria-invalid="true"' not in officer.get(f"/assignments/{one.pk}/update/").content.decode()
    photo = SimpleUploadedFile("van-ban.jpg", b"\xff\xd8\xff\xe0", "image/jpeg")
    given = {"text": "Đã trình UBND tỉnh", "percent": "100", "version": one.version, "photo": photo, "complete": ""}
    assert officer.post(f"/assignments/{one.pk}/update/", given).status_code == 302
    confirmer = as_role("xacnhan")
    assert confirmer.post(f"/assignments/{one.pk}/moves/confirm/", {}).status_code == 302
    assert Assignment.objects.get(pk=one.pk).progress == Progress.DONE
    file = one.updates.get().files.get()
    answer = officer.get(f"/assignments/{one.pk}/files/{file.pk}/")
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"percent": "105"}, "Mức hoàn thành phải từ 0 đến 100; giá trị đã nhập là 105."),
        ({"complete": ""}, "Chưa có minh chứng."),
        ({"document_date": "31/02/2025"}, "Ghi ngày như 14/3/2025."),
    ],
)
def test_a_refusal_stands_by_its_field_and_keeps_the_words(given: dict[str, str], words: str, as_role: SignIn) -> None:
    one = lead(date(2025, 6, 30))
    whole = {"text": "Đang lấy ý kiến", "version": one.version} | given
    answer = as_role("daumoi").post(f"/assignments/{one.pk}/update/", whole)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Đang lấy ý kiến" in answer.content.decode()


def test_the_leader_offers_another_day_and_the_agency_takes_it(as_role: SignIn) -> None:
    one = lead(date(2025, 6, 30))
    officer = as_role("daumoi")
    asked = {"requested_date": "31/7/2025", "reason": "Chờ số liệu của 3 huyện", "document": ""}
    assert officer.post(f"/assignments/{one.pk}/extensions/new/", asked).status_code == 302
    extension = one.extensions.get()
    assert "xin đến 31/7/2025" in as_role("lanhdao").get("/").content.decode()
    decision = {"answer": "counter", "offered_date": "15/7/2025", "words": ""}
    as_role("lanhdao").post(f"/assignments/{one.pk}/extensions/{extension.pk}/decide/", decision)
    officer.post(f"/assignments/{one.pk}/extensions/{extension.pk}/answer/", {"accept": ""})
    one.refresh_from_db()
    assert (one.original_due_date, one.due_date) == (date(2025, 6, 30), date(2025, 7, 15))


@pytest.mark.parametrize(
    ("username", "words"),
    [
        ("lanhdao", "Không có kết quả nào chờ xác nhận."),
        ("theodoi", "Không có việc quá hạn."),
        ("xacnhan", "Không có kết quả nào chờ xác nhận."),
        ("daumoi", "Chưa có văn bản nào giao việc cho đơn vị"),
        ("thutruong", "Chưa có văn bản nào giao việc cho đơn vị"),
        ("thanhtra", "Vai trò hôm nay"),
        ("quantri", "Vai trò hôm nay"),
    ],
)
def test_the_first_page_before_anything_was_given(username: str, words: str, as_role: SignIn) -> None:
    answer = as_role(username).get("/")
    assert answer.status_code == 200
    assert words in answer.content.decode()
