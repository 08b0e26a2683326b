"""What goes in and out, as types: OpenAPI is made from these."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import BeforeValidator, Field, WithJsonSchema

from namro.directives.models import ReadingState, Stage
from namro.tasks.models import Duty, EventKind, Progress, TaskKind
from namro.tasks.timeliness import Timeliness

LARGEST_ID = 2**62
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def _day(value: Any) -> Any:
    if isinstance(value, str) and not _ISO_DAY.match(value):
        raise ValueError("ngày ghi như 2025-06-30.")
    return value


def _without_nul(value: Any) -> Any:
    # PostgreSQL keeps no NUL, and no word has one.
    return value.replace("\x00", "") if isinstance(value, str) else value


def _flag(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError("chỉ nhận true hoặc false.")
    return value


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Day = Annotated[date, BeforeValidator(_day)]
Words = Annotated[str, BeforeValidator(_without_nul)]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]


class Named(Schema):
    """A thing by its id and name."""

    id: int
    name: str


class ReadingOut(Schema):
    """How far the reader has come with a document."""

    state: ReadingState = Field(description="waiting: chờ đọc; running: đang đọc; done: đã đọc; failed: không đọc được")
    progress: int = Field(description="phần trăm")
    step: str
    failure: str = Field(description="nguyên nhân và cách sửa, khi không đọc được")


class DirectiveOut(Schema):
    """A document and what became of it."""

    id: int
    title: str
    kind: str
    number: str
    issuer: str
    issued_date: date | None
    subject: str
    file_name: str
    incoming_number: str
    incoming_date: date | None
    received_at: datetime
    stage: Stage
    reading: ReadingOut | None = Field(description="lần đọc mới nhất; không có khi văn bản không có tệp")
    drafts_open: int = Field(description="nhiệm vụ dự thảo chưa xong rà soát")
    drafts_confirmed: int
    url: str = Field(description="trang của văn bản")


class TaskOut(Schema):
    """One agency's part in one task: a row of the register."""

    id: int = Field(description="số của lượt giao")
    task: int = Field(description="số của nhiệm vụ; nhiều lượt giao có thể cùng một nhiệm vụ")
    number: int = Field(description="thứ tự trong văn bản")
    place: str
    text: str
    product: str
    kind: TaskKind
    directive: Named
    agency: Named
    duty: Duty
    progress: Progress
    timeliness: Timeliness | None = Field(description="tính đến hôm nay; không có với việc ngoài số liệu")
    state: str = Field(description="trạng thái bằng lời")
    original_due_date: date | None
    due_date: date | None
    completed_date: date | None
    has_rhythm: bool
    has_target: bool
    field: str
    overseer: str
    updated_at: datetime
    url: str


class TaskPage(Schema):
    """A page of the register."""

    as_of: date
    tasks: list[TaskOut]
    next: str | None = Field(description="con trỏ của trang sau; không có ở trang cuối")


class EventOut(Schema):
    """One thing that happened to a task."""

    id: int
    kind: EventKind
    name: str = Field(description="loại diễn biến bằng lời")
    at: datetime
    task: int
    assignment: int | None
    agency: Named | None
    person: str
    on_behalf_of: str
    reason: str
    document: str
    url: str


class EventPage(Schema):
    """Events in the order in which they were written."""

    events: list[EventOut]
    next: int = Field(description="gửi lại ở tham số since để lấy phần sau; không đổi khi chưa có gì mới")
    more: bool = Field(description="còn nữa, hỏi tiếp ngay")
