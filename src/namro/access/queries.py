"""The list of accounts, and what an account's owner sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from namro.access.models import Account, IdentityRequest, PasswordLink
from namro.access.policy import Act, sight_of
from namro.agencies.folding import fold
from namro.agencies.models import Person
from namro.agencies.queries.people import held_now

PAGE_SIZE = 50
STATES = ("in_use", "invited", "locked")


@dataclass(frozen=True, slots=True)
class AccountPage:
    """A page of accounts, and the key of the one after."""

    accounts: list[Account]
    after: str | None
    count: int


def accounts_visible_to(person: Person | None, day: date) -> QuerySet[Account]:
    """All accounts to who may see accounts, none to others; each with `has_second_step` and `has_open_link`."""
    if not sight_of(person, Act.SEE_ACCOUNTS, day).everywhere:
        return Account.objects.none()
    return Account.objects.select_related("person").annotate(
        has_second_step=Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)),
        has_open_link=Exists(PasswordLink.objects.filter(account=OuterRef("pk"), used_at=None)),
    )


def account_list(person: Person | None, day: date, *, words: str = "", state: str = "", after: str = "") -> AccountPage:
    """The accounts by sign-in name, `PAGE_SIZE` from the key `after` on."""
    found = accounts_visible_to(person, day)
    if words:
        found = found.filter(
            Q(username__contains=words.lower()) | Q(person__folded__contains=fold(words)) | Q(email__icontains=words)
        )
    if state == "locked":
        found = found.filter(is_active=False)
    elif state == "invited":
        found = found.filter(is_active=True, last_login=None)
    elif state == "in_use":
        found = found.filter(is_active=True).exclude(last_login=None)
    count = found.count()
    people = Prefetch("person", Person.objects.prefetch_related(*held_now(day)))
    page = list(
        found.filter(username__gt=after)
        .order_by("username")
        .select_related(None)
        .prefetch_related(people)[: PAGE_SIZE + 1]
    )
    return AccountPage(page[:PAGE_SIZE], page[PAGE_SIZE - 1].username if len(page) > PAGE_SIZE else None, count)


def people_without_account(person: Person | None, day: date) -> QuerySet[Person]:
    """The people who could be given an account."""
    return Person.objects.visible_to(person, day).filter(account=None).order_by("folded")


@dataclass(frozen=True, slots=True)
class IdentityPage:
    """A page of identities that asked, newest first, and the key of the one after."""

    requests: list[IdentityRequest]
    after: str | None


def identity_requests(person: Person | None, day: date, *, state: str, after: str = "") -> IdentityPage:
    """Those in this state, to who may see accounts."""
    if not sight_of(person, Act.SEE_ACCOUNTS, day).everywhere:
        return IdentityPage([], None)
    people = Prefetch("account__person", Person.objects.prefetch_related(*held_now(day)))
    found = IdentityRequest.objects.filter(state=state).select_related("account", "decided_by").prefetch_related(people)
    if after.isdigit():
        found = found.filter(pk__lt=int(after[:18]))
    page = list(found.order_by("-pk")[: PAGE_SIZE + 1])
    return IdentityPage(page[:PAGE_SIZE], str(page[PAGE_SIZE - 1].pk) if len(page) > PAGE_SIZE else None)


def identities_waiting() -> int:
    """How many wait for an administrator."""
    return IdentityRequest.objects.filter(state=IdentityRequest.State.WAITING).count()
