"""What stands on a person's first page: sentences with numbers, each number with its list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator

from namro.access.models import Account
from namro.access.policy import Act, may
from namro.access.roles import Role
from namro.agencies.models import Absence, Agency, FieldOfWork, Kind, Person, Post, Relation, RoleGrant, UnresolvedName
from namro.agencies.models.agency import AgencyQuerySet
from namro.agencies.models.dated import held_on
from namro.audit.models import Entry
from namro.directives.models import Directive, Stage
from namro.life.queries import lists, overviews
from namro.life.queries.as_of import as_of
from namro.life.queries.figures import counted_here, with_timeliness
from namro.papers.models import Paper
from namro.papers.models import Stage as PaperStage
from namro.tasks.models import Assignment, ExpectedReport
from namro.tasks.progress import Progress

FEW_SHOWN = 5


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many agencies of a kind a person sees."""

    kind: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class AgencyFigures:
    """The agencies that a person sees on a day; `subordinate + coordinated == total`."""

    total: int
    subordinate: int
    coordinated: int
    kinds: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True)
class AccountFigures:
    """The accounts; `used + never_used + locked == total`."""

    total: int
    used: int
    never_used: int
    locked: int
    with_second_step: int


def agency_figures(person: Person, day: date) -> AgencyFigures:
    """Count the agencies that `person` sees on `day`."""
    rows = list(Agency.objects.visible_to(person, day).on(day).values_list("kind", "relation"))
    kinds = [row[0] for row in rows]
    coordinated = sum(relation == Relation.COORDINATED for _kind, relation in rows)
    counts = (KindCount(str(kind), str(kind.label), kinds.count(kind)) for kind in Kind)
    return AgencyFigures(len(rows), len(rows) - coordinated, coordinated, tuple(one for one in counts if one.count))


def account_figures() -> AccountFigures:
    """Count the accounts."""
    accounts = list(Account.objects.values_list("is_active", "last_login"))
    locked = sum(not active for active, _login in accounts)
    used = sum(active and login is not None for active, login in accounts)
    second = Authenticator.objects.filter(type=Authenticator.Type.TOTP).values("user").distinct().count()
    return AccountFigures(len(accounts), used, len(accounts) - locked - used, locked, second)


def agencies_without_officer(person: Person, day: date) -> AgencyQuerySet:
    """Subordinate agencies that `person` sees where nobody holds a post: their tasks would reach no one."""
    manned = Post.objects.on(day).values("agency")
    found = Agency.objects.visible_to(person, day).on(day).filter(relation=Relation.SUBORDINATE)
    return found.exclude(pk__in=manned).named_on(day).order_by("path")


def waiting_names(person: Person, day: date) -> int | None:
    """How many names wait for an answer; None for one who does not answer names."""
    if not may(person, Act.ANSWER_NAMES, None, day):
        return None
    return UnresolvedName.objects.filter(answered_at=None).count()


def own_agency(person: Person, day: date) -> Agency | None:
    """The agency of a person's first post on `day`."""
    post = Post.objects.on(day).filter(person=person).order_by("rank", "pk").first()
    return Agency.objects.named_on(day).get(pk=post.agency_id) if post else None


def fields_led(person: Person, day: date) -> list[str]:
    """The fields of work that a vice-chairman looks after; none for who leads all."""
    grants = RoleGrant.objects.filter(held_on(day), person=person, role=Role.LEADER)
    return list(FieldOfWork.objects.filter(role_grants__in=grants).distinct().values_list("name", flat=True))


def absences_of(person: Person, day: date) -> list[Absence]:
    """Whom the person stands in for on `day`."""
    return list(Absence.objects.on(day).filter(deputy=person).select_related("absent"))


@dataclass(frozen=True, slots=True)
class Following:
    """What waits for who follows or confirms: the first of each, and how many there are."""

    awaiting: list[Assignment]
    awaiting_count: int
    overdue: list[Assignment]
    overdue_count: int
    missing: list[ExpectedReport]
    missing_count: int
    refused: list[Assignment]
    papers: list[Paper]
    papers_count: int
    refused_count: int
    late_agencies: int
    under_review: int  # documents on the desk
    asked_count: int  # extensions that nobody has answered


def following(person: Person, day: date) -> Following:
    """What to confirm, to urge, to miss and to settle."""
    awaiting = lists.awaiting_confirmation(person, day)
    late = with_timeliness(counted_here(person, day).overdue_on(day), as_of(day))
    missing = overviews.reports_list(person, day, state="missing")
    refused = counted_here(person, day).waiting_as(Progress.REFUSED)
    papers = Paper.objects.visible_to(person, day).filter(stage__in=(PaperStage.DRAFT, PaperStage.CHECKED))
    return Following(
        awaiting=list(awaiting[:FEW_SHOWN]),
        awaiting_count=awaiting.count(),
        overdue=list(lists.shown(late, day).order_by("list_order", "pk")[:FEW_SHOWN]),
        overdue_count=late.count(),
        missing=list(missing.order_by("-due_date", "pk")[:FEW_SHOWN]),
        missing_count=missing.count(),
        refused=list(lists.shown(refused, day).order_by("updated_at", "pk")[:FEW_SHOWN]),
        papers=list(papers.order_by("due_date", "pk")[:FEW_SHOWN]),
        papers_count=papers.count(),
        refused_count=refused.count(),
        late_agencies=late.order_by().values("agency").distinct().count(),
        under_review=Directive.objects.visible_to(person, day).filter(stage=Stage.REVIEW).count(),
        asked_count=lists.open_extensions(person, day).filter(stage="asked").count(),
    )


def newest_entries(person: Person, day: date, count: int = 8) -> list[Entry]:
    """The last entries of the log, for one who may read it."""
    return list(Entry.objects.visible_to(person, day).order_by("-number")[:count])
