"""Accounts from a workbook: person, post, role and account in one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from namro.access.models import USERNAME, Account
from namro.access.operations import create_account
from namro.access.roles import ROLES_OF_AN_AGENCY, Role
from namro.agencies.errors import Refused
from namro.agencies.folding import fold
from namro.agencies.imports.drafts import claim
from namro.agencies.imports.workbook import Column, Refusal, Row, cell_name, read_day
from namro.agencies.models import Agency, AgencyName, ImportDraft, Person, Rank
from namro.agencies.operations import NewPost, add_post, create_person, grant_role
from namro.audit.actor import Actor

COLUMNS = (
    Column("name", "Họ và tên", "Nguyễn Văn An", required=True),
    Column("email", "Thư công vụ", "an.nv@example.gov.vn", required=True),
    Column("phone", "Điện thoại", "0912345678"),
    Column("username", "Tên đăng nhập", "an.nv", required=True),
    Column("agency", "Đơn vị", "Sở Tài chính", required=True),
    Column("title", "Chức vụ", "Chuyên viên", required=True),
    Column("rank", "Cấp", "khác", allowed=("cấp trưởng", "cấp phó", "khác")),
    Column("role", "Vai trò", "Công chức đầu mối"),
    Column("fields", "Lĩnh vực phụ trách", ""),
    Column("valid_from", "Từ ngày", "01/3/2025"),
    Column("valid_to", "Đến hết ngày", ""),
)
_PLACE = {column.key: place for place, column in enumerate(COLUMNS)}
_ROLES = {
    "lanh dao": Role.LEADER,
    "can bo theo doi": Role.TRACKER,
    "nguoi xac nhan ket qua": Role.CONFIRMER,
    "thu truong don vi": Role.AGENCY_HEAD,
    "cong chuc dau moi": Role.FOCAL_OFFICER,
    "thanh tra kiem tra": Role.AUDITOR,
    "quan tri": Role.ADMINISTRATOR,
} | {fold(role.value): role for role in Role}
_RANKS = {"cap truong": Rank.HEAD, "cap pho": Rank.DEPUTY, "khac": Rank.OTHER, "": Rank.OTHER}


def check(rows: Sequence[Row]) -> tuple[list[Row], list[Refusal]]:
    """The rows that can be entered, and why the others cannot."""
    good: list[Row] = []
    refusals: list[Refusal] = []
    usernames = set(Account.objects.values_list("username", flat=True))
    emails = set(Person.objects.values_list("work_email", flat=True))
    agencies = _agencies()
    for row in rows:
        reasons = list(_reasons(row.cells, usernames, emails, agencies))
        refusals.extend(Refusal(row.number, cell_name(_PLACE[key], row.number), reason) for key, reason in reasons)
        if not reasons:
            good.append(row)
            usernames.add(row.cells["username"].lower())
            emails.add(row.cells["email"].lower())
    return good, refusals


@transaction.atomic
def save(draft: ImportDraft, *, by: Actor, at: datetime) -> int:
    """Enter the good rows of a draft, once; returns how many accounts there are now more."""
    claim(draft, at=at)
    agencies = _agencies()
    for stored in draft.rows:
        _enter(stored["cells"], agencies, by, at)
    return len(draft.rows)


def _enter(cells: dict[str, Any], agencies: dict[str, list[int]], by: Actor, at: datetime) -> None:
    found = agencies.get(fold(cells["agency"]), [])
    if len(found) != 1:  # changed since the preview
        raise Refused(_("Chưa có đơn vị “%(name)s”.") % {"name": cells["agency"]})
    agency = Agency.objects.get(pk=found[0])
    first, last = (read_day(cells.get(key, "")) for key in ("valid_from", "valid_to"))
    person = create_person(name=cells["name"], work_email=cells["email"], phone=cells.get("phone", ""), by=by, at=at)
    rank = _RANKS[fold(cells.get("rank", ""))]
    post = NewPost(agency=agency, title=cells["title"], rank=rank, valid_from=first, valid_to=last)
    add_post(person, post, by=by, at=at)
    if role := cells.get("role"):
        kind = _ROLES[fold(role)]
        where = agency if kind in ROLES_OF_AN_AGENCY else None
        fields = tuple(word.strip() for word in cells.get("fields", "").split(";") if word.strip())
        grant_role(person, role=kind, agency=where, fields=fields, valid_from=first, valid_to=last, by=by, at=at)
    create_account(person, username=cells["username"], by=by, at=at)


def _agencies() -> dict[str, list[int]]:
    agencies: dict[str, list[int]] = {}
    for folded, agency in AgencyName.objects.filter(valid_to=None).values_list("folded", "agency"):
        agencies.setdefault(folded, []).append(agency)
    return agencies


def _reasons(
    cells: dict[str, str], usernames: set[str], emails: set[str], agencies: dict[str, list[int]]
) -> Iterable[tuple[str, str]]:
    for key in ("name", "title"):
        if not cells[key]:
            yield key, _("Ô này phải có giá trị.")
    yield from _reasons_of_account(cells, usernames, emails)
    found = agencies.get(fold(cells["agency"]), [])
    if not found:
        yield "agency", _("Chưa có đơn vị “%(name)s”.") % {"name": cells["agency"]}
    elif len(found) > 1:
        yield "agency", _("Có nhiều đơn vị tên “%(name)s”.") % {"name": cells["agency"]}
    if cells.get("role") and fold(cells["role"]) not in _ROLES:
        yield "role", _("Không có vai trò “%(role)s”.") % {"role": cells["role"]}
    if fold(cells.get("rank", "")) not in _RANKS:
        yield "rank", _("Chỉ nhận “cấp trưởng”, “cấp phó” hoặc “khác”.")
    yield from _reasons_of_days(cells)


def _reasons_of_account(cells: dict[str, str], usernames: set[str], emails: set[str]) -> Iterable[tuple[str, str]]:
    email, username = cells["email"].lower(), cells["username"].lower()
    try:
        validate_email(email)
    except ValidationError:
        yield "email", _("“%(text)s” không phải địa chỉ thư.") % {"text": cells["email"]}
    if email in emails:
        yield "email", _("Thư %(text)s đã có người dùng.") % {"text": email}
    try:
        USERNAME(username)
    except ValidationError as error:
        yield "username", error.messages[0]
    if username in usernames:
        yield "username", _("Tên đăng nhập %(name)s đã có người dùng.") % {"name": username}


def _reasons_of_days(cells: dict[str, str]) -> Iterable[tuple[str, str]]:
    days = {}
    for key in ("valid_from", "valid_to"):
        try:
            days[key] = read_day(cells.get(key, ""))
        except ValueError:
            yield key, _("“%(text)s” không phải ngày. Ghi như 01/3/2025.") % {"text": cells[key]}
    first, last = days.get("valid_from"), days.get("valid_to")
    if first and last and last < first:
        yield "valid_to", _("Ngày kết thúc trước ngày bắt đầu.")
