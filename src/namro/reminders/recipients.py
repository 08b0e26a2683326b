"""Who is to be told, as of a day. Asked once a tick: agencies and their people are few beside assignments."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from namro.access.roles import Role
from namro.agencies.models import Person, RoleGrant
from namro.agencies.models.dated import held_on
from namro.reminders.models import Audience


class Recipients:
    """The people of each agency on one day. Where an agency has no officer its head is told, where it has no head
    those who follow: nobody can say that there was nobody to tell."""

    def __init__(self, day: date) -> None:
        grants = RoleGrant.objects.filter(held_on(day)).select_related("agency", "person")
        self._of_agency: dict[tuple[str, int], list[int]] = defaultdict(list)
        self.trackers: list[int] = []
        self._leaders: list[Person] = []
        self._leading: dict[str, list[int]] = {}
        self._day = day
        for grant in grants:
            if grant.role in (Role.FOCAL_OFFICER, Role.AGENCY_HEAD) and grant.agency_id is not None:
                self._of_agency[grant.role, grant.agency_id].append(grant.person_id)
            elif grant.role == Role.TRACKER:
                self.trackers.append(grant.person_id)
            elif grant.role == Role.LEADER:
                self._leaders.append(grant.person)

    def of(self, audience: str, agency: int, path: str, overseer: int | None) -> list[int]:
        """The people whom a rung tells about an assignment of this agency."""
        if audience == Audience.OVERSEER:
            return [overseer] if overseer is not None else self._leaders_of(path) or self.trackers
        heads = self._of_agency.get((Role.AGENCY_HEAD, agency), [])
        if audience == Audience.HEAD:
            return heads or self.trackers
        return self._of_agency.get((Role.FOCAL_OFFICER, agency)) or heads or self.trackers

    def _leaders_of(self, path: str) -> list[int]:
        if path not in self._leading:
            covering = [
                (duty, leader)
                for leader in self._leaders
                for duty in leader.duties_on(self._day)
                if duty.role == Role.LEADER and duty.principal is None and duty.covers(path)
            ]
            # One who looks after the field stands before one who looks after all.
            by_field = [leader.pk for duty, leader in covering if duty.at]
            self._leading[path] = by_field or [leader.pk for _duty, leader in covering]
        return self._leading[path]
