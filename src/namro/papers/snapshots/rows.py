"""One row of a snapshot for each assignment with a lead, and the lists of what is no assignment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils import timezone

from namro.life.models import OPEN_STAGES, ExtensionStage, UpdateKind
from namro.life.queries.reports import NAMES as REPORT_STATES
from namro.life.queries.reports import ReportState
from namro.life.timeliness import NAMES, Day, Timeliness, timeliness
from namro.papers.snapshots.gathering import Asked, Expected, Gathered, Reported, Said, State, Target, section_of
from namro.papers.wording.numbers import number_in_words
from namro.tasks.models import Rhythm
from namro.tasks.progress import ENDED, Duty, Progress
from namro.tasks.timeliness import SOON_WORKING_DAYS
from namro.words import day_in_words

Row = dict[str, Any]
NO_SECTION = "none"  # tasks of annexes, whose rows have no place


def rows_of(found: Gathered) -> list[Row]:
    """Every assignment with a lead as it stood, in the order of the document."""
    day = found.moment.date()
    on, before_on = _soon(found, day), _soon(found, found.since.date())
    partners = _partners(found)
    extended = _extended(found.extensions)
    days_late = cache(lambda due: found.calendar.count_working_days(due, day))
    rows = []
    for one in found.assignments.values():
        if one.duty != Duty.LEAD:
            continue
        state, task, agency = found.now[one.pk], found.tasks[one.task], found.agencies[one.agency]
        before = found.before.get(one.pk)
        stands = timeliness(state.progress, state.due, state.completed, is_counted=state.counted, on=on)
        rows.append(
            {
                "id": one.pk,
                "task": one.task,
                "number": task.number,
                "place": task.place,
                "section": section_of(task.place) or NO_SECTION,
                "text": task.text,
                "agency": one.agency,
                "agency_name": agency.name,
                "duty": one.duty,
                "kind": task.kind,
                "progress": state.progress,
                "progress_name": str(Progress(state.progress).label),
                "timeliness": str(stands),
                "timeliness_name": str(NAMES[stands]),
                "before": _stood(before, before_on),
                "due": _iso(state.due),
                "original_due": _iso(one.original_due),
                "original_timeliness": str(
                    timeliness(state.progress, one.original_due, state.completed, is_counted=state.counted, on=on)
                ),
                "is_periodic": task.every not in (Rhythm.NONE, Rhythm.UNSPECIFIED),
                "due_phrase": task.due_phrase or task.rhythm_phrase,
                "completed": _iso(state.completed),
                "days_late": days_late(state.due) if stands is Timeliness.OVERDUE else None,
                "overseer": task.overseer,
                "product": task.product,
                "partners": partners.get(one.task, []),
                "extensions": extended.get(one.pk, 0),
                "counted": stands is not Timeliness.OUTSIDE,
                **_told(found.updates.get(one.pk, ()), state, found.since),
            }
        )
    rows.sort(key=lambda row: (row["number"], found.agencies[row["agency"]].path, row["id"]))
    return rows


def lists_of(found: Gathered, rows: list[Row]) -> dict[str, list[Row]]:
    """What is told besides assignments. Each has its id, and what prints."""
    leads = {row["id"]: row for row in rows}
    return {
        "extensions": [
            _extension(one, leads[one.assignment], found) for one in found.extensions if one.assignment in leads
        ],
        "returned": [
            {**_of_row(leads[one.assignment]), "id": one.pk, "at": _when(one.at), "reason": one.reason}
            for one in found.events
            if one.kind == "returned" and one.assignment in leads
        ],
        "complaints": _complaints(found),
        "reports": [one for one in (_report(one, found, leads) for one in found.reports) if one is not None],
        "targets": _targets(found, rows),
        "directions": _directions(found),
    }


def _soon(found: Gathered, day: date) -> Day:
    return Day(day, found.calendar.add_working_days(day, SOON_WORKING_DAYS))


def _stood(state: State | None, on: Day) -> str | None:
    if state is None:
        return None
    return str(timeliness(state.progress, state.due, state.completed, is_counted=state.counted, on=on))


def _partners(found: Gathered) -> dict[int, list[str]]:
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for one in found.assignments.values():
        if one.duty == Duty.COORDINATE and found.now[one.pk].progress not in ("withdrawn", "handed_over"):
            agency = found.agencies[one.agency]
            names[one.task].append((agency.path, agency.name))
    return {task: [name for _path, name in sorted(pairs)] for task, pairs in names.items()}


def _extended(extensions: Iterable[Asked]) -> dict[int, int]:
    counts: dict[int, int] = defaultdict(int)
    for one in extensions:
        counts[one.assignment] += one.stage == ExtensionStage.GRANTED
    return counts


def _told(updates: Iterable[Said], state: State, since: datetime) -> Row:
    """What the agency said last, how far it is, its cause and proposal, and with what it is done."""
    told: Row = {
        "said": "", "said_on": None, "said_in_period": False, "percent": None, "cause": "", "proposal": "",
        "evidence": "",
    }  # fmt: skip
    for one in updates:
        day = timezone.localdate(one.sent_at)
        told |= {"said": one.text, "said_on": day.isoformat(), "said_in_period": one.sent_at > since}
        if one.percent is not None:
            told["percent"] = one.percent
        # A cause of being late says nothing of a deadline that was moved behind it.
        if one.cause and not (one.was_overdue and state.due is not None and state.due >= day):
            told |= {"cause": one.cause, "proposal": one.proposal}
        elif one.proposal:
            told["proposal"] = one.proposal
        if one.kind == UpdateKind.COMPLETION:
            told["evidence"] = _evidence(one)
    if state.progress not in (Progress.DONE, Progress.AWAITING):
        told["evidence"] = ""
    return told


def _evidence(one: Said) -> str:
    if one.document_number:
        return f"{one.document_number} ngày {day_in_words(one.document_date)}"
    return f"{one.file_count} tệp kèm theo" if one.file_count else ""


def _extension(one: Asked, row: Row, found: Gathered) -> Row:
    return {
        **_of_row(row),
        "id": one.pk,
        "which": one.number,
        "from": _iso(one.present),
        "to": _iso(one.requested),
        "new": _iso(one.new_date),
        "stage": one.stage,
        "stage_name": str(ExtensionStage(one.stage).label),
        "is_open": one.stage in OPEN_STAGES,
        "asked_at": _when(one.asked_at),
        "asked_in_period": one.asked_at > found.since,
        "decided_at": _when(one.decided_at),
        "decided_in_period": one.decided_at is not None and one.decided_at > found.since,
        "reason": one.reason,
        "document": one.document,
        "decision": one.decision,
    }


def _report(one: Expected, found: Gathered, leads: dict[int, Row]) -> Row | None:
    """A report that was due before today. Of one that never came only while somebody still owes it."""
    day = found.moment.date()
    state = ReportState.MISSING
    if one.sent is not None and one.sent <= day:
        state = ReportState.ON_TIME if one.sent <= one.due else ReportState.LATE
    elif one.due >= day or found.now[one.assignment].progress in ENDED:
        return None
    given, task = found.assignments[one.assignment], found.tasks[found.assignments[one.assignment].task]
    if not found.now[one.assignment].counted:
        return None
    return {
        "id": one.pk,
        "row": one.assignment if one.assignment in leads else None,
        "task": given.task,
        "number": task.number,
        "place": task.place,
        "text": task.text,
        "agency": given.agency,
        "agency_name": found.agencies[given.agency].name,
        "period": one.period,
        "due": _iso(one.due),
        "sent": _iso(one.sent),
        "document": one.document,
        "state": str(state),
        "state_name": str(REPORT_STATES[state]),
        "in_period": one.due > found.since.date(),
    }


def _complaints(found: Gathered) -> list[Row]:
    told = []
    for one in found.complaints:
        lead, partner = found.assignments[one.lead], found.assignments[one.partner]
        task = found.tasks[lead.task]
        told.append(
            {
                "id": one.pk,
                "row": one.lead,
                "task": lead.task,
                "number": task.number,
                "place": task.place,
                "task_text": task.text,
                "agency": partner.agency,
                "agency_name": found.agencies[partner.agency].name,
                "lead": lead.agency,
                "lead_name": found.agencies[lead.agency].name,
                "text": one.text,
                "at": _when(one.at),
                "is_open": one.settled_at is None,
                "in_period": one.at > found.since,
            }
        )
    return told


def _targets(found: Gathered, rows: list[Row]) -> list[Row]:
    """One for each target and agency that leads its task; what none was reported of has no value: it is not zero."""
    latest: dict[tuple[int, int], Reported] = {(one.target, one.assignment): one for one in found.reported}
    leads: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row["counted"]:
            leads[row["task"]].append(row)
    told = []
    for target in found.targets:
        task, until = found.tasks[target.task], last_day_of(target.period)
        for row in leads[target.task]:
            given = latest.get((target.pk, row["id"]))
            told.append(
                {
                    "id": f"{target.pk}-{row['id']}",
                    "target": target.pk,
                    "row": row["id"],
                    "task": target.task,
                    "number": task.number,
                    "place": task.place,
                    "text": task.text,
                    "agency": row["agency"],
                    "agency_name": row["agency_name"],
                    "quote": target.quote,
                    "comparison": target.comparison,
                    "required": number_in_words(target.value),
                    "unit": target.unit,
                    "period": target.period,
                    "until": _iso(until),
                    "is_over": until is None or until <= found.moment.date(),
                    "value": _plain(target.value),
                    "reported": number_in_words(given.value) if given else None,
                    "reported_value": _plain(given.value) if given else None,
                    "reported_at": _when(given.at) if given else None,
                    "reported_period": given.period if given else "",
                    "source": {given.source: given.source_id} if given else None,
                    "is_reported": given is not None,
                    "is_met": _met(target, given.value) if given else None,
                }
            )
    return told


def last_day_of(period: str) -> date | None:
    """The last day of a target's period: a year, a quarter, a half-year, a month or a day.

    >>> [str(last_day_of(one)) for one in ("2025", "2025-Q2", "2025-H1", "2025-02", "2025-02-03", "")]
    ['2025-12-31', '2025-06-30', '2025-06-30', '2025-02-28', '2025-02-03', 'None']
    """
    year, _dash, part = period.partition("-")
    if not year.isdigit():
        return None
    if len(part) == 5 and part[:2].isdigit():
        return date.fromisoformat(period)
    last = {"": 12, "Q": 3 * int(part[1:] or 0), "H": 6 * int(part[1:] or 0)} if part[:1] in ("", "Q", "H") else {}
    month = last[part[:1]] if last else int(part) if part.isdigit() else 0
    if not 1 <= month <= 12:
        return None
    return date(int(year) + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _met(target: Target, value: Decimal) -> bool:
    return {
        ">=": value >= target.value,
        ">": value > target.value,
        "<=": value <= target.value,
        "<": value < target.value,
        "=": value == target.value,
    }[target.comparison]


def _directions(found: Gathered) -> list[Row]:
    told = []
    for one in found.directions:
        given = found.assignments.get(one.assignment or 0)
        if given is None and one.assignment is not None:
            continue
        task = found.tasks[given.task] if given else None
        progress = found.now[given.pk].progress if given else ""
        since = [said for said in found.updates.get(given.pk, ()) if said.sent_at > one.at] if given else []
        told.append(
            {
                "id": one.pk,
                "row": given.pk if given else None,
                "task": task.pk if task else None,
                "number": task.number if task else None,
                "place": task.place if task else "",
                "task_text": task.text if task else "",
                "agency": one.agency,
                "agency_name": found.agencies[one.agency].name,
                "by_name": one.by_name,
                "text": one.text,
                "at": _when(one.at),
                "in_period": one.at > found.since,
                "became": one.became,
                "progress": progress,
                "progress_name": str(Progress(progress).label) if progress else "",
                "result": since[-1].text if since else "",
                "result_at": _when(since[-1].sent_at) if since else None,
                "is_answered": bool(since) or one.became is not None,
                "is_done": progress == Progress.DONE,
            }
        )
    return told


def _of_row(row: Row) -> Row:
    return {
        "row": row["id"],
        **{name: row[name] for name in ("task", "number", "place", "text", "agency", "agency_name")},
    }


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _when(at: datetime | None) -> str | None:
    return timezone.localtime(at).isoformat() if at else None
