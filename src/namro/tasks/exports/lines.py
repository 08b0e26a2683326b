"""Rows of the register as plain values, one by one: what all the files are written from.

Objects of the ORM would cost more than the writing itself at 100,000 rows, so rows come as tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.agencies.models import Agency, FieldOfWork, Person
from namro.directives.models import Directive
from namro.tasks.models import Assignment, Duty, Rhythm
from namro.tasks.queries.rows import state_in_words
from namro.tasks.timeliness import AsOf

CHUNK = 2_000
READ = (
    "id",
    "task_id",
    "task__place",
    "task__text",
    "task__product",
    "task__every",
    "directive_id",
    "agency_id",
    "duty",
    "progress",
    "original_due_date",
    "due_date",
    "completed_date",
    "updated_at",
    "field_id",
    "overseer_id",
    "standing",
)
Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its head, its width in characters, and what is in it: text, a number or a day."""

    head: str | Promise
    width: float
    form: str


COLUMNS = (
    Column(_("STT"), 6, "number"),
    Column(_("Mục"), 8, "text"),
    Column(_("Nhiệm vụ"), 60, "text"),
    Column(_("Văn bản"), 26, "text"),
    Column(_("Đơn vị"), 28, "text"),
    Column(_("Vai trò"), 12, "text"),
    Column(_("Hạn gốc"), 11, "day"),
    Column(_("Hạn"), 11, "day"),
    Column(_("Nhịp"), 11, "text"),
    Column(_("Trạng thái"), 22, "text"),
    Column(_("Hoàn thành ngày"), 11, "day"),
    Column(_("Sản phẩm"), 22, "text"),
    Column(_("Lĩnh vực"), 20, "text"),
    Column(_("Lãnh đạo phụ trách"), 20, "text"),
    Column(_("Cập nhật"), 11, "day"),
)


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows only know by id, read once for all of them."""

    agencies: dict[int, str]
    directives: dict[int, str]
    fields: dict[int, str]
    people: dict[int, str]

    @classmethod
    def on(cls, day: date) -> Names:
        """The names that hold on `day`. Whole tables: they are small beside the register."""
        return cls(
            agencies=dict(Agency.objects.named_on(day).values_list("pk", "name")),
            directives={one.pk: one.title for one in Directive.objects.titled()},
            fields=dict(FieldOfWork.objects.values_list("pk", "name")),
            people=dict(Person.objects.filter(role_grants__role="leader").values_list("pk", "name")),
        )


def raw_rows(stages: Iterable[QuerySet[Assignment]]) -> Iterator[Any]:
    """The rows of the list as named tuples, a few thousand in memory at a time."""
    for stage in stages:
        yield from stage.values_list(*READ, named=True).iterator(chunk_size=CHUNK)


def lines(rows: Iterable[Any], names: Names, as_of: AsOf) -> Iterator[tuple[Value, ...]]:
    """The values of each row, in the order of `COLUMNS`."""
    duties = {value: str(label) for value, label in Duty.choices}
    rhythms = {value: str(label) if value else "" for value, label in Rhythm.choices}
    states = _states(as_of)
    for number, row in enumerate(rows, 1):
        yield (
            number,
            row.task__place,
            row.task__text,
            names.directives[row.directive_id],
            names.agencies[row.agency_id],
            duties[row.duty],
            row.original_due_date,
            row.due_date,
            rhythms[row.task__every],
            states(row),
            row.completed_date,
            row.task__product,
            names.fields.get(row.field_id, ""),
            names.people.get(row.overseer_id, ""),
            timezone.localtime(row.updated_at).date(),
        )


def _states(as_of: AsOf) -> Callable[[Any], str]:
    """States in words; a register has few of them, so each is put into words once."""

    @cache
    def told(progress: str, part: Any, is_today: bool) -> str:
        return state_in_words(progress, part, is_today=is_today)

    return lambda row: told(row.progress, as_of.of(row), row.due_date == as_of.day)
