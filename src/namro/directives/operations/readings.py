"""A reading from its request to its end: asked for, claimed by one worker, taken up again when that one is gone.

The claim is an update that must change exactly one row. Whoever loses the claim (the lease ran out, another took over)
changes nothing any more, so that a reading ends once, whatever becomes of the workers.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

import namro
from namro.agencies.folding import fold
from namro.agencies.operations import note_unresolved
from namro.audit.actor import machine
from namro.audit.operations import record
from namro.directives import storage
from namro.directives.content import Content, content_of
from namro.directives.doers import Resolver
from namro.directives.models import (
    Annex,
    Directive,
    DirectiveRelation,
    DraftTask,
    Edit,
    EditAct,
    EditedDraft,
    Origin,
    Original,
    Reading,
    ReadingState,
    ReviewState,
)
from namro.directives.operations.drafts import told
from namro.reading.archive import unpack_directive
from namro.reading.model import Citation, Head
from namro.reading.model import Directive as ReadDirective
from namro.reading.relations import STRONGEST, relation_of

LEASE = timedelta(seconds=15)  # a running reading gives a sign more often than this
MOST_ATTEMPTS = 2  # a document that kills two workers is no third one's work
_READER = machine("đọc văn bản")


def request_reading(directive: Directive, *, annex: Annex | None = None, at: datetime) -> Reading:
    """Ask for a reading; the one that waits or runs already is it."""
    going = directive.readings.filter(annex=annex, state__in=(ReadingState.WAITING, ReadingState.RUNNING)).first()
    if going is not None:
        return going
    number = (directive.readings.aggregate(last=Max("number"))["last"] or 0) + 1
    reading = Reading.objects.create(
        directive=directive, annex=annex, number=number, reader=namro.__version__, requested_at=at
    )
    _enqueue(reading)
    return reading


def claim(reading: int) -> tuple[Reading, str] | None:
    """Take a waiting reading for the one who calls; None where another has it or it is over."""
    mark = secrets.token_hex(16)
    taken = Reading.objects.filter(pk=reading, state=ReadingState.WAITING).update(
        state=ReadingState.RUNNING,
        claim=mark,
        lease_until=timezone.now() + LEASE,
        attempts=F("attempts") + 1,
        progress=0,
        step="",
    )
    if taken != 1:
        return None
    found = Reading.objects.select_related("directive__original", "annex__original").light().get(pk=reading)
    return found, mark


def progress(reading: int, mark: str, *, step: str, share: int) -> bool:
    """Say how far it is, and that the worker lives; False where another has taken over."""
    mine = Reading.objects.filter(pk=reading, claim=mark, state=ReadingState.RUNNING)
    return mine.update(step=step, progress=share, lease_until=timezone.now() + LEASE) == 1


def keep_page(reading: Reading, mark: str, original: Original, key: str, value: str) -> None:
    """Keep a page of a scan. A worker that brings the reading further is no lost attempt, whatever becomes of it."""
    storage.keep_recognised(original, {key: value})
    Reading.objects.filter(pk=reading.pk, claim=mark, state=ReadingState.RUNNING).update(attempts=1)


@transaction.atomic
def finish(reading: Reading, mark: str, packed: dict[str, Any], *, at: datetime) -> bool:
    """Keep what was read and draft the tasks; False (and nothing changes) where another has taken over."""
    if not _end(reading, mark, ReadingState.DONE, at=at, result=packed):
        return False
    directive = Directive.objects.select_for_update().get(pk=reading.directive_id)
    read = unpack_directive(packed)
    if reading.annex_id is None and not directive.readings.filter(annex=None, number__lt=reading.number).exists():
        _take_head(directive, read.head)
        _relate(directive, read)
    drafted = _draft(directive, reading, read, at)
    record(
        by=_READER,
        at=at,
        act="directive.read",
        thing="directive",
        thing_id=directive.pk,
        thing_name=directive.title,
        after={"reading": reading.number, "tasks": len(read.tasks), "drafted": drafted},
    )
    return True


@transaction.atomic
def fail(reading: Reading, mark: str, failure: str, *, at: datetime) -> bool:
    """The document cannot be read: cause and remedy."""
    return _end(reading, mark, ReadingState.FAILED, at=at, failure=failure)


@transaction.atomic
def abandon(reading: Reading, *, at: datetime) -> None:
    """Give up a reading whose workers vanished too often."""
    Reading.objects.filter(pk=reading.pk, state=ReadingState.RUNNING).update(
        state=ReadingState.FAILED,
        ended_at=at,
        failure=_("Việc đọc dừng giữa chừng %(count)s lần. Gửi tệp cho bộ phận kỹ thuật để kiểm tra.")
        % {"count": reading.attempts},
    )


def take_up_again(*, at: datetime) -> int:
    """Put back into the queue what a vanished worker left behind; how many. Any number of workers may call it."""
    count = 0
    for reading in Reading.objects.light().filter(state=ReadingState.RUNNING, lease_until__lt=timezone.now()):
        if reading.attempts >= MOST_ATTEMPTS:
            abandon(reading, at=at)
            continue
        again = Reading.objects.filter(pk=reading.pk, state=ReadingState.RUNNING, claim=reading.claim)
        with transaction.atomic():
            if again.update(state=ReadingState.WAITING, claim="", lease_until=None) == 1:
                _enqueue(reading)
                count += 1
    return count


def _enqueue(reading: Reading) -> None:
    from namro.directives.jobs import read_document  # the job calls these operations

    transaction.on_commit(lambda: read_document.enqueue(reading.pk))


def _end(reading: Reading, mark: str, state: ReadingState, *, at: datetime, **facts: Any) -> bool:
    mine = Reading.objects.filter(pk=reading.pk, claim=mark, state=ReadingState.RUNNING)
    return mine.update(state=state, ended_at=at, progress=100, lease_until=None, **facts) == 1


def _take_head(directive: Directive, head: Head) -> None:
    """What the document bears on its head, where nobody has entered it by hand."""
    facts = {
        "kind": head.kind or "",
        "number": head.number or "",
        "issuer": head.issuer or "",
        "subject": " ".join((head.subject or "").split()),
        "signer_name": head.signer.name if head.signer else "",
        "signer_title": head.signer.title if head.signer else "",
    }
    for name, value in facts.items():
        longest = getattr(Directive._meta.get_field(name), "max_length", None)
        if not getattr(directive, name):
            setattr(directive, name, value[:longest] if longest else value)
    directive.issued_date = directive.issued_date or _day(head.issued_on)
    directive.folded = fold(" ".join((directive.number, directive.issuer, directive.subject)))
    directive.save(update_fields=(*facts, "issued_date", "folded"))


def _relate(directive: Directive, read: ReadDirective) -> None:
    """The documents it names, each once, with the strongest that is said of it; tied to those that are here."""
    named: dict[str, tuple[str, Citation]] = {}
    for one in reversed(read.citations):  # of several mentions the first one's words are kept
        number, kind = one.number[:60], relation_of(read.source.text, one.span.start)
        stronger = min(kind, named[number][0] if number in named else kind, key=STRONGEST.index)
        named[number] = (stronger, one)
    DirectiveRelation.objects.bulk_create(
        DirectiveRelation(
            directive=directive,
            kind=kind,
            number=number,
            other_kind=one.kind[:60],
            issuer=(one.issuer or "")[:250],
            issued_date=_day(one.issued_on),
            other=_here(directive, number, _day(one.issued_on)),
        )
        for number, (kind, one) in named.items()
    )


def _here(directive: Directive, number: str, issued: date | None) -> Directive | None:
    # Numbers come again each year and in each province: without the day it is not the same document.
    same = Directive.objects.filter(number=number, issued_date=issued).exclude(pk=directive.pk)
    return same.first() if issued else None


def _draft(directive: Directive, reading: Reading, read: ReadDirective, at: datetime) -> int:
    """Draft the tasks of a part that nobody has worked on; what people made stands (queries.differences shows more)."""
    if not directive.is_under_review:
        return 0
    drafts = directive.drafts.filter(part=reading.part)
    if drafts.filter(~Q(state=ReviewState.WAITING) | Q(version__gt=1) | Q(origin=Origin.OFFICER)).exists():
        return 0
    drafts.delete()
    day = directive.issued_date or at.date()
    resolver = Resolver(day)
    edit = Edit.objects.create(directive=directive, act=EditAct.READ, at=at, person_name=_READER.name)
    made = DraftTask.objects.bulk_create(
        DraftTask(
            directive=directive,
            reading=reading,
            part=reading.part,
            start=task.span.start,
            end=task.span.end,
            origin=Origin.READER,
            content=content_of(task, resolver).to_json(),
            changed_at=at,
        )
        for task in read.tasks
    )
    EditedDraft.objects.bulk_create(
        EditedDraft(edit=edit, draft=draft, version=draft.version, after=told(draft)) for draft in made
    )
    _ask_about(directive, made, day, at)
    return len(made)


def _ask_about(directive: Directive, drafts: list[DraftTask], day: date, at: datetime) -> None:
    """Names that nobody knows wait in the queue, once a document."""
    unknown = {doer.name for draft in drafts for doer in Content.from_json(draft.content).unresolved}
    for name in sorted(unknown):
        note_unresolved(name, day=day, seen_in=directive.title, at=at)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None
