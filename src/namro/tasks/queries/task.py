"""A task's page: its words in their place, who has it, what happened, and what is tied to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from namro.access.policy import Act, may
from namro.agencies.models import Person
from namro.directives.once import read_once
from namro.tasks.models import Allotment, Event, ExpectedReport, Likeness, Progress, Task
from namro.tasks.queries.rows import Row, described
from namro.tasks.timeliness import AsOf

CONTEXT = 600  # code points of the document shown before and after the task's own words
REPORTS_SHOWN = 24
RELATED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Words:
    """The task's words and what stands around them in the document."""

    before: str
    own: str
    after: str


@dataclass(frozen=True, slots=True)
class Related:
    """Another task that this one may repeat or continue, or that stands beside it in its document."""

    task: Task
    relation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Together:
    """A collective addressee, as far as the viewer sees its members: what theirs come to, and who has not."""

    name: str
    members_on: date
    count: int
    done: int
    unfinished: list[str]
    silent: list[str]  # among them: who has not said a word

    @property
    def progress(self) -> Progress:
        """Of the group as one: done when all are, under way when one has begun."""
        if self.count and self.done == self.count:
            return Progress.DONE
        return Progress.UNDER_WAY if self.done or len(self.silent) < len(self.unfinished) else Progress.NOT_STARTED


@dataclass(frozen=True, slots=True)
class TaskPage:
    """All that the page shows. Of agencies where the viewer does not look, only what the document itself says."""

    task: Task
    words: Words
    rows: list[Row]  # of agencies where the viewer looks, with their progress
    others: list[Row]  # of the other agencies: who and which duty
    together: list[Together]
    allotments: dict[int, Allotment]  # by assignment
    reports: list[tuple[ExpectedReport, str]]  # with the agency that owes it
    events: list[tuple[Event, str]]  # with the agency it happened at, where it was one
    related: list[Related]


def task_page(task: Task, person: Person | None, day: date) -> TaskPage:
    """The page of a task that `person` may see. `task` comes with its directive, reading, field and overseer."""
    as_of = AsOf.on(day)
    assignments = list(task.assignments.order_by("duty", "agency_path").select_related("task"))
    rows = described(assignments, as_of, ())
    seen = {row.assignment.pk for row in rows if may(person, Act.SEE_TASKS, row.assignment, day)}
    names = {row.assignment.pk: row.agency for row in rows}
    reports = ExpectedReport.objects.filter(assignment__in=seen, due_date__gte=day).order_by("due_date", "assignment")
    events = task.events.filter(Q(assignment=None) | Q(assignment__in=seen)).order_by("-at", "-pk")
    allotments = Allotment.objects.filter(assignment__in=seen).select_related("inner_unit", "officer", "deputy")
    return TaskPage(
        task=task,
        words=words_in_place(task),
        rows=[row for row in rows if row.assignment.pk in seen],
        others=[row for row in rows if row.assignment.pk not in seen],
        together=_together(task, [row for row in rows if row.assignment.pk in seen]),
        allotments={one.assignment_id: one for one in allotments},
        reports=[(report, names[report.assignment_id]) for report in reports[:REPORTS_SHOWN]],
        events=[(event, names.get(event.assignment_id or 0, "")) for event in events],
        related=related_to(task, person, day),
    )


def _together(task: Task, rows: list[Row]) -> list[Together]:
    found = []
    for one in task.collectives.all():
        members = [row for row in rows if row.assignment.collective_id == one.pk]
        counted = [row for row in members if row.assignment.progress not in (Progress.WITHDRAWN, Progress.HANDED_OVER)]
        unfinished = [row for row in counted if row.assignment.progress != Progress.DONE]
        silent = [row.agency for row in unfinished if row.assignment.progress == Progress.NOT_STARTED]
        done = len(counted) - len(unfinished)
        names = [row.agency for row in unfinished]
        found.append(Together(one.name, one.members_on, len(counted), done, names, silent))
    return found


def words_in_place(task: Task) -> Words:
    """The words with the paragraphs around them; alone where no document was read."""
    if task.reading_id is None or task.start is None or task.end is None:
        return Words("", task.words or task.text, "")
    text = read_once(task.reading_id).source.text
    before, after = text[: task.start][-CONTEXT:], text[task.end :][:CONTEXT]
    # Cut where a line ends, so that nothing begins in the middle of a sentence.
    if len(before) == CONTEXT:
        before = before.partition("\n")[2]
    if len(after) == CONTEXT:
        after = after.rpartition("\n")[0]
    return Words(before, text[task.start : task.end], after)


def related_to(task: Task, person: Person | None, day: date) -> list[Related]:
    """Tasks of other documents that look alike, unless a person said that they are not."""
    found = (
        Likeness.objects.filter(Q(earlier=task) | Q(later=task))
        .exclude(answer=Likeness.Answer.UNRELATED)
        .select_related("earlier__directive", "later__directive")
        .order_by("-pk")[:RELATED_SHOWN]
    )
    pairs = [(one.later if one.earlier_id == task.pk else one.earlier, one) for one in found]
    visible = set(
        Task.objects.visible_to(person, day)
        .filter(pk__in=[other.pk for other, _one in pairs])
        .values_list("pk", flat=True)
    )
    return [Related(other, one.get_kind_display(), one.reason) for other, one in pairs if other.pk in visible]
