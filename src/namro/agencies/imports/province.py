"""Loads a province's agencies from a dated file of `namro/agencies/data` (docs/agency-files.md).

Loading again enters only what is not there yet, so that a newer file can be laid over an older one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from namro.agencies.folding import fold
from namro.agencies.models import Agency, AgencyName, Alias, Group, Succession
from namro.agencies.operations import (
    NewAgency,
    add_alias,
    add_inner_unit,
    close_agency,
    create_agency,
    create_group,
    record_succession,
)
from namro.audit.actor import Actor

FOLDER = Path(__file__).parent.parent / "data"


@dataclass(slots=True)
class Loaded:
    """What a file brought, and its agencies by key."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    entered: int = 0
    groups: int = 0
    aliases: int = 0
    successions: int = 0


def provinces() -> list[str]:
    """The files that are shipped, by name."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


@transaction.atomic
def load_province(name: str, *, by: Actor, at: datetime) -> Loaded:
    """Enter the agencies, groups, aliases and successions of the file `name`."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    loaded = Loaded()
    defaults = {"source": data["source"], "valid_from": data.get("valid_from"), "locality": data.get("locality", "")}
    for row in data["agency"]:
        _agency(row, defaults, loaded, by, at)
    for row in data.get("group", ()):
        _group(row, defaults, loaded, by, at)
    for row in data.get("succession", ()):
        _succession(row, loaded, by, at)
    for key, last_day in data.get("closed", {}).items():
        _close(loaded.agencies[key], last_day, by, at)
    return loaded


def _agency(row: Mapping[str, Any], defaults: Mapping[str, Any], loaded: Loaded, by: Actor, at: datetime) -> None:
    parent = loaded.agencies[row["parent"]] if "parent" in row else None
    agency = _known(row["name"], parent)
    if agency is None:
        new = NewAgency(
            name=row["name"],
            abbreviation=row.get("abbreviation", ""),
            kind=row["kind"],
            relation=row.get("relation", "subordinate"),
            code=row.get("code"),
            locality=row.get("locality", defaults["locality"]),
            parent=parent,
            valid_from=row.get("valid_from", defaults["valid_from"]),
            source=row.get("source", defaults["source"]),
            fields_of_work=tuple(row.get("fields", ())),
        )
        agency = create_agency(new, by=by, at=at)
        loaded.entered += 1
        for unit in row.get("inner_units", ()):
            add_inner_unit(agency, name=unit, by=by, at=at)
    loaded.agencies[row["key"]] = agency
    _aliases(agency, row, defaults, loaded, by, at)


def _group(row: Mapping[str, Any], defaults: Mapping[str, Any], loaded: Loaded, by: Actor, at: datetime) -> None:
    group = Group.objects.filter(name=row["name"]).first()
    if group is None:
        group = create_group(
            name=row["name"],
            kinds=tuple(row["kinds"]),
            under=loaded.agencies[row["under"]],
            valid_from=row.get("valid_from"),
            valid_to=row.get("valid_to"),
            source=row.get("source", defaults["source"]),
            by=by,
            at=at,
        )
        loaded.groups += 1
    _aliases(group, row, defaults, loaded, by, at)


def _aliases(
    target: Agency | Group,
    row: Mapping[str, Any],
    defaults: Mapping[str, Any],
    loaded: Loaded,
    by: Actor,
    at: datetime,
) -> None:
    whose = {"agency": target} if isinstance(target, Agency) else {"group": target}
    for alias in row.get("aliases", ()):
        told: Mapping[str, Any] = {"text": alias} if isinstance(alias, str) else alias
        if Alias.objects.filter(**whose, folded=fold(told["text"])).exists():
            continue
        add_alias(
            target,
            text=told["text"],
            valid_from=told.get("from"),
            valid_to=told.get("to"),
            source=told.get("source", defaults["source"]),
            by=by,
            at=at,
        )
        loaded.aliases += 1


def _succession(row: Mapping[str, Any], loaded: Loaded, by: Actor, at: datetime) -> None:
    before, after = loaded.agencies[row["from"]], loaded.agencies[row["to"]]
    if Succession.objects.filter(predecessor=before, successor=after).exists():
        return
    record_succession(
        before,
        after,
        effective_date=row["on"],
        source=row.get("source", ""),
        note=row.get("note", ""),
        by=by,
        at=at,
    )
    loaded.successions += 1


def _close(agency: Agency, last_day: date, by: Actor, at: datetime) -> None:
    if agency.valid_to is None:
        close_agency(agency, last_day=last_day, by=by, at=at)


def _known(name: str, parent: Agency | None) -> Agency | None:
    found = AgencyName.objects.filter(folded=fold(name), agency__parent=parent).select_related("agency").first()
    return found.agency if found else None
