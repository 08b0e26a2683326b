"""Making, revoking and using tokens of the interface. Limits go by the machine's own clock, never a demonstration's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.access.policy import may
from namro.access.tokens import hash_of, new_token
from namro.agencies.errors import Refused
from namro.agencies.models import Person
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.programs.models import ApiToken, Scope
from namro.programs.models.tokens import ACT_OF

PREFIX = "namro_"
MOST_TOKENS = 20  # good ones of one person
HINT_LENGTH = len(PREFIX) + 4


def scopes_open_to(person: Person, day: date) -> list[Scope]:
    """The scopes that would open anything to this person."""
    return [scope for scope in Scope if may(person, ACT_OF[scope], None, day)]


@transaction.atomic
def make_token(
    person: Person, *, name: str, scopes: Sequence[str], days: int, by: Actor, at: datetime
) -> tuple[ApiToken, str]:
    """A new token for a program of `person`, and its text, which is shown once and not kept."""
    now = timezone.now()
    if ApiToken.objects.filter(person=person, revoked_at=None, expires_at__gt=now).count() >= MOST_TOKENS:
        raise Refused(_("Mỗi người có nhiều nhất %(most)s khóa còn hạn. Thu hồi bớt khóa cũ.") % {"most": MOST_TOKENS})
    text = new_token(PREFIX)
    token = ApiToken.objects.create(
        person=person,
        name=name.strip(),
        scopes=sorted(scopes),
        token_hash=hash_of(text),
        hint=text[:HINT_LENGTH],
        issued_at=now,
        expires_at=now + timedelta(days=days),
    )
    _log("token.made", token, by, at, after={"scopes": token.scopes, "valid_to": token.expires_at.date()})
    return token, text


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor, at: datetime) -> None:
    """It opens nothing from now on; revoking it again changes nothing."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()) == 1:
        _log("token.revoked", token, by, at)


def open_token(text: str) -> ApiToken | None:
    """The token with this text, while it is good and its owner's account is in use."""
    found = ApiToken.objects.select_related("person__account").filter(token_hash=hash_of(text)).first()
    if found is None or not found.is_good_at(timezone.now()):
        return None
    account = getattr(found.person, "account", None)
    return found if account is not None and account.is_active else None


def count_call(token: ApiToken) -> bool:
    """Note that the token is used; whether it is within its calls of this minute. One statement, whoever else calls."""
    now = timezone.now()
    minute = now.replace(second=0, microsecond=0)
    ApiToken.objects.filter(pk=token.pk).update(
        calls=Case(When(minute=minute, then=F("calls") + 1), default=Value(1)), minute=minute, last_used_at=now
    )
    before = token.calls if token.minute == minute else 0
    return before < settings.API_CALLS_A_MINUTE


def _log(act: str, token: ApiToken, by: Actor, at: datetime, **values: dict[str, object]) -> None:
    record(
        by=by, at=at, act=act, thing="token", thing_id=token.pk, thing_name=f"{token.person.name}: {token}", **values
    )
