"""What goes on a package: the sender, the receivers with their codes and due days, as the register says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Min, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from namro.agencies.errors import Refused
from namro.agencies.folding import fold, fold_in_full
from namro.agencies.models import Agency, Kind
from namro.directives.models import Directive, Urgency
from namro.directives.operations import NewFile
from namro.exchange.envelope import Envelope, Organization, Reference, is_code
from namro.exchange.models import ReceivedPackage
from namro.tasks.models import Assignment
from namro.tasks.progress import Progress

A_DIRECTIVE = 2  # SteeringType
PRIORITIES = {Urgency.NONE: 0, Urgency.URGENT: 1, Urgency.MORE_URGENT: 2, Urgency.FLASH: 3}
_COMPETENCE = re.compile(r"(TM|KT|TL|TUQ|Q)\.\s*", re.IGNORECASE)  # "KT. CHỦ TỊCH"


class Address(StrEnum):
    """Whether a package can go to an agency."""

    GOOD = "good"
    LACKING = "lacking"
    WRONG = "wrong"


ADDRESSES: dict[Address, Promise] = {
    Address.GOOD: gettext_lazy("gửi được"),
    Address.LACKING: gettext_lazy("chưa có mã định danh"),
    Address.WRONG: gettext_lazy("mã định danh sai dạng"),
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """An agency that the register gives tasks of the document."""

    row: int  # in the list, from 1
    agency: int
    name: str
    code: str
    tasks: int
    due_date: date | None  # the first to come of its open ones; else the first that is past

    @property
    def address(self) -> Address:
        """Whether it can be addressed."""
        if not self.code:
            return Address.LACKING
        return Address.GOOD if is_code(self.code) else Address.WRONG


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A document with all whom it could go to."""

    directive: Directive
    sender: Agency | None
    recipients: list[Recipient]

    def of(self, address: Address) -> list[Recipient]:
        """Those with such an address."""
        return [one for one in self.recipients if one.address is address]


def outgoing(directive: Directive, day: date) -> Outgoing:
    """The receivers of a document, in the order of the tree."""
    given = Assignment.objects.filter(directive=directive).exclude(
        progress__in=(Progress.WITHDRAWN, Progress.HANDED_OVER)
    )
    is_open = Q(closed_at__isnull=True)
    rows = {
        row["agency"]: row
        for row in given.order_by()
        .values("agency")
        .annotate(
            n=Count("task", distinct=True),
            to_come=Min("due_date", filter=is_open & Q(due_date__gte=day)),
            past=Min("due_date", filter=is_open),
        )
    }
    agencies = Agency.objects.filter(pk__in=rows).named_on(day).order_by("path")
    recipients = [
        Recipient(
            number, one.pk, one.name, one.code or "", rows[one.pk]["n"], rows[one.pk]["to_come"] or rows[one.pk]["past"]
        )
        for number, one in enumerate(agencies, 1)
    ]
    return Outgoing(directive, sender_of(directive, day), recipients)


def sender_of(directive: Directive, day: date) -> Agency | None:
    """The agency that issued the document: the one that bears the issuer's name, else the committee of the province."""
    here = Agency.objects.named_on(day).on(day)
    if directive.issuer:
        spelt = {fold(directive.issuer), fold_in_full(directive.issuer)}
        if found := here.filter(names__folded__in=spelt).distinct().first():
            return found
    return here.filter(kind=Kind.PROVINCE_COMMITTEE).order_by("path").first()


def envelope_of(out: Outgoing, to: Sequence[Recipient], files: Sequence[NewFile], *, at: datetime) -> Envelope:
    """The envelope of a package to these receivers. Refused, with the row, where an address is lacking or wrong."""
    directive, sender = out.directive, out.sender
    if sender is None or not sender.code or not is_code(sender.code):
        name = sender.name if sender else directive.issuer
        raise Refused(
            _("Cơ quan ban hành %(name)s chưa có mã định danh đúng dạng. Ghi ở trang đơn vị.") % {"name": name}
        )
    if bad := [one for one in to if one.address is not Address.GOOD]:
        rows = "; ".join(
            _("dòng %(row)s, %(name)s: %(why)s") % {"row": one.row, "name": one.name, "why": _why(one)} for one in bad
        )
        raise Refused(_("Không lập được gói: %(rows)s.") % {"rows": rows})
    if not to:
        raise Refused(_("Chưa có đơn vị nhận nào có mã định danh."))
    competence = _COMPETENCE.match(directive.signer_title)
    title = directive.signer_title[competence.end() :] if competence else directive.signer_title
    dues = [one.due_date for one in to if one.due_date]
    return Envelope(
        sender=Organization(sender.code, sender.name),
        receivers=tuple(Organization(one.code, one.name) for one in to),
        number=directive.number,
        document_id=_document_id(sender.code, directive),
        kind=directive.kind,
        place=sender.locality,
        issued_date=directive.issued_date,
        subject=directive.subject,
        content=_content(directive, to),
        signer_competence=competence[1].upper() if competence else "",
        signer_title=title,
        signer_name=directive.signer_name,
        due_date=min(dues, default=None),
        priority=PRIORITIES[Urgency(directive.urgency)],
        responses=_responses(directive),
        steering=A_DIRECTIVE,
        sent_at=at,
        attachments=tuple(file.name for file in files),
    )


def files_of(directive: Directive) -> list[NewFile]:
    """The original and its annexes, as they came. Refused where the document has no file."""
    if directive.original is None or not directive.original.path.exists():
        raise Refused(_("Văn bản này không có tệp gốc nên không lập được gói."))
    annexes = directive.annexes.select_related("original").order_by("part")
    kept = [(directive.file_name, directive.original), *((one.file_name, one.original) for one in annexes)]
    return [NewFile(name, original.path.read_bytes()) for name, original in kept]


def our_codes(day: date) -> dict[str, str]:
    """The codes of agencies here, with their names: a package to none of them is not for us."""
    here = Agency.objects.on(day).exclude(code=None).named_on(day)
    return {one.code: one.name for one in here if one.code}


def _why(one: Recipient) -> str:
    return str(ADDRESSES[one.address]) + (f" “{one.code}”" if one.code else "")


def _document_id(code: str, directive: Directive) -> str:
    # The same document has the same id in every package of it.
    return f"{code}-{directive.original.sha256[:20] if directive.original else directive.pk}"


def _content(directive: Directive, to: Sequence[Recipient]) -> str:
    if len(to) > 1:
        count = directive.tasks.filter(withdrawn_at=None).count()
        told = ngettext("%(num)s nhiệm vụ", "%(num)s nhiệm vụ", count) % {"num": count}
        return _("%(tasks)s cho %(agencies)s đơn vị nhận gói này.") % {"tasks": told, "agencies": len(to)}
    given = Assignment.objects.filter(directive=directive, agency=to[0].agency).exclude(
        progress__in=(Progress.WITHDRAWN, Progress.HANDED_OVER)
    )
    rows = given.select_related("task").order_by("task__number")
    return "; ".join(f"{one.task.place} {one.task.text}".strip() for one in rows[:20])


def _responses(directive: Directive) -> tuple[Reference, ...]:
    """The documents that came as packages and that this one names."""
    named = Q()
    for number, issued in directive.relations.exclude(number="").values_list("number", "issued_date"):
        named |= Q(number=number, issued_date=issued)
    if not named:
        return ()
    found = ReceivedPackage.objects.filter(named).exclude(directive=directive).order_by("pk")[:20]
    return tuple(Reference(one.sender_code, one.number, one.issued_date, one.document_id) for one in found)
