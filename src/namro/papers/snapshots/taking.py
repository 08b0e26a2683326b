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
from namro.papers.snapshots.head import decider_of, directive_of, issuer_of, receiving
from namro.papers.snapshots.material import Material
from namro.papers.snapshots.rows import NO_SECTION, lists_of, rows_of
from namro.papers.wording.drafting import drafted

FORM = 1
DAYS_TO_REPLY = 5  # working days, where nobody says by when a letter is to be answered


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
    asked = Request(
        PaperKind(kind),
        directive,
        timezone.localtime(at),
        timezone.localtime(since) if since is not None else month_before(timezone.localtime(at)),
        issuer,
        agency,
        extension,
        signer,
        reply_by,
        unit,
    )
    _check(asked)
    with translation.override("vi"):
        return _taken(asked)


@dataclass(frozen=True, slots=True)
class Request:
    """Which paper, of what, as of when, by whom and to whom."""

    kind: PaperKind
    directive: Directive
    moment: datetime
    since: datetime
    issuer: Agency | None
    agency: Agency | None
    extension: Extension | None
    signer: Person | None
    reply_by: date | None
    unit: str


def _check(asked: Request) -> None:
    if asked.since >= asked.moment:
        raise NotTaken("Đầu kỳ phải trước thời điểm lấy số liệu.")
    if NATURES[asked.kind].needs_extension:
        extension = asked.extension
        if extension is None:
            raise NotTaken("Văn bản về gia hạn cần một đề nghị gia hạn. Chọn đề nghị rồi làm lại.")
        if extension.assignment.directive_id != asked.directive.pk:
            raise NotTaken("Đề nghị gia hạn này thuộc văn bản khác. Chọn đúng văn bản giao nhiệm vụ.")
        if extension.asked_at > asked.moment:
            raise NotTaken("Đề nghị gia hạn này gửi sau thời điểm lấy số liệu. Chọn thời điểm muộn hơn.")
    if asked.agency is not None and not NATURES[asked.kind].takes_agency:
        raise NotTaken("Loại văn bản này lập cho cả văn bản giao nhiệm vụ, không cho riêng một đơn vị.")
    if asked.reply_by is not None and asked.reply_by <= asked.moment.date():
        raise NotTaken("Hạn trả lời phải sau ngày lấy số liệu.")


def _taken(asked: Request) -> Taken:
    about = asked.agency or (asked.extension.agency if asked.extension else None)
    found = gather(asked.directive, asked.moment, asked.since, agency=about)
    material = _material(asked, found, about)
    draft = drafted(asked.kind, material)
    payload: Payload = {
        "form": FORM,
        "kind": str(asked.kind),
        "moment": asked.moment.isoformat(),
        "since": asked.since.isoformat(),
        "sample": bool(settings.SAMPLE),
        "period": material.period,
        "events": {"count": found.event_count, "last": found.last_event},
        "subject": {
            "directive": asked.directive.pk,
            "agency": asked.agency.pk if asked.agency else None,
            "extension": asked.extension.pk if asked.extension else None,
            "issuer": asked.issuer.pk if asked.issuer else None,
            "signer": asked.signer.pk if asked.signer else None,
            "reply_by": asked.reply_by.isoformat() if asked.reply_by else None,
            "unit": asked.unit,
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


def _material(asked: Request, found: Gathered, about: Agency | None) -> Material:
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
    told, findings = directive_of(found.directive, found.sections, day)
    issuer, signer, extension = asked.issuer, asked.signer, asked.extension
    if extension is not None and issuer is None:
        is_decided = extension.decided_at is not None and extension.decided_at <= asked.moment
        issuer = decider_of(found.directive, extension, is_decided=is_decided)
        signer = signer or (extension.decided_by if is_decided else None)
    issues = issuer_of(found.directive, day, issuer, signer, must_sign=asked.signer is not None)
    figures = figures_of(found.directive.pk, rows, lists, {pk: one.name for pk, one in agencies.items()}, named)
    until = month_after(day)
    next_figures(figures, rows, until.isoformat())
    if not counted and about is None:
        findings.append("Đến thời điểm này văn bản chưa có lượt giao nào được tính. Kiểm tra việc lập sổ nhiệm vụ.")
    return Material(
        directive=told,
        period=period_of(found.since, found.moment),
        moment=found.moment,
        since=found.since,
        next_until=until,
        issuer=issues,
        receiver=receiving(found.directive, issues),
        rows=rows,
        lists=lists,
        figures=figures,
        agencies=agencies,
        sections=sections,
        unit=asked.unit,
        addressee=found.agencies[about.pk] if about else None,
        extension=next((one for one in lists["extensions"] if extension and one["id"] == extension.pk), None),
        reply_by=asked.reply_by or found.calendar.add_working_days(day, DAYS_TO_REPLY),
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
