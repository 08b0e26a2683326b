"""Papers that come back: taken from the directive's own words, or set by the office."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.directives.models import Directive, Stage
from namro.papers.kinds import PaperKind
from namro.papers.models import PaperRhythm
from namro.tasks.models import Task

# Who follows is told to put together and report ("theo dõi, đôn đốc, tổng hợp, báo cáo … trước ngày 25 hằng tháng"),
# or to report to the monthly meeting ("báo cáo UBND tỉnh tại phiên họp").
_MEETING = re.compile(r"phiên họp", re.IGNORECASE)
_PUTS_TOGETHER = re.compile(r"tổng hợp\b.*\bbáo cáo", re.IGNORECASE | re.DOTALL)
_REPORTS = re.compile(r"theo dõi\b.*\bbáo cáo", re.IGNORECASE | re.DOTALL)


def kind_of_task(task: Task) -> PaperKind | None:
    """Which paper a task with a rhythm asks of who follows; None where it asks another thing."""
    words = task.words or task.text
    if not (_PUTS_TOGETHER.search(words) or _REPORTS.search(words)):
        return None
    if _MEETING.search(words) or task.every == "week":
        return PaperKind.BRIEF
    return PaperKind.MONTHLY if task.every == "month" else None


@transaction.atomic
def adopt_rhythms(*, by: Actor, at: datetime) -> int:
    """For each registered directive that has none yet, the papers that its own words ask of its tracker."""
    fresh = Directive.objects.filter(stage=Stage.ISSUED, tracker__isnull=False, paper_rhythms=None)
    made = 0
    for directive in fresh.order_by("pk"):
        for kind, task in _asked(directive).items():
            rhythm = PaperRhythm.objects.create(
                directive=directive, kind=kind, task=task, issuer_id=directive.tracker_id or 0, since=at.date()
            )
            _log(rhythm, "added", by=by, at=at)
            made += 1
    return made


def _asked(directive: Directive) -> dict[PaperKind, Task]:
    # One of a kind: a directive has one monthly report. Who puts together comes before who only follows.
    tasks = Task.objects.filter(directive=directive, withdrawn_at=None, rhythm__isnull=False)
    found: dict[PaperKind, Task] = {}
    own = tasks.filter(assignments__agency=directive.tracker_id).distinct().order_by("number")
    for task in sorted(own, key=lambda one: not _PUTS_TOGETHER.search(one.words or one.text)):
        kind = kind_of_task(task)
        if kind is not None:
            found.setdefault(kind, task)
    return found


@transaction.atomic
def add_rhythm(
    directive: Directive,
    *,
    kind: str,
    every: str,
    day: int,
    officer: Person | None,
    issuer: Agency,
    since: date,
    by: Actor,
    at: datetime,
) -> PaperRhythm:
    """A day of each month or week that the office sets itself."""
    last = 31 if every == "month" else 7
    if not 1 <= day <= last:
        raise Refused(
            _("Ngày phải từ 1 đến %(last)d; đã nhập %(day)d.") % {"last": last, "day": day},
            field="day",
        )
    try:
        with transaction.atomic():
            rhythm = PaperRhythm.objects.create(
                directive=directive, kind=kind, every=every, day=day, officer=officer, issuer=issuer, since=since
            )
    except IntegrityError:
        raise Refused(_("Đã có văn bản định kỳ cùng loại, cùng ngày của văn bản này."), field="day") from None
    _log(rhythm, "added", by=by, at=at)
    return rhythm


@transaction.atomic
def end_rhythm(rhythm: PaperRhythm, *, day: date, by: Actor, at: datetime) -> None:
    """No more drafts from it; those that were made stay."""
    if PaperRhythm.objects.filter(pk=rhythm.pk, until=None).update(until=day) != 1:
        raise Refused(_("Văn bản định kỳ này đã thôi lập."))
    _log(rhythm, "ended", by=by, at=at)


def _log(rhythm: PaperRhythm, act: str, *, by: Actor, at: datetime) -> None:
    record(
        by=by,
        at=at,
        act=f"paper_rhythm.{act}",
        thing="paper_rhythm",
        thing_id=rhythm.pk,
        thing_name=f"{PaperKind(rhythm.kind).label}: {rhythm.directive.title}",
        after={"kind": str(rhythm.kind), "task": rhythm.task_id, "every": rhythm.every, "day": rhythm.day},
    )
