"""The documents of the demonstration: the example directive from its receipt to its register, a plan on trial, and a
notice that still waits on the desk."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from namro.agencies.models import FieldOfWork, Group, Person
from namro.directives import operations
from namro.directives.content import Content, Doer, officer_day, rhythm_of, set_by_officer
from namro.directives.doers import chosen
from namro.directives.models import Directive, PeriodRule, Reading, ReviewState, Roll
from namro.directives.operations import NewFile, Settings
from namro.directives.operations.desk import unready
from namro.directives.reading_apart import read_apart
from namro.site.demo_history.story import Story
from namro.tasks.operations import make_register

EXAMPLE = "chi-thi-tinh-an-lam.docx"
HERE = Path(__file__).parent
CHECKOUT = HERE.parents[3] / "examples"  # where it lies until the package is built (pyproject.toml takes it along)

PLAN = "ke-hoach-96-chuyen-doi-so.txt"
NOTICE = "thong-bao-142-hop-thuong-ky-thang-6.txt"


def receive_directive(story: Story, at: datetime) -> Directive:
    """The example directive: received and read, its slips mended, everything confirmed, its register made."""
    file = NewFile(EXAMPLE, example())
    directive = _receive(story, file, at, incoming_number="1247", incoming_date=at.date())
    _set(story, directive, at + timedelta(minutes=6), dict(_overseers(story)))
    _mend(story, directive, at + timedelta(minutes=10))
    _register(story, directive, at + timedelta(minutes=40), trial=False)
    return directive


def receive_plan(story: Story, at: datetime) -> None:
    """A plan whose register is tried out: its tasks count nowhere yet."""
    directive = _receive(
        story, NewFile(PLAN, (HERE / PLAN).read_bytes()), at, incoming_number="2310", incoming_date=at.date()
    )
    _set(story, directive, at + timedelta(minutes=5), {})
    _register(story, directive, at + timedelta(minutes=15), trial=True)


def receive_notice(story: Story, at: datetime) -> None:
    """A notice that was read and that nobody has reviewed yet."""
    file = NewFile(NOTICE, (HERE / NOTICE).read_bytes())
    _receive(story, file, at, incoming_number="2688", incoming_date=at.date())


@cache
def example() -> bytes:
    """The example directive as a file of Word, from the package or from the checkout."""
    here = HERE / EXAMPLE
    return (here if here.exists() else CHECKOUT / EXAMPLE).read_bytes()


def _receive(story: Story, file: NewFile, at: datetime, *, incoming_number: str, incoming_date: date) -> Directive:
    who = story.as_one("theodoi", at)
    directive = operations.receive(
        file, person=who.person, incoming_number=incoming_number, incoming_date=incoming_date, by=who.by, at=at
    )
    reading, mark = _claimed(directive)
    packed = read_apart(file.data, file.name, lambda step, share: None)
    operations.finish(reading, mark, packed, at=at + timedelta(minutes=1))
    directive.refresh_from_db()
    return directive


def _claimed(directive: Directive) -> tuple[Reading, str]:
    claimed = operations.claim(directive.readings.get().pk)
    assert claimed is not None  # nobody else works in a home that is being made
    return claimed


def _overseers(story: Story) -> list[tuple[FieldOfWork | None, Person]]:
    day = date(2025, 3, 13)
    deputies = [story.staff.cast["phochutich"], *story.staff.vice_chairmen]
    found: list[tuple[FieldOfWork | None, Person]] = [(None, story.staff.cast["lanhdao"])]
    for deputy in deputies:
        for grant in deputy.role_grants.on(day).prefetch_related("fields_of_work"):
            found += [(field, deputy) for field in grant.fields_of_work.all()]
    return found


def _set(story: Story, directive: Directive, at: datetime, overseers: dict[FieldOfWork | None, Person]) -> None:
    settings = Settings(
        kind=directive.kind,
        number=directive.number,
        issuer=directive.issuer,
        issued_date=directive.issued_date,
        signer_name=directive.signer_name,
        signer_title=directive.signer_title,
        subject=directive.subject,
        urgency=directive.urgency,
        field=None,
        incoming_number=directive.incoming_number,
        incoming_date=directive.incoming_date,
        tracker=story.staff.agency("so-tai-chinh"),
        confirmer=story.staff.agency("van-phong-ubnd-tinh"),
        strict_before=True,
        roll=Roll.NONE,
        period_rule=PeriodRule.ND09,
    )
    by = story.as_one("theodoi", at).by
    operations.change_settings(directive, settings, overseers, version=directive.version, by=by, at=at)
    directive.refresh_from_db()


def _mend(story: Story, directive: Directive, at: datetime) -> None:
    """What an officer mends: doers that nobody knows, a day before the signing; what gives nobody a task is dropped."""
    who = story.as_one("theodoi", at)
    person, by = who.person, who.by
    for draft in directive.drafts.alive().in_reading_order():
        content = Content.from_json(draft.content)
        if not unready(directive, content):
            continue
        doers = _known_doers(content, directive)
        if not any(doer.duty == "lead" for doer in doers):
            operations.drop_draft(draft, version=draft.version, person=person, by=by, at=at)
            continue
        operations.change_draft(
            draft,
            version=draft.version,
            content=_mended(content, doers, directive),
            person=person,
            by=by,
            at=at,
        )


def _known_doers(content: Content, directive: Directive) -> tuple[Doer, ...]:
    day = directive.issued_date
    assert day is not None
    found: dict[tuple[str, str], Doer] = {}
    for doer in content.doers:
        known: Doer | None = doer
        if not doer.is_resolved:
            # "các chủ đầu tư" of this province are its project boards; "các cơ quan, đơn vị" is nobody in particular.
            owners = "đầu tư" in doer.name
            known = chosen(doer.duty, doer.name, _group_key("các ban quản lý dự án"), day) if owners else None
        if known is not None:
            found.setdefault((known.duty, known.key), known)
    return tuple(found.values())


def _group_key(name: str) -> str:
    return f"g{Group.objects.get(name=name).pk}"


def _mended(content: Content, doers: tuple[Doer, ...], directive: Directive) -> Content:
    task = content.task
    every, day = rhythm_of(task)
    due = officer_day(task)
    if any("hạn trước" in problem for problem in unready(directive, content)):
        due = date(2025, 4, 7)  # the directive says 07/3/2025, five days before its own date
    product = task.product.name if task.product else ""
    return set_by_officer(
        content, text=task.text, nature=task.nature, product=product, due=due, every=every, day=day, doers=doers
    )


def _register(story: Story, directive: Directive, at: datetime, *, trial: bool) -> None:
    who = story.as_one("theodoi", at)
    person, by = who.person, who.by
    drafts = directive.drafts.alive().filter(state=ReviewState.WAITING)
    operations.confirm_drafts(directive, {one.pk: one.version for one in drafts}, person=person, by=by, at=at)
    make_register(directive, trial=trial, person=person, by=by, at=at + timedelta(minutes=5))
