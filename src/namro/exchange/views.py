"""Pages of packages: out to each agency, in from other offices, and the answer to a sender."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from namro.access.gate import find, opens
from namro.access.policy import Act
from namro.access.request import Request
from namro.agencies.errors import Refused
from namro.agencies.imports.pages import attachment
from namro.agencies.views.form_page import form_page
from namro.audit.operations import record
from namro.directives.errors import AlreadyHere
from namro.directives.models import Directive
from namro.directives.operations import NewFile
from namro.exchange.envelope import Organization, Reference, Status, status_written
from namro.exchange.forms import PackageForm
from namro.exchange.models import ReceivedPackage
from namro.exchange.operations import receive_package
from namro.exchange.package import packed
from namro.exchange.queries import ADDRESSES, Address, Outgoing, envelope_of, files_of, our_codes, outgoing

# As published code has them; not confirmed (docs/edxml.md).
ACCEPTED, IN_WORK = "03", "05"


@opens(Act.REVIEW_DIRECTIVES)
def packages(request: Request, pk: int) -> HttpResponse:
    """To whom a package can go, and to whom not and why."""
    return _page(request, _outgoing(request, pk))


@opens(Act.REVIEW_DIRECTIVES)
def package(request: Request, pk: int) -> HttpResponse:
    """The package: to all who have a code, or with ?agency= to one."""
    out = _outgoing(request, pk)
    agency = request.GET.get("agency", "")
    # A wrong code is mended first; one that lacks is told and left out.
    to = [one for one in out.recipients if one.address is not Address.LACKING]
    if agency:
        to = [one for one in out.recipients if str(one.agency) == agency]
    try:
        files = files_of(out.directive)
        data = packed(envelope_of(out, to, files, at=request.now), files)
    except Refused as refusal:
        return _page(request, out, refusal=str(refusal), status=422)
    with transaction.atomic():
        record(
            by=request.actor,
            at=request.now,
            act="directive.package_made",
            thing="directive",
            thing_id=pk,
            thing_name=out.directive.title,
            after={"receivers": [one.code for one in to]},
        )
    name = slugify(f"goi-{out.directive.number.replace('/', '-')}-{to[0].code if agency else 'tat-ca'}") or "goi"
    return attachment(data, f"{name}.zip", "application/zip")


@opens(Act.REVIEW_DIRECTIVES, methods=("GET", "POST"))
def new(request: Request) -> HttpResponse:
    """Take a package in."""
    form = PackageForm(request.POST or None, request.FILES or None)

    def take(data: dict[str, Any]) -> str:
        file = NewFile(data["package"].name, data["package"].read())
        try:
            taken = receive_package(
                file,
                incoming_number=data["incoming_number"],
                person=request.person,
                by=request.actor,
                at=request.now,
            )
        except AlreadyHere as known:
            messages.info(request, str(known))
            return reverse("directives:directive", args=[known.directive])
        for remark in taken.remarks:
            messages.error(request, remark)
        return reverse("directives:directive", args=[taken.directive.pk])

    return form_page(
        request,
        form,
        take,
        title=_("Nhận gói văn bản"),
        submit=_("Nhận và đọc"),
        back=reverse("directives:new"),
        intro=_(
            "Gói zip dạng edXML: phần đầu ghi nơi gửi, nơi nhận, số, ngày, hạn; kèm tệp văn bản. Gói không gửi cho đơn "
            "vị ở đây bị từ chối. Không đưa lên đây tài liệu mật."
        ),
    )


@opens(Act.REVIEW_DIRECTIVES)
def status(request: Request, pk: int) -> HttpResponse:
    """The answer to the sender of a package, to be sent by the office's own way."""
    directive = find(request, Directive.objects.all(), Act.REVIEW_DIRECTIVES, pk=pk)
    came = ReceivedPackage.objects.filter(directive=directive).first()
    if came is None:
        messages.error(request, _("Văn bản này không đến bằng gói."))
        return redirect("directives:directive", pk)
    description = _("Đã tiếp nhận, đang rà soát.") if directive.is_under_review else _("Đã giao việc, đang xử lý.")
    told = Status(
        response=Reference(came.sender_code, came.number, came.issued_date, came.document_id),
        sender=Organization(came.receiver_code, our_codes(request.day).get(came.receiver_code, "")),
        code=ACCEPTED if directive.is_under_review else IN_WORK,
        description=description,
        at=request.now,
        staff=request.person.name,
    )
    return attachment(status_written(told), f"trang-thai-{pk}.xml", "application/xml")


def _outgoing(request: Request, pk: int) -> Outgoing:
    found = Directive.objects.select_related("original")
    return outgoing(find(request, found, Act.REVIEW_DIRECTIVES, pk=pk), request.day)


def _page(request: Request, out: Outgoing, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {
        "directive": out.directive,
        "sender": out.sender,
        "recipients": out.recipients,
        "good": out.of(Address.GOOD),
        "lacking": out.of(Address.LACKING),
        "wrong": out.of(Address.WRONG),
        "addresses": ADDRESSES,
        "refusal": refusal,
    }
    return render(request, "exchange/packages.html", context, status=status)
