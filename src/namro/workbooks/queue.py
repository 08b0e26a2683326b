"""A brought workbook from its upload to its end: queued, claimed by one worker, taken up again when that one is gone.

Whoever loses the claim changes nothing any more: what a worker writes stands in one transaction with the end of its
claim, so that each piece of work is done once, whatever becomes of the workers.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.directives import storage
from namro.directives.operations.intake import NewFile
from namro.reading.sources.secrecy import Secret, refuse_marked_name
from namro.words import moment_in_words
from namro.workbooks import sheet
from namro.workbooks.models import Brought, Form, Line, State, Work

LEASE = timedelta(minutes=3)  # longer than the longest step that gives no sign
MOST_ATTEMPTS = 2
# Where it stands again when a step was refused: what was to be read is given up, all else waits for a person.
BACK: dict[str, State] = {Work.READ: State.FAILED, Work.APPLY: State.READY, Work.UNDO: State.APPLIED}


class BroughtBefore(Refused):
    """The same file is here already; `brought` is which."""

    def __init__(self, message: str, brought: int) -> None:
        super().__init__(message, field="file")
        self.brought = brought


class Lost(Exception):
    """Another worker has taken over."""


def bring(
    form: Form, file: NewFile, *, agency: Agency | None = None, person: Person, by: Actor, at: datetime
) -> Brought:
    """Keep a workbook and have it read. Refused where it is none; BroughtBefore where the same file is here."""
    _check(file)
    known = _known(form, file.data, agency)
    if known is not None:
        raise BroughtBefore(
            _("Tệp này đã được gửi lúc %(moment)s (%(state)s); không nhập lần nữa.")
            % {
                "moment": moment_in_words(timezone.localtime(known.brought_at)),
                "state": known.get_state_display(),
            },
            known.pk,
        )
    with transaction.atomic():
        original = storage.keep(file.data, form="xlsx", at=at)
        brought = Brought.objects.create(
            form=form,
            original=original,
            file_name=file.name[:255],
            agency=agency,
            brought_at=at,
            brought_by=person,
            actor=in_name_of(by),
            state=State.MAPPING if form == Form.BOOK else State.QUEUED,
        )
        log(brought, "workbook.brought", at, {"form": str(form), "sha256": original.sha256, "size": original.size})
        if brought.state == State.QUEUED:
            enqueue(brought.pk)
    return brought


def ask(brought: Brought, work: Work, *, from_: tuple[State, ...], **values: Any) -> None:
    """Have a worker do something with it. Refused where it is no longer in one of the states `from_`."""
    with transaction.atomic():
        mine = Brought.objects.filter(pk=brought.pk, state__in=from_)
        reset = {"progress": 0, "attempts": 0, "claim": "", "failure": ""}
        if mine.update(state=State.QUEUED, work=work, **(reset | values)) != 1:
            raise Refused(_("Tệp này vừa được xử lý ở nơi khác. Tải lại trang để xem."))
        enqueue(brought.pk)


def confirm_rows(brought: Brought, *, person: Person, by: Actor) -> None:
    """Have the good rows of an agency's workbook or of an office's own entered. Refused where there are none."""
    if not brought.lines.filter(outcome=Line.Outcome.GOOD).exists():
        raise Refused(_("Không có dòng nào nhập được."))
    ask(brought, Work.APPLY, from_=(State.READY,), applied_by=person, actor=in_name_of(by))


def log(brought: Brought, act: str, at: datetime, after: Mapping[str, object]) -> None:
    """Say in the log what became of the workbook as a whole."""
    record(
        by=actor_of(brought),
        at=at,
        act=act,
        thing="workbook",
        thing_id=brought.pk,
        thing_name=brought.file_name,
        after=after,
    )


def in_name_of(actor: Actor) -> dict[str, Any]:
    """The actor as the row keeps it."""
    return asdict(actor)


def actor_of(brought: Brought) -> Actor:
    """For whom the worker acts."""
    return Actor(**(brought.actor or {}))


def claim(pk: int) -> tuple[Brought, str] | None:
    """Take a queued one; None where another has it or it is over."""
    mark = secrets.token_hex(16)
    taken = Brought.objects.filter(pk=pk, state=State.QUEUED).update(
        state=State.RUNNING, claim=mark, lease_until=timezone.now() + LEASE, attempts=F("attempts") + 1, progress=0
    )
    if taken != 1:
        return None
    return Brought.objects.select_related("original", "agency", "handout", "brought_by", "applied_by").get(pk=pk), mark


def progress(pk: int, mark: str, share: int) -> None:
    """Say how far it is. Raises Lost where another has taken over."""
    mine = Brought.objects.filter(pk=pk, claim=mark, state=State.RUNNING)
    if mine.update(progress=share, lease_until=timezone.now() + LEASE) != 1:
        raise Lost


def finish(brought: Brought, mark: str, state: State, **values: Any) -> None:
    """End the claim, inside the transaction of what was done. Raises Lost where another has taken over."""
    mine = Brought.objects.filter(pk=brought.pk, claim=mark, state=State.RUNNING)
    if mine.update(state=state, progress=100, lease_until=None, **values) != 1:
        raise Lost


def take_up_again() -> int:
    """Queue again what a vanished worker left; how many. Any number of workers may call it."""
    count = 0
    for brought in Brought.objects.filter(state=State.RUNNING, lease_until__lt=timezone.now()):
        again = Brought.objects.filter(pk=brought.pk, state=State.RUNNING, claim=brought.claim)
        with transaction.atomic():
            if brought.attempts >= MOST_ATTEMPTS:
                again.update(**_given_up(brought))
            elif again.update(state=State.QUEUED, claim="", lease_until=None) == 1:
                enqueue(brought.pk)
                count += 1
    return count


def _given_up(brought: Brought) -> dict[str, Any]:
    # What was being applied is not applied: its transaction went with its worker. It can be asked for again.
    words = _("Việc xử lý dừng giữa chừng %(count)s lần; phần chưa xong thì chưa ghi. Thử lại hoặc báo quản trị.")
    return {"state": BACK[brought.work], "lease_until": None, "failure": words % {"count": brought.attempts}}


def enqueue(pk: int) -> None:
    """Put it into the workers' queue once this transaction stands."""
    from namro.workbooks.jobs import work_on  # the job calls these operations

    transaction.on_commit(lambda: work_on.enqueue(pk))


def _check(file: NewFile) -> None:
    try:
        refuse_marked_name(file.name)
    except Secret as secret:
        raise Refused(str(secret), field="file") from secret
    if len(file.data) > settings.MAX_WORKBOOK_BYTES:
        raise Refused(
            _("Tệp lớn hơn %(most)s MB. Lọc hẹp hơn khi xuất rồi gửi làm nhiều tệp.")
            % {"most": settings.MAX_WORKBOOK_BYTES // 2**20},
            field="file",
        )
    sheet.check(file.data, file.name)


def _known(form: Form, data: bytes, agency: Agency | None) -> Brought | None:
    same = Brought.objects.filter(form=form, original__sha256=sha256(data).hexdigest(), agency=agency)
    return same.exclude(state__in=(State.FAILED, State.UNDONE)).first()
