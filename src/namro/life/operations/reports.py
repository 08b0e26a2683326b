"""Periodic reports: one for each expected report, accepted whenever it comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from namro.access.policy import Act
from namro.agencies.errors import Refused
from namro.audit.operations import record
from namro.directives.operations.intake import NewFile
from namro.life.models import Attachment, Report, ReportedFigure, ReportItem
from namro.life.operations import moves
from namro.life.operations.acting import Acting, allowed, lock
from namro.life.operations.evidence import keep_evidence
from namro.life.report_items import Item
from namro.tasks.models import EventKind, ExpectedReport, Task


@dataclass(frozen=True, slots=True)
class NewReport:
    """What a report says. `figures` are by target; a target that is left out is missing, not zero."""

    text: str
    document_number: str = ""
    document_date: date | None = None
    figures: Mapping[int, Decimal] = field(default_factory=dict)
    files: tuple[NewFile, ...] = ()
    answers: tuple[dict[str, Any], ...] = ()


@transaction.atomic
def send_report(expected: ExpectedReport, new: NewReport, *, acting: Acting) -> Report:
    """Send the report of one period. Refused a second time, and before the period's data are closed."""
    held = lock(expected.assignment, acting)
    acting = allowed(acting, Act.REPORT_PROGRESS, held)
    if not held.is_open:
        raise Refused(_("Nhiệm vụ %(state)s.") % {"state": held.get_progress_display()})
    if not new.text.strip():
        raise Refused(_("Ghi nội dung báo cáo."), field="text")
    if bool(new.document_number) != bool(new.document_date):
        raise Refused(_("Ghi cả số và ngày văn bản."), field="document_number")
    if Report.objects.filter(expected=expected).exists():
        raise Refused(_("Báo cáo %(period)s đã gửi.") % {"period": expected.period})
    if acting.day < expected.period_first:
        raise Refused(_("Kỳ báo cáo %(period)s chưa bắt đầu.") % {"period": expected.period})
    targets = set(held.task.targets.values_list("pk", flat=True))
    kept = keep_evidence(new.files, at=acting.at)
    report = Report.objects.create(
        expected=expected,
        text=new.text.strip(),
        answers=list(new.answers),
        document_number=new.document_number.strip(),
        document_date=new.document_date,
        sent_at=acting.at,
        sent_date=acting.day,
        sent_by=acting.person,
    )
    ReportedFigure.objects.bulk_create(
        ReportedFigure(report=report, target_id=target, value=value)
        for target, value in new.figures.items()
        if target in targets
    )
    Attachment.objects.bulk_create(
        Attachment(report=report, original=original, file_name=name) for name, original in kept
    )
    moves.save(held, acting)
    moves.tell(held, EventKind.REPORTED, acting, after={"report": report.pk, "period": expected.period})
    return report


@transaction.atomic
def set_report_form(task: Task, items: Sequence[Item], *, acting: Acting) -> None:
    """Say what the periodic reports of a task are to hold beside their text. Those that were sent stay as they are."""
    acting = allowed(acting, Act.EDIT_TASKS, task)
    task.report_items.all().delete()
    ReportItem.objects.bulk_create(
        ReportItem(
            task=task,
            number=number,
            kind=item.kind,
            label=item.label,
            unit=item.unit,
            columns=list(item.columns),
            is_required=item.is_required,
        )
        for number, item in enumerate(items, 1)
    )
    record(
        by=acting.by,
        at=acting.at,
        act="task.report_form_set",
        thing="task",
        thing_id=task.pk,
        thing_name=task.text,
        after={"items": [item.label for item in items]},
    )
