"""Agencies through time: who is at work on a day, who is in a group, and who came before and after whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from namro.agencies.records import Agency, Group, Rows, Succession

Body: TypeAlias = Agency | Group

_MEMBERS_KEPT: Final = 512  # lists of members remembered, by group and day


class Heir(NamedTuple):
    """Who stands in another's place, and the step that led there."""

    body: Body
    step: Succession


class AgencyTree:
    """The agencies, groups and successions of one set of rows."""

    def __init__(self, rows: Rows) -> None:
        self.agencies = {agency.key: agency for agency in rows.agencies}
        self.groups = {group.key: group for group in rows.groups}
        self._after: dict[str, list[Succession]] = defaultdict(list)
        self._before: dict[str, list[Succession]] = defaultdict(list)
        for step in rows.successions:
            self._after[step.predecessor].append(step)
            self._before[step.successor].append(step)
        self._by_kind: dict[str, list[Agency]] = defaultdict(list)
        for agency in rows.agencies:
            self._by_kind[agency.kind].append(agency)
        self._place = {key: place for place, key in enumerate(self.agencies)}
        self._members: dict[tuple[str, date], tuple[Agency, ...]] = {}

    def body(self, key: str) -> Body | None:
        """The agency or group of the key."""
        return self.agencies.get(key) or self.groups.get(key)

    def members_on(self, group: Group, day: date) -> tuple[Agency, ...]:
        """The agencies that the group means on `day`, in the order of the rows."""
        known = self._members.get((group.key, day))
        if known is not None:
            return known
        if len(self._members) >= _MEMBERS_KEPT:
            self._members.clear()
        found = self._members[group.key, day] = tuple(self._find_members(group, day))
        return found

    def successors_on(self, key: str, day: date) -> list[Heir]:
        """Who stands on `day` where the body of this key stood, however many steps lie between."""
        found: list[Heir] = []
        asked, waiting = {key}, [key]
        while waiting:
            for step in self._after.get(waiting.pop(0), ()):
                heir = self.body(step.successor)
                if heir is None or step.successor in asked or step.effective_on > day:
                    continue
                asked.add(step.successor)
                if heir.holds_on(day):
                    found.append(Heir(heir, step))
                else:
                    waiting.append(step.successor)
        return found

    def predecessors_on(self, key: str, day: date) -> list[Heir]:
        """Who stood on `day` where the body of this key came to stand."""
        found: list[Heir] = []
        asked, waiting = {key}, [key]
        while waiting:
            for step in self._before.get(waiting.pop(0), ()):
                forebear = self.body(step.predecessor)
                if forebear is None or step.predecessor in asked or step.effective_on <= day:
                    continue
                asked.add(step.predecessor)
                if forebear.holds_on(day):
                    found.append(Heir(forebear, step))
                else:
                    waiting.append(step.predecessor)
        return found

    def above(self, agency: Agency) -> Iterator[Agency]:
        """The agencies above it, from its parent up."""
        passed = {agency.key}
        while agency.parent and agency.parent not in passed and agency.parent in self.agencies:
            passed.add(agency.parent)
            agency = self.agencies[agency.parent]
            yield agency

    def _find_members(self, group: Group, day: date) -> list[Agency]:
        let_in = {one.agency for one in group.exceptions if one.is_member and one.holds_on(day)}
        kept_out = {one.agency for one in group.exceptions if not one.is_member and one.holds_on(day)}
        of_its_kinds = [agency for kind in group.kinds for agency in self._by_kind.get(kind, ())]
        by_rule = [agency for agency in of_its_kinds if self._is_under(agency, group)]
        by_name = [self.agencies[key] for key in let_in if key in self.agencies]
        members = {agency.key: agency for agency in by_rule + by_name if agency.holds_on(day)}
        return [members[key] for key in sorted(members.keys() - kept_out, key=self._place.__getitem__)]

    def _is_under(self, agency: Agency, group: Group) -> bool:
        return group.under is None or any(one.key == group.under for one in self.above(agency))
