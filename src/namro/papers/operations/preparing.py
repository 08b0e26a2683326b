"""What the tick prepares: papers that fall due, the evening before; letters to those who are long overdue. Any number
of times, on any machines: each is made once, by its occasion."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction

from namro.agencies.errors import Refused
from namro.agencies.models import Agency
from namro.audit.actor import machine
from namro.directives.models import Directive, Stage
from namro.papers.kinds import PaperKind
from namro.papers.models import Paper, PaperRhythm
from namro.papers.models import Stage as PaperStage
from namro.papers.operations.drafting import NewPaper, draft
from namro.papers.operations.rhythms import adopt_rhythms
from namro.papers.queries.falling_due import times
from namro.workdays.calendar import working_calendar

log = logging.getLogger("namro.papers")

EVENING = time(17, 0)
LOOK_BACK = timedelta(days=5)  # how long past its day a draft is still made up for
LOOK_AHEAD = timedelta(days=12)  # over the longest holidays, to the working day before
BY = machine("namro tick")


def prepare(at: datetime) -> int:
    """Draft what falls due on the next working day, and what was missed while no tick ran; how many. `at` is local."""
    adopt_rhythms(by=BY, at=at)
    wanted = list(_wanted(at))
    known = set(Paper.objects.filter(occasion__in=[new.occasion for new in wanted]).values_list("occasion", flat=True))
    return sum(_make(new, at) for new in wanted if new.occasion not in known)


def prepare_urging(late: Iterable[tuple[int, int]], at: datetime) -> int:
    """Draft a letter to each agency (of directive and agency, by id) that stands at the rung of leaders; at most one
    a week, and none where one is waiting. How many."""
    pairs = set(late)
    if not pairs:
        return 0
    directives = Directive.objects.filter(stage=Stage.ISSUED, tracker__isnull=False).select_related("tracker")
    found = directives.in_bulk({directive for directive, _agency in pairs})
    agencies = Agency.objects.in_bulk({agency for _directive, agency in pairs})
    urging = Paper.objects.filter(kind=PaperKind.URGING, directive__in=found)
    open_stages = (PaperStage.DRAFT, PaperStage.CHECKED)
    waiting = set(urging.filter(stage__in=open_stages).values_list("directive", "agency"))
    year, week, _day = at.isocalendar()
    made = 0
    for directive, agency in sorted(pairs - waiting):
        if directive not in found:
            continue
        issuer = found[directive].tracker
        occasion = f"urging:{directive}:{agency}:{year}-{week:02d}"
        if issuer is not None and not Paper.objects.filter(occasion=occasion).exists():
            new = NewPaper(PaperKind.URGING, found[directive], at, issuer, agency=agencies[agency], occasion=occasion)
            made += _make(new, at)
    return made


def evening_before(due: date) -> datetime:
    """When the draft of a paper is made: at the end of the working day before its own."""
    before = working_calendar().add_working_days(due, -1)
    return datetime.combine(before, EVENING)


def _wanted(at: datetime) -> Iterable[NewPaper]:
    day = at.date()
    rhythms = PaperRhythm.objects.filter(until=None, directive__stage=Stage.ISSUED)
    for rhythm in rhythms.select_related("directive", "task", "issuer", "officer"):
        for one in times(rhythm, day - LOOK_BACK, day + LOOK_AHEAD):
            if at.replace(tzinfo=None) >= evening_before(one.due):
                yield NewPaper(
                    rhythm.kind,
                    rhythm.directive,
                    at,
                    rhythm.issuer,
                    due_date=one.due,
                    rhythm=rhythm,
                    occasion=f"rhythm:{rhythm.pk}:{one.due}",
                    officer=rhythm.officer,
                )


def _make(new: NewPaper, at: datetime) -> int:
    try:
        with transaction.atomic():
            draft(new, person=None, by=BY, at=at)
    except IntegrityError:  # another machine made it between our look and our write
        return 0
    except Refused as refusal:
        log.warning("paper not drafted", extra={"occasion": new.occasion, "reason": str(refusal)[:200]})
        return 0
    return 1
