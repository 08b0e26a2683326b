"""What a person says about a document as a whole, and its way from review to register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.folding import fold
from namro.agencies.models import Agency, FieldOfWork, Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.directives.errors import Stale
from namro.directives.models import Directive, DirectiveRelation, Overseer, Stage


@dataclass(frozen=True, slots=True)
class Settings:
    """The head of the document as mended, who follows it, and how its deadlines are counted."""

    kind: str
    number: str
    issuer: str
    issued_date: date | None
    signer_name: str
    signer_title: str
    subject: str
    urgency: str
    field: FieldOfWork | None
    incoming_number: str
    incoming_date: date | None
    tracker: Agency | None
    confirmer: Agency | None
    strict_before: bool
    roll: str
    period_rule: str


@transaction.atomic
def change_settings(
    directive: Directive,
    settings: Settings,
    overseers: dict[FieldOfWork | None, Person],
    *,
    version: int,
    by: Actor,
    at: datetime,
) -> None:
    """Save the settings. What deadlines hang on cannot change once the register has its original days."""
    before = _told(directive)
    values: dict[str, Any] = {name: getattr(settings, name) for name in Settings.__slots__}
    if not directive.is_under_review:
        fixed = [name for name in ("issued_date", "strict_before", "roll") if values[name] != getattr(directive, name)]
        if fixed:
            raise Refused(_("Sổ đã lập theo ngày và cách tính này; hạn gốc không thay đổi."), field=fixed[0])
    if settings.incoming_date and settings.issued_date and settings.incoming_date < settings.issued_date:
        raise Refused(_("Ngày đến không thể trước ngày ban hành."), field="incoming_date")
    folded = fold(" ".join((settings.number, settings.issuer, settings.subject)))
    changed = Directive.objects.filter(pk=directive.pk, version=version).update(
        **values, folded=folded, version=F("version") + 1
    )
    if changed != 1:
        raise Stale(_("Người khác vừa sửa thông tin văn bản này. So với bản mới rồi lưu lại."))
    directive.refresh_from_db()
    directive.overseers.all().delete()
    Overseer.objects.bulk_create(
        Overseer(directive=directive, field=field, person=person) for field, person in overseers.items()
    )
    record(
        by=by,
        at=at,
        act="directive.settings_changed",
        thing="directive",
        thing_id=directive.pk,
        thing_name=directive.title,
        before=before,
        after=_told(directive) | {"overseers": [person.name for person in overseers.values()]},
    )


@transaction.atomic
def relate(
    directive: Directive, *, kind: str, number: str, other_kind: str, issued_date: date | None, by: Actor, at: datetime
) -> DirectiveRelation:
    """Say how this document stands to another one, which is tied to it where it is here."""
    same = Directive.objects.filter(number=number, issued_date=issued_date).exclude(pk=directive.pk)
    other = same.first() if issued_date else None
    if directive.number == number and directive.issued_date == issued_date:
        raise Refused(_("Văn bản không thể liên quan với chính nó."), field="number")
    facts = {"other_kind": other_kind, "issued_date": issued_date, "other": other}
    relation, made = DirectiveRelation.objects.get_or_create(
        directive=directive, kind=kind, number=number, defaults=facts
    )
    if not made:
        raise Refused(_("Quan hệ này đã ghi."), field="number")
    record(
        by=by,
        at=at,
        act="directive.related",
        thing="directive",
        thing_id=directive.pk,
        thing_name=directive.title,
        after={"kind": kind, "number": number, "issued_date": issued_date},
    )
    return relation


def mark_registered(directive: Directive, *, trial: bool, at: datetime) -> None:
    """The drafts have become the register; called by tasks.operations inside its transaction."""
    directive.stage = Stage.TRIAL if trial else Stage.ISSUED
    directive.registered_at = at
    directive.save(update_fields=("stage", "registered_at"))


def mark_issued(directive: Directive) -> None:
    """The trial is over; called by tasks.operations inside its transaction."""
    directive.stage = Stage.ISSUED
    directive.save(update_fields=("stage",))


def _told(directive: Directive) -> dict[str, Any]:
    return {name: str(getattr(directive, name) or "") for name in Settings.__slots__}
