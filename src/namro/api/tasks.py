"""The register and its events, page by page."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Literal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from namro.access.request import Request
from namro.agencies.models import Agency
from namro.agencies.queries.directory import names_on
from namro.api.auth import Bearer
from namro.api.documented import problems
from namro.api.problems import Problem, refuse_unknown
from namro.api.schemas import LARGEST_ID, Day, EventOut, EventPage, Flag, Id, Named, TaskOut, TaskPage, Words
from namro.programs.models import Scope
from namro.tasks.models import Assignment, Duty, Event, EventKind, Progress, TaskKind
from namro.tasks.queries.events import events_after
from namro.tasks.queries.filters import Filters
from namro.tasks.queries.register import BEST_MATCH, ORDERS, register_page, seen_by
from namro.tasks.queries.rows import Row, described
from namro.tasks.timeliness import AsOf

router = Router()
Time = Literal[
    "open", "done", "done_on_time", "done_late", "done_undated", "in_time", "soon", "overdue", "periodic", "undated"
]  # fmt: skip


class Asked(Schema):
    """The filters of the register's page, under the same names."""

    q: Words = Field("", max_length=120, description="tìm trong lời văn, sản phẩm, đơn vị")
    agency: Id | None = Field(None, description="số của đơn vị, cả cấp dưới")
    duty: Duty | None = None
    progress: Progress | None = None
    time: Time | None = Field(None, description="thời hạn tính đến hôm nay")
    first_day: Day | None = Field(None, description="hạn từ ngày")
    last_day: Day | None = Field(None, description="hạn đến ngày")
    overseer: Id | None = Field(None, description="số của lãnh đạo phụ trách")
    field: Id | None = Field(None, description="số của lĩnh vực")
    directive: Id | None = Field(None, description="số của văn bản")
    kind: TaskKind | None = None
    has_target: Flag = Field(False, description="chỉ việc có chỉ tiêu")
    outside: Literal["withdrawn", "handed_over", "trial"] | None = Field(None, description="việc ngoài số liệu")
    sort: Literal["due", "due_last", "updated", "agency"] = "due"
    limit: int = Field(100, ge=1, le=200)
    cursor: str = Field("", max_length=300, description="giá trị next của trang trước")


class Since(Schema):
    """From where the events are asked for."""

    since: int = Field(0, ge=0, le=LARGEST_ID, description="số của diễn biến cuối đã có")
    limit: int = Field(100, ge=1, le=500)


@router.get(
    "/tasks",
    auth=Bearer(Scope.READ_TASKS),
    response=TaskPage,
    operation_id="list_tasks",
    summary="Sổ nhiệm vụ",
    description="Những dòng mà người lập khóa thấy hôm nay. Một con trỏ chỉ dùng với cùng bộ lọc và cách xếp.",
    openapi_extra=problems(404, 422),
)
def tasks(request: Request, asked: Annotated[Asked, Query()]) -> TaskPage:
    refuse_unknown(request, Asked)
    as_of = AsOf.on(request.day)
    filters = _filters(request, asked)
    if filters is None:
        return TaskPage(as_of=request.day, tasks=[], next=None)
    sort = asked.sort if filters.question.is_empty or asked.sort != "due" else BEST_MATCH
    seen = seen_by(request.person, request.day)
    page = register_page(seen, filters, as_of, sort=sort, after=_key(asked.cursor, sort), size=asked.limit)
    rows = described(page.assignments, as_of)
    return TaskPage(as_of=request.day, tasks=[_task(row) for row in rows], next=_cursor(page.after))


@router.get(
    "/events",
    auth=Bearer(Scope.READ_EVENTS),
    response=EventPage,
    operation_id="list_events",
    summary="Diễn biến của nhiệm vụ, từ một mốc",
    description="Diễn biến được đánh số theo đúng thứ tự ghi, không mất và không chen ngang: "
    "giữ lại next rồi gửi ở since lần sau.",
    openapi_extra=problems(422),
)
def events(
    request: Request,
    asked: Annotated[Since, Query()],
) -> EventPage:
    refuse_unknown(request, Since)
    found = events_after(request.person, request.day, asked.since, asked.limit + 1)
    shown = found[: asked.limit]
    agencies = {one.assignment.agency_id for one in shown if one.assignment is not None}
    names = names_on(request.day, sorted(agencies))
    return EventPage(
        events=[_event(one, names) for one in shown],
        next=shown[-1].pk if shown else asked.since,
        more=len(found) > asked.limit,
    )


def _filters(request: Request, asked: Asked) -> Filters | None:
    """The question, or None where it asks for an agency that is not there for this person: nothing can match."""
    agency = None
    if asked.agency is not None:
        agency = Agency.objects.visible_to(request.person, request.day).filter(pk=asked.agency).first()
        if agency is None:
            return None
    return Filters(
        words=asked.q.strip(),
        agency=agency,
        duty=asked.duty or "",
        progress=asked.progress or "",
        time=asked.time or "",
        first_day=asked.first_day,
        last_day=asked.last_day,
        overseer=asked.overseer,
        field=asked.field,
        directive=asked.directive,
        kind=asked.kind or "",
        has_target=asked.has_target,
        outside=asked.outside or "",
    )


def _task(row: Row) -> TaskOut:
    one: Assignment = row.assignment
    return TaskOut(
        **{name: getattr(one, name) for name in _OF_ASSIGNMENT},
        task=one.task_id,
        **{name: getattr(row.task, name) for name in ("number", "place", "text", "product")},
        directive=Named(id=one.directive_id, name=row.directive),
        agency=Named(id=one.agency_id, name=row.agency),
        timeliness=row.timeliness,
        state=row.state,
        field=row.field,
        overseer=row.overseer,
        url=settings.SITE_ADDRESS + reverse("tasks:task", args=[one.task_id]),
    )


_OF_ASSIGNMENT = (
    "id", "kind", "duty", "progress", "original_due_date", "due_date", "completed_date", "has_rhythm", "has_target",
    "updated_at",
)  # fmt: skip


def _event(one: Event, names: dict[int, str]) -> EventOut:
    of = one.assignment
    return EventOut(
        id=one.pk,
        kind=EventKind(one.kind),
        name=str(one.get_kind_display()),
        at=one.at,
        task=one.task_id,
        assignment=one.assignment_id,
        agency=Named(id=of.agency_id, name=names[of.agency_id]) if of is not None else None,
        person=one.person_name,
        on_behalf_of=one.principal_name,
        reason=one.reason,
        document=one.document,
        url=settings.SITE_ADDRESS + reverse("tasks:task", args=[one.task_id]),
    )


def _cursor(key: str | None) -> str | None:
    return None if key is None else base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _key(cursor: str, sort: str) -> str:
    """The key in a cursor. One that this order does not know is no page: an answer from the start would repeat rows."""
    if not cursor:
        return ""
    try:
        key = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        key = ""
    stage, _mark, rest = key.partition("~")
    if not stage.isdigit() or "\x00" in key or ORDERS.get(sort, ORDERS["due"]).values(rest) is None:
        detail = _("Con trỏ này không thuộc bộ lọc và cách xếp đang hỏi. Bắt đầu lại từ trang đầu.")
        raise Problem(404, "cursor", _("Không có trang này"), detail)
    return key
