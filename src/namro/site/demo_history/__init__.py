"""What the demonstration's province lived through: the example directive received, reviewed and carried out from
10 March 2025 on, day by day, by the operations that the pages use. All of it is made up ("số liệu minh họa").

The same every time: chance is seeded, and nothing hangs on the day on which the history is cut off, so that a
demonstration that starts earlier is a beginning of the one that starts later.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from namro.agencies.imports.province import Loaded
from namro.audit.actor import Actor
from namro.site.demo_history.documents import receive_directive, receive_notice, receive_plan
from namro.site.demo_history.lives import plan_lives
from namro.site.demo_history.papers import STILL_WAITING, draft_the_month, issue_what_waits
from namro.site.demo_history.reporting import plan_reports
from namro.site.demo_history.staff import hire
from namro.site.demo_history.story import Story
from namro.site.demo_history.turns import plan_turns

FIRST_DAY = date(2025, 3, 10)
LAST_DAY = date(2025, 6, 20)


def live_through(loaded: Loaded, *, until: datetime, by: Actor) -> Story:
    """Let it happen up to the moment `until`, the morning's mail of that day among it."""
    story = Story(hire(loaded, by=by))

    def register(at: datetime) -> None:
        directive = receive_directive(story, at)
        plan_lives(story, directive)
        plan_reports(story, directive)
        plan_turns(story, directive)

    story.plan(date(2025, 3, 13), 8.5, register)
    story.plan(date(2025, 5, 27), 9.25, lambda at: receive_plan(story, at))
    story.plan(date(2025, 6, 18), 15.5, lambda at: receive_notice(story, at))
    plan_papers(story)
    story.run(FIRST_DAY, LAST_DAY, until)
    return story


def plan_papers(story: Story) -> None:
    """Each working day's end, the drafts of the days before; in the last days they wait."""
    day = FIRST_DAY
    while day < LAST_DAY - STILL_WAITING:
        if story.calendar.is_working_day(day):
            story.plan(day, 16.75, lambda at: issue_what_waits(story, at))
        day += timedelta(days=1)
    story.plan(LAST_DAY, 7.75, lambda at: draft_the_month(story, at))
