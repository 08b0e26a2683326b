"""What lint says for the drafter: the clears that a task lacks, and the slips of a text. All texts are invented."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namro.reading import lexicon, read
from namro.reading.clarity import lint, measure
from namro.reading.clears import AUTHORITY, DEFAULT_CLEARS, SIX_CLEARS
from namro.reading.collectives import is_collective
from namro.reading.folding import fold
from namro.reading.model import (
    Block,
    Citation,
    Coverage,
    Deadline,
    Directive,
    Head,
    Named,
    NoteMark,
    Recurrence,
    Sentence,
    SoftTime,
    Source,
    Span,
    Target,
    Task,
    Unit,
)

# Builders: the smallest directive that holds what a row is about.


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def names(text: str, *wanted: str) -> tuple[Named, ...]:
    return tuple(Named(name, span_of(text, name) if name in text else Span(0, 0), "test", 1.0) for name in wanted)


def by(text: str, quote: str, day: str, rule: str = "by") -> Deadline:
    return Deadline(quote, span_of(text, quote), rule, day, "test", 1.0)


def task(
    text: str,
    leads: tuple[str, ...] = ("Sở Tài chính",),
    *,
    deadlines: tuple[tuple[str, str], ...] = (),  # quote, date
    within: str | None = None,
    since: str | None = None,
    every: str | None = None,
    soft: str | None = None,
    target: bool = False,
    cited: bool = False,
    reports_to: tuple[str, ...] = (),
    product: str | None = None,
    nature: str = "assigned",
) -> Task:
    whole = Span(0, len(text))
    terms = (Deadline(within, span_of(text, within), "within", None, "test", 1.0, 5, "day", since),) if within else ()
    return Task(
        at="I.1",
        nth=1,
        span=whole,
        text=text,
        leads=names(text, *leads),
        coordinators=(),
        mode="assign",
        deadlines=tuple(by(text, quote, day) for quote, day in deadlines) + terms,
        recurrences=(Recurrence("định kỳ", whole, every, None, None, "test", 1.0),) if every else (),
        targets=(Target("100%", whole, ">=", 100, "%", None, "test", 1.0),) if target else (),
        citations=(Citation("", whole, "kế hoạch", "1/KH-UBND", None, None, "test", 1.0),) if cited else (),
        reports_to=names(text, *reports_to),
        through=(),
        product=Named(product, whole, "test", 1.0) if product else None,
        soft_times=(SoftTime(soft, span_of(text, soft)),) if soft else (),
        nature=nature,
        found_by="test",
        confidence=1.0,
    )


def directive(text: str, *tasks: Task, signed: str | None = "2025-03-10", **parts) -> Directive:
    """`parts`: marks, notes (a paragraph's words -> its mark), tables (words -> table), citations, outline."""
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        note = next((mark for words, mark in parts.get("notes", {}).items() if line.startswith(words)), None)
        table = next((index for words, index in parts.get("tables", {}).items() if words in line), None)
        blocks.append(Block(start, start + len(line), number, note=note, table=table))
        start += len(line) + 1
    return Directive(
        Source("text", None, text, tuple(blocks), marks=parts.get("marks", ())),
        Head(issued_on=signed),
        parts.get("outline", ()),
        parts.get("citations", ()),
        tasks,
        Coverage(tuple(Sentence(Span(block.start, block.end), "task", "test") for block in blocks)),
    )


def judged(one: Task, key: str, criteria=SIX_CLEARS):
    """The mark of one clear on one task."""
    (marks,) = measure(directive(one.text, one), criteria)
    return next(mark for mark in marks if mark.key == key)


def slips(text: str, *tasks: Task, calendar=None, **parts) -> list[tuple[str, str]]:
    found = lint(directive(text, *tasks, **parts), calendar)
    return [(one.kind, one.message) for one in found if one.level == "slip"]


class Weekdays:
    """A calendar in which only weekends are days off."""

    def is_working_day(self, day: date, /) -> bool:
        return day.weekday() < 5

    def why(self, day: date, /) -> str:
        return f"{day:%d/%m/%Y} là ngày nghỉ hằng tuần."


# Rõ người


@pytest.mark.parametrize(
    ("name", "collective"),
    [
        ("Sở Tài chính", False),
        ("Công an tỉnh", False),  # the one police of the province
        ("Ban Quản lý các khu công nghiệp tỉnh", False),  # "các" inside the name of one agency
        ("UBND huyện Bình Sơn", False),
        ("Chi cục Thuế khu vực VII", False),
        ("Ủy ban nhân dân tỉnh Thanh Hóa", False),
        ("các sở, ban, ngành", True),
        ("Các Sở, ban, ngành cấp tỉnh", True),
        ("địa phương", True),
        ("chủ đầu tư", True),
        ("Cơ quan phối hợp", True),  # a role, not an agency
        ("Cơ quan Ủy ban Mặt trận Tổ quốc tỉnh", False),  # an agency: its name follows
        ("Bộ trưởng", True),
        ("Bộ trưởng Bộ Nội vụ", False),
        ("UBND các huyện, thành phố", True),
        ("Uỷ ban nhân dân các xã, phường", True),  # the old place of the tone mark
        ("UBND cấp xã", True),
        ("Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương", True),
        ("UBND các huyện: Bình Sơn, Mường Chuông", False),  # named one by one
        ("các đồng chí Phó Chủ tịch UBND tỉnh", True),
        ("11 địa phương", True),
    ],
)
def test_who_is_a_collective(name, collective):
    assert is_collective(name) is collective


@pytest.mark.parametrize(
    ("leads", "state", "remark"),
    [
        (("Sở Tài chính", "Sở Xây dựng"), "clear", None),
        ((), "missing", "Nêu tên cơ quan, người thực hiện."),
        (
            ("các sở, ban, ngành",),
            "vague",
            "Nêu tên từng cơ quan, đơn vị thay cho “các sở, ban, ngành”, hoặc kèm danh sách.",
        ),
        # one group among named agencies is enough to leave somebody unnamed
        (("Sở Tài chính", "địa phương"), "vague", "Nêu tên cơ quan thay cho “địa phương”."),
        (("cơ quan chủ trì",), "vague", "Nêu tên cơ quan thay cho “cơ quan chủ trì”."),
    ],
)
def test_person(leads, state, remark):
    mark = judged(task("Rà soát danh mục dự án.", leads), "person")
    assert (mark.name, mark.state, mark.remark) == ("người", state, remark)


# Rõ việc


@pytest.mark.parametrize(
    ("text", "given", "state"),
    [
        ("Sở Tài chính rà soát danh mục dự án chậm tiến độ.", {}, "clear"),
        ("Sở Tài chính tăng cường kiểm tra, giám sát tại hiện trường.", {}, "clear"),  # an act beside the vague word
        ("Sở Tài chính đẩy mạnh phát triển kinh tế xanh, kinh tế tuần hoàn.", {}, "vague"),
        ("Sở Tài chính chủ động phát huy vai trò dẫn dắt của doanh nghiệp.", {}, "vague"),
        ("Đẩy nhanh các công trình trọng điểm.", {}, "vague"),  # "công trình" is no "trình"
        ("Sở Xây dựng nâng cao chất lượng đô thị.", {"leads": ("Sở Xây dựng",)}, "vague"),  # a name builds nothing
        ("Sở Tài chính thực hiện tốt nhiệm vụ được giao.", {}, "missing"),
        ("Khẩn trương triển khai thực hiện nghiêm túc.", {}, "missing"),
        ("Sở Tài chính thực hiện nghiêm Kế hoạch số 1/KH-UBND.", {"cited": True}, "clear"),  # the plan says what
        ("Sở Tài chính phấn đấu giải ngân đạt 100%.", {"target": True}, "clear"),
        ("Sở Tài chính gieo hạt ở vùng cao.", {}, "clear"),  # a verb unknown to the lexicon is not held against it
    ],
)
def test_work(text, given, state):
    assert judged(task(text, **given), "work").state == state


def test_work_names_the_vague_words():
    text = "Sở Tài chính đẩy mạnh phát triển kinh tế xanh."
    found = next(one for one in lint(directive(text, task(text))) if one.kind == "work")
    assert found.message == "Nêu việc cụ thể phải làm; “đẩy mạnh”, “phát triển” chưa cho biết làm gì."
    assert text[found.span.start : found.span.end] == "đẩy mạnh"


# Rõ thời gian


@pytest.mark.parametrize(
    ("text", "given", "state", "remark"),
    [
        ("Báo cáo trước ngày 15/3/2025.", {"deadlines": (("trước ngày 15/3/2025", "2025-03-15"),)}, "clear", None),
        ("Báo cáo hằng tháng.", {"every": "month"}, "clear", None),
        (
            "Báo cáo định kỳ.",
            {"every": "unspecified"},
            "vague",
            "Nêu chu kỳ (hằng tháng, hằng quý…) thay cho “định kỳ”.",
        ),
        (
            "Khẩn trương rà soát.",
            {"soft": "Khẩn trương"},
            "vague",
            "Nêu thời hạn hoặc chu kỳ; “Khẩn trương” chưa xác định được ngày.",
        ),
        ("Rà soát danh mục.", {}, "missing", "Nêu thời hạn hoàn thành hoặc chu kỳ thực hiện."),
        # a routine duty needs a rhythm rather than an end
        (
            "Theo dõi danh mục.",
            {"nature": "routine"},
            "missing",
            "Nêu chu kỳ thực hiện, báo cáo, hoặc ghi rõ là nhiệm vụ thường xuyên.",
        ),
        # one that is told to go on always has told its time
        ("Thường xuyên theo dõi danh mục.", {"nature": "routine", "soft": "Thường xuyên"}, "clear", None),
        # what waits for an event needs a term from it
        ("Trường hợp có vướng mắc, báo cáo.", {}, "missing", "Nêu thời hạn thực hiện kể từ khi việc phát sinh."),
        # a term needs its first day
        (
            "Trả lời trong 05 ngày.",
            {"within": "trong 05 ngày"},
            "vague",
            "Nêu ngày bắt đầu tính thời hạn “trong 05 ngày”.",
        ),
        ("Trả lời trong 05 ngày kể từ ngày nhận.", {"within": "trong 05 ngày", "since": "ngày nhận"}, "clear", None),
    ],
)
def test_time(text, given, state, remark):
    mark = judged(task(text, **given), "time")
    assert (mark.state, mark.remark) == (state, remark)


# Rõ trách nhiệm


@pytest.mark.parametrize(
    ("text", "leads", "state"),
    [
        ("Sở Tài chính rà soát.", ("Sở Tài chính",), "clear"),
        ("Rà soát.", (), "missing"),
        ("Các sở, ngành rà soát.", ("Các sở, ngành",), "missing"),  # everybody's task is nobody's
        ("Sở Tài chính, Sở Y tế rà soát.", ("Sở Tài chính", "Sở Y tế"), "vague"),
        ("Sở Tài chính, Sở Y tế chủ trì rà soát.", ("Sở Tài chính", "Sở Y tế"), "vague"),  # both lead
        ("Sở Tài chính chủ trì; cùng Sở Y tế rà soát.", ("Sở Tài chính", "Sở Y tế"), "clear"),  # one is told to lead
        ("Các sở, ngành chịu trách nhiệm về số liệu.", ("Các sở, ngành",), "vague"),  # answers, but who?
        ("Sở Tài chính, Sở Y tế chịu trách nhiệm về số liệu.", ("Sở Tài chính", "Sở Y tế"), "clear"),
    ],
)
def test_responsibility(text, leads, state):
    assert judged(task(text, leads), "responsibility").state == state


@pytest.mark.parametrize(
    ("leads", "remark"),
    [
        (
            ("Sở Tài chính", "Sở Y tế"),
            "Nêu một cơ quan chủ trì trong số “Sở Tài chính”, “Sở Y tế”; các cơ quan còn lại phối hợp.",
        ),
        (
            ("các sở, ngành",),
            "Giao một cơ quan chủ trì, hoặc ghi rõ từng đơn vị trong “các sở, ngành” tự chịu trách nhiệm.",
        ),
        (("cơ quan chủ trì",), "Nêu tên cơ quan chịu trách nhiệm thay cho “cơ quan chủ trì”."),
        # four names: three are shown
        (
            ("Sở A", "Sở B", "Sở C", "Sở D"),
            "Nêu một cơ quan chủ trì trong số “Sở A”, “Sở B”, “Sở C”…; các cơ quan còn lại phối hợp.",
        ),
    ],
)
def test_responsibility_says_what_to_mend(leads, remark):
    assert judged(task("Rà soát danh mục.", leads), "responsibility").remark == remark


# Rõ kết quả


@pytest.mark.parametrize(
    ("text", "given", "state"),
    [
        ("Phấn đấu giải ngân đạt 100%.", {"target": True}, "clear"),
        ("Rà soát danh mục.", {"product": "Báo cáo"}, "clear"),
        ("Rà soát, báo cáo UBND tỉnh.", {"reports_to": ("UBND tỉnh",)}, "clear"),
        ("Tham mưu UBND tỉnh ban hành Kế hoạch thu hút đầu tư.", {}, "clear"),  # the words make a plan
        ("Xây dựng, trình UBND tỉnh phê duyệt Đề án.", {}, "clear"),
        ("Triển khai các nhiệm vụ theo Kế hoạch đã ban hành.", {}, "missing"),  # a plan that is there already
        ("Trình bày tại hội nghị; thực hiện Chương trình.", {}, "missing"),
        ("Thực hiện chế độ báo cáo theo quy định.", {}, "vague"),  # a report to nobody
        ("Nâng cao năng lực cạnh tranh.", {}, "vague"),  # a direction without a measure
        ("Phối hợp với các đơn vị.", {}, "missing"),
    ],
)
def test_result(text, given, state):
    assert judged(task(text, **given), "result").state == state


# Rõ thẩm quyền, the sixth


@pytest.mark.parametrize(
    ("text", "leads", "state"),
    [
        ("Các sở rà soát danh mục.", ("Các sở",), "clear"),  # nothing to be decided
        ("Các sở trình UBND tỉnh phê duyệt.", ("Các sở",), "clear"),
        ("Các sở trình phê duyệt.", ("Các sở",), "missing"),
        ("Các sở báo cáo cấp có thẩm quyền quyết định.", ("Các sở",), "vague"),
        ("Sở Y tế ban hành hướng dẫn.", ("Sở Y tế",), "clear"),  # it decides itself
    ],
)
def test_authority(text, leads, state):
    assert judged(task(text, leads), "authority").state == state


def test_authority_is_off_until_it_is_switched_on():
    text = "Các sở trình phê duyệt."
    given_directive = directive(text, task(text, ("Các sở",)))
    assert "authority" not in {one.kind for one in lint(given_directive)}
    assert "authority" in {one.kind for one in lint(given_directive, clears=(*DEFAULT_CLEARS, AUTHORITY))}


# The whole


def test_measure_gives_one_row_a_task_in_the_order_of_the_clears():
    text = "Sở Tài chính rà soát danh mục, báo cáo UBND tỉnh trước ngày 15/3/2025."
    clear_task = task(text, deadlines=(("trước ngày 15/3/2025", "2025-03-15"),), reports_to=("UBND tỉnh",))
    rows = measure(directive(text, clear_task, replace(clear_task, leads=())))
    assert [[mark.key for mark in row] for row in rows] == [[one.key for one in DEFAULT_CLEARS]] * 2
    assert [mark.state for mark in rows[0]] == ["clear"] * 5
    assert [mark.state for mark in rows[1]] == ["missing", "clear", "clear", "missing", "clear"]


def test_a_finding_points_at_its_words_its_sentence_and_its_task():
    text = "Mở đầu.\nSở Tài chính khẩn trương báo cáo UBND tỉnh kết quả rà soát."
    line = text.split("\n")[1]
    start = text.index(line)
    one = replace(task(text, soft="khẩn trương", reports_to=("UBND tỉnh",)), span=Span(start, len(text)), text=line)
    (found,) = lint(directive(text, one))
    assert (found.kind, found.name, found.level, found.task) == ("time", "Rõ thời gian", "vague", 0)
    assert text[found.span.start : found.span.end] == "khẩn trương"
    assert text[found.sentence.start : found.sentence.end] == line


def test_every_remark_begins_with_a_verb_and_ends_as_a_sentence():
    verbs = ("Nêu ", "Giao ", "Bỏ ", "Giữ ", "Sửa ", "Chọn ", "Ghi ", "Đặt ", "Đánh ", "Bổ sung ", "Thống nhất ")
    text = "Các sở, ban, ngành đẩy mạnh phát triển; xem xét, quyết định."
    given_directive = directive(text, task(text, ("Các sở, ban, ngành",)))
    remarks = [mark.remark for mark in measure(given_directive, SIX_CLEARS)[0]]
    assert len(remarks) == 6 and all(remarks)
    told = [one.message for one in lint(given_directive, clears=SIX_CLEARS)]
    assert told
    assert all(remark.startswith(verbs) and remark.endswith(".") for remark in [*remarks, *told])


def of_tasks(*lines: str, leads: tuple[str, ...] = ("Sở Tài chính",), **given) -> Directive:
    """A directive of one task a line, all with the same leads."""
    text, start, tasks = "\n".join(lines), 0, []
    for line in lines:
        one = task(text, leads, nature=given.get("nature", "routine"))
        tasks.append(replace(one, span=Span(start, start + len(line)), text=line))
        start += len(line) + 1
    return directive(text, *(replace(one, **given.get("fields", {})) for one in tasks))


def told(found: Directive) -> list[tuple[str, tuple[int, ...]]]:
    """The rules that told something of the tasks, with the tasks."""
    return [(one.rule, one.tasks or (one.task,)) for one in lint(found) if one.level != "slip"]


# What is told, and what is told once

PLANS = (
    "Xây dựng kế hoạch đào tạo nghề.",
    "Ban hành quy chế phối hợp.",
    "Tham mưu cơ chế hỗ trợ vốn.",
)
DUTIES = ("Theo dõi giá vật liệu xây dựng.", "Kiểm tra an toàn các hồ đập.", "Hướng dẫn người dân ghi chép.")


def test_three_that_share_a_fault_are_told_once_with_their_list():
    found = lint(of_tasks(*PLANS))
    (only,) = found
    assert (only.rule, only.task, only.tasks) == ("time.no_deadline", None, (0, 1, 2))
    assert only.message == "Nêu thời hạn cho 3 trong 3 nhiệm vụ phải có văn bản, chỉ tiêu hoặc báo cáo."
    assert told(of_tasks(*PLANS[:2])) == [("time.no_deadline", (0,)), ("time.no_deadline", (1,))]


def test_tasks_that_nobody_has_are_told_as_such_and_not_once_more_for_their_responsibility():
    assert ("person.nobody", (0, 1, 2)) in told(of_tasks(*PLANS, leads=()))
    assert not [rule for rule, _ in told(of_tasks(*PLANS, leads=())) if rule.startswith("responsibility")]


def test_duties_with_neither_time_nor_result_are_told_once():
    assert told(of_tasks(*DUTIES)) == [("result.untracked", (0, 1, 2))]
    assert lint(of_tasks(*DUTIES))[0].message.startswith("Quy định chế độ báo cáo chung")


def test_a_report_on_the_whole_leaves_only_the_measure_to_be_asked_for():
    report = "Báo cáo UBND tỉnh tình hình thực hiện các nhiệm vụ hằng tháng."
    made = of_tasks(*DUTIES, report)
    every = (Recurrence("hằng tháng", Span(0, 1), "month", None, None, "test", 1.0),)
    followed = replace(made.tasks[-1], recurrences=every, reports_to=names(made.source.text, "UBND tỉnh"))
    (only,) = lint(replace(made, tasks=(*made.tasks[:-1], followed)))
    assert only.tasks == (0, 1, 2) and only.message.startswith("Nêu chỉ tiêu hoặc sản phẩm cho 3 trong 4 nhiệm vụ")


@pytest.mark.parametrize(
    ("leads", "text"),
    [
        (("UBND các xã, phường",), "Thống kê hộ nghèo."),  # each in its own place
        (("Các sở, ngành",), "Rà soát hồ sơ theo lĩnh vực phụ trách."),  # each in its own field
        (("các sở, ngành",), "Yêu cầu các sở, ngành nghiêm túc triển khai thực hiện."),  # the closing formula
        (("Các sở, ngành",), "Nếu có vướng mắc, kịp thời báo cáo."),  # waits for what may happen
        (("Các sở, ngành",), "Tuân thủ quy định về phòng cháy."),  # a rule to keep, not a thing to do
        (("Cơ quan chủ trì",), "Kiểm tra hồ sơ."),  # a role that the document gives elsewhere
        (("UBND xã Đồng Tiến", "UBND xã Tân Lập"), "Kiểm tra hồ đập."),
        (("Bộ Quốc phòng", "Bộ Công an"), "Huy động lực lượng hỗ trợ người dân."),  # each its own forces
        (("Sở Tài chính",), "Triển khai các nhiệm vụ về lao động của Kế hoạch."),  # told elsewhere in it
        (("Sở Tài chính",), "Nghiên cứu, phát triển văn hóa số theo phân công tại Phụ lục."),
    ],
)
def test_what_is_not_worth_telling(leads, text):
    assert told(of_tasks(text, leads=leads)) == []


@pytest.mark.parametrize(
    ("leads", "text", "rule"),
    [
        (("Sở Tài chính", "Sở Y tế"), "Tham mưu mức hỗ trợ.", "responsibility.several"),
        (("Các sở, ngành", "các đơn vị có liên quan"), "Kiểm tra hồ đập.", "person.unlisted"),
        (("Các sở, ban, ngành",), "Chủ trì, phối hợp với điện lực kiểm tra đường dây.", "responsibility.leading_group"),
        (("Sở Tài chính",), "Tiếp tục quan tâm, phát huy vai trò của doanh nhân.", "work.manner"),
    ],
)
def test_what_is_worth_telling_of_one_task(leads, text, rule):
    assert told(of_tasks(text, leads=leads)) == [(rule, (0,))]


@pytest.mark.parametrize("following", ["Các nhiệm vụ trọng tâm bao gồm:", "Trọng tâm:"])
def test_words_of_manner_that_open_a_list_are_not_held_against_it(following):
    manner = "Tiếp tục quan tâm, phát huy vai trò của doanh nhân."
    found = of_tasks(manner, following)
    assert told(replace(found, tasks=found.tasks[:1])) == []


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        ("Danh mục nhiệm vụ cụ thể tại Phụ lục kèm theo Kế hoạch này.", False),
        ("Kinh phí thực hiện tại Phụ lục kèm theo Kế hoạch này.", True),
    ],
)
def test_what_an_annex_assigns_is_not_asked_for(words, tells):
    found = of_tasks(*PLANS, words, leads=())
    assert bool(told(replace(found, tasks=found.tasks[:3]))) == tells


@pytest.mark.parametrize("kind", ["quy định", "quy chế", "hướng dẫn"])
def test_a_regulation_is_asked_for_no_day(kind):
    found = of_tasks(*PLANS)
    assert told(replace(found, head=replace(found.head, kind=kind))) == []


def test_groups_whose_common_work_nobody_gathers_are_told_once():
    lines = ("Nghiên cứu giải pháp kích cầu.", "Đẩy mạnh kinh tế tuần hoàn.", "Cắt giảm thủ tục.")
    assert ("responsibility.group", (0, 1, 2)) in told(of_tasks(*lines, leads=("Các sở, ban, ngành",)))
    assert not [rule for rule, _ in told(of_tasks(*lines, leads=("UBND các xã, phường",))) if "resp" in rule]


@pytest.mark.parametrize(
    ("text", "soft", "state"),
    [
        ("Khẩn trương rà soát.", "Khẩn trương", "vague"),
        ("Tiết kiệm chi thường xuyên.", "thường xuyên", "missing"),  # a kind of spending
        ("Cảnh báo sớm cho doanh nghiệp.", "sớm", "missing"),  # a kind of warning
        ("Thực hiện ngay từ đầu năm.", "ngay", "missing"),
    ],
)
def test_words_that_only_look_like_haste(text, soft, state):
    assert judged(task(text, soft=soft, nature="routine"), "time").state == state


def test_a_figures_period_is_its_time_but_a_plan_that_is_to_reach_it_needs_a_day():
    year = (Target("30%", Span(0, 1), ">=", 30, "%", "2025", "test", 1.0),)
    for text, state in (
        ("Cắt giảm 30% chi phí năm 2025.", "clear"),
        ("Ban hành Kế hoạch giảm 30% chi phí.", "missing"),
    ):
        assert judged(replace(task(text), targets=year), "time").state == state


def test_a_table_that_lost_its_columns_is_not_held_against_the_drafter():
    assert told(of_tasks(*PLANS, leads=(), fields={"found_by": "task.unruled_row"})) == []


def test_marks_keep_their_words_though_the_finding_is_told_once():
    text = "Sở Tài chính khẩn trương rà soát."
    (row,) = measure(directive(text, task(text, soft="khẩn trương")))
    mark = next(one for one in row if one.key == "time")
    assert text[mark.span.start : mark.span.end] == "khẩn trương"


# Slips


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "Chương trình số 65-CTr/TU ngày 26/02/2025 ngày 26/02/2025 của Tỉnh ủy",
            ["Bỏ một lần ghi ngày: “ngày 26/02/2025 ngày 26/02/2025”."],
        ),
        (
            "ngày 05 tháng 3 năm 2025, ngày 5/3/2025",  # the same day written two ways
            ["Bỏ một lần ghi ngày: “ngày 05 tháng 3 năm 2025, ngày 5/3/2025”."],
        ),
        (
            "Công văn ngày 26/02/2025 ngày 27/02/2025",
            ["Giữ một ngày: “ngày 26/02/2025 ngày 27/02/2025” ghi hai ngày liền nhau."],
        ),
        ("họp ngày 26/02/2025, ngày 27/02/2025", []),  # a list of days
        ("từ ngày 26/02/2025 đến ngày 26/02/2025", []),  # a range of one day
        ("ngày 26/02/2025\nngày 26/02/2025", []),  # two paragraphs
        ("26/02/2025 | 26/02/2025", []),  # two cells
    ],
)
def test_a_date_twice_in_a_row(text, messages):
    assert slips(text) == [("date_twice", message) for message in messages]


@pytest.mark.parametrize(
    ("text", "parts", "kinds"),
    [
        ("Dự án¹ lớn.\n¹ Từ 70 tỷ đồng.", {"notes": {"¹": "¹"}}, []),
        ("Dự án¹ lớn.\n¹ Từ 70 tỷ đồng.", {"notes": {"¹": "1"}}, []),  # the source may tell the mark in plain figures
        ("Dự án⁵ lớn.", {}, ["note_missing"]),  # raised by hand, no footnote behind it
        ("Dự án lớn.\n¹ Từ 70 tỷ đồng.", {"notes": {"¹": "1"}}, ["note_unmarked"]),
        ("Rộng 500 m², dài 3 km².", {}, []),  # units, not marks
        ("Dự án[2] lớn.", {"marks": (NoteMark("2", Span(5, 8)),)}, ["note_missing"]),
    ],
)
def test_footnotes_and_their_marks(text, parts, kinds):
    assert [kind for kind, _ in slips(text, **parts)] == kinds


def cited(number: str, day: str | None, issuer: str | None = None, at: int = 0) -> Citation:
    return Citation("", Span(at, at + 1), "kế hoạch", number, day, issuer, "test", 1.0)


@pytest.mark.parametrize(
    ("first", "second", "slip"),
    [
        (cited("26/KH-UBND", "2025-02-14"), cited("26/KH-UBND", "2025-02-17"), True),
        (cited("26/KH-UBND", "2025-02-14"), cited("26/KH-UBND", "2025-02-14"), False),
        (cited("26/KH-UBND", "2025-02-14"), cited("26/KH-UBND", None), False),  # a later mention may leave it out
        (cited("26/KH-UBND", "2024-02-14"), cited("26/KH-UBND", "2025-02-14"), True),  # only the year differs
        (cited("26/KH-UBND", "2024-03-05"), cited("26/KH-UBND", "2025-02-14"), False),  # numbers begin again each year
        (cited("5/QĐ-UBND", "2025-02-14", "UBND tỉnh A"), cited("5/QĐ-UBND", "2025-02-17", "UBND tỉnh B"), False),
        (cited("5/QĐ-UBND", "2025-02-14", "UBND tỉnh"), cited("5/QĐ-UBND", "2025-02-17", "UBND tỉnh A"), True),
        (cited("26/kh-ubnd", "2025-02-14"), cited("26/KH-UBND", "2025-02-17"), True),
    ],
)
def test_a_document_cited_with_two_dates(first, second, slip):
    found = slips("Kế hoạch và kế hoạch.", citations=(first, replace(second, span=Span(12, 20))))
    assert [kind for kind, _ in found] == (["cited_two_dates"] if slip else [])


def test_a_deadline_right_after_a_number_is_no_day_of_issue():
    text = "Nghị định số 75/2023/NĐ-CP xong trước ngày 01/3/2025"
    second = replace(cited("75/2023/NĐ-CP", "2025-03-01"), span=Span(0, len(text)))
    assert slips(text, citations=(cited("75/2023/NĐ-CP", "2023-10-19"), second)) == []


def test_both_dates_are_told():
    citations = (cited("26/KH-UBND", "2025-02-04"), cited("26/KH-UBND", "2025-03-17", at=12))
    ((_, message),) = slips("Kế hoạch và kế hoạch.", citations=citations)
    assert message == "Thống nhất ngày của kế hoạch số 26/KH-UBND: lần trước ghi 04/02/2025, lần này ghi 17/3/2025."


@pytest.mark.parametrize(
    ("rule", "quote", "day", "past"),
    [
        ("before", "trước ngày 07/3/2025", "2025-03-07", True),
        ("before", "trước ngày 10/3/2025", "2025-03-10", True),  # the 10th itself is the day of signing
        ("before", "trước ngày 11/3/2025", "2025-03-11", False),
        ("by", "ngày 10/3/2025", "2025-03-10", False),  # the day of signing can still be met
        ("by", "trong tháng 02/2025", "2025-02", True),
        ("by", "trong tháng 3/2025", "2025-03", False),
        ("by", "quý IV/2024", "2024-Q4", True),
        ("by", "trong năm 2025", "2025", False),
        ("before", "trước 17 giờ ngày 10/3/2025", "2025-03-10", False),  # that evening
        ("before", "trước ngày 01/3", "2025-03-01", False),  # the year was guessed: not held to it
    ],
)
def test_a_deadline_before_the_day_of_signing(rule, quote, day, past):
    text = f"Sở Tài chính báo cáo {quote}."
    one = replace(task(text), deadlines=(by(text, quote, day, rule),))
    kinds = [kind for kind, _ in slips(text, one)]
    assert kinds == (["deadline_past"] if past else [])


def test_past_deadlines_of_one_table_are_told_once():
    text = "Việc một | 28/02/2025\nViệc hai | 01/3/2025"
    rows = [
        replace(task(text), deadlines=(by(text, quote, day),))
        for quote, day in (("28/02/2025", "2025-02-28"), ("01/3/2025", "2025-03-01"))
    ]
    assert slips(text, *rows, tables={"Việc": 0}) == [
        (
            "deadline_past",
            "Sửa thời hạn “28/02/2025” và 1 thời hạn khác trong bảng: đã qua vào ngày ký văn bản 10/3/2025, "
            "hoặc ghi rõ là nhiệm vụ giao từ trước.",
        )
    ]


@pytest.mark.parametrize(
    ("rule", "text", "quote", "day", "messages"),
    [
        (
            "by",
            "Báo cáo chậm nhất ngày 15/3/2025.",
            "chậm nhất ngày 15/3/2025",
            "2025-03-15",
            ["Chọn ngày làm việc thay cho “chậm nhất ngày 15/3/2025”. 15/03/2025 là ngày nghỉ hằng tuần."],
        ),
        (
            "before",
            "Báo cáo trước ngày 15/3/2025.",
            "trước ngày 15/3/2025",
            "2025-03-15",
            ["Ghi ngày làm việc cuối cùng còn kịp thay cho “trước ngày 15/3/2025”. 15/03/2025 là ngày nghỉ hằng tuần."],
        ),
        ("by", "Báo cáo ngày 14/3/2025.", "ngày 14/3/2025", "2025-03-14", []),  # a Friday
        ("by", "Báo cáo trong tháng 5/2025.", "trong tháng 5/2025", "2025-05", []),  # a month has no weekday
        ("by", "Tổ chức ngày 15/3/2025 (thứ Bảy).", "ngày 15/3/2025", "2025-03-15", []),  # an event on purpose
        ("by", "Tổ chức từ ngày 10/3/2025 đến ngày 15/3/2025.", "đến ngày 15/3/2025", "2025-03-15", []),
    ],
)
def test_a_deadline_on_a_day_off(rule, text, quote, day, messages):
    one = replace(task(text), deadlines=(by(text, quote, day, rule),))
    assert [message for _, message in slips(text, one, calendar=Weekdays())] == messages
    assert slips(text, one) == []  # nothing is said of days off without a calendar


def test_a_day_off_is_told_once_with_where_else_it_stands():
    text = "Báo cáo trước ngày 15/3/2025. Công khai trước ngày 15/3/2025."
    one = replace(task(text), deadlines=(by(text, "trước ngày 15/3/2025", "2025-03-15", "before"),))
    (only,) = slips(text, one, one, calendar=Weekdays())
    assert only[1].endswith("Ngày này còn ở 1 chỗ khác.")


def test_before_new_year_is_within_the_year():
    text = "Hoàn thành trước ngày 01/01/2028."
    one = replace(task(text), deadlines=(by(text, "trước ngày 01/01/2028", "2028-01-01", "before"),))  # a Saturday
    assert slips(text, one, calendar=Weekdays()) == []


def unit(label: str, at: int, parent: int | None = None, kind: str = "item") -> Unit:
    return Unit(Span(at, at + 1), label, label, parent, 1, kind, 0)


@pytest.mark.parametrize(
    ("units", "repeated"),
    [
        ((unit("a", 0), unit("b", 1), unit("b", 2), unit("c", 3)), ["b"]),
        ((unit("1", 0), unit("2", 1), unit("1", 2)), []),  # another list begins
        ((unit("-", 0), unit("-", 1)), []),  # bullets repeat
        ((unit("1", 0), unit("a", 1, 0), unit("2", 2), unit("a", 3, 2)), []),  # under different parents
        ((unit("IV", 0, None, "section"), unit("1", 1, 0), unit("IV", 2, None, "section")), ["IV"]),
    ],
)
def test_two_items_with_the_same_label(units, repeated):
    found = slips("abcdef", outline=units)
    wanted = [f"Đánh lại số thứ tự: “{label}” đứng hai lần liền nhau trong cùng một mục." for label in repeated]
    assert found == [("label_twice", message) for message in wanted]


READ_TEXT = """ỦY BAN NHÂN DÂN
TỈNH BÌNH MINH

Số: 09/CT-UBND

Bình Minh, ngày 10 tháng 3 năm 2025

CHỈ THỊ

Về việc giải ngân vốn đầu tư công

Thực hiện Kế hoạch số 18/KH-UBND ngày 20/01/2025 ngày 20/01/2025 của UBND tỉnh, Chủ tịch UBND tỉnh yêu cầu:

I. NHIỆM VỤ

1. Sở Tài chính rà soát các dự án chậm tiến độ, báo cáo UBND tỉnh trước ngày 07/3/2025.

2. Các sở, ban, ngành tăng cường, đẩy mạnh phát triển kinh tế xanh.

2. Sở Xây dựng công bố giá vật liệu xây dựng, hoàn thành chậm nhất ngày 29/3/2025./.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn A
"""


def test_a_text_that_was_really_read():
    read_directive = read(READ_TEXT.encode(), name="chi-thi.txt")
    found = lint(read_directive, Weekdays())
    assert {one.kind for one in found if one.level == "slip"} == {
        "date_twice",
        "deadline_past",
        "deadline_day_off",
        "label_twice",
    }
    assert [mark.state for mark in measure(read_directive)[1]] == ["vague", "vague", "missing", "missing", "missing"]


# The lexicon and any text


@pytest.mark.parametrize("name", ["collectives", "work_verbs", "results", "duties", "told_words"])
def test_each_word_stands_once_with_its_class_and_source(name):
    rows = lexicon.rows(name)
    words = [row["word"] for row in rows]
    assert len(words) == len(set(words))
    assert all(row["class"] and row["source"] for row in rows)
    assert all(fold(word) == word for word in words)  # or it would never be found in folded text


@given(st.text(alphabet=st.sampled_from("ngày 0123456789/¹²³⁵mk[].,\nab|")))
def test_no_text_breaks_the_search_for_slips(text):
    found = lint(directive(text))
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(one.sentence.start <= one.span.start and one.span.end <= one.sentence.end for one in found)


@given(st.text(max_size=200))
def test_no_task_breaks_its_judgement(text):
    one = task(text, ("các sở",))
    for mark in measure(directive(text, one), SIX_CLEARS)[0]:
        assert mark.state in ("clear", "vague", "missing")
        assert (mark.remark is None) == (mark.state == "clear")
        assert not mark.remark or re.match(r"\w", mark.remark)
