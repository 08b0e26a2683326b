"""Agencies from a workbook: `check` finds what is wrong with each row, `save` enters the good ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from namro.agencies.errors import Refused
from namro.agencies.folding import fold, fold_in_full, name_key
from namro.agencies.imports.drafts import claim
from namro.agencies.imports.workbook import Column, Refusal, Row, cell_name, read_day
from namro.agencies.models import Agency, AgencyName, ImportDraft, Kind, Relation
from namro.agencies.operations.agencies import NewAgency, create_agency
from namro.audit.actor import Actor

COLUMNS = (
    Column("name", "Tên đơn vị", "Sở Tài chính", required=True),
    Column("abbreviation", "Viết tắt", "STC"),
    Column("kind", "Loại", "Sở và cơ quan tương đương", required=True),
    Column("parent", "Cấp trên", "UBND tỉnh An Lâm"),
    Column("relation", "Quan hệ", "trực thuộc", allowed=("trực thuộc", "phối hợp")),
    Column("code", "Mã định danh", ""),
    Column("locality", "Địa bàn", "tỉnh An Lâm"),
    Column("fields", "Lĩnh vực", "tài chính; kế hoạch"),
    Column("valid_from", "Từ ngày", "01/3/2025"),
    Column("valid_to", "Đến hết ngày", ""),
    Column("source", "Nguồn", "NQ 45/NQ-HĐND"),
)
_PLACE = {column.key: place for place, column in enumerate(COLUMNS)}
with override("vi"):  # a workbook is Vietnamese whatever the language of the page
    _KINDS = {fold(str(label)): value for value, label in Kind.choices} | {value: value for value in Kind.values}
_RELATIONS = {"truc thuoc": Relation.SUBORDINATE, "phoi hop": Relation.COORDINATED, "": Relation.SUBORDINATE}


def check(rows: Sequence[Row]) -> tuple[list[Row], list[Refusal]]:
    """The rows that can be entered, and why the others cannot. Parents may stand in the same workbook, above."""
    good: list[Row] = []
    refusals: list[Refusal] = []
    known = _Known()
    for row in rows:
        reasons = list(_reasons(row, known))
        if reasons:
            refusals.extend(reasons)
        else:
            good.append(row)
            known.add(row)
    return good, refusals


@transaction.atomic
def save(draft: ImportDraft, *, by: Actor, at: datetime) -> int:
    """Enter the good rows of a draft, once; returns how many."""
    claim(draft, at=at)
    return enter([stored["cells"] for stored in draft.rows], by=by, at=at)


@transaction.atomic
def enter(rows: Sequence[Mapping[str, str]], *, by: Actor, at: datetime) -> int:
    """Enter rows that `check` found good; returns how many."""
    entered: dict[str, Agency] = {}
    for cells in rows:
        entered[fold_in_full(cells["name"])] = create_agency(_new(cells, entered), by=by, at=at)
    return len(rows)


class _Known:
    """Names and codes in the database and in the rows above."""

    def __init__(self) -> None:
        names = AgencyName.objects.filter(agency__valid_to=None).values_list("name", "agency__parent")
        self.parents = Counter(fold_in_full(name) for name, _parent in names)
        by_id = dict(AgencyName.objects.filter(valid_to=None).values_list("agency", "name"))
        self.names = {(fold_in_full(by_id.get(parent, "")), name_key(name)) for name, parent in names}
        self.codes = set(Agency.objects.filter(valid_to=None).exclude(code=None).values_list("code", flat=True))

    def add(self, row: Row) -> None:
        self.parents[fold_in_full(row.cells["name"])] += 1
        self.names.add((fold_in_full(row.cells.get("parent", "")), name_key(row.cells["name"])))
        if row.cells.get("code"):
            self.codes.add(row.cells["code"])


def _reasons(row: Row, known: _Known) -> list[Refusal]:
    cells = row.cells
    reasons: list[tuple[str, str]] = []
    parent = fold_in_full(cells.get("parent", ""))
    if not fold(cells["name"]):
        reasons.append(("name", _("Chưa có tên đơn vị.")))
    elif (parent, name_key(cells["name"])) in known.names:
        reasons.append(("name", _("“%(name)s” đã có dưới cùng cấp trên.") % {"name": cells["name"]}))
    if fold(cells["kind"]) not in _KINDS and cells["kind"] not in _KINDS:
        reasons.append(("kind", _("Loại “%(kind)s” không có trong danh mục.") % {"kind": cells["kind"]}))
    if fold(cells.get("relation", "")) not in _RELATIONS:
        reasons.append(("relation", _("Chỉ nhận “trực thuộc” hoặc “phối hợp”.")))
    if parent and parent not in known.parents:
        reasons.append(("parent", _("Chưa có đơn vị “%(name)s”.") % {"name": cells["parent"]}))
    elif parent and known.parents[parent] > 1:
        reasons.append(("parent", _("Có nhiều đơn vị tên “%(name)s”.") % {"name": cells["parent"]}))
    if cells.get("code") and cells["code"] in known.codes:
        reasons.append(("code", _("Mã %(code)s đã dùng.") % {"code": cells["code"]}))
    reasons.extend(_reasons_of_days(cells))
    return [Refusal(row.number, cell_name(_PLACE[key], row.number), reason) for key, reason in reasons]


def _reasons_of_days(cells: dict[str, str]) -> list[tuple[str, str]]:
    days: dict[str, date | None] = {}
    reasons = []
    for key in ("valid_from", "valid_to"):
        try:
            days[key] = read_day(cells.get(key, ""))
        except ValueError:
            reasons.append((key, _("“%(text)s” không phải ngày. Ghi như 01/3/2025.") % {"text": cells[key]}))
    first, last = days.get("valid_from"), days.get("valid_to")
    if first and last and last < first:
        reasons.append(("valid_to", _("Ngày kết thúc trước ngày bắt đầu.")))
    return reasons


def _new(cells: Mapping[str, str], entered: dict[str, Agency]) -> NewAgency:
    parent = cells.get("parent", "")
    return NewAgency(
        name=cells["name"],
        abbreviation=cells.get("abbreviation", ""),
        kind=_KINDS.get(fold(cells["kind"])) or _KINDS[cells["kind"]],
        relation=_RELATIONS[fold(cells.get("relation", ""))],
        code=cells.get("code") or None,
        locality=cells.get("locality", ""),
        parent=_parent(parent, entered) if parent else None,
        valid_from=read_day(cells.get("valid_from", "")),
        valid_to=read_day(cells.get("valid_to", "")),
        source=cells.get("source", ""),
        fields_of_work=tuple(word.strip() for word in cells.get("fields", "").split(";") if word.strip()),
    )


def _parent(name: str, entered: dict[str, Agency]) -> Agency:
    plain = fold_in_full(name)
    if plain in entered:
        return entered[plain]
    spelt = {plain, fold(name)}
    found = Agency.objects.filter(valid_to=None, names__folded__in=spelt, names__valid_to=None).first()
    if found is None:  # closed or renamed since the preview
        raise Refused(_("Chưa có đơn vị “%(name)s”.") % {"name": name})
    return found
