"""The demonstration: an invented province, nine accounts with one known password, and a few names that wait.

Everything in it is made up and marked "số liệu minh họa". It never touches a home that holds another site's data.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from namro.access.models import Account
from namro.access.operations import create_account
from namro.access.roles import Role
from namro.agencies.folding import fold
from namro.agencies.imports.province import Loaded, load_province
from namro.agencies.models import Agency, Rank
from namro.agencies.operations import NewPost, add_post, create_person, grant_role, note_unresolved
from namro.audit.actor import Actor, machine

MARK = "demo.json"  # in NAMRO_HOME: says that the database beside it is a demonstration's
FIRST_DAY = date(2025, 3, 1)


class NotADemo(Exception):
    """The home holds data that are no demonstration's; nothing was touched."""


@dataclass(frozen=True, slots=True)
class Character:
    """One of the cast: who they are, where, and what they may do. `agency` is a key of the province's file."""

    username: str
    name: str
    agency: str
    title: str
    rank: Rank
    role: Role
    fields: tuple[str, ...] = ()


CAST = (
    Character("lanhdao", "Trần Minh Họa", "ubnd", "Chủ tịch", Rank.HEAD, Role.LEADER),
    Character(
        "phochutich",
        "Lê Thị Phối",
        "ubnd",
        "Phó Chủ tịch",
        Rank.DEPUTY,
        Role.LEADER,
        ("xây dựng, giao thông", "công thương", "khu công nghiệp"),
    ),
    Character("theodoi", "Nguyễn Văn Theo", "so-tai-chinh", "Trưởng phòng Tổng hợp", Rank.OTHER, Role.TRACKER),
    Character("xacnhan", "Phạm Thị Xác", "van-phong", "Phó Chánh Văn phòng", Rank.DEPUTY, Role.CONFIRMER),
    Character("thutruong", "Hoàng Văn Trưởng", "so-xay-dung", "Giám đốc", Rank.HEAD, Role.AGENCY_HEAD),
    Character("daumoi", "Vũ Thị Mối", "so-xay-dung", "Chuyên viên", Rank.OTHER, Role.FOCAL_OFFICER),
    Character("daumoi2", "Đặng Văn Khác", "so-cong-thuong", "Chuyên viên", Rank.OTHER, Role.FOCAL_OFFICER),
    Character("thanhtra", "Bùi Thị Tra", "thanh-tra-tinh", "Thanh tra viên", Rank.OTHER, Role.AUDITOR),
    Character("quantri", "Đỗ Văn Trị", "van-phong", "Chuyên viên quản trị mạng", Rank.OTHER, Role.ADMINISTRATOR),
)
HEADS = (
    ("so-tai-chinh", "Giám đốc", "Ngô Văn Tài"),
    ("so-cong-thuong", "Giám đốc", "Dương Thị Thương"),
    ("van-phong", "Chánh Văn phòng", "Lý Văn Phòng"),
    ("so-noi-vu", "Giám đốc", "Phan Thị Nội"),
    ("so-y-te", "Giám đốc", "Hồ Văn Y"),
)
WAITING = (
    ("Sở XD", "Chỉ thị 07/CT-UBND, mục II.4", 3),
    ("các đồng chí Phó Chủ tịch UBND tỉnh", "Chỉ thị 07/CT-UBND, mục III.2", 1),
    ("Sở Kế hoạch và Đầu tư", "Kế hoạch số 18/KH-UBND", 2),
)


def prepare(home: Path, province: str, now: datetime) -> bool:
    """Make the demonstration in `home` unless it is there; returns whether it was made now. The tables exist."""
    mark = home / MARK
    if mark.exists():
        return False
    if Account.objects.exists() or Agency.objects.exists():
        raise NotADemo(
            f"{home} đang giữ dữ liệu không phải của bản trình diễn. Đặt NAMRO_HOME sang thư mục khác rồi chạy lại."
        )
    _fill(province, now)
    mark.write_text(json.dumps({"province": province, "made_at": now.isoformat()}), encoding="utf-8")
    return True


def province_of(home: Path) -> str | None:
    """The province of the demonstration that is in `home`."""
    mark = home / MARK
    return json.loads(mark.read_text(encoding="utf-8"))["province"] if mark.exists() else None


@transaction.atomic
def _fill(province: str, now: datetime) -> None:
    by = machine("namro demo")
    loaded = load_province(province, by=by, at=now)
    password = make_password(settings.DEMO_PASSWORD)
    for one in CAST:
        _enter(one, loaded, password, by, now)
    for key, title, name in HEADS:
        _head(loaded.agencies[key], title, name, by, now)
    for text, where, times in WAITING:
        for _time in range(times):
            note_unresolved(text, day=date(2025, 3, 12), seen_in=where, at=now)


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
