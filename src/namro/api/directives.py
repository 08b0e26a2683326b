"""Documents that a program brings, and how far they were read."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.responses import Status
from pydantic import Field

from namro.access.policy import Act
from namro.access.request import Request
from namro.api.auth import Bearer
from namro.api.documented import problems
from namro.api.schemas import Day, DirectiveOut, ReadingOut, Words
from namro.directives import operations
from namro.directives.errors import AlreadyHere
from namro.directives.models import Directive, Reading
from namro.directives.queries.listing import told
from namro.programs.models import Scope

router = Router()


class Given(Schema):
    """What the office knows of a document beside its file."""

    incoming_number: Words = Field("", max_length=30, description="số đến")
    incoming_date: Day | None = Field(None, description="ngày đến, như 2025-06-20")


@router.post(
    "/directives",
    auth=Bearer(Scope.WRITE_DIRECTIVES),
    response={201: DirectiveOut, 200: DirectiveOut},
    operation_id="receive_directive",
    summary="Gửi một văn bản vào",
    description="Như trang Nhận văn bản: tệp được kiểm tra, lưu nguyên và xếp hàng chờ đọc. Gửi lại đúng tệp đã nhận "
    "thì được trả về văn bản cũ với mã 200, nên gửi lại sau khi mất kết nối không sinh bản thứ hai.",
    openapi_extra=problems(400, 413, 422),
)
def receive(
    request: Request,
    document: Annotated[UploadedFile, File(description="một tệp .docx, .pdf, .txt, ảnh quét…")],
    given: Annotated[Given, Form()],
) -> Status[DirectiveOut]:
    try:
        directive = operations.receive(
            operations.NewFile((document.name or "van-ban").replace("\x00", ""), document.read()),
            person=request.person,
            incoming_number=given.incoming_number.strip(),
            incoming_date=given.incoming_date,
            by=request.actor,
            at=request.now,
        )
    except AlreadyHere as known:
        return Status(200, _described(request, known.directive))
    return Status(201, _described(request, directive.pk))


@router.get(
    "/directives/{int:pk}",
    auth=Bearer(Scope.WRITE_DIRECTIVES, Act.SEE_DIRECTIVES),
    response=DirectiveOut,
    operation_id="get_directive",
    summary="Một văn bản, đã đọc đến đâu",
    openapi_extra=problems(404),
)
def directive(request: Request, pk: int) -> DirectiveOut:
    return _described(request, pk)


def _described(request: Request, pk: int) -> DirectiveOut:
    readings = Prefetch("readings", Reading.objects.light().filter(annex=None).order_by("-number"))
    seen = told(Directive.objects.visible_to(request.person, request.day)).prefetch_related(readings)
    one = get_object_or_404(seen, pk=pk)
    last = next(iter(one.readings.all()), None)
    return DirectiveOut(
        **{name: getattr(one, name) for name in _PLAIN},
        reading=None if last is None else ReadingOut.from_orm(last),
        drafts_open=one.drafts_open - one.drafts_confirmed,  # type: ignore[attr-defined]
        url=settings.SITE_ADDRESS + reverse("directives:directive", args=[one.pk]),
    )


_PLAIN = (
    "id", "title", "kind", "number", "issuer", "issued_date", "subject", "file_name", "incoming_number",
    "incoming_date", "received_at", "stage", "drafts_confirmed",
)  # fmt: skip
