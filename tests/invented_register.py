"""A register of any size, made up: documents, tasks and assignments with the mix of states that an office has.

Every document says "số liệu minh họa". The same seed and arguments give the same register.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from namro.agencies.folding import fold
from namro.agencies.models import Agency, AgencyName, FieldOfWork, Kind, Person
from namro.agencies.models.agency import path_of
from namro.directives.models import Directive, Stage
from namro.tasks.models import (
    Assignment,
    Duty,
    Event,
    EventKind,
    ExpectedReport,
    Progress,
    Rhythm,
    Task,
    TaskKind,
    list_order,
)

TASKS_OF_A_DOCUMENT = 40
BATCH = 2_000

WORK = (
    ("Xây dựng kế hoạch", "Kế hoạch"),
    ("Rà soát, tổng hợp", "Báo cáo"),
    ("Tham mưu ban hành nghị quyết về", "Dự thảo nghị quyết"),
    ("Đẩy nhanh tiến độ", "Báo cáo tiến độ"),
    ("Tổ chức kiểm tra", "Báo cáo kết quả kiểm tra"),
    ("Hoàn thành hồ sơ", "Hồ sơ"),
    ("Công khai, cập nhật dữ liệu về", ""),
    ("Hướng dẫn các địa phương về", "Văn bản hướng dẫn"),
)
MATTERS = (
    "quản lý đất đai trên địa bàn tỉnh",
    "giải ngân vốn đầu tư công",
    "bồi thường, giải phóng mặt bằng các dự án trọng điểm",
    "chuyển đổi số và cải cách thủ tục hành chính",
    "nhà ở xã hội, nhà ở công nhân khu công nghiệp",
    "thu ngân sách nhà nước từ hoạt động xuất nhập khẩu",
    "hạ tầng khu, cụm công nghiệp và thu hút đầu tư",
    "phòng, chống thiên tai, hoàn thiện tuyến đê",
    "đào tạo nghề, giải quyết việc làm cho lao động nông thôn",
    "khám bệnh, chữa bệnh bảo hiểm y tế tại tuyến xã",
    "môi trường làng nghề, xử lý chất thải rắn sinh hoạt",
    "an toàn giao thông và trật tự đô thị",
    "phát triển du lịch, bảo tồn di tích",
    "sắp xếp tổ chức bộ máy, tinh giản biên chế",
)
ENDS = (
    "bảo đảm đúng tiến độ, chất lượng",
    "báo cáo UBND tỉnh kết quả thực hiện",
    "gắn với trách nhiệm người đứng đầu",
    "theo đúng quy định của pháp luật",
    "tháo gỡ khó khăn, vướng mắc phát sinh",
)
RHYTHMS = (Rhythm.MONTH, Rhythm.QUARTER, Rhythm.WEEK)
MARKS = ("ccccc", "ccccv", "cccc-", "ccvc-", "vcc-v")


@dataclass(frozen=True, slots=True)
class Made:
    """How much was written."""

    directives: int
    tasks: int
    assignments: int


def invent_communes(count: int, day: date) -> list[Agency]:
    """Communes under the districts that there are, until there are `count` agencies at work on `day`."""
    made: list[Agency] = []
    districts = list(Agency.objects.on(day).filter(kind=Kind.DISTRICT_COMMITTEE).order_by("path"))
    lacking = count - Agency.objects.on(day).count()
    for number in range(1, lacking + 1):
        above = districts[number % len(districts)]
        commune = Agency(parent=above, position=number, kind=Kind.COMMUNE_COMMITTEE, path=f"new{number}")
        commune.save()
        commune.path = path_of(above, number, commune.pk)
        commune.save(update_fields=("path",))
        name = f"UBND xã Minh Họa {number}"
        AgencyName.objects.create(agency=commune, name=name, folded=fold(name))
        made.append(commune)
    return made


def invent_register(
    tasks: int,
    *,
    day: date,
    agencies: Sequence[Agency] = (),
    trial_documents: int = 0,
    seed: int = 7,
    per_document: int = TASKS_OF_A_DOCUMENT,
) -> Made:
    """Write `tasks` tasks of documents of the year before `day`; the last `trial_documents` are on trial."""
    chance = random.Random(seed)
    doers = list(agencies) or list(Agency.objects.on(day).exclude(parent=None).order_by("path"))
    documents = -(-tasks // per_document)
    directives = Directive.objects.bulk_create(
        [_directive(number, day, number > documents - trial_documents) for number in range(1, documents + 1)], BATCH
    )
    rows = _tasks(tasks, directives, per_document, day, chance)
    made = assignments = 0
    for batch in _batches(rows):
        written = Task.objects.bulk_create(batch)
        of_batch = [one for task in written for one in _assignments(task, doers, day, chance)]
        Assignment.objects.bulk_create(of_batch, BATCH)
        ExpectedReport.objects.bulk_create([one for given in of_batch for one in _reports(given, day)], BATCH)
        Event.objects.bulk_create([_event(task) for task in written], BATCH)
        made, assignments = made + len(written), assignments + len(of_batch)
    return Made(len(directives), made, assignments)


def _directive(number: int, day: date, trial: bool) -> Directive:
    issued = day - timedelta(days=20 + number * 53 % 330)
    given = f"{number:02}/CT-UBND"
    subject = f"Về {MATTERS[number % len(MATTERS)]} (số liệu minh họa)"
    at = datetime.combine(issued, time(2), UTC)
    return Directive(
        kind="chỉ thị",
        number=given,
        issuer="Chủ tịch UBND tỉnh",
        issued_date=issued,
        subject=subject,
        stage=Stage.TRIAL if trial else Stage.ISSUED,
        received_at=at,
        registered_at=at,
        folded=f" {fold(f'{given} Chủ tịch UBND tỉnh {subject}')} ",
    )


def _tasks(
    count: int, directives: list[Directive], per_document: int, day: date, chance: random.Random
) -> Iterator[Task]:
    fields = list(FieldOfWork.objects.values_list("pk", flat=True))
    overseers = list(Person.objects.filter(role_grants__role="leader").order_by("pk").values_list("pk", flat=True))
    for index in range(count):
        directive = directives[index // per_document]
        number = index % per_document + 1
        work, product = chance.choice(WORK)
        text = f"{work} {chance.choice(MATTERS)}; {chance.choice(ENDS)}"
        kind = TaskKind.ROUTINE if chance.random() < 0.2 else TaskKind.FOLLOWED
        every = chance.choice(RHYTHMS) if kind == TaskKind.ROUTINE else Rhythm.NONE
        due = None
        if every == Rhythm.NONE and chance.random() < 0.8:
            due = directive.issued_date + timedelta(days=chance.randint(5, 400))
        yield Task(
            directive=directive,
            number=number,
            place=f"II.{(number - 1) // 8 + 1}.{(number - 1) % 8 + 1}",
            text=text,
            kind=kind,
            product=product,
            field_id=chance.choice([*fields, None]),
            overseer_id=chance.choice(overseers) if overseers else None,
            words=text,
            original_due_date=due,
            due_phrase=f"trước ngày {due:%d/%m/%Y}" if due else "",
            every=every,
            rhythm={"every": str(every)} if every else None,
            clears=chance.choice(MARKS),
            created_at=directive.registered_at,
            folded=f" {fold(f'{text} {product}')} ",
        )


def _assignments(task: Task, doers: list[Agency], day: date, chance: random.Random) -> Iterator[Assignment]:
    lead, *others = chance.sample(doers, 1 if chance.random() < 0.7 else min(2, len(doers)))
    for agency, duty in ((lead, Duty.LEAD), *((other, Duty.COORDINATE) for other in others)):
        yield _assignment(task, agency, duty, day, chance)


def _assignment(task: Task, agency: Agency, duty: Duty, day: date, chance: random.Random) -> Assignment:
    original = task.original_due_date
    due = original + timedelta(days=30) if original and chance.random() < 0.05 else original
    progress, completed = _progress(due, day, chance)
    ended = progress in (Progress.DONE, Progress.WITHDRAWN)
    updated = task.created_at + timedelta(days=chance.randint(1, 19), minutes=chance.randint(0, 600))
    closed = updated if ended else None
    return Assignment(
        task=task,
        agency=agency,
        duty=duty,
        progress=progress,
        original_due_date=original,
        due_date=due,
        assigned_at=task.created_at,
        completed_date=completed,
        closed_at=closed,
        updated_at=updated,
        directive=task.directive,
        agency_path=agency.path,
        kind=task.kind,
        field_id=task.field_id,
        overseer_id=task.overseer_id,
        has_target=chance.random() < 0.15,
        has_rhythm=bool(task.every),
        is_counted=progress != Progress.WITHDRAWN and task.directive.stage == Stage.ISSUED,
        list_order=list_order(due, closed),
    )


def _progress(due: date | None, day: date, chance: random.Random) -> tuple[Progress, date | None]:
    if chance.random() < 0.02:
        return Progress.WITHDRAWN, None
    if due is not None and due < day and chance.random() < 0.85:
        late = timedelta(days=chance.randint(1, 20)) if chance.random() < 0.2 else timedelta(days=-chance.randint(0, 9))
        return Progress.DONE, min(day, due + late)
    if chance.random() < 0.03:
        return Progress.DONE, day - timedelta(days=chance.randint(0, 20))
    open_ones = (Progress.NOT_STARTED, Progress.UNDER_WAY, Progress.UNDER_WAY, Progress.AWAITING, Progress.RETURNED)
    return chance.choice(open_ones), None


def _reports(given: Assignment, day: date) -> Iterator[ExpectedReport]:
    if not given.has_rhythm or given.duty != Duty.LEAD:
        return
    for number in (1, 2):
        last = day.replace(day=1) + timedelta(days=31 * (number - 1) + 14)
        yield ExpectedReport(
            assignment=given,
            number=number,
            period=f"tháng {last.month}/{last.year}",
            period_first=last - timedelta(days=30),
            period_last=last,
            cut_off_date=last,
            due_date=last + timedelta(days=10),
            reason="Số liệu minh họa.",
        )


def _event(task: Task) -> Event:
    return Event(task=task, kind=EventKind.ENTERED, at=task.created_at, person_name="số liệu minh họa")


def _batches(rows: Iterator[Task]) -> Iterator[list[Task]]:
    batch: list[Task] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
