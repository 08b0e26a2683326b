"""Whom a name in a document means on a day.

This is the seam: callers use `resolve` and the types here; how names are matched may grow behind it (faults of
scanning, short forms, old names). Today: one folded form, official names, abbreviations, aliases and groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Q
from django.utils.translation import gettext as _

from namro.agencies.folding import fold
from namro.agencies.models import AgencyName, Alias, Group
from namro.words import day_in_words

Outcome = Literal["agency", "group", "candidates", "unknown"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An agency or a group that may be meant, and why it is thought so."""

    agency: int | None
    group: int | None
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means: exactly one agency or group, several candidates, or nothing known."""

    name: str
    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()

    @property
    def agency(self) -> int | None:
        """The agency meant, where it is one."""
        return self.candidates[0].agency if self.outcome == "agency" else None

    @property
    def group(self) -> int | None:
        """The group meant, where it is one."""
        return self.candidates[0].group if self.outcome == "group" else None


# A candidate with the question whether what it was found by holds on a day.
Found = tuple[Candidate, Callable[[date], bool]]


def resolve(name: str, day: date) -> Resolution:
    """Find whom `name` means on `day`. What held on the day decides; other days only give candidates."""
    plain = fold(name)
    found = [*_by_name(name, plain), *_by_alias(plain), *_by_group(plain)]
    today = _one_each(candidate for candidate, holds in found if holds(day))
    if len(today) == 1:
        return Resolution(name, "agency" if today[0].agency else "group", today)
    others = today or _one_each(candidate for candidate, _holds in found)
    return Resolution(name, "candidates" if others else "unknown", others)


def _by_name(name: str, plain: str) -> Iterable[Found]:
    matches = AgencyName.objects.filter(Q(folded=plain) | Q(abbreviation=name.strip()))
    for match in matches:
        reason = _("tên chính thức") if match.folded == plain else _("tên viết tắt")
        yield Candidate(match.agency_id, None, match.name, _with_days(reason, match)), match.holds_on


def _by_alias(plain: str) -> Iterable[Found]:
    for alias in Alias.objects.filter(folded=plain):
        reason = _with_days(_("cách gọi khác"), alias)
        yield Candidate(alias.agency_id, alias.group_id, alias.text, reason), alias.holds_on


def _by_group(plain: str) -> Iterable[Found]:
    for group in Group.objects.filter(folded=plain):
        yield Candidate(None, group.pk, group.name, _with_days(_("nhóm đơn vị"), group)), group.holds_on


def _with_days(reason: str, record: AgencyName | Alias | Group) -> str:
    days = (
        (_("từ %(day)s"), record.valid_from),
        (_("đến hết %(day)s"), record.valid_to),
    )
    return " ".join([reason, *(phrase % {"day": day_in_words(day)} for phrase, day in days if day)])


def _one_each(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    # The first reason stands: an official name says more than an alias of the same agency.
    first: dict[tuple[int | None, int | None], Candidate] = {}
    for candidate in candidates:
        first.setdefault((candidate.agency, candidate.group), candidate)
    return tuple(first.values())
