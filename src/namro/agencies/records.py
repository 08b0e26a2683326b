"""What is known of agencies, without a database: each record holds from its first to its last day, both included.

Keys are the caller's own; those of agencies and of groups share one namespace. An open first day means "not known or
long ago", an open last day "still so".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

Relation: TypeAlias = Literal["subordinate", "coordinated"]
Status: TypeAlias = Literal["confirmed", "partly", "unconfirmed", "invented"]
Shape: TypeAlias = Literal["one_to_one", "many_to_one", "one_to_many"]
Breadth: TypeAlias = Literal["owners", "enterprises", "people", "officials", "unnamed", "authority", "central", "told"]

RELATIONS: Final = frozenset(get_args(Relation))
STATUSES: Final = frozenset(get_args(Status))
SHAPES: Final = frozenset(get_args(Shape))
BREADTHS: Final = frozenset(get_args(Breadth))
# What sort of body an agency is; a group finds its members by these.
KINDS: Final = frozenset(
    (
        "province_committee",  # UBND tỉnh
        "department",  # sở, Văn phòng UBND tỉnh, Thanh tra tỉnh: cơ quan chuyên môn (NĐ 45/2025/NĐ-CP)
        "province_body",  # ban and other bodies under the province's committee
        "district_committee",  # UBND huyện, thị xã, thành phố; until 30/6/2025
        "commune_committee",  # UBND xã, phường
        "central_body",  # a ministry's arm in the province: tax, treasury, State Bank, police, military command
        "party_body",
        "council",  # HĐND
        "front_and_unions",  # the Fatherland Front and the socio-political organisations
        "university",
        "enterprise",
        "project_owner",  # chủ đầu tư, ban quản lý dự án
        "press",
        "committee",  # hội đồng, ban chỉ đạo of several agencies
        "other",
    )
)


class Dated:
    """What holds from a first to a last day."""

    __slots__ = ()

    valid_from: date | None
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Agency(Dated):
    """A body that tasks are given to. `name` is its last name; what it was called before is an Alias."""

    key: str
    name: str
    kind: str
    abbreviations: tuple[str, ...] = ()
    parent: str | None = None
    relation: Relation = "subordinate"  # "coordinated": asked ("đề nghị"), not ordered
    locality: str = ""  # where it works: "tỉnh Thái Nguyên", "huyện Đại Từ"
    code: str | None = None  # identifier by QĐ 20/2020/QĐ-TTg: "H55"
    place_code: str | None = None  # the locality's statistical code: "05443"
    valid_from: date | None = None
    valid_to: date | None = None
    status: Status = "confirmed"
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Alias(Dated):
    """Another way in which documents call an agency or a group: a short form, an old name, a slip of the pen."""

    text: str
    target: str  # key of an agency or a group
    valid_from: date | None = None
    valid_to: date | None = None
    status: Status = "confirmed"
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Membership(Dated):
    """An exception to a group's rule: an agency that is in it, or out of it, for some time."""

    agency: str
    is_member: bool = True
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Group(Dated):
    """A collective addressee, "các sở, ban, ngành": the agencies of its kinds below `under`, and the exceptions."""

    key: str
    name: str
    kinds: frozenset[str] = frozenset()
    under: str | None = None
    exceptions: tuple[Membership, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    status: Status = "confirmed"
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Succession:
    """From `effective_on` the successor stands where the predecessor stood; `note` says for which part of its work.

    Both are keys. A group as the successor means: one or several of its members, and a person decides which.
    """

    predecessor: str
    successor: str
    effective_on: date
    shape: Shape = "one_to_one"
    status: Status = "confirmed"
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AtLarge:
    """Words that documents put where an agency should stand and that name none: "chủ đầu tư", "đơn vị liên quan"."""

    phrase: str
    breadth: Breadth
    takes_more: bool = True  # whatever follows does not make it an agency: "các doanh nghiệp viễn thông"


@dataclass(frozen=True, slots=True)
class Rows:
    """All that is known of one province, from files or from a database."""

    agencies: tuple[Agency, ...] = ()
    aliases: tuple[Alias, ...] = ()
    groups: tuple[Group, ...] = ()
    successions: tuple[Succession, ...] = ()

    def __add__(self, more: Rows) -> Rows:
        return Rows(
            self.agencies + more.agencies,
            self.aliases + more.aliases,
            self.groups + more.groups,
            self.successions + more.successions,
        )


def days_overlap(one: Dated, other: Dated) -> bool:
    """Whether two records hold on some common day."""
    starts = [day for day in (one.valid_from, other.valid_from) if day]
    ends = [day for day in (one.valid_to, other.valid_to) if day]
    return not starts or not ends or max(starts) <= min(ends)
