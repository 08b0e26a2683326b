"""Receiving documents: checked before anything is kept, kept as they came, recognised when they come again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.directives import storage
from namro.directives.errors import AlreadyHere
from namro.directives.forms_of_files import look_at_annex, look_at_document
from namro.directives.models import Annex, Directive
from namro.directives.operations.readings import request_reading
from namro.words import day_in_words


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file as it was brought, or words that were pasted."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class KnownHead:
    """What is known of a document before it is read: its reading fills in only what is left empty."""

    number: str = ""
    kind: str = ""
    issuer: str = ""
    issued_date: date | None = None
    subject: str = ""
    signer_name: str = ""
    signer_title: str = ""
    urgency: str = ""


def receive(
    file: NewFile,
    *,
    person: Person | None,
    incoming_number: str,
    incoming_date: date | None,
    by: Actor,
    at: datetime,
    head: KnownHead | None = None,
) -> Directive:
    """Keep a document and have it read. Refused where the reader refuses it; AlreadyHere where it came before."""
    _refuse_known(file)
    looked = look_at_document(file.data, file.name)  # in a process of its own, before anything is kept
    with transaction.atomic():
        original = storage.keep(file.data, form=looked.form, at=at)
        storage.keep_recognised(original, looked.pages)
        directive = Directive.objects.create(
            original=original,
            file_name=file.name[:255],
            incoming_number=incoming_number,
            incoming_date=incoming_date,
            received_at=at,
            received_by=person,
            **asdict(head or KnownHead()),
        )
        record(
            by=by,
            at=at,
            act="directive.received",
            thing="directive",
            thing_id=directive.pk,
            thing_name=file.name,
            after={"sha256": original.sha256, "size": original.size, "form": looked.form},
        )
        request_reading(directive, at=at)
    return directive


def add_annex(directive: Directive, file: NewFile, *, by: Actor, at: datetime) -> Annex:
    """A separate file that belongs to the document; one that can be read is read, too."""
    if not directive.is_under_review:
        raise Refused(_("Văn bản đã lập sổ; phụ lục mới cần một văn bản mới."), field="documents")
    looked = look_at_annex(file.data, file.name)
    with transaction.atomic():
        original = storage.keep(file.data, form=looked.form, at=at)
        storage.keep_recognised(original, looked.pages)
        if original == directive.original or directive.annexes.filter(original=original).exists():
            raise Refused(_("Tệp %(name)s đã có trong văn bản này.") % {"name": file.name}, field="documents")
        annex = Annex.objects.create(
            directive=directive, original=original, file_name=file.name[:255], part=directive.annexes.count() + 1
        )
        record(
            by=by,
            at=at,
            act="directive.annex_added",
            thing="directive",
            thing_id=directive.pk,
            thing_name=file.name,
            after={"sha256": original.sha256, "part": annex.part},
        )
        if looked.form != "xlsx":
            request_reading(directive, annex=annex, at=at)
    return annex


@transaction.atomic
def enter_without_file(*, number: str, kind: str, issued_date: date, by: Actor, at: datetime) -> Directive:
    """A document known by its number only, to which tasks entered by hand belong; the same one is found again."""
    known = Directive.objects.filter(number=number, issued_date=issued_date).first()
    if known is not None:
        return known
    directive = Directive.objects.create(number=number, kind=kind, issued_date=issued_date, received_at=at)
    record(
        by=by,
        at=at,
        act="directive.entered",
        thing="directive",
        thing_id=directive.pk,
        thing_name=directive.title,
        after={"number": number, "issued_date": issued_date},
    )
    return directive


def _refuse_known(file: NewFile) -> None:
    known = Directive.objects.filter(original__sha256=sha256(file.data).hexdigest()).first()
    if known is not None:
        raise AlreadyHere(
            _("Tệp %(name)s đã nhận ngày %(day)s: %(title)s.")
            % {"name": file.name, "day": day_in_words(known.received_at.date()), "title": known.title},
            directive=known.pk,
        )
