"""What becomes of every assignment when nothing special does: updates, a completion in time or late, its
confirmation or return. What is special stands in `turns`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from namro.directives.models import Directive
from namro.life import operations
from namro.life.models import Update, UpdateStage
from namro.life.operations import NewUpdate
from namro.site.demo_history import words
from namro.site.demo_history.story import Story
from namro.site.demo_history.turns import SILENT, fate_of, has_turn
from namro.tasks.models import Assignment, Rhythm, TaskTarget
from namro.tasks.progress import Duty, Progress

BEGIN, END = date(2025, 3, 17), date(2025, 6, 20)
WHOLE = ("căn", "dự án", "cuộc", "sinh viên", "ha")
OWN_WORK = ("van-phong-ubnd-tinh",)  # of the confirming authority itself: the chairman confirms it


@dataclass(frozen=True, slots=True)
class Fate:
    """How an assignment ends: on which day it is reported as done (None: not yet), whether that is returned first,
    and whether its agency says nothing at all."""

    done_on: date | None = None
    returned_first: bool = False
    silent: bool = False


def plan_lives(story: Story, directive: Directive) -> None:
    """Plan the lives of all assignments of the directive."""
    rows = directive.assignments.select_related("task", "agency").prefetch_related("task__targets").order_by("pk")
    keys = {agency.pk: key for key, agency in story.staff.agencies.items()}
    for assignment in rows:
        _plan(story, assignment, keys[assignment.agency_id])


def _plan(story: Story, assignment: Assignment, key: str) -> None:
    fate = _fate(story, assignment, key)
    if fate.silent:
        return
    last = fate.done_on or END
    if assignment.duty == Duty.COORDINATE:
        if fate.done_on:
            story.plan(fate.done_on, story.hour(), lambda at: _help(story, assignment, at))
        return
    if assignment.has_rhythm and assignment.due_date is None:
        if assignment.task.every != Rhythm.DAY:
            _plan_update(story, assignment, story.working(BEGIN + timedelta(days=story.chance.randrange(12))), 0)
        return  # from then on its reports say it all
    day = story.working(BEGIN + timedelta(days=story.chance.randrange(18)))
    step = 0
    while day < last:
        _plan_update(story, assignment, day, step)
        step += 1
        day = story.working(day + timedelta(days=story.chance.randrange(24, 46)))
    if fate.done_on:
        again = fate.returned_first
        story.plan(fate.done_on, story.hour(), lambda at: _complete(story, assignment, key, at, returned=again))


def _plan_update(story: Story, assignment: Assignment, day: date, step: int) -> None:
    text = story.chance.choice(words.BEGUN if step == 0 else words.GOING)
    text = text.format(unit=story.chance.choice(words.UNITS))
    percent = min(95, 10 + step * 22 + story.chance.randrange(0, 12))
    share = Decimal(story.chance.randrange(80, 112)) / 100
    story.plan(day, story.hour(), lambda at: _update(story, assignment, text, percent, share, at))


def _fate(story: Story, assignment: Assignment, key: str) -> Fate:
    """By the table of turns, else by chance: most work is done in time, some late, some not."""
    if has_turn(assignment, key):
        return Fate(fate_of(assignment, key))
    if (assignment.task.text[:20], key) in SILENT:
        return Fate(silent=True)
    draw, days = story.chance.random(), story.chance.randrange(0, 6)
    due = assignment.due_date
    if assignment.duty == Duty.COORDINATE:
        by = due or END + timedelta(days=20)
        return Fate(story.working(by - timedelta(days=4 + days))) if draw < 0.93 and by < END else Fate()
    if due is None:
        return (
            Fate(date(2025, 5, 12) + timedelta(days=days * 3)) if draw < 0.12 and not assignment.has_rhythm else Fate()
        )
    if due <= END:
        if draw < 0.80:
            return Fate(story.working(due - timedelta(days=days)), returned_first=draw < 0.10 and days > 2)
        if draw < 0.93:
            return Fate(story.working(due, 2 + days))
        return Fate(story.working(END, -1)) if draw < 0.95 else Fate()
    if due <= date(2025, 8, 31) and draw < 0.3:
        return Fate(story.working(END - timedelta(days=2 + days * 3)))
    return Fate()


def _update(story: Story, assignment: Assignment, text: str, percent: int, share: Decimal, at: datetime) -> None:
    held = Assignment.objects.get(pk=assignment.pk)
    if held.progress not in (Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.RETURNED):
        return
    target: TaskTarget | None = next(iter(assignment.task.targets.all()), None)
    figure = _figure(target, share, at) if target else None
    _send(story, held, NewUpdate(text, percent=percent, target=target, figure=figure), at)


def _figure(target: TaskTarget, share: Decimal, at: datetime) -> Decimal:
    """What was reached so far: a limit is nearly kept, a goal grows with the year."""
    if target.comparison.startswith("<"):
        return round(target.value * share, 1)
    passed = Decimal((at.date() - date(2025, 1, 1)).days) / 365
    value = target.value * passed * share
    # Flats and hectares come whole; rates and milliards with a decimal.
    return round(value, 1) if value < 100 and target.unit not in WHOLE else Decimal(round(value))


def _complete(
    story: Story, assignment: Assignment, key: str, at: datetime, *, returned: bool, again: bool = False
) -> None:
    held = Assignment.objects.get(pk=assignment.pk)
    if held.progress not in (Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.RETURNED):
        return
    text = words.DONE_AGAIN if again else story.chance.choice(words.DONE)
    number = f"{story.chance.randrange(120, 990)}/BC-{words.SHORT.get(key, 'UBND' if key.startswith('ubnd') else 'CQ')}"
    _send(story, held, NewUpdate(text, True, 100, document_number=number, document_date=at.date()), at)
    answer = story.working(at.date(), story.chance.randrange(1, 4))
    if returned:
        reason = story.chance.choice(words.RETURNED)
        story.plan(answer, 15.0, lambda then: _return(story, assignment, reason, then))
        back = story.working(answer, 3)
        story.plan(back, 10.0, lambda then: _complete(story, assignment, key, then, returned=False, again=True))
    else:
        story.plan(answer, story.hour(), lambda then: _confirm(story, assignment, key, then))


def _help(story: Story, assignment: Assignment, at: datetime) -> None:
    held = Assignment.objects.get(pk=assignment.pk)
    if held.progress not in (Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.RETURNED):
        return
    text = story.chance.choice(words.HELPED)
    _send(story, held, NewUpdate(text, is_completion=True), at)
    lead = Assignment.objects.filter(task=held.task_id, duty=Duty.LEAD).exclude(agency=held.agency_id).first()
    if lead is not None:
        answer = story.working(at.date(), story.chance.randrange(1, 3))
        story.plan(answer, story.hour(), lambda then: _lead_confirms(story, assignment, lead.agency_id, then))


def _send(story: Story, held: Assignment, new: NewUpdate, at: datetime) -> None:
    if held.due_date is not None and held.due_date < at.date():
        new = replace(new, cause=story.chance.choice(words.CAUSES), proposal=story.chance.choice(words.PROPOSALS))
    update = operations.make_update(held, new, version=None, acting=story.as_officer(held.agency_id, at))
    if update.stage == UpdateStage.WITH_HEAD:
        story.plan(at.date(), 16.95, lambda then: _approve(story, update, then))


def _approve(story: Story, update: Update, at: datetime) -> None:
    if Update.objects.filter(pk=update.pk, stage=UpdateStage.WITH_HEAD).exists():
        operations.approve(update, acting=story.as_head(update.agency_id, at))


def _confirm(story: Story, assignment: Assignment, key: str, at: datetime) -> None:
    if Assignment.objects.filter(pk=assignment.pk, progress=Progress.AWAITING).exists():
        who = "lanhdao" if key in OWN_WORK else "xacnhan"
        operations.confirm(assignment, version=None, acting=story.as_one(who, at))


def _return(story: Story, assignment: Assignment, reason: str, at: datetime) -> None:
    if Assignment.objects.filter(pk=assignment.pk, progress=Progress.AWAITING).exists():
        who = "xacnhan" if assignment.agency_id != story.staff.agency(OWN_WORK[0]).pk else "lanhdao"
        operations.return_(assignment, reason=reason, version=None, acting=story.as_one(who, at))


def _lead_confirms(story: Story, assignment: Assignment, lead: int, at: datetime) -> None:
    if Assignment.objects.filter(pk=assignment.pk, progress=Progress.AWAITING).exists():
        operations.confirm(assignment, version=None, acting=story.as_officer(lead, at))
