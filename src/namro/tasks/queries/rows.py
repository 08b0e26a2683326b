"""Rows of the register in words: the names of the day, the state, how far it is to the deadline."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from namro.agencies.models import FieldOfWork, Person
from namro.agencies.queries.directory import names_on
from namro.calendar import WorkingCalendar
from namro.directives.models import Directive
from namro.tasks.models import Assignment, Duty, ExpectedReport, Progress, Rhythm, Task
from namro.tasks.progress import ENDED
from namro.tasks.timeliness import AsOf, Timeliness
from namro.words import day_in_words
from namro.workdays.calendar import working_calendar

CLEARS = (
    gettext_lazy("người"),
    gettext_lazy("việc"),
    gettext_lazy("thời gian"),
    gettext_lazy("trách nhiệm"),
    gettext_lazy("kết quả"),
)
# What an assignment waits for counts more than how late it is, so it is said first.
_WAITS = (Progress.AWAITING, Progress.RETURNED, Progress.PAUSED, Progress.REFUSED)
_SIGNS = {
    Timeliness.DONE_ON_TIME: ("done", "is-done"),
    Timeliness.DONE_LATE: ("done", "is-done"),
    Timeliness.DONE_UNDATED: ("done", "is-done"),
    Timeliness.IN_TIME: ("open", "is-open"),
    Timeliness.SOON: ("soon", "is-soon"),
    Timeliness.OVERDUE: ("late", "is-late"),
}


class Row(NamedTuple):
    """An assignment with what stands around it, as of a day, in words. A page has a hundred, so they are put into
    words once, not at each look of the template."""

    assignment: Assignment
    task: Task
    timeliness: Timeliness | None
    agency: str
    duty: str
    directive: str
    field: str
    overseer: str
    state: str
    sign: str  # the drawn sign beside the state
    tone: str  # which of the few colours the state has
    due: str  # the deadline, or what stands in its place
    distance: str  # how far it is to the deadline, in working days; for what is done, when it was
    distance_tone: str
    original_due: str  # the deadline as it was given, where it was moved
    updated: str
    clears: str  # what a reader hears in place of the five marks


def described(
    assignments: Sequence[Assignment], as_of: AsOf, columns: Container[str] = ("directive", "field", "overseer")
) -> list[Row]:
    """The rows of a page, in a fixed number of queries whatever its length. Tasks are there already. What only a
    column that is not shown would tell stays empty."""
    around = _Around.of(assignments, as_of.day, columns)
    tell = _Teller(as_of)
    return [tell.row(one, around) for one in assignments]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the rows of a page know by id only."""

    agencies: dict[int, str]
    directives: dict[int, str]
    fields: dict[int, str]
    people: dict[int, str]
    reports: dict[int, NextReport]

    @classmethod
    def of(cls, assignments: Sequence[Assignment], day: date, columns: Container[str]) -> _Around:
        def ids(column: str) -> set[int]:
            named = (getattr(one, f"{column}_id") for one in assignments) if column in columns else ()
            return {pk for pk in named if pk}

        directives, fields, people = ids("directive"), ids("field"), ids("overseer")
        rhythms = [one.pk for one in assignments if one.has_rhythm]
        # To put a question together of which nothing can come costs what any other does.
        return cls(
            agencies=names_on(day, sorted({one.agency_id for one in assignments})),
            directives=_titles(directives) if directives else {},
            fields=dict(FieldOfWork.objects.filter(pk__in=fields).values_list("pk", "name")) if fields else {},
            people=dict(Person.objects.filter(pk__in=people).values_list("pk", "name")) if people else {},
            reports=next_reports(rhythms, day) if rhythms else {},
        )


def _titles(directives: set[int]) -> dict[int, str]:
    return {one.pk: one.title for one in Directive.objects.filter(pk__in=directives).titled()}


class _Teller:
    """Puts rows into words as of a day. What returns on many rows is translated once."""

    def __init__(self, as_of: AsOf) -> None:
        self.as_of = as_of
        self.state = cache(state_in_words)
        self.distance = cache(partial(distance_in_words, day=as_of.day, calendar=working_calendar()))
        self.clears = cache(clears_in_words)
        self.duties = {value: str(label) for value, label in Duty.choices}
        self.rhythms = {value: str(label) for value, label in Rhythm.choices}
        self.day = cache(day_in_words)
        self.zone = timezone.get_current_timezone()
        self.periodic, self.undated, self.ended = _("Theo kỳ"), _("Không hạn"), _("xong %(day)s")

    def row(self, one: Assignment, around: _Around) -> Row:
        """One row."""
        task, report = one.task, around.reports.get(one.pk)
        part = self.as_of.of(one)
        sign, tone = _sign_and_tone(one, part)
        return Row(
            assignment=one,
            task=task,
            timeliness=part,
            agency=around.agencies[one.agency_id],
            duty=self.duties[one.duty],
            directive=around.directives.get(one.directive_id, ""),
            field=around.fields.get(one.field_id or 0, ""),
            overseer=around.people.get(one.overseer_id or 0, ""),
            state=self.state(one.progress, part, is_today=one.due_date == self.as_of.day),
            sign=sign,
            tone=tone,
            due=self._due(one, report),
            distance=self._distance(one, report),
            distance_tone={Timeliness.OVERDUE: "late", Timeliness.SOON: "soon"}.get(part, ""),  # type: ignore[arg-type]
            original_due=self.day(one.original_due_date) if one.is_extended else "",
            updated=self._updated(one),
            clears=self.clears(task.clears) if task.clears else "",
        )

    def _due(self, one: Assignment, report: NextReport | None) -> str:
        if day := one.due_date or (report.due_date if report else None):
            return self.day(day)
        return self.periodic if one.has_rhythm else self.undated

    def _distance(self, one: Assignment, report: NextReport | None) -> str:
        if one.completed_date:
            return self.ended % {"day": self.day(one.completed_date)}
        if one.due_date:
            return self.distance(one.due_date) if one.is_open else ""
        if one.has_rhythm:
            rhythm = self.rhythms[one.task.every]
            return f"{rhythm}, {report.period}" if report else rhythm
        return f"“{one.task.due_phrase}”" if one.task.due_phrase else ""

    def _updated(self, one: Assignment) -> str:
        """The day of the last change; the year only where it is another one."""
        day = one.updated_at.astimezone(self.zone).date()
        return self.day(day).rpartition("/")[0] if day.year == self.as_of.day.year else self.day(day)


def _sign_and_tone(one: Assignment, part: Timeliness | None) -> tuple[str, str]:
    sign, tone = _SIGNS.get(part, ("none", "")) if part else ("none", "")
    if one.progress == Progress.AWAITING:
        return "wait", tone if part is Timeliness.OVERDUE else "is-open"
    return ("off", tone) if one.progress in _WAITS else (sign, tone)


class NextReport(NamedTuple):
    """What a row tells of the report it waits for."""

    assignment: int
    due_date: date
    period: str


def next_reports(assignments: Sequence[int], day: date) -> dict[int, NextReport]:
    """The first report due on `day` or later, by assignment."""
    found = ExpectedReport.objects.filter(assignment__in=assignments, due_date__gte=day).order_by("-due_date")
    return {told[0]: NextReport._make(told) for told in found.values_list(*NextReport._fields)}


def state_in_words(progress_value: str, timeliness: Timeliness | None, *, is_today: bool) -> str:
    """Progress and timeliness in one phrase: "Chờ xác nhận, quá hạn"."""
    progress = _capital(Progress(progress_value).label)
    if timeliness is None:
        return progress if progress_value in ENDED else _("Chạy thử")
    if progress_value in _WAITS:
        late = timeliness is Timeliness.OVERDUE
        return _("%(state)s, quá hạn") % {"state": progress} if late else progress
    if timeliness in (Timeliness.UNDATED, Timeliness.PERIODIC):
        return progress
    if timeliness is Timeliness.SOON and is_today:
        return _("Đến hạn hôm nay")
    return _capital(timeliness.label)


def distance_in_words(due: date, day: date, calendar: WorkingCalendar) -> str:
    """How far from `day` to `due`: "còn 3 ngày làm việc", "hôm nay", "quá 15 ngày làm việc"."""
    if due == day:
        return _("hôm nay")
    away = calendar.count_working_days(day, due)
    if away == 0:  # only days off lie between
        return _("quá hạn, sau đó chỉ có ngày nghỉ") if due < day else _("trong kỳ nghỉ này")
    if due < day:
        return _("quá %(count)s ngày làm việc") % {"count": -away}
    return _("còn %(count)s ngày làm việc") % {"count": away}


def clears_in_words(marks: str) -> str:
    """The five marks of a task in words: "Rõ 4 trên 5; chưa đủ rõ: thời gian"."""
    told = [_("Rõ %(clear)s trên %(all)s") % {"clear": marks.count("c"), "all": len(CLEARS)}]
    for mark, words in (("v", _("chưa đủ rõ: %(names)s")), ("-", _("thiếu: %(names)s"))):
        names = [str(name) for name, one in zip(CLEARS, marks, strict=False) if one == mark]
        if names:
            told.append(words % {"names": ", ".join(names)})
    return "; ".join(told)


def _capital(text: str | Promise) -> str:
    return str(text)[:1].upper() + str(text)[1:]
