"""Enters a shipped set of agencies (docs/agencies.md) into the database.

Loading again enters only what is not there yet, so that a newer set can be laid over an older one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from namro.agencies import records
from namro.agencies.folding import fold, same_name
from namro.agencies.models import Agency, AgencyName, Alias, Group
from namro.agencies.models.naming import Body
from namro.agencies.operations import (
    NewAgency,
    add_alias,
    close_agency,
    create_agency,
    create_group,
    record_succession,
    successions_between,
)
from namro.agencies.shipped import shipped_rows
from namro.audit.actor import Actor

# An installation shows where a row comes from; so the words there say how sure it is.
_HOW_SURE: dict[records.Status, str] = {
    "confirmed": "",
    "partly": "mới xác nhận một phần",
    "unconfirmed": "chưa xác nhận",
    "invented": "",  # its source says so
}


@dataclass(slots=True)
class Loaded:
    """The bodies of a set by key, and how many records of each sort were new."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    entered: Counter[str] = field(default_factory=Counter)

    def __getitem__(self, key: str) -> Body:
        return self.agencies.get(key) or self.groups[key]


@transaction.atomic
def load_province(name: str, *, by: Actor, at: datetime) -> Loaded:
    """Enter the agencies, groups, aliases and successions of the set `name` and of those it extends."""
    rows = shipped_rows(name)
    loaded = Loaded()
    for agency in rows.agencies:
        _agency(agency, loaded, by, at)
    for agency in reversed(rows.agencies):  # what is below ends first
        _end(agency, loaded.agencies[agency.key], by, at)
    for group in rows.groups:
        _group(group, loaded, by, at)
    for alias in rows.aliases:
        _alias(alias, loaded, by, at)
    for succession in rows.successions:
        _succession(succession, loaded, by, at)
    return loaded


def _agency(row: records.Agency, loaded: Loaded, by: Actor, at: datetime) -> None:
    parent = loaded.agencies[row.parent] if row.parent else None
    agency = _known(row, parent)
    if agency is None:
        new = NewAgency(
            name=row.name,
            abbreviation=row.abbreviations[0] if row.abbreviations else "",
            kind=row.kind,
            relation=row.relation,
            code=row.code,
            place_code=row.place_code,
            locality=row.locality,
            parent=parent,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=_source(row),
        )
        agency = create_agency(new, by=by, at=at)
        loaded.entered["agencies"] += 1
    loaded.agencies[row.key] = agency
    for text in row.abbreviations[1:]:
        _alias(records.Alias(text, row.key, row.valid_from, row.valid_to, row.status, row.source), loaded, by, at)


def _end(row: records.Agency, agency: Agency, by: Actor, at: datetime) -> None:
    if row.valid_to is not None and agency.valid_to is None:
        close_agency(agency, last_day=row.valid_to, by=by, at=at)


def _group(row: records.Group, loaded: Loaded, by: Actor, at: datetime) -> None:
    group = Group.objects.filter(name=row.name).first()
    if group is None:
        group = create_group(
            name=row.name,
            kinds=tuple(sorted(row.kinds)),
            under=loaded.agencies[row.under] if row.under else None,
            members=tuple(loaded.agencies[one.agency] for one in row.exceptions),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            source=_source(row),
            by=by,
            at=at,
        )
        loaded.entered["groups"] += 1
    loaded.groups[row.key] = group


def _alias(row: records.Alias, loaded: Loaded, by: Actor, at: datetime) -> None:
    target = loaded[row.target]
    whose = {"agency": target} if isinstance(target, Agency) else {"group": target}
    if Alias.objects.filter(**whose, folded=fold(row.text)).overlapping(row.valid_from, row.valid_to).exists():
        return
    add_alias(
        target,
        text=row.text,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=_source(row),
        by=by,
        at=at,
    )
    loaded.entered["aliases"] += 1


def _succession(row: records.Succession, loaded: Loaded, by: Actor, at: datetime) -> None:
    before, after = loaded[row.predecessor], loaded[row.successor]
    if successions_between(before, after).exists():
        return
    record_succession(
        before,
        after,
        effective_date=row.effective_on,
        source="; ".join(filter(None, (row.source, _HOW_SURE[row.status]))),
        note=row.note,
        by=by,
        at=at,
    )
    loaded.entered["successions"] += 1


def _known(row: records.Agency, parent: Agency | None) -> Agency | None:
    """The agency of the row, if it was entered before: of this name, in this place, on some of these days."""
    names = AgencyName.objects.filter(folded=fold(row.name), agency__parent=parent).select_related("agency")
    same = (name for name in names.overlapping(row.valid_from, row.valid_to) if same_name(name.name, row.name))
    found = next(same, None)
    return found.agency if found else None


def _source(row: records.Agency | records.Alias | records.Group) -> str:
    """Where the row comes from, how sure it is, and what is to be known of it."""
    return "; ".join(filter(None, (row.source, _HOW_SURE[row.status], row.note)))
