"""The demonstration: an invented province, nine accounts with one known password, and a few names that wait.

Everything in it is made up and marked "số liệu minh họa". It never touches a home that holds another site's data.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from namro.access.models import Account
from namro.access.operations import create_account
from namro.access.roles import Role
from namro.agencies.folding import fold
from namro.agencies.imports.province import Loaded, load_province
from namro.agencies.models import Agency, Rank
from namro.agencies.operations import (
    NewPost,
    add_inner_unit,
    add_post,
    create_person,
    grant_role,
    note_unresolved,
)
from namro.agencies.operations.agencies import fields_named
from namro.audit.actor import Actor, machine
from namro.audit.models import Entry
from namro.site import clock
from namro.site.demo_cast import CAST, FIELDS_OF_WORK, HEADS, INNER_UNITS, WAITING, Character
from namro.site.demo_history import live_through

HISTORY_OF = "an-lam"  # the directives of other provinces are not ours to bring
MARK = "demo.json"  # in NAMRO_HOME: says that the database beside it is a demonstration's
FIRST_DAY = date(2025, 3, 1)


class NotADemo(Exception):
    """The home holds data that are no demonstration's; nothing was touched."""


def prepare(home: Path, province: str, now: datetime, *, history: bool = True) -> bool:
    """Make the demonstration in `home` unless it is there; returns whether it was made now. The tables exist."""
    mark = home / MARK
    if mark.exists():
        return False
    if Account.objects.exists() or Agency.objects.exists():
        raise NotADemo(
            f"{home} đang giữ dữ liệu không phải của bản trình diễn. Đặt NAMRO_HOME sang thư mục khác rồi chạy lại."
        )
    with transaction.atomic():
        loaded = _fill(province, now)
        if history and province == HISTORY_OF:
            live_through(loaded, until=now, by=machine("namro demo"))
    mark.write_text(json.dumps({"province": province, "made_at": now.isoformat()}), encoding="utf-8")
    return True


def province_of(home: Path) -> str | None:
    """The province of the demonstration that is in `home`."""
    mark = home / MARK
    return json.loads(mark.read_text(encoding="utf-8"))["province"] if mark.exists() else None


def resume_clock() -> None:
    """Let the clock go on from what happened last: a demonstration that is served again must not go back in time."""
    last = Entry.objects.aggregate(last=Max("at"))["last"]
    if last is not None and last > clock.now():
        settings.CLOCK_SET_TO, settings.CLOCK_SET_AT = last, timezone.now()


@transaction.atomic
def _fill(province: str, now: datetime) -> Loaded:
    by = machine("namro demo")
    loaded = load_province(province, by=by, at=now)
    password = make_password(settings.DEMO_PASSWORD)
    _add_details(loaded, by, now)
    for one in CAST:
        _enter(one, loaded, password, by, now)
    for key, title, name in HEADS:
        _head(loaded.agencies[key], title, name, by, now)
    for text, where, times in WAITING:
        for _time in range(times):
            note_unresolved(text, day=date(2025, 3, 12), seen_in=where, at=now)
    return loaded


def _add_details(loaded: Loaded, by: Actor, at: datetime) -> None:
    """Fields of work and inner units of the agencies that the province has."""
    for key, field in FIELDS_OF_WORK.items():
        if agency := loaded.agencies.get(key):
            agency.fields_of_work.set(fields_named((field,)))
    for key, names in INNER_UNITS.items():
        for name in names:
            add_inner_unit(loaded.agencies[key], name=name, by=by, at=at)


def _enter(one: Character, loaded: Loaded, password: str, by: Actor, at: datetime) -> None:
    agency = loaded.agencies[one.agency]
    person = create_person(name=one.name, work_email=f"{one.username}@an-lam.example", by=by, at=at)
    add_post(person, NewPost(agency=agency, title=one.title, rank=one.rank, valid_from=FIRST_DAY), by=by, at=at)
    where = agency if one.role in (Role.LEADER, Role.AGENCY_HEAD, Role.FOCAL_OFFICER) else None
    grant_role(person, role=one.role, agency=where, fields=one.fields, valid_from=FIRST_DAY, by=by, at=at)
    account = create_account(person, username=one.username, by=by, at=at)
    account.password = password
    account.save(update_fields=("password",))


def _head(agency: Agency, title: str, name: str, by: Actor, at: datetime) -> None:
    email = f"{fold(name).replace(' ', '.')}@an-lam.example"
    person = create_person(name=name, work_email=email, by=by, at=at)
    add_post(person, NewPost(agency=agency, title=title, rank=Rank.HEAD, valid_from=FIRST_DAY), by=by, at=at)
