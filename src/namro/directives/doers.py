"""Whom the doers of a draft mean on the day of its directive."""

from __future__ import annotations

from datetime import date

from namro.agencies.models import Agency, Group
from namro.agencies.queries import resolving
from namro.agencies.queries.groups import members_on
from namro.directives.content import Choice, Doer

MOST_CANDIDATES = 6


class Resolver:
    """Resolves names for one day, each once."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._resolve = resolving.Resolver()
        self._known: dict[str, resolving.Resolution] = {}

    def __call__(self, duty: str, name: str) -> Doer:
        """The doer with this duty whom the document calls `name`."""
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._resolve(name, self.day)
        choices = tuple(_choice(one) for one in found.candidates[:MOST_CANDIDATES])
        if found.outcome in ("agency", "group"):
            first = choices[0]
            return Doer(duty, name, first.agency, first.group, first.name, first.reason)
        return Doer(duty, name, reason=found.reason, candidates=choices)


def chosen(duty: str, name: str, key: str, day: date) -> Doer | None:
    """The doer that an officer chose by its key (a12, g3); None where there is no such agency or group."""
    kind, number = key[:1], key[1:]
    if not number.isdigit():
        return None
    if kind == "a":
        agency = Agency.objects.named_on(day).filter(pk=int(number)).first()
        return agency and Doer(duty, name or agency.name, agency.pk, None, agency.name, by_officer=True)
    group = Group.objects.filter(pk=int(number)).first() if kind == "g" else None
    return group and Doer(duty, name or group.name, None, group.pk, group.name, by_officer=True)


def members_of(group: Group, day: date) -> list[Agency]:
    """The agencies that the group means on the day, each with its name."""
    return list(members_on(group, day).named_on(day))


def sizes_of(groups: set[int], day: date) -> dict[int, int]:
    """How many agencies each group means on the day."""
    return {group.pk: members_on(group, day).count() for group in Group.objects.filter(pk__in=groups)}


def _choice(candidate: resolving.Candidate) -> Choice:
    return Choice(candidate.agency, candidate.group, candidate.name, candidate.reason)
