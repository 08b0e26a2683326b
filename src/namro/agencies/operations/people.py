"""People: their entering, posts, roles, and who stands in for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from namro.access.roles import ROLES_OF_AN_AGENCY, Role
from namro.agencies.errors import Refused
from namro.agencies.folding import fold
from namro.agencies.models import Absence, Agency, InnerUnit, Person, Post, Rank, RoleGrant
from namro.agencies.operations.agencies import current_name, fields_named
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.words import day_in_words


@dataclass(frozen=True, slots=True)
class NewPost:
    """What a person becomes, where, from when to when."""

    agency: Agency
    title: str
    inner_unit: InnerUnit | None = None
    rank: int = Rank.OTHER
    is_acting: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


@transaction.atomic
def create_person(*, name: str, work_email: str, phone: str = "", by: Actor, at: datetime) -> Person:
    """Enter a person; the work address tells two of one name apart."""
    _check_email(work_email)
    person = Person.objects.create(name=name, folded=fold(name), work_email=work_email.lower(), phone=phone)
    record(
        by=by,
        at=at,
        act="person.created",
        thing="person",
        thing_id=person.pk,
        thing_name=name,
        after={"name": name, "work_email": person.work_email, "phone": phone},
    )
    return person


@transaction.atomic
def edit_person(person: Person, *, name: str, work_email: str, phone: str, by: Actor, at: datetime) -> None:
    """Mend a person's name or where they are reached."""
    _check_email(work_email, but=person)
    before = {"name": person.name, "work_email": person.work_email, "phone": person.phone}
    person.name, person.folded, person.work_email, person.phone = name, fold(name), work_email.lower(), phone
    person.save()
    record(
        by=by,
        at=at,
        act="person.edited",
        thing="person",
        thing_id=person.pk,
        thing_name=name,
        before=before,
        after={"name": name, "work_email": person.work_email, "phone": phone},
    )


@transaction.atomic
def add_post(person: Person, new: NewPost, *, by: Actor, at: datetime) -> Post:
    """The person holds a post. Refused when it ends before it begins, or the agency is not there then."""
    check_post(new)
    post = Post.objects.create(
        person=person,
        agency=new.agency,
        inner_unit=new.inner_unit,
        title=new.title,
        rank=new.rank,
        is_acting=new.is_acting,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
    )
    record(
        by=by,
        at=at,
        act="post.added",
        thing="person",
        thing_id=person.pk,
        thing_name=person.name,
        after={
            "agency": new.agency.pk,
            "agency_name": current_name(new.agency),
            "title": new.title,
            "valid_from": new.valid_from,
            "valid_to": new.valid_to,
        },
    )
    return post


def check_post(new: NewPost) -> None:
    """Refuse a post whose days make no sense."""
    _check_days(new.valid_from, new.valid_to)
    agency = new.agency
    begins_late = agency.valid_to is not None and new.valid_from is not None and new.valid_from > agency.valid_to
    ends_early = agency.valid_from is not None and new.valid_to is not None and new.valid_to < agency.valid_from
    if begins_late or ends_early:
        raise Refused(
            _("%(name)s không hoạt động trong thời gian giữ chức vụ này.") % {"name": current_name(agency)},
            field="valid_from",
        )
    if new.inner_unit is not None and new.inner_unit.agency_id != agency.pk:
        raise Refused(_("Phòng, bộ phận này không thuộc đơn vị đã chọn."), field="inner_unit")


@transaction.atomic
def end_post(post: Post, *, last_day: date, by: Actor, at: datetime) -> None:
    """The post is held no longer after `last_day`."""
    _check_days(post.valid_from, last_day)
    before = {"valid_to": post.valid_to}
    post.valid_to = last_day
    post.save(update_fields=("valid_to",))
    record(
        by=by,
        at=at,
        act="post.ended",
        thing="person",
        thing_id=post.person_id,
        thing_name=post.person.name,
        before=before,
        after={"title": post.title, "valid_to": last_day},
    )


@transaction.atomic
def grant_role(
    person: Person,
    *,
    role: str,
    agency: Agency | None = None,
    fields: tuple[str, ...] = (),
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> RoleGrant:
    """Give a role. Who audits does nothing else: reading everything and changing something do not go together."""
    _check_days(valid_from, valid_to)
    if role in ROLES_OF_AN_AGENCY and agency is None:
        raise Refused(_("Vai trò này cần chọn đơn vị."), field="agency")
    others = set(RoleGrant.objects.filter(person=person, valid_to=None).values_list("role", flat=True))
    if (role == Role.AUDITOR and others - {Role.AUDITOR}) or (role != Role.AUDITOR and Role.AUDITOR in others):
        raise Refused(_("Vai trò thanh tra, kiểm tra không đi cùng vai trò khác."), field="role")
    if RoleGrant.objects.filter(person=person, role=role, agency=agency, valid_to=None).exists():
        raise Refused(_("Vai trò này đã được giao và chưa kết thúc."), field="role")
    grant = RoleGrant.objects.create(person=person, role=role, agency=agency, valid_from=valid_from, valid_to=valid_to)
    grant.fields_of_work.set(fields_named(fields))
    record(
        by=by,
        at=at,
        act="role.granted",
        thing="person",
        thing_id=person.pk,
        thing_name=person.name,
        after={
            "role": str(role),
            "agency": agency.pk if agency else None,
            "fields_of_work": list(fields),
            "valid_from": valid_from,
            "valid_to": valid_to,
        },
    )
    return grant


@transaction.atomic
def end_grant(grant: RoleGrant, *, last_day: date, by: Actor, at: datetime) -> None:
    """The role ends after `last_day`. The last administrator stays: nobody could give the role back."""
    _check_days(grant.valid_from, last_day)
    if grant.role == Role.ADMINISTRATOR:
        others = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, valid_to=None).exclude(pk=grant.pk)
        if not others.exists():
            raise Refused(_("Đây là quản trị duy nhất. Giao vai trò quản trị cho người khác trước."))
    before = {"valid_to": grant.valid_to}
    grant.valid_to = last_day
    grant.save(update_fields=("valid_to",))
    record(
        by=by,
        at=at,
        act="role.ended",
        thing="person",
        thing_id=grant.person_id,
        thing_name=grant.person.name,
        before=before,
        after={"role": grant.role, "valid_to": last_day},
    )


@transaction.atomic
def record_absence(
    absent: Person, *, deputy: Person, first_day: date, last_day: date, reason: str, by: Actor, at: datetime
) -> Absence:
    """While `absent` is away, `deputy` acts for them."""
    _check_days(first_day, last_day)
    if absent == deputy:
        raise Refused(_("Người làm thay phải là người khác."), field="deputy")
    clash = Absence.objects.filter(absent=absent, valid_from__lte=last_day, valid_to__gte=first_day).first()
    if clash is not None:
        raise Refused(
            _("Từ %(begin)s đến %(end)s đã có người làm thay.")
            % {"begin": day_in_words(clash.valid_from), "end": day_in_words(clash.valid_to)},
            field="valid_from",
        )
    absence = Absence.objects.create(
        absent=absent, deputy=deputy, valid_from=first_day, valid_to=last_day, reason=reason
    )
    record(
        by=by,
        at=at,
        act="absence.recorded",
        thing="person",
        thing_id=absent.pk,
        thing_name=absent.name,
        after={"deputy": deputy.pk, "deputy_name": deputy.name, "valid_from": first_day, "valid_to": last_day},
    )
    return absence


def _check_days(valid_from: date | None, valid_to: date | None) -> None:
    if valid_from and valid_to and valid_to < valid_from:
        raise Refused(
            _("Ngày kết thúc %(end)s trước ngày bắt đầu %(begin)s.")
            % {"end": day_in_words(valid_to), "begin": day_in_words(valid_from)},
            field="valid_to",
        )


def _check_email(work_email: str, but: Person | None = None) -> None:
    same = Person.objects.filter(work_email=work_email.lower())
    if but is not None:
        same = same.exclude(pk=but.pk)
    if clash := same.first():
        raise Refused(
            _("Thư công vụ %(email)s đã ghi cho %(name)s.") % {"email": work_email, "name": clash.name},
            field="work_email",
        )
