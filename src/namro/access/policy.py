"""Who may do what to which thing on which day. Nothing else in the project decides this.

`RULES` is the whole table, role × act; docs/access.md is generated from it. A person's duties on a day (their own
roles and those of whom they stand in for) come from `agencies`; a thing says which agency it belongs to by its
`agency_path`, the place of that agency in the tree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from namro.access.roles import Role


class Act(StrEnum):
    """What can be done. The value is stable: it stands in the documentation."""

    SEE_AGENCIES = "agencies.see"
    EDIT_AGENCIES = "agencies.edit"
    ANSWER_NAMES = "agencies.answer_names"
    SEE_PEOPLE = "people.see"
    EDIT_PEOPLE = "people.edit"
    RECORD_ABSENCE = "people.record_absence"
    SEE_ACCOUNTS = "accounts.see"
    MANAGE_ACCOUNTS = "accounts.manage"
    MANAGE_WEBHOOKS = "webhooks.manage"
    READ_AUDIT = "audit.read"
    SEE_DIRECTIVES = "directives.see"
    REVIEW_DIRECTIVES = "directives.review"
    SEE_TASKS = "tasks.see"
    EDIT_TASKS = "tasks.edit"
    ALLOT_TASKS = "tasks.allot"
    REPORT_PROGRESS = "tasks.report"
    APPROVE_REPORTS = "tasks.approve"
    CONFIRM_RESULTS = "tasks.confirm"
    FOLLOW_TASKS = "tasks.follow"
    DECIDE_TASKS = "tasks.decide"
    EDIT_CALENDAR = "calendar.edit"
    SEE_PAPERS = "papers.see"
    DRAFT_PAPERS = "papers.draft"
    CHECK_PAPERS = "papers.check"
    ISSUE_PAPERS = "papers.issue"
    EDIT_TEMPLATES = "papers.templates"
    LOOK_AFTER_SITE = "site.look_after"


ACT_NAMES: dict[Act, Promise] = {
    Act.SEE_AGENCIES: _("Xem đơn vị"),
    Act.EDIT_AGENCIES: _("Thêm, sửa, nhập đơn vị"),
    Act.ANSWER_NAMES: _("Trả lời tên chưa rõ"),
    Act.SEE_PEOPLE: _("Xem cán bộ"),
    Act.EDIT_PEOPLE: _("Thêm, sửa cán bộ, chức vụ, vai trò"),
    Act.RECORD_ABSENCE: _("Ghi người làm thay khi vắng mặt"),
    Act.SEE_ACCOUNTS: _("Xem tài khoản"),
    Act.MANAGE_ACCOUNTS: _("Cấp, khóa tài khoản, đặt lại mật khẩu"),
    Act.MANAGE_WEBHOOKS: _("Thêm, sửa, dừng webhook"),
    Act.READ_AUDIT: _("Đọc nhật ký"),
    Act.SEE_DIRECTIVES: _("Xem văn bản"),
    Act.REVIEW_DIRECTIVES: _("Nhận văn bản, rà soát, lập sổ nhiệm vụ"),
    Act.SEE_TASKS: _("Xem sổ nhiệm vụ"),
    Act.EDIT_TASKS: _("Nhập tay, đính chính, thu hồi nhiệm vụ"),
    Act.ALLOT_TASKS: _("Phân công trong đơn vị"),
    Act.REPORT_PROGRESS: _("Cập nhật tiến độ, báo cáo, xin gia hạn"),
    Act.APPROVE_REPORTS: _("Duyệt báo cáo của đơn vị, từ chối nhiệm vụ"),
    Act.CONFIRM_RESULTS: _("Xác nhận hoặc trả lại kết quả"),
    Act.FOLLOW_TASKS: _("Theo dõi, đôn đốc, tạm dừng, chuyển giao"),
    Act.DECIDE_TASKS: _("Quyết định gia hạn, cho ý kiến chỉ đạo"),
    Act.EDIT_CALENDAR: _("Sửa lịch làm việc"),
    Act.SEE_PAPERS: _("Xem văn bản đi"),
    Act.DRAFT_PAPERS: _("Lập, sửa dự thảo văn bản đi"),
    Act.CHECK_PAPERS: _("Kiểm tra dự thảo của người khác"),
    Act.ISSUE_PAPERS: _("Ghi số, ngày, bản đã ký"),
    Act.EDIT_TEMPLATES: _("Sửa mẫu văn bản của cơ quan"),
    Act.LOOK_AFTER_SITE: _("Xem tình trạng của hệ thống"),
}


class Reach(StrEnum):
    """How far a role reaches with an act."""

    EVERYWHERE = "everywhere"  # the whole site
    WITHIN = "within"  # the agency of the role and those below it; a vice-chairman's: the agencies of his fields


_SEE_ALL = {role: Reach.EVERYWHERE for role in (Role.TRACKER, Role.CONFIRMER, Role.AUDITOR, Role.ADMINISTRATOR)}
_SEE_OWN = {role: Reach.WITHIN for role in (Role.LEADER, Role.AGENCY_HEAD, Role.FOCAL_OFFICER)}
_ADMINISTRATOR = {Role.ADMINISTRATOR: Reach.EVERYWHERE}

RULES: dict[Act, dict[Role, Reach]] = {
    Act.SEE_AGENCIES: _SEE_ALL | _SEE_OWN,
    Act.EDIT_AGENCIES: _ADMINISTRATOR,
    Act.ANSWER_NAMES: _ADMINISTRATOR | {Role.TRACKER: Reach.EVERYWHERE},
    Act.SEE_PEOPLE: _SEE_ALL | _SEE_OWN,
    Act.EDIT_PEOPLE: _ADMINISTRATOR,
    Act.RECORD_ABSENCE: _ADMINISTRATOR | {Role.AGENCY_HEAD: Reach.WITHIN},
    Act.SEE_ACCOUNTS: _ADMINISTRATOR | {Role.AUDITOR: Reach.EVERYWHERE},
    Act.MANAGE_ACCOUNTS: _ADMINISTRATOR,
    Act.MANAGE_WEBHOOKS: _ADMINISTRATOR,
    Act.READ_AUDIT: {Role.AUDITOR: Reach.EVERYWHERE},
    Act.SEE_DIRECTIVES: _SEE_ALL | _SEE_OWN,
    Act.REVIEW_DIRECTIVES: {Role.TRACKER: Reach.EVERYWHERE},
    Act.SEE_TASKS: _SEE_ALL | _SEE_OWN,
    Act.EDIT_TASKS: {Role.TRACKER: Reach.EVERYWHERE},
    Act.ALLOT_TASKS: {Role.AGENCY_HEAD: Reach.WITHIN},
    Act.REPORT_PROGRESS: {Role.FOCAL_OFFICER: Reach.WITHIN, Role.AGENCY_HEAD: Reach.WITHIN},
    Act.APPROVE_REPORTS: {Role.AGENCY_HEAD: Reach.WITHIN},
    Act.CONFIRM_RESULTS: {Role.CONFIRMER: Reach.EVERYWHERE, Role.LEADER: Reach.WITHIN},
    Act.FOLLOW_TASKS: {Role.TRACKER: Reach.EVERYWHERE},
    Act.DECIDE_TASKS: {Role.LEADER: Reach.WITHIN},
    Act.EDIT_CALENDAR: _ADMINISTRATOR | {Role.TRACKER: Reach.EVERYWHERE},
    # A report is about the whole: leaders see all papers, an agency's people what was issued to their agency.
    Act.SEE_PAPERS: _SEE_ALL | _SEE_OWN | {Role.LEADER: Reach.EVERYWHERE},
    Act.DRAFT_PAPERS: {Role.TRACKER: Reach.EVERYWHERE},
    Act.CHECK_PAPERS: {Role.TRACKER: Reach.EVERYWHERE, Role.CONFIRMER: Reach.EVERYWHERE},
    Act.ISSUE_PAPERS: {Role.TRACKER: Reach.EVERYWHERE, Role.CONFIRMER: Reach.EVERYWHERE},
    Act.EDIT_TEMPLATES: _ADMINISTRATOR | {Role.TRACKER: Reach.EVERYWHERE},
    Act.LOOK_AFTER_SITE: _ADMINISTRATOR,
}


WHOLE_TREE = ""  # the path that every path begins with


@dataclass(frozen=True, slots=True)
class Duty:
    """A role that a person has on a day, and where: their own, or that of `principal`, whom they stand in for."""

    role: Role
    at: frozenset[str] = frozenset()  # paths of single agencies
    below: frozenset[str] = frozenset()  # paths of agencies that are meant with all below them
    principal: int | None = None
    principal_name: str = ""

    def covers(self, path: str) -> bool:
        """Whether the agency at `path` lies within this duty."""
        return path in self.at or any(path.startswith(top) for top in self.below)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person sees on a day: everything, or the agencies at and below some places of the tree."""

    everywhere: bool = False
    at: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()

    def of_paths(self, field: str) -> Q:
        """The condition on a queryset whose `field` is the path of an agency."""
        if self.everywhere:
            return Q()
        seen = Q(**{f"{field}__in": sorted(self.at)})
        for top in sorted(self.below):
            seen |= Q(**{f"{field}__startswith": top})
        return seen


class Person(Protocol):
    """What this module needs of a person."""

    def duties_on(self, day: date) -> tuple[Duty, ...]: ...


class Thing(Protocol):
    """What this module needs of a thing: the places in the tree of agencies that it belongs to."""

    @property
    def agency_paths(self) -> Iterable[str]: ...


def may(person: Person | None, act: Act, thing: Thing | None, day: date) -> bool:
    """Whether `person` may do `act` to `thing` on `day`; with no thing, whether there is anything they may do it to."""
    return deciding_duty(person, act, thing, day) is not None


def deciding_duty(person: Person | None, act: Act, thing: Thing | None, day: date) -> Duty | None:
    """The duty that allows the act, a person's own before one held for another; None where nothing allows it."""
    if person is None:
        return None
    duties = sorted(person.duties_on(day), key=lambda duty: duty.principal is not None)
    return next((duty for duty in duties if _allows(duty, act, thing)), None)


def sight_of(person: Person | None, act: Act, day: date) -> Sight:
    """Where `person` may do `act` on `day`."""
    if person is None:
        return Sight()
    duties = [duty for duty in person.duties_on(day) if duty.role in RULES[act]]
    if any(RULES[act][duty.role] is Reach.EVERYWHERE or WHOLE_TREE in duty.below for duty in duties):
        return Sight(everywhere=True)
    return Sight(
        at=frozenset().union(*(duty.at for duty in duties)), below=frozenset().union(*(duty.below for duty in duties))
    )


def roles_that_may(act: Act) -> tuple[Role, ...]:
    """The roles that have `act` in the table, in the order of `Role`."""
    return tuple(role for role in Role if role in RULES[act])


def _allows(duty: Duty, act: Act, thing: Thing | None) -> bool:
    reach = RULES[act].get(duty.role)
    if reach is None:
        return False
    return reach is Reach.EVERYWHERE or thing is None or any(duty.covers(path) for path in thing.agency_paths)
