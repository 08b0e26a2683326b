"""Agencies: their making, renaming, ending and succession."""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from namro.agencies.errors import Refused
from namro.agencies.folding import fold, fold_in_full, same_name
from namro.agencies.models import Agency, AgencyName, FieldOfWork, InnerUnit, Relation, Succession
from namro.agencies.models.agency import body_key, path_of
from namro.agencies.models.naming import Body
from namro.audit.actor import Actor
from namro.audit.operations import record
from namro.words import day_in_words


@dataclass(frozen=True, slots=True)
class NewAgency:
    """What is known of an agency when it is entered."""

    name: str
    kind: str
    abbreviation: str = ""
    relation: str = Relation.SUBORDINATE
    code: str | None = None
    place_code: str | None = None
    locality: str = ""
    parent: Agency | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    fields_of_work: tuple[str, ...] = ()
    position: int | None = None  # None: after its brothers


@transaction.atomic
def create_agency(new: NewAgency, *, by: Actor, at: datetime) -> Agency:
    """Enter an agency with its first name. Refused when its days or its name clash with another's."""
    _check_days(new.valid_from, new.valid_to)
    _check_inside_parent(new)
    _check_code(new.code)
    check_name_is_free(new.name, new.parent, new.valid_from, new.valid_to)
    agency = Agency(
        parent=new.parent,
        position=new.position if new.position is not None else _next_position(new.parent),
        kind=new.kind,
        relation=new.relation,
        code=new.code or None,
        place_code=new.place_code or None,
        locality=new.locality,
        valid_from=new.valid_from,
        valid_to=new.valid_to,
        source=new.source,
    )
    _save_with_path(agency)
    _add_name(agency, new.name, new.abbreviation, new.valid_from, new.valid_to, new.source)
    if new.fields_of_work:
        agency.fields_of_work.set(fields_named(new.fields_of_work))
    record(
        by=by,
        at=at,
        act="agency.created",
        thing="agency",
        thing_id=agency.pk,
        thing_name=new.name,
        after=_told(agency) | {"name": new.name, "abbreviation": new.abbreviation},
    )
    return agency


@transaction.atomic
def edit_agency(
    agency: Agency,
    *,
    kind: str,
    relation: str,
    code: str | None,
    locality: str,
    fields_of_work: tuple[str, ...],
    abbreviation: str,
    by: Actor,
    at: datetime,
) -> None:
    """Mend what is known of an agency; names and days have operations of their own. The name that it bears can be given
    the abbreviation that it lacks: what it has was used, and another is a new name."""
    _check_code(code, but=agency)
    named = agency.names.on(timezone.localdate(at)).first() or agency.names.latest_first().first()
    before = _told(agency) | {"abbreviation": named.abbreviation if named else ""}
    if named is not None and abbreviation != named.abbreviation:
        if named.abbreviation:
            raise Refused(_("Chữ viết tắt khác thì ghi ở “Đổi tên”, từ ngày đổi."), field="abbreviation")
        named.abbreviation = abbreviation
        named.save(update_fields=("abbreviation",))
    agency.kind, agency.relation, agency.code, agency.locality = kind, relation, code or None, locality
    agency.save(update_fields=("kind", "relation", "code", "locality"))
    agency.fields_of_work.set(fields_named(fields_of_work))
    record(
        by=by,
        at=at,
        act="agency.edited",
        thing="agency",
        thing_id=agency.pk,
        thing_name=current_name(agency),
        before=before,
        after=_told(agency) | {"abbreviation": named.abbreviation if named else ""},
    )


@transaction.atomic
def rename_agency(
    agency: Agency, *, name: str, abbreviation: str, first_day: date, source: str, by: Actor, at: datetime
) -> None:
    """From `first_day` on the agency bears another name; the name before ends the day before."""
    last = agency.names.latest_first().first()
    if last is not None and last.valid_from is not None and first_day <= last.valid_from:
        raise Refused(
            _("Tên mới phải có hiệu lực sau ngày %(day)s, ngày tên đang dùng bắt đầu.")
            % {"day": day_in_words(last.valid_from)},
            field="first_day",
        )
    if agency.valid_to is not None and first_day > agency.valid_to:
        raise Refused(_("Đơn vị đã kết thúc ngày %(day)s.") % {"day": day_in_words(agency.valid_to)}, field="first_day")
    check_name_is_free(name, agency.parent, first_day, agency.valid_to, but=agency)
    before = {"name": last.name if last else None}
    if last is not None:
        last.valid_to = first_day - timedelta(days=1)
        last.save(update_fields=("valid_to",))
    _add_name(agency, name, abbreviation, first_day, agency.valid_to, source)
    record(
        by=by,
        at=at,
        act="agency.renamed",
        thing="agency",
        thing_id=agency.pk,
        thing_name=name,
        before=before,
        after={"name": name, "abbreviation": abbreviation, "first_day": first_day, "source": source},
    )


@transaction.atomic
def close_agency(agency: Agency, *, last_day: date, by: Actor, at: datetime) -> None:
    """The agency is no more after `last_day`; its name and its roles end with it. What is below it must end first."""
    _check_days(agency.valid_from, last_day, field="last_day")
    alive = agency.children.filter(valid_to=None).count()
    if alive:
        raise Refused(
            _("Còn %(count)s đơn vị trực thuộc chưa kết thúc. Kết thúc các đơn vị đó trước.") % {"count": alive},
            field="last_day",
        )
    before = {"valid_to": agency.valid_to}
    agency.valid_to = last_day
    agency.save(update_fields=("valid_to",))
    agency.names.filter(valid_to=None).update(valid_to=last_day)
    record(
        by=by,
        at=at,
        act="agency.closed",
        thing="agency",
        thing_id=agency.pk,
        thing_name=current_name(agency),
        before=before,
        after={"valid_to": last_day},
    )


@transaction.atomic
def record_succession(
    predecessor: Body,
    successor: Body,
    *,
    effective_date: date,
    source: str = "",
    note: str = "",
    by: Actor,
    at: datetime,
) -> Succession:
    """From `effective_date` on `successor` stands for `predecessor`, wholly or in part. Loops are refused."""
    if predecessor == successor:
        raise Refused(_("Đơn vị không thể kế thừa chính nó."), field="successor")
    if key_of(predecessor) in all_successors(successor):
        raise Refused(
            _("%(successor)s đã có %(predecessor)s trong các đơn vị kế thừa, nên không thể kế thừa ngược lại.")
            % {"successor": current_name(successor), "predecessor": current_name(predecessor)},
            field="successor",
        )
    if not successor.holds_on(effective_date):
        raise Refused(
            _("%(name)s không hoạt động vào ngày %(day)s.")
            % {"name": current_name(successor), "day": day_in_words(effective_date)},
            field="effective_date",
        )
    if successions_between(predecessor, successor).exists():
        raise Refused(_("Việc kế thừa này đã được ghi."), field="successor")
    succession = Succession.objects.create(
        **_end("predecessor", predecessor),
        **_end("successor", successor),
        effective_date=effective_date,
        source=source,
        note=note,
    )
    record(
        by=by,
        at=at,
        act="agency.succeeded",
        thing="agency" if isinstance(predecessor, Agency) else "group",
        thing_id=predecessor.pk,
        thing_name=current_name(predecessor),
        after={
            "successor": key_of(successor),
            "name": current_name(successor),
            "from": effective_date,
            "source": source,
        },
    )
    return succession


def successions_between(predecessor: Body, successor: Body) -> QuerySet[Succession]:
    """What is recorded of the one standing for the other; at most one."""
    return Succession.objects.filter(**_end("predecessor", predecessor), **_end("successor", successor))


@transaction.atomic
def add_inner_unit(agency: Agency, *, name: str, by: Actor, at: datetime, valid_from: date | None = None) -> InnerUnit:
    """Enter a unit inside the agency."""
    if agency.inner_units.filter(name__iexact=name, valid_to=None).exists():
        raise Refused(_("%(name)s đã có trong đơn vị này.") % {"name": name}, field="name")
    unit = InnerUnit.objects.create(agency=agency, name=name, valid_from=valid_from)
    record(
        by=by,
        at=at,
        act="agency.inner_unit_added",
        thing="agency",
        thing_id=agency.pk,
        thing_name=current_name(agency),
        after={"inner_unit": name},
    )
    return unit


def key_of(body: Body) -> str:
    """The key of an agency or a group."""
    return body_key(body.pk, None) if isinstance(body, Agency) else body_key(None, body.pk)


def all_successors(body: Body) -> set[str]:
    """The keys of the agencies and groups that came after this one, however many steps away."""
    after: dict[str, set[str]] = defaultdict(set)
    for step in Succession.objects.all():
        after[step.predecessor_key].add(step.successor_key)
    found: set[str] = set()
    edge = {key_of(body)}
    while edge:
        edge = set().union(*(after[key] for key in edge)) - found
        found |= edge
    return found


def current_name(body: Body) -> str:
    """The last name it bore."""
    if not isinstance(body, Agency):
        return body.name
    last = body.names.latest_first().first()
    return last.name if last else f"#{body.pk}"


def check_name_is_free(
    name: str, parent: Agency | None, valid_from: date | None, valid_to: date | None, *, but: Agency | None = None
) -> None:
    """Refuse a name that another agency under the same body bears on one of these days."""
    spelt = {fold(name), fold_in_full(name)}
    alike = AgencyName.objects.filter(folded__in=spelt, agency__parent=parent).overlapping(valid_from, valid_to)
    if but is not None:
        alike = alike.exclude(agency=but)
    if clash := next((other for other in alike if same_name(other.name, name)), None):
        raise Refused(
            _("Đã có đơn vị tên “%(name)s” trong thời gian này. Hai đơn vị cùng cấp không được trùng tên.")
            % {"name": clash.name},
            field="name",
        )


def fields_named(names: tuple[str, ...]) -> list[FieldOfWork]:
    """The fields of work with these names, made where they are new."""
    return [FieldOfWork.objects.get_or_create(name=name.strip())[0] for name in names if name.strip()]


def _end(side: str, body: Body) -> dict[str, Body]:
    return {side if isinstance(body, Agency) else f"{side}_group": body}


def _add_name(
    agency: Agency, name: str, abbreviation: str, valid_from: date | None, valid_to: date | None, source: str
) -> None:
    AgencyName.objects.create(
        agency=agency,
        name=name,
        folded=fold(name),
        abbreviation=abbreviation,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )


def _save_with_path(agency: Agency) -> None:
    # The path holds the record's own id, which is known only after the first save.
    agency.path = secrets.token_hex(16)
    agency.save()
    agency.path = path_of(agency.parent, agency.position, agency.pk)
    agency.save(update_fields=("path",))


def _next_position(parent: Agency | None) -> int:
    last = Agency.objects.filter(parent=parent).aggregate(last=Max("position"))["last"]
    return min((last or 0) + 10, 9999)


def _check_days(valid_from: date | None, valid_to: date | None, field: str = "valid_to") -> None:
    if valid_from and valid_to and valid_to < valid_from:
        raise Refused(
            _("Ngày kết thúc %(end)s trước ngày bắt đầu %(begin)s.")
            % {"end": day_in_words(valid_to), "begin": day_in_words(valid_from)},
            field=field,
        )


def _check_inside_parent(new: NewAgency) -> None:
    parent = new.parent
    if parent is not None and parent.valid_to is not None and (new.valid_to is None or new.valid_to > parent.valid_to):
        raise Refused(
            _("Cấp trên %(name)s chỉ hoạt động đến ngày %(day)s.")
            % {"name": current_name(parent), "day": day_in_words(parent.valid_to)},
            field="parent",
        )


def _check_code(code: str | None, but: Agency | None = None) -> None:
    if not code:
        return
    same = Agency.objects.filter(code=code, valid_to=None)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if clash := same.first():
        raise Refused(
            _("Mã định danh %(code)s đã cấp cho %(name)s.") % {"code": code, "name": current_name(clash)}, field="code"
        )


def _told(agency: Agency) -> dict[str, object]:
    return {
        "kind": agency.kind,
        "relation": agency.relation,
        "code": agency.code,
        "locality": agency.locality,
        "parent": agency.parent_id,
        "valid_from": agency.valid_from,
        "valid_to": agency.valid_to,
        "fields_of_work": sorted(agency.fields_of_work.values_list("name", flat=True)),
    }
