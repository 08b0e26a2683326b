"""Making a paper from a snapshot, and giving it a newer one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.folding import fold
from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.directives.errors import Stale
from namro.directives.models import Directive
from namro.directives.models import Stage as DirectiveStage
from namro.life.models import Extension, ExtensionStage
from namro.papers.kinds import NATURES, PaperKind
from namro.papers.models import Paper, PaperRhythm, Snapshot, Stage
from namro.papers.queries.history import paper_before
from namro.papers.snapshots import NotTaken, store, take

DECIDED = (ExtensionStage.GRANTED, ExtensionStage.DENIED)


@dataclass(frozen=True, slots=True)
class NewPaper:
    """What a paper is to be about, and as of when."""

    kind: str
    directive: Directive
    moment: datetime
    issuer: Agency
    agency: Agency | None = None
    extension: Extension | None = None
    signer: Person | None = None
    due_date: date | None = None
    corrects: Paper | None = None
    rhythm: PaperRhythm | None = None
    occasion: str | None = None
    officer: Person | None = None
    reply_by: date | None = None  # of an urging letter
    unit: str = ""  # of who drafts, for the symbol of a letter

    @property
    def addressee(self) -> Agency | None:
        """The one agency to which it goes."""
        return self.extension.agency if self.extension is not None else self.agency


@transaction.atomic
def draft(new: NewPaper, *, person: Person | None, by: Actor, at: datetime) -> Paper:
    """A draft with figures as of `new.moment`. `person` is None where the tick makes it."""
    _check(new, at)
    snapshot = _snapshot(new, person, at)
    payload = snapshot.payload
    paper = Paper.objects.create(
        kind=new.kind,
        directive=new.directive,
        issuer=new.issuer,
        signer=new.signer,
        agency=new.addressee,
        extension=new.extension,
        corrects=new.corrects,
        rhythm=new.rhythm,
        occasion=new.occasion,
        officer=new.officer or person,
        due_date=new.due_date,
        snapshot=snapshot,
        drafted_at=at,
        drafted_by=person,
        drafted_by_name=by.name,
        **_told(payload, snapshot),
    )
    told = {"kind": paper.kind, "snapshot": snapshot.sha256, "moment": snapshot.moment}
    log(paper, "drafted", by=by, at=at, after=told)
    return paper


@transaction.atomic
def draft_urging(
    directive: Directive,
    agencies: Sequence[Agency | None],
    *,
    moment: datetime,
    issuer: Agency,
    person: Person | None,
    by: Actor,
    at: datetime,
    reply_by: date | None = None,
) -> list[int]:
    """Urging letters, one for each agency (None: one to all that are late, with an annex), all or none. An agency
    that has one waiting as a draft already gets no second one."""
    waiting = set(
        Paper.objects.filter(kind=PaperKind.URGING, directive=directive, stage=Stage.DRAFT).values_list(
            "agency", flat=True
        )
    )
    fresh = [agency for agency in agencies if (agency.pk if agency else None) not in waiting]
    if not fresh:
        raise Refused(_("Các đơn vị đã chọn đều có dự thảo công văn đôn đốc đang chờ. Mở danh sách dự thảo."))
    made = [
        draft(
            NewPaper(PaperKind.URGING, directive, moment, issuer, agency=agency, reply_by=reply_by),
            person=person,
            by=by,
            at=at,
        )
        for agency in fresh
    ]
    return [paper.pk for paper in made]


@transaction.atomic
def refresh(paper: Paper, *, moment: datetime, version: int, person: Person, by: Actor, at: datetime) -> Snapshot:
    """Figures as of a later moment. The officers' words stay; the page says what no longer agrees."""
    held = hold(paper, version=version)
    if not held.is_draft:
        raise Refused(_("Văn bản đã kiểm tra hoặc đã ban hành; số liệu không thay nữa. Trả về dự thảo rồi làm mới."))
    new = again(held, moment)
    _check(new, at)
    before = held.snapshot
    snapshot = _snapshot(new, person, at)
    for name, value in _told(snapshot.payload, snapshot).items():
        setattr(held, name, value)
    held.snapshot = snapshot
    held.version += 1
    held.save(update_fields=("snapshot", "title", "period", "symbol", "moment", "folded", "version"))
    log(held, "refreshed", by=by, at=at, before={"snapshot": before.sha256}, after={"snapshot": snapshot.sha256})
    return snapshot


def hold(paper: Paper, *, version: int | None = None) -> Paper:
    """The paper as it stands, held until the transaction ends. Stale where someone changed it since `version`."""
    held = (
        Paper.objects.select_for_update(of=("self",))
        .select_related("snapshot", "directive", "issuer", "agency", "extension", "signer", "corrects")
        .get(pk=paper.pk)
    )
    if version is not None and held.version != version:
        raise Stale(_("Người khác vừa đổi văn bản này. Xem nội dung mới rồi làm lại."))
    return held


def log(
    paper: Paper,
    act: str,
    *,
    by: Actor,
    at: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write an act on a paper into the log."""
    record(
        by=by,
        at=at,
        act=f"paper.{act}",
        thing="paper",
        thing_id=paper.pk,
        thing_name=paper.title,
        before=before,
        after=after,
    )


def again(held: Paper, moment: datetime) -> NewPaper:
    """The same paper with the figures of another moment."""
    subject = held.snapshot.payload["subject"]
    return NewPaper(
        held.kind,
        held.directive,
        moment,
        held.issuer,
        agency=None if held.extension is not None else held.agency,
        extension=held.extension,
        signer=held.signer,
        corrects=held.corrects,
        reply_by=date.fromisoformat(subject["reply_by"]) if subject.get("reply_by") else None,
        unit=subject.get("unit") or "",
    )


def _snapshot(new: NewPaper, person: Person | None, at: datetime) -> Snapshot:
    before = paper_before(new.kind, new.directive, new.moment, agency=new.addressee, extension=new.extension)
    try:
        taken = take(
            PaperKind(new.kind),
            directive=new.directive,
            at=new.moment,
            issuer=new.issuer,
            agency=new.agency,
            extension=new.extension,
            signer=new.signer,
            since=before.moment if before else None,
            reply_by=new.reply_by if new.reply_by and new.reply_by > timezone.localdate(new.moment) else None,
            unit=new.unit,
        )
    except NotTaken as refusal:
        raise Refused(str(refusal)) from refusal
    return store(taken, by=person, at=at)


def _told(payload: dict[str, Any], snapshot: Snapshot) -> dict[str, Any]:
    head = payload["head"]
    title = head.get("title") or head.get("subject_line") or str(PaperKind(snapshot.kind).label)
    name = " ".join(part for part in (head.get("kind_name"), title) if part)
    searched = (name, payload["directive"]["number"], *head.get("addressees", ()))
    return {
        "title": title[:400],
        "period": (payload.get("period") or {}).get("name", "")[:80],
        "symbol": head.get("symbol") or "",
        "moment": snapshot.moment,
        "folded": fold(" ".join(searched)),
    }


def _check(new: NewPaper, at: datetime) -> None:
    nature = NATURES[PaperKind(new.kind)]
    if new.directive.stage != DirectiveStage.ISSUED:
        raise Refused(_("Văn bản này chưa lập sổ chính thức nên chưa có số liệu để báo cáo."), field="directive")
    if new.moment > at:
        raise Refused(_("Thời điểm lấy số liệu ở sau lúc này. Chọn thời điểm đã qua."), field="moment")
    if new.agency is not None and not nature.takes_agency:
        raise Refused(_("Loại văn bản này không gửi riêng một đơn vị."), field="agency")
    if nature.needs_extension:
        if new.extension is None:
            raise Refused(_("Chọn lần gia hạn đã quyết định; mở từ trang của nhiệm vụ."), field="kind")
        if new.extension.stage not in DECIDED:
            raise Refused(_("Đề nghị gia hạn này chưa được quyết định."), field="kind")
    if new.corrects is not None and new.corrects.stage != Stage.ISSUED:
        raise Refused(_("Chỉ đính chính văn bản đã ban hành; dự thảo thì sửa thẳng."))
