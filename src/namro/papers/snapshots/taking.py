"""Taking a snapshot: everything that a paper prints, as of a moment, and nothing of now."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone, translation

from namro.agencies.models import Agency, Person
from namro.directives.models import Directive
from namro.life.models import Extension
from namro.papers.kinds import NATURES, PaperKind
from namro.papers.models import Snapshot
from namro.papers.snapshots.canonical import Payload, canonical, hash_of
from namro.papers.snapshots.figures import figures_of, next_figures
from namro.papers.snapshots.gathering import Gathered, gather
from namro.papers.snapshots.head import directive_of, issuer_of, receiving
from namro.papers.snapshots.material import Material
from namro.papers.snapshots.rows import NO_SECTION, lists_of, rows_of
from namro.papers.wording.drafting import drafted

FORM = 1


@dataclass(frozen=True, slots=True)
class Taken:
    """A payload and its hash. `text` is what was hashed."""

    payload: Payload
    text: str
    sha256: str


class NotTaken(Exception):
    """What was asked for cannot be made into this kind of paper; `str(error)` says why and what to do."""


def take(
    kind: str,
    *,
    directive: Directive,
    at: datetime,
    issuer: Agency | None = None,
    agency: Agency | None = None,
    extension: Extension | None = None,
    signer: Person | None = None,
    since: datetime | None = None,
    reply_by: date | None = None,
    unit: str = "",
) -> Taken:
    """The snapshot of a paper as of `at`. `since` is the moment of the paper before, else a month earlier. `unit` is
    the short form of the unit that drafts, for the symbol of a letter."""
    kind = PaperKind(kind)
    if NATURES[kind].needs_extension and extension is None:
        raise NotTaken("Văn bản về gia hạn cần một đề nghị gia hạn. Chọn đề nghị rồi làm lại.")
    moment = timezone.localtime(at)
    since = timezone.localtime(since) if since is not None else month_before(moment)
    if since >= moment:
        raise NotTaken("Đầu kỳ phải trước thời điểm lấy số liệu.")
    with translation.override("vi"):
        return _taken(kind, directive, moment, since, issuer, agency, extension, signer, reply_by, unit)


def _taken(
    kind: PaperKind,
    directive: Directive,
    moment: datetime,
    since: datetime,
    issuer: Agency | None,
    agency: Agency | None,
    extension: Extension | None,
    signer: Person | None,
    reply_by: date | None,
    unit: str,
) -> Taken:
    found = gather(directive, moment, since, agency=agency)
    material = material_of(found, issuer, signer)
    if agency is not None:
        material.addressee = found.agencies.get(agency.pk)
    draft = drafted(kind, material, unit=unit)
    payload: Payload = {
        "form": FORM,
        "kind": str(kind),
        "moment": moment.isoformat(),
        "since": since.isoformat(),
        "sample": bool(settings.DEMO),
        "period": material.period,
        "events": {"count": found.event_count, "last": found.last_event},
        "subject": {
            "directive": directive.pk,
            "agency": agency.pk if agency else None,
            "extension": extension.pk if extension else None,
            "issuer": issuer.pk if issuer else None,
            "signer": signer.pk if signer else None,
            "reply_by": reply_by.isoformat() if reply_by else None,
            "unit": unit,
        },
        "directive": material.directive,
        "head": draft.head,
        "findings": material.findings,
        "rows": material.rows,
        "figures": material.figures.all,
        "lists": dict(material.lists),
        "tables": draft.tables,
        "body": draft.body,
        "annexes": draft.annexes,
    }
    text = canonical(payload)
    return Taken(payload, text, hash_of(text))


def store(taken: Taken, by: Person | None, at: datetime) -> Snapshot:
    """Keep a snapshot; the same one is kept once."""
    subject = taken.payload["subject"]
    kept, _made = Snapshot.objects.get_or_create(
        sha256=taken.sha256,
        defaults={
            "kind": taken.payload["kind"],
            "directive_id": subject["directive"],
            "agency_id": subject["agency"],
            "extension_id": subject["extension"],
            "moment": datetime.fromisoformat(taken.payload["moment"]),
            "text": taken.text,
            "taken_at": at,
            "taken_by": by,
        },
    )
    return kept


def material_of(found: Gathered, issuer: Agency | None, signer: Person | None) -> Material:
    """What the words are drafted from."""
    day = found.moment.date()
    rows = rows_of(found)
    lists = lists_of(found, rows)
    counted = [row for row in rows if row["counted"]]
    leading = {row["agency"] for row in counted}
    agencies = {pk: one for pk, one in found.agencies.items() if pk in leading}
    used = {row["section"] for row in counted}
    sections = {place: title for place, title in found.sections if place in used}
    if NO_SECTION in used:
        sections[NO_SECTION] = "Phụ lục hoặc không ghi mục"
    named = {place: f"mục {place}" if place != NO_SECTION else "phụ lục, không ghi mục" for place in sections}
    told, findings = directive_of(found.directive, found.sections)
    issues = issuer_of(found.directive, day, issuer, signer)
    figures = figures_of(found.directive.pk, rows, lists, {pk: one.name for pk, one in agencies.items()}, named)
    until = month_after(day)
    next_figures(figures, rows, until.isoformat())
    if not counted:
        findings.append("Đến thời điểm này văn bản chưa có lượt giao nào được tính. Kiểm tra việc lập sổ nhiệm vụ.")
    return Material(
        directive=told,
        period=period_of(found.since, found.moment),
        moment=found.moment,
        since=found.since,
        next_until=until,
        issuer=issues,
        receiver=receiving(found.directive, issues, day),
        rows=rows,
        lists=lists,
        figures=figures,
        agencies=agencies,
        sections=sections,
        findings=[*findings, *issues.findings],
    )


def period_of(since: datetime, moment: datetime) -> dict[str, str]:
    """The days between, and the month that most of them lie in."""
    first, last = since.date() + timedelta(days=1), moment.date()
    first = min(first, last)
    middle = first + (last - first + timedelta(days=1)) / 2
    return {
        "name": f"tháng {middle.month} năm {middle.year}",
        "first": first.isoformat(),
        "last": last.isoformat(),
    }


def month_before(moment: datetime) -> datetime:
    """The same hour a month earlier, or the last day of a shorter month."""
    year, month = (moment.year, moment.month - 1) if moment.month > 1 else (moment.year - 1, 12)
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))


def month_after(day: date) -> date:
    """The same day of the next month, or its last."""
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
