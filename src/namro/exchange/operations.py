"""Taking in a package: opened safely, for us or refused, and its document handed to the usual intake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.directives.models import Directive, Urgency
from namro.directives.operations import KnownHead, NewFile, add_annex, receive
from namro.exchange.envelope import Envelope
from namro.exchange.models import ReceivedPackage
from namro.exchange.package import Package, opened
from namro.exchange.queries import our_codes
from namro.reading.errors import CannotRead

URGENCIES = {1: Urgency.URGENT, 2: Urgency.MORE_URGENT, 3: Urgency.FLASH, 4: Urgency.FLASH}


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that came in a package, and what is to be said of its other files."""

    directive: Directive
    remarks: tuple[str, ...]


def receive_package(file: NewFile, *, incoming_number: str, person: Person, by: Actor, at: datetime) -> Taken:
    """Take a package in. Refused where it is damaged, unsafe or not for us; AlreadyHere where its document came before.
    What the envelope says of the document stands; its reading fills in the rest."""
    try:
        package = opened(file.data)
    except CannotRead as refusal:
        raise Refused(f"{file.name}: {refusal}", field="package") from refusal
    receiver = _our_code(package.envelope, at)
    document, *others = package.files
    who: dict[str, Any] = {"by": by, "at": at}
    directive = receive(
        document,
        person=person,
        incoming_number=incoming_number,
        incoming_date=at.date(),
        head=_head(package.envelope),
        **who,
    )
    _keep(directive, package, receiver, **who)
    return Taken(directive, tuple(filter(None, (_annex(directive, one, **who) for one in others))))


def _our_code(envelope: Envelope, at: datetime) -> str:
    ours = our_codes(at.date())
    if not ours:
        raise Refused(
            _("Chưa ghi mã định danh của đơn vị nào ở đây nên không biết gói gửi cho ai. Ghi mã ở trang đơn vị."),
            field="package",
        )
    found = next((one.code for one in envelope.receivers if one.code in ours), None)
    if found is None:
        told = ", ".join(f"{one.name} ({one.code})".strip() for one in envelope.receivers)[:300]
        raise Refused(
            _("Gói này gửi tới %(receivers)s, không phải đơn vị ở đây. Không nhận, không giữ bản nào; báo lại nơi gửi.")
            % {"receivers": told},
            field="package",
        )
    return found


def _head(envelope: Envelope) -> KnownHead:
    title = f"{envelope.signer_competence}. {envelope.signer_title}" if envelope.signer_competence else ""
    return KnownHead(
        number=envelope.number,
        kind=envelope.kind.lower(),
        issuer=envelope.sender.name,
        issued_date=envelope.issued_date,
        subject=envelope.subject,
        signer_name=envelope.signer_name,
        signer_title=(title or envelope.signer_title)[:200],
        urgency=URGENCIES.get(envelope.priority, Urgency.NONE),
    )


@transaction.atomic
def _keep(directive: Directive, package: Package, receiver: str, *, by: Actor, at: datetime) -> None:
    envelope = package.envelope
    ReceivedPackage.objects.create(
        directive=directive,
        sender_code=envelope.sender.code,
        sender_name=envelope.sender.name,
        receiver_code=receiver,
        number=envelope.number,
        issued_date=envelope.issued_date,
        document_id=envelope.document_id,
        due_date=envelope.due_date,
        steering=envelope.steering,
        received_at=at,
    )
    record(
        by=by,
        at=at,
        act="directive.package_received",
        thing="directive",
        thing_id=directive.pk,
        thing_name=directive.title,
        after={"sender": envelope.sender.code, "document_id": envelope.document_id, "files": len(package.files)},
    )


def _annex(directive: Directive, file: NewFile, *, by: Actor, at: datetime) -> str:
    """Keep a further file as an annex; what is to be said where it is refused."""
    try:
        add_annex(directive, file, by=by, at=at)
    except Refused as refusal:
        return f"{file.name}: {refusal}"
    return ""
