"""The people of every agency that may be given a task: a head and an officer each, without accounts; two more
vice-chairmen beside the one of the cast."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from namro.access.roles import Role
from namro.agencies.folding import fold
from namro.agencies.imports.province import Loaded
from namro.agencies.models import Agency, Kind, Person, Post, Rank, RoleGrant
from namro.agencies.operations import NewPost, add_post, create_person, grant_role
from namro.audit.actor import Actor

SINCE = date(2025, 3, 1)
HIRED_AT = "2025-03-03T08:00+07:00"
SEED = 11

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Mai", "Đinh", "Hà")
MIDDLE = {"m": ("Văn", "Đức", "Quang", "Xuân", "Hữu"), "f": ("Thị", "Thu", "Ngọc", "Bích", "Kim")}
GIVEN = {
    "m": ("An", "Bách", "Cường", "Dũng", "Giang", "Hải", "Hùng", "Khoa", "Lâm", "Minh", "Nam", "Phúc", "Quân", "Sơn",
          "Thành", "Tuấn", "Việt", "Vinh"),
    "f": ("Anh", "Chi", "Dung", "Hà", "Hạnh", "Hoa", "Hương", "Lan", "Linh", "Mai", "Nga", "Oanh", "Phương", "Thảo",
          "Trang", "Vân", "Yến"),
}  # fmt: skip
HEAD_TITLES = {
    Kind.DEPARTMENT: "Giám đốc",
    Kind.PROVINCE_BODY: "Giám đốc",
    Kind.PROJECT_OWNER: "Giám đốc",
    Kind.DISTRICT_COMMITTEE: "Chủ tịch",
    Kind.UNIVERSITY: "Hiệu trưởng",
    Kind.FRONT_AND_UNIONS: "Chủ tịch",
    Kind.PRESS: "Tổng Biên tập",
    Kind.ENTERPRISE: "Giám đốc",
}
VICE_CHAIRMEN = (
    ("Vũ Đình Kinh", ("tài chính, kế hoạch, đầu tư", "nông nghiệp, môi trường", "tư pháp", "thanh tra")),
    (
        "Ngô Thị Hội",
        (
            "y tế",
            "giáo dục",
            "văn hóa, thể thao, du lịch",
            "nội vụ, lao động",
            "dân tộc, tôn giáo",
            "khoa học, công nghệ, chuyển đổi số",
        ),
    ),
)


@dataclass(slots=True)
class Staff:
    """Who acts for whom."""

    agencies: dict[str, Agency]
    cast: dict[str, Person] = field(default_factory=dict)
    heads: dict[int, Person] = field(default_factory=dict)
    officers: dict[int, Person] = field(default_factory=dict)
    vice_chairmen: list[Person] = field(default_factory=list)

    def agency(self, key: str) -> Agency:
        """An agency of the province's set."""
        return self.agencies[key]


def hire(loaded: Loaded, *, by: Actor) -> Staff:
    """Give every agency the people whom it lacks."""
    at = datetime.fromisoformat(HIRED_AT)
    staff = Staff(loaded.agencies)
    people = Person.objects.filter(account__isnull=False).select_related("account")
    staff.cast = {person.account.username: person for person in people}
    for role, found in ((Role.AGENCY_HEAD, staff.heads), (Role.FOCAL_OFFICER, staff.officers)):
        for grant in RoleGrant.objects.filter(role=role).select_related("person"):
            found[grant.agency_id] = grant.person
    chance, taken = Random(SEED), set(Person.objects.values_list("name", flat=True))
    for key, agency in loaded.agencies.items():
        if agency.kind in (Kind.PROVINCE_COMMITTEE, Kind.PARTY_BODY, Kind.COUNCIL):
            continue
        if agency.pk not in staff.heads:
            staff.heads[agency.pk] = _head(agency, key, _name(chance, taken), by, at)
        if agency.pk not in staff.officers:
            officer = staff.officers[agency.pk] = _person(_name(chance, taken), key, by, at)
            _post(officer, agency, "Chuyên viên", Rank.OTHER, by, at)
            grant_role(officer, role=Role.FOCAL_OFFICER, agency=agency, valid_from=SINCE, by=by, at=at)
    top = loaded.agencies["ubnd-tinh"]
    for name, fields in VICE_CHAIRMEN:
        person = _person(name, "ubnd-tinh", by, at)
        _post(person, top, "Phó Chủ tịch", Rank.DEPUTY, by, at)
        grant_role(person, role=Role.LEADER, agency=top, fields=fields, valid_from=SINCE, by=by, at=at)
        staff.vice_chairmen.append(person)
    return staff


def _head(agency: Agency, key: str, name: str, by: Actor, at: datetime) -> Person:
    post = Post.objects.filter(agency=agency, rank=Rank.HEAD).select_related("person").first()
    if post is not None:
        head = post.person
    else:
        head = _person(name, key, by, at)
        _post(head, agency, HEAD_TITLES.get(Kind(agency.kind), "Thủ trưởng"), Rank.HEAD, by, at)
    grant_role(head, role=Role.AGENCY_HEAD, agency=agency, valid_from=SINCE, by=by, at=at)
    return head


def _person(name: str, key: str, by: Actor, at: datetime) -> Person:
    address = f"{fold(name).replace(' ', '.')}.{key}@an-lam.example"
    return create_person(name=name, work_email=address, by=by, at=at)


def _post(person: Person, agency: Agency, title: str, rank: Rank, by: Actor, at: datetime) -> None:
    add_post(person, NewPost(agency=agency, title=title, rank=rank, valid_from=SINCE), by=by, at=at)


def _name(chance: Random, taken: set[str]) -> str:
    while True:
        sex = chance.choice("mf")
        name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE[sex])} {chance.choice(GIVEN[sex])}"
        if name not in taken:
            taken.add(name)
            return name
