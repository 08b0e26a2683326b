"""Periodic reports: most come in time, some late, some never; a few agencies are known for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from namro.directives.models import Directive
from namro.life.models import Report
from namro.life.operations import NewReport, send_report
from namro.site.demo_history import words
from namro.site.demo_history.story import Act, Story
from namro.tasks.models import Assignment, ExpectedReport, Rhythm

FIRST, END = date(2025, 3, 17), date(2025, 6, 20)
CARELESS = ("ubnd-huyen-lam-giang-thuong", "so-van-hoa-the-thao-va-du-lich", "bao-an-lam")


def plan_reports(story: Story, directive: Directive) -> None:
    """Plan the report of every period that ends before the history does."""
    careless = {story.staff.agency(key).pk for key in CARELESS}
    expected = ExpectedReport.objects.filter(assignment__directive=directive, due_date__lt=END + timedelta(days=4))
    for one in expected.select_related("assignment__task").order_by("due_date", "pk"):
        draw = story.chance.random() + (0.3 if one.assignment.agency_id in careless else 0)
        if (day := _day(story, one, draw)) is not None:
            story.plan(day, story.hour(), _sending(story, one))


def _day(story: Story, one: ExpectedReport, draw: float) -> date | None:
    """When it is sent; None: never."""
    early = story.chance.randrange(0, 3)
    if one.assignment.task.every == Rhythm.DAY:
        return max(one.due_date, FIRST) if draw < 0.97 else None
    if draw < 0.86:
        return max(story.working(one.due_date - timedelta(days=early)), one.period_first, FIRST)
    if draw < 0.95 and one.due_date < END - timedelta(days=5):
        return story.working(one.due_date, 1 + early)
    return None


def _sending(story: Story, one: ExpectedReport) -> Act:
    text = words.DAILY if one.assignment.task.every == Rhythm.DAY else story.chance.choice(words.REPORTS)
    number = f"{story.chance.randrange(90, 900)}/BC"

    def act(at: datetime) -> None:
        held = Assignment.objects.get(pk=one.assignment_id)
        if held.is_open and not Report.objects.filter(expected=one).exists():
            new = NewReport(text, document_number=number, document_date=at.date())
            send_report(one, new, acting=story.as_officer(held.agency_id, at))

    return act
