"""Words find tasks whatever their accents; what is spelt as asked comes first. The same on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from namro.agencies.models import Person
from namro.tasks import search
from namro.tasks.folding import folded_words
from namro.tasks.models import Task
from namro.tasks.queries.counting import count
from namro.tasks.queries.filters import Filters
from namro.tasks.queries.register import BEST_MATCH, register_page, seen_by
from namro.tasks.search import question
from namro.tasks.timeliness import AsOf
from tests.invented_register import invent_register

DAY = date(2025, 6, 20)


@pytest.fixture
def tasks(db: None) -> list[Task]:
    invent_register(6, day=DAY)
    texts = (
        "Quản lý đất đai",  # 0
        "Đạt chỉ tiêu dài hạn",  # 1: "dat", "dai", in other accents
        "Hòa giải ở cơ sở",  # 2: the mark on the first vowel
        "Ký hoà ước",  # 3: the mark on the second
        "ĐẦU TƯ CÔNG, kinh tế-xã hội; nghị quyết/thông tư 05/CT-UBND",  # 4
        "Công tác đầu năm; tư pháp",  # 5: the same words, apart
    )
    found = list(Task.objects.order_by("pk"))
    for task, text in zip(found, texts, strict=True):
        task.text, task.product, task.folded = text, "", folded_words(text)
        task.save()
    return found


def found(tasks: list[Task], asked: str) -> tuple[list[int], list[int]]:
    """Which of the tasks are found, and which of them as spelt."""
    looked_for = question(asked)
    numbers = {task.pk: number for number, task in enumerate(tasks)}
    return tuple(  # type: ignore[return-value]
        sorted(numbers[pk] for pk in Task.objects.filter(condition).values_list("pk", flat=True))
        for condition in (looked_for.folded("pk"), looked_for.spelt("pk"))
    )


@pytest.mark.parametrize(
    ("asked", "folded", "spelt"),
    [
        ("dat dai", [0, 1], []),
        ("đất đai", [0, 1], [0]),
        ("ĐẤT ĐAI", [0, 1], [0]),  # case does not matter
        ("đạt dài", [0, 1], [1]),
        ("dai dat", [0, 1], []),  # nor does the order
        ("hòa", [2, 3], [2, 3]),  # either school of placing the mark
        ("hoà", [2, 3], [2, 3]),
        ("dau tu cong", [4, 5], []),
        ("“đầu tư công”", [4], [4]),  # in quotes: side by side
        ('"dau tu"', [4], []),
        ("xã hội", [4], [4]),  # behind a hyphen
        ("thông tư 05", [4], [4]),  # behind a slash
        ("05/CT-UBND", [4], [4]),
        ("không có", [], []),
        ("'; DROP", [], []),
        ('"* OR NEAR(', [], []),
    ],
)
def test_what_is_found(tasks: list[Task], asked: str, folded: list[int], spelt: list[int]) -> None:
    assert found(tasks, asked) == (folded, spelt)


@pytest.mark.parametrize("asked", ["", "  ", "…", '""', "!?"])
def test_no_words_ask_nothing(asked: str) -> None:
    assert question(asked).is_empty


def test_a_question_of_a_thousand_words_is_cut() -> None:
    assert sum(map(len, question("a b " * 500).groups)) <= 12


def test_the_index_follows_what_is_written(tasks: list[Task]) -> None:
    tasks[0].text, tasks[0].folded = "Cấp nước sạch", folded_words("Cấp nước sạch")
    tasks[0].save()
    assert found(tasks, "đất đai") == ([1], [])
    assert found(tasks, "nước sạch") == ([0], [0])
    more = Task.objects.create(
        directive=tasks[0].directive,
        number=99,
        text="Đất đai",
        kind="followed",
        created_at=tasks[0].created_at,
        folded=folded_words("Đất đai"),
    )
    assert found([*tasks, more], "đất đai") == ([1, 6], [6])
    more.delete()
    assert found(tasks, "đất đai") == ([1], [])


@pytest.mark.parametrize("common", [0, search.COMMON])  # how many tasks make words common: both ways to a page
def test_the_list_ranks_what_is_spelt_as_asked_first(
    tasks: list[Task], common: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COMMON", common)
    seen = seen_by(Person.objects.get(account__username="theodoi"), DAY)
    seen.update(is_counted=True)
    for asked, first in (("đất đai", tasks[0]), ("đạt dài", tasks[1])):
        filters, rows, after = Filters(words=asked), [], ""
        while True:  # a page of one row: the second part of the list begins in its middle
            page = register_page(seen, filters, AsOf.on(DAY), sort=BEST_MATCH, after=after, size=1)
            rows += [one.task for one in page.assignments]
            if page.after is None:
                break
            after = page.after
        assert rows[0] == first and set(rows) == {tasks[0], tasks[1]}
        assert len(rows) == count(seen, filters, AsOf.on(DAY)).total
        assert (
            register_page(seen, filters, AsOf.on(DAY), sort=BEST_MATCH, before=page.before or "", size=1)
            .assignments[0]
            .task
            == rows[-2]
        )
