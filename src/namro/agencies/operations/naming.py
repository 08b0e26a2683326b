"""What agencies are called: aliases, groups, and the answers to names that nobody knew."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.folding import fold
from namro.agencies.models import Agency, Alias, Group, GroupMember, UnresolvedName
from namro.audit.actor import Actor
from namro.audit.operations import record


@transaction.atomic
def add_alias(
    target: Agency | Group,
    *,
    text: str,
    by: Actor,
    at: datetime,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> Alias:
    """Documents also call the target by this text, from a day to a day."""
    whose = {"agency": target} if isinstance(target, Agency) else {"group": target}
    if Alias.objects.filter(**whose, folded=fold(text), valid_to=None).exists():
        raise Refused(_("Cách gọi “%(text)s” đã được ghi.") % {"text": text}, field="text")
    alias = Alias.objects.create(
        **whose, text=text, folded=fold(text), valid_from=valid_from, valid_to=valid_to, source=source
    )
    record(
        by=by,
        at=at,
        act="alias.added",
        thing=next(iter(whose)),
        thing_id=target.pk,
        thing_name=text,
        after={"alias": text, "valid_from": valid_from, "valid_to": valid_to, "source": source},
    )
    return alias


@transaction.atomic
def create_group(
    *,
    name: str,
    kinds: tuple[str, ...],
    under: Agency | None,
    members: tuple[Agency, ...] = (),
    by: Actor,
    at: datetime,
    valid_from: date | None = None,
    valid_to: date | None = None,
    source: str = "",
) -> Group:
    """Enter a collective addressee: all agencies of these kinds below `under`, and `members` whatever their kind."""
    if Group.objects.filter(name=name).exists():
        raise Refused(_("Nhóm “%(name)s” đã có.") % {"name": name}, field="name")
    group = Group.objects.create(
        name=name,
        folded=fold(name),
        kinds=list(kinds),
        under=under,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    GroupMember.objects.bulk_create(GroupMember(group=group, agency=member) for member in members)
    record(
        by=by,
        at=at,
        act="group.created",
        thing="group",
        thing_id=group.pk,
        thing_name=name,
        after={"kinds": kinds, "members": [member.pk for member in members]},
    )
    return group


@transaction.atomic
def note_unresolved(text: str, *, day: date, seen_in: str, at: datetime) -> UnresolvedName:
    """Put a name that nobody knows into the queue, or count it again when it already waits there."""
    waiting = UnresolvedName.objects.filter(folded=fold(text), answered_at=None).first()
    if waiting is None:
        return UnresolvedName.objects.create(
            text=text[:250], folded=fold(text)[:250], day=day, seen_in=seen_in[:300], first_seen_at=at
        )
    UnresolvedName.objects.filter(pk=waiting.pk).update(times_seen=F("times_seen") + 1)
    waiting.refresh_from_db()
    return waiting


@transaction.atomic
def answer_name(
    name: UnresolvedName, *, meant: Agency | Group | None, person: int | None, by: Actor, at: datetime
) -> None:
    """A person says who is meant (None: no agency at all). The answer teaches an alias, so that it is asked once."""
    answer = UnresolvedName.Answer
    kind = answer.NOT_AN_AGENCY if meant is None else answer.AGENCY if isinstance(meant, Agency) else answer.GROUP
    changed = UnresolvedName.objects.filter(pk=name.pk, answered_at=None).update(
        answer=kind,
        agency=meant if isinstance(meant, Agency) else None,
        group=meant if isinstance(meant, Group) else None,
        answered_at=at,
        answered_by=person,
    )
    if changed != 1:
        raise Refused(_("Tên này đã được người khác trả lời."))
    if meant is not None:
        whose = {"agency": meant} if isinstance(meant, Agency) else {"group": meant}
        Alias.objects.get_or_create(
            **whose,
            folded=name.folded,
            valid_to=None,
            defaults={"text": name.text, "source": f"trả lời cho “{name.seen_in or name.text}”"},
        )
    record(
        by=by,
        at=at,
        act="name.answered",
        thing="unresolved_name",
        thing_id=name.pk,
        thing_name=name.text,
        after={"answer": str(kind), "meant": str(meant) if meant else None, "id": meant.pk if meant else None},
    )
