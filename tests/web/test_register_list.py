"""The register's list: its counts add up, its pages hold every row once, and nobody sees more than theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from namro.agencies.models import Agency, AgencyName, Person
from namro.directives.models import Directive
from namro.tasks.columns import COLUMNS
from namro.tasks.forms.filters import FilterForm
from namro.tasks.models import Assignment, Progress, Standing, Task
from namro.tasks.queries.counting import count
from namro.tasks.queries.filters import Filters
from namro.tasks.queries.lines import as_lines
from namro.tasks.queries.register import ORDERS, register_page, seen_by, with_tasks
from namro.tasks.queries.rows import described
from namro.tasks.timeliness import DONE, OPEN, AsOf, Timeliness
from tests.invented_register import invent_register

DAY = date(2025, 6, 20)
AS_OF = AsOf.on(DAY)


@pytest.fixture
def register(db: None) -> None:
    invent_register(150, day=DAY, trial_documents=1, per_document=25)


@pytest.fixture
def seen(register: None, person: Callable[[str], Person]) -> Any:
    return seen_by(person("theodoi"), DAY)


def some_filters() -> list[Filters]:
    first = Assignment.objects.filter(is_counted=True).order_by("pk").first()
    return [
        Filters(),
        Filters(duty="lead"),
        Filters(duty="coordinate", kind="followed"),
        Filters(agency=Agency.objects.get(pk=first.agency_id), progress="under_way"),
        Filters(agency=Agency.objects.get(kind="province_committee")),
        Filters(overseer=first.overseer_id, has_target=True),
        Filters(field=first.field_id or 1),
        Filters(directive=first.directive_id),
        Filters(first_day=DAY - timedelta(30), last_day=DAY + timedelta(30)),
        Filters(last_day=DAY),
        Filters(words="đất đai"),
        Filters(words="bao cao", duty="lead"),
    ]


def all_pages(seen: Any, filters: Filters, sort: str = "due", size: int = 7) -> list[Assignment]:
    rows, after = [], ""
    while True:
        page = register_page(seen, filters, AS_OF, sort=sort, after=after, size=size)
        rows += page.assignments
        if page.after is None:
            return rows
        after = page.after


def test_every_assignment_is_in_one_part_and_its_condition_finds_it(seen: Any) -> None:
    for part in Timeliness:
        found = set(seen.filter(AS_OF.is_in(part)).values_list("pk", flat=True))
        assert found == {one.pk for one in seen if AS_OF.of(one) is part}, part
    assert {AS_OF.of(one) for one in seen} == {*Timeliness, None}  # the register has some of each


def test_the_parts_add_up_to_the_rows_listed(seen: Any) -> None:
    for filters in some_filters():
        counts = count(seen, filters, AS_OF)
        listed = all_pages(seen, filters)
        assert counts.parts == {part: Counter(map(AS_OF.of, listed))[part] for part in Timeliness}, filters
        assert counts.total == len(listed) == counts.done + counts.open
        assert counts.awaiting == sum(one.progress == Progress.AWAITING for one in listed)


def test_each_number_of_the_sum_opens_as_many_rows(seen: Any) -> None:
    counts = count(seen, Filters(), AS_OF)
    for part in Timeliness:
        assert len(all_pages(seen, Filters(time=part))) == counts.parts[part]
    assert len(all_pages(seen, Filters(time="done"))) == sum(counts.parts[part] for part in DONE)
    assert len(all_pages(seen, Filters(time="open"))) == sum(counts.parts[part] for part in OPEN)


@pytest.mark.parametrize("words", ["", "bao cao"])  # the two ways to count
def test_what_is_withdrawn_or_on_trial_is_listed_and_not_counted(seen: Any, words: str) -> None:
    counts = count(seen, Filters(words=words), AS_OF)
    assert counts.outside["withdrawn"] and counts.outside["trial"]
    every = Assignment.objects.filter(task__folded__contains=words)
    assert counts.total + sum(counts.outside.values()) == every.count() > counts.total
    for name, number in counts.outside.items():
        assert len(all_pages(seen, Filters(words=words, outside=name))) == number


def test_who_sees_nothing_is_told_of_nothing(register: None) -> None:
    counts = count(seen_by(None, DAY), Filters(), AS_OF)
    assert counts.total == counts.awaiting == sum(counts.outside.values()) == 0


def test_what_waits_for_confirmation_is_open_until_it_is_confirmed(seen: Any) -> None:
    one = seen.filter(standing=Standing.OPEN_DATED, progress=Progress.AWAITING).first()
    assert AsOf.on(one.due_date).of(one) is Timeliness.SOON  # its day is not over
    assert AsOf.on(one.due_date + timedelta(1)).of(one) is Timeliness.OVERDUE
    assert one in all_pages(seen, Filters(time="open"))


@pytest.mark.parametrize("sort", ORDERS)
def test_pages_hold_every_row_once_forwards_and_backwards(seen: Any, sort: str) -> None:
    listed = [one.pk for one in all_pages(seen, Filters(), sort)]
    assert len(listed) == len(set(listed)) == count(seen, Filters(), AS_OF).total
    columns = ORDERS[sort].columns
    in_database = seen.filter(standing__gt=0)
    rows = sorted(in_database, key=lambda one: [getattr(one, c) for c in columns], reverse=ORDERS[sort].descending)
    assert listed == [one.pk for one in rows]
    second = register_page(
        seen, Filters(), AS_OF, sort=sort, after=register_page(seen, Filters(), AS_OF, sort=sort, size=7).after, size=7
    )
    first = register_page(seen, Filters(), AS_OF, sort=sort, before=second.before, size=7)
    assert [one.pk for one in first.assignments] == listed[:7]
    assert first.before is None and first.after


def test_a_key_that_says_nothing_shows_the_first_page(seen: Any) -> None:
    first = register_page(seen, Filters(), AS_OF, size=5).assignments
    for key in ("x", "0~", "9~", "0~02025-06-20~abc", "~~~~"):
        assert register_page(seen, Filters(), AS_OF, after=key, size=5).assignments == first


def test_a_line_is_told_as_the_assignment_it_stands_for(seen: Any) -> None:
    own = "assignment", "task"
    for sort in ORDERS:
        models, lines = (
            register_page(seen, Filters(), AS_OF, sort=sort, fetch=fetch) for fetch in (with_tasks, as_lines)
        )
        assert (models.after, models.before) == (lines.after, lines.before)
        for one, other in zip(described(models.assignments, AS_OF), described(lines.assignments, AS_OF), strict=True):
            assert {k: v for k, v in one._asdict().items() if k not in own} == {
                k: v for k, v in other._asdict().items() if k not in own
            }
            assert one.assignment.is_open == other.assignment.is_open


def test_what_a_row_says_is_text_and_never_a_mark_up(register: None, as_role: Callable[[str], Client]) -> None:
    awkward = "<i>'\"&</i>"
    Task.objects.update(text=awkward, product=awkward, place=awkward, due_phrase=awkward)
    Person.objects.update(name=awkward)
    AgencyName.objects.update(name=Concat(Value(awkward), "name"))
    page = as_role("theodoi").get("/tasks/", {"col": list(COLUMNS), "sort": "due_last"}).content.decode()
    assert "<i>'" not in page
    # In its cell and in the name of its box; the product, the place, the agency in theirs.
    assert page.count("&lt;i&gt;&#39;&#34;&amp;&lt;/i&gt;") > 400


def test_no_page_counts_rows_to_skip_them(register: None, as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    page = register_page(seen_by(Person.objects.get(account__username="theodoi"), DAY), Filters(), AS_OF)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get("/tasks/", {"after": page.after}).status_code == 200
    assert not [query for query in queries if "OFFSET" in query["sql"]]


@pytest.mark.parametrize(
    "query", ["", "?duty=lead&time=open", "?q=dat+dai", "?col=directive&col=overseer", "?outside=trial"]
)
def test_a_page_makes_a_fixed_number_of_queries(query: str, db: None, as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    numbers = []
    for tasks in (40, 120):  # of four documents the last is on trial
        invent_register(tasks, day=DAY, trial_documents=1, per_document=tasks // 4, seed=tasks)
        client.get(f"/tasks/{query}")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/tasks/{query}").status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 20


def test_an_agency_sees_its_own_and_a_leader_the_agencies_of_the_fields(
    register: None, person: Callable[[str], Person]
) -> None:
    own = Agency.objects.get(names__name="Sở Xây dựng")
    rows = list(seen_by(person("daumoi"), DAY))
    assert rows and {one.agency_id for one in rows} == {own.pk}
    assert seen_by(person("lanhdao"), DAY).count() == Assignment.objects.count()
    deputy = {one.agency_id for one in seen_by(person("phochutich"), DAY)}
    assert own.pk in deputy and len(deputy) < Agency.objects.count()


def test_the_list_shows_an_officer_nothing_of_another_agency(
    register: None, as_role: Callable[[str], Client], agency: Callable[[str], Agency]
) -> None:
    page = as_role("daumoi2").get("/tasks/").content.decode()
    other = agency("Sở Xây dựng")
    theirs = Task.objects.filter(assignments__agency=other).exclude(assignments__agency__names__name="Sở Công Thương")
    assert theirs.exists() and not [task for task in theirs if f'href="{task.pk}/"' in page]
    # Naming the other agency in the address brings nothing to light either.
    assert as_role("daumoi2").get("/tasks/", {"agency": other.pk}).status_code == 200
    mine = seen_by(Person.objects.get(account__username="daumoi2"), DAY)
    assert not register_page(mine, Filters(agency=other), AS_OF).assignments


def test_filters_of_the_address_come_back_as_chips(register: None, as_role: Callable[[str], Client]) -> None:
    query = {
        "duty": "lead",
        "time": "overdue",
        "first_day": "01/5/2025",
        "last_day": "30/6/2025",
        "agency": "Sở Xây dựng",
    }
    page = as_role("theodoi").get("/tasks/", query).content.decode()
    for words in ("Chủ trì", "Quá hạn", "Hạn 01/5/2025 – 30/6/2025", "Sở Xây dựng"):
        assert f"<span>{words}</span>" in page
    assert 'type="hidden" name="first_day" value="01/5/2025"' in page


def test_a_filter_that_makes_no_sense_says_so_and_narrows_nothing(
    register: None, as_role: Callable[[str], Client]
) -> None:
    client = as_role("theodoi")
    page = client.get("/tasks/", {"last_day": "31/2/2025", "agency": "Sở Không Có", "directive": "x"}).content.decode()
    assert "Ghi ngày như 14/3/2025." in page and "Không có đơn vị “Sở Không Có”" in page
    assert '<table class="nr-table reg">' in page


def test_a_day_to_jump_to_is_the_beginning_of_a_page(register: None, as_role: Callable[[str], Client]) -> None:
    response = as_role("theodoi").get("/tasks/", {"jump": "01/7/2025", "duty": "lead"}, follow=True)
    assert response.redirect_chain[-1][0] == "/tasks/?duty=lead&after=0~02025-07-01~0"
    days = re.findall(r'<td class="c-due due nr-nowrap"><b>([^<]+)</b>', response.content.decode())
    assert date(*map(int, reversed(days[0].split("/")))) >= date(2025, 7, 1)


def test_nothing_found_and_nothing_there_are_told_apart(db: None, as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    assert "Sổ nhiệm vụ còn trống" in client.get("/tasks/").content.decode()
    assert "Không có nhiệm vụ nào khớp bộ lọc" in client.get("/tasks/?q=khongco").content.decode()


def test_an_original_deadline_still_never_changes(register: None) -> None:
    one = Assignment.objects.exclude(original_due_date=None).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=one.pk).update(original_due_date=DAY, due_date=DAY)


def test_filters_come_back_from_their_own_address(register: None) -> None:
    agencies, directives = Agency.objects.named_on(DAY), Directive.objects.all()
    for filters in some_filters():
        given = QueryDict(filters.query())
        form = FilterForm(given, agencies=agencies, directives=directives, day=DAY)
        assert form.filters() == filters and not form.errors
