"""The five marks of a task in the register: of the record that an officer confirmed, not of the document's words."""

from __future__ import annotations

from namro.directives.content import LEAD, Content

CLEAR, VAGUE, MISSING = "c", "v", "-"


def marks_of_record(content: Content, has_day: bool, has_rhythm: bool) -> str:
    """Person, work, time, responsibility, result; each c, v or -."""
    leads = content.of_duty(LEAD)
    person = CLEAR if leads and all(doer.is_resolved for doer in leads) else MISSING
    time = CLEAR if has_day or has_rhythm else VAGUE if content.task.recurrences else MISSING
    alone = len(leads) == 1 and leads[0].agency is not None
    responsibility = CLEAR if alone else VAGUE if leads else MISSING
    result = CLEAR if content.task.product or content.task.targets or content.task.reports_to else MISSING
    return person + CLEAR + time + responsibility + result
