"""What the office does with the drafts that the tick prepares: checked by another the day after, issued; the last ones
still wait, and the month's report is on the tracker's desk with one paragraph in the officer's own words."""

from __future__ import annotations

from datetime import datetime, timedelta

from namro.directives.models import Directive
from namro.papers import operations
from namro.papers.bodies import blocks
from namro.papers.kinds import PaperKind
from namro.papers.models import Paper, Stage
from namro.site.demo_history.story import Story

FIRST_NUMBER = 100  # the office issues other papers, too
STILL_WAITING = timedelta(days=12)  # before the end of the history


def issue_what_waits(story: Story, at: datetime) -> None:
    """Check and issue the drafts of the days before."""
    drafts = Paper.objects.filter(stage=Stage.DRAFT, drafted_by=None, drafted_at__lt=at - timedelta(hours=20))
    for paper in drafts.order_by("pk"):
        operations.check(paper, version=paper.version, acting=story.as_one("xacnhan", at))
        issued = Paper.objects.filter(symbol=paper.symbol, stage=Stage.ISSUED).count()
        operations.issue(
            paper,
            number=str(FIRST_NUMBER + 3 * issued),
            issued_on=at.date(),
            signed=None,
            version=paper.version + 1,
            acting=story.as_one("theodoi", at),
        )


def draft_the_month(story: Story, at: datetime) -> None:
    """The report that is due next: drafted by hand, one paragraph edited."""
    directive = Directive.objects.filter(stage="issued", tracker__isnull=False).first()
    if directive is None or directive.tracker is None:
        return
    who = story.as_one("theodoi", at)
    new = operations.NewPaper(
        PaperKind.MONTHLY, directive, at, directive.tracker, due_date=at.date() + timedelta(days=4)
    )
    paper = operations.draft(new, person=who.person, by=who.by, at=at)
    block = next((one for one in blocks(paper.snapshot.payload, []) if one.key == "I.period"), None)
    if block is not None:
        words = f"{block.drafted_now} Các đơn vị đã chủ động cập nhật kết quả trước kỳ họp thường kỳ."
        operations.edit_paragraph(paper, block.key, words, seen=0, acting=who)
